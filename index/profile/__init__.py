"""What search keeps of an index beside its catalogue; derived from it, and disposable."""

from index.profile.file import FILE
from index.profile.learning import current_profile, follow, is_large, is_little, refresh_profile
from index.profile.profile import Profile, Terms, terms_of, translatable

__all__ = [
    "FILE",
    "Profile",
    "Terms",
    "current_profile",
    "follow",
    "is_large",
    "is_little",
    "refresh_profile",
    "terms_of",
    "translatable",
]

"""Drawings of the page; emoji would look different on every machine."""

from __future__ import annotations


def _icon(body: str) -> str:
    return f'<svg viewBox="0 0 20 20" fill="none" stroke="currentColor" aria-hidden="true">{body}</svg>'


# A page with a line marked.
SEAL = _icon(
    '<g stroke-width="1.8" stroke-linecap="round"><path d="M4 4.5h12M4 15.5h8"/>'
    '<path d="M4 10h12" stroke-width="4.4" opacity=".55"/></g>'
)
# A disc, half of it dark.
HALF = _icon(
    '<circle cx="10" cy="10" r="7.5" stroke-width="1.8"/>'
    '<path d="M10 2.5a7.5 7.5 0 0 1 0 15z" fill="currentColor" stroke="none"/>'
)
THUMB = _icon(
    '<path stroke-width="1.6" stroke-linejoin="round" d="M2.5 9h3v8h-3zM5.5 9 9 2.5c1.6 0 2.3 1 2 2.6'
    'L10.5 8H16c1.2 0 1.8 1 1.5 2l-1.6 5.6c-.2.9-.9 1.4-1.8 1.4H5.5"/>'
)

"""Telephone and fax numbers, e-mail addresses and web addresses, with the labels beside them."""

from __future__ import annotations

import re

from ingest.mentions.fold import Folded, fold
from ingest.mentions.mention import Mention, MentionKind

_EMAIL = re.compile(
    r"(?<![\w.+-])[a-z0-9][\w.+-]*@[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)+",
    re.ASCII,
)
_URL = re.compile(r"(?:https?://|(?<![\w@.-])www\.)[^\s,;()<>\u0080-\uffff]+")
_PHONE = re.compile(
    r"(?<![\w/.-])(?:\+|00)\s?\d[\d ().-]{5,22}\d(?![\w-])"
    r"|(?<![\w/.+-])\(?\d{2,5}\)?[ -]?\d{3,4}[ -]\d{3,4}(?![\w-])"
)
_DIGITS = re.compile(r"\d[\d ().-]{5,}\d")
# Fax first: "télécopie" begins like "tél".
_LABELS = {
    "fax": "fax facsimile telefax 传真 傳真 télécopie télécopieur téléc факс فاكس الفاكس",
    "telephone": "tel telephone phone mobile cell 电话 電話 手机 手機 teléfono téléphone móvil portable "
    "тел телефон моб هاتف الهاتف تليفون جوال",
}


def _label_pattern(role: str, words: str) -> str:
    longest_first = sorted((fold(word).text for word in words.split()), key=len, reverse=True)
    return f"(?P<{role}>(?<![a-zа-я])(?:{'|'.join(longest_first)}))"


_LABEL = re.compile("|".join(_label_pattern(role, words) for role, words in _LABELS.items()))
_SHARED = re.compile(r"[\s./&,、]*(?:and|et|y|и|و|和|与)?[\s./&]*")


def find_contacts(text: str) -> list[Mention]:
    """Find the telephone and fax numbers, e-mail and web addresses of `text`, in order.

    `role` is `telephone`, `fax`, `email` or `url`. A number counts when it has an international
    prefix or a label before it on its line; the nearest label before it, or on the line above
    where it stands alone, decides between telephone and fax.
    """
    folded = fold(text)
    found: list[Mention] = []
    for match in _EMAIL.finditer(folded.text) if "@" in text or "＠" in text else ():
        found.append(_mention("email", match.group(), match.start(), match.end(), folded, text))
    for match in _URL.finditer(folded.text) if "://" in folded.text or "www." in folded.text else ():
        end = match.start() + len(match.group().rstrip(".,;:!?)]>'\"*"))
        found.append(_mention("url", "", match.start(), end, folded, text))
    taken = [(mention.start, mention.end) for mention in found]
    for match in _PHONE.finditer(folded.text) if _DIGITS.search(folded.text) else ():
        start, end = folded.span(match.start(), match.end())
        if any(start < other_end and other_start < end for other_start, other_end in taken):
            continue
        roles = _labels_before(folded.text, match.start())
        if not roles and match.group().startswith(("+", "00")):
            roles = ["telephone"]
        found.extend(_mention(role, "", match.start(), match.end(), folded, text) for role in roles)
    return sorted(found, key=lambda mention: mention.start)


def _labels_before(text: str, position: int) -> list[str]:
    """Return the role that the nearest label gives a number; both roles for "tel./fax"."""
    line_start = text.rfind("\n", 0, position) + 1
    before = text[line_start:position]
    if not before.strip() and line_start:
        before = text[text.rfind("\n", 0, line_start - 1) + 1 : position]
    labels = list(_LABEL.finditer(before))
    if len(labels) > 1 and _SHARED.fullmatch(before[labels[-2].end() : labels[-1].start()]):
        return sorted({str(label.lastgroup) for label in labels[-2:]}, reverse=True)
    return [str(labels[-1].lastgroup)] if labels else []


def _mention(role: str, value: str, start: int, end: int, folded: Folded, text: str) -> Mention:
    start, end = folded.span(start, end)
    written = text[start:end]
    if not value:
        value = re.sub(r"\s+", " ", written)
    return Mention(MentionKind.CONTACT, start, end, written, value, role=role)

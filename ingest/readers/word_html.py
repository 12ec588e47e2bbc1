"""What Word and Outlook write into their HTML: list numbers, titles and notes that no tag tells."""

from __future__ import annotations

import re
from typing import Any

from ingest.documents import BlockKind
from ingest.elements import Element

_LISTED = re.compile(r"mso-list:\s*\w+\s+level(\d)", re.I)
_SHOWN_NUMBER = re.compile(r"mso-list:\s*ignore", re.I)
_NOTE = re.compile(r"mso-element:\s*(?:foot|end)note(?!-)", re.I)
_MARK = re.compile(r"\s*[\[(]?(\d{1,3}|[ivxlc]{1,6}|\*{1,3})[\])]?\s*", re.I)
# Runs as `·` of the font Symbol, `o` of Courier New and `§` of Wingdings show bullets.
_BULLET = re.compile(r"[^\w]|[o§]")


def paragraph_of(node: Any) -> Element | None:
    """Return the kind of block that a paragraph of Word is, without its text; None for a plain one."""
    style = node.get("style") or ""
    if _NOTE.search(style):
        return Element(BlockKind.FOOTNOTE, "", number=_note_number(node))
    listed = _LISTED.search(style)
    if listed and node.tag in ("p", "div", "li"):
        return Element(BlockKind.ITEM, "", int(listed.group(1)) - 1, _list_number(node))
    if (node.get("class") or "") == "MsoTitle":
        return Element(BlockKind.HEADING, "", 1)
    return None


def is_shown_number(node: Any) -> bool:
    """Return whether `node` holds the number or bullet that stands before a paragraph of a list."""
    return bool(_SHOWN_NUMBER.search(node.get("style") or ""))


def is_note_mark(node: Any) -> bool:
    """Return whether `node` is the mark of a note: it would run into the word or year before it."""
    text = "".join(node.itertext())
    if not _MARK.fullmatch(text):
        return False
    if node.tag == "sup":
        return bool(re.search(r"\d", text)) and node.find(".//a") is not None
    if node.tag != "a" or not (node.get("href") or "").startswith("#"):
        return False
    return "mso-footnote-id" in (node.get("style") or "") or node.find(".//sup") is not None


def _list_number(node: Any) -> str | None:
    for inner in node.iter("span"):
        if is_shown_number(inner):
            shown = "".join(inner.itertext()).replace("\xa0", " ").strip()
            return None if _BULLET.fullmatch(shown) else shown or None
    return None


def _note_number(node: Any) -> str | None:
    for link in node.iter("a"):
        mark = _MARK.fullmatch("".join(link.itertext()))
        if mark:
            return mark.group(1)
    return None

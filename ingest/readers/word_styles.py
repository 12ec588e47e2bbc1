"""Styles of WordprocessingML: headings, lists and bold, and tables that set off their first row."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from ingest.readers.numbering import W

_HEADING = re.compile(r"(?:heading|标题|標題|titre|título|заголовок|überschrift)\s*([1-9])$", re.I)
_MAX_DEPTH = 30


@dataclass(frozen=True, slots=True)
class Style:
    """What a style gives: heading level (0 none), list, and whether it is a contents line, hidden or bold."""

    heading: int = 0
    num_id: str | None = None
    level: int | None = None
    contents: bool = False
    hidden: bool = False
    bold: bool = False


@dataclass(frozen=True, slots=True)
class Styles:
    """The styles of a document by id; `banded` are the table styles that set their first row in bold."""

    by_id: dict[str, Style] = field(default_factory=dict)
    default: Style = Style()
    banded: frozenset[str] = frozenset()

    def of(self, key: str | None) -> Style:
        """Return the style of a paragraph that names `key`, the default one where it names none."""
        return self.by_id.get(key, self.default) if key else self.default

    def is_bold(self, paragraph: Any, run: Any) -> bool:
        """Return whether a run is bold: by itself, its character style or its paragraph's style."""
        own = run.find(f"{W}rPr/{W}b")
        if own is not None:
            return is_on(own)
        named = self.by_id.get(value(run, f"{W}rPr/{W}rStyle") or "")
        return (named is not None and named.bold) or self.of(value(paragraph, f"{W}pPr/{W}pStyle")).bold

    def sets_off_first_row(self, table: Any) -> bool:
        """Return whether the style of a table shows its first row as a head and the table says so."""
        if value(table, f"{W}tblPr/{W}tblStyle") not in self.banded:
            return False
        look = table.find(f"{W}tblPr/{W}tblLook")
        if look is None:
            return False
        stated = look.get(f"{W}firstRow")
        if stated is not None:
            return stated in ("1", "true", "on")
        bits = look.get(f"{W}val") or ""
        return bool(re.fullmatch(r"[0-9A-Fa-f]{1,8}", bits)) and bool(int(bits, 16) & 0x20)


def value(node: Any, path: str) -> str | None:
    """Return the `w:val` of the element at `path`, None where there is none."""
    child = node.find(path) if node is not None else None
    found: str | None = child.get(f"{W}val") if child is not None else None
    return found


def is_on(node: Any) -> bool:
    """Return whether a switch such as `w:b` is there and not off."""
    return node is not None and node.get(f"{W}val") not in ("0", "false", "off", "none")


def read_styles(root: Any) -> Styles:
    """Return the styles of a styles part (`w:styles`), each with what it is based on."""
    nodes = {node.get(f"{W}styleId"): node for node in root.iterfind(f"{W}style")}
    found: dict[str, Style] = {}

    def resolve(key: str, depth: int) -> Style:
        if key in found or key not in nodes or depth > _MAX_DEPTH:
            return found.get(key, Style())
        node = nodes[key]
        found[key] = _style(node, resolve(value(node, f"{W}basedOn") or "", depth + 1))
        return found[key]

    default = Style()
    for key, node in nodes.items():
        style = resolve(key, 0)
        if node.get(f"{W}type") == "paragraph" and node.get(f"{W}default") in ("1", "true"):
            default = style
    banded = frozenset(key for key in nodes if key and _is_banded(nodes.get, key))
    return Styles(found, default, banded)


def _style(node: Any, base: Style) -> Style:
    name = (value(node, f"{W}name") or "").lower()
    heading = base.heading
    outline = value(node, f"{W}pPr/{W}outlineLvl")
    titled = _HEADING.match(name)
    if titled:
        heading = int(titled.group(1))
    elif outline is not None and outline.isdigit():
        heading = int(outline) + 1 if int(outline) < 9 else 0
    elif name in ("title", "标题", "標題"):
        heading = 1
    level = value(node, f"{W}pPr/{W}numPr/{W}ilvl")
    bold = node.find(f"{W}rPr/{W}b")
    return Style(
        heading,
        value(node, f"{W}pPr/{W}numPr/{W}numId") or base.num_id,
        int(level) if level and level.isdigit() else base.level,
        name.startswith("toc ") or (base.contents and name != "toc heading"),
        is_on(node.find(f"{W}rPr/{W}vanish")),
        base.bold if bold is None else is_on(bold),
    )


def _is_banded(node_of: Callable[[str], Any], key: str) -> bool:
    for _ in range(_MAX_DEPTH):
        node = node_of(key)
        if node is None:
            return False
        for part in node.iterfind(f"{W}tblStylePr"):
            bold = part.find(f"{W}rPr/{W}b")
            if part.get(f"{W}type") == "firstRow" and bold is not None:
                return is_on(bold)
        key = value(node, f"{W}basedOn") or ""
    return False

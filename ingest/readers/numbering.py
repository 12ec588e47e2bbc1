"""Automatic paragraph numbering of WordprocessingML, counted as a word processor shows it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

from ingest.readers.counting import numeral

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a list: where it starts, how it counts and how the number is written."""

    start: int = 1
    style: str = "decimal"
    text: str = ""
    restart: int | None = None
    legal: bool = False
    paragraph_style: str | None = None


@dataclass(slots=True)
class Numbering:
    """The list definitions of a document and the counters of the lists met so far."""

    levels: dict[str, dict[int, Level]] = field(default_factory=dict)
    lists: dict[str, str] = field(default_factory=dict)
    overrides: dict[str, dict[int, Level]] = field(default_factory=dict)
    starts: dict[str, dict[int, int]] = field(default_factory=dict)
    counters: dict[str, dict[int, int]] = field(default_factory=dict)
    met: set[str] = field(default_factory=set)
    merged: dict[str, tuple[dict[int, Level], dict[int, int]]] = field(default_factory=dict)

    def number(self, num_id: str, level: int) -> str | None:
        """Count a paragraph of list `num_id` at `level` and return its number; None for bullets."""
        abstract = self.lists.get(num_id)
        if abstract is None:
            return None
        level = max(0, min(level, 8))
        definitions, starts = self._definitions(num_id, abstract)
        definition = definitions.get(level)
        if definition is None:
            return None
        counters = self.counters.setdefault(abstract, {})
        if num_id not in self.met:
            self.met.add(num_id)
            for started in self.starts.get(num_id, {}):
                counters.pop(started, None)
        counters[level] = counters[level] + 1 if level in counters else starts.get(level, 1)
        for deeper in [key for key in counters if key > level]:
            limit = definitions[deeper].restart if deeper in definitions else None
            if limit is None or (limit > 0 and level < limit):
                del counters[deeper]
        if definition.style == "bullet":
            return None

        def shown(match: re.Match[str]) -> str:
            which = int(match.group(1)) - 1
            if which != level and which not in counters:
                # Levels that were skipped count as begun.
                counters[which] = starts.get(which, 1)
            style = definitions.get(which, Level()).style
            return numeral(
                counters.get(which, 1), "decimal" if definition.legal and style != "none" else style
            )

        return re.sub(r"%([1-9])", shown, definition.text).strip() or None

    def _definitions(self, num_id: str, abstract: str) -> tuple[dict[int, Level], dict[int, int]]:
        """Return the levels of a list with its own changes, and where each starts."""
        if num_id not in self.merged:
            levels = {**self.levels.get(abstract, {}), **self.overrides.get(num_id, {})}
            starts = {key: value.start for key, value in levels.items()} | self.starts.get(num_id, {})
            self.merged[num_id] = (levels, starts)
        return self.merged[num_id]


def read_numbering(root: Any) -> Numbering:
    """Return the definitions of a numbering part (`w:numbering`)."""
    numbering = Numbering()
    linked: dict[str, str] = {}
    named: dict[str, str] = {}
    for abstract in root.iterfind(f"{W}abstractNum"):
        key = abstract.get(f"{W}abstractNumId")
        numbering.levels[key] = {
            _whole(level.get(f"{W}ilvl"), 0): _level(level) for level in abstract.iterfind(f"{W}lvl")
        }
        style, link = abstract.find(f"{W}styleLink"), abstract.find(f"{W}numStyleLink")
        if style is not None:
            named[style.get(f"{W}val")] = key
        if link is not None:
            linked[key] = link.get(f"{W}val")
    for number in root.iterfind(f"{W}num"):
        key = number.get(f"{W}numId")
        reference = number.find(f"{W}abstractNumId")
        if reference is None:
            continue
        abstract_id = reference.get(f"{W}val")
        numbering.lists[key] = named.get(linked.get(abstract_id, ""), abstract_id)
        for override in number.iterfind(f"{W}lvlOverride"):
            at = _whole(override.get(f"{W}ilvl"), 0)
            level, start = override.find(f"{W}lvl"), override.find(f"{W}startOverride")
            if level is not None:
                numbering.overrides.setdefault(key, {})[at] = _level(level)
            if start is not None:
                numbering.starts.setdefault(key, {})[at] = _whole(start.get(f"{W}val"), 1)
    return numbering


def _level(node: Any) -> Level:
    def value(name: str) -> str | None:
        child = node.find(f"{W}{name}")
        found: str | None = child.get(f"{W}val") if child is not None else None
        return found

    legal = node.find(f"{W}isLgl")
    restart = value("lvlRestart")
    return Level(
        start=_whole(value("start"), 1),
        style=value("numFmt") or "decimal",
        text=value("lvlText") or "",
        restart=_whole(restart, 0) if restart is not None else None,
        legal=legal is not None and legal.get(f"{W}val") not in ("0", "false"),
        paragraph_style=value("pStyle"),
    )


def _whole(value: str | None, default: int) -> int:
    return int(value) if value and re.fullmatch(r"-?\d{1,9}", value) else default

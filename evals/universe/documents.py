"""Lays the world out as documents: letters, notes, reports, calendars, corrigenda and revisions."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path

from evals.universe.pen import Pen
from evals.universe.wording import (
    LANGUAGES,
    place_forms,
    region_forms,
)
from evals.universe.world import TODAY, Conference, Days, World

_LETTERS = {"zh": "C", "en": "E", "fr": "F", "es": "S", "ru": "R", "ar": "A"}
_FORMATS = ("txt", "md", "html", "docx")


@dataclass(frozen=True, slots=True)
class Paper:
    """A document of the world: its file name, Markdown source, language and day of issue."""

    name: str
    source: str
    language: str
    issued: date


def papers(world: World, count: int, *, held_back: bool = False) -> tuple[Paper, ...]:
    """Return about `count` documents of the world; each conference is announced at least once.

    With `held_back`, statements are made in the phrasings that are used only for scoring.
    """
    draw = random.Random(world.seed + 1)
    made: list[Paper] = []
    for item in world.conferences:
        if item.kind != "past":
            made += _announced(draw, item, _earlier(world, item), held_back)
    for item in world.conferences:
        if item.change:
            made.append(_changed(draw, item, held_back))
    number = 1
    upcoming = [item for item in world.conferences if item.kind != "past"]
    while len(made) < count:
        chosen = draw.sample(upcoming, min(len(upcoming), draw.choice((3, 4, 6))))
        write_one = _report if number % 3 else _calendar
        made.append(write_one(draw, chosen, number, held_back))
        number += 1
    return tuple(made)


def _earlier(world: World, item: Conference) -> Conference | None:
    return next(
        (
            other
            for other in world.conferences
            if other.kind == "past" and (other.sort, other.topic) == (item.sort, item.topic)
        ),
        None,
    )


def _announced(
    draw: random.Random, item: Conference, earlier: Conference | None, held_back: bool
) -> Iterator[Paper]:
    """Yield the letter or note that announces a conference, and its translations."""
    letter = _is_letter(item)
    symbol = _symbol(item)
    order = draw.random()
    for language in item.languages:
        pen = Pen(draw, language, held_back, random.Random(order))
        body = _letter if letter else _note
        lines = body(pen, item, earlier, symbol, item.announced, item.days_on(item.announced), item.kind)
        yield _paper(pen, symbol, lines, item.announced)


def _is_letter(item: Conference) -> bool:
    return item.number % 5 < 3


def _symbol(item: Conference) -> str:
    kind = "CR" if _is_letter(item) else "INF"
    return f"{kind}-{item.announced.year % 100}/{item.number:03}"


def _paper(pen: Pen, symbol: str, lines: Sequence[str], issued: date) -> Paper:
    suffix = pen.draw.choice(_FORMATS)
    if suffix == "txt" and any(line.startswith("|") for line in lines):
        suffix = "md"
    if suffix == "txt":
        lines = [line.lstrip("#").strip() for line in lines]
    stem = f"{symbol}-{_LETTERS[pen.language]}".replace("/", "-").replace(" ", "").replace("(", "-")
    return Paper(
        f"{stem.replace(')', '').replace('.', '')}.{suffix}", "\n\n".join(lines) + "\n", pen.language, issued
    )


def _head(pen: Pen, kind: str, symbol: str, issued: date) -> list[str]:
    marked = f"{symbol}-{_LETTERS[pen.language]}"
    return [
        pen.fixed("organization"),
        f"{pen.fixed(kind)} {marked}",
        pen.fixed("issued", day=pen.day(issued)),
    ]


def _letter(
    pen: Pen,
    item: Conference,
    earlier: Conference | None,
    symbol: str,
    issued: date,
    days: Days,
    kind: str,
) -> list[str]:
    lines = _head(pen, "circular", symbol, issued)
    lines += [pen.fixed("to"), pen.fixed("subject", name=pen.name(item).plain), pen.fixed("salutation")]
    lines.append(pen.about(kind, item, days))
    lines += _extras(pen, item, earlier, issued)
    lines += [pen.fixed("practical"), pen.fixed("closing"), pen.fixed("secretary")]
    return lines


def _extras(pen: Pen, item: Conference, earlier: Conference | None, issued: date) -> list[str]:
    """Return what stands around the main statement, in an order drawn by chance."""
    lines = [pen.fixed("interpretation"), pen.fixed("thanks")]
    if pen.order.random() < 0.4:
        lines.append(pen.fixed("council", day=pen.day(issued - timedelta(days=40))))
    if earlier:
        lines.append(pen.about("past", earlier, earlier.days))
    lines += [pen.deadline(item, purpose, day) for purpose, day in item.deadlines.items()]
    lines += [pen.regional(item, meeting) for meeting in item.regionals]
    pen.order.shuffle(lines)
    return lines


def _note(
    pen: Pen,
    item: Conference,
    earlier: Conference | None,
    symbol: str,
    issued: date,
    days: Days,
    kind: str,
) -> list[str]:
    lines = _head(pen, "document", symbol, issued)
    lines += [f"# {pen.name(item).plain}", pen.fixed("note")]
    sections: list[tuple[str, list[str]]] = [("dates_head", [pen.about(kind, item, days)])]
    background = [pen.fixed("thanks")]
    if earlier:
        background.append(pen.about("past", earlier, earlier.days))
    sections.append(("background_head", background))
    if item.deadlines:
        told = [pen.deadline(item, purpose, day) for purpose, day in item.deadlines.items()]
        sections.append(("deadlines_head", told))
    if item.regionals:
        sections.append(("regional_head", _regional_section(pen, item)))
    if pen.order.random() < 0.5:
        sections = [sections[1], sections[0], *sections[2:]]
    for number, (head, told) in enumerate(sections, start=1):
        lines.append(f"## {number}. {pen.fixed(head)}")
        lines += told
    return lines


def _regional_section(pen: Pen, item: Conference) -> list[str]:
    if pen.order.random() < 0.5:
        return [pen.regional(item, meeting) for meeting in item.regionals]
    rows = [[pen.fixed("event"), pen.fixed("dates"), pen.fixed("place")]]
    for meeting in item.regionals:
        names = region_forms(meeting.region, pen.language, f"RPM-{meeting.region}")
        place = place_forms(pen.draw, meeting.city, pen.language)["at"]
        rows.append([names["bare"], pen.days(meeting.days)["dates"], place])
    return [_rows(rows)]


def _rows(rows: Sequence[Sequence[str]]) -> str:
    head, *body = (f"| {' | '.join(row)} |" for row in rows)
    return "\n".join([head, f"|{'---|' * len(rows[0])}", *body])


def _changed(draw: random.Random, item: Conference, held_back: bool) -> Paper:
    """Return the document by which a conference was moved, corrected, revised or confirmed."""
    assert item.changed is not None
    pen = Pen(draw, draw.choice(item.languages), held_back)
    if item.change == "corrected":
        symbol = f"{_symbol(item)} Corr.1"
        lines = _head(pen, "corrigendum", symbol, item.changed)
        lines += [f"# {pen.name(item).plain}", pen.about("corrected", item, item.days)]
        return _paper(pen, symbol, lines, item.changed)
    if item.change == "revised":
        symbol = f"{_symbol(item)}(Rev.1)"
        bare = replace(item, deadlines={}, regionals=())
        lines = _note(pen, bare, None, symbol, item.changed, item.days, item.kind)
        return _paper(pen, symbol, lines, item.changed)
    symbol = f"CR-{item.changed.year % 100}/{item.number + 500}"
    lines = _head(pen, "circular", symbol, item.changed)
    subject = (
        f"{pen.name(item).plain} – {pen.fixed('postponement' if item.change == 'moved' else 'dates_head')}"
    )
    lines += [pen.fixed("to"), pen.fixed("subject", name=subject), pen.fixed("salutation")]
    kind = "moved" if item.change == "moved" else "held"
    lines += [
        pen.about(kind, item, item.days),
        pen.fixed("thanks"),
        pen.fixed("closing"),
        pen.fixed("secretary"),
    ]
    return _paper(pen, symbol, lines, item.changed)


def _report(draw: random.Random, chosen: Sequence[Conference], number: int, held_back: bool) -> Paper:
    """Return a report that states what was known of several conferences on its day."""
    pen = Pen(draw, draw.choice(_common(chosen)), held_back)
    issued = _after(draw, chosen)
    symbol = f"C{issued.year % 100}/{number}"
    lines = _head(pen, "document", symbol, issued)
    lines += [f"# {pen.fixed('report')}", pen.fixed("note")]
    for place, item in enumerate(chosen, start=1):
        told = pen.about(item.kind_on(issued), item, item.days_on(issued))
        lines.append(f"{place}. {told}" if draw.random() < 0.7 else told)
        if item.regionals and draw.random() < 0.4:
            lines.append(pen.regional(item, draw.choice(item.regionals)))
        if draw.random() < 0.3:
            lines.append(pen.fixed("thanks"))
    return _paper(pen, symbol, lines, issued)


def _calendar(draw: random.Random, chosen: Sequence[Conference], number: int, held_back: bool) -> Paper:
    """Return a table of several conferences as they were known on its day."""
    pen = Pen(draw, draw.choice(_common(chosen)), held_back)
    issued = _after(draw, chosen)
    symbol = f"CAL-{issued.year % 100}/{number}"
    lines = _head(pen, "document", symbol, issued)
    rows = [[pen.fixed("event"), pen.fixed("dates"), pen.fixed("place")]]
    for item in sorted(chosen, key=lambda one: one.days_on(issued).start):
        at = place_forms(draw, item.city, pen.language)["at"] if item.city else pen.fixed("online")
        rows.append([pen.name(item).plain, pen.days(item.days_on(issued))["dates"], at])
    lines += [f"# {pen.fixed('calendar')}", _rows(rows), pen.fixed("thanks")]
    return _paper(pen, symbol, lines, issued)


def _common(chosen: Sequence[Conference]) -> tuple[str, ...]:
    """Return the languages in which all of `chosen` can be named as elsewhere in the world."""
    fit = [
        language
        for language in LANGUAGES
        if all(item.shared or language in item.languages for item in chosen)
    ]
    return tuple(fit) or LANGUAGES[:2]


def _after(draw: random.Random, chosen: Sequence[Conference]) -> date:
    known = max(item.changed or item.announced for item in chosen)
    return min(known + timedelta(days=draw.randrange(1, 60)), TODAY - timedelta(days=1))


def write(folder: Path, documents: Sequence[Paper]) -> None:
    """Write documents into `folder`, each in the format of its name."""
    from evals.corpus_formats import WRITERS

    for paper in documents:
        path = folder / paper.name
        WRITERS[path.suffix](paper.source, path, paper.language)

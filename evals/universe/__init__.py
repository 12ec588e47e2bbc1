"""A world of invented conferences whose truth is known: its documents, and questions about them.

    python -m evals.universe --seed 7 --conferences 70 --out runs/universe

From a seed follow the conferences, the circulars about them in six languages and several formats (with
postponements, tentative dates and translations), and questions with their answers. How things are
said stands in the tables beside this module, not in its code; phrasings of use `held-back` are for
scoring only (`--held-back`).
"""

from __future__ import annotations

import csv
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from pathlib import Path

from evals.cases import Case, Expected
from evals.variants import date_variants, months

HERE = Path(__file__).parent
LANGUAGES = ("zh", "en", "fr", "es", "ru", "ar")
ASKED_ON = date(2028, 1, 1)
CONSONANTS = "BDGKLMNPRTVZ"
Row = dict[str, str]


@dataclass(frozen=True, slots=True)
class Conference:
    """What is true of one conference. `before` are the dates that a later circular moved, if any."""

    short: str
    names: Row
    city: Row
    start: date
    end: date
    before: tuple[date, date] | None
    tentative: bool
    languages: tuple[str, ...]
    issued: date
    number: int


@dataclass(frozen=True, slots=True)
class Text:
    """A document of the world: its file name and Markdown source."""

    name: str
    source: str
    language: str


@cache
def table(name: str) -> tuple[Row, ...]:
    """Return the rows of a table beside this module."""
    with (HERE / f"{name}.tsv").open(encoding="utf-8", newline="") as file:
        return tuple(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


def conferences(seed: int, count: int) -> tuple[Conference, ...]:
    """Return the conferences that follow from `seed`, each with an acronym of its own."""
    draw = random.Random(seed)
    made: list[Conference] = []
    taken: set[str] = set()
    while len(made) < count:
        start = date(2028, 2, 1) + timedelta(days=draw.randrange(1000))
        short = "".join(draw.sample(CONSONANTS, 3)) + f"C-{start.year % 100}"
        if short in taken:
            continue
        taken.add(short)
        length = timedelta(days=draw.choice((1, 2, 3, 4, 9, 11)))
        moved = draw.random() < 0.25
        shift = timedelta(days=draw.choice((-28, 35, 70)))
        made.append(
            Conference(
                short=short,
                names=draw.choice(table("names")),
                city=draw.choice(table("cities")),
                start=start,
                end=start + length,
                before=(start - shift, start + length - shift) if moved else None,
                tentative=not moved and draw.random() < 0.15,
                languages=tuple(draw.sample(LANGUAGES, 2)),
                issued=date(2027, 1, 1) + timedelta(days=draw.randrange(300)),
                number=len(made) + 1,
            )
        )
    return tuple(made)


def documents(world: Sequence[Conference], seed: int, use: str = "open") -> Iterator[Text]:
    """Yield the circulars about `world`, worded by phrasings of `use` (`open` or `held-back`)."""
    draw = random.Random(seed + 1)
    for item in world:
        for language in item.languages:
            first = item.before or (item.start, item.end)
            kind = "tentative" if item.tentative else "held"
            yield _circular(draw, item, language, kind, first, use, 2 * item.number, item.issued)
        if item.before is not None:
            later = item.issued + timedelta(days=45)
            language = draw.choice(item.languages)
            dates = (item.start, item.end)
            yield _circular(draw, item, language, "moved", dates, use, 2 * item.number + 1, later)


def questions(world: Sequence[Conference]) -> Iterator[Case]:
    """Yield a question after the dates and one after the place of each conference, in each language."""
    for item in world:
        dates = f"{item.start}/{item.end}"
        facts = {
            "when": Expected(dates, date_variants(dates)),
            "where": Expected(item.city["key"], tuple(item.city[language] for language in LANGUAGES)),
        }
        for number, row in enumerate(table("questions")):
            kind = "moved" if item.before and row["asked"] == "when" else row["asked"]
            yield Case(
                id=f"{item.short}-{number:02}",
                lang=row["language"],
                question=row["text"].format(short=item.short),
                kind=kind,
                expected=(facts[row["asked"]],),
                as_of=ASKED_ON,
            )


def written(draw: random.Random, start: date, end: date, form: str, language: str) -> str:
    """Return a range of days in a language, in one of the ways that the table of dates gives."""
    same = "one" if (start.year, start.month) == (end.year, end.month) else "two"
    if same == "two" and start.year != end.year:
        return f"{day_in(start, language)} – {day_in(end, language)}"
    rows = [
        row
        for row in table("dates")
        if (row["months"], row["form"], row["language"]) == (same, form, language)
    ]
    values: dict[str, object] = {"d1": start.day, "y1": start.year, "n1": start.month}
    values |= {"d2": end.day, "y2": end.year, "n2": end.month}
    if language != "zh":
        values |= {"m1": months(language, start.month)[0], "m2": months(language, end.month)[0]}
    return draw.choice(rows)["text"].format(**values)


def day_in(day: date, language: str) -> str:
    """Return a day as a letter in `language` is dated."""
    from babel.dates import format_date

    return str(format_date(day, "long", locale=language))


def _circular(
    draw: random.Random,
    item: Conference,
    language: str,
    kind: str,
    dates: tuple[date, date],
    use: str,
    number: int,
    issued: date,
) -> Text:
    heads = next(row for row in table("headings") if row["language"] == language)
    rows = [row for row in table("phrasings") if (row["kind"], row["language"]) == (kind, language)]
    phrasing = draw.choice([row for row in rows if row["use"] == use] or rows)["text"]
    name = (
        f"{item.names[language]}（{item.short}）"
        if language == "zh"
        else f"{item.names[language]} ({item.short})"
    )
    said = _say(draw, phrasing, name, item, language, dates)
    symbol = f"CR-{issued.year % 100}/{number:03}"
    date_line = heads["issued"].format(day=day_in(issued, language))
    lines = [f"{heads['circular']} {symbol}", date_line, f"{heads['subject']}: {name}", said]
    if kind == "held" and draw.random() < 0.25:
        place = f"{item.city[language]}, {country(item.city['country'], language)}"
        bare = written(draw, *dates, "bare", language)
        lines[-1] = "\n".join(
            [
                f"| {heads['event']} | {heads['dates']} | {heads['place']} |",
                "|---|---|---|",
                f"| {name} | {bare} | {place} |",
            ]
        )
    suffix = draw.choice(("md", "txt", "html", "docx"))
    if lines[-1].startswith("|") and suffix == "txt":
        suffix = "md"
    stem = f"{symbol.replace('/', '-')}-{language}"
    return Text(f"{stem}.{suffix}", "\n\n".join(lines) + "\n", language)


def _say(
    draw: random.Random, phrasing: str, name: str, item: Conference, language: str, dates: tuple[date, date]
) -> str:
    before = item.before or dates
    on = written(draw, *dates, "on", language)
    return phrasing.format(
        name=name,
        city=item.city[language],
        country=country(item.city["country"], language),
        dates=written(draw, *dates, "bare", language),
        on_dates=on,
        on_dates_up=on[:1].upper() + on[1:],
        old_dates=written(draw, *before, "bare", language),
        on_old_dates=written(draw, *before, "on", language),
    )


@cache
def country(code: str, language: str) -> str:
    """Return the name of a country in a language."""
    from babel import Locale

    return str(Locale(language).territories[code])


def write(folder: Path, seed: int, count: int, use: str = "open") -> tuple[Case, ...]:
    """Write the world's documents into `folder` and return the questions about them."""
    from evals.write_corpus import WRITERS

    world = conferences(seed, count)
    for text in documents(world, seed, use):
        path = folder / text.name
        WRITERS[path.suffix](text.source, path, text.language)
    return tuple(questions(world))

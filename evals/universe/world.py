"""What is true: conferences, their regional meetings and deadlines, and what became known when."""

from __future__ import annotations

import random
import unicodedata
from dataclasses import dataclass, field
from datetime import date, timedelta

from evals.universe.wording import LANGUAGES, Row, full_name, table

TODAY = date(2027, 6, 1)
"""The day that questions are asked on; every document was issued before."""
_FIRST_DAY = date(2027, 7, 5)
_FIRST_ISSUE = date(2026, 1, 12)
_REGIONS = ("AFR", "AMS", "ARB", "ASP", "CIS", "EUR")
_LENGTHS = (0, 1, 2, 3, 4, 4, 9, 11, 18)


@dataclass(frozen=True, slots=True)
class Days:
    """The first and last day of a meeting."""

    start: date
    end: date

    @property
    def value(self) -> str:
        """The days in ISO 8601, a single day as such."""
        return self.start.isoformat() if self.start == self.end else f"{self.start}/{self.end}"


@dataclass(frozen=True, slots=True)
class Regional:
    """A regional preparatory meeting of a conference."""

    region: str
    days: Days
    city: str


@dataclass(frozen=True, slots=True)
class Conference:
    """What is true of one conference.

    `kind` is how it is first announced (`held`, `tentative`, `online`), or `past` of an edition that
    is over. `change` is what becomes of that later: `moved`, `corrected`, `revised`, `confirmed` or
    nothing; `before` are the days that it replaces, known from `announced` until `changed`.
    """

    sort: str
    topic: str
    acronyms: Row
    city: str | None
    days: Days
    kind: str
    change: str | None
    before: Days | None
    announced: date
    changed: date | None
    languages: tuple[str, ...]
    number: int
    regionals: tuple[Regional, ...] = ()
    deadlines: dict[str, date] = field(default_factory=dict)

    @property
    def shared(self) -> bool:
        """Whether all languages use one acronym."""
        return len(set(self.acronyms.values())) == 1

    def days_on(self, day: date) -> Days:
        """Return the days as they were known on `day`."""
        if self.before and self.changed and day < self.changed:
            return self.before
        return self.days

    def kind_on(self, day: date) -> str:
        """Return the kind of statement that was true on `day`."""
        confirmed = self.change == "confirmed" and self.changed and day >= self.changed
        return "held" if confirmed else self.kind


@dataclass(frozen=True, slots=True)
class World:
    """All conferences of one seed."""

    seed: int
    conferences: tuple[Conference, ...]


def make(seed: int, count: int) -> World:
    """Return a world of about `count` conferences, some of them past editions of others."""
    draw = random.Random(seed)
    taken: set[str] = set()
    made: list[Conference] = []
    pairs = [(sort["key"], topic["key"]) for topic in table("topics") for sort in table("types")]
    draw.shuffle(pairs)
    for sort, topic in pairs:
        if len(made) >= count:
            break
        series = _acronyms(draw, sort, topic, taken)
        upcoming = _upcoming(draw, sort, topic, series, len(made) + 1)
        made.append(upcoming)
        if draw.random() < 0.4 and len(made) < count:
            made.append(_past(draw, upcoming, series, len(made) + 1))
    return World(seed, tuple(made))


def _acronyms(draw: random.Random, sort: str, topic: str, taken: set[str]) -> Row:
    """Return the acronym of a series by language: one for all, or one for each Latin or Cyrillic one."""
    base = _free([word[0] for word in full_name(sort, topic, "en").split() if word != "on"], topic, taken)
    if draw.random() < 0.7:
        return dict.fromkeys(LANGUAGES, base)
    own = dict.fromkeys(LANGUAGES, base)
    for language in ("fr", "es", "ru"):
        words = full_name(sort, topic, language).replace("'", " ").split()
        own[language] = _free([word[0] for word in words if len(word) > 3], words[-1], taken)
    return own


def _free(initials: list[str], more: str, taken: set[str]) -> str:
    """Return the initials, with letters of `more` until no other series has them."""
    letters = _bare("".join(initials)).upper()
    rest = [letter for letter in _bare(more).upper()[1:] if letter.isalpha()]
    while (letters in taken or len(letters) < 3) and rest:
        letters += rest.pop(0)
    taken.add(letters)
    return letters


def _bare(text: str) -> str:
    """Return Latin letters without their accents, as acronyms are written."""
    return "".join(char for char in unicodedata.normalize("NFD", text) if not unicodedata.combining(char))


def _upcoming(draw: random.Random, sort: str, topic: str, series: Row, number: int) -> Conference:
    days = _days(draw, _FIRST_DAY + timedelta(weeks=draw.randrange(80), days=draw.randrange(5)))
    kind = draw.choices(("held", "tentative", "online"), (70, 20, 10))[0]
    change: str | None = None
    if kind == "tentative":
        change = draw.choice(("confirmed", None))
    elif draw.random() < 0.4:
        change = draw.choice(("moved", "moved", "corrected", "revised"))
    announced = _FIRST_ISSUE + timedelta(days=draw.randrange(330))
    changed = announced + timedelta(days=30 + draw.randrange(120)) if change else None
    before = None
    if change in ("moved", "corrected", "revised"):
        back = timedelta(days=draw.choice((-35, -7, 7, 28, 63)) if change != "corrected" else 1)
        before = Days(days.start - back, days.end - back)
    edition = days.start.year % 100 - (1 if draw.random() < 0.1 else 0)
    what = draw.sample(("registration", "contributions", "fellowships"), draw.choice((0, 1, 2)))
    first = min(days.start, before.start if before else days.start)
    return Conference(
        sort,
        topic,
        {language: f"{name}-{edition:02}" for language, name in series.items()},
        None if kind == "online" else draw.choice(table("cities"))["key"],
        days,
        kind,
        change,
        before,
        announced,
        changed,
        tuple(draw.sample(LANGUAGES, draw.choice((1, 2, 2, 3)))),
        number,
        _regionals(draw, days.start) if draw.random() < 0.5 else (),
        {one: first - timedelta(days=20 + draw.randrange(60)) for one in what},
    )


def _past(draw: random.Random, later: Conference, series: Row, number: int) -> Conference:
    back = timedelta(weeks=52 * draw.choice((2, 3, 4)) + draw.randrange(8))
    days = _days(draw, later.days.start - back)
    while days.end >= later.announced:
        days = Days(days.start - timedelta(weeks=52), days.end - timedelta(weeks=52))
    edition = days.start.year % 100
    return Conference(
        later.sort,
        later.topic,
        {language: f"{name}-{edition:02}" for language, name in series.items()},
        draw.choice(table("cities"))["key"],
        days,
        "past",
        None,
        None,
        later.announced,
        None,
        later.languages,
        number,
    )


def _days(draw: random.Random, start: date) -> Days:
    return Days(start, start + timedelta(days=draw.choice(_LENGTHS)))


def _regionals(draw: random.Random, opening: date) -> tuple[Regional, ...]:
    return tuple(
        Regional(
            region,
            _days(draw, opening - timedelta(days=50 + draw.randrange(120))),
            draw.choice(table("cities"))["key"],
        )
        for region in draw.sample(_REGIONS, draw.choice((2, 3, 6)))
    )

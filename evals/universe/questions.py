"""Questions about the world with their known answers."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from evals.cases import NOT_STATED, Case, Expected
from evals.universe.pen import entry_of
from evals.universe.wording import LANGUAGES, conference_name, entry, table
from evals.universe.world import TODAY, Conference, Days, World
from evals.variants import date_variants

_COUNTRIES = "zh_country en_country fr_country es_country ru_country ar_country"
_PLAIN = ("when", "where", "both", "long", "start")


@dataclass(frozen=True, slots=True)
class Query:
    """A question as a case, every fact that its answer may state, and what was true before a change."""

    case: Case
    allowed: Case
    former: tuple[Expected, ...] = ()


def queries(world: World, count: int) -> tuple[Query, ...]:
    """Return `count` questions, drawn evenly from all that can be asked of the world."""
    draw = random.Random(world.seed + 2)
    pool = [query for item in world.conferences for query in _about(draw, item)]
    draw.shuffle(pool)
    return tuple(pool[:count])


def _about(draw: random.Random, item: Conference) -> Iterator[Query]:
    for row in table("questions"):
        asked, language = row["asked"], row["language"]
        if not item.shared and language not in item.languages:
            continue
        if item.kind == "online" and asked in ("where", "both"):
            continue
        if asked in _PLAIN:
            yield _plain(draw, item, row, item.days, TODAY)
            if item.before and item.changed and asked == "when" and draw.random() < 0.2:
                yield _plain(draw, item, row, item.before, item.changed - timedelta(days=1))
            if asked == "when" and draw.random() < 0.04:
                yield _unknown(item, row)
        elif asked == "deadline":
            for purpose, day in item.deadlines.items():
                yield _deadline(item, row, purpose, day)
        elif asked in ("rwhen", "rwhere"):
            yield from _regional(item, row)


def _plain(draw: random.Random, item: Conference, row: dict[str, str], days: Days, as_of: date) -> Query:
    language, asked = row["language"], row["asked"]
    style = draw.choice(("full", "short"))
    name = conference_name(item.sort, item.topic, item.acronyms[language], language, style)
    text = row["text"].format(name=name.forms["name"], acr=name.acronym)
    facts = {
        "when": (_days(days),),
        "both": (_days(days), *_places(item.city)),
        "where": _places(item.city),
        "long": (_length(days),),
        "start": (_first(days),),
    }[asked]
    if asked == "where" and _asks_country(row["text"]):
        facts = (_country(item.city),)
    kind = f"{asked}, {item.kind}" + (f", {item.change}" if item.change else "")
    if as_of != TODAY:
        kind = f"as of, {item.change}"
    everything = (_days(days), *_places(item.city))
    return _query(item, row, text, kind, facts, everything, as_of)


def _asks_country(text: str) -> bool:
    return any(
        word in text
        for word in ("country hosts", "哪个国家", "Quel pays", "Qué país", "Какая страна", "أي بلد")
    )


def _query(
    item: Conference,
    row: dict[str, str],
    text: str,
    kind: str,
    facts: Sequence[Expected],
    everything: Sequence[Expected],
    as_of: date = TODAY,
) -> Query:
    order = table("questions").index(row)
    mark = f"{item.acronyms['en']}-{order:03}-{kind}-{text}"
    case = Case(mark, row["language"], text, kind, tuple(facts), as_of=as_of)
    former = (_days(item.before),) if item.before and as_of == TODAY else ()
    return Query(case, Case(mark, row["language"], text, kind, tuple(everything), as_of=as_of), former)


def _days(days: Days) -> Expected:
    return Expected(days.value, date_variants(days.value))


def _first(days: Days) -> Expected:
    day = days.start.isoformat()
    return Expected(day, (*date_variants(day), *date_variants(days.value)))


def _length(days: Days) -> Expected:
    count = (days.end - days.start).days + 1
    units = ("天", " day", " jour", " día", " д", " يوم", " أيام")
    arabic = {1: ("يوم واحد", "يوماً واحداً"), 2: ("يومان", "يومين")}.get(count, ())
    return Expected(f"P{count}D", (*(f"{count}{unit}" for unit in units), *arabic))


def _places(city: str | None) -> tuple[Expected, ...]:
    if city is None:
        return ()
    row = entry("cities", city)
    return (Expected(city, tuple(row[language] for language in LANGUAGES)),)


def _country(city: str | None) -> Expected:
    row = entry("cities", str(city))
    return Expected(str(city)[:2], tuple(row[column] for column in _COUNTRIES.split()))


def _deadline(item: Conference, row: dict[str, str], purpose: str, day: date) -> Query:
    language = row["language"]
    what = {form: entry_of(purpose, form, language) for form in ("what", "de_what")}
    text = row["text"].format(acr=item.acronyms[language], **what)
    fact = Expected(day.isoformat(), date_variants(day.isoformat()))
    return _query(item, row, text, f"deadline, {purpose}", (fact,), (fact,))


def _regional(item: Conference, row: dict[str, str]) -> Iterator[Query]:
    language = row["language"]
    for meeting in item.regionals:
        region = entry("regions", meeting.region)[language]
        text = row["text"].format(acr=item.acronyms[language], region=region, rpm=f"RPM-{meeting.region}")
        everything = (_days(meeting.days), *_places(meeting.city))
        facts = everything[:1] if row["asked"] == "rwhen" else everything[1:]
        yield _query(item, row, text, row["asked"], facts, everything)


def _unknown(item: Conference, row: dict[str, str]) -> Query:
    """Return the question after an edition that no document names."""
    language = row["language"]
    acronym = f"{item.acronyms[language][:-3]}-{int(item.acronyms[language][-2:]) + 7}"
    name = conference_name(item.sort, item.topic, acronym, language, "full")
    text = row["text"].format(name=name.forms["name"], acr=acronym)
    fact = Expected(NOT_STATED, ())
    return _query(item, row, text, "unknown edition", (fact,), ())

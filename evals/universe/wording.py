"""Words of the world: tables, names in their grammatical forms, dates and places in six languages."""

from __future__ import annotations

import csv
import random
import re
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from evals.variants import months

LANGUAGES = ("zh", "en", "fr", "es", "ru", "ar")
Row = dict[str, str]
_EASTERN = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")
_GENDERED = re.compile(r"<([^|>]*)\|([^>]*)>")
_VOWEL = re.compile(r"[aeiouhéèêà]", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Name:
    """A conference's name in one language: `forms` by placeholder, gender `m` or `f`."""

    plain: str
    acronym: str
    forms: Row
    gender: str


@cache
def table(name: str) -> tuple[Row, ...]:
    """Return the rows of a table beside this module."""
    with Path(__file__).with_name(f"{name}.tsv").open(encoding="utf-8", newline="") as file:
        return tuple(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


@cache
def entry(name: str, key: str) -> Row:
    """Return the row of a table whose first column is `key`."""
    return next(row for row in table(name) if next(iter(row.values())) == key)


@cache
def phrasings(kind: str, language: str, held_back: bool = False) -> tuple[str, ...]:
    """Return the ways of making a kind of statement in a language."""
    rows = table(f"{'held-back' if held_back else 'phrasings'}-{language}")
    return tuple(row["text"] for row in rows if row["kind"] == kind)


def full_name(sort: str, topic: str, language: str) -> str:
    """Return the name of a series: what sort of conference, on which topic."""
    return entry("types", sort)[language].format(t=entry("topics", topic)[language])


def conference_name(sort: str, topic: str, acronym: str, language: str, style: str) -> Name:
    """Return how a conference is called: `full` (with its acronym), `short` or `long` (without)."""
    types, subject = entry("types", sort), entry("topics", topic)[language]
    bare = types[language].format(t=subject)
    mark = {"zh": f"（{acronym}）"}.get(language, f" ({acronym})")
    tail = mark if style == "full" else ""

    def shaped(text: str) -> str:
        return acronym if style == "short" else f"{text}{tail}"

    gender = types.get(f"{language}_gender", "m")
    if language == "fr":
        forms = _french(shaped(bare), gender, elided=style != "short" and bool(_VOWEL.match(bare)))
    elif language == "es":
        article = "el" if gender == "m" else "la"
        of = "del" if gender == "m" else "de la"
        to = "al" if gender == "m" else "a la"
        forms = {
            "name": f"{article} {shaped(bare)}",
            "of": f"{of} {shaped(bare)}",
            "to": f"{to} {shaped(bare)}",
        }
    elif language == "ru":
        cases = {"name": "ru", "of": "ru_of", "acc": "ru_acc", "dat": "ru_dat"}
        forms = {form: shaped(types[column].format(t=subject)) for form, column in cases.items()}
    elif language == "ar":
        named = shaped(f"المؤتمر {acronym}" if style == "short" else bare)
        named = f"المؤتمر {acronym}" if style == "short" else named
        lam = f"لل{named[2:]}" if named.startswith("ال") else f"ل{named}"
        forms = {"name": named, "of": named, "for": lam}
    elif language == "en":
        the = "" if style == "short" else "the "
        forms = {"name": f"{the}{shaped(bare)}", "of": f"of {the}{shaped(bare)}"}
    else:
        forms = {"name": shaped(bare), "of": shaped(bare)}
    plain = acronym if style == "short" else f"{bare}{tail}"
    return Name(plain, acronym, forms, gender)


def _french(named: str, gender: str, elided: bool) -> Row:
    article = "l'" if elided else "le " if gender == "m" else "la "
    of = "de l'" if elided else "du " if gender == "m" else "de la "
    to = "à l'" if elided else "au " if gender == "m" else "à la "
    return {"name": f"{article}{named}", "of": f"{of}{named}", "to": f"{to}{named}"}


def region_forms(region: str, language: str, acronym: str) -> Row:
    """Return the forms of a regional meeting's name."""
    r = entry("regions", region)[language]
    return {row["form"]: row[language].format(r=r, a=acronym) for row in table("meetings")}


def place_forms(draw: random.Random, key: str, language: str) -> Row:
    """Return how a city and its country are written: `at`, `in`, `city`, `country` and what they need."""
    row = entry("cities", key)
    city, country = row[language], row[f"{language}_country"]
    if language == "zh":
        at = f"{country}{city}"
        return {"at": at, "in": f"在{at}", "city": city, "country": country}
    comma = "، " if language == "ar" else ", "
    at = draw.choice((f"{city}{comma}{country}", f"{city} ({country})"))
    tail = at[len(city) :]
    inside = {
        "en": f"in {city}",
        "fr": row["fr_at"],
        "es": f"en {city}",
        "ru": row["ru_in"],
        "ar": f"في {city}",
    }[language]
    forms = {"at": at, "in": inside + tail, "in_city": inside, "city": city, "country": country}
    if language == "en":
        forms["country"] = row["en_the"]
    if language in ("fr", "es", "ru"):
        forms["of_country"] = row[f"{language}_of"]
    return forms


def span_text(draw: random.Random, start: date, end: date, form: str, language: str) -> str:
    """Return the days of a meeting in one of the ways of the table of dates (`on` or `bare`)."""
    span = (
        "day" if start == end
        else "years" if start.year != end.year
        else "months" if start.month != end.month
        else "month"
    )  # fmt: skip
    rows = [row[language] for row in table("dates") if (row["form"], row["span"]) == (form, span)]
    levant = 1 if language == "ar" and draw.random() < 0.2 else 0
    eastern = language == "ar" and draw.random() < 0.15
    values: dict[str, object] = {}
    for number, day in ((1, start), (2, end)):
        values |= {f"y{number}": day.year, f"n{number}": day.month, f"w{number}": weekday(day, language)}
        values[f"d{number}"] = "1er" if language == "fr" and day.day == 1 else day.day
        if language != "zh":
            values[f"m{number}"] = months(language, day.month)[levant]
    text = draw.choice(rows).format(**values)
    return text.translate(_EASTERN) if eastern else text


def day_text(day: date, language: str) -> str:
    """Return a day as a letter in `language` is dated, without what stands before or after it."""
    from babel.dates import format_date

    if language == "ru":
        return str(format_date(day, "d MMMM y 'года'", locale="ru"))
    text = str(format_date(day, "long", locale={"en": "en_GB"}.get(language, language)))
    return text.replace("1 ", "1er ", 1) if language == "fr" and day.day == 1 else text


def weekday(day: date, language: str) -> str:
    """Return the name of a day of the week."""
    from babel.dates import get_day_names

    return str(get_day_names("wide", "format", language)[day.weekday()])


def filled(template: str, gender: str, values: Row) -> str:
    """Return a phrasing with its gaps filled, agreeing with `gender`, its first letter a capital."""
    agreed = _GENDERED.sub(lambda match: match[1] if gender == "m" else match[2], template)
    text = agreed.format(**values)
    return text[:1].upper() + text[1:]

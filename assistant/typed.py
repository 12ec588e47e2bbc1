"""What a text says that can be compared: dates, places, symbols, editions, names, numbers."""

from __future__ import annotations

import re
from dataclasses import dataclass

from assistant.lexicon import plain
from assistant.quantities import spelled_numbers
from ingest.mentions.mention import Mention

_NUMBER = re.compile(r"(?<![\w.,/-])\d+(?:[.,]\d+)*(?![\w/])|(?<=[\u3400-\u9fff])\d+")
_ACRONYM = re.compile(r"(?<![A-Za-z\d])[A-Z][A-Z\d]+(?:-[A-Z\d]+)*(?![a-z])")
_NAME = re.compile(r"(?<![\w-])[A-Z][a-zà-ÿ]+(?:[ '-][A-Z][a-zà-ÿ]+)+")


@dataclass(frozen=True, slots=True)
class Typed:
    """What a sentence says that can be compared: dates and places normalised, the rest as written."""

    dates: tuple[Mention, ...]
    places: tuple[Mention, ...]
    exact: tuple[str, ...]
    editions: tuple[str, ...]
    names: tuple[str, ...]
    numbers: tuple[str, ...]

    @property
    def empty(self) -> bool:
        """Whether there is nothing to compare."""
        return not (self.dates or self.places or self.exact or self.editions or self.names or self.numbers)


def typed(text: str) -> Typed:
    """Return everything typed that `text` says."""
    from ingest.mentions.contacts import find_contacts
    from ingest.mentions.dates import find_dates
    from ingest.mentions.names import find_event_names
    from ingest.mentions.places import find_places
    from ingest.symbols import find_symbols

    dates = tuple(find_dates(text))
    places = tuple(find_places(text))
    contacts = find_contacts(text)
    symbols = find_symbols(text)
    events = [m for m in find_event_names(text) if re.search(r"-\d{1,2}$|^(?:rpm|irm)-\w+$", m.value)]
    rest = text
    for mention in (*dates, *places, *contacts, *symbols, *events):
        rest = rest.replace(mention.text, " " * len(mention.text))
    return Typed(
        dates,
        places,
        tuple(mention.value for mention in (*contacts, *symbols)),
        tuple(dict.fromkeys(mention.value for mention in events)),
        tuple(dict.fromkeys([*_ACRONYM.findall(rest), *_NAME.findall(rest)])),
        tuple(_NUMBER.findall(rest)),
    )


def numbers_in(text: str) -> frozenset[str]:
    """Return the numbers of a text, in digits or as words up to ten."""
    found = frozenset(re.findall(r"\d+", plain(text))) | frozenset(_NUMBER.findall(text))
    return found | spelled_numbers(text) | _spelled(text)


_NUMERALS = dict(zip("一二三四五六七八九", "123456789", strict=True)) | {"两": "2", "十": "10"}


def _spelled(text: str) -> frozenset[str]:
    return frozenset(_NUMERALS[char] for char in text if char in _NUMERALS)

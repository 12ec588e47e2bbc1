"""How one document of the world is written: its statements in one language, worded by chance."""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from datetime import date

from evals.universe.wording import (
    Name,
    Row,
    conference_name,
    day_text,
    entry,
    filled,
    phrasings,
    place_forms,
    region_forms,
    span_text,
    table,
)
from evals.universe.world import Conference, Days, Regional


@dataclass(frozen=True, slots=True)
class Pen:
    """What the writing of one document needs; `order` is that of its parts, the same in all languages."""

    draw: random.Random
    language: str
    held_back: bool
    order: random.Random = field(default_factory=lambda: random.Random(0))

    def fixed(self, key: str, **values: str) -> str:
        """Return a piece of furniture: a label, a salutation, a heading."""
        return entry("furniture", key)[self.language].format(**values)

    def day(self, day: date) -> str:
        """Return a day as it is written in running text."""
        return day_text(day, self.language)

    def name(self, item: Conference, style: str = "full") -> Name:
        """Return the name of a conference."""
        return conference_name(item.sort, item.topic, item.acronyms[self.language], self.language, style)

    def said(self, kind: str, name: Name, **values: str) -> str:
        """Return a statement of a kind, in a phrasing drawn by chance."""
        ways = phrasings(kind, self.language, self.held_back)
        return filled(self.draw.choice(ways), name.gender, {**name.forms, **values})

    def about(self, kind: str, item: Conference, days: Days, style: str = "full") -> str:
        """Return a statement of the days and place of a conference."""
        values = self.days(days)
        if item.city:
            values |= place_forms(self.draw, item.city, self.language)
        if item.before:
            old = self.days(item.before)
            values |= {"old": old["dates"], "old_on": old["on"]}
        return self.said(kind, self.name(item, style), **values)

    def regional(self, item: Conference, meeting: Regional) -> str:
        """Return a statement of the days and place of a regional meeting."""
        values = self.days(meeting.days) | place_forms(self.draw, meeting.city, self.language)
        names = region_forms(meeting.region, self.language, f"RPM-{meeting.region}")
        style = self.draw.choice(("full", "short"))
        return self.said("regional", self.name(item, style), **values, **names)

    def deadline(self, item: Conference, purpose: str, day: date) -> str:
        """Return a statement of a deadline."""
        rows = {form: entry_of(purpose, form, self.language) for form in ("what", "de_what")}
        rows["what_up"] = rows["what"][:1].upper() + rows["what"][1:]
        style = self.draw.choice(("full", "short"))
        return self.said("deadline", self.name(item, style), day=self.day(day), **rows)

    def days(self, days: Days) -> Row:
        """Return days as `dates` (alone) and `on` (with a preposition)."""
        forms = {"dates": "bare", "on": "on"}
        return {
            gap: span_text(self.draw, days.start, days.end, form, self.language)
            for gap, form in forms.items()
        }


def entry_of(purpose: str, form: str, language: str) -> str:
    """Return what a deadline is for, in a language and grammatical form."""
    return next(row[language] for row in table("purposes") if (row["key"], row["form"]) == (purpose, form))

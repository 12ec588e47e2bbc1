"""Whether a point that the grammar found is a date, a word like one, or a damaged date."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from ingest.mentions.date_grammar import Point, valid_day
from ingest.mentions.date_tokens import Token
from ingest.mentions.fold import Folded
from ingest.mentions.months import MONTH_FIRST, STRONG_MONTHS
from ingest.mentions.numeric_dates import is_short


@dataclass(frozen=True, slots=True)
class Source:
    """A text with its folded form and the tokens of that."""

    text: str
    folded: Folded
    tokens: list[Token]

    def near(self, left: Token, right: Token) -> bool:
        """Say whether at most blanks and dashes part two tokens."""
        return not self.folded.text[left.end : right.start].strip(" -")

    def is_lower(self, token: Token) -> bool:
        """Say whether the token's first character is written as a small letter."""
        return self.text[self.folded.offsets[token.start]].islower()


def checked(point: Point, source: Source, linked: bool) -> Point | None:
    """Return `point`, flagged where it is damaged; None where the words around it do not bear it out.

    `linked` says that the point is one of several in a chain.
    """
    if point.kind == "numeric":
        return None if _numbers_a_line(point, source) else point
    run = source.tokens[point.first : point.last]
    before = source.tokens[point.first - 1] if point.first else None
    after = source.tokens[point.last] if point.last < len(source.tokens) else None
    if point.kind == "yy":
        return point if _is_year(run, before, after, source, linked) else None
    month = next((token for token in run if token.letter == "M"), None)
    if month is not None and point.kind == "mdy" and month.word not in MONTH_FIRST:
        last = point.first + run.index(month) + 1
        point = replace(point, kind="my", day=None, year=None, last=last)
        run, after = source.tokens[point.first : last], source.tokens[last]
    if month is not None and not _is_month(month, point, before, after, source, linked):
        return None
    return _damage(point, run, before, after, source)


def _numbers_a_line(point: Point, source: Source) -> bool:
    """Say whether `10.11.12` opens a line of text: then it is a paragraph's number."""
    if not is_short(point.numeric or ""):
        return False
    start, end = source.tokens[point.first].start, source.tokens[point.last - 1].end
    before, after = source.folded.text[:start].rstrip(" *"), source.folded.text[end : end + 3]
    return (not before or before.endswith("\n")) and bool(re.match(r" {1,2}[^\W\d_]", after))


def _is_month(
    month: Token, point: Point, before: Token | None, after: Token | None, source: Source, linked: bool
) -> bool:
    lower = source.is_lower(month)
    if lower and month.word in ("may", "march"):
        word_before = before is not None and before.letter == "X"
        if not point.year or (word_before and not point.day and not linked):
            return False
    if point.kind != "my" or point.year is not None or point.part is not None:
        return True
    # A month alone: "in June" and "en juin", but neither "may" nor "March on".
    named = after is not None and after.letter == "X" and source.near(month, after)
    if month.word not in STRONG_MONTHS:
        # "In May", "en mai", "в мае": only a month follows so, but for "in may" and "In May Lee".
        follows = named and after is not None and after.word.isalpha() and not source.is_lower(after)
        led = before is not None and (before.word in ("en", "в") or (before.word == "in" and not lower))
        return led and not follows
    written = source.text[source.folded.offsets[month.start]]
    if not written.isascii():
        return True
    if before is None or before.letter == "X":
        return before is None and not (named and after is not None and not source.is_lower(after))
    return before.letter in "HOFRBAP-"


def _damage(
    point: Point, run: Sequence[Token], before: Token | None, after: Token | None, source: Source
) -> Point:
    skipped = next((i for i, token in enumerate(run) if token.letter not in "TR-,HOF("), 0)
    first = run[skipped]
    damaged = False
    at = point.first + skipped - 1
    while at > 0 and source.tokens[at].letter == "O":
        at -= 1
    number = source.tokens[at] if at >= 0 else None
    if first.letter in "Mm" and number is not None and number.letter in "#Y" and number.end <= first.start:
        between = source.folded.text[number.end : first.start]
        damaged = "\n" not in between and not set(between) & set(",.;:()/、")
    if run[-1].letter in "ym" and after is not None and after.letter == "#" and source.near(run[-1], after):
        damaged = True
    if point.month and point.day and not valid_day(point.year, point.month, point.day):
        damaged = True
    return replace(point, day=None, flags=(*point.flags, "damaged")) if damaged else point


def _is_year(
    run: Sequence[Token], before: Token | None, after: Token | None, source: Source, linked: bool
) -> bool:
    token = next(token for token in run if token.letter == "Y")
    if any(other.letter == "G" for other in run):
        return True
    if before is not None and before.letter in "./-" and before.end == token.start:
        at = source.tokens.index(token)
        if not linked or at < 2 or source.tokens[at - 2].letter not in "YyM":
            return False
    if (
        source.folded.text[max(0, token.start - 1) : token.start] == ":"
        and token.start > 1
        and (source.folded.text[token.start - 2].isdigit())
    ):
        return False
    if before is not None and before.letter in "#N" and source.near(before, token):
        return False
    if after is not None and after.letter in "/#" and after.start == token.end and not linked:
        return False
    return 1950 <= int(token.value) <= 2099

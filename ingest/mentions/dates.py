"""Finding dates and ranges of dates in text of six languages."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from ingest.mentions.date_grammar import Chain, Point, chains, complete, valid_day, weekday_of
from ingest.mentions.date_tokens import Token, scan
from ingest.mentions.fold import Folded, fold
from ingest.mentions.iso import contains, overlaps, span_of, with_year
from ingest.mentions.mention import Mention, MentionKind, Precision
from ingest.mentions.months import MONTH_FIRST, STRONG_MONTHS
from ingest.mentions.numeric_dates import read_numeric, read_pair
from ingest.mentions.times import read_time, read_zone

__all__ = ["contains", "find_dates", "overlaps", "span_of"]

_SENTENCE_END = re.compile(r"[。！？!?;；]|\n\s*\n|(?<![0-9])\.\s")


def find_dates(text: str, language: str | None = None, *, year: int | None = None) -> list[Mention]:
    """Find the dates of `text`, in order, each with its ISO value and precision.

    All six languages are read whatever `language` says; it settles only whether `10/06/2025`
    puts the day first. A date without a year takes the year of a date before it in the
    same sentence, else `year`, and is flagged `inferred_year`; else its value begins with `--`.
    """
    folded = fold(text)
    tokens = scan(folded.text)
    found: list[Mention] = []
    for chain in chains(tokens):
        found.extend(_mentions(chain, tokens, folded, text))
    return _infer_years(_settle_order(found, language), text, year)


def _mentions(chain: Chain, tokens: list[Token], folded: Folded, text: str) -> list[Mention]:
    points = [_checked(point, tokens, folded, text) if point else None for point in complete(chain)]
    links = chain.connectors
    found: list[Mention] = []
    at = 0
    while at < len(points):
        point = points[at]
        following = points[at + 1] if at + 1 < len(points) else None
        if point is None:
            at += 1
            continue
        ranged = at < len(links) and (links[at] == "-" or (at == 0 and chain.between and links[at] == "A"))
        mention = None
        if ranged and following is not None:
            mention = _range(point, following, tokens, folded, text)
            at += 2 if mention else 0
        if mention is None:
            mention = _single(point, tokens, folded, text)
            at += 1
        if mention is not None:
            found.append(mention)
    return found


def _checked(point: Point, tokens: list[Token], folded: Folded, text: str) -> Point | None:
    """Drop a point that the words around it do not bear out; flag one that is damaged."""
    run = tokens[point.first : point.last]
    before = tokens[point.first - 1] if point.first else None
    after = tokens[point.last] if point.last < len(tokens) else None
    if point.kind == "numeric":
        return point
    if point.kind == "yy":
        return point if _is_year(point, run, before, after, folded) else None
    month = next((token for token in run if token.letter == "M"), None)
    if month is not None:
        written = text[folded.offsets[month.start]]
        if written.islower() and month.word in ("may", "march") and not (point.day and point.year):
            return None
        if point.kind == "mdy" and month.word not in MONTH_FIRST:
            return None
        if point.kind == "my" and point.year is None and not _stands_alone(month, written, before, point):
            return None
    first = next((token for token in run if token.letter not in "TR-,HOF("), run[0])
    if first.letter in "Mm" and before is not None and before.letter in "#Y" and _near(before, first, folded):
        point = replace(point, day=None, flags=(*point.flags, "damaged"))
    if run[-1].letter in "ym" and after is not None and after.letter == "#" and _near(run[-1], after, folded):
        point = replace(point, flags=(*point.flags, "damaged"))
    if point.month and point.day and not valid_day(point.year, point.month, point.day):
        point = replace(point, day=None, flags=(*point.flags, "damaged"))
    return point


def _near(left: Token, right: Token, folded: Folded) -> bool:
    return not folded.text[left.end : right.start].strip(" -")


def _stands_alone(month: Token, written: str, before: Token | None, point: Point) -> bool:
    """Say whether a month without day and year is meant as a month, not as a word or a name."""
    if point.part is not None:
        return True
    return month.word in STRONG_MONTHS and (
        not written.isascii() or before is None or before.letter in "HOFRBAP-"
    )


def _is_year(
    point: Point, run: Sequence[Token], before: Token | None, after: Token | None, folded: Folded
) -> bool:
    token = next(token for token in run if token.letter == "Y")
    if any(other.letter == "G" for other in run):
        return True
    if before is not None and before.letter in "#N./-" and before.end == token.start:
        return False
    if before is not None and before.letter in "#N" and _near(before, token, folded):
        return False
    if after is not None and after.letter in "/.#" and after.start == token.end and after.letter != ".":
        return False
    return 1950 <= int(token.value) <= 2099


def _iso(point: Point, time: str | None = None) -> str:
    head = f"{point.year:04d}" if point.year else "-"
    if point.month is None:
        return head
    if point.day is None:
        return f"{head}-{point.month:02d}"
    stamp = f"T{time}" if time else ""
    return f"{head}-{point.month:02d}-{point.day:02d}{stamp}"


def _level(point: Point) -> Precision:
    if point.day:
        return Precision.DAY
    if point.part:
        return Precision.PART_OF_MONTH if point.month else Precision.YEAR
    return Precision.MONTH if point.month else Precision.YEAR


def _flags(*points: Point) -> tuple[str, ...]:
    flags: list[str] = []
    for point in points:
        flags.extend(point.flags)
        if point.part:
            flags.append(point.part)
        if (
            point.weekday is not None
            and point.year
            and point.month
            and point.day
            and weekday_of(point.year, point.month, point.day) != point.weekday
        ):
            flags.append("weekday_mismatch")
    return tuple(dict.fromkeys(flags))


def _bounds(first: Point, last: Point, tokens: list[Token]) -> tuple[int, int]:
    run = tokens[first.first : last.last]
    while run and run[0].letter in ",HOF(":
        run = run[1:]
    while run and run[-1].letter in ",HOF(.":
        run = run[:-1]
    return run[0].start, run[-1].end


def _build(
    value: str,
    precision: Precision,
    first: Point,
    last: Point,
    flags: tuple[str, ...],
    zone: str | None,
    tokens: list[Token],
    folded: Folded,
    text: str,
) -> Mention:
    start, end = _bounds(first, last, tokens)
    if zone is None and precision is Precision.MINUTE and (read := read_zone(folded.text, end)):
        zone, end = read
    start, end = folded.span(start, end)
    return Mention(MentionKind.DATE, start, end, text[start:end], value, precision, zone=zone, flags=flags)


def _single(point: Point, tokens: list[Token], folded: Folded, text: str) -> Mention | None:
    if point.numeric is not None:
        return _numeric(point, tokens, folded, text)
    times = [time for time in map(read_time, point.times) if time]
    value, precision = _iso(point), _level(point)
    if times and point.day:
        value = "/".join(_iso(point, time) for time in times[:2])
        precision = Precision.MINUTE
    return _build(value, precision, point, point, _flags(point), None, tokens, folded, text)


def _numeric(point: Point, tokens: list[Token], folded: Folded, text: str) -> Mention | None:
    pair = read_pair(point.numeric or "")
    if pair is not None:
        year, second = pair
        value = f"{year}/{second}" if second and second > 12 else f"{year}-{second:02d}"
        precision = Precision.YEAR if "/" in value else Precision.MONTH
        return _build(value, precision, point, point, (), None, tokens, folded, text)
    readings, time, zone = read_numeric(point.numeric or "")
    if not readings:
        return None
    times = [time] if time else [read for read in map(read_time, point.times) if read][:2]
    flags: tuple[str, ...] = ()
    if len(readings) > 1 and point.weekday is not None:
        settled = tuple(reading for reading in readings if weekday_of(*reading) == point.weekday)
        readings = settled or readings
    if len(readings) > 1:
        flags = ("ambiguous",)
    elif point.weekday is not None and weekday_of(*readings[0]) != point.weekday:
        flags = ("weekday_mismatch",)
    days = [f"{y:04d}-{m:02d}-{d:02d}" for y, m, d in readings]
    if times and len(days) == 1:
        value = "/".join(f"{days[0]}T{time}" for time in times)
        return _build(value, Precision.MINUTE, point, point, flags, zone, tokens, folded, text)
    return _build("|".join(days), Precision.DAY, point, point, flags, None, tokens, folded, text)


def _range(first: Point, last: Point, tokens: list[Token], folded: Folded, text: str) -> Mention | None:
    """Build the mention of a range; None where the two points make none."""
    if first.numeric is not None or last.numeric is not None:
        if first.numeric is None or last.numeric is None:
            return None
        one, other = (_numeric(point, tokens, folded, text) for point in (first, last))
        if one is None or other is None or "/" in one.value + other.value:
            return None
        value = "|".join(
            f"{left}/{right}"
            for left, right in zip(one.value.split("|"), other.value.split("|"), strict=False)
        )
        flags = tuple(dict.fromkeys((*one.flags, *other.flags)))
        precision = one.precision or Precision.DAY
        return _build(value, precision, first, last, flags, None, tokens, folded, text)
    if (first.day is None) != (last.day is None) or (first.month is None) != (last.month is None):
        return None
    start, end = _iso(first), _iso(last)
    if start > end and (first.year is not None or not start.startswith("--")):
        if first.month == last.month and first.year == last.year:
            damaged = replace(first, day=None)
            return _build(
                _iso(damaged), Precision.MONTH, first, last, ("damaged",), None, tokens, folded, text
            )
        return None
    precision = max(
        _level(first),
        _level(last),
        key=[Precision.DAY, Precision.MONTH, Precision.PART_OF_MONTH, Precision.YEAR].index,
    )
    times = [read_time(time) for time in (*first.times[:1], *last.times[-1:])]
    if first.times and last.times and all(times) and first.day:
        start, end = _iso(first, times[0]), _iso(last, times[-1])
        precision = Precision.MINUTE
    value = start if start == end else f"{start}/{end}"
    return _build(value, precision, first, last, _flags(first, last), None, tokens, folded, text)


def _settle_order(found: list[Mention], language: str | None) -> list[Mention]:
    """Settle `10/06/2025` where the language or another numeric date of the text shows the order."""
    ambiguous = [mention for mention in found if "ambiguous" in mention.flags]
    if not ambiguous:
        return found
    orders: set[int] = set()
    for mention in found:
        parts = re.findall(r"\d+", fold(mention.text).text)
        if len(parts) == 3 and len(parts[2]) == 4 and mention.value.count("|") == 0:
            if int(parts[0]) > 12:
                orders.add(0)
            elif int(parts[1]) > 12:
                orders.add(1)
    if not orders and language in ("fr", "es", "ru", "ar"):
        orders = {0}
    if len(orders) != 1:
        return found
    order = orders.pop()
    return [
        replace(
            mention,
            value=mention.value.split("|")[order],
            flags=tuple(flag for flag in mention.flags if flag != "ambiguous"),
        )
        if "ambiguous" in mention.flags
        else mention
        for mention in found
    ]


def _infer_years(found: list[Mention], text: str, year: int | None) -> list[Mention]:
    settled: list[Mention] = []
    for mention in found:
        if mention.value.startswith("--"):
            known = year
            if settled and not settled[-1].value.startswith("--"):
                between = text[settled[-1].end : mention.start]
                if not _SENTENCE_END.search(between):
                    known = (
                        int(settled[-1].value[-10:].split("/")[-1][:4])
                        if False
                        else span_of(settled[-1].value)[1].year
                    )
            if known is not None:
                mention = replace(
                    mention,
                    value=with_year(mention.value, known),
                    flags=(*mention.flags, "inferred_year"),
                )
        settled.append(mention)
    return settled

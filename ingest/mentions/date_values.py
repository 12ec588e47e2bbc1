"""From points of the date grammar to mentions with ISO values."""

from __future__ import annotations

from dataclasses import replace

from ingest.mentions.date_checks import Source
from ingest.mentions.date_grammar import Point, weekday_of
from ingest.mentions.mention import Mention, MentionKind, Precision
from ingest.mentions.numeric_dates import Days, joined, read_numeric, read_pair, read_stamp
from ingest.mentions.times import read_time

_COARSENESS = (Precision.DAY, Precision.MONTH, Precision.PART_OF_MONTH, Precision.YEAR)


def single(point: Point, source: Source) -> Mention | None:
    """Return the mention of one point, or None where its numbers make no date."""
    if point.numeric is not None:
        return _numeric(point, source)
    times = [time for time in map(read_time, point.times) if time]
    value, precision = _iso(point), _level(point)
    if times and point.day:
        value = "/".join(_iso(point, time) for time in times[:2])
        precision = Precision.MINUTE
    return _build(value, precision, point, point, _flags(point), source)


def ranged(first: Point, last: Point, source: Source) -> Mention | None:
    """Return the mention of a range; None where the two points make none."""
    if first.numeric is not None or last.numeric is not None:
        return _numeric_range(first, last, source)
    if (first.day is None) != (last.day is None) or (first.month is None) != (last.month is None):
        return None
    start, end = _iso(first), _iso(last)
    if start > end and (first.year is not None or not start.startswith("--")):
        if (first.month, first.year) != (last.month, last.year):
            return None
        return _build(_iso(replace(first, day=None)), Precision.MONTH, first, last, ("damaged",), source)
    precision = max(_level(first), _level(last), key=_COARSENESS.index)
    times = [read_time(time) for time in (*first.times[:1], *last.times[-1:])]
    if first.times and last.times and all(times) and first.day:
        start, end = _iso(first, times[0]), _iso(last, times[-1])
        precision = Precision.MINUTE
    value = start if start == end else f"{start}/{end}"
    return _build(value, precision, first, last, _flags(first, last), source)


def _numeric(point: Point, source: Source) -> Mention | None:
    written = point.numeric or ""
    if (pair := read_pair(written)) is not None:
        precision = Precision.YEAR if "/" in pair else Precision.MONTH
        return _build(pair, precision, point, point, (), source)
    readings = list(dict.fromkeys(read_numeric(written).values()))
    if point.weekday is not None and len(readings) > 1:
        fitting = [days for days in readings if _weekday(days[0]) == point.weekday]
        readings = fitting or readings
    if not readings:
        return None
    time, zone = read_stamp(written)
    times = [time] if time else [read for read in map(read_time, point.times) if read][:2]
    if times and len(readings) == 1 and readings[0][0] == readings[0][1]:
        value = "/".join(f"{readings[0][0]}T{time}" for time in times)
        return _build(value, Precision.MINUTE, point, point, _mismatch(readings, point), source, zone)
    return _build(_alternatives(readings), Precision.DAY, point, point, _mismatch(readings, point), source)


def _mismatch(readings: list[Days], point: Point) -> tuple[str, ...]:
    if len(readings) > 1:
        return ("ambiguous",)
    if point.weekday is not None and _weekday(readings[0][0]) != point.weekday:
        return ("weekday_mismatch",)
    return ()


def _weekday(day: str) -> int:
    year, month, number = (int(part) for part in day.split("-"))
    return weekday_of(year, month, number)


def _numeric_range(first: Point, last: Point, source: Source) -> Mention | None:
    if first.numeric is None or last.numeric is None:
        return None
    if first.numeric.isdigit():
        found = read_numeric(f"{int(first.numeric):02d}-{last.numeric}")
    else:
        found = joined(read_numeric(first.numeric), read_numeric(last.numeric))
    readings = list(dict.fromkeys(found.values()))
    if not readings:
        return None
    flags = ("ambiguous",) if len(readings) > 1 else ()
    return _build(_alternatives(readings), Precision.DAY, first, last, flags, source)


def _alternatives(readings: list[Days]) -> str:
    return "|".join(start if start == end else f"{start}/{end}" for start, end in readings)


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
    if point.part and point.month:
        return Precision.PART_OF_MONTH
    return Precision.MONTH if point.month else Precision.YEAR


def _flags(*points: Point) -> tuple[str, ...]:
    flags: list[str] = []
    for point in points:
        flags.extend(point.flags)
        if point.part:
            flags.append(point.part)
        if point.weekday is None or not (point.year and point.month and point.day):
            continue
        if weekday_of(point.year, point.month, point.day) != point.weekday:
            flags.append("weekday_mismatch")
    return tuple(dict.fromkeys(flags))


def _build(
    value: str,
    precision: Precision,
    first: Point,
    last: Point,
    flags: tuple[str, ...],
    source: Source,
    zone: str | None = None,
) -> Mention:
    run = source.tokens[first.first : last.last]
    while run[0].letter in ",HOF(":
        run = run[1:]
    while run[-1].letter in ",HOF(.":
        run = run[:-1]
    start, end = run[0].start, run[-1].end
    if zone is None and precision is Precision.MINUTE:
        zone = next((str(token.value) for token in run if token.letter == "Z"), None)
    start, end = source.folded.span(start, end)
    return Mention(
        MentionKind.DATE, start, end, source.text[start:end], value, precision, zone=zone, flags=flags
    )

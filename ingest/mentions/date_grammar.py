"""The grammar of dates: points in time over token letters, and chains of points."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass, replace
from datetime import date

from ingest.mentions.date_tokens import Token

_MONTH = r"M\.?(?:/M\.?)?"
_WEEKDAY = r"(?:W\.?,?O*)?"
_AFTER = r"(?:\(W\.?\)|,?W(?![.,]?O*N))?"
_YEAR = r"(?:[,.]?O*(?P<{0}>Y)(?:\.?G\.?)?)"
_TIME = r"(?:(?P<t>T)Z?(?:O*[R-]O*(?P<u>T)Z?)?)"

_POINT = re.compile(
    rf"""
    (?:{_TIME}[,HOF(]*)?
    (?:
      (?P<chinese>(?P<cy>y),?(?:(?P<cm>m)(?:(?P<cd>d)|(?P<cn>N)|(?P<cp>p))?|(?P<yp>p))?
        |(?P<bm>m)(?:(?P<bd>d)|(?P<bn>N)|(?P<bp>p))?
        |(?P<dd>d)){_AFTER}
    | (?P<dmy>(?P<w1>{_WEEKDAY})(?P<n1>N)(?:\(W\.?\))?O*(?P<m1>{_MONTH}){_YEAR.format("y1")}?){_AFTER}
    | (?P<mdy>(?P<w2>{_WEEKDAY})(?P<m2>{_MONTH})O*(?P<n2>N)(?!N){_AFTER}(?:,?O*(?P<y2>Y))?)
    | (?P<ymd>(?P<y3>Y),?(?P<m3>{_MONTH})(?P<n3>N))
    | (?P<my>(?:(?P<p4>P)-?O*)?(?P<m4>{_MONTH})(?:-?{_YEAR.format("y4")})?)
    | (?P<yy>(?:(?P<p5>P)-?O*)?O*(?P<y5>Y)(?:\.?G)?)
    | (?P<numeric>{_WEEKDAY}I)
    | (?P<bare>(?<=[-R~])N(?P<y6>Y)|{_WEEKDAY}N(?:\(W\.?\))?)
    )
    (?:[,HORF(]*(?P<v>T)Z?(?:O*[R-]O*(?P<x>T)Z?)?\)?)?
    """,
    re.VERBOSE,
)
_CONNECTOR = re.compile(r"O*(?P<range>,?A?O*[R~]|-)[OF]*|(?P<and>,?A[OF]*)|[,、/]O*")


@dataclass(frozen=True, slots=True)
class Point:
    """A point of a chain: what the text gives of it, and the tokens `first` to `last` (exclusive)."""

    kind: str
    first: int
    last: int
    year: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None
    part: str | None = None
    times: tuple[str, ...] = ()
    numeric: str | None = None
    flags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Chain:
    """Points and the connectors between them: `-` for a range, `A` for "and", else a sign."""

    points: tuple[Point, ...]
    connectors: str = ""
    between: bool = False


def chains(tokens: list[Token]) -> list[Chain]:
    """Find every chain of points in `tokens`, from left to right, without overlap."""
    letters = "".join(token.letter for token in tokens)
    found: list[Chain] = []
    position = 0
    while (match := _POINT.search(letters, position)) is not None:
        points = [_point(match, tokens)]
        connectors = ""
        start = match.start()
        while (link := _CONNECTOR.match(letters, match.end())) is not None:
            following = _POINT.match(letters, link.end())
            if following is None:
                break
            connectors += "-" if link["range"] else "A" if link["and"] else link.group()[0]
            points.append(_point(following, tokens))
            match = following
        before = letters[:start].rstrip("O")
        found.append(Chain(tuple(points), connectors, before.endswith("B")))
        position = match.end()
    return found


def _point(match: re.Match[str], tokens: list[Token]) -> Point:
    def number(*groups: str) -> int | None:
        for group in groups:
            if match[group] is not None:
                return int(tokens[match.start(group)].value)
        return None

    first, last = match.span()
    weekday = next((int(t.value) for t in tokens[first:last] if t.letter == "W"), None)
    times = tuple(str(tokens[match.start(g)].value) for g in ("t", "u", "v", "x") if match[g] is not None)
    part = next((str(tokens[match.start(g)].value) for g in ("cp", "yp", "bp", "p4", "p5") if match[g]), None)
    kind = next(
        name for name in ("chinese", "dmy", "mdy", "ymd", "my", "yy", "numeric", "bare") if match[name]
    )
    point = Point(kind, first, last, weekday=weekday, part=part, times=times)
    if kind == "numeric":
        at = next(i for i in range(first, last) if tokens[i].letter == "I")
        return replace(point, numeric=str(tokens[at].value))
    if kind == "bare":
        day = next(int(token.value) for token in tokens[first:last] if token.letter == "N")
        return replace(point, day=day, year=number("y6"))
    point = replace(
        point,
        year=number("cy", "y1", "y2", "y3", "y4", "y5"),
        month=number("cm", "bm", "m1", "m2", "m3", "m4"),
        day=number("cd", "cn", "bd", "bn", "dd", "n1", "n2", "n3"),
    )
    months = {int(t.value) for t in tokens[first:last] if t.letter == "M"}
    if len(months) > 1:
        return replace(point, flags=("damaged",))
    if kind == "chinese" and (match["cn"] or match["bn"]):
        return replace(point, kind="chinese_open")
    if kind == "chinese" and match["dd"]:
        return replace(point, kind="chinese_day")
    return point


def complete(chain: Chain) -> list[Point | None]:
    """Give each point the month and year that its neighbours carry; None for a number that is no date."""
    points: list[Point | None] = list(chain.points)
    links = chain.connectors
    _give_late_year(points, links)
    for at in range(len(points) - 2, -1, -1):
        point, right = points[at], points[at + 1]
        if point is not None and right is not None:
            points[at] = _from_right(point, right, links[at], "A" in links[at:])
    for at, point in enumerate(points):
        if point is not None:
            left = points[at - 1] if at else None
            points[at] = _from_left(point, left, links[at - 1] if at else "")
    return points


def _give_late_year(points: list[Point | None], links: str) -> None:
    """Give the year of `June 6, 7 and 9, 2022` to the days before it."""
    for at in range(2, len(points)):
        point, run = points[at], at - 1
        if point is None or point.kind != "yy" or links[at - 1] != ",":
            continue
        while run > 0 and (before := points[run]) is not None and before.kind == "bare":
            run -= 1
        head = points[run]
        if run == at - 1 or head is None or head.kind != "mdy" or head.year is not None:
            continue
        for index in range(run, at):
            given = points[index]
            if given is not None:
                points[index] = replace(given, kind="mdy", month=head.month, year=point.year, last=given.last)
        final = points[at - 1]
        if final is not None:
            points[at - 1] = replace(final, last=point.last)
        points[at] = None


def _from_right(point: Point, right: Point, link: str, series: bool) -> Point:
    if point.kind == "bare" and right.kind == "numeric" and link == "-":
        return replace(point, kind="numeric", numeric=str(point.day))
    if point.kind == "bare" and right.kind in ("dmy", "chinese_day"):
        day, next_day = point.day or 0, right.day or 0
        if link == "-" or (
            next_day > day
            and (series or right.kind == "chinese_day" or (link == "/" and next_day == day + 1))
        ):
            return replace(point, kind=right.kind, month=right.month, year=right.year)
        return point
    if point.kind == "chinese_open" and right.kind == "chinese_day":
        return replace(point, kind="chinese")
    if point.kind == "mdy" and right.kind == "bare" and right.year and link == "-":
        return replace(point, year=right.year)
    if point.month and point.year is None and right.month and right.year:
        later = (point.month, point.day or 0) > (right.month, right.day or 31)
        return replace(point, year=right.year - later)
    return point


def _from_left(point: Point, left: Point | None, link: str) -> Point | None:
    if point.kind == "chinese_open":
        # A bare number after the month, without 日, is not sure to be a day.
        return replace(point, kind="chinese", day=None, last=point.last - 1)
    if point.kind in ("bare", "chinese_day") and point.month is None:
        if left is None or not left.month or not left.day:
            return None
        if point.kind == "bare" and (left.kind != "mdy" or link not in "-A" or (left.year and link != "-")):
            return None
        return replace(point, kind=left.kind, month=left.month, year=left.year)
    if point.year is None and point.month and left is not None and left.year:
        wraps = left.month is not None and (point.month, point.day or 31) < (left.month, left.day or 0)
        return replace(point, year=left.year + wraps)
    return point


def valid_day(year: int | None, month: int, day: int) -> bool:
    """Say whether the month has that day; a leap day passes where the year is unknown."""
    return 1 <= day <= monthrange(year or 2000, month)[1]


def weekday_of(year: int, month: int, day: int) -> int:
    """Return the weekday, Monday 0."""
    return date(year, month, day).weekday()

"""What a unit of text says of an event: days, places, format, status, theme, host."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest.drafts import Scene, statement
from ingest.events import Attribute, EventKind, Modality, Statement
from ingest.mentions.dates import find_dates
from ingest.mentions.mention import Mention, MentionKind
from ingest.mentions.names import moved
from ingest.mentions.vocabulary import LANGUAGES, region_of
from ingest.modality import modality_of
from ingest.predicates import pattern

_REFERENCE_REACH = 48
_PREPARED_REACH = 80
_ARABIC_TO = re.compile("(?:و|ف)?(?:لل|ل(?=[\u0621-\u064a]{4})|بال)")
_FORMER_REACH = 48
_FROM = re.compile(r"(?:\bfrom|\bс|\bсо|\bdu|\bdel|\bde|من|从|由|原定于?)\s*(?:\w+\s)?$", re.IGNORECASE)
_FROM_INSIDE = re.compile(r"(?:from|с|со|du|del|من|从|由)(?:\s|(?<=[从由]))", re.IGNORECASE)
_WRITTEN_OUT = re.compile(r"\d{1,2}(?:\s\w+){0,2}\s(?:to|au|al|a|по|إلى)\s\d", re.IGNORECASE)
_CONNECTOR = re.compile(r"\s(?:to|until|till|на|по|au|aux|al|a|до|إلى)\s|至|到", re.IGNORECASE)
_CHINESE_OF = re.compile(r"[)）]?\s?(?:[（(][^（）()]{1,20}[）)])?\s?的?([\u4e00-\u9fff]{0,8})")
_QUOTED = re.compile(r"[“「『\"«„]\s?[*]*([^”」』\"»\n]{4,200}?)[*]*\s?[”」』\"»“]")


def is_reference(scene: Scene, event: Mention) -> bool:
    """Say whether an event only places or qualifies another (`before WTDC-25`, WTDC-21的议程)."""
    start = event.start
    for other in scene.events:
        if other.value and other.value != event.value and 0 <= other.start - event.end <= 1:
            return True
        if qualifies(scene, event, other):
            return True
        if (
            other.value == event.value
            and other.end < event.start
            and re.fullmatch(r"\s?\(\s?", scene.text[other.end : event.start])
        ):
            return is_reference(scene, other)
        loose = {"nominal", "anaphor"} & set(other.flags)
        if loose and other.value in ("", event.value) and 0 < event.start - other.end <= 2:
            start = other.start
    if _prepared(scene, event):
        return True
    before = scene.text[max(0, start - _REFERENCE_REACH) : start]
    after = scene.text[event.end : event.end + 24]
    if pattern("after_event", scene.cues.tongues).match(after) or _ARABIC_TO.match(
        scene.text, start, event.end
    ):
        return True
    return bool(pattern("before_event", _tongues(scene, before)).search(before))


def _prepared(scene: Scene, event: Mention) -> bool:
    """Say whether a clause before the main one only prepares an event: `in preparation for … (X), the`."""
    lead = scene.text[max(0, event.start - _PREPARED_REACH) : event.start]
    cues = list(pattern("prepares", scene.cues.tongues).finditer(lead))
    if not cues or re.search(r"[,;.:،؛。，；\n]", lead[cues[-1].end() :]):
        return False
    return bool(re.match(r"\s?\)?\s?[,،，]", scene.text[event.end :]))


def qualifies(scene: Scene, event: Mention, other: Mention) -> bool:
    """Say whether a Chinese name stands before what belongs to it (WTDC-25（的）亚太区域筹备会议)."""
    if other.role == EventKind.CONFERENCE or not event.end < other.start <= event.end + 40:
        return False
    if not other.value or other.value == event.value:
        return False
    between = _CHINESE_OF.fullmatch(scene.text[event.end : other.start])
    if between is None or not re.match("[\u4e00-\u9fff]", scene.text[other.start :]):
        return False
    return not between.group(1) or region_of(between.group(1)) is not None


def _tongues(scene: Scene, before: str) -> tuple[str, ...]:
    """Return the languages whose small words may stand before a name: the document's and the script's."""
    own = scene.document.language
    if own not in LANGUAGES:
        return scene.cues.tongues
    if own in ("en", "fr", "es") or not re.search(r"[A-Za-z]\s*$", before):
        return (own,)
    return (own, "en")


def date_statements(scene: Scene, dates: Sequence[Mention], start: int, end: int) -> list[Statement]:
    """Return the statements of a unit's dates; of several that differ none, unless one is the former."""
    moved_on = is_moved(scene, start, end)
    current: list[Mention] = []
    former: list[Mention] = []
    told = unrolled(scene, dates) if moved_on and not _held_there(scene, dates) else list(dates)
    for date in told:
        lead = scene.text[max(start, date.start - _FORMER_REACH) : date.start]
        was = (
            _was(scene, lead)
            or _left(scene, date, start, end)
            or pattern("former_after", scene.cues.tongues).match(scene.text[date.end : date.end + 40])
            or (moved_on and len(told) > 1 and _moved_from(scene, date, lead))
        )
        (former if was else current).append(date)
    if moved_on and len(former) == 0 and len({date.value for date in current}) == 2:
        return []
    if len({date.value for date in current}) > 1:
        return []
    modality, _ = modality_of(scene, start, end)
    return [
        *(statement(scene, Attribute.DATE, date.value, date, modality) for date in current),
        *(
            statement(scene, Attribute.DATE, date.value, date, Modality.POSTPONED, ("former",))
            for date in former
        ),
    ]


def _moved_from(scene: Scene, date: Mention, lead: str) -> bool:
    """Say whether `from` before a date tells what it moved from, not where it begins: `del 4 al 8`."""
    return bool(_FROM.search(lead)) and not _WRITTEN_OUT.match(date.text) and not _held_there(scene, [date])


def _held_there(scene: Scene, dates: Sequence[Mention]) -> bool:
    """Say whether a verb of holding or planning stands right before the first date: `will be held from`."""
    if not dates:
        return False
    at = dates[0].start
    reach = max(0, at - _FORMER_REACH)
    changing = [*scene.cues.within("postponed", reach, at), *scene.cues.within("changed", reach, at)]
    if any(at - cue.end <= 12 for cue in changing):
        return False
    return any(
        at - cue.end <= 12 and not re.search("[由从]", scene.text[cue.end : at])
        for sort in ("hold", "scheduled", "was_planned")
        for cue in scene.cues.within(sort, reach, at)
    )


def is_moved(scene: Scene, start: int, end: int) -> bool:
    """Say whether a unit tells that a date was put off or changed."""
    return bool(scene.cues.within("postponed", start, end) or scene.cues.within("changed", start, end))


def after_from(scene: Scene, date: Mention) -> bool:
    """Say whether a word such as `from` stands right before a date."""
    return bool(_FROM.search(scene.text[max(0, date.start - 12) : date.start]))


def is_former(scene: Scene, date: Mention) -> bool:
    """Say whether the words before a date tell that it no longer holds."""
    return _was(scene, scene.text[max(0, date.start - _FORMER_REACH) : date.start])


def _was(scene: Scene, lead: str) -> bool:
    """Say whether the words before a value tell that it no longer holds."""
    cues = list(pattern("former", scene.cues.tongues).finditer(lead))
    return bool(cues) and not re.search(r"[,;，；]|\b(?:to|now|will)\b|改|推迟|延期", lead[cues[-1].end() :])


def _left(scene: Scene, date: Mention, start: int, end: int) -> bool:
    """Say whether a date is told only to be given up: `set for D, is postponed`, `will not meet on D`."""
    if any(0 <= date.start - cue.end <= 40 for cue in scene.cues.within("negated", start, date.start)):
        return True
    planned = any(
        0 <= date.start - cue.end <= 24 for cue in scene.cues.within("scheduled", start, date.start)
    )
    given_up = any(
        0 <= date.start - cue.end <= 24 for cue in scene.cues.within("was_planned", start, date.start)
    )
    if given_up and (is_moved(scene, start, end) or scene.cues.within("now", date.end, date.end + 60)):
        return True
    planned = planned or given_up
    if _of_postponed(scene, date, start):
        return True
    sentence_end = min(
        (at for mark in "。\n" if (at := scene.text.find(mark, date.end)) >= 0), default=len(scene.text)
    )
    stop = re.compile(r"[.;](?=\s)").search(scene.text, date.end, sentence_end)
    limit = stop.start() if stop else sentence_end
    return planned and bool(scene.cues.within("postponed", date.end, limit))


def _of_postponed(scene: Scene, date: Mention, start: int) -> bool:
    """Say whether a date is that of an event as the object of putting off: `postpone X, planned for D`."""
    start = max((scene.text.rfind(mark, 0, start) + 1 for mark in ("\n", "。", ";", ". ")), default=start)
    for cue in scene.cues.within("scheduled", start, date.start):
        if date.start - cue.end > 24:
            continue
        keys = {e.value for e in scene.events if e.value and start <= e.start and 0 <= cue.start - e.end <= 4}
        named = [e.start for e in scene.events if e.value in keys and start <= e.start < cue.start]
        put_off = scene.cues.within("postponed", start, cue.start)
        if any(0 <= at - one.end <= 16 for at in named for one in put_off):
            return True
    return False


def unrolled(scene: Scene, dates: Sequence[Mention]) -> list[Mention]:
    """Part what reads as a range but is a move: `postponed from 3 May to 7–9 June`."""
    if not dates:
        return []
    start, end = dates[0].start, dates[-1].end
    written = scene.document.text[start:end]
    if not _FROM.search(scene.text[max(0, start - 12) : start]) and not _FROM_INSIDE.match(written):
        return list(dates)
    for connector in _CONNECTOR.finditer(written):
        halves = []
        for part, offset in (
            (written[: connector.start()], 0),
            (written[connector.end() :], connector.end()),
        ):
            found = find_dates(part, scene.document.language, year=int(dates[-1].value[:4]))
            if len(found) == 1 and len(part.strip()) - len(found[0].text) <= 10:
                halves.append(moved(found[0], start + offset))
        if len(halves) == 2:
            return halves
    return list(dates)


def place_statements(scene: Scene, places: Sequence[Mention], start: int, end: int) -> list[Statement]:
    """Return city, country, venue and format of a unit; nothing where two cities stand in it."""
    modality, _ = modality_of(scene, start, end)
    live = [
        place
        for place in places
        if not _was(scene, scene.text[max(start, place.start - _FORMER_REACH) : place.start])
    ]
    if is_moved(scene, start, end) and len([p for p in live if "/" in p.value]) > 1:
        live = [p for p in live if not _FROM.search(scene.text[max(start, p.start - 12) : p.start])]
    cities = [place for place in live if "/" in place.value and ":" not in place.value]
    countries = [place for place in live if len(place.value) == 2]
    if len({city.value for city in cities}) > 1:
        cities, countries = [], []
    codes = {city.value.partition("/")[0] for city in cities}
    if not codes and len({country.value for country in countries}) > 1:
        countries = []
    found = [statement(scene, Attribute.CITY, city.value, city, modality) for city in cities]
    for country in countries:
        if not codes or country.value in codes:
            found.append(statement(scene, Attribute.COUNTRY, country.value, country, modality))
    for city in cities:
        found.append(statement(scene, Attribute.COUNTRY, city.value.partition("/")[0], city, modality))
    formats = {place.value for place in live if place.value in ("online", "hybrid", "in_person")}
    for place in live:
        if place.value in formats and (len(formats) == 1 or place.value == "hybrid"):
            found.append(statement(scene, Attribute.FORMAT, place.value, place, modality))
        elif place.value.startswith("venue:"):
            found.append(
                statement(scene, Attribute.VENUE, place.value.removeprefix("venue:"), place, modality)
            )
    return found


def status_statement(scene: Scene, start: int, end: int, fallback: Mention | None) -> Statement | None:
    """Return how settled a unit says its event is, with the words that say so (or the date's span)."""
    modality, cue = modality_of(scene, start, end)
    if cue is not None:
        span = Mention(MentionKind.EVENT, *cue, scene.document.text[cue[0] : cue[1]], str(modality))
        return statement(scene, Attribute.STATUS, str(modality), span, modality)
    if fallback is None:
        return None
    return statement(scene, Attribute.STATUS, str(modality), fallback, modality, ("implied",))


def theme_of(scene: Scene, start: int, end: int) -> Mention | None:
    """Return the quoted theme that a sentence states, None where it states none."""
    cues = scene.cues.within("theme_cue", start, end)
    if not cues:
        return None
    best: tuple[int, Mention] | None = None
    for match in _QUOTED.finditer(scene.document.text, start, end):
        gap = min(
            match.start() - cue.end if cue.end <= match.start() else cue.start - match.end() for cue in cues
        )
        a, b = match.span(1)
        while a < b and scene.document.text[a] in "*_ ":
            a += 1
        while b > a and scene.document.text[b - 1] in "*_ ":
            b -= 1
        if 0 <= gap <= 60 and (best is None or gap < best[0]):
            best = gap, Mention(MentionKind.EVENT, a, b, scene.document.text[a:b], scene.document.text[a:b])
    return best[1] if best else None


def host_of(scene: Scene, start: int, end: int) -> Mention | None:
    """Return who hosts, as the sentence writes it: the government that invites, or a country."""
    for cue in scene.cues.within("host_cue", start, end):
        country = next(
            (
                place
                for place in scene.within(scene.places, cue.start, min(end, cue.end + 60))
                if len(place.value) == 2
            ),
            None,
        )
        if country is not None:
            text = scene.document.text[country.start : country.end]
            return Mention(MentionKind.EVENT, country.start, country.end, text, country.value)
    return None

"""Agendas: an item by number or by what it is about, the parts, the items of a part, how many."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.agenda_changes import BOTH, CHANGED, NEW, added_items, is_changed, reason, replacement
from assistant.agenda_items import cells_beside, item_sentence, items_counted, sub_items, whole_item
from assistant.agenda_parts import all_parts, items_by_part, items_of_part, part_sentence
from assistant.agenda_topics import items_about, subject_words
from assistant.agendas import Agenda, Version, versions_asked
from assistant.answer import Status
from assistant.asks import Ask
from assistant.draft import Draft, Sentence, Source, plain_sentence
from assistant.expected import asks_states
from assistant.facts import Facts
from assistant.items_asked import WHICH_ITEM, parts_named
from assistant.leftover import leftover, names_left
from assistant.lexicon import lexicon, plain
from assistant.ordinals import value_of
from assistant.paragraphs_asked import asks_paragraph
from assistant.question import Question
from assistant.refusals import decline
from assistant.sentences import concepts
from assistant.sessions import numbered, sessions
from assistant.texts_asked import references_asked
from assistant.wanting import asks_openly

_SAYS_NOTHING = frozenset(
    {"annex", "article", "draft", "agenda", "debate", "review", "structure", "advisory_group", "revision"}
)
_DISCUSSED = re.compile(
    r"(?:讨论|谈|议|审议)(?:些|哪些|的是)?什么|(?:讨论|谈|审议)哪些|\bwhat (?:is|are|was|were"
    r"|will be) [^?]{0,40}\b(?:discussed|debated|talked about)\b"
    r"|\bwhat will [^?]{0,40}\b(?:discuss|debate|talk about)\b|\bde quoi [^?]{0,30}\b(?:parl|discut"
    r"|debatt)\w*"
    r"|\b(?:de que|que temas) [^?]{0,30}\b(?:habl|discut|debat|trat)\w*|\bо чем [^?]{0,30}\b(?:говор"
    r"|по[йи]дет|будет)\w*"
    r"|\bчто [^?]{0,30}\bобсужда\w*|ماذا (?:سي)?(?:ناقش|بحث|تناول)\w*|(?:عم|عما) (?:سي|س)?(?:تحدث|ناقش)"
)
"""Words that ask what a meeting talks about, without naming its agenda; for `plain` text."""
_OF_ITEMS = re.compile(r"项|\bitems?\b|\bpoints?\b|\bpuntos?\b|\bпункт|بند|بنود")
_FORMER = re.compile(
    r"修订前|原(?:来|先|有|议程)|最初|\boriginal|\binitial|\bbefore (?:the )?revision|\bprevious(?:ly)?\b"
    r"|\bavant (?:la )?revision"
    r"|\bantes de la revision|\bпервоначальн|\bдо пересмотра|الاصلي|قبل التنقيح"
)
_WHICH_MEETING = re.compile(
    r"哪(?:几|些|一)?(?:次|届|场|天|几天)[^，,。？?]{0,8}会|\b(?:which|what) (?:[\w-]+ ){0,3}(?:meetings?"
    r"|sessions?|days?|dates?)\b"
    r"|\bquelles? (?:[\w-]+ ){0,2}(?:reunions?|sessions?|dates?)\b|\b(?:que"
    r"|cuales?) (?:[\w-]+ ){0,2}(?:reunion\w*|fechas?)\b"
    r"|\bкак\w+ (?:\w+ ){0,2}(?:собрани|совещани|сесси|дат)\w*|اي اجتماع\w*|ما اجتماعات"
)
_BODY_NAMES = frozenset({"tdag", "council"})
_BODIES = frozenset({"plenary", "committee", "editorial", "working_group"})
_LAST = re.compile(
    r"最后一(?:个|项|条)?(?:议|项)|\blast (?:agenda )?item|\bdernier point|\bultimo punto|\bпоследн\w+ пункт"
    r"|البند الاخير|اخر بند"
)


def agenda(facts: Facts) -> Draft | None:
    """Answer what stands on the agenda of the event asked about, in the version that stands."""
    question = facts.question
    own = plain(question.text)
    if asks_paragraph(question.text) or asks_states(question.text):
        return None
    which, discussed = bool(WHICH_ITEM.search(own)), bool(_DISCUSSED.search(own))
    if not question.wants(Ask.AGENDA) and not question.item and not which and not discussed:
        return None
    if references_asked(facts) and not (question.wants(Ask.AGENDA) or question.item):
        return None  # The number of a resolution, not of an item.
    versions = versions_asked(facts)
    if not (question.wants(Ask.AGENDA) or question.item or versions):
        return None
    changed = is_changed(versions)
    if question.wants(Ask.WHY):
        return reason(facts, versions[0]) if changed else _without_reason(facts, versions)
    if changed and question.wants(Ask.COUNT) and BOTH.search(own):
        return _counts(facts, versions)
    if changed and (NEW.search(own) or CHANGED.search(own)) and (added := added_items(facts, versions)):
        return Draft(tuple(whole_item(facts, item) for item in added), remarks=replacement(facts, versions))
    if not changed and versions and CHANGED.search(own) and question.asks <= {Ask.AGENDA}:
        return None  # No version tells of another.
    if changed and _FORMER.search(own):
        versions = versions[1:]
    last = bool(_LAST.search(own)) or _is_last_after_item(question)
    if last and versions and not question.part and (top := versions[0].best(facts.language).top):
        return Draft((whole_item(facts, top[-1]),))
    if discussed and not which and not question.wants(Ask.AGENDA):
        return _all(facts, versions[0].best(facts.language)) if facts.titled_by_event else None
    if question.item:
        return _by_numbers(facts, versions, [question.item, *question.more_items])
    if not versions:
        return _none(facts)
    if question.wants(Ask.DOCUMENT):
        return _document(facts, versions[0].best(facts.language))
    said = _said(facts, versions, which)
    return said and Draft(
        said.sentences, said.method, said.status, (*said.remarks, *replacement(facts, versions))
    )


def _non_statutory(facts: Facts, parted: Agenda) -> Sequence[Sentence]:
    """Return the items of the parts called non-statutory, where items are asked for too."""
    if not _OF_ITEMS.search(plain(facts.question.text)):
        return ()
    parts = [part.value for part in parted.parts if "non_statutory" in concepts(part.text)]
    return [item_sentence(item) for item in parted.items if item.part in parts and item.role != "part"]


def _is_last_after_item(question: Question) -> bool:
    """Return whether the last one is asked for, after an item by its number."""
    return question.wants(Ask.LAST) and bool(question.earlier) and bool(question.earlier[-1].item)


def _said(facts: Facts, versions: tuple[Version, ...], which: bool) -> Draft | None:
    question = facts.question
    topics = question.topics - _SAYS_NOTHING - {"non_statutory"}
    current = versions[0].best(facts.language)
    parted = next((v.best(facts.language) for v in versions if v.best(facts.language).parts), None)
    handled = _of_body(facts, current)
    if handled:
        return handled
    if question.part and parted and question.wants(Ask.COUNT) and parts_named(plain(question.text)) > 1:
        return items_by_part(facts, parted)
    if question.part:
        return items_of_part(facts, parted, question.part) if parted else decline(facts, "agenda")
    if "non_statutory" in question.topics and parted and (question.parts or not which):
        said = all_parts(facts, parted)
        return replace(said, sentences=(*said.sentences, *_non_statutory(facts, parted)))
    found = items_about(facts, versions) if which else []
    if len(found) == 1 and not found[0].parent:
        return Draft((whole_item(facts, found[0]), *map(item_sentence, sub_items(facts, versions, found[0]))))
    if found:
        return Draft(tuple(replace(whole_item(facts, item), bullet=len(found) > 1) for item in found))
    if parted and question.parts and question.wants(Ask.COUNT) and _OF_ITEMS.search(plain(question.text)):
        return items_by_part(facts, parted)
    if which and subject_words(facts):
        return None
    if topics - {"work_plan", "digital_coalition", "implementation", "report"} or numbered(question.text):
        return None
    if question.parts:
        return all_parts(facts, parted) if parted else decline(facts, "agenda")
    if question.wants(Ask.COUNT):
        return _count(facts, current)
    if question.asks - {Ask.AGENDA, Ask.LIST, Ask.WHICH_EVENT, Ask.COUNT, Ask.ISSUED}:
        return None
    if _asks_meetings(facts) or _names_an_unknown(facts):
        return None
    return _all(facts, current)


def _names_an_unknown(facts: Facts) -> bool:
    """Return whether a question that names no known event has a name of which nothing is known."""
    known = facts.subject.events and not facts.subject.guessed
    return not known and bool(names_left(facts))


def _asks_meetings(facts: Facts) -> bool:
    """Return whether a question asks for the meetings of a body that dealt with an agenda."""
    text = facts.question.text
    asked = facts.question.wants(Ask.WHICH_EVENT) or _WHICH_MEETING.search(plain(text))
    return bool(asked and _BODY_NAMES & lexicon("names").names(text))


def _without_reason(facts: Facts, versions: tuple[Version, ...]) -> Draft | None:
    """Return the item asked about by number, and that no reason is given; None where none is."""
    told = _by_number(facts, versions, facts.question.item) if facts.question.item and versions else None
    if told is None or told.status is not Status.ANSWERED:
        return None
    return replace(told, sentences=(*told.sentences, Sentence(facts.say("no_reason"), claims=False)))


def _document(facts: Facts, current: Agenda) -> Draft | None:
    """Say which document an agenda stands in."""
    document = current.document
    source = next((f.span for f in document.facts if f.name == "symbol"), None)
    if not document.symbol or source is None:
        return None
    text = facts.say("symbol", symbol=document.symbol, document=document.title or document.source)
    title = next((f.span for f in document.facts if f.name == "title"), source)
    spans = [Source(document.id, span.start, span.end) for span in (source, title)]
    return Draft((plain_sentence(text, *spans),))


def _none(facts: Facts) -> Draft | None:
    question = facts.question
    if question.topics - _SAYS_NOTHING or question.asks - {Ask.AGENDA, Ask.LIST, Ask.COUNT}:
        return None
    asked = question.wants(Ask.LIST, Ask.COUNT) or question.parts
    if not asked and (leftover(facts) or not asks_openly(question.text)):
        return None  # What becomes of it, what it is based on: not its items.
    return decline(facts, "agenda") if asked or facts.subject.named else None


def _by_numbers(facts: Facts, versions: tuple[Version, ...], numbers: Sequence[str]) -> Draft | None:
    """Return the items of these numbers, None where one of them is not to be told."""
    first, *others = [_by_number(facts, versions, each) for each in numbers]
    if first is None or any(each is None or each.status is not first.status for each in others):
        return None
    said = (sentence for each in (first, *filter(None, others)) for sentence in each.sentences)
    return replace(first, sentences=tuple(dict.fromkeys(said)))


def _by_number(facts: Facts, versions: tuple[Version, ...], number: str) -> Draft | None:
    if not versions:
        return _none(facts)
    current = versions[0].best(facts.language)
    number, _, letter = number.partition(" ")
    found = next((item for item in current.top if value_of(item.number) == int(number)), None)
    if found is None:
        last = max((value_of(item.number) or 0 for item in current.top), default=0)
        if not last:
            return None
        text = facts.say("agenda_no_item", number=number, last=last)
        return Draft((Sentence(text, claims=False),), status=decline(facts, brief=True).status)
    below = sub_items(facts, versions, found)
    if letter:
        asked = [sub for sub in below if (sub.number or "").strip("().） ").casefold() == letter]
        return (
            Draft(tuple(map(item_sentence, asked)), remarks=replacement(facts, versions)) if asked else None
        )
    said = [whole_item(facts, found), *map(item_sentence, below)]
    if below and facts.question.wants(Ask.COUNT):
        said.insert(1, items_counted(facts, "count_items", below))
    return Draft(tuple(said), remarks=replacement(facts, versions))


def _of_body(facts: Facts, current: Agenda) -> Draft | None:
    """Return the items that a body named by number takes, where the agenda says who takes what."""
    asked = {name for name in sessions(facts.question.text) if name.partition(" ")[0] in _BODIES}
    if not asked - {"committee", "working_group"}:
        return None
    mine = [
        item
        for item in current.top
        if any(asked <= sessions(one.text) for one in cells_beside(facts, item) if len(one.text) < 60)
    ]
    return Draft(tuple(whole_item(facts, item) for item in mine)) if mine else None


def _count(facts: Facts, current: Agenda) -> Draft:
    return Draft((items_counted(facts, "agenda_count", current.top),))


def _counts(facts: Facts, versions: tuple[Version, ...]) -> Draft:
    """Return how many items an agenda has, and how many the one had that it replaces."""
    said = []
    for version in reversed(versions[:2]):
        one = version.best(facts.language)
        counted = items_counted(facts, "agenda_count", one.top)
        text = facts.say("line", name=facts.document_name(one.document), facts=counted.text)
        said.append(replace(counted, text=text))
    return Draft(tuple(said), remarks=replacement(facts, versions))


def _all(facts: Facts, current: Agenda) -> Draft:
    said = [Sentence(facts.say("agenda_all"), claims=False)]
    said += [
        item_sentence(item) if item.role != "part" else part_sentence(item, "") for item in current.items
    ]
    return Draft(tuple(said))

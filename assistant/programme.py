"""Agendas: an item by number or by what it is about, the parts, the items of a part, how many."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.agendas import Agenda, Version, replaces, versions_asked
from assistant.answer import NoticeKind
from assistant.draft import Draft, Remark, Sentence, from_mention
from assistant.facts import Facts, plain_sentence
from assistant.features import content_words
from assistant.lexicon import plain
from assistant.ordinals import value_of
from assistant.question import Ask
from assistant.records import Field, record_at
from assistant.refusals import decline
from assistant.sentences import concepts, words
from assistant.sessions import numbered, sessions
from ingest.documents import Document
from ingest.mentions.mention import Mention

_SAYS_NOTHING = frozenset(
    {"article", "draft", "agenda", "debate", "review", "structure", "advisory_group", "revision"}
)
_WHICH_ITEM = re.compile(
    r"哪(?:个|一|几|些)?(?:个)?(?:议项|议题|项)|第几项|\b(?:which|what)\b[^?]{0,30}\bitems?\b"
    r"|\b(?:quels?|quelle)\b[^?]{0,20}\bpoints?\b"
    r"|\b(?:que|cual(?:es)?|en que)\b[^?]{0,20}\bpuntos?\b|\bкак\w+\b[^?]{0,20}\bпункт"
    r"|اي بند|ما البند|في اي بند|البند الذي"
)
_FORMER = re.compile(
    r"修订前|原(?:来|先|有|议程)|最初|\boriginal|\binitial|\bbefore (?:the )?revision|\bprevious(?:ly)?\b"
    r"|\bavant (?:la )?revision"
    r"|\bantes de la revision|\bпервоначальн|\bдо пересмотра|الاصلي|قبل التنقيح"
)
_EMBEDDED = re.compile(r"[A-Z][A-Za-z\d]*(?:-[A-Z\d]+)+|[A-Z]\d?[A-Z]+\w*")
_ITEM_WORDS = (
    r"\b(?:agenda|items?|deals?|new|current|revised|draft|covers?|treats?|committees?)\b",
    r"议程|议项|议题|第?几项|哪一?项|现在|新增?|草案|修订|委员会|负责|审议|处理|涉及|讨论",
    r"\b(?:ordre|points?|traite|nouveau|actuel|projet|commission|concerne|porte)\b",
    r"\b(?:orden|puntos?|trata|nuevo|actual|proyecto|comision)\b",
    r"\b(?:повестк\w*|пункт\w*|дня|нов\w+|комитет\w*|касается|посвящен)\b",
    r"جدول|الاعمال|اعمال|البند|بند|بنود|اللجنه|يتناول|الجديد",
)
"""What a question says of any item, so that it does not say which one is asked for."""
_BODIES = frozenset({"plenary", "committee", "editorial", "working_group"})
_NEW = re.compile(
    r"新增|增加|多了|新的?议|加了|\bnew\b|\badded\b"
    r"|\bnouveaux?\b|\bajoutes?\b"
    r"|\bnuevos?\b|\banadid|\bновы[йех]\b|\bдобавл\w+"
    r"|الجديده?|اضيف|المضاف"
)
_LAST = re.compile(
    r"最后一(?:个|项|条)?(?:议|项)|\blast (?:agenda )?item|\bdernier point|\bultimo punto|\bпоследн\w+ пункт"
    r"|البند الاخير|اخر بند"
)
_MOSTLY = 0.5
_ENOUGH = 2.0
"""Least score of an item that is about what the question names: half its words, or one concept."""


def agenda(facts: Facts) -> Draft | None:
    """Answer what stands on the agenda of the event asked about, in the version that stands."""
    question = facts.question
    own = plain(question.text)
    which = bool(_WHICH_ITEM.search(own))
    if not question.wants(Ask.AGENDA) and not question.item and not which:
        return None
    versions = versions_asked(facts)
    changed = len(versions) > 1 and replaces(_first(versions[0]), _first(versions[1]))
    if changed and _NEW.search(own) and (added := _added(facts, versions)):
        return Draft(added, remarks=_replaced(facts, versions))
    if changed and _FORMER.search(own):
        versions = versions[1:]
    if versions and _LAST.search(own) and versions[0].best(facts.language).top:
        return Draft((_with_beside(facts, versions[0].best(facts.language).top[-1]),))
    if question.item:
        return _by_number(facts, versions, question.item)
    if not versions:
        return _none(facts)
    said = _said(facts, versions, which)
    return said and Draft(
        said.sentences, said.method, said.status, (*said.remarks, *_replaced(facts, versions))
    )


def _said(facts: Facts, versions: tuple[Version, ...], which: bool) -> Draft | None:
    question = facts.question
    topics = question.topics - _SAYS_NOTHING
    current = versions[0].best(facts.language)
    parted = next((v.best(facts.language) for v in versions if v.best(facts.language).parts), None)
    handled = _of_body(facts, current)
    if handled:
        return handled
    if question.part:
        return _items_of_part(facts, parted, question.part) if parted else decline(facts, "agenda")
    found = _by_topic(facts, versions) if which else None
    if found or (which and _subject_words(facts)):
        return found
    if topics - {"work_plan", "digital_coalition", "implementation", "report"} or numbered(question.text):
        return None
    if question.parts:
        return _parts(facts, parted) if parted else decline(facts, "agenda")
    if question.wants(Ask.COUNT):
        return _count(facts, current)
    if question.asks - {Ask.AGENDA, Ask.LIST, Ask.WHICH_EVENT, Ask.COUNT, Ask.ISSUED}:
        return None
    return _all(facts, current)


def _none(facts: Facts) -> Draft | None:
    question = facts.question
    if question.topics - _SAYS_NOTHING or question.asks - {Ask.AGENDA, Ask.LIST, Ask.COUNT}:
        return None
    asked = question.wants(Ask.LIST, Ask.COUNT) or question.parts
    return decline(facts, "agenda") if asked or facts.subject.named else None


def _added(facts: Facts, versions: tuple[Version, ...]) -> tuple[Sentence, ...]:
    """Return the items that the agenda that stands has and the one that it replaces has not."""
    for shown in sorted(versions[0].agendas, key=lambda one: one.document.language != facts.language):
        before = next(
            (one for one in versions[1].agendas if one.document.language == shown.document.language), None
        )
        if before is None:
            continue
        known = {plain(_text(item)) for item in before.items}
        fresh = [item for item in shown.top if plain(_text(item)) not in known]
        mine = versions[0].best(facts.language)
        numbers = {item.number for item in fresh}
        return tuple(_with_beside(facts, item) for item in mine.top if item.number in numbers)
    return ()


def _first(version: Version) -> Document:
    return version.agendas[0].document


def _replaced(facts: Facts, versions: tuple[Version, ...]) -> tuple[Remark, ...]:
    """Return that the agenda replaces an earlier one, where that is among the documents."""
    if len(versions) < 2 or not replaces(_first(versions[0]), _first(versions[1])):
        return ()
    new, old = (version.best(facts.language) for version in versions[:2])
    if not new.document.symbol or not old.document.symbol:
        return ()
    text = facts.say("agenda_replaced", new=new.document.symbol, old=old.document.symbol)
    return (Remark(NoticeKind.SUPERSEDED, text, (from_mention(new.items[0]), from_mention(old.items[0]))),)


def _sentence(item: Mention) -> Sentence:
    """Return an item as `number) text`, on its own line, a sub-item after its item's number."""
    number = f"{item.parent} {item.number}" if item.parent else item.number
    return plain_sentence(f"{number}) {_text(item)}", from_mention(item), bullet=True, quoted=True)


def _text(item: Mention) -> str:
    return item.value.rstrip(" ；;。:：")


def _beside(facts: Facts, item: Mention) -> tuple[Field, ...]:
    """Return the further cells of an item that stands in a table: who takes it, what is to be done."""
    record = record_at(facts.documents[item.document_id], item.start)
    if record is None:
        return ()
    return tuple(
        one
        for one in record.fields
        if one.head and one.text and one.start != item.start and one.text.rstrip(".)") != item.number
    )


def _with_beside(facts: Facts, item: Mention) -> Sentence:
    """Return one item, with what its table says of it besides."""
    text = facts.say("agenda_item", number=item.number, text=_text(item)).rstrip(".。")
    beside = _beside(facts, item)
    spans = [from_mention(item)]
    if beside:
        text += "；" if facts.language == "zh" else "; "
        text += ("；" if facts.language == "zh" else "; ").join(f"{one.head}: {one.text}" for one in beside)
        record = record_at(facts.documents[item.document_id], item.start)
        spans = [record.source] if record else spans
    stop = "。" if facts.language == "zh" else "."
    return plain_sentence(text + stop, *spans, derived=frozenset({item.number or ""}))


def _by_number(facts: Facts, versions: tuple[Version, ...], number: str) -> Draft | None:
    if not versions:
        return _none(facts)
    current = versions[0].best(facts.language)
    found = next((item for item in current.top if value_of(item.number) == int(number)), None)
    if found is None:
        last = max((value_of(item.number) or 0 for item in current.top), default=0)
        if not last:
            return None
        text = facts.say("agenda_no_item", number=number, last=last)
        return Draft((Sentence(text, claims=False),), status=decline(facts, brief=True).status)
    said = [_with_beside(facts, found), *map(_sentence, _below(facts, versions, found))]
    return Draft(tuple(said), remarks=_replaced(facts, versions))


def _below(facts: Facts, versions: tuple[Version, ...], item: Mention) -> list[Mention]:
    """Return the sub-items of an item, from another version of the agenda where only that spells them out."""
    for version in versions:
        one = version.best(facts.language)
        same = next((top for top in one.top if plain(_text(top)) == plain(_text(item))), None)
        below = [sub for sub in one.items if same and sub.role == "sub_item" and sub.parent == same.number]
        if below:
            return below
    return []


def _of_body(facts: Facts, current: Agenda) -> Draft | None:
    """Return the items that a body named by number takes, where the agenda says who takes what."""
    asked = {name for name in sessions(facts.question.text) if name.partition(" ")[0] in _BODIES}
    if not asked - {"committee", "working_group"}:
        return None
    mine = [
        item
        for item in current.top
        if any(asked <= sessions(one.text) for one in _beside(facts, item) if len(one.text) < 60)
    ]
    return Draft(tuple(_with_beside(facts, item) for item in mine)) if mine else None


def _names(text: str) -> frozenset[str]:
    return frozenset(plain(match.group()) for match in _EMBEDDED.finditer(text))


def _by_topic(facts: Facts, versions: tuple[Version, ...]) -> Draft | None:
    """Return the items about what the question names, shown in the asker's language where there is one."""
    for version in versions:
        scored = [(_score(facts, item, one.items), item) for one in version.agendas for item in one.items]
        best = max((score for score, item in scored if item.role != "part"), default=0.0)
        if best < _ENOUGH:
            continue
        shown = version.best(facts.language)
        chosen = []
        for score, item in scored:
            if score == best and item.role != "part":
                same = [
                    i
                    for i in shown.items
                    if (i.number, i.parent, i.role) == (item.number, item.parent, item.role)
                ]
                chosen += same or [item]
        unique = list(dict.fromkeys(chosen))[:3]
        return Draft(
            tuple(
                _with_beside(facts, i) if len(unique) == 1 and not i.parent else _sentence(i) for i in unique
            )
        )
    return None


def _subject_words(facts: Facts) -> frozenset[str]:
    """Return the words of a question that say what the item is about that it asks for."""
    question = facts.question
    text = plain(question.text)
    for name in (*facts.subject.conferences, *_ITEM_WORDS):
        text = re.sub(name, " ", text)
    return content_words(text)


def _score(facts: Facts, item: Mention, items: Sequence[Mention]) -> float:
    """Return how far an item is about what a question names: concepts, places, acronyms, words.

    A word that only one item has points to it more than one that many have.
    """
    from ingest.mentions.places import find_places

    question = facts.question
    names = _names(question.text) - {plain(key) for key in facts.subject.conferences}
    places = {place.value for place in question.places}
    asked, said = _subject_words(facts), words(item.text)
    shared = asked & said
    rare = sum(1 for word in shared if sum(word in words(other.text) for other in items) == 1)
    covered = max(len(shared) / len(said), len(shared) / len(asked)) if shared else 0.0
    return (
        2.0 * len((question.topics - {"article"}) & concepts(item.text))
        + 3.0 * len(names & _names(item.text))
        + 3.0 * len(places & {place.value for place in find_places(item.text)})
        + (4.0 * covered if rare or covered > _MOSTLY else covered)
    )


def _parts(facts: Facts, current: Agenda) -> Draft:
    parts = current.parts
    head = facts.say("agenda_parts", n=len(parts))
    spans = [from_mention(part) for part in parts]
    said = [plain_sentence(head, *spans, derived=frozenset({str(len(parts))}))]
    said += [_part(part, str(index)) for index, part in enumerate(parts, start=1)]
    return Draft(tuple(said))


def _part(part: Mention, number: str) -> Sentence:
    text = f"{part.number or number}. {_text(part)}".lstrip(". ")
    return plain_sentence(text, from_mention(part), bullet=True, quoted=True)


def _items_of_part(facts: Facts, current: Agenda, number: int) -> Draft:
    if not 1 <= number <= len(current.parts):
        return decline(facts, "agenda")
    part = current.parts[number - 1]
    mine = [item for item in current.items if item.part == part.value and item.role != "part"]
    head = facts.say("agenda_part_items", number=number, title=_text(part))
    said = [plain_sentence(head, from_mention(part), derived=frozenset({str(number)}))]
    return Draft((*said, *map(_sentence, mine)))


def _count(facts: Facts, current: Agenda) -> Draft:
    top = current.top
    text = facts.say("agenda_count", n=len(top))
    spans = (from_mention(top[0]), from_mention(top[-1]))
    return Draft((plain_sentence(text, *spans, derived=frozenset({str(len(top))})),))


def _all(facts: Facts, current: Agenda) -> Draft:
    said = [Sentence(facts.say("agenda_all"), claims=False)]
    said += [_sentence(item) if item.role != "part" else _part(item, "") for item in current.items]
    return Draft(tuple(said))

"""What changed between two versions of an agenda: that one replaces the other, what is new, and why."""

from __future__ import annotations

import re

from assistant.agendas import Version, replaces
from assistant.answer import Method, NoticeKind
from assistant.draft import Draft, Remark, from_mention
from assistant.facts import Facts
from assistant.lexicon import plain
from assistant.quotation import quoted_all
from assistant.sentences import units
from ingest.documents import BlockKind
from ingest.mentions.mention import Mention

NEW = re.compile(
    r"新增|增加|多了|新的?议|加了|\bnew\b|\badded\b"
    r"|\bnouveaux?\b|\bajoutes?\b"
    r"|\bnuevos?\b|\banadid|\bновы[йиех]\b|\bдобавл\w+"
    r"|الجديده?|اضيف|المضاف"
)
"""Words that ask for what is new in an agenda, and that tell it."""


CHANGED = re.compile(
    r"(?:变化|改动|变动|更改|差别|差在哪|不同)|改了(?:什么|哪)|变了(?:什么|哪)|\bwhat(?:['’]s| has| have"
    r"| was| were)?"
    r" (?:been )?(?:chang\w+|differ\w*|modif\w+)|\b(?:changes?|differences?)\b[^?]{0,24}\b(?:agenda"
    r"|versions?)\b"
    r"|\bagenda\b[^?]{0,16}\bchang\w+|\bqu(?:'est-ce qui|oi) a change\b|\bchangements?\b"
    r"|\bque (?:ha )?cambi\w+"
    r"|\bcambios?\b|\bчто изменил\w+|\bизменени\w+|(?:ماذا|ما الذي) تغير|التغيير"
)
"""Words that ask how an agenda differs from the one that it replaces; for `plain` text."""
BOTH = re.compile(
    r"前后[^，,。？?]{0,6}(?:各|分别)|(?:两版|两个版本|各版|新旧)[^，,。？?]{0,10}(?:几|多少)"
    r"|各(?:有)?(?:几|多少)项"
    r"|\bbefore and after\b|\b(?:each|both|two) versions?\b|\bavant et apres\b|\bantes y despues\b"
    r"|\bдо и после\b|قبل (?:التنقيح )?وبعد"
)
"""Words that ask of both versions of an agenda; for `plain` text."""


def is_changed(versions: tuple[Version, ...]) -> bool:
    """Return whether the first of some versions says that it replaces the second."""
    return len(versions) > 1 and replaces(versions[0].agendas[0].document, versions[1].agendas[0].document)


def replacement(facts: Facts, versions: tuple[Version, ...]) -> tuple[Remark, ...]:
    """Return that the agenda replaces an earlier one, where that is among the documents."""
    if not is_changed(versions):
        return ()
    new, old = (version.best(facts.language) for version in versions[:2])
    if not new.document.symbol or not old.document.symbol:
        return ()
    text = facts.say("agenda_replaced", new=new.document.symbol, old=old.document.symbol)
    return (Remark(NoticeKind.SUPERSEDED, text, (from_mention(new.items[0]), from_mention(old.items[0]))),)


def reason(facts: Facts, version: Version) -> Draft | None:
    """Return the sentence in which a revised agenda says what is new in it, and why."""
    document = version.best(facts.language).document
    told = [
        unit
        for unit in units(document)
        if unit.kind is not BlockKind.ROW and NEW.search(plain(unit.text)) and re.search(r"\d", unit.text)
    ]
    said = quoted_all(facts, told[:2])
    return Draft(said, method=Method.QUOTE) if said else None


def added_items(facts: Facts, versions: tuple[Version, ...]) -> list[Mention]:
    """Return the items that the agenda that stands has and the one that it replaces has not."""
    for shown in sorted(versions[0].agendas, key=lambda one: one.document.language != facts.language):
        before = next(
            (one for one in versions[1].agendas if one.document.language == shown.document.language), None
        )
        if before is None:
            continue
        known = {plain(_title(item)) for item in before.items}
        fresh = [item for item in shown.top if plain(_title(item)) not in known]
        mine = versions[0].best(facts.language)
        numbers = {item.number for item in fresh}
        return [item for item in mine.top if item.number in numbers]
    return []


def _title(item: Mention) -> str:
    return item.value.rstrip(" ；;。:：")

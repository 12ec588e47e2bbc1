"""Who may take part in a meeting: the sentence that says whom it is open to."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from assistant.asks import FOR_WHOM, Ask
from assistant.documents_asked import in_one_language
from assistant.draft import Draft, Sentence
from assistant.facts import Facts
from assistant.features import unit_features
from assistant.leftover import residual
from assistant.lexicon import plain
from assistant.quotation import quoted_all
from assistant.sentences import ANAPHOR, Unit, concepts, units
from assistant.time_and_place import form_told

_OPEN_TO = re.compile(
    r"[对向].{1,20}开放|仅限.{2,20}(?:参加|出席)|\b(?:open|closed|limited|restricted) to\b"
    r"|\b(?:ouvert|reserve)\w* (?:a|aux?)\b|\b(?:abiert|reservad)[ao]s? a\b"
    r"|\bоткрыт\w* для\b|\bтолько для\b|مفتوح\w* (?:ل|امام)"
)
"""Words that say whom a meeting is open to; for `plain` text."""
_CHANCE = re.compile(
    r"[为给].{2,60}提供.{0,12}机[会遇]|面向.{2,40}|\b(?:offer|give|provid)\w* .{2,80}\bopportunit\w+"
    r"|\bopportunit\w+ for\b"
    r"|\b(?:aimed|targeted) at\b|\b(?:intended|meant) for\b|\b(?:offr"
    r"|donn)\w+ a\w* .{2,80}\b(?:occasion|possibilite)"
    r"|\bdestine\w* aux?\b|\bbrind\w+ .{2,80}\boportunidad|\bdirigid[ao]s? a\b"
    r"|\bпредостав\w+ .{2,80}\bвозможност"
    r"|\bпредназнач\w+ для\b|(?:تتيح|يتيح|توفر|يوفر) .{2,80}فرص"
)
"""Words that say for whom a meeting is; for `plain` text."""
_ASKED = frozenset({Ask.WHO, Ask.LIST, Ask.ROLE, Ask.FORMAT, Ask.PREMISE_CHECK})
_TOPICS = frozenset({"openness", "participation", "member_state", "sector_member", "high_level"})
_SAID_IN = frozenset({"letter", "invitation", "circular", "inclusion_of_content"})
MOST = 2
"""Sentences that are quoted at most."""


def attendance(facts: Facts) -> Draft | None:
    """Quote whom the meetings asked about are open to, else for whom they are; None where neither is said."""
    question, subject = facts.question, facts.subject
    leading = "high_level" in question.topics and question.wants(Ask.WHO, Ask.LIST)
    for_whom = leading or bool(FOR_WHOM.search(plain(question.text)))
    open_to = "openness" in question.topics and question.wants(Ask.WHO, Ask.LIST, Ask.PREMISE_CHECK)
    if not (for_whom or open_to) or question.asks - _ASKED or question.inherited:
        return None
    if not subject.events or subject.guessed or residual(facts) - _TOPICS - (_SAID_IN if leading else set()):
        return None
    about = list(about_meetings(facts))
    found = _open_to(about)
    if not found and not question.wants(Ask.PREMISE_CHECK):
        chances = [unit for unit in about if _CHANCE.search(plain(unit.text))]
        high = [unit for unit in chances if leading and "high_level" in concepts(unit.text)]
        found = (high or chances)[:MOST]
    said = quoted_all(facts, found)
    if not said:
        return None
    formed = question.wants(Ask.FORMAT)
    forms = [one for event in subject.events for one in form_told(facts, event)] if formed else []
    return Draft((*said, *forms), complete=bool(forms) or not formed)


def admitted(facts: Facts) -> tuple[Sentence, ...]:
    """Return the quotations that say whom the meetings asked about are open to."""
    return quoted_all(facts, _open_to(about_meetings(facts)))


def _open_to(about: Iterable[Unit]) -> list[Unit]:
    return [unit for unit in about if _OPEN_TO.search(plain(unit.text))][:MOST]


def about_meetings(facts: Facts) -> Iterator[Unit]:
    """Yield the sentences about the meetings asked about: those that name one, and what goes on about it."""
    for document in in_one_language(facts, facts.documents.values()):
        block, follows = -1, False
        for unit in units(document):
            named = "event:" in unit_features(facts, unit)
            follows = named or (follows and unit.block == block and bool(ANAPHOR.match(unit.text)))
            block = unit.block
            if follows:
                yield unit

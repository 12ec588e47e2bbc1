"""Answers read straight from the ledger and the mentions: the answerers, in the order they are tried."""

from __future__ import annotations

from collections.abc import Callable

from assistant.acronyms_asked import acronym
from assistant.addressees import addressee
from assistant.agenda_approval import agenda_approval
from assistant.annexes import annexes
from assistant.attendance import attendance
from assistant.besides import besides
from assistant.chairing import chairing
from assistant.cited_letters import cited
from assistant.comparisons import compare
from assistant.confirmations import confirmed
from assistant.contacts import contacts
from assistant.correspondence import correspondence
from assistant.costs import budget, fee, lodging
from assistant.deadlines import deadline
from assistant.delegations import delegations
from assistant.draft import Draft
from assistant.drafts_asked import draft_or_final
from assistant.expected import asks_edition
from assistant.facts import Facts
from assistant.holders import holder
from assistant.hosts import host
from assistant.invitations import invitation
from assistant.labelled import labelled
from assistant.letters import letter
from assistant.numbered_texts import numbered_texts
from assistant.paragraphs import paragraphs
from assistant.premises import correct
from assistant.programme import agenda
from assistant.progress import progress
from assistant.refusals import decline_unknown
from assistant.resolutions import revised
from assistant.revisions import doubted
from assistant.senders import sender
from assistant.sequence import sequence
from assistant.signatories import signatory
from assistant.table_heads import table_heads
from assistant.tables import table
from assistant.texts_cited import texts_cited
from assistant.themes import theme
from assistant.time_and_place import time_and_place
from assistant.timetable import timetable
from assistant.unfinished import unfinished
from assistant.upcoming import upcoming
from assistant.venues import address
from assistant.wishes import wishes


def answer(facts: Facts) -> Draft | None:
    """Return what the ledger and the mentions say to a question, None where it asks for something else."""
    if asks_edition(facts.question.text):
        return decline_unknown(facts)  # Of that the ledger has nothing.
    for answerer in _ANSWERERS:
        draft = answerer(facts)
        if draft is not None:
            return doubted(facts, draft)
    return None


_ANSWERERS: tuple[Callable[[Facts], Draft | None], ...] = (
    acronym,
    decline_unknown,
    besides,
    unfinished,
    labelled,
    wishes,
    correspondence,
    sender,
    addressee,
    signatory,
    holder,
    address,
    contacts,
    invitation,
    cited,
    letter,
    revised,
    numbered_texts,
    texts_cited,
    paragraphs,
    annexes,
    attendance,
    fee,
    lodging,
    budget,
    delegations,
    chairing,
    progress,
    agenda_approval,
    draft_or_final,
    agenda,
    timetable,
    upcoming,
    table_heads,
    table,
    theme,
    deadline,
    sequence,
    compare,
    correct,
    host,
    confirmed,
    time_and_place,
)

"""A question on its way to an answer, and what can be told of it at each step."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from time import perf_counter
from typing import Any

from assistant.answer import Answer, Method, NoticeKind, Status, Timing
from assistant.choice import POSSIBLE, Choice
from assistant.citations import compose
from assistant.draft import Draft, Remark, Sentence
from assistant.facts import Facts
from assistant.paragraphs_asked import without_paragraph
from assistant.phrases import has_phrase, phrase
from assistant.sayers import SOURCE
from assistant.sureness import is_strong
from assistant.tongue import language_of
from index.evidence import Evidence, Filters

log = logging.getLogger(__name__)
SEARCHED = 8
"""Passages that search returns for a question that the ledger does not answer."""


@dataclass(frozen=True)
class Asked:
    """A question on its way to an answer: what was understood, what was found, what will be said.

    `question` is as it was asked, `facts.question` as it was read; `corrected` where words were taken
    for others; `parts` are the questions that it is made of, where it was answered by them; `as_of` the day
    it was asked for, None where none was.
    """

    facts: Facts
    question: str
    started: float
    evidence: tuple[Evidence, ...] = ()
    choice: Choice | None = None
    draft: Draft | None = None
    searched_at: float = 0.0
    model: str | None = None
    corrected: bool = False
    parts: tuple[Asked, ...] = ()
    as_of: date | None = None

    @property
    def settled(self) -> bool:
        """Whether the ledger has answered all that was asked."""
        return self.draft is not None and self.draft.complete

    @property
    def refused(self) -> bool:
        """Whether the ledger has none of what is asked."""
        return self.draft is not None and self.draft.status is Status.NOT_FOUND


def filters_of(facts: Facts) -> Filters:
    """Return what search may find for a question: nothing issued after its day."""
    return Filters(as_of=facts.as_of if facts.as_of < date.today() else None)


def search_text(facts: Facts) -> str:
    """Return the words to search by: those of the question, and of the one before where it leans on that."""
    question = facts.question
    own = SOURCE.sub(" ", without_paragraph(question.text)).strip() or question.text
    own = f"{facts.excluded} {own}".strip()  # A sentence that lists the rest has what is left out too.
    if not facts.leans:
        return own
    events = facts.subject.events
    if facts.subject.inherited and len(events) == 1 and "inclusion_of_content" in question.topics:
        return f"{facts.name(events[0])} {own}"  # The question before asked something else of it.
    return f"{question.earlier[-1].text} {own}"


def wants_model(asked: Asked) -> bool:
    """Return whether neither ledger nor quotation settles the question, and a model might."""
    if asked.choice is None or asked.draft is None:
        return False
    if asked.parts and asked.draft.status is Status.ANSWERED:
        return False
    if asked.draft.method is Method.LEDGER and asked.draft.status is Status.ANSWERED:
        return False
    if asked.refused and any(said.quoted and said.verified is not False for said in asked.draft.sentences):
        return False  # What the documents say instead (it will be given later) settles it.
    return (
        not asked.choice.absent and asked.choice.best >= POSSIBLE and not is_strong(asked.facts, asked.choice)
    )


def with_model(asked: Asked, kept: Sequence[Sentence], model: Any) -> Asked:
    """Return what stands with the chat model's sentences `kept` before the quotation, if there are any."""
    if not kept or asked.draft is None:
        return asked
    quotations = tuple(sentence for sentence in asked.draft.sentences if sentence.quoted)
    draft = Draft((*kept, *quotations), method=Method.MODEL, status=Status.ANSWERED)
    return replace(asked, draft=draft, model=model_name(model))


def without_model(asked: Asked, error: Exception) -> Asked:
    """Return what stands without the chat model, and say that it failed."""
    log.warning("chat model failed: %s", error)
    draft = asked.draft or Draft((), status=Status.NOT_FOUND)
    said = Remark(NoticeKind.MODEL, phrase("model_down", asked.facts.language))
    return replace(asked, draft=replace(draft, remarks=(*draft.remarks, said)))


def empty(question: str, language: str | None, as_of: date | None) -> Answer:
    """Return the answer to a question without words."""
    tongue = language or language_of(question)
    text = phrase("empty", tongue)
    return Answer(question, tongue, as_of or date.today(), text, Status.NOT_FOUND, Method.LEDGER)


def resolved(facts: Facts) -> str | None:
    """Return the question that was answered, where a follow-up was completed from the conversation."""
    question, subject = facts.question, facts.subject
    if not question.earlier or not (subject.inherited or question.inherited):
        return None
    names = [facts.name(event) for event in subject.events] or list(subject.unknown)
    asks = [ask for ask in sorted(question.asks) if has_phrase(f"label_{ask}")]
    comma = {"zh": "、", "ar": "، "}.get(facts.language, ", ")
    what = facts.label(*asks) if asks else question.text
    return facts.say("resolved", name=comma.join(names), what=what) if names else None


def cited(asked: Asked) -> Answer:
    """Return the answer, its citations numbered; the clock of the question stops here."""
    facts, draft = asked.facts, asked.draft or Draft((), status=Status.NOT_FOUND)
    made = compose(draft, facts.documents, facts.language)
    done = perf_counter()
    return Answer(
        question=asked.question,
        language=facts.language,
        as_of=facts.as_of,
        text=made.text,
        status=draft.status,
        method=draft.method,
        model=asked.model,
        claims=made.claims,
        citations=made.citations,
        notices=made.notices,
        timing=Timing(
            search_ms=1000 * (asked.searched_at - asked.started),
            first_ms=1000 * (done - asked.started),
            total_ms=1000 * (done - asked.started),
        ),
        resolved=resolved(facts) or (facts.question.text if asked.corrected else None),
    )


def model_name(model: Any) -> str:
    """Return how to call a chat model in an answer."""
    return str(getattr(model, "model_name", None) or getattr(model, "model", None) or type(model).__name__)

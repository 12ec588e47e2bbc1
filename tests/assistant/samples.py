"""Small texts read by the real ingest, for questions about them."""

from __future__ import annotations

from datetime import date
from functools import cache
from pathlib import Path

from assistant.answer import Turn
from assistant.draft import Draft
from assistant.facts import Facts
from assistant.ledger import answer as of_ledger
from assistant.question import understand
from assistant.quoting import quote
from assistant.ranking import choose
from assistant.subject import find_subject
from assistant.verify import verify
from ingest.document import build_documents
from ingest.documents import Document, Passage
from ingest.events import Event
from ingest.linking import read_events
from ingest.mentions import find_mentions
from ingest.mentions.mention import Mention
from ingest.merging import merge
from ingest.passages import split


@cache
def _read(
    texts: tuple[tuple[str, str], ...],
) -> tuple[dict[str, Document], tuple[Mention, ...], tuple[Event, ...]]:
    documents: dict[str, Document] = {}
    mentions: list[Mention] = []
    readings = []
    for name, text in texts:
        document = build_documents(Path(name), text.encode())[0]
        passages: tuple[Passage, ...] = split(document)
        found = find_mentions(document, passages)
        documents[document.id] = document
        mentions += found
        readings += read_events(document, passages, found)
    return documents, tuple(mentions), merge(tuple(readings), documents)


def facts_about(texts: dict[str, str], question: str, *history: str, as_of: date) -> Facts:
    """Return what is understood of a question about some texts, by name of file."""
    documents, mentions, events = _read(tuple(texts.items()))
    asked = understand(question, tuple(Turn(earlier) for earlier in history))
    return Facts(asked, find_subject(asked, events, as_of), events, documents, mentions, as_of)


def answered(texts: dict[str, str], question: str, *history: str, as_of: date) -> Draft:
    """Return the verified answer to a question about some texts, without a chat model or embeddings."""
    facts = facts_about(texts, question, *history, as_of=as_of)
    draft = of_ledger(facts)
    if draft is None or not draft.complete:
        draft = quote(facts, choose(facts, None))
    return verify(draft, facts)


def text_of(draft: Draft) -> str:
    """Return the sentences of an answer as one text."""
    return " ".join(sentence.text for sentence in draft.sentences)

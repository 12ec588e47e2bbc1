"""Let the chat model word an answer, and keep only the sentences that stand against what they cite."""

from __future__ import annotations

import asyncio
import re
from collections.abc import AsyncIterator, Sequence
from typing import TYPE_CHECKING

from assistant.citations import UnknownCitation, marks, without_marks
from assistant.draft import Sentence, Source
from assistant.facts import Facts
from assistant.models import ModelFailed
from assistant.prompts import NOT_STATED, fitting, messages
from assistant.verify_model import check_model
from index.evidence import Evidence
from ingest.documents import Document
from ingest.orders import readable

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel

_SENTENCE = re.compile(r"(?<=[。！？])(?!\s*\[)|(?<=\])(?=\s*[^\s\[\].,;。，；])|(?<=[.!?؟])\s+(?!\[)|\n+")
TOTAL_SECONDS = 180.0
"""What a model has for its whole answer before it is given up."""


def all_sentences(model: BaseChatModel, facts: Facts, evidence: Sequence[Evidence]) -> list[Sentence]:
    """Return the sentences of the model's answer that stand; raises OSError where it fails."""

    async def collect() -> list[Sentence]:
        return [sentence async for sentence in sentences_of(model, facts, evidence)]

    return asyncio.run(collect())


async def sentences_of(
    model: BaseChatModel, facts: Facts, evidence: Sequence[Evidence]
) -> AsyncIterator[Sentence]:
    """Yield each sentence of the model's answer that stands, as soon as it is whole.

    Raises ModelFailed (an OSError) where the model can't be reached or breaks off.
    """
    texts = [_standing(facts.documents[one.passage.document_id], one) for one in evidence]
    evidence = [one for one, text in zip(evidence, texts, strict=True) if text]
    passages = fitting([text for text in texts if text])
    spans = [Source(one.passage.document_id, one.passage.start, one.passage.end) for one in evidence]
    spans = spans[: len(passages)]
    if not spans:
        return
    left = ""
    try:
        async with asyncio.timeout(TOTAL_SECONDS):
            async for chunk in model.astream(messages(facts.question.text, passages, facts.language)):
                left += str(chunk.content) if isinstance(chunk.content, str) else ""
                *whole, left = _SENTENCE.split(left)
                for text in whole:
                    if (sentence := standing(text, spans, facts)) is not None:
                        yield sentence
    except TimeoutError:
        raise
    except Exception as error:
        raise ModelFailed(f"the chat model failed: {error}") from error
    if (sentence := standing(left, spans, facts)) is not None:
        yield sentence


def _standing(document: Document, evidence: Evidence) -> str:
    """Return the text of a passage without what speaks to a machine."""
    passage = evidence.passage
    text = readable(document).text[passage.start : passage.end]
    return re.sub(r"[ \t]{3,}|\n\s*\n\s*\n", "\n", text).strip()


def standing(text: str, spans: Sequence[Source], facts: Facts) -> Sentence | None:
    """Return a model's sentence with the spans that carry it, None where it does not stand.

    A citation of a passage is narrowed to its sentence that carries the claim.
    """
    from assistant.sentences import units

    bare = without_marks(text).strip(" -*•")
    if not bare or NOT_STATED in bare.upper():
        return None
    try:
        numbers = marks(text, len(spans))
    except UnknownCitation:
        return None
    for number in dict.fromkeys(numbers):
        span = spans[number - 1]
        for unit in units(facts.documents[span.document_id]):
            if span.start <= unit.start < span.end:
                sentence = Sentence(bare, (unit.source,))
                if check_model(sentence, facts).verified:
                    return sentence
    return None

"""What must hold over every answer that any test produces."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest


@pytest.fixture(autouse=True, scope="session")
def exact_citations() -> Iterator[None]:
    """Watch every answer: its quotes are the cited characters, its claims the text's, its numbers known."""
    from assistant.answering import Assistant
    from assistant.asked import Asked

    cite = Assistant.cite

    def watched(assistant: Assistant, asked: Asked) -> Any:
        answer = cite(assistant, asked)
        for citation in answer.citations:
            text = asked.facts.documents[citation.document_id].text
            assert citation.quote == text[citation.start : citation.end], citation
            assert citation.quote.strip(), citation
        known = {citation.number for citation in answer.citations}
        for claim in answer.claims:
            assert claim.text == answer.text[claim.start : claim.end], claim
            assert set(claim.citations) <= known, claim
            assert claim.citations or not claim.verified, claim
        return answer

    patch = pytest.MonkeyPatch()
    patch.setattr(Assistant, "cite", watched)
    yield
    patch.undo()

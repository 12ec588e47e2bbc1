"""A question in another language, by the chat model, to search by beside its own words."""

from __future__ import annotations

import logging
import re
from collections.abc import Mapping
from typing import TYPE_CHECKING

from assistant.models import ModelFailed
from assistant.prompts import translation_messages
from assistant.tongue import language_of
from ingest.mentions.fold import fold

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel

    from assistant.models import ChatModelHandle

log = logging.getLogger(__name__)
LEAST_SHARE = 0.2
"""Least share of the passages that another language needs for a question to be translated into it."""
_LONGEST = 4
"""Times as long as the question a translation may be, besides a few words."""
_NUMBER = re.compile(r"\d\d+")


def language_to_search(own: str, passages: Mapping[str, int]) -> str | None:
    """Return the language of most passages that are not in the question's, None where they are few.

    `passages` are their numbers by language.
    """
    others = {language: count for language, count in passages.items() if language != own}
    if not others:
        return None
    most = max(others, key=lambda language: (others[language], language))
    return most if others[most] >= LEAST_SHARE * sum(passages.values()) else None


def translated(model: BaseChatModel | ChatModelHandle, question: str, language: str) -> str | None:
    """Return a question in `language`, None where what the model says is no translation of it.

    It has to be of that language, not much longer, and keep every number of two digits or more, so that no
    edition or year changes. Raises ModelFailed (an OSError) where the model can't be reached.
    """
    try:
        said = model.invoke(translation_messages(question, language)).content
    except Exception as error:
        raise ModelFailed(f"the chat model failed: {error}") from error
    lines = str(said).strip().splitlines() or [""]
    text = lines[0].strip(" \"'“”«»「」")
    kept = set(_NUMBER.findall(fold(question).text)) <= set(_NUMBER.findall(fold(text).text))
    if not text or not kept or len(text) > _LONGEST * len(question) + 60 or language_of(text) != language:
        log.info("the chat model did not translate %r into %s: %r", question, language, text)
        return None
    return text

"""What a message tells before it asks: who writes and why; and the question itself, answered after that."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.answer import Method, Status, Turn
from assistant.asked import Asked
from assistant.draft import Draft
from assistant.lexicon import lexicon
from assistant.parts import Answering
from assistant.sureness import SURE
from assistant.verify import verify
from assistant.wanting import asks_openly

_SENTENCE = re.compile(r"(?<=[。！!？?؟；;])\s*(?=\S)|(?<=[\w)”»\"]\.)\s+(?=[^\sa-zа-я])")
_CLAUSE = re.compile(r"(?<=[，,:：])\s*(?=\S)")
_ASKING = re.compile(
    r"(?:想|要)(?:问|知道|了解|请教|核对|确认|咨询|打听)(?:一下|下)?[，,：:]?|请(?:问|教)(?:一下"
    r"|下)?[，,：:]?|不知道?|好奇"
    r"|\b(?:wonder(?:s|ing)?|(?:like|love|want|need)s? to (?:know|ask|find out|learn|understand"
    r"|check))\b[,:]?"
    r"|\b(?:voudr\w+|souhait\w+|aimer\w+|veux) (?:savoir|connaître|demander)\b[,:]?|\bme demande\b[,:]?"
    r"|\b(?:quisier\w+|quier\w+|querr\w+|gustaría|necesit\w+) (?:saber|conocer|preguntar)\b[,:]?"
    r"|\bme pregunto\b[,:]?"
    r"|\b(?:хотел\w*|хочу|хотим) (?:бы )?(?:узнать|спросить|знать|уточнить)\b[,:]?"
    r"|\bподскажите\b(?:, пожалуйста)?[,:]?"
    r"|(?:أود[\u064b-\u0652]*|أريد|نود[\u064b-\u0652]*|نريد) أن (?:أعرف|أسأل|نعرف|نسأل)|(?:و)?أتساءل",
    re.IGNORECASE,
)
"""Words by which an asker says that the question follows."""
_OF_SELF = re.compile(
    r"我|咱|本人|敝|\b(?:I|I['’]m|my|we|our|us|je|j['’]\w+|mon|ma|mes|nous|notre|nos|soy|somos|mi|mis|me"
    r"|nuestr\w+"
    r"|estoy|tengo|я|мы|мне|нам|мой|моя|наш\w*)\b|(?<!\w)(?:أنا|نحن|لدي|لدينا|أعمل|أنوي)(?!\w)",
    re.IGNORECASE,
)
"""Words of who tells of himself."""
_CONDITION = re.compile(
    r"如果|要是|万一|假如|倘若|\b(?:if|unless|in case|si|sauf si|en cas|a menos|en caso|если|в случае)\b"
    r"|(?<!\w)(?:إذا|لو)(?!\w)",
    re.IGNORECASE,
)
"""Words of a condition, which belongs to the question."""
_ENDS = ("?", "？", "؟")
_LEAST = 4
"""Letters that a question has at least; characters of Chinese count twice."""
_NEAREST = 3
"""Sentences that come nearest to a whole message, one of which answers its question."""
_RANKS = {Status.ANSWERED: 2, Status.PARTIAL: 1}


def told_and_asked(text: str) -> tuple[str, str] | None:
    """Return what a message tells and what it asks; None where it only asks.

    What is told stands in sentences or clauses of its own, before the question or after it.
    """
    sentences = [piece.strip() for piece in _SENTENCE.split(text.strip())]
    asking = [at for at, piece in enumerate(sentences) if piece.endswith(_ENDS)]
    asking = asking or [at for at, piece in enumerate(sentences) if asks_openly(piece)][-1:]
    if not asking:
        return None
    first, last = asking[0], asking[-1]
    told, asked = _apart(" ".join(sentences[first : last + 1]))
    before = " ".join((*sentences[:first], told)).strip()
    if not (before or sentences[last + 1 :]) or not _is_question(asked):
        return None
    return before, asked


def _apart(question: str) -> tuple[str, str]:
    """Return the clauses of a sentence in which the asker tells of himself, and the question."""
    if lead := _ASKING.search(question):
        told, asked = question[: lead.start()].strip(" ,，:："), question[lead.end() :].strip()
        if _is_question(asked):
            return told, asked
    starts = [0, *(match.end() for match in _CLAUSE.finditer(question))]
    clauses = [question[a:b] for a, b in zip(starts, [*starts[1:], len(question)], strict=True)]
    first = next((at for at, one in enumerate(clauses) if asks_openly(one)), len(clauses) - 1)
    if not first or not _OF_SELF.search(question[: starts[first]]) or _CONDITION.search(question):
        return "", question
    return question[: starts[first]].strip(" ,，:："), question[starts[first] :]


def _is_question(text: str) -> bool:
    said = re.findall(r"[\u3400-\u9fff]|\w", text)
    weight = sum(2 if "\u3400" <= each <= "\u9fff" else 1 for each in said)
    return weight >= _LEAST and (text.endswith(_ENDS) or asks_openly(text))


def by_question_alone(asked: Asked, answer: Answering) -> Asked:
    """Return the answer to what a message asks, after what it tells, where the whole is not answered.

    What is told counts as a question before it, so that `it` and `there` mean what it names.
    """
    rank = _rank(asked.draft)
    split = told_and_asked(asked.facts.question.text) if rank < _RANKS[Status.ANSWERED] else None
    if split is None:
        return asked
    told, question = split
    before = tuple(Turn(earlier.text) for earlier in asked.facts.question.earlier)
    alone = answer(question, (*before, *_naming([told])))
    draft = verify(alone.draft, alone.facts) if alone.draft else None
    if _rank(draft) <= rank or not _is_near_both(asked, alone):
        return asked
    return replace(
        alone, question=asked.question, started=asked.started, corrected=asked.corrected, as_of=asked.as_of
    )


def _is_near_both(whole: Asked, alone: Asked) -> bool:
    """Return whether the ledger answers, or a sentence that comes near to the whole message too."""
    if alone.draft is not None and alone.draft.method is Method.LEDGER:
        return True
    if whole.choice is None or alone.choice is None:
        return False
    near = [one.unit for one in whole.choice.ranked[:_NEAREST]]
    best = alone.choice.ranked[0].unit if alone.choice.ranked else None
    return best in near and alone.choice.likelihood >= SURE


def _naming(told: Sequence[str]) -> tuple[Turn, ...]:
    """Return those of some texts that name an event or a concept as turns before the question."""
    named = (one for one in told if one and (lexicon("names").names(one) or lexicon("concepts").names(one)))
    return tuple(Turn(one) for one in named)


def _rank(draft: Draft | None) -> int:
    return 0 if draft is None else _RANKS.get(draft.status, 0)

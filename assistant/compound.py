"""Two questions asked in one breath: where the second begins, and one answer out of both."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.answer import Method, Status
from assistant.draft import Draft, Source
from assistant.lexicon import lexicon, plain
from assistant.wanting import asks_openly

_MARK = re.compile(r"(?<=[?？؟])\s*(?=\S)")
_JOINT = re.compile(
    r"[,，;；]\s*(?=(?i:and|et|y|и)\s(?i:(?:to|for|by|from) whom|which|what|who|whom|when|where|how|why"
    r"|quel\w*|qui|quand|où|comment|combien|qué|quién\w*|cuándo|dónde|cómo|cuánt\w+|cuál\w*|кто|что|когда"
    r"|где|как\w*|сколько)\b)"
    r"|[,，;；](?=[^，,；;？?]{0,16}(?:什么|哪|谁|多少|几[个天次时]|何时|何地|怎么|如何|为何))"
)
"""Where a further question may begin after a comma: by a word that asks."""
MOST = 3
"""Questions that are told apart in one message; what goes beyond is left with the last."""
_TAG = frozenset({"premise_check"})
"""Cues that ask for nothing of their own: `right?`, `对吗？`."""


_BARE = frozenset({"list"})
"""Cues that ask again for what was asked before, where nothing is named: `What does it list?`."""


def questions_in(text: str, *, joined: bool = False) -> tuple[str, ...]:
    """Return the questions of a message, two or more; empty where it asks but one.

    Each has to ask for something itself: `It is in Riga, right? Or not?` is one question. With `joined` those
    that a comma joins, `where is it, and who signed?`, or that are asked of two things at once.
    """
    if joined and (each := _EACH.match(text.strip())):
        return each["one"] + each["rest"], each["other"] + each["rest"]
    text = _named_again(text) if joined else text
    mark = _JOINT if joined else _MARK
    pieces = [piece.strip() for piece in mark.split(text.strip(), maxsplit=MOST - 1)]
    if len(pieces) < 2 or not all(map(_asks, pieces)) or any(map(_asks_again, pieces[1:])):
        return ()
    return tuple(pieces)


_EACH = re.compile(
    r"(?P<one>[^，,；;。？?]{2,40}?)(?:以及|(?<!共)和(?![平谐])|(?<!参)与(?!会)"
    r"|(?<![涉普提谈以])及(?![时其]))(?P<other>[^，,；;。？?]{2,40}?)"
    r"(?:分别|各自|各(?=[是在有为由于几多])|(?=的?(?:日期|会期|哪天|哪几天|几号|何时|什么时候|在哪"
    r"|何地)))(?P<rest>[^，,；;。？?]+[？?]?)$"
)
"""One question of two things, the answer to which is another for each: `A和B分别在哪里？`."""
_ONE = re.compile(r"\b([Ww]hich|[Ww]hat) (\w+)\b(.*?),? and which one\b", re.DOTALL)


def asks_for_each(text: str) -> bool:
    """Return whether a message asks for one thing of two: `which rule governs A and which one governs B?`."""
    return bool(_ONE.search(text))


def _named_again(text: str) -> str:
    """Return a message with the noun for `which one`, after a comma."""
    return _ONE.sub(r"\1 \2\3, and which \2", text)


def _asks(piece: str) -> bool:
    own = plain(piece)
    said = re.findall(r"[\u3400-\u9fff]|[^\W\d_\u3400-\u9fff]{2,}", own)
    if not piece.endswith(("?", "？", "؟")) and not asks_openly(piece):
        return False  # A remark after the question.
    return len(said) >= 3 and bool(lexicon("cues").names(piece) - _TAG or asks_openly(piece))


_ONES = re.compile(
    r"^\W*(?:and |et |y |и )?(?:which|what|who)(?: (?:ones?|are they|exactly))?\W*$|^\W*(?:分别|各)?(?:是"
    r"|有)?哪(?:几|些|[一两二三四五六])?[个项份次]?\W*$"
)
"""A question for the names of what was asked about before; for `plain` text."""


def _asks_again(piece: str) -> bool:
    """Return whether a further question names nothing and only wants what was asked before as a list."""
    if _ONES.search(plain(piece)):
        return True
    asked = lexicon("cues").names(piece) - _TAG
    return asked == _BARE and not (lexicon("concepts").names(piece) or lexicon("names").names(piece))


def is_from_ledger(draft: Draft | None) -> bool:
    """Return whether the ledger answers."""
    return draft is not None and draft.status is Status.ANSWERED and draft.method is Method.LEDGER


def tells_all(parts: Sequence[Draft | None], whole: Draft | None) -> bool:
    """Return whether the ledger answers each part of a message, citing more than it does for the whole."""
    if whole is None or not all(map(is_from_ledger, parts)):
        return False
    said = {source for part in parts if part for sentence in part.sentences for source in sentence.sources}
    return {source for sentence in whole.sentences for source in sentence.sources} < said


def joined(parts: Sequence[Draft | None], best: Sequence[Source | None]) -> Draft | None:
    """Return the answers to the parts of a message one after the other, None where no part is answered.

    `best` are the sentences that surely answer each part, None where none does.
    Where one part stays open the answer is partial: a quotation that answers the whole message hardly answers
    both of its questions.
    """
    drafts = _without_repeats(parts, best)
    answered = [draft for draft in drafts if draft.status is Status.ANSWERED]
    all_answered = len(answered) == len(parts)
    if not answered:
        return None
    quoted = any(draft.method is Method.QUOTE for draft in drafts)
    return Draft(
        tuple(dict.fromkeys(sentence for draft in drafts for sentence in draft.sentences)),
        method=Method.QUOTE if quoted else Method.LEDGER,
        status=Status.ANSWERED if all_answered else Status.PARTIAL,
        remarks=tuple(dict.fromkeys(remark for draft in drafts for remark in draft.remarks)),
    )


def cited_by_answers(drafts: Sequence[Draft | None]) -> frozenset[Source]:
    """Return the spans that the drafts which answer cite."""
    answers = (draft for draft in drafts if draft is not None and draft.status is Status.ANSWERED)
    said = (sentence for draft in answers for sentence in draft.sentences)
    return frozenset(source for sentence in said for source in sentence.sources)


def _without_repeats(parts: Sequence[Draft | None], best: Sequence[Source | None]) -> list[Draft]:
    """Return the drafts, those that another one answers as answered by it.

    It does where it quotes the first of the sentences that are only offered, or the best one of what was
    declined.
    """
    quoted = cited_by_answers(parts)
    found = []
    for draft, surely in zip(parts, best, strict=True):
        if draft is None:
            continue
        offered = next((set(sentence.sources) for sentence in draft.sentences if sentence.sources), set())
        repeated = draft.status is Status.PARTIAL and offered & quoted
        if repeated or (draft.status is Status.NOT_FOUND and surely in quoted):
            found.append(replace(draft, sentences=(), remarks=(), status=Status.ANSWERED))
        else:
            found.append(draft)
    return found

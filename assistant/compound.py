"""Two questions asked in one breath: where the second begins, and one answer out of both."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.answer import Method, Status
from assistant.draft import Draft
from assistant.lexicon import lexicon, plain
from assistant.wanting import asks_openly

_MARK = re.compile(r"(?<=[?？؟])\s*(?=\S)")
MOST = 3
"""Questions that are told apart in one message; what goes beyond is left with the last."""
_TAG = frozenset({"premise_check"})
"""Cues that ask for nothing of their own: `right?`, `对吗？`."""


_BARE = frozenset({"list"})
"""Cues that ask again for what was asked before, where nothing is named: `What does it list?`."""


def questions_in(text: str) -> tuple[str, ...]:
    """Return the questions of a message, two or more; empty where it asks but one.

    Each has to ask for something itself: `It is in Riga, right? Or not?` is one question.
    """
    pieces = [piece.strip() for piece in _MARK.split(text.strip(), maxsplit=MOST - 1)]
    if len(pieces) < 2 or not all(map(_asks, pieces)) or any(map(_asks_again, pieces[1:])):
        return ()
    return tuple(pieces)


def _asks(piece: str) -> bool:
    own = plain(piece)
    said = re.findall(r"[\u3400-\u9fff]|[^\W\d_\u3400-\u9fff]{2,}", own)
    return len(said) >= 3 and bool(lexicon("cues").names(piece) - _TAG or asks_openly(piece))


def _asks_again(piece: str) -> bool:
    """Return whether a further question names nothing and only wants what was asked before as a list."""
    asked = lexicon("cues").names(piece) - _TAG
    return asked == _BARE and not (lexicon("concepts").names(piece) or lexicon("names").names(piece))


def is_from_ledger(draft: Draft | None) -> bool:
    """Return whether the ledger answers."""
    return draft is not None and draft.status is Status.ANSWERED and draft.method is Method.LEDGER


def joined(parts: Sequence[Draft | None]) -> Draft | None:
    """Return the answers to the parts of a message one after the other, None where no part is answered.

    Where one part stays open the answer is partial: a quotation that answers the whole message hardly answers
    both of its questions.
    """
    drafts = _without_repeats([draft for draft in parts if draft is not None])
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


def _without_repeats(drafts: Sequence[Draft]) -> list[Draft]:
    """Return the drafts, those that only offer what another one quotes as the answer as answered by it."""
    quoted = {
        source
        for draft in drafts
        if draft.status is Status.ANSWERED
        for sentence in draft.sentences
        for source in sentence.sources
    }
    found = []
    for draft in drafts:
        offered = [sentence for sentence in draft.sentences if sentence.sources]
        if draft.status is Status.PARTIAL and offered and set(offered[0].sources) <= quoted:
            found.append(replace(draft, sentences=(), status=Status.ANSWERED))
        else:
            found.append(draft)
    return found

"""What an annex holds: its heading, and the sentences that refer to it."""

from __future__ import annotations

import re
from collections.abc import Iterable

from assistant.asks import Ask
from assistant.documents_asked import documents_asked, in_one_language, is_held, letters_asked
from assistant.draft import Draft, Sentence, Source
from assistant.facts import Facts
from assistant.lexicon import plain
from assistant.quotation import quoted
from assistant.restating import references
from assistant.sentences import units
from ingest.documents import Document
from ingest.mentions.mention import MentionKind

_CONTENTS = re.compile(
    r"附件.{0,14}(?:是什么|是啥|内容|载有|包含|包括|写了|写的|讲|有什么|放的|分别是)|什么.{0,6}附件"
    r"|附件.{0,8}里"
    r"|\bwhat(?:'?s| is| are| does| do| did| can)\b[^?]{0,40}\bannex"
    r"|\bannex(?:es)?\b[^?]{0,20}\b(?:contain|hold|about|give|include)"
    r"|\b(?:que|qu')[^?]{0,24}\bannexes?\b|\bannexes?\b[^?]{0,20}\b(?:contien|comport|figur)\w*"
    r"|\bque [^?]{0,24}\banexos?\b|\banexos?\b[^?]{0,20}\b(?:contien|incluy)\w*"
    r"|\bчто [^?]{0,24}\bприложени|(?:ماذا|ما) [^?]{0,24}(?:ملحق|مرفق)"
)
"""Words that ask what an annex holds; for `plain` text."""
_ENCLOSED = re.compile(
    r"(?:随(?:函|信|文)|函后|信后|后面)[^，,。？?]{0,4}附|附(?:了|有|上|带|着)?(?:些)?(?:什么|哪些)|(?:有"
    r"|带)(?:哪些|几个|什么)附件"
    r"|\b(?:what|which|anything)\b[^?]{0,24}\b(?:enclosed|attached|annexed|enclosures?|attachments?)\b"
    r"|\bqu\w*[^?]{0,24}\b(?:joint|annexe)e?s?\b|\bque[^?]{0,24}\b(?:adjunt\w+|anex\w+)\b"
    r"|\bчто [^?]{0,24}\bприл(?:ожен|ага)\w*|(?:ماذا|ما) [^?؟]{0,24}(?:مرفق|ملحق)"
)
"""Words that ask what goes with a letter; for `plain` text."""
_TITLE = (
    r"^[^\S\n]*(?:附件|[Aa](?:nnexe?|nexo)|ANN?EXE?|ANEXO|[Пп]риложение|ПРИЛОЖЕНИЕ"
    r"|الملحق)[^\S\n]*{number}[^\S\n]*"
    r"[：:.–—-][^\S\n]*[^\n]{{2,100}}"
)
"""A line that begins with an annex and says what it is."""
MOST, MOST_ENCLOSED = 2, 12
"""Titles of one annex, or sentences about it, that are quoted; annexes of one letter that are named."""


def annexes(facts: Facts) -> Draft | None:
    """Quote what is said of the annexes that a question names; None where one is nowhere spoken of.

    A question about the agenda or the dates in an annex is another one.
    """
    question = facts.question
    asked = dict.fromkeys(number for kind, number, _ in references(question.text) if kind == "annex")
    own = plain(question.text)
    if not asked and _ENCLOSED.search(own):
        return _enclosures(facts)
    if not asked or not _CONTENTS.search(own):
        return None
    if question.asks - {Ask.LIST, Ask.PREMISE_CHECK, Ask.DOCUMENT} or question.item:
        return None
    said: dict[Sentence, None] = {}
    for number in asked:
        found = (list(_titles(facts, number)) or list(_references(facts, number)))[:MOST]
        if not found:
            return None
        said |= dict.fromkeys(sentence for source in found for sentence in quoted(facts, source))
    return Draft(tuple(said))


def _enclosures(facts: Facts) -> Draft | None:
    """Quote the lines that name the annexes of the one letter asked about."""
    letters = [*in_one_language(facts, letters_asked(facts))]
    if len(letters) != 1 or facts.question.asks - {Ask.LIST, Ask.PREMISE_CHECK, Ask.DOCUMENT, Ask.SYMBOL}:
        return None
    title = re.compile(_TITLE.format(number=r"[\dA-Z]{1,2}"), re.MULTILINE)
    found = [Source(letters[0].id, *match.span()) for match in title.finditer(letters[0].text)]
    return (
        Draft(tuple(one for source in found[:MOST_ENCLOSED] for one in quoted(facts, source)))
        if found
        else None
    )


def _titles(facts: Facts, number: str) -> Iterable[Source]:
    """Yield the lines that begin with an annex and say what it is: `Annex 1: Draft agenda`."""
    title = re.compile(_TITLE.format(number=re.escape(number)), re.MULTILINE)
    for document in _documents(facts):
        match = title.search(document.text)
        if match is not None:
            yield Source(document.id, *match.span())


def _references(facts: Facts, number: str) -> Iterable[Source]:
    """Yield the sentences that refer to an annex; with a symbol, only those with it or of its document."""
    symbols = {symbol.upper() for symbol in facts.question.symbols}
    for document in in_one_language(facts, documents_asked(facts)):
        for unit in units(document):
            named = {m.value.upper() for m in facts.inside(unit.source) if m.kind is MentionKind.SYMBOL}
            own = not symbols or named & symbols or (is_held(facts) and not named)
            if own and ("annex", number) in {(kind, one) for kind, one, _ in references(unit.text)}:
                yield unit.source


def _documents(facts: Facts) -> Iterable[Document]:
    """Return the documents whose own annexes are asked about: none where another's symbol is named."""
    own = is_held(facts) or not facts.question.symbols
    return in_one_language(facts, documents_asked(facts)) if own else ()

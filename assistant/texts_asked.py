"""Which numbered texts a question asks the number of: `which resolution`, `under which article`."""

from __future__ import annotations

import re

from assistant.facts import Facts
from assistant.lexicon import plain
from assistant.restating import references

_WHICH = (
    r"第几|哪|几号|什么|\bwhich\b|\bwhat\b|\bnumber\b|\bno\b|\bquel\w*|\blaquelle\b|\blequel\b"
    r"|\bnumero\b|\bque\b|\bcual\w*"
    r"|\bкак(?:о[йи]|ая|ое|ом|им|ую|их)\b|\bномер|№|(?<!\w)اي\b|(?<!\w)ايه\b|رقم|(?<!\w)ما\b"
)
_NOUNS = {
    "resolution": r"决议|\bresoluti|\bresoluci|\bрезолюц|قرار",
    "decision": (
        r"(?<!什么)(?<!哪些)(?<!何种)决定|\bdecision(?!s? (?:did|was|were|has|have|do|does)\b)"
        r"|\bрешени|مقرر|\bdecisi"
    ),
    "recommendation": r"建议书|\brecommendation|\brecommandation|\brecomendacion|\bрекомендаци|توصيه",
    "article": r"条款|第几条|(?<=哪)条|(?<=哪一)条|(?<=第几)条|\barticle|\barticulo|\bстать|ماده",
    "provision": (
        r"第几款|(?<=哪)款|(?<=哪一)款|(?<=第几)款|\b(?:number|paragraph) of the (?:itu )?(?:convention"
        r"|constitution)\b"
        r"|\bprovision|\bdisposition|\bdisposicion|\bположени|حكم"
    ),
    "annex": r"附件|\bannex|\banexo|\bприложени|ملحق|مرفق",
    "document": (
        r"文件|通函|公函|信函|文号|\bdocument|\bcircular|\bletter\b|\bpaper\b|\bcote\b|\blettre|\bcarta\b"
        r"|\bдокумент|\bписьм|\bциркуляр|وثيقه|رساله|تعميم"
    ),
}
_SAYER = re.compile(
    r"\bwhat (?:does|did|do|is|was) (?:the|this|that) (?:\w+ )?(?:letter|circular|paper|document)\b"
    r"|\bque (?:dit|propose|demande) (?:la lettre|la circulaire|le document)\b"
    r"|\bque (?:dice|propone|pide) (?:la carta|la circular|el documento)\b"
)
"""A document that is asked about, not for; for `plain` text."""
CLAUSES = frozenset({"article", "provision"})
"""Kinds of numbered clauses that questions do not tell apart."""
_NEAR = 24
"""Characters in which `which` and what it asks for stand together."""


def references_asked(facts: Facts) -> frozenset[str]:
    """Return which kinds of numbered texts a question asks the number of: `which resolution`."""
    own = _SAYER.sub(" ", plain(facts.question.text))
    named = {kind for kind, _, _ in references(facts.question.text)}
    return frozenset(
        kind
        for kind, noun in _NOUNS.items()
        if kind not in named
        and re.search(
            rf"(?:{_WHICH})[^?？,，.。]{{0,{_NEAR}}}?(?:{noun})|(?:{noun})\S{{0,8}} ?(?:是第几|是哪|编号"
            rf"|号是|number\b|no\b\.?)",
            own,
        )
    )

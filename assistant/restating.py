"""The typed facts of a quoted passage, said again in the asker's language."""

from __future__ import annotations

import re

from assistant.asks import Ask
from assistant.draft import Source
from assistant.facts import Facts
from assistant.languages import languages_named
from assistant.lexicon import lexicon, plain
from assistant.phrases import LANGUAGES
from assistant.quantities import without
from assistant.typed import numbers_in
from ingest.events import Attribute
from ingest.mentions.mention import MentionKind

DIGITS = frozenset({MentionKind.DATE, MentionKind.SYMBOL, MentionKind.CONTACT, MentionKind.RESOLUTION})
"""Mentions whose digits count nothing."""
_DATED = frozenset({Ask.WHEN, Ask.DEADLINE, Ask.START, Ask.END})

_WORDS = {
    "article": ("第{}条", "Article {}", "article {}", "Artículo {}", "статья {}", "المادة {}"),
    "provision": ("第{}款", "No. {}", "numéro {}", "número {}", "п. {}", "الرقم {}"),
    "section": ("第{}节", "Section {}", "section {}", "Sección {}", "раздел {}", "القسم {}"),
    "annex": ("附件{}", "Annex {}", "Annexe {}", "Anexo {}", "Приложение {}", "الملحق {}"),
    "resolution": (
        "第{}号决议",
        "Resolution {}",
        "Résolution {}",
        "Resolución {}",
        "Резолюция {}",
        "القرار {}",
    ),
    "decision": ("第{}号决定", "Decision {}", "Décision {}", "Decisión {}", "Решение {}", "المقرر {}"),
    "recommendation": (
        "第{}号建议",
        "Recommendation {}",
        "Recommandation {}",
        "Recomendación {}",
        "Рекомендация {}",
        "التوصية {}",
    ),
    "opinion": ("第{}号意见", "Opinion {}", "Avis {}", "Opinión {}", "Мнение {}", "الرأي {}"),
}
_FOUND = {
    "article": r"第\s?(\d{1,3})\s?条|\bArticles? (\d{1,3})|\bArtículos? (\d{1,3})|\bстать\w+ (\d{1,3})"
    r"|المادة (\d{1,3})",
    "provision": r"第\s?(\d{1,4})\s?款|\b(?:[Nn]o\.|[Nn]umber|[Pp]rovision) ?(\d{1,4})\b|№\s?(\d{1,4})\b",
    "section": r"第\s?(\d{1,3})\s?节|\b[Ss]ection (\d{1,3})",
    "annex": r"附件\s?([A-Z]|\d{1,2})(?![A-Za-z])|\b[Aa]nnexe? ([A-Z]|\d{1,2})\b|\b[Aa]nexo ([A-Z]|\d{1,2})\b"
    r"|\b[Пп]риложени\w+ ([A-ZА-Я]|\d{1,2})\b|الملحق ([A-Z]|\d{1,2})",
}


def references(text: str) -> list[tuple[str, str, str]]:
    """Return the numbered references of a text as (kind, number, as written): `("resolution", "31", …)`."""
    from ingest.mentions.resolutions import find_resolutions

    found = [(str(m.role), str(m.number), m.text) for m in find_resolutions(text) if m.number]
    for kind, pattern in _FOUND.items():
        found += [(kind, next(filter(None, m.groups())), m.group()) for m in re.finditer(pattern, text)]
    return found


def restated(facts: Facts, source: Source) -> list[str]:
    """Return dates, places, references and bodies of a span in the language to answer in.

    Empty where the span's document is in that language already.
    """
    document = facts.documents[source.document_id]
    if document.language == facts.language:
        return []
    text = document.text[source.start : source.end]
    found: list[str] = []
    beside = _beside(facts, source)
    ranges = [] if MentionKind.DATE in beside else _ranges(facts, source)
    found += [facts.day(value) for _, _, value in ranges]
    for mention in facts.inside(source):
        if mention.kind in beside or any(start <= mention.start < end for start, end, _ in ranges):
            continue
        if mention.kind is MentionKind.DATE and len(mention.value) > 4 and "|" not in mention.value:
            found.append(facts.day(mention.value))
        elif mention.kind is MentionKind.PLACE and not mention.value.startswith("venue:"):
            found.append(facts.place(mention.value))
        elif mention.kind is MentionKind.RESOLUTION and mention.number and mention.role in _WORDS:
            found.append(dated_word(str(mention.role), mention.number, mention.value, facts.language))
    for kind, pattern in _FOUND.items():
        found += [
            word(kind, next(filter(None, match.groups())), facts.language)
            for match in re.finditer(pattern, text)
        ]
    found += _bodies(text, facts.language)
    found += languages_named(text, facts.language)
    found = _without_parts(found)
    if facts.question.wants(Ask.COUNT):
        numbers = _counted(facts, source)
        found += [facts.say("numbers", numbers=", ".join(numbers))] if numbers else []
    return found


def _beside(facts: Facts, source: Source) -> frozenset[MentionKind]:
    """Return dates where only a place is asked for, places where only a day is, unless read of the events.

    They may be of something else than what is asked about, which the span says and a bare value doesn't.
    """
    dated, placed = bool(facts.question.asks & _DATED), facts.question.wants(Ask.WHERE)
    if dated == placed or facts.question.asks - _DATED - {Ask.WHERE, Ask.PREMISE_CHECK}:
        return frozenset()
    wanted = Attribute.CITY if dated else Attribute.DATE
    keys = {event.key for event in facts.subject.events}
    if any(event.key in keys and one.attribute is wanted for event, one in facts.read_in(source)):
        return frozenset()
    return frozenset({MentionKind.PLACE if dated else MentionKind.DATE})


def _ranges(facts: Facts, source: Source) -> list[tuple[int, int, str]]:
    """Return the dates of events that the ledger reads inside a span, with where: two days may be a range."""
    return [
        (statement.start, statement.end, statement.value)
        for _, statement in facts.read_in(source)
        if "/" in statement.value and statement.attribute is Attribute.DATE
    ]


def _counted(facts: Facts, source: Source) -> list[str]:
    """Return the numbers of a span in digits, those of dates, symbols and references left out."""
    text = facts.documents[source.document_id].text[source.start : source.end]
    spans = [(m.start - source.start, m.end - source.start) for m in facts.inside(source) if m.kind in DIGITS]
    spans += [match.span() for pattern in _FOUND.values() for match in re.finditer(pattern, text)]
    return sorted(numbers_in(without(text, spans)), key=lambda number: (len(number), number))


def restated_terms(facts: Facts, source: Source) -> list[str]:
    """Return the conference terms of a span in the language to answer in, in the order of the span.

    Empty where the span's document is in that language already; the terms are those of `terms.tsv`.
    """
    document = facts.documents[source.document_id]
    table = lexicon("terms")
    if document.language == facts.language:
        return []
    found = table.find(document.text[source.start : source.end])
    kept = [
        term
        for term in sorted(found, key=lambda term: (term.start, -term.end))
        if not any(
            other.start <= term.start
            and term.end <= other.end
            and other.end - other.start > term.end - term.start
            for other in found
        )
    ]
    shown = [table.entries[term.name].get(facts.language) or table.entries[term.name]["en"] for term in kept]
    return list(dict.fromkeys(forms[0].replace("$", "") for forms in shown if forms))


def word(kind: str, number: str, language: str) -> str:
    """Return a numbered reference in `language`: `Annex B`, `第24号决议`, `Резолюция 24`."""
    forms = _WORDS[kind]
    return forms[LANGUAGES.index(language) if language in LANGUAGES else 1].format(number)


def dated_word(kind: str, number: str, written: str, language: str) -> str:
    """Return a numbered reference with the year that it is `written` with: `Resolution 24 (2014)`."""
    year = re.search(r"(?:19|20)\d\d", written)
    return word(kind, number, language) + (f" ({year.group()})" if year else "")


def _bodies(text: str, language: str) -> list[str]:
    """Return the bodies and conferences that a text names in full, by their name in `language`."""
    table = lexicon("names").entries
    own = plain(text)
    found = []
    for name in ("tdag", "council", "pp"):
        if any(plain(spelled) in own for tongue in ("zh", "ar") for spelled in table[name][tongue]):
            found.append(table[name].get(language, table[name]["en"])[0])
    return found


def _without_parts(found: list[str]) -> list[str]:
    """Drop doubles and what a longer entry says already (the country of a city, the city alone)."""
    unique = list(dict.fromkeys(found))
    return [one for one in unique if not any(one != other and one in other for other in unique)]

"""How a document says it stands to others: replaces, annex of, translated from, refers to."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from ingest.documents import Relation, RelationKind, Span
from ingest.mentions.mention import Mention
from ingest.symbols import Symbol, parse_symbol

_REPLACES = re.compile(
    r"\b(?:cancels?(?: and replaces?)|replaces|supersedes?|annul\w+ et remplac\w+|remplac\w+ le document"
    r"|anul\w+ y (?:reemplaz|sustituy)\w+|(?:reemplaza|sustituye) (?:a|al|el)\b)"
    r"|отменя\w+ и заменя\w+|заменяет(?: собой)?"
    r"|(?:取代|代替|替代|撤销并取代|废止并取代)(?!.{0,6}(?:本文件|本函|本通函))"
    r"|(?:يلغي|تلغي)\s+\S*\s*و(?:يحل|تحل)\s+محل|(?:يحل|تحل)\s+محل",
    re.IGNORECASE,
)
_ANNEX_OF = re.compile(
    r"\b(?:annex|appendix|attachment)\b[^.\n]{0,20}\bto\b|\b(?:annexe|appendice)\b[^.\n]{0,20}\b(?:au"
    r"|à la|à)\b"
    r"|\b(?:anexo|apéndice)\b[^.\n]{0,20}\b(?:al|a la|a)\b|приложение[^.\n]{0,12}к(?:о)?\b|(?:الملحق"
    r"|ملحق)[^.\n]{0,20}(?:بالوثيقة|للوثيقة)",
    re.IGNORECASE,
)
_ANNEX_OF_HAN = re.compile(r"^\s*(?:之|的)?\s*(?:号|號)?\s*(?:文件|通函|函)?\s*(?:之|的)?\s*(?:附件|附录)")
_ORIGINAL = re.compile(
    r"\b(?:original|orig\.?)(?:\s+language)?\s*[:：]\s*(?P<latin>\w+)"
    r"|原文\s*[:：]\s*(?P<han>\S{1,4})|(?:原件|原语言)\s*[:：]\s*(?P<han2>\S{1,4})"
    r"|оригинал\s*[:：]\s*(?P<cyrillic>\w+)"
    r"|الأصل\s*[:：]\s*(?P<arabic>\S+)",
    re.IGNORECASE,
)
_LANGUAGE_WORDS = {
    "en": r"english|anglais|inglés|английск|英文|英语|ب?ا?ل?إ?ن[كج]ليزي",
    "fr": r"french|français|francés|французск|法文|法语|ب?ا?ل?فرنسي",
    "es": r"spanish|espagnol|español|испанск|西班牙|西文|ب?ا?ل?إسباني",
    "ru": r"russian|russe|ruso|русск|俄文|俄语|ب?ا?ل?روسي",
    "zh": r"chinese|chinois|chino|китайск|中文|汉语|ب?ا?ل?صيني",
    "ar": r"arabic|arabe|árabe|арабск|阿拉伯|阿文|ب?ا?ل?عربي",
}
_SENTENCE_END = re.compile(r"[。！？\n]|[.!?](?=\s)")


def names_another(line: str, symbol: Mention) -> bool:
    """Return whether a line with `symbol` speaks of another document: its annex, its replacement."""
    at = line.find(symbol.text)
    return bool(
        _ANNEX_OF.search(line[:at])
        or _REPLACES.search(line[:at])
        or _ANNEX_OF_HAN.match(line[at + len(symbol.text) :])
    )


def original_language(zone: str) -> tuple[str, Span] | None:
    """Return the language that `zone`, the head of a document, names as its original's."""
    match = _ORIGINAL.search(zone)
    if match is None:
        return None
    word = next(group for group in match.groups() if group)
    for tag, pattern in _LANGUAGE_WORDS.items():
        if re.match(pattern, word, re.IGNORECASE):
            return tag, Span(*match.span())
    return None


def find_relations(
    text: str,
    zone: int,
    own: Mention | None,
    symbols: Sequence[Mention],
    language: str,
) -> tuple[Relation, ...]:
    """Return what the document says of others, each with the span that says it.

    `zone` is the length of the document's head, `own` the mention of its own symbol. Symbols that
    are only named give `refers_to`, once each.
    """
    found: list[Relation] = []
    parsed = parse_symbol(own.value) if own else None
    if own and parsed:
        found.extend(_of_own_symbol(parsed, Span(own.start, own.end)))
    others = [mention for mention in symbols if not _same(mention, own)]
    found.extend(_replaced(text, others))
    found.extend(_annexed(text, zone, others))
    original = original_language(text[:zone])
    if original and parsed and original[0] not in (language, "und"):
        found.append(Relation(RelationKind.TRANSLATION_OF, parsed.series, original[1]))
    told = {relation.target for relation in found}
    for mention in others:
        if mention.value not in told and (parsed is None or parse_symbol(mention.value) != parsed):
            told.add(mention.value)
            found.append(Relation(RelationKind.REFERS_TO, mention.value, Span(mention.start, mention.end)))
    return tuple(found)


def _same(mention: Mention, own: Mention | None) -> bool:
    return own is not None and (mention.start == own.start or mention.value == own.value)


def _of_own_symbol(symbol: Symbol, span: Span) -> Iterable[Relation]:
    """Return what `Rev.`, `Corr.` and `Add.` in a document's own symbol say."""
    if symbol.corrigendum:
        yield Relation(RelationKind.CORRECTS, _revision(symbol.series, symbol.revision), span)
    elif symbol.addendum:
        yield Relation(RelationKind.ADDS_TO, _revision(symbol.series, symbol.revision), span)
    elif symbol.revision:
        yield Relation(RelationKind.REVISES, _revision(symbol.series, symbol.revision - 1), span)


def _revision(series: str, number: int) -> str:
    return f"{series}(Rev.{number})" if number else series


def _replaced(text: str, symbols: Sequence[Mention]) -> Iterable[Relation]:
    for match in _REPLACES.finditer(text):
        end = _SENTENCE_END.search(text, match.end())
        limit = min(end.start() if end else len(text), match.end() + 120)
        for mention in symbols:
            if match.end() <= mention.start < limit:
                yield Relation(RelationKind.REPLACES, mention.value, Span(match.start(), mention.end))


def _annexed(text: str, zone: int, symbols: Sequence[Mention]) -> Iterable[Relation]:
    for mention in symbols:
        if mention.start >= zone:
            break
        line_start = text.rfind("\n", 0, mention.start) + 1
        line_end = text.find("\n", mention.end)
        line_end = len(text) if line_end < 0 else line_end
        if line_end - line_start > 90:
            continue
        before = _ANNEX_OF.search(text, line_start, mention.start)
        after = _ANNEX_OF_HAN.match(text[mention.end : line_end])
        if before or after:
            yield Relation(RelationKind.ANNEX_OF, mention.value, Span(line_start, line_end))

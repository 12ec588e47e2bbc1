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
_CORRECTS = re.compile(
    r"\bcorrigend(?:um|a)\b[^.\n]{0,20}\bto\b|\b(?:rectificatif|corrigendum)\b[^.\n]{0,16}\b(?:à|au)\b"
    r"|\b(?:corrigéndum|corrección)\b[^.\n]{0,16}\b(?:a|al)\b|исправлени\w+[^.\n]{0,12}к\b|تصويب[^.\n]{0,16}\bل",
    re.IGNORECASE,
)
_CORRECTS_HAN = re.compile(r"^\s*号?\s*(?:通函|文件|函)?\s*的?\s*(?:更正|勘误)")
_ADDS_TO = re.compile(
    r"\baddend(?:um|a)\b[^.\n]{0,20}\bto\b|\badd(?:itif|endum)\b[^.\n]{0,16}\b(?:à|au)\b"
    r"|\b(?:adición|addéndum)\b[^.\n]{0,16}\b(?:a|al)\b|дополнени\w+[^.\n]{0,12}к\b",
    re.IGNORECASE,
)
_ADDS_TO_HAN = re.compile(r"^\s*号?\s*(?:通函|文件|函)?\s*的?\s*(?:增补|补遗|补充)")
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


_OF_ANOTHER = (
    (RelationKind.ANNEX_OF, _ANNEX_OF, _ANNEX_OF_HAN),
    (RelationKind.CORRECTS, _CORRECTS, _CORRECTS_HAN),
    (RelationKind.ADDS_TO, _ADDS_TO, _ADDS_TO_HAN),
)


def relation_in(line: str, symbol: Mention) -> RelationKind | None:
    """Return what a line says to be of the document with `symbol`: its annex, its corrigendum …"""
    at = line.find(symbol.text)
    for kind, before, after in _OF_ANOTHER:
        if before.search(line[:at]) or after.match(line[at + len(symbol.text) :]):
            return kind
    return RelationKind.REPLACES if _REPLACES.search(line[:at]) else None


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
    told_already = {(relation.kind, relation.target) for relation in found}
    found.extend(
        relation
        for relation in _part_of(text, zone, others)
        if (relation.kind, relation.target) not in told_already
    )
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


def _part_of(text: str, zone: int, symbols: Sequence[Mention]) -> Iterable[Relation]:
    """Yield what a short line of the head says: `Annex 2 to Document C24/30`, `CL-26/031号通函的更正1`."""
    for mention in symbols:
        if mention.start >= zone:
            break
        line_start = text.rfind("\n", 0, mention.start) + 1
        line_end = text.find("\n", mention.end)
        line_end = len(text) if line_end < 0 else line_end
        if line_end - line_start > 90:
            continue
        kind = relation_in(text[line_start:line_end], mention)
        if kind is not None and kind is not RelationKind.REPLACES:
            yield Relation(kind, mention.value, Span(line_start, line_end))

"""Hold a sentence against what it cites: every date, number, place, name, symbol and edition."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from assistant.draft import Draft, Sentence, Source
from assistant.event_keys import base
from assistant.facts import Facts
from assistant.lexicon import lexicon, plain
from assistant.quotation import shown
from assistant.sentences import sentence_span
from assistant.timetable import hours_of_rows
from assistant.typed import Typed, numbers_in, typed
from ingest.documents import BlockKind, Document
from ingest.mentions.mention import MentionKind
from ingest.mentions.vocabulary import region_of


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether a sentence stands; `missing` is what it says that its sources do not."""

    verified: bool
    missing: tuple[str, ...] = ()


def verify(draft: Draft, facts: Facts) -> Draft:
    """Return `draft` with every claim marked, and those that do not stand dropped or left as quotation.

    What is only offered (`verified` False already) stays unverified, however exact it is.
    """
    kept = []
    for sentence in draft.sentences:
        if not sentence.claims:
            kept.append(sentence)
            continue
        verdict = check(sentence, facts)
        if verdict.verified or not verdict.missing:
            kept.append(replace(sentence, verified=verdict.verified and sentence.verified is not False))
    return replace(draft, sentences=tuple(kept))


def stands(draft: Draft, facts: Facts) -> bool:
    """Return whether a draft still says something once held against what it cites, or never claimed to."""
    claimed = any(sentence.claims for sentence in draft.sentences)
    return not claimed or any(sentence.claims for sentence in verify(draft, facts).sentences)


def check(sentence: Sentence, facts: Facts) -> Verdict:
    """Return whether the sources of a sentence carry everything typed that it says.

    Values are compared in normalised form and across languages; the context of a source is its
    sentence, list item or table row, with the dates and editions that ingest resolved there.
    Numbers in `sentence.derived` were computed and are not looked for.
    """
    if not sentence.sources:
        return Verdict(False, ("citation",))
    if sentence.quoted and _is_quotation(sentence, facts):
        return Verdict(True)
    context = context_of(facts, sentence.sources)
    said = typed(_without_terms(_without(sentence.text, sentence.derived), context.text))
    missing = [
        *_missing_dates(said, context),
        *_missing_places(said, context),
        *(value for value in said.exact if plain(value).replace(" ", "") not in context.squeezed),
        *_missing_editions(said, context, facts),
        *(name for name in said.names if not _named(name, context)),
        *(
            number
            for number in said.numbers
            if number not in sentence.derived and number not in context.numbers
        ),
    ]
    return Verdict(not missing, tuple(missing))


def _without(text: str, denied: Iterable[str]) -> str:
    """Return `text` without the phrases that it only denies or that code computed."""
    for words in denied:
        if not words.isdigit():
            text = text.replace(words, " ")
    return text


def _without_terms(text: str, context: str) -> str:
    """Return `text` without the conference terms that the sources have too, in whatever language."""
    table = lexicon("terms")
    for name in table.names(text) & table.names(context):
        forms = {form.removesuffix("$") for forms in table.entries[name].values() for form in forms[:1]}
        for form in sorted(forms, key=len, reverse=True):
            text = text.replace(form, " ")
    return text


def _is_quotation(sentence: Sentence, facts: Facts) -> bool:
    texts = [shown(facts.documents[s.document_id].text[s.start : s.end]) for s in sentence.sources]
    return all(text.rstrip(" ；;。:：") in sentence.text for text in texts)


@dataclass(frozen=True, slots=True)
class Context:
    text: str
    squeezed: str
    whole: str
    dates: frozenset[str]
    places: frozenset[str]
    events: frozenset[str]
    numbers: frozenset[str]


def context_of(facts: Facts, cited: Iterable[Source]) -> Context:
    cited = tuple(cited)
    read = [pair for source in cited for pair in facts.read_in(source)]
    keys = {event.key for event, _ in read} | {event.parent for event, _ in read}
    called = " ".join(name.text for event in facts.events if event.key in keys for name in event.names)
    spans = [sentence_span(facts.documents[source.document_id], source) for source in cited]
    spans += [row for span in spans if (row := _lead_in(facts.documents[span.document_id], span))]
    texts = [facts.documents[span.document_id].text[span.start : span.end] for span in spans]
    inside = [mention for span in spans for mention in facts.inside(span)]
    about = {key for span in spans if (key := facts.main_conference.get(span.document_id))}
    documents = [facts.documents[span.document_id] for span in spans]
    joined = "\n".join(texts)
    return Context(
        f"{joined}\n{called}",
        plain(" ".join([joined, *(document.symbol or "" for document in documents)]))
        .replace(" ", "")
        .replace("\n", ""),
        plain("\n".join(document.text for document in documents)),
        frozenset(
            {m.value for m in inside if m.kind is MentionKind.DATE}
            | {s.value for _, s in read}
            | hours_of_rows(facts, spans)
        ),
        frozenset({m.value for m in inside if m.kind is MentionKind.PLACE} | {s.value for _, s in read}),
        frozenset(
            {base(m.value) for m in inside if m.kind is MentionKind.EVENT}
            | about
            | {base(event.key) for event, _ in read}
            | {event.parent for event, _ in read if event.parent}
        ),
        numbers_in(joined),
    )


def _lead_in(document: Document, span: Source) -> Source | None:
    """Return the paragraph before the rows or items that `span` is one of: it says what they are."""
    at = next((i for i, block in enumerate(document.blocks) if block.start <= span.start < block.end), None)
    if at is None or document.blocks[at].kind not in (BlockKind.ROW, BlockKind.ITEM):
        return None
    for block in reversed(document.blocks[:at]):
        if block.kind is BlockKind.PARAGRAPH:
            return Source(document.id, block.start, block.end)
        if block.kind is BlockKind.HEADING:
            return None
    return None


def _missing_dates(said: Typed, context: Context) -> list[str]:
    """Return the dates that no source gives: equal, or one end of a range that a source gives."""
    known = set(context.dates)
    for value in context.dates:
        known |= set(value.split("/"))
        known |= {part[:10] for part in value.split("/") if "T" in part}
    return [
        mention.text
        for mention in said.dates
        if mention.value not in known and not (len(mention.value) == 4 and mention.value in context.numbers)
    ]


def _missing_places(said: Typed, context: Context) -> list[str]:
    known = set(context.places) | {value.partition("/")[0] for value in context.places}
    return [m.text for m in said.places if m.value not in known and not m.value.startswith("venue:")]


def _missing_editions(said: Typed, context: Context, facts: Facts) -> list[str]:
    return [key for key in said.editions if base(key) not in context.events and key not in context.events]


def _named(name: str, context: Context) -> bool:
    """Return whether a name in Latin script is in the sources or, as an acronym of the house, in their
    document."""
    if plain(name) in plain(context.text) or (name.isupper() and plain(name) in context.whole):
        return True
    code = region_of(name)
    if code and any(key.endswith(f"-{code}") for key in context.events):
        return True
    return bool(lexicon("names").names(name) & lexicon("names").names(context.text))

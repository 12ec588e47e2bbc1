"""Hold a sentence against what it cites: every date, number, place, name, symbol and edition."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from assistant.draft import Draft, Sentence, Source
from assistant.facts import Facts
from assistant.lexicon import lexicon, listed, plain
from assistant.quotation import shown
from assistant.sentences import concepts, sentence_span
from assistant.subject import base
from assistant.timetable import hours_of_rows
from ingest.documents import BlockKind, Document
from ingest.events import Attribute
from ingest.mentions.mention import Mention, MentionKind
from ingest.mentions.vocabulary import region_of

_NUMBER = re.compile(r"(?<![\w.,/-])\d+(?:[.,]\d+)*(?![\w/])|(?<=[\u3400-\u9fff])\d+")
_ACRONYM = re.compile(r"(?<![A-Za-z\d])[A-Z][A-Z\d]+(?:-[A-Z\d]+)*(?![a-z])")
_NAME = re.compile(r"(?<![\w-])[A-Z][a-zà-ÿ]+(?:[ '-][A-Z][a-zà-ÿ]+)+")
_OPPOSITES = ("cancellation", "postponement")
_NOT = re.compile(
    r"不|未|没有|无|\bnot\b|\bno\b|n't|\bnever\b|\bpas\b|\bne\b|\bnon\b|\bno se\b|\bне\b|\bнет\b|(?<!\w)(?:لا"
    r"|لم|لن|ليس\w*|غير)(?!\w)"
)


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether a sentence stands; `missing` is what it says that its sources do not."""

    verified: bool
    missing: tuple[str, ...] = ()


def verify(draft: Draft, facts: Facts) -> Draft:
    """Return `draft` with every claim marked, and those that do not stand dropped or left as quotation."""
    kept = []
    for sentence in draft.sentences:
        if not sentence.claims:
            kept.append(sentence)
            continue
        verdict = check(sentence, facts)
        if verdict.verified or not verdict.missing:
            kept.append(replace(sentence, verified=verdict.verified))
    return replace(draft, sentences=tuple(kept))


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
    said = typed(_without(sentence.text, sentence.derived))
    context = _context(facts, sentence.sources)
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


def _is_quotation(sentence: Sentence, facts: Facts) -> bool:
    texts = [shown(facts.documents[s.document_id].text[s.start : s.end]) for s in sentence.sources]
    return all(text.rstrip(" ；;。:：") in sentence.text for text in texts)


@dataclass(frozen=True, slots=True)
class Typed:
    """What a sentence says that can be compared: dates and places normalised, the rest as written."""

    dates: tuple[Mention, ...]
    places: tuple[Mention, ...]
    exact: tuple[str, ...]
    editions: tuple[str, ...]
    names: tuple[str, ...]
    numbers: tuple[str, ...]

    @property
    def empty(self) -> bool:
        """Whether there is nothing to compare."""
        return not (self.dates or self.places or self.exact or self.editions or self.names or self.numbers)


def typed(text: str) -> Typed:
    """Return everything typed that `text` says."""
    from ingest.mentions.contacts import find_contacts
    from ingest.mentions.dates import find_dates
    from ingest.mentions.names import find_event_names
    from ingest.mentions.places import find_places
    from ingest.symbols import find_symbols

    dates = tuple(find_dates(text))
    places = tuple(find_places(text))
    contacts = find_contacts(text)
    symbols = find_symbols(text)
    events = [m for m in find_event_names(text) if re.search(r"-\d\d$|^(?:rpm|irm)-\w+$", m.value)]
    rest = text
    for mention in (*dates, *places, *contacts, *symbols, *events):
        rest = rest.replace(mention.text, " " * len(mention.text))
    return Typed(
        dates,
        places,
        tuple(mention.value for mention in (*contacts, *symbols)),
        tuple(dict.fromkeys(mention.value for mention in events)),
        tuple(dict.fromkeys([*_ACRONYM.findall(rest), *_NAME.findall(rest)])),
        tuple(_NUMBER.findall(rest)),
    )


@dataclass(frozen=True, slots=True)
class _Context:
    text: str
    squeezed: str
    whole: str
    dates: frozenset[str]
    places: frozenset[str]
    events: frozenset[str]
    numbers: frozenset[str]


def _context(facts: Facts, cited: Iterable[Source]) -> _Context:
    cited = tuple(cited)
    read = [pair for source in cited for pair in facts.stated.get(source, [])]
    keys = {event.key for event, _ in read} | {event.parent for event, _ in read}
    called = " ".join(name.text for event in facts.events if event.key in keys for name in event.names)
    spans = [sentence_span(facts.documents[source.document_id], source) for source in cited]
    spans += [row for span in spans if (row := _lead_in(facts.documents[span.document_id], span))]
    texts = [facts.documents[span.document_id].text[span.start : span.end] for span in spans]
    inside = [mention for span in spans for mention in facts.inside(span)]
    about = {key for span in spans if (key := facts.main_conference.get(span.document_id))}
    documents = [facts.documents[span.document_id] for span in spans]
    joined = "\n".join(texts)
    return _Context(
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
        frozenset(re.findall(r"\d+", plain(joined))) | frozenset(_NUMBER.findall(joined)) | _spelled(joined),
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


_NUMERALS = dict(zip("一二三四五六七八九", "123456789", strict=True)) | {"两": "2", "十": "10"}


def _spelled(text: str) -> frozenset[str]:
    return frozenset(_NUMERALS[char] for char in text if char in _NUMERALS)


def _missing_dates(said: Typed, context: _Context) -> list[str]:
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


def _missing_places(said: Typed, context: _Context) -> list[str]:
    known = set(context.places) | {value.partition("/")[0] for value in context.places}
    return [m.text for m in said.places if m.value not in known and not m.value.startswith("venue:")]


def _missing_editions(said: Typed, context: _Context, facts: Facts) -> list[str]:
    return [key for key in said.editions if base(key) not in context.events and key not in context.events]


def _named(name: str, context: _Context) -> bool:
    """Return whether a name in Latin script is in the sources or, as an acronym of the house, in their
    document."""
    if plain(name) in plain(context.text) or (name.isupper() and plain(name) in context.whole):
        return True
    code = region_of(name)
    if code and any(key.endswith(f"-{code}") for key in context.events):
        return True
    return bool(lexicon("names").names(name) & lexicon("names").names(context.text))


def check_model(sentence: Sentence, facts: Facts) -> Verdict:
    """Return whether a chat model's sentence stands; stricter than for sentences that code worded.

    Besides `check`: it must say something typed; what it says of an event must be what the ledger
    holds of that event; it must not deny, cancel or postpone what its sources do not; its concepts
    must be theirs; a role (fax, telephone, signature) must be the one they give.
    """
    verdict = check(sentence, facts)
    if not verdict.verified:
        return verdict
    said = typed(sentence.text)
    if said.empty:
        return Verdict(False, ("nothing that can be checked",))
    context = _context(facts, sentence.sources)
    missing = [
        *_of_other_events(sentence, said, facts),
        *sorted(concepts(sentence.text) - concepts(context.text) - {"development_sector"}),
        *_turned_round(sentence.text, context.text),
        *_wrong_roles(sentence, said, facts),
        *_unexplained(sentence.text, context.text),
    ]
    return Verdict(not missing, tuple(missing))


def _of_other_events(sentence: Sentence, said: Typed, facts: Facts) -> list[str]:
    """Return dates and places that the ledger gives to other events than those the sentence names."""
    from assistant.subject import show_name

    own = plain(sentence.text)
    named = [
        event
        for event in facts.events
        if base(event.key) in {base(key) for key in said.editions}
        or any(len(name.text) > 4 and plain(name.text) in own for name in event.names)
        or plain(show_name(event, facts.language)) in own
    ]
    if not named:
        return [mention.text for mention in (*said.dates, *said.places)]
    wrong = []
    for mention in said.dates:
        ours = [value for event in named if (value := event.value(Attribute.DATE))]
        if ours and not any(mention.value == v or mention.value in v.split("/") for v in ours):
            wrong.append(mention.text)
    for mention in said.places:
        held = [
            value
            for event in named
            for attribute in (Attribute.CITY, Attribute.COUNTRY, Attribute.FORMAT)
            if (value := event.value(attribute))
        ]
        if held and not any(
            value == mention.value or value.startswith(f"{mention.value}/") for value in held
        ):
            wrong.append(mention.text)
    return wrong


def _turned_round(text: str, source: str) -> list[str]:
    denied = bool(_NOT.search(plain(text))) and not _NOT.search(plain(source))
    opposed = [name for name in _OPPOSITES if name in concepts(text) - concepts(source)]
    return ([text] if denied else []) + opposed


def _wrong_roles(sentence: Sentence, said: Typed, facts: Facts) -> list[str]:
    cues = lexicon("cues").names(sentence.text)
    wrong = []
    for mention in facts.mentions:
        if mention.kind is MentionKind.CONTACT and mention.value in said.exact:
            roles = cues & {"telephone", "fax", "email"}
            wrong += [mention.value] if roles and mention.role not in roles else []
        if mention.kind is MentionKind.PERSON and plain(mention.value) in plain(sentence.text):
            roles = cues & {"signatory", "contact"}
            wrong += [mention.value] if roles and mention.role not in roles else []
    return wrong


_PLAIN_WORDS = listed(
    "the a an of in on at to and or is are was were will be been being held hold takes take place "
    "from until by for with it this that its their as has have had which who these those during "
    "between le la les un une des du de et en au aux est sont sera se tient tiendra lieu dans pour "
    "par el los las una del y es son será se celebra celebrará tendrá lugar con и в на с по из для от "
    "до не будет состоится проводится проходит пройдет это год года في من إلى على و هو هي سيعقد يعقد"
)


def _unexplained(text: str, source: str) -> list[str]:
    """Return content words of a sentence that neither its sources, nor a concept, nor a typed value
    account for."""
    said = typed(text)
    rest = plain(text)
    for mention in (*said.dates, *said.places):
        rest = rest.replace(plain(mention.text), " ")
    for value in (*said.exact, *said.names):
        rest = rest.replace(plain(value), " ")
    spans = [(t.start, t.end) for table in ("concepts", "names") for t in lexicon(table).find(text)]
    covered = {plain(text)[a:b].split()[0][:4] for a, b in spans if plain(text)[a:b].split()}
    own = plain(source)
    left = [
        word
        for word in re.findall(r"[^\W\d_]{3,}", rest)
        if not re.search(r"[\u3400-\u9fff]", word)
        and word not in _PLAIN_WORDS
        and word[:4] not in covered
        and word[:6] not in own
        and not re.fullmatch(r"wtdc|cmdt|вкрэ", word)
    ]
    pairs = [
        run[at : at + 2]
        for run in re.findall(r"[\u3400-\u9fff]{2,}", rest)
        for at in range(len(run) - 1)
        if run[at : at + 2] not in own
    ]
    return left + (pairs if len(pairs) > 3 else [])


__all__ = ["Typed", "Verdict", "check", "check_model", "typed", "verify"]

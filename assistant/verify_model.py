"""Hold a chat model's sentence against what it cites, stricter than one that code worded."""

from __future__ import annotations

import re

from assistant.draft import Sentence
from assistant.event_keys import base
from assistant.event_names import show_name
from assistant.facts import Facts
from assistant.lexicon import lexicon, listed, plain
from assistant.sentences import concepts
from assistant.typed import Typed, typed
from assistant.verify import Verdict, check, context_of
from ingest.events import Attribute
from ingest.mentions.mention import MentionKind

_OPPOSITES = ("cancellation", "postponement")
_NOT = re.compile(
    r"不|未|没有|无|\bnot\b|\bno\b|n't|\bnever\b|\bpas\b|\bne\b|\bnon\b|\bno se\b|\bне\b|\bнет\b|(?<!\w)(?:لا"
    r"|لم|لن|ليس\w*|غير)(?!\w)"
)
_PLAIN_WORDS = listed(
    "the a an of in on at to and or is are was were will be been being held hold takes take place "
    "from until by for with it this that its their as has have had which who these those during "
    "between le la les un une des du de et en au aux est sont sera se tient tiendra lieu dans pour "
    "par el los las una del y es son será se celebra celebrará tendrá lugar con и в на с по из для от "
    "до не будет состоится проводится проходит пройдет это год года في من إلى على و هو هي سيعقد يعقد"
)


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
    context = context_of(facts, sentence.sources)
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

"""The contacts of a document: the person, numbers and addresses that stand together."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from assistant.asks import Ask
from assistant.facts import Facts
from assistant.lexicon import plain
from assistant.persons import CONTACTS
from assistant.sentences import concepts, units
from ingest.documents import BlockKind, Document
from ingest.mentions.mention import Mention, MentionKind

KINDS = {Ask.TELEPHONE: "telephone", Ask.FAX: "fax", Ask.EMAIL: "email", Ask.URL: "url"}
"""The kinds of numbers and addresses by what asks for them."""
_RECIPIENT = re.compile(r"\s*(?:to|cc|bcc|a|para|кому|копия|الي|致|收件人|抄送)\s?:")


@dataclass(frozen=True, slots=True)
class Contact:
    """The person, numbers and addresses that stand together in a document.

    `near` are the concepts of their own sentence or row, `over` those of the heading and the title above.
    """

    document: Document
    mentions: tuple[Mention, ...]
    near: frozenset[str]
    over: frozenset[str]

    def of(self, ask: Ask) -> list[Mention]:
        """Return what the contact gives of one kind."""
        if ask is Ask.CONTACT:
            return [one for one in self.mentions if one.kind is MentionKind.PERSON]
        return [one for one in self.mentions if one.kind is MentionKind.CONTACT and one.role == KINDS[ask]]

    @property
    def liaison(self) -> bool:
        """Whether the person is the liaison rather than the contact."""
        return any(one.role == "liaison" for one in self.of(Ask.CONTACT))


def contacts_of(facts: Facts, document: Document) -> tuple[Contact, ...]:
    """Return the contacts of a document: those of neighbouring lines, of one sentence or of one row."""
    found: list[tuple[int, bool, list[Mention], list[str]]] = []
    for unit in units(document):
        inside = [mention for mention in facts.inside(unit.source) if _is_contact(mention)]
        if not inside or _RECIPIENT.match(plain(unit.text)):
            continue
        labels = unit.kind is BlockKind.PARAGRAPH and _is_label(unit.text, inside)
        if found and labels and found[-1][1] and unit.block - found[-1][0] <= 1:
            _, _, mentions, texts = found.pop()
            found.append((unit.block, True, [*mentions, *inside], [*texts, unit.text]))
        else:
            found.append((unit.block, labels, inside, [unit.text]))
    title = concepts(document.title)
    return tuple(
        Contact(
            document, tuple(mentions), concepts(" ".join(texts)), title | concepts(_heading(document, block))
        )
        for block, _, mentions, texts in found
    )


def _is_contact(mention: Mention) -> bool:
    return mention.kind is MentionKind.CONTACT or (
        mention.kind is MentionKind.PERSON and mention.role in CONTACTS
    )


def _is_label(text: str, inside: Iterable[Mention]) -> bool:
    """Return whether a line is little more than a label and its value."""
    return len(text) - sum(len(one.text) for one in inside) <= MOST_LABEL


MOST_LABEL = 40
"""Characters of a line beside the numbers in it, where the line does no more than label them."""


def _heading(document: Document, block: int) -> str:
    for above in reversed(document.blocks[:block]):
        if above.kind is BlockKind.HEADING:
            return document.text[above.start : above.end]
    return ""

"""Footnotes and endnotes of WordprocessingML, each kind counted as a word processor shows it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from ingest.readers.counting import numeral
from ingest.readers.numbering import W
from ingest.readers.word_styles import value

KINDS = ("footnote", "endnote")
# ECMA-376 part 1, 17.11.17 and 17.11.18.
_USUAL = {"footnote": "decimal", "endnote": "lowerRoman"}


@dataclass(slots=True)
class Notes:
    """The notes of a document by kind and id, and those that were met in the text and wait to be put out."""

    texts: dict[tuple[str, str], str] = field(default_factory=dict)
    styles: dict[str, str] = field(default_factory=lambda: dict(_USUAL))
    met: dict[str, int] = field(default_factory=dict)
    waiting: list[tuple[str, str]] = field(default_factory=list)

    def add(self, kind: str, root: Any, text_of: Callable[[Any], str]) -> None:
        """Take the notes of a part (`w:footnotes`, `w:endnotes`)."""
        for node in root.iterfind(f"{W}{kind}"):
            if node.get(f"{W}type") in (None, "normal"):
                lines = (text_of(paragraph).strip() for paragraph in node.iter(f"{W}p"))
                self.texts[kind, node.get(f"{W}id") or ""] = "\n".join(line for line in lines if line)

    def count_as(self, settings: Iterable[Any]) -> None:
        """Take how notes are numbered from the document's settings or its sections."""
        for node in settings:
            for kind in KINDS:
                style = value(node, f"{W}{kind}Pr/{W}numFmt")
                if style:
                    self.styles[kind] = style

    def meet(self, reference: Any) -> None:
        """Remember the note that a `w:footnoteReference` or `w:endnoteReference` refers to."""
        kind = str(reference.tag).removeprefix(W).removesuffix("Reference")
        self.waiting.append((kind, reference.get(f"{W}id") or ""))

    def take(self) -> list[tuple[str, str]]:
        """Return number and text of each note that waits, and let them go."""
        found = []
        for kind, key in self.waiting:
            self.met[kind] = self.met.get(kind, 0) + 1
            text = self.texts.get((kind, key), "")
            if text:
                found.append((numeral(self.met[kind], self.styles[kind]), text))
        self.waiting.clear()
        return found

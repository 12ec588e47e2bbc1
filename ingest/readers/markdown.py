"""Markdown, by way of the HTML that it stands for."""

from __future__ import annotations

import re
from pathlib import Path

from ingest.documents import BlockKind
from ingest.elements import Element, FileContent, UnreadableFile
from ingest.readers.encoding import decode
from ingest.readers.html import html_elements

_FRONT = re.compile(r"\A---\n(.*?)\n(?:---|\.\.\.)\n", re.S)
_MAX_NESTING = 40
_NOTE = re.compile(r"^ {0,3}\[\^([^\]\s]{1,40})\]:[ \t]*(.*(?:\n(?: {2,}|\t)\S.*)*)", re.M)
_NOTE_MARK = re.compile(r"(?<=\S)\[\^[^\]\s]{1,40}\]")


def read_markdown(path: Path, content: bytes) -> FileContent:
    """Return the elements of a CommonMark text with pipe tables and notes; front matter becomes metadata.

    Raises UnreadableFile for data that is not text or holds none.
    """
    from markdown_it import MarkdownIt

    try:
        text, encoding = decode(content)
        metadata = {"encoding": encoding}
        front = _FRONT.match(text)
        if front:
            for line in front.group(1).split("\n"):
                name, colon, value = line.partition(":")
                if colon and value.strip() and not name.startswith((" ", "-", "#")):
                    metadata[name.strip().lower()] = value.strip().strip("\"'")
            text = text[front.end() :]
        text, notes = _without_notes(text)
        parser = MarkdownIt("commonmark", {"maxNesting": _MAX_NESTING}).enable("table")
        tokens = parser.parse(text)
        for token in tokens:
            if token.type == "ordered_list_open":
                token.attrSet("data-mark", token.markup)
        markup = parser.renderer.render(tokens, parser.options, {})
        elements = html_elements(f"<body>{markup}</body>")[0] if markup.strip() else []
    except ValueError as error:
        raise UnreadableFile(path, str(error)) from error
    except RecursionError as error:
        raise UnreadableFile(path, "its markup is nested too deeply") from error
    if not elements and not notes:
        deep = any(character.isalnum() for character in text)
        raise UnreadableFile(path, "its markup is nested too deeply" if deep else "holds no text")
    return FileContent((*elements, *notes), "text/markdown", metadata=metadata)


def _without_notes(text: str) -> tuple[str, list[Element]]:
    """Return the text without footnotes (`[^1]: …`) and their marks, and the footnotes."""
    notes: list[Element] = []
    for match in _NOTE.finditer(text):
        said = " ".join(match.group(2).split())
        if said:
            notes.append(Element(BlockKind.FOOTNOTE, said, number=match.group(1)))
    return (_NOTE_MARK.sub("", _NOTE.sub("", text)), notes) if notes else (text, [])

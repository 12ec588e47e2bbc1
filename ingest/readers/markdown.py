"""Markdown, by way of the HTML that it stands for."""

from __future__ import annotations

import re
from pathlib import Path

from ingest.elements import FileContent, UnreadableFile
from ingest.readers.encoding import decode
from ingest.readers.html import html_elements

_FRONT = re.compile(r"\A---\n(.*?)\n(?:---|\.\.\.)\n", re.S)


def read_markdown(path: Path, content: bytes) -> FileContent:
    """Return the elements of a CommonMark text with pipe tables; front matter becomes metadata.

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
        markup = MarkdownIt("commonmark").enable("table").render(text)
        elements = html_elements(f"<body>{markup}</body>")[0] if markup.strip() else []
    except ValueError as error:
        raise UnreadableFile(path, str(error)) from error
    except RecursionError as error:
        raise UnreadableFile(path, "its markup is nested too deeply") from error
    if not elements:
        raise UnreadableFile(path, "holds no text")
    return FileContent(tuple(elements), "text/markdown", metadata=metadata)

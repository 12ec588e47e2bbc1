"""Plain text: the lines of the file as they stand; structure is found from them later."""

from __future__ import annotations

from pathlib import Path

from ingest.documents import BlockKind
from ingest.elements import Element, FileContent, UnreadableFile
from ingest.readers.encoding import decode


def read_text(path: Path, content: bytes) -> FileContent:
    """Return one element a line, white space kept, so that the lines joined are the text.

    Raises UnreadableFile for data that is not text.
    """
    try:
        text, encoding = decode(content)
    except ValueError as error:
        raise UnreadableFile(path, f"{error}; is it a {path.suffix or 'text'} file?") from error
    if not text.strip():
        raise UnreadableFile(path, "holds no text")
    lines = tuple(Element(BlockKind.PARAGRAPH, line) for line in text.split("\n"))
    return FileContent(lines, "text/plain", metadata={"encoding": encoding}, plain=True)

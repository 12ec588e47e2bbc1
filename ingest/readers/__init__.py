"""One reader a format; `read_file` picks by what the bytes are, then by the suffix."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from pathlib import Path

from ingest.elements import Attachment, Element, ElementCell, FileContent, PartlyUnreadable, UnreadableFile
from ingest.readers.kinds import SUFFIXES, kind_of

__all__ = [
    "SUFFIXES",
    "Attachment",
    "Element",
    "ElementCell",
    "FileContent",
    "PartlyUnreadable",
    "UnreadableFile",
    "read_file",
]

# A reader is imported when its first file comes: a folder of letters never loads the PDF library.
READERS = {
    "text": ("ingest.readers.text", "read_text"),
    "markdown": ("ingest.readers.markdown", "read_markdown"),
    "html": ("ingest.readers.html", "read_html"),
    "docx": ("ingest.readers.docx", "read_docx"),
    "doc": ("ingest.readers.office", "read_office"),
    "pdf": ("ingest.readers.pdf", "read_pdf"),
    "image": ("ingest.readers.image", "read_image"),
    "pptx": ("ingest.readers.pptx", "read_pptx"),
    "xlsx": ("ingest.readers.xlsx", "read_xlsx"),
    "eml": ("ingest.readers.mail", "read_mail"),
    "zip": ("ingest.readers.archive", "read_zip"),
}


def read_file(path: Path, content: bytes | None = None) -> FileContent:
    """Return what the file at `path` holds; `content` are its bytes where they are known already.

    The bytes decide over the suffix, so that a PDF named `.txt` is read as a PDF. Raises
    UnreadableFile, which names the file and the reason, and OSError where it can't be opened.
    """
    if content is None:
        content = path.read_bytes()
    kind = kind_of(path, content)
    module, name = READERS[kind]
    reader: Callable[[Path, bytes], FileContent] = getattr(import_module(module), name)
    return reader(path, content)

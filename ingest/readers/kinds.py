"""Which reader a file wants: told by its first bytes, and by its suffix where they say nothing."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import Path

from ingest.elements import UnreadableFile

SUFFIXES = {
    ".txt": "text",
    ".text": "text",
    ".md": "markdown",
    ".markdown": "markdown",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".docx": "docx",
    ".docm": "docx",
    ".dotx": "docx",
    ".doc": "doc",
    ".dot": "doc",
    ".rtf": "doc",
    ".odt": "doc",
    ".pdf": "pdf",
    ".pptx": "pptx",
    ".pptm": "pptx",
    ".xlsx": "xlsx",
    ".xlsm": "xlsx",
    ".eml": "eml",
    ".zip": "zip",
    ".png": "image",
    ".jpg": "image",
    ".jpeg": "image",
    ".tif": "image",
    ".tiff": "image",
    ".bmp": "image",
    ".webp": "image",
}
_MAGIC = (
    (b"%PDF-", "pdf"),
    (b"{\\rtf", "doc"),
    (b"\x89PNG\r\n\x1a\n", "image"),
    (b"\xff\xd8\xff", "image"),
    (b"II*\0", "image"),
    (b"MM\0*", "image"),
    (b"BM", "image"),
)
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OFFICE = {"word/": "docx", "ppt/": "pptx", "xl/": "xlsx"}
_FOREIGN = (
    (b"\x7fELF", "a program"),
    (b"MZ", "a program"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"7z\xbc\xaf\x27\x1c", "a 7-Zip archive"),
    (b"Rar!", "a RAR archive"),
    (b"SQLite format 3\0", "a database"),
    (b"GIF8", "a GIF picture"),
    (b"ID3", "a sound file"),
)


def kind_of(path: Path, content: bytes) -> str:
    """Return `docx`, `pdf`, `text` … for a file. Raises UnreadableFile where nothing reads it."""
    suffix = path.suffix.lower()
    if not content:
        raise UnreadableFile(path, "is empty (0 bytes)")
    head = content[:1024].lstrip(b"\xef\xbb\xbf \t\r\n")
    for magic, kind in _MAGIC:
        if head.startswith(magic) and (magic != b"BM" or suffix == ".bmp"):
            return kind
    if b"%PDF-" in content[:1024] and suffix == ".pdf":
        return "pdf"
    if content[:12].startswith(b"RIFF") and content[8:12] == b"WEBP":
        return "image"
    if content.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _zip_kind(path, content, suffix)
    if content.startswith(_OLE):
        return _ole_kind(path, content)
    for magic, name in _FOREIGN:
        if content.startswith(magic) and (len(magic) > 2 or b"\0" in content[:512]):
            raise UnreadableFile(path, f"is {name}, which is not a document")
    kind = SUFFIXES.get(suffix, "")
    if kind in ("text", "markdown", "html", "eml"):
        return kind
    if not kind:
        known = " ".join(sorted(SUFFIXES))
        raise UnreadableFile(path, f"has the unknown suffix {suffix or '(none)'!r}; read are {known}")
    if re.match(rb"<!doctype html|<html", head, re.I):
        return "html"
    raise UnreadableFile(path, f"is not a {suffix} file, whatever its name says, or is damaged")


def _zip_kind(path: Path, content: bytes, suffix: str) -> str:
    try:
        names = zipfile.ZipFile(io.BytesIO(content)).namelist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError, EOFError) as error:
        raise UnreadableFile(path, f"is damaged or cut short: {error}") from error
    if "[Content_Types].xml" in names:
        for folder, kind in _OFFICE.items():
            if any(name.startswith(folder) for name in names):
                return kind
        raise UnreadableFile(path, "is an Office package without a document, sheet or slides")
    if "mimetype" in names and "content.xml" in names:
        return "doc"
    if suffix in (".docx", ".docm", ".pptx", ".xlsx", ".xlsm", ".pptm"):
        raise UnreadableFile(path, f"is a zip archive without the parts of a {suffix} file")
    return "zip"


def _ole_kind(path: Path, content: bytes) -> str:
    def holds(name: str) -> bool:
        return name.encode("utf-16-le") in content

    if holds("EncryptedPackage") or holds("EncryptionInfo"):
        raise UnreadableFile(path, "is protected by a password; save it without one")
    if holds("WordDocument"):
        return "doc"
    if holds("Workbook") or holds("PowerPoint Document"):
        raise UnreadableFile(
            path, "is in the old binary Excel or PowerPoint format; save it as .xlsx or .pptx"
        )
    if holds("__substg1.0_"):
        raise UnreadableFile(path, "is an Outlook message; save it as .eml")
    raise UnreadableFile(path, "is a damaged or unknown Office file")

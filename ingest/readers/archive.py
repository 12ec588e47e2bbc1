"""Zip files, plain or Office packages, opened within limits; nothing is ever unpacked to disk."""

from __future__ import annotations

import io
import re
import stat
import unicodedata
import zipfile
import zlib
from pathlib import Path, PurePosixPath

from ingest.elements import Attachment, FileContent, UnreadableFile

MAX_UNPACKED = 256 * 1024 * 1024
MAX_RATIO = 500
MAX_MEMBERS = 10_000
MAX_DEPTH = 3
_RATIO_FLOOR = 16 * 1024 * 1024
_DOCTYPE = re.compile(rb"<!DOCTYPE|<!ENTITY|<\0!\0D\0O\0C\0T\0Y\0P\0E|<\0!\0E\0N\0T\0I\0T\0Y", re.I)


class Package:
    """The parts of an Office file, read on demand; `path` is only for errors."""

    def __init__(self, path: Path, content: bytes) -> None:
        self.path = path
        self.zip = open_zip(path, content)
        self.names = frozenset(self.zip.namelist())

    def read(self, name: str) -> bytes:
        """Return the bytes of a part. Raises UnreadableFile if damaged or unsafe."""
        try:
            content = self.zip.read(name)
        except (KeyError, zipfile.BadZipFile, zlib.error, NotImplementedError, EOFError, OSError) as error:
            raise UnreadableFile(self.path, f"is damaged: part {name} can't be read ({error})") from error
        if name.endswith((".xml", ".rels", ".vml")) and _DOCTYPE.search(content):
            raise UnreadableFile(
                self.path, f"declares a document type or entities in {name}; refused as unsafe"
            )
        return content

    def check(self) -> None:
        """Read each XML part once, for libraries that open the package by themselves."""
        for name in sorted(self.names):
            if name.endswith((".xml", ".rels", ".vml")):
                self.read(name)


def open_zip(path: Path, content: bytes) -> zipfile.ZipFile:
    """Return the archive. Raises UnreadableFile if it is damaged, encrypted or would unpack to too much."""
    try:
        archive = zipfile.ZipFile(io.BytesIO(content))
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError, EOFError) as error:
        raise UnreadableFile(path, f"is damaged or cut short: {error}") from error
    members = archive.infolist()
    if len(members) > MAX_MEMBERS:
        raise UnreadableFile(path, f"holds {len(members):,} members; at most {MAX_MEMBERS:,} are read")
    if any(member.flag_bits & 1 for member in members):
        raise UnreadableFile(path, "is protected by a password; save it without one")
    total = sum(member.file_size for member in members)
    if total > MAX_UNPACKED:
        raise UnreadableFile(
            path, f"would unpack to {total / 2**20:,.0f} MiB; at most {MAX_UNPACKED >> 20} MiB are read"
        )
    if total > _RATIO_FLOOR and total > MAX_RATIO * max(1, len(content)):
        raise UnreadableFile(
            path, f"unpacks to {total // max(1, len(content)):,} times its size; refused as a zip bomb"
        )
    return archive


def read_zip(path: Path, content: bytes) -> FileContent:
    """Return the files of an archive, those of inner archives included, and nothing that points outside it.

    Links, names that climb out of the archive, encrypted or damaged members and archives more than
    three deep become `problems`. Raises UnreadableFile where nothing can be read.
    """
    files: list[Attachment] = []
    problems: list[str] = []
    budget = _unpack(path, content, "", 1, MAX_UNPACKED, files, problems)
    if not files and not problems:
        raise UnreadableFile(path, "is an empty archive")
    if not files:
        raise UnreadableFile(path, "; ".join(problems))
    metadata = {"unpacked_bytes": str(MAX_UNPACKED - budget)}
    return FileContent(
        (), "application/zip", metadata=metadata, attachments=tuple(files), problems=tuple(problems)
    )


def _unpack(
    path: Path,
    content: bytes,
    prefix: str,
    depth: int,
    budget: int,
    files: list[Attachment],
    problems: list[str],
) -> int:
    archive = _opened(path, content, prefix)
    for member in archive.infolist():
        name = prefix + _decoded_name(member)
        if member.is_dir() or _is_litter(name):
            continue
        problem = _unsafe(member, name)
        if problem:
            problems.append(problem)
            continue
        if member.file_size > budget:
            problems.append(f"{name}: the archive unpacks to more than {MAX_UNPACKED >> 20} MiB")
            continue
        try:
            data = archive.read(member)
        except (
            zipfile.BadZipFile,
            zlib.error,
            NotImplementedError,
            RuntimeError,
            EOFError,
            OSError,
        ) as error:
            problems.append(f"{name}: can't be unpacked ({error})")
            continue
        budget -= len(data)
        if data[:4] == b"PK\x03\x04" and b"[Content_Types].xml" not in data and PurePosixPath(name).suffix:
            if depth >= MAX_DEPTH:
                problems.append(f"{name}: archives are read {MAX_DEPTH} deep at most")
                continue
            try:
                budget = _unpack(path, data, f"{name}/", depth + 1, budget, files, problems)
            except UnreadableFile as error:
                problems.append(f"{name}: {error.reason}")
        else:
            files.append(Attachment(name, data))
    return budget


def _opened(path: Path, content: bytes, prefix: str) -> zipfile.ZipFile:
    if prefix:
        return open_zip(path / prefix.rstrip("/"), content)
    return open_zip(path, content)


def _decoded_name(member: zipfile.ZipInfo) -> str:
    """Return the member's name; without the UTF-8 flag, zip tools in China write GB18030 and not CP437."""
    name = member.filename
    if not member.flag_bits & 0x800:
        raw = name.encode("cp437", "replace")
        for encoding in ("utf-8", "gb18030"):
            try:
                return raw.decode(encoding)
            except UnicodeDecodeError:
                continue
    return name


def _is_litter(name: str) -> bool:
    parts = PurePosixPath(name).parts
    return "__MACOSX" in parts or (bool(parts) and parts[-1] in (".DS_Store", "Thumbs.db", "desktop.ini"))


def _unsafe(member: zipfile.ZipInfo, name: str) -> str | None:
    shown = "".join(char if unicodedata.category(char) not in ("Cf", "Cc") else "�" for char in name)
    parts = re.split(r"[/\\]", name)
    if stat.S_ISLNK(member.external_attr >> 16):
        return f"{shown}: is a link; links are not followed"
    if name.startswith(("/", "\\")) or ".." in parts or re.match(r"[A-Za-z]:", name):
        return f"{shown}: its name points outside the archive"
    if "\0" in name:
        return f"{shown}: its name holds a zero byte"
    if member.flag_bits & 1:
        return f"{shown}: is protected by a password"
    return None

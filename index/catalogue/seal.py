"""A note beside the catalogue of the last change, so that lost changes are noticed.

SQLite drops a damaged or missing write-ahead log without a word, and with it every change
since the last checkpoint. The seal says how far the catalogue must reach.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass
from pathlib import Path

from index import durable

FILE = "catalogue.seal"


@dataclass(frozen=True, slots=True)
class Seal:
    """The identity, revision and number of documents that a catalogue had after a change.

    `file` is the digest of the catalogue's file where it was closed in good order after it, else "".
    """

    index_id: str
    revision: int
    documents: int
    file: str = ""


def write(folder: Path, seal: Seal) -> None:
    """Replace the seal, atomically."""
    durable.write(folder / FILE, _content(seal))


def read(folder: Path) -> Seal | None:
    """Return the seal, or None where there is none. Raises ValueError for a damaged one."""
    try:
        content = (folder / FILE).read_bytes()
    except (FileNotFoundError, NotADirectoryError):
        return None
    try:
        found = json.loads(content)
        seal = Seal(
            str(found["index_id"]), int(found["revision"]), int(found["documents"]), str(found["file"])
        )
    except (ValueError, KeyError, TypeError) as error:
        raise ValueError(f"{folder / FILE} is damaged: {content[:80]!r}") from error
    if _content(seal) != content:
        raise ValueError(f"{folder / FILE} is damaged: {content[:80]!r}")
    return seal


def read_or_none(folder: Path) -> Seal | None:
    """Return the seal, or None where there is none that can be read."""
    try:
        return read(folder)
    except ValueError:
        return None


def digest(path: Path) -> str:
    """Return the digest of a whole file."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, lambda: hashlib.blake2b(digest_size=16)).hexdigest()


def _content(seal: Seal) -> bytes:
    plain = asdict(seal)
    check = hashlib.blake2b(json.dumps(plain).encode(), digest_size=8).hexdigest()
    return json.dumps({**plain, "check": check}).encode()


def complaint(folder: Path, seal: Seal | None, now: Seal) -> str | None:
    """Return what is wrong with a catalogue that stands at `now`, or None."""
    if seal is None or (now.revision >= seal.revision and now.index_id == seal.index_id):
        return None
    if now.index_id != seal.index_id:
        return f"the catalogue in {folder} is another one ({now.index_id}) than was written ({seal.index_id})"
    return (
        f"the catalogue in {folder} stands at change {now.revision}, but change {seal.revision} was written:"
        " its write-ahead log was lost; restore a backup, or ingest the documents again"
    )

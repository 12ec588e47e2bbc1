"""An index as one file, and back."""

from __future__ import annotations

import gzip
import hashlib
import json
import shutil
import tarfile
import tempfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from index import durable, lock
from index.catalogue import FILE, Catalogue, CatalogueError, seal
from index.vectors import Generations

NOTE = "rapporteur-backup.json"
FORMAT = 1


class BackupError(Exception):
    """The backup can't be made or restored; the message says why."""


def backup(dir: Path, file: Path) -> int:
    """Write everything that an index holds to one `.tar.gz` file; return its size in bytes.

    The catalogue is copied as it stands at one moment, also while it is being written, and
    checked. Vectors are in it; Chroma's files are not, since they are made from it.
    Raises CatalogueError, and BackupError where the catalogue is damaged or the file can't be written.
    """
    with Catalogue.open(dir) as catalogue, _beside(file) as folder:
        copy = Path(folder) / FILE
        catalogue.copy_to(copy)
        with Catalogue.open(Path(folder)) as copied:
            problems = copied.problems()
            counts = copied.counts()
        if problems:
            raise BackupError(f"{dir} is damaged and was not backed up: {problems[0]}")
        note = Path(folder) / NOTE
        note.write_text(json.dumps({"format": FORMAT, **counts, "sha256": _sha256(copy)}), "utf-8")
        beside = file.with_name(f".{file.name}.part")
        try:
            with (
                beside.open("wb") as raw,
                gzip.GzipFile("", "wb", 1, raw) as packed,
                tarfile.open(fileobj=packed, mode="w") as archive,
            ):
                archive.add(note, NOTE)
                archive.add(copy, FILE)
            durable.sync(beside)
            beside.replace(file)
            durable.sync(file.absolute().parent)
        except OSError as error:
            raise BackupError(f"{file} can't be written: {error}") from error
        finally:
            beside.unlink(missing_ok=True)
        return file.stat().st_size


def _beside(file: Path) -> tempfile.TemporaryDirectory[str]:
    try:
        return tempfile.TemporaryDirectory(prefix=".backup-", dir=file.absolute().parent)
    except OSError as error:
        raise BackupError(f"{file} can't be written: {error}") from error


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def restore(file: Path, dir: Path, *, force: bool = False) -> dict[str, int]:
    """Make an index folder from a backup; return how many documents and passages it has.

    The backup is unpacked beside and checked before anything is put in place. Raises BackupError
    for a file that is no backup or is damaged, and, without `force`, where `dir` is not empty;
    with it the index in `dir` is replaced, unless a writer has it (IndexLocked).
    """
    if dir.exists() and not dir.is_dir():
        raise BackupError(f"{dir} is not a folder")
    if not force and dir.exists() and any(dir.iterdir()):
        raise BackupError(
            f"{dir} is not empty; restore into another folder, or use force to replace the index"
        )
    dir.mkdir(parents=True, exist_ok=True)
    with _unpacked(file, dir) as folder:
        with Catalogue.open(folder) as catalogue:
            problems = catalogue.problems()
            counts = catalogue.counts()
        if problems:
            raise BackupError(f"{file} is damaged: {problems[0]}")
        _put_in_place(folder / FILE, dir)
    with Catalogue.open(dir, write=True, make=False) as catalogue:
        Generations(dir).publish(catalogue)
    return counts


def _put_in_place(catalogue: Path, dir: Path) -> None:
    with lock.writer(dir):
        durable.sync(catalogue)
        for name in (seal.FILE, f"{FILE}-wal", f"{FILE}-shm", "CURRENT"):
            (dir / name).unlink(missing_ok=True)
        shutil.rmtree(dir / "generations", ignore_errors=True)
        catalogue.replace(dir / FILE)
        durable.sync(dir)


@contextmanager
def _unpacked(file: Path, beside: Path) -> Iterator[Path]:
    with tempfile.TemporaryDirectory(prefix=".restore-", dir=beside) as folder:
        try:
            with gzip.open(file) as packed, tarfile.open(fileobj=packed, mode="r:") as archive:
                members = {member.name: member for member in archive}
                for name in (NOTE, FILE):
                    if name not in members or not members[name].isfile():
                        raise BackupError(f"{file} is not a backup of an index: it has no {name}")
                    content = archive.extractfile(members[name])
                    if content is None:
                        raise BackupError(f"{file} is not a backup of an index: {name} is empty")
                    with (Path(folder) / name).open("wb") as target:
                        shutil.copyfileobj(content, target)
                while packed.read(1 << 20):
                    continue
            note = json.loads((Path(folder) / NOTE).read_text("utf-8"))
            if note.get("format") != FORMAT:
                raise BackupError(f"{file} has format {note.get('format')}; this version reads {FORMAT}")
            if note.get("sha256") != _sha256(Path(folder) / FILE):
                raise BackupError(f"{file} is damaged: its {FILE} is not what was backed up")
            yield Path(folder)
        except (OSError, EOFError, ValueError, zlib.error, tarfile.TarError, CatalogueError) as error:
            raise BackupError(f"{file} can't be restored: {error}") from error

"""A backup is one file that gives back the same index, or an error."""

from __future__ import annotations

import gzip
import io
import random
import tarfile
import zlib
from pathlib import Path

import pytest
from storage_samples import contents, put

from index import doctor
from index.backup import BackupError, backup, restore
from index.catalogue import Catalogue, CatalogueMissing
from index.lock import IndexLocked
from index.opened import open_index
from index.vectors import Generations


@pytest.fixture
def index(tmp_path: Path) -> Path:
    folder = tmp_path / "index"
    with Catalogue.open(folder, write=True) as catalogue:
        put(catalogue, 1)
        put(catalogue, 2)
        Generations(folder).publish(catalogue)
    return folder


def test_a_restored_index_is_the_same(index: Path, tmp_path: Path) -> None:
    before = contents(index)
    file = tmp_path / "backup.tar.gz"
    assert backup(index, file) == file.stat().st_size
    target = tmp_path / "new" / "index"
    assert restore(file, target) == {"documents": 2, "passages": 12}
    assert contents(target) == before == contents(index)
    assert doctor.examine(target) == []
    with open_index(target) as opened:
        ids, matrix = opened.catalogue.vectors("wide")
        assert opened.vectors.query("wide", None, matrix[3], 1)[0][0] == ids[3]
        assert opened.vectors.pending() == 0
    assert {path.name for path in tmp_path.iterdir()} == {"index", "new", "backup.tar.gz"}


def test_an_index_is_backed_up_while_it_is_written(index: Path, tmp_path: Path) -> None:
    with Catalogue.open(index, write=True) as catalogue:
        put(catalogue, 3)
        backup(index, tmp_path / "backup.tar.gz")
        put(catalogue, 4)
    restore(tmp_path / "backup.tar.gz", tmp_path / "new")
    with Catalogue.open(tmp_path / "new") as restored:
        assert restored.counts()["documents"] == 3
        assert restored.problems() == []


def test_a_folder_with_something_in_it_is_replaced_only_by_force(index: Path, tmp_path: Path) -> None:
    file = tmp_path / "backup.tar.gz"
    backup(index, file)
    before = contents(index)
    with Catalogue.open(index, write=True) as catalogue:
        put(catalogue, 9)
    with pytest.raises(BackupError, match="not empty"):
        restore(file, index)
    assert contents(index) != before
    with Catalogue.open(index, write=True), pytest.raises(IndexLocked):
        restore(file, index, force=True)
    restore(file, index, force=True)
    assert contents(index) == before
    assert doctor.examine(index) == []
    (tmp_path / "file").write_text("")
    with pytest.raises(BackupError, match="not a folder"):
        restore(file, tmp_path / "file", force=True)


def unpacked(content: bytes) -> bytes | None:
    """Return what is packed; some bits of a packed file mean nothing."""
    try:
        return gzip.decompress(content)
    except (OSError, EOFError, zlib.error):
        return None


def test_a_damaged_backup_is_refused_and_changes_nothing(index: Path, tmp_path: Path) -> None:
    file = tmp_path / "backup.tar.gz"
    backup(index, file)
    whole = file.read_bytes()
    rng = random.Random(1)
    before = contents(index)
    for number in range(25):
        content = bytearray(whole)
        if number % 5 == 0:
            del content[rng.randrange(len(content)) :]
        else:
            content[rng.randrange(10, len(content))] ^= 1 << rng.randrange(8)
        file.write_bytes(content)
        if number % 5 and unpacked(bytes(content)) == unpacked(whole):
            continue
        with pytest.raises(BackupError, match="backup"):
            restore(file, index, force=True)
    assert contents(index) == before
    assert doctor.examine(index) == []


@pytest.mark.parametrize("name", ["../catalogue.sqlite", "/tmp/catalogue.sqlite", "catalogue.sqlite"])
def test_an_archive_that_is_no_backup_writes_nothing(tmp_path: Path, name: str) -> None:
    file = tmp_path / "evil.tar.gz"
    with tarfile.open(file, "w:gz") as archive:
        member = tarfile.TarInfo(name)
        member.size = 4
        archive.addfile(member, io.BytesIO(b"evil"))
        link = tarfile.TarInfo("rapporteur-backup.json")
        link.type, link.linkname = tarfile.SYMTYPE, "/etc/passwd"
        archive.addfile(link)
    with pytest.raises(BackupError, match="not a backup"):
        restore(file, tmp_path / "new")
    assert list((tmp_path / "new").iterdir()) == []
    assert not (tmp_path / "catalogue.sqlite").exists()


def test_a_damaged_index_is_not_backed_up(index: Path, tmp_path: Path) -> None:
    path = index / "catalogue.sqlite"
    path.write_bytes(path.read_bytes().replace("巴库".encode(), "基加".encode()))
    with pytest.raises(BackupError, match="not backed up"):
        backup(index, tmp_path / "backup.tar.gz")
    assert not (tmp_path / "backup.tar.gz").exists()
    with pytest.raises(CatalogueMissing):
        backup(tmp_path / "nowhere", tmp_path / "backup.tar.gz")
    with pytest.raises(BackupError, match="can't be written"):
        backup(index, tmp_path / "nowhere" / "backup.tar.gz")

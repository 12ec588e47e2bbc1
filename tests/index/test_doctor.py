"""Every file of an index flipped, cut or deleted is noticed, and what can be put right is."""

from __future__ import annotations

import random
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from storage_samples import contents, put

from index import doctor, lock
from index.catalogue import Catalogue, CatalogueError
from index.opened import IndexUnusable, open_index
from index.vectors import Generations

Damage = Callable[[Path, random.Random], None]
FLIPS_OF_CATALOGUE = 40


def flip(path: Path, rng: random.Random) -> None:
    content = bytearray(path.read_bytes())
    content[rng.randrange(len(content))] ^= 1 << rng.randrange(8)
    path.write_bytes(content)


def cut(path: Path, rng: random.Random) -> None:
    content = path.read_bytes()
    path.write_bytes(content[: rng.randrange(len(content))])


def delete(path: Path, rng: random.Random) -> None:
    path.unlink()


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("whole")
    with Catalogue.open(folder, write=True) as catalogue:
        for number in range(3):
            put(catalogue, number, 3 + number, 0, ["zh"], ["wide"])
        Generations(folder).publish(catalogue)
        put(catalogue, 1, 5, 1, ["zh"], ["wide"])
        put(catalogue, 4, 4, 0, ["zh"], ["wide"])
        Generations(folder).publish(catalogue)
    shutil.rmtree(folder / "open")
    return folder


def files(whole: Path) -> Iterator[Path]:
    """Every file that an index is made of; the empty lock and the generation before are not."""
    current = sorted((whole / "generations").iterdir())[-1]
    yield from (whole / name for name in ("CURRENT", "catalogue.seal", "catalogue.sqlite"))
    yield from (path for path in sorted(current.rglob("*")) if path.is_file())


def answers(folder: Path) -> object:
    """Return what an index gives a reader, or the error that it raises."""
    try:
        with open_index(folder) as index:
            passages = index.catalogue.passages()
            near = []
            for embedder in index.catalogue.embedders():
                ids, matrix = index.catalogue.vectors(embedder)
                near += [
                    index.vectors.query(embedder, None, vector, 1)[0][0] == each
                    for each, vector in zip(ids, matrix, strict=True)
                ]
            return len(passages), len(near), all(near)
    except (IndexUnusable, CatalogueError) as error:
        return error


def test_a_whole_index_has_nothing_wrong(whole: Path, tmp_path: Path) -> None:
    folder = shutil.copytree(whole, tmp_path / "index")
    assert doctor.examine(folder) == []
    assert doctor.repair(folder) == doctor.Repair((), ())
    assert answers(folder) == (17, 17, True)


@pytest.mark.parametrize("damage", [flip, cut, delete])
def test_every_damage_is_noticed_and_never_read_as_empty(whole: Path, tmp_path: Path, damage: Damage) -> None:
    rng = random.Random(damage.__name__)
    before = contents(whole)
    missed = []
    for number, original in enumerate(files(whole)):
        if not original.stat().st_size and damage is not delete:
            continue
        folder = shutil.copytree(whole, tmp_path / f"{number}")
        name = original.relative_to(whole)
        damage(folder / name, rng)
        findings = doctor.examine(folder)
        given = answers(shutil.copytree(folder, tmp_path / f"{number}-read"))
        assert isinstance(given, Exception) or given == (17, 17, True), f"{name}: {given}"
        if not findings:
            missed.append(str(name))
            continue
        if name.name == "catalogue.sqlite":
            continue
        repaired = doctor.repair(folder)
        assert repaired.left == (), f"{name}: {repaired}"
        assert contents(folder) == before
        assert answers(folder) == (17, 17, True)
    assert missed == []


def test_every_flipped_bit_of_the_catalogue_is_noticed(whole: Path, tmp_path: Path) -> None:
    """By its digest where it was closed in good order, else by its rows where it does any harm."""
    rng = random.Random(5)
    before = contents(whole)
    harmless = 0
    for number in range(FLIPS_OF_CATALOGUE):
        folder = tmp_path / str(number)
        folder.mkdir()
        for name in ("catalogue.sqlite", "catalogue.seal"):
            shutil.copy(whole / name, folder)
        flip(folder / "catalogue.sqlite", rng)
        try:
            with Catalogue.open(folder) as catalogue:
                assert catalogue.changed_outside()
                if not catalogue.problems():
                    harmless += 1
                    assert contents(folder) == before
        except CatalogueError:
            continue
    assert harmless < FLIPS_OF_CATALOGUE


def test_a_harmless_change_of_the_catalogue_is_accepted_by_repair(whole: Path, tmp_path: Path) -> None:
    folder = shutil.copytree(whole, tmp_path / "index")
    content = bytearray((folder / "catalogue.sqlite").read_bytes())
    content[24:28] = b"\x00\x00\x7f\x00"  # the header's change counter
    content[92:96] = b"\x00\x00\x7f\x00"  # and the counter that it was valid for
    (folder / "catalogue.sqlite").write_bytes(content)
    with open_index(folder) as index:
        assert "changed by something other" in index.notices[0]
    assert doctor.repair(folder).left == ()
    assert doctor.examine(folder) == []


def test_a_damaged_full_text_index_is_made_again(tmp_path: Path) -> None:
    with Catalogue.open(tmp_path, write=True) as catalogue:
        put(catalogue, 1)
        with catalogue._transaction() as connection:
            connection.execute(
                "INSERT INTO lexical (lexical, rowid, terms)"
                " SELECT 'delete', rowid, terms FROM passages WHERE ordinal = 3"
            )
    assert found(tmp_path, "1-0-3") == []
    assert {finding.remedy for finding in doctor.examine(tmp_path)} >= {doctor.RELEX}
    repaired = doctor.repair(tmp_path)
    assert doctor.RELEX in repaired.done
    assert repaired.left == ()
    assert len(found(tmp_path, "1-0-3")) == 1


def found(folder: Path, term: str) -> list[str]:
    with Catalogue.open(folder) as catalogue:
        return [each for each, _ in catalogue.lexical_search([term], 9)]


def test_what_a_killed_writer_left_is_named_and_cleared(whole: Path, tmp_path: Path) -> None:
    folder = shutil.copytree(whole, tmp_path / "index")
    (folder / "generations" / "building-1-000009" / "chroma").mkdir(parents=True)
    (folder / lock.HOLDER).write_text(
        '{"pid": 999999999, "host": "h", "command": "rapporteur ingest", "since": "2025-01-01"}', "utf-8"
    )
    problems = [finding.problem for finding in doctor.examine(folder)]
    assert any("process 999999999 on h (rapporteur ingest)" in each for each in problems)
    assert any("building-1-000009" in each for each in problems)
    assert doctor.repair(folder).left == ()
    assert doctor.examine(folder) == []
    assert answers(folder) == (17, 17, True)


def test_there_is_no_index_to_examine(tmp_path: Path) -> None:
    (finding,) = doctor.examine(tmp_path)
    assert "rapporteur ingest" in finding.problem
    assert finding.remedy is None


def test_a_folder_being_written_is_examined_but_not_repaired(whole: Path, tmp_path: Path) -> None:
    folder = shutil.copytree(whole, tmp_path / "index")
    with Catalogue.open(folder, write=True):
        assert doctor.examine(folder) == []
        (folder / "CURRENT").unlink()
        assert doctor.examine(folder)
        with pytest.raises(lock.IndexLocked):
            doctor.repair(folder)

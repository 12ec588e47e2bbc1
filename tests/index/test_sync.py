"""An index that keeps in step with a folder."""

from __future__ import annotations

import hashlib
import io
import os
import time
import zipfile
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest

from index.catalogue import Catalogue, Run
from index.embedding import Vectors
from index.files import NothingToIngest
from index.lock import IndexLocked
from index.opened import open_index
from index.sync import Progress, Step, Summary, ingest_paths


class Hashing:
    """A text encoder without a model: the words of a text, hashed into 16 places."""

    name = "hashing"
    fingerprint = "hashing/16"
    dimension = 16

    def __init__(self) -> None:
        self.texts: list[str] = []

    def embed_passages(self, texts: Sequence[str]) -> Vectors:
        self.texts.extend(texts)
        return (
            np.stack([self.embed_query(text) for text in texts]) if texts else np.zeros((0, 16), np.float32)
        )

    def embed_query(self, text: str) -> Vectors:
        vector = np.ones(16, dtype=np.float32)
        for word in text.split():
            vector[hashlib.md5(word.encode()).digest()[0] % 16] += 1
        return np.asarray(vector / np.linalg.norm(vector), dtype=np.float32)


def letter(city: str, symbol: str = "CL-25/012") -> str:
    return f"Geneva, 14 March 2025\n\nRef: {symbol}\n\nSubject: Invitation to the forum\n\nThe World Forum on Spectrum (WFS-25) will be held in {city} from 6 to 10 October 2025.\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "documents"
    made.mkdir()
    (made / "a.txt").write_text(letter("Nairobi", "CL-25/012"))
    (made / "b.txt").write_text(letter("Bangkok", "CL-25/013"))
    return made


def run(*paths: Path, prune: bool = False, index: Path | None = None, **more: object) -> Summary:
    into = index or paths[0].parent / "index"
    return ingest_paths(paths, into, prune=prune, embedders=[Hashing()], workers=1, **more)  # type: ignore[arg-type]


def texts(folder: Path) -> dict[str, str]:
    """Return the text of the document of every source, by file name."""
    with Catalogue.open(folder.parent / "index") as catalogue:
        return {
            os.path.relpath(path, folder): catalogue.document(stored.document_id).text
            for path, stored in catalogue.content_hashes().items()
        }


def test_a_folder_is_stored_and_can_be_searched(folder: Path) -> None:
    summary = run(folder)
    assert (summary.added, summary.documents, summary.failed) == (2, 2, ())
    assert summary.passages == summary.embedded > 0
    with open_index(folder.parent / "index") as index:
        found = index.catalogue.lexical_search(["nairobi"], 5)
        assert index.catalogue.passage(found[0][0]).text.count("Nairobi") == 1
        (first, _) = sorted(index.catalogue.documents(), key=lambda document: document.source)
        assert first.symbol == "CL-25/012"
        assert index.catalogue.readings([first.id])
        assert index.catalogue.mentions(document_id=first.id)
        names, matrix = index.catalogue.vectors("hashing")
        assert matrix.shape == (len(names), 16)
        vector = Hashing().embed_query("Nairobi")
        assert {found_id for found_id, _ in index.vectors.query("hashing", "en", vector, 5)} <= set(names)


def test_a_file_counts_as_done_once_it_is_stored_or_failed(folder: Path) -> None:
    (folder / "empty.txt").write_bytes(b"")
    (folder / "twin.txt").write_bytes(next(folder.glob("*.txt")).read_bytes() or b"Twin of nothing.")
    steps: list[Progress] = []
    ingest_paths([folder], folder.parent / "index", embedders=[Hashing()], on_event=steps.append)
    (total,) = [step.count for step in steps if step.step is Step.READ and not step.path]
    done = [at for at, step in enumerate(steps) if step.step is Step.READ and step.path]
    assert len(done) == total
    for at in done:
        told = {step.step for step in steps[:at] if step.path == steps[at].path}
        assert told & {Step.ADDED, Step.FAILED}


def test_a_second_run_reads_and_embeds_nothing(folder: Path) -> None:
    run(folder)
    with Catalogue.open(folder.parent / "index") as catalogue:
        revision = catalogue.revision
    embedder = Hashing()
    steps: list[Progress] = []
    summary = ingest_paths([folder], folder.parent / "index", embedders=[embedder], on_event=steps.append)
    assert (summary.unchanged, summary.added, summary.changed) == (2, 0, 0)
    assert embedder.texts == []
    assert not [step for step in steps if step.step is Step.READ and step.path]
    with Catalogue.open(folder.parent / "index") as catalogue:
        assert catalogue.revision == revision


def test_a_changed_file_replaces_what_it_was(folder: Path) -> None:
    run(folder)
    (folder / "a.txt").write_text(letter("Bishkek"))
    summary = run(folder)
    assert (summary.changed, summary.unchanged, summary.documents) == (1, 1, 2)
    assert "Bishkek" in texts(folder)["a.txt"]
    with Catalogue.open(folder.parent / "index") as catalogue:
        assert catalogue.lexical_search(["nairobi"], 5) == []


def test_the_hash_decides_and_not_the_time(folder: Path) -> None:
    run(folder)
    state = (folder / "a.txt").stat()
    (folder / "a.txt").write_text(letter("Bishkek"))
    os.utime(folder / "a.txt", ns=(state.st_atime_ns, state.st_mtime_ns))
    assert len(letter("Bishkek")) == len(letter("Nairobi"))
    assert run(folder).changed == 1
    os.utime(folder / "a.txt")
    assert run(folder).unchanged == 2


def test_files_that_are_gone_stay_unless_pruned(folder: Path) -> None:
    run(folder)
    (folder / "b.txt").unlink()
    summary = run(folder)
    assert (summary.missing, summary.removed, summary.documents) == (1, 0, 2)
    summary = run(folder, prune=True)
    assert (summary.missing, summary.removed, summary.documents) == (0, 1, 1)
    assert list(texts(folder)) == ["a.txt"]


def test_pruning_one_folder_leaves_others_alone(folder: Path, tmp_path: Path) -> None:
    other = tmp_path / "other"
    other.mkdir()
    (other / "c.txt").write_text(letter("Lima"))
    run(folder, other)
    (other / "c.txt").unlink()
    (other / "d.txt").write_text(letter("Quito"))
    assert run(folder, prune=True).removed == 0
    assert run(folder / "a.txt", prune=True, index=tmp_path / "index").removed == 0
    assert run(other, prune=True).removed == 1


def test_an_empty_or_missing_folder_changes_nothing(folder: Path, tmp_path: Path) -> None:
    run(folder)
    for path in list(folder.iterdir()):
        path.unlink()
    with pytest.raises(NothingToIngest, match="no files"):
        run(folder, prune=True)
    with pytest.raises(NothingToIngest, match="does not exist"):
        run(tmp_path / "nowhere", index=tmp_path / "fresh")
    assert not (tmp_path / "fresh").exists()
    assert len(texts(folder)) == 2


def test_the_same_file_under_two_names_is_one_document_with_two_sources(folder: Path) -> None:
    (folder / "copy.txt").write_bytes((folder / "a.txt").read_bytes())
    summary = run(folder)
    assert (summary.added, summary.documents) == (3, 2)
    (folder / "late copy.txt").write_bytes((folder / "a.txt").read_bytes())
    embedder = Hashing()
    summary = ingest_paths([folder], folder.parent / "index", embedders=[embedder], workers=1)
    assert (summary.added, summary.unchanged, summary.documents) == (1, 3, 2)
    assert embedder.texts == []
    assert len({text for name, text in texts(folder).items() if name != "b.txt"}) == 1
    (folder / "copy.txt").write_text(letter("Bishkek"))
    assert run(folder).documents == 3
    with Catalogue.open(folder.parent / "index") as catalogue:
        assert catalogue.lexical_search(["nairobi"], 5)
        assert catalogue.problems() == []


def test_a_renamed_file_goes_on_under_its_new_name(folder: Path) -> None:
    run(folder)
    (folder / "a.txt").rename(folder / "z.txt")
    summary = run(folder, prune=True)
    assert (summary.added, summary.removed, summary.embedded) == (1, 1, 0)
    with Catalogue.open(folder.parent / "index") as catalogue:
        assert {Path(document.source).name for document in catalogue.documents()} == {"b.txt", "z.txt"}


def test_files_that_cannot_be_read_are_told_and_their_neighbours_stored(folder: Path) -> None:
    (folder / "empty.txt").write_bytes(b"")
    (folder / "broken.docx").write_bytes(b"PK\x03\x04 not really")
    os.mkfifo(folder / "pipe.txt")
    steps: list[Progress] = []
    summary = run(folder, on_event=steps.append)
    assert {Path(path).name for path, _ in summary.failed} == {"empty.txt", "broken.docx", "pipe.txt"}
    assert all(reason and str(folder) not in reason for _, reason in summary.failed)
    assert summary.added == 2
    assert sorted(step.path for step in steps if step.step is Step.FAILED) == [
        path for path, _ in summary.failed
    ]
    (folder / "a.txt").write_bytes(b"")
    summary = run(folder)
    assert len(summary.failed) == 4
    kept = {Path(path).name for path, reason in summary.failed if "keeps what it held before" in reason}
    assert kept == {"a.txt"}
    assert "Nairobi" in texts(folder)["a.txt"]


def archive(**members: str) -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as made:
        for name, text in members.items():
            made.writestr(f"{name}.txt", text)
    return data.getvalue()


def test_an_archive_is_followed_from_version_to_version(folder: Path) -> None:
    box = folder / "all.zip"
    box.write_bytes(archive(one=letter("Lima"), two=letter("Quito")))
    assert run(folder).documents == 4
    assert run(folder).unchanged == 3
    box.write_bytes(archive(one=letter("Asunción"), three=letter("Quito")))
    summary = run(folder)
    assert (summary.changed, summary.documents) == (1, 4)
    inside = {name: text for name, text in texts(folder).items() if name.startswith("all.zip")}
    assert set(inside) == {"all.zip/one.txt", "all.zip/three.txt"}
    assert "Asunción" in inside["all.zip/one.txt"]
    assert "Quito" in inside["all.zip/three.txt"]
    content = archive(one=letter("Asunción"), empty="")
    box.write_bytes(content)
    for _ in range(2):
        ((path, reason),) = run(folder).failed
        assert (Path(path).name, "empty.txt" in reason) == ("all.zip", True)
    box.unlink()
    assert run(folder, prune=True).documents == 2
    box.write_bytes(content)
    assert run(folder).documents == 3


def test_stopping_keeps_what_was_stored_and_the_next_run_does_the_rest(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("index.intake.BATCH", 1)

    def stop(event: Progress) -> None:
        if event.step is Step.ADDED:
            raise KeyboardInterrupt

    summary = run(folder, on_event=stop)
    assert summary.interrupted
    assert summary.documents == 1
    summary = run(folder)
    assert (summary.unchanged, summary.added, summary.documents) == (1, 1, 2)
    assert not summary.interrupted


def test_a_new_way_of_cutting_reads_everything_again(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    run(folder)
    monkeypatch.setattr("index.sync.SPLITTER_VERSION", "next")
    assert run(folder / "a.txt", index=folder.parent / "index").changed == 1
    assert run(folder).changed == 2
    assert run(folder).unchanged == 2


def test_an_unchanged_file_is_read_again_when_asked_and_keeps_its_other_paths(folder: Path) -> None:
    (folder / "copy.txt").write_bytes((folder / "a.txt").read_bytes())
    run(folder)
    steps: list[Progress] = []
    again = run(folder / "a.txt", index=folder.parent / "index", afresh=True, on_event=steps.append)
    assert (again.changed, again.unchanged, again.documents) == (1, 0, 2)
    assert next(step.count for step in steps if step.step is Step.CHANGED) > 0
    assert run(folder).unchanged == 3


def test_the_time_when_a_document_was_put_is_known(folder: Path) -> None:
    run(folder)
    with Catalogue.open(folder.parent / "index") as catalogue:
        first = catalogue.stored_times()
        runs = catalogue.runs()
    assert set(first.values()) == {runs[-1].finished}
    with Catalogue.open(folder.parent / "index", write=True) as catalogue:
        revision = catalogue.revision
        (old,) = catalogue.documents()[:1]
        catalogue.put(old, (), {})
        assert old.id not in catalogue.stored_times()
        catalogue.add_run(Run("2031-01-01T00:00:00", "2031-01-02T00:00:00", {"revision": revision + 1}))
        assert catalogue.stored_times()[old.id] == "2031-01-02T00:00:00"
        assert len(set(catalogue.stored_times().values())) == 2


def test_hidden_files_and_the_index_itself_are_left_out(folder: Path) -> None:
    (folder / ".hidden.txt").write_text("hidden")
    (folder / "~$lock.docx").write_text("lock")
    summary = run(folder, index=folder / "index")
    assert summary.added == 2
    assert run(folder, index=folder / "index").unchanged == 2
    assert not run(folder, index=folder / "index").failed


def test_two_writers_are_refused(folder: Path) -> None:
    run(folder)
    with Catalogue.open(folder.parent / "index", write=True), pytest.raises(IndexLocked):
        run(folder)


def test_unchanged_files_cost_their_hash(tmp_path: Path) -> None:
    folder = tmp_path / "many"
    folder.mkdir()
    for number in range(200):
        (folder / f"{number}.txt").write_text(f"{number}\n")
    with Catalogue.open(tmp_path / "index", write=True) as catalogue:
        from index.catalogue import Source
        from ingest.documents import Document, content_id

        for path in sorted(folder.iterdir()):
            made = Document(content_id(path.read_bytes()), str(path), path.read_text())
            catalogue.put(made, (), {}, sources=[Source(str(path))])
    began = time.perf_counter()
    assert run(folder).unchanged == 200
    assert time.perf_counter() - began < 2

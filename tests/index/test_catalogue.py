"""The catalogue gives back what was put, and never half of it."""

from __future__ import annotations

import sqlite3
import threading
from pathlib import Path

import numpy as np
import pytest
from storage_samples import document, mention, put, reading, source_of, vectors

from index.catalogue import (
    SCHEMA_VERSION,
    Catalogue,
    CatalogueDamaged,
    CatalogueError,
    CatalogueMissing,
    FingerprintMismatch,
    Run,
    Source,
    seal,
)
from ingest.mentions.mention import MentionKind


def test_everything_comes_back_as_it_was_put(tmp_path: Path) -> None:
    with Catalogue.open(tmp_path, write=True) as catalogue:
        made = put(catalogue, 1)
    _, passages = document(1)
    with Catalogue.open(tmp_path) as catalogue:
        assert catalogue.document(made.id) == made
        assert catalogue.documents() == (made,)
        assert catalogue.documents([made.id, "other"]) == (made,)
        assert [each.text for each in catalogue.summaries()] == [""]
        assert catalogue.passages(made.id) == passages
        assert [each.context for each in catalogue.passages()] == ["Baku"] * len(passages)
        assert catalogue.passage(passages[2].id) == passages[2]
        assert catalogue.passages_by_id([passages[1].id, "x:0-1"]) == {passages[1].id: passages[1]}
        assert catalogue.mentions() == (mention(made),)
        assert catalogue.mentions(MentionKind.PLACE) == ()
        assert catalogue.mentions(MentionKind.DATE, made.id, "2025-11-17/2025-11-28") == (mention(made),)
        assert catalogue.readings() == catalogue.readings([made.id]) == (reading(made),)
        assert catalogue.readings(["other"]) == ()
        assert catalogue.sources(made.id) == (source_of(1),)
        assert catalogue.content_hashes()[source_of(1).path].document_id == made.id
        ids, matrix = catalogue.vectors("wide")
        assert ids == [each.id for each in passages]
        assert matrix.dtype == np.float32
        assert (matrix == vectors(passages)["wide"]).all()
        with pytest.raises(KeyError, match="nowhere"):
            catalogue.document("nowhere")


def test_new_content_of_a_source_replaces_the_old_document(tmp_path: Path) -> None:
    with Catalogue.open(tmp_path, write=True) as catalogue:
        old = put(catalogue, 1)
        before = catalogue.revision
        new = put(catalogue, 1, version=1)
        assert catalogue.revision > before
        assert [each.id for each in catalogue.documents()] == [new.id] != [old.id]
        assert {each.document_id for each in catalogue.passages()} == {new.id}
        assert {each.document_id for each in catalogue.mentions()} == {new.id}
        assert catalogue.lexical_search(["1-0-2"], 5) == []
        assert len(catalogue.lexical_search(["1-1-2"], 5)) == 1
        assert catalogue.problems() == []


def test_a_document_stays_while_another_source_has_it(tmp_path: Path) -> None:
    with Catalogue.open(tmp_path, write=True) as catalogue:
        old, passages = document(1)
        for path in ("a", "b"):
            catalogue.put(old, passages, vectors(passages), sources=[Source(path)])
        new, others = document(2)
        catalogue.put(new, others, vectors(others), sources=[Source("a")])
        assert {each.id for each in catalogue.summaries()} == {old.id, new.id}
        assert [each.path for each in catalogue.sources(old.id)] == ["b"]
        assert catalogue.problems() == []
        catalogue.remove_source("b")
        assert {each.id for each in catalogue.summaries()} == {new.id}
        assert catalogue.remove(new.id)
        assert not catalogue.remove(new.id)
        assert catalogue.counts() == {"documents": 0, "passages": 0}
        assert catalogue.problems() == []


def test_what_does_not_fit_is_refused_and_changes_nothing(tmp_path: Path) -> None:
    with Catalogue.open(tmp_path, write=True) as catalogue:
        kept = put(catalogue, 1)
        revision = catalogue.revision
        made, passages = document(2)
        _, others = document(3)
        good = vectors(passages)
        with pytest.raises(ValueError, match="is of document"):
            catalogue.put(made, others, vectors(others))
        with pytest.raises(ValueError, match=r"shape \(5, 48\)"):
            catalogue.put(made, passages, {"wide": good["wide"][:5]})
        with pytest.raises(ValueError, match="not finite"):
            catalogue.put(made, passages, {"wide": np.full((6, 48), np.nan)})
        with pytest.raises(ValueError, match="share an id"):
            catalogue.put(made, (*passages, passages[0]), {})
        with pytest.raises(FingerprintMismatch, match=r"'wide-model 1'.*'other model'"):
            catalogue.put(made, passages, good, fingerprints={"wide": "other model"})

        def half() -> object:
            yield reading(made)
            raise RuntimeError("in the middle")

        with pytest.raises(RuntimeError):
            catalogue.put(made, passages, good, [], half(), [source_of(1)])  # type: ignore[arg-type]
        assert (catalogue.revision, catalogue.documents()) == (revision, (kept,))
        assert catalogue.problems() == []


def test_lexical_search_ranks_filters_and_takes_any_characters(tmp_path: Path) -> None:
    with Catalogue.open(tmp_path, write=True) as catalogue:
        first, passages = document(1, passages=3)
        terms = ["wtdc-25 会议 cl-22/007", "wtdc-21 会议 rev.1", 'a"b 50% 会议']
        catalogue.put(
            first, passages, {}, lexical_terms={p.id: t for p, t in zip(passages, terms, strict=True)}
        )
        put(catalogue, 2)

        def found(*words: str, **filters: object) -> list[str]:
            return [each for each, score in catalogue.lexical_search(words, 9, **filters) if score > 0]  # type: ignore[arg-type]

        assert found("WTDC-25") == [passages[0].id]
        assert found("wtdc-21") == [passages[1].id]
        assert found("CL-22/007") == [passages[0].id]
        assert found('a"b') == [passages[2].id]
        assert found("50%", "wtdc-25") == [passages[2].id, passages[0].id] or found("50%", "wtdc-25") == [
            passages[0].id,
            passages[2].id,
        ]
        assert found("会议", "rev.1")[0] == passages[1].id
        assert (
            found("wtdc") == found("wtdc-2") == found("会") == found() == found(" ") == found("OR", "*") == []
        )
        assert found("会议", document_ids=[first.id], language="en") == [passages[1].id]
        assert found("会议", document_ids=[]) == []
        assert catalogue.document_frequency(["会议", "WTDC-25", "x"]) == {"会议": 9, "WTDC-25": 1, "x": 0}


def test_common_terms_are_left_out_where_rarer_ones_tell_passages_apart(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("index.catalogue.fulltext.RANKED_ROWS", 8)
    with Catalogue.open(tmp_path, write=True) as catalogue:
        for number in range(4):
            put(catalogue, number)
        assert [score > 0 for _, score in catalogue.lexical_search(["会议", "2-0-3"], 99)] == [True]
        assert len(catalogue.lexical_search(["会议"], 99)) == 24
        assert len(catalogue.lexical_search(["2-0-3", "1-0-3"], 99)) == 2


def test_several_languages_are_searched_at_once_as_each_alone(tmp_path: Path) -> None:
    with Catalogue.open(tmp_path, write=True) as catalogue:
        for number in range(3):
            put(catalogue, number)
        wanted = {"en": ["会议", "1-0-3"], "zh": ["会议"], "fr": [], "ru": ["absent"]}
        found = catalogue.lexical_search_each(wanted, 4)
        assert found == {
            language: catalogue.lexical_search(terms, 4, language=language)
            for language, terms in wanted.items()
        }
        assert len(found["en"]) == len(found["zh"]) == 4
        assert not {each for each, _ in found["en"]} & {each for each, _ in found["zh"]}
        assert found["fr"] == found["ru"] == []
        (only,) = {each.document_id for each in catalogue.passages() if each.id == found["zh"][0][0]}
        inside = catalogue.lexical_search_each(wanted, 99, frozenset({only}))
        assert {each.rpartition(":")[0] for some in inside.values() for each, _ in some} == {only}


def test_runs_and_notes_are_kept(tmp_path: Path) -> None:
    run = Run("2025-01-01T00:00:00", "2025-01-01T00:01:00", {"added": 2}, ("a.pdf: broken",))
    with Catalogue.open(tmp_path, write=True) as catalogue:
        catalogue.add_run(run)
        catalogue.set_meta("splitter", "3")
    with Catalogue.open(tmp_path) as catalogue:
        assert catalogue.runs() == (run,)
        assert catalogue.meta("splitter") == "3"
        assert catalogue.meta("nothing") is None
        with pytest.raises(CatalogueError, match="reading only"):
            catalogue.set_meta("a", "b")


def test_no_index_and_newer_schema_are_told_apart(tmp_path: Path) -> None:
    with pytest.raises(CatalogueMissing, match="rapporteur ingest"):
        Catalogue.open(tmp_path)
    with Catalogue.open(tmp_path, write=True) as catalogue:
        path = catalogue.path
    content = bytearray(path.read_bytes())
    content[60:64] = (SCHEMA_VERSION + 1).to_bytes(4, "big")
    path.write_bytes(content)
    with pytest.raises(CatalogueError, match=f"schema {SCHEMA_VERSION + 1}, newer than the {SCHEMA_VERSION}"):
        Catalogue.open(tmp_path)


def test_threads_read_whole_documents_while_one_writes(tmp_path: Path) -> None:
    wrong: list[str] = []
    stop = threading.Event()
    with Catalogue.open(tmp_path, write=True) as writer, Catalogue.open(tmp_path) as reader:
        put(writer, 1)

        def read() -> None:
            while not stop.is_set():
                (made,) = reader.documents()
                ids, _ = reader.vectors("wide")
                if len(ids) != 6 or len({each.rpartition(":")[0] for each in ids}) != 1:
                    wrong.append(f"{made.id}: {ids}")

        threads = [threading.Thread(target=read) for _ in range(4)]
        for thread in threads:
            thread.start()
        for version in range(1, 25):
            put(writer, 1, version=version)
        stop.set()
        for thread in threads:
            thread.join()
    assert not wrong


def test_a_row_that_was_changed_is_never_returned(tmp_path: Path) -> None:
    with Catalogue.open(tmp_path, write=True) as catalogue:
        made = put(catalogue, 1)
        path = catalogue.path
    content = path.read_bytes()
    at = content.find("巴库".encode())
    assert at > 0
    path.write_bytes(content.replace("巴库".encode(), "基加".encode()))
    with Catalogue.open(tmp_path) as catalogue:
        with pytest.raises(CatalogueDamaged, match="not what was written"):
            catalogue.document(made.id)
        with pytest.raises(CatalogueDamaged):
            catalogue.passages()
        assert catalogue.problems()


def test_a_lost_log_is_noticed(tmp_path: Path) -> None:
    """SQLite itself opens such a database without a word, at an older state."""
    with Catalogue.open(tmp_path, write=True) as catalogue:
        put(catalogue, 1)
    catalogue = Catalogue.open(tmp_path, write=True)
    put(catalogue, 2)
    kept = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    catalogue.close()
    other = tmp_path / "after"
    other.mkdir()
    for name in ("catalogue.sqlite", "catalogue.seal"):
        (other / name).write_bytes(kept[name])
    with pytest.raises(CatalogueDamaged, match="write-ahead log was lost"):
        Catalogue.open(other)
    (other / "catalogue.sqlite-wal").write_bytes(kept["catalogue.sqlite-wal"])
    with Catalogue.open(other) as recovered:
        assert len(recovered.documents()) == 2


def test_a_catalogue_whose_tables_are_still_to_be_made_is_missing_and_not_damaged(tmp_path: Path) -> None:
    path = tmp_path / "catalogue.sqlite"
    connection = sqlite3.connect(path)
    connection.execute("PRAGMA journal_mode = WAL")
    connection.close()
    assert path.stat().st_size > 0
    with pytest.raises(CatalogueMissing, match="rapporteur ingest"):
        Catalogue.open(tmp_path)
    with Catalogue.open(tmp_path, write=True) as catalogue:
        made = put(catalogue, 1)
    with Catalogue.open(tmp_path) as catalogue:
        assert catalogue.documents() == (made,)


def test_tables_that_are_gone_from_a_sealed_catalogue_are_not_made_anew(tmp_path: Path) -> None:
    (tmp_path / seal.FILE).write_text("{}", "utf-8")
    sqlite3.connect(tmp_path / "catalogue.sqlite").execute("PRAGMA journal_mode = WAL").close()
    with pytest.raises(CatalogueMissing):
        Catalogue.open(tmp_path, write=True)

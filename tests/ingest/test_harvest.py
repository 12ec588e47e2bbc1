"""One file to documents, passages, mentions and readings."""

from __future__ import annotations

import pickle
from pathlib import Path

import pytest

from ingest.documents import Document, Passage
from ingest.harvest import TARGET, PartlyHarvested, harvest
from ingest.mentions.mention import Mention, MentionKind
from ingest.sandbox import parse_many

LETTER = "Geneva, 14 March 2025\n\nRef: CL-25/012\n\nSubject: Invitation to the World Forum on Spectrum (WFS-25)\n\nThe World Forum on Spectrum (WFS-25) will be held in Nairobi, Kenya, from 6 to 10 October 2025.\n"


def test_a_letter_gives_all_that_is_in_it() -> None:
    (found,) = harvest(Path("a.txt"), LETTER.encode())
    assert found.document.symbol == "CL-25/012"
    assert "".join(passage.text for passage in found.passages).count("Nairobi") == 1
    dates = [mention.value for mention in found.mentions if mention.kind is MentionKind.DATE]
    assert "2025-10-06/2025-10-10" in dates
    (reading,) = [reading for reading in found.readings if reading.key == "wfs-25"]
    assert {"2025-10-06/2025-10-10", "KE/nairobi"} <= {said.value for said in reading.statements}
    for mention in found.mentions:
        assert found.document.text[mention.start : mention.end] == mention.text
    assert pickle.loads(pickle.dumps(found)) == found


def test_a_document_whose_events_cannot_be_read_is_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(document: Document, passages: tuple[Passage, ...]) -> tuple[Mention, ...]:
        raise ValueError("no such month")

    monkeypatch.setattr("ingest.harvest.find_mentions", fail)
    with pytest.raises(PartlyHarvested, match="no such month") as caught:
        harvest(Path("a.txt"), LETTER.encode())
    (kept,) = caught.value.documents
    assert kept.passages  # type: ignore[attr-defined]


def test_harvests_come_back_from_a_worker(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(LETTER)
    (parsed,) = parse_many([tmp_path / "a.txt"], 1, target=TARGET)
    assert parsed.error is None
    assert parsed.documents == tuple(harvest(tmp_path / "a.txt", LETTER.encode()))

"""Ratings of answers, kept in the index folder, and as lines of a question file."""

from __future__ import annotations

import hashlib
import json
import threading
from datetime import UTC, datetime
from pathlib import Path, PurePath
from typing import Any, Literal

from pydantic import BaseModel, Field

from ui.turns import Exchange, KeptAnswer

_writing = threading.Lock()


class Rating(BaseModel):
    """What someone thinks of an answer; `history` are the turns before it."""

    rating: Literal["good", "bad"]
    note: str = Field("", max_length=2_000)
    question: str = Field(max_length=8_000)
    answer: KeptAnswer
    history: list[Exchange] = Field([], max_length=40)


def store(rating: Rating, folder: Path) -> None:
    """Append a rating to `feedback.jsonl` of an index folder."""
    line = rating.model_dump(mode="json") | {"given": datetime.now(UTC).isoformat(timespec="seconds")}
    with _writing, open(folder / "feedback.jsonl", "a", encoding="utf-8") as file:
        file.write(json.dumps(line, ensure_ascii=False) + "\n")


def question_lines(folder: Path) -> str:
    """Return the ratings as question-file lines, the last of each question; empty without any.

    Of a good answer, each sentence (or a quote that it rests on) is expected; of a bad one, the
    note is. A bad rating without a note tells nothing to expect and is left out.
    """
    path = folder / "feedback.jsonl"
    if not path.exists():
        return ""
    found: dict[str, dict[str, Any]] = {}
    for line in path.read_text("utf-8").splitlines():
        line_of = json.loads(line)
        rating = Rating.model_validate(line_of)
        made = question_of(rating)
        found.pop(made["id"], None)
        if made["expected"]:
            found[made["id"]] = made
    return "".join(json.dumps(one, ensure_ascii=False) + "\n" for one in found.values())


def question_of(rating: Rating) -> dict[str, Any]:
    """Return one rating as an object of a question file."""
    earlier = [
        {"question": turn.question, "answer": turn.answer.answer if turn.answer else ""}
        for turn in rating.history
    ]
    seed = json.dumps([rating.question, earlier], ensure_ascii=False)
    good = rating.rating == "good"
    return {
        "id": f"rated-{hashlib.sha256(seed.encode()).hexdigest()[:8]}",
        "lang": rating.answer.language,
        "question": rating.question,
        "kind": "rated",
        "as_of": rating.answer.as_of,
        "history": earlier,
        "expected": _expected(rating),
        "must_not": [],
        "evidence": [
            {"document": PurePath(one.source).name, "quote": one.quote} for one in rating.answer.citations
        ]
        if good
        else [],
        "rating": rating.rating,
        "note": rating.note,
    }


def _expected(rating: Rating) -> list[dict[str, Any]]:
    if rating.rating == "bad":
        note = rating.note.strip()
        return [{"norm": note, "any_of": [note]}] if note else []
    quotes = {citation.number: citation.quote for citation in rating.answer.citations}
    claims = [claim for claim in rating.answer.claims if claim.text.strip()]
    if not claims and rating.answer.status == "not_found":
        return [{"norm": "NOT_STATED", "any_of": []}]
    return [
        {
            "norm": claim.text,
            "any_of": [claim.text, *(quotes[number] for number in claim.citations if number in quotes)],
        }
        for claim in claims
    ]

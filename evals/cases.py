"""Question files: one JSON object a line, checked on load with the line named."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

NOT_STATED = "NOT_STATED"
LANGUAGES = frozenset({"zh", "en", "fr", "es", "ru", "ar"})


class CaseError(ValueError):
    """A question file that cannot be used; the message names file, line and remedy."""


@dataclass(frozen=True, slots=True)
class Expected:
    """A fact the answer must hold: `norm` is its normal form, any of `any_of` states it."""

    norm: str
    any_of: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Source:
    """A quote, verbatim, of the document with this file name that carries the answer."""

    document: str
    quote: str


@dataclass(frozen=True, slots=True)
class Exchange:
    """An earlier question of the conversation and what was answered, where it is given."""

    question: str
    answer: str | None = None


@dataclass(frozen=True, slots=True)
class Case:
    """One question with what its answer must and must not say.

    `lang` is the question's ISO 639-1 language, `as_of` the day it is asked on (None: the run's).
    """

    id: str
    lang: str
    question: str
    kind: str
    expected: tuple[Expected, ...]
    must_not: tuple[str, ...] = ()
    evidence: tuple[Source, ...] = ()
    history: tuple[Exchange, ...] = ()
    as_of: date | None = None

    @property
    def unanswerable(self) -> bool:
        """Whether the documents do not give what is asked, so that declining is right."""
        return bool(self.expected) and all(item.norm == NOT_STATED for item in self.expected)


def load(*paths: Path) -> tuple[Case, ...]:
    """Return the cases of one or more question files in their order.

    Raises `CaseError` for an unreadable or empty file, a line that is no valid case, or an id
    that occurs twice.
    """
    cases: dict[str, tuple[str, Case]] = {}
    for path in paths:
        before = len(cases)
        for number, line in enumerate(_lines(path), start=1):
            if not line.strip():
                continue
            try:
                case = parse(json.loads(line))
            except json.JSONDecodeError as error:
                raise CaseError(f"{path}:{number}: not JSON ({error.msg}); one object a line.") from error
            except CaseError as error:
                raise CaseError(f"{path}:{number}: {error}") from error
            if case.id in cases:
                raise CaseError(f"{path}:{number}: id {case.id!r} is already used on {cases[case.id][0]}.")
            cases[case.id] = (f"line {number}" if len(paths) == 1 else f"{path}:{number}", case)
        if len(cases) == before:
            raise CaseError(f"The question file {path} holds no question; one JSON object a line.")
    return tuple(case for _, case in cases.values())


def _lines(path: Path) -> list[str]:
    try:
        return path.read_text("utf-8").splitlines()
    except FileNotFoundError as error:
        raise CaseError(f"There is no question file {path}; give one with --questions.") from error
    except (OSError, UnicodeDecodeError) as error:
        raise CaseError(f"The question file {path} cannot be read as UTF-8 text: {error}.") from error


def parse(row: Any) -> Case:
    """Return the case that a JSON object describes; raises `CaseError` naming the field."""
    if not isinstance(row, dict):
        raise CaseError(f"expected an object, found {type(row).__name__}.")
    lang = _text(row, "lang")
    if lang not in LANGUAGES:
        raise CaseError(f"lang {lang!r} is not one of {', '.join(sorted(LANGUAGES))}.")
    expected = tuple(
        Expected(_text(item, "norm", f"expected[{place}]."), _texts(item, "any_of", f"expected[{place}]."))
        for place, item in enumerate(_objects(row, "expected"))
    )
    if not expected:
        raise CaseError("expected is empty; name at least one fact, or the norm NOT_STATED.")
    for item in expected:
        if not item.any_of and item.norm != NOT_STATED:
            raise CaseError(f"expected {item.norm!r} has no variant in any_of.")
    return Case(
        id=_text(row, "id"),
        lang=lang,
        question=_text(row, "question"),
        kind=_text(row, "kind"),
        expected=expected,
        must_not=_texts(row, "must_not"),
        evidence=tuple(
            Source(
                _text(item, "document", f"evidence[{place}]."), _text(item, "quote", f"evidence[{place}].")
            )
            for place, item in enumerate(_objects(row, "evidence"))
        ),
        history=tuple(
            Exchange(_text(item, "question", f"history[{place}]."), item.get("answer"))
            for place, item in enumerate(_objects(row, "history"))
        ),
        as_of=_day(row.get("as_of")),
    )


def to_row(case: Case) -> dict[str, Any]:
    """Return the JSON object of a case; `parse(to_row(case)) == case`."""
    return {
        "id": case.id,
        "lang": case.lang,
        "question": case.question,
        "kind": case.kind,
        **({"as_of": case.as_of.isoformat()} if case.as_of else {}),
        "history": [{"question": turn.question, "answer": turn.answer} for turn in case.history],
        "expected": [{"norm": item.norm, "any_of": list(item.any_of)} for item in case.expected],
        "must_not": list(case.must_not),
        "evidence": [{"document": item.document, "quote": item.quote} for item in case.evidence],
    }


def save(cases: Iterable[Case], path: Path) -> None:
    """Write a question file that `load` reads back."""
    lines = [json.dumps(to_row(case), ensure_ascii=False) for case in cases]
    path.write_text("\n".join(lines) + "\n", "utf-8")


def _text(row: dict[str, Any], name: str, place: str = "") -> str:
    value = row.get(name)
    if not isinstance(value, str) or not value.strip():
        raise CaseError(f"{place}{name} must be a text that is not empty, found {value!r}.")
    return value


def _texts(row: dict[str, Any], name: str, place: str = "") -> tuple[str, ...]:
    value = row.get(name, [])
    if not isinstance(value, list) or not all(isinstance(item, str) and item.strip() for item in value):
        raise CaseError(f"{place}{name} must be a list of texts, found {value!r}.")
    return tuple(value)


def _objects(row: dict[str, Any], name: str) -> list[dict[str, Any]]:
    value = row.get(name, [])
    if not isinstance(value, list) or not all(isinstance(item, dict) for item in value):
        raise CaseError(f"{name} must be a list of objects, found {value!r}.")
    return value


def _day(value: Any) -> date | None:
    if value is None:
        return None
    try:
        return date.fromisoformat(value)
    except (TypeError, ValueError) as error:
        raise CaseError(f"as_of {value!r} is not a day such as 2027-03-01.") from error

"""Writes `evals/questions/sample.jsonl` from `sample.txt`, where the questions are kept by hand.

    python -m evals.write_questions

In `sample.txt`, `$name = norm | variant …` names a fact and `@name = file :: quote` a piece of evidence.
`[kind language] question` begins a question; below it stand `=` facts (`$name`, `d:` an ISO date, or
variants joined by `|`, facts apart by `;`), `!` what must not be said, `@` evidence by name,
`<` an earlier question `>>` its answer, and `%` the day it is asked on.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from evals.cases import NOT_STATED, Case, CaseError, Exchange, Expected, Source, save
from evals.comparing import REFUSALS
from evals.variants import date_variants

HERE = Path(__file__).with_name("questions")
ASKED_ON = date(2027, 2, 22)
"""The day after the last document of the sample corpus came out."""


@dataclass(slots=True)
class Names:
    """The facts and the evidence that the text names."""

    facts: dict[str, Expected] = field(default_factory=dict)
    evidence: dict[str, Source] = field(default_factory=dict)


def read(text: str) -> Iterator[Case]:
    """Yield the cases of a text as `sample.txt` is written; raises CaseError naming the line."""
    names = Names()
    lines: list[tuple[int, str]] = []
    for number, line in enumerate([*text.splitlines(), "[end of text]"], start=1):
        if not line.strip() or line.startswith("# "):
            continue
        if re.match(r"[$@]\S+ = ", line):
            _define(names, line)
        elif line.startswith("[") and lines:
            yield _case(names, lines)
            lines = [(number, line)]
        else:
            lines.append((number, line))


def _define(names: Names, line: str) -> None:
    name, meaning = line[1:].split(" = ", 1)
    if line.startswith("$"):
        norm, *variants = [part.strip() for part in meaning.split("|")]
        names.facts[name] = Expected(norm, tuple(variants))
    else:
        document, quote = meaning.split(" :: ", 1)
        names.evidence[name] = Source(document, quote)


def _case(names: Names, lines: list[tuple[int, str]]) -> Case:
    number, head = lines[0]
    begun = re.match(r"\[(\w+) (\w\w)\] (.+)", head)
    if begun is None:
        raise CaseError(f"line {number}: {head!r} begins no question.")
    kind, lang, question = begun.groups()
    marked = [(where, line[0], line[2:].strip()) for where, line in lines[1:]]
    try:
        facts = [fact for _, mark, rest in marked if mark == "=" for fact in _facts(names, rest)]
        evidence = [names.evidence[name] for _, mark, rest in marked if mark == "@" for name in rest.split()]
    except KeyError as error:
        raise CaseError(f"line {number}: {error} is not named above.") from error
    turns = [rest.split(" >> ", 1) for _, mark, rest in marked if mark == "<"]
    days = [date.fromisoformat(rest) for _, mark, rest in marked if mark == "%"]
    return Case(
        id=f"{kind}-{lang}-{number}",
        lang=lang,
        question=question,
        kind=kind,
        expected=tuple(facts),
        must_not=tuple(part.strip() for _, mark, rest in marked if mark == "!" for part in rest.split(" | ")),
        evidence=tuple(evidence),
        history=tuple(Exchange(asked, answered) for asked, answered in turns),
        as_of=days[0] if days else ASKED_ON,
    )


def _facts(names: Names, rest: str) -> Iterator[Expected]:
    if rest == NOT_STATED:
        yield Expected(NOT_STATED, REFUSALS)
        return
    for part in rest.split(" ; "):
        while found := re.match(r"\s*(?:\$(\S+)|d:([\d/-]+)(?=\s|$))", part):
            yield names.facts[found[1]] if found[1] else Expected(found[2], date_variants(found[2]))
            part = part[found.end() :]
        trailing = []
        while found := re.search(r"\s(?:\$(\S+)|d:([\d/-]+))$", part):
            trailing.append(
                names.facts[found[1]] if found[1] else Expected(found[2], date_variants(found[2]))
            )
            part = part[: found.start()]
        if part.strip():
            variants = [piece.strip() for piece in part.split("|") if piece.strip()]
            plain = tuple(
                form
                for piece in variants
                for form in (date_variants(piece[2:]) if piece.startswith("d:") else (piece,))
            )
            yield Expected(variants[0].removeprefix("d:"), plain)
        yield from reversed(trailing)


def main() -> None:
    """Write the question file, numbered by kind and language in the order of the text."""
    counted: dict[str, int] = {}
    cases: list[Case] = []
    for case in read((HERE / "sample.txt").read_text("utf-8")):
        key = f"{case.kind}-{case.lang}"
        counted[key] = counted.get(key, 0) + 1
        cases.append(_renamed(case, f"{key}-{counted[key]:02}"))
    save(cases, HERE / "sample.jsonl")


def _renamed(case: Case, name: str) -> Case:
    from dataclasses import replace

    return replace(case, id=name)


if __name__ == "__main__":
    main()

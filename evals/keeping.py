"""The folder of a run: its settings, its records as they come, and its summary."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from rich.console import Console

from evals import records
from evals.cases import Case
from evals.records import Record, Summary


def begin(out: Path, settings: dict[str, Any]) -> None:
    """Make the folder of a run and note its settings; raises ValueError where it holds a run with others."""
    out.mkdir(parents=True, exist_ok=True)
    file = out / "settings.json"
    if not file.exists():
        file.write_text(json.dumps(settings, indent=1, ensure_ascii=False) + "\n", "utf-8")
        return
    noted = json.loads(file.read_text("utf-8"))
    other = sorted(name for name in settings if noted.get(name) != settings[name])
    if other:
        raise ValueError(f"{out} holds a run with other {', '.join(other)}; give another --out.")


def keep_all(
    cases: Sequence[Case], record_of: Callable[[Case], Record], kept_in: Path, console: Console
) -> list[Record]:
    """Return the record of every case, in order; each is written as soon as it is there."""
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    done = {item.id: item for item in records.read(kept_in)}
    mend(kept_in, done.values())
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with kept_in.open("a", encoding="utf-8") as file, Progress(*columns, console=console) as progress:
        task = progress.add_task(kept_in.stem, total=len(cases))
        for case in cases:
            if case.id not in done:
                record = record_of(case)
                done[case.id] = record
                file.write(records.to_line(record) + "\n")
                file.flush()
                if record.error:
                    progress.console.print(f"{case.id}: {record.error}", style="red", markup=False)
            progress.advance(task)
    return [done[case.id] for case in cases]


def mend(path: Path, kept: Iterable[Record]) -> None:
    """Rewrite a results file whose last line was cut off, so that the next record starts a line."""
    if path.exists() and not path.read_text("utf-8").endswith("\n"):
        path.write_text("".join(records.to_line(item) + "\n" for item in kept), "utf-8")


def fingerprint(*paths: Path) -> str:
    """Return a hash of the names and bytes of files, those under a folder in the order of their paths.

    Raises ValueError where there is no such file or folder.
    """
    digest = hashlib.sha256()
    for path in paths:
        if not path.exists():
            raise ValueError(f"There is no folder {path}; give one with --documents.")
        files = [path] if path.is_file() else sorted(path.rglob("*"))
        for file in files:
            if file.is_file():
                digest.update(file.name.encode() + b"\0" + hashlib.sha256(file.read_bytes()).digest())
    return digest.hexdigest()[:16]


def earlier_run(folder: Path) -> tuple[Record, ...]:
    """Return the records of an earlier run; raises ValueError where there are none."""
    found = records.read(folder / "results.jsonl")
    if not found:
        raise ValueError(f"There is no run to compare with in {folder}: results.jsonl is missing or empty.")
    return found


def write_summary(summaries: Sequence[Summary], out: Path) -> None:
    """Write summary.json: one object for each run."""
    told = {summary.name: asdict(summary) for summary in summaries}
    (out / "summary.json").write_text(json.dumps(told, indent=1, ensure_ascii=False) + "\n", "utf-8")

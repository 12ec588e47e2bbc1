"""Builds a world, asks about it, and reports."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from assistant.settings import Settings
from evals import records, report, run, tables, universe


def main(
    out: Annotated[Path, typer.Option(help="Folder for results.")] = Path("runs/universe"),
    seed: Annotated[int, typer.Option(help="The same seed gives the same world.")] = 7,
    conferences: Annotated[int, typer.Option(min=1, help="How many conferences.")] = 70,
    held_back: Annotated[bool, typer.Option("--held-back", help="Use the phrasings kept back.")] = False,
) -> None:
    """Make a world of conferences, ask about it without a chat model, and score the answers."""
    console = Console()
    out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="rapporteur-universe-") as name:
        folder, index = Path(name) / "documents", Path(name) / "index"
        folder.mkdir()
        cases = universe.write(folder, seed, conferences, "held-back" if held_back else "open")
        run.build(folder, index, console)
        settings = Settings(index=index, model="none")
        _, kept = run.answer_all(cases, settings, universe.ASKED_ON, out, console)
    summary = records.summarise("universe", kept, {"seed": seed, "held_back": held_back})
    run.write_summary([summary], out)
    (out / "report.html").write_text(report.page(cases, {"universe": kept}, [summary]), "utf-8")
    run.show([summary], None, console)
    console.print(tables.line(summary))


if __name__ == "__main__":
    typer.run(main)

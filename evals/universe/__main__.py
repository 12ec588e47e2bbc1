"""Makes a world, asks about it, and reports."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from evals.universe import documents, questions, score, world

# Documents of a conference: its announcement in some languages, what changes it, its share of reports.
PER_CONFERENCE = 3


def main(
    out: Annotated[Path, typer.Option(help="Folder for results.")] = Path("runs/universe"),
    seed: Annotated[int, typer.Option(help="The same seed gives the same world.")] = 1,
    documents_wanted: Annotated[
        int, typer.Option("--documents", min=3, help="How many documents, about.")
    ] = 200,
    questions_wanted: Annotated[
        int, typer.Option("--questions", min=1, help="How many questions, at most.")
    ] = 2000,
    held_back: Annotated[
        bool, typer.Option("--held-back", help="Word the documents by the phrasings kept back for scoring.")
    ] = False,
) -> None:
    """Make a world of conferences, ask about it without a chat model, and score the answers."""
    console = Console()
    out.mkdir(parents=True, exist_ok=True)
    made = world.make(seed, max(2, documents_wanted // PER_CONFERENCE))
    papers = documents.papers(made, documents_wanted, held_back=held_back)
    asked = questions.queries(made, questions_wanted)
    folder = out / "documents"
    if folder.exists():
        console.print(f"[red]{folder} exists already; give another --out.[/red]")
        raise typer.Exit(2)
    folder.mkdir()
    documents.write(folder, papers)
    with TemporaryDirectory(prefix="rapporteur-universe-") as name:
        with console.status(f"Indexing {len(papers)} documents …"):
            count = score.index_world(folder, Path(name))
        with console.status("") as status:

            def tell(verdict: score.Verdict) -> None:
                tell.done += 1  # type: ignore[attr-defined]
                status.update(f"Asked {tell.done} of {len(asked)} …")  # type: ignore[attr-defined]

            tell.done = 0  # type: ignore[attr-defined]
            verdicts = score.judge(Path(name), asked, tell)
    score.write_results(verdicts, out)
    total = score.Score.of(verdicts)
    summary = {
        "seed": seed,
        "held_back": held_back,
        "conferences": len(made.conferences),
        "documents": count,
        **asdict(total),
    }
    (out / "summary.json").write_text(json.dumps(summary, indent=1) + "\n", "utf-8")
    for title, group in (
        ("kind", lambda one: one.query.case.kind),
        ("language", lambda one: one.query.case.lang),
    ):
        console.print(as_table(title, score.by_group(verdicts, group)))
    console.print(as_table("", {"all": total}))
    console.print(f"{len(made.conferences)} conferences, {count} documents; results are in {out}")


def as_table(title: str, scores: dict[str, score.Score]) -> Table:
    """Return scores as a table."""
    table = Table(
        title, "asked", "right", "offered", "by ledger", "ledger right", "wrong verified", "doubtful"
    )
    for name, one in scores.items():
        share = f"{one.right / one.asked:.1%}" if one.asked else ""
        sure = f"{one.ledger_right / one.ledger:.1%}" if one.ledger else ""
        table.add_row(
            name,
            str(one.asked),
            share,
            str(one.offered),
            str(one.ledger),
            sure,
            str(one.wrong_verified),
            str(one.doubtful),
        )
    return table


if __name__ == "__main__":
    typer.run(main)

"""`rapporteur eval`: asks every question of a file, scores the answers and reports."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from contextlib import ExitStack
from datetime import date, datetime
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from assistant.model_files import ModelUnusable
from assistant.settings import Settings
from evals import comparison, records, report, tables
from evals.cases import Case, CaseError, load
from evals.contestants import answer_all, baseline_all, build, chat_option, model_name, peer_all, search_only
from evals.keeping import begin, earlier_run, fingerprint, write_summary
from evals.peers import PEERS
from evals.peers.install import PeersMissing, check_peers
from evals.peers.process import PeerFailed
from evals.records import Summary

HERE = Path(__file__).parent
SAMPLE_QUESTIONS = HERE / "questions" / "sample.jsonl"
QUESTION_SETS = (
    SAMPLE_QUESTIONS,
    *(HERE / "questions" / f"{name}.jsonl" for name in ("second", "third", "fourth", "fifth")),
)
"""The sample's questions, and three more sets that others wrote who had not seen the product."""
SAMPLE_DOCUMENTS = HERE / "corpus"


def evaluate(
    questions: Annotated[
        list[Path] | None,
        typer.Option(help="Question file, one JSON object a line (repeatable); the sample's unless given."),
    ] = None,
    documents: Annotated[Path, typer.Option(help="Folder of the documents asked about.")] = SAMPLE_DOCUMENTS,
    out: Annotated[
        Path | None,
        typer.Option(help="Folder for results; a run begun there goes on. runs/<time> unless given."),
    ] = None,
    index: Annotated[
        Path | None,
        typer.Option(help="Index to use as it is (built there if missing); else a temporary one."),
    ] = None,
    baseline: Annotated[bool, typer.Option("--baseline", help="Also run the usual LangChain chain.")] = False,
    peer: Annotated[
        list[str] | None,
        typer.Option(help=f"Also run this peer (repeatable): {', '.join(PEERS)}; see evals.peers.install."),
    ] = None,
    compare: Annotated[Path | None, typer.Option(help="An earlier --out folder to compare with.")] = None,
    retrieval: Annotated[
        bool,
        typer.Option(
            "--retrieval", help="Score the search alone; --questions may be a folder such as XQuAD's."
        ),
    ] = False,
    limit: Annotated[int | None, typer.Option(min=1, help="Ask only the first so many questions.")] = None,
    every: Annotated[int, typer.Option(min=1, help="Ask only every so manyth question.")] = 1,
    kind: Annotated[
        list[str] | None, typer.Option(help="Ask only questions of this kind (repeatable).")
    ] = None,
    as_of: Annotated[
        str | None, typer.Option(help="Day the questions without one are asked on; today unless given.")
    ] = None,
    model: Annotated[str | None, typer.Option(help="Chat model; the embedded one unless given.")] = None,
    no_model: Annotated[bool, typer.Option("--no-model", help="Answer without a chat model.")] = False,
    tolerance: Annotated[
        float, typer.Option(min=0, max=1, help="With --compare: how far the share correct may fall.")
    ] = 0.02,
) -> None:
    """Ask every question of a file, score the answers, and write results, a summary and a report."""
    console = Console()
    asked = tuple(questions or QUESTION_SETS)
    if retrieval and asked[0].is_dir():
        paragraphs_only(asked[0], out or Path("runs/retrieval"), index, console)
        return
    try:
        cases = chosen(load(*asked), kind or (), limit, every)
        day = date.fromisoformat(as_of) if as_of else date.today()
        earlier = earlier_run(compare) if compare else ()
        settings = {
            "questions": ", ".join(path.name for path in asked),
            "questions_sha256": fingerprint(*asked),
            "documents": fingerprint(documents),
            "as_of": day.isoformat(),
            "model": model_name(Settings(**chat_option(model, no_model))),
        }
        if peer:
            check_peers(peer)
        out = out or Path("runs") / datetime.now().strftime("%Y%m%d-%H%M%S")
        begin(out, settings)
    except (CaseError, ValueError, ModelUnusable, PeersMissing) as error:
        Console(stderr=True, soft_wrap=True).print(str(error), style="red", markup=False, highlight=False)
        raise typer.Exit(2) from error
    with ExitStack() as stack:
        where = index or Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="rapporteur-eval-")))
        if not (where / "catalogue.sqlite").exists():
            build(documents, where, console)
        deployed = Settings(index=where, **chat_option(model, no_model))
        if retrieval:
            runs = {"retrieval": search_only(cases, deployed, out, console)}
        else:
            runs = {"rapporteur": answer_all(cases, deployed, day, out, console)}
            if baseline:
                runs["baseline"] = baseline_all(cases, deployed, day, out, console)
            for name in peer or ():
                try:
                    runs[name] = peer_all(name, cases, deployed, day, out, console)
                except (ModelUnusable, PeerFailed) as error:
                    console.print(f"{name} is left out: {error}", style="red", markup=False)
    summaries = [records.summarise(name, kept, settings) for name, kept in runs.items()]
    write_summary(summaries, out)
    compared = comparison.compare(earlier, next(iter(runs.values()))) if earlier else None
    (out / "report.html").write_text(report.page(cases, runs, summaries, compared), "utf-8")
    show(summaries, compared, console)
    console.print(f"Results, summary.json and report.html are in {out}")
    if compared and not compared.within(tolerance):
        raise typer.Exit(1)


def paragraphs_only(folder: Path, out: Path, index: Path | None, console: Console) -> None:
    """Score the search on a folder of paragraphs and questions, with each of its parts left out in turn."""
    from evals.retrieval import measure

    try:
        made = measure(folder, index=index)
    except (OSError, KeyError, ValueError) as error:
        raise typer.BadParameter(
            f"{folder}: corpus.jsonl and questions.jsonl with `doc_id` are needed ({error})"
        ) from error
    out.mkdir(parents=True, exist_ok=True)
    (out / "retrieval.md").write_text(made, "utf-8")
    console.print(made, markup=False)
    console.print(f"The table is in {out / 'retrieval.md'}")


def chosen(
    cases: Sequence[Case], kinds: Sequence[str] = (), limit: int | None = None, every: int = 1
) -> tuple[Case, ...]:
    """Return every `every`th of the cases of `kinds` (all where empty), at most `limit`.

    Raises CaseError where none is left.
    """
    kept = [case for case in cases if not kinds or case.kind in kinds][::every][:limit]
    if not kept:
        known = ", ".join(sorted({case.kind for case in cases}))
        raise CaseError(f"No question is of kind {', '.join(kinds)}; the file holds {known}.")
    return tuple(kept)


def show(summaries: Sequence[Summary], compared: comparison.Comparison | None, console: Console) -> None:
    """Print the figures as tables."""
    console.print(tables.overview(summaries))
    for group in ("kind", "language", "language pair"):
        console.print(tables.by_group(summaries[0], group))
    if compared:
        console.print(tables.changes(compared))

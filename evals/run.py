"""`rapporteur eval`: asks every question of a file, scores the answers and reports."""

from __future__ import annotations

import hashlib
import json
import tempfile
from collections.abc import Callable, Iterable, Sequence
from contextlib import ExitStack
from dataclasses import asdict, replace
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.console import Console

from assistant.settings import Settings
from evals import comparison, records, report, tables
from evals.asking import Answers, Search, Shelf, ask, look
from evals.cases import Case, CaseError, load
from evals.records import Record, Summary

if TYPE_CHECKING:
    from index.catalogue import Catalogue

HERE = Path(__file__).parent
SAMPLE_QUESTIONS = HERE / "questions" / "sample.jsonl"
SAMPLE_DOCUMENTS = HERE / "corpus"


def evaluate(
    questions: Annotated[
        Path, typer.Option(help="Question file, one JSON object a line.")
    ] = SAMPLE_QUESTIONS,
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
    compare: Annotated[Path | None, typer.Option(help="An earlier --out folder to compare with.")] = None,
    retrieval: Annotated[
        bool,
        typer.Option(
            "--retrieval", help="Score the search alone; --questions may be a folder such as XQuAD's."
        ),
    ] = False,
    limit: Annotated[int | None, typer.Option(min=1, help="Ask only the first so many questions.")] = None,
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
    if retrieval and questions.is_dir():
        paragraphs_only(questions, out or Path("runs/retrieval"), index, console)
        return
    try:
        cases = chosen(load(questions), kind or (), limit)
        day = date.fromisoformat(as_of) if as_of else date.today()
        earlier = earlier_run(compare) if compare else ()
        settings = {
            "questions": questions.name,
            "questions_sha256": hashlib.sha256(questions.read_bytes()).hexdigest()[:16],
            "documents": fingerprint(documents),
            "as_of": day.isoformat(),
            "model": Settings(**chat_option(model, no_model)).model,
        }
        out = out or Path("runs") / datetime.now().strftime("%Y%m%d-%H%M%S")
        begin(out, settings)
    except (CaseError, ValueError) as error:
        Console(stderr=True, soft_wrap=True).print(str(error), style="red", markup=False, highlight=False)
        raise typer.Exit(2) from error
    with ExitStack() as stack:
        where = index or Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="rapporteur-eval-")))
        if not (where / "catalogue.sqlite").exists():
            build(documents, where, console)
        deployed = Settings(index=where, **chat_option(model, no_model))
        if retrieval:
            runs = [search_only(cases, deployed, out, console)]
        else:
            runs = [answer_all(cases, deployed, day, out, console)]
            if baseline:
                runs.append(baseline_all(cases, deployed, day, out, console))
    summaries = [records.summarise(name, kept, settings) for name, kept in runs]
    write_summary(summaries, out)
    compared = comparison.compare(earlier, runs[0][1]) if earlier else None
    (out / "report.html").write_text(report.page(cases, dict(runs), summaries, compared), "utf-8")
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


def chosen(cases: Sequence[Case], kinds: Sequence[str], limit: int | None) -> tuple[Case, ...]:
    """Return the cases of `kinds` (all where empty), at most `limit`; raises CaseError where none is left."""
    kept = [case for case in cases if not kinds or case.kind in kinds][:limit]
    if not kept:
        known = ", ".join(sorted({case.kind for case in cases}))
        raise CaseError(f"No question is of kind {', '.join(kinds)}; the file holds {known}.")
    return tuple(kept)


def chat_option(model: str | None, no_model: bool) -> dict[str, Any]:
    """Return the setting that the model options of the command stand for; empty for the default."""
    return {"model": "none"} if no_model else {"model": model} if model else {}


def build(documents: Path, index_dir: Path, console: Console) -> None:
    """Index a folder; files that cannot be read are named and left out."""
    from index.sync import ingest_paths

    with console.status(f"Indexing {documents} …"):
        summary = ingest_paths([documents], index_dir)
    console.print(
        f"Indexed {documents}: {summary.documents} documents, {summary.passages} passages in "
        f"{summary.seconds:.0f} s"
    )
    for source, reason in summary.failed:
        console.print(f"{source}: {reason}", style="red", markup=False)


def answer_all(
    cases: Sequence[Case], settings: Settings, day: date, out: Path, console: Console
) -> tuple[str, list[Record]]:
    """Ask Rapporteur every question that results.jsonl does not hold yet; return all records."""
    from assistant.opening import open_assistant
    from index.search import Searcher

    with open_assistant(settings) as assistant:
        shelf = shelf_of(assistant.index.catalogue)
        search = Searcher(assistant.index).search
        kept = ask_all(cases, assistant, shelf, search, day, out / "results.jsonl", console)
    return "rapporteur", kept


def baseline_all(
    cases: Sequence[Case], settings: Settings, day: date, out: Path, console: Console
) -> tuple[str, list[Record]]:
    """Ask the usual LangChain chain the same questions about the same documents."""
    from assistant.models import chat_model
    from evals.baseline import Baseline
    from index.opened import open_index

    with open_index(settings.index) as index:
        shelf = shelf_of(index.catalogue)
    handle = chat_model(settings)
    model, name = (handle.get(), handle.model_name) if handle else (None, None)
    peer = Baseline(shelf.documents.values(), model, name)
    shelf = replace(shelf, passages=peer.passages)
    return "baseline", ask_all(cases, peer, shelf, peer.search, day, out / "baseline.jsonl", console)


def search_only(
    cases: Sequence[Case], settings: Settings, out: Path, console: Console
) -> tuple[str, list[Record]]:
    """Score only what the search returns for each question."""
    from index.opened import open_index
    from index.search import Searcher

    with open_index(settings.index) as index:
        shelf = shelf_of(index.catalogue)
        search = Searcher(index).search
        kept = keep_all(cases, lambda case: look(case, shelf, search), out / "retrieval.jsonl", console)
    return "retrieval", kept


def shelf_of(catalogue: Catalogue) -> Shelf:
    """Return what a catalogue holds, as scoring needs it."""
    documents = catalogue.documents()
    sources = {item.id: [source.path for source in catalogue.sources(item.id)] for item in documents}
    return Shelf.of(documents, catalogue.passages(), sources)


def ask_all(
    cases: Sequence[Case],
    answers: Answers,
    shelf: Shelf,
    search: Search | None,
    day: date,
    kept_in: Path,
    console: Console,
) -> list[Record]:
    """Return the record of every case, in order; those that `kept_in` holds are not asked again."""
    return keep_all(cases, lambda case: ask(case, answers, shelf, search, day), kept_in, console)


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


def fingerprint(documents: Path) -> str:
    """Return a hash of the names and bytes of the files under a folder (or of one file).

    Raises ValueError where there is no such folder.
    """
    if not documents.exists():
        raise ValueError(f"There is no folder {documents}; give one with --documents.")
    digest = hashlib.sha256()
    files = [documents] if documents.is_file() else sorted(documents.rglob("*"))
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


def write_summary(summaries: Sequence[Summary], out: Path) -> None:
    """Write summary.json: one object for each run."""
    told = {summary.name: asdict(summary) for summary in summaries}
    (out / "summary.json").write_text(json.dumps(told, indent=1, ensure_ascii=False) + "\n", "utf-8")


def show(summaries: Sequence[Summary], compared: comparison.Comparison | None, console: Console) -> None:
    """Print the figures as tables."""
    console.print(tables.overview(summaries))
    for group in ("kind", "language", "language pair"):
        console.print(tables.by_group(summaries[0], group))
    if compared:
        console.print(tables.changes(compared))

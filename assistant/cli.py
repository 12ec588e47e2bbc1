"""The command line: every command, its options, its exit code."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from datetime import date
from importlib.metadata import entry_points
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console

from assistant.model_files import KNOWN_MODELS, ModelUnusable, known_model
from assistant.models import NO_MODEL
from assistant.settings import Settings

DONE, SOME_FAILED, WRONG_USE, INDEX_UNUSABLE = 0, 1, 2, 3
LONGEST_QUESTION = 4_000
"""Characters; a longer one is no question but a document."""

app = typer.Typer(
    help="Cited answers about conferences from their own documents, offline, in six languages.",
    no_args_is_help=True,
    rich_markup_mode="markdown",
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog="Exit codes: 0 all well; 1 done, but some files failed; 2 wrong use; 3 the index can't be used.",
)
models_app = typer.Typer(help="List, fetch and find chat models.", no_args_is_help=True)
documents_app = typer.Typer(help="List, show and remove indexed documents.", no_args_is_help=True)
app.add_typer(models_app, name="models")
app.add_typer(documents_app, name="documents")
errors = Console(stderr=True, soft_wrap=True, highlight=False)

IndexOption = Annotated[
    Path | None,
    typer.Option(
        "--index", help="Folder of the index.", envvar="RAPPORTEUR_INDEX", show_default="index-data"
    ),
]
ModelOption = Annotated[
    str | None,
    typer.Option("--model", help="embedded, none, a .gguf file, or provider:name such as ollama:qwen3."),
]


def settings_with(**options: Any) -> Settings:
    """Return the settings with those options of the command that were given."""
    return Settings(**{name: value for name, value in options.items() if value is not None})


def fail(message: str, code: int) -> typer.Exit:
    """Print one sentence to standard error and return the exit to raise."""
    errors.print(f"[red]rapporteur:[/red] {_unmarked(message)}")
    return typer.Exit(code)


def _unmarked(message: str) -> str:
    from rich.markup import escape

    return escape(message)


@app.command(epilog="Example: `rapporteur ingest circulars/ agenda.docx --index my-index`")
def ingest(
    paths: Annotated[list[Path], typer.Argument(help="Files and folders.", show_default=False)],
    index: IndexOption = None,
    prune: Annotated[bool, typer.Option("--prune", help="Drop documents whose files are gone.")] = False,
    afresh: Annotated[
        bool, typer.Option("--afresh", help="Read files again though they have not changed.")
    ] = False,
) -> None:
    """Add or update documents, with progress and a summary."""
    from assistant.ingesting import run_ingest

    raise typer.Exit(run_ingest(paths, settings_with(index=index).index, prune, afresh=afresh))


@app.command(epilog='Example: `rapporteur ask "When and where will the conference be held?" --json`')
def ask(
    question: Annotated[str, typer.Argument(help="In Chinese, English, French, Spanish, Russian or Arabic.")],
    index: IndexOption = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object.")] = False,
    as_of: Annotated[
        str | None, typer.Option(help="Answer as on this day (YYYY-MM-DD).", show_default="today")
    ] = None,
    lang: Annotated[str | None, typer.Option(help="Language of the answer: zh, en, fr, es, ru, ar.")] = None,
    model: ModelOption = None,
    history: Annotated[
        Path | None, typer.Option(help='Earlier turns: a JSON list of {"question", "answer"}.')
    ] = None,
) -> None:
    """Answer one question, with citations."""
    if not question.strip():
        raise fail(
            'the question is empty; ask, for example: rapporteur ask "When is the conference?"', WRONG_USE
        )
    if len(question) > LONGEST_QUESTION:
        raise fail(
            f"the question has {len(question):,} characters; at most {LONGEST_QUESTION:,} are taken. "
            "To search a long text, add it with `rapporteur ingest`.",
            WRONG_USE,
        )
    from assistant.opening import open_assistant
    from assistant.showing import show_answer

    day, turns, tag = _day(as_of), _turns(history), _language(lang)
    settings = settings_with(index=index, model=model)
    with open_assistant(settings) as assistant:
        if assistant.chat_model is None and settings.model != "none":
            errors.print(NO_MODEL, style="dim")
        answer = assistant.ask(question, history=turns, as_of=day, language=tag)
    if as_json:
        typer.echo(json.dumps(answer.to_json(), ensure_ascii=False, indent=2))
    else:
        show_answer(answer, Console(highlight=False))


@app.command(epilog="Example: `rapporteur events --from 2025-01-01 --ics calendar.ics`")
def events(
    index: IndexOption = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
    ics: Annotated[Path | None, typer.Option(help="Write a calendar file.")] = None,
    start: Annotated[str | None, typer.Option("--from", help="On or after (YYYY-MM-DD).")] = None,
    end: Annotated[str | None, typer.Option("--to", help="On or before (YYYY-MM-DD).")] = None,
    name: Annotated[str | None, typer.Option(help="Name or acronym.")] = None,
    kind: Annotated[str | None, typer.Option(help="conference, regional_meeting, deadline …")] = None,
    place: Annotated[str | None, typer.Option(help="City or country, in any of the six languages.")] = None,
    conflicts: Annotated[bool, typer.Option("--conflicts", help="Only what documents disagree on.")] = False,
    since: Annotated[str | None, typer.Option(help="What changed since this day.")] = None,
    as_of: Annotated[str | None, typer.Option(help="As on this day.")] = None,
    lang: Annotated[str, typer.Option(help="Language of names and dates.")] = "en",
) -> None:
    """List the ledger: what happens when and where, and which document says so."""
    from assistant.listing import list_events

    raise typer.Exit(
        list_events(
            settings_with(index=index).index,
            as_json=as_json,
            ics=ics,
            start=_day(start),
            end=_day(end),
            name=name,
            kind=kind,
            place=place,
            conflicts=conflicts,
            since=_day(since),
            as_of=_day(as_of),
            language=_language(lang) or "en",
        )
    )


@documents_app.command("list")
def documents_list(
    index: IndexOption = None, as_json: Annotated[bool, typer.Option("--json")] = False
) -> None:
    """List what is indexed, in which languages and versions."""
    from assistant.showing import show_documents
    from index.opened import open_index

    with open_index(settings_with(index=index).index) as opened:
        show_documents(opened.catalogue, Console(highlight=False), as_json=as_json)


@documents_app.command("show")
def documents_show(document: str, index: IndexOption = None) -> None:
    """Show one document, named by id, symbol or file name: what it says of itself, and its text."""
    from assistant.showing import find_document, show_document
    from index.opened import open_index

    with open_index(settings_with(index=index).index) as opened:
        show_document(find_document(opened.catalogue, document), opened.catalogue, Console(highlight=False))


@documents_app.command("remove")
def documents_remove(document: str, index: IndexOption = None) -> None:
    """Remove one document, named by id, symbol or file name, from the index (its file stays)."""
    from assistant.showing import find_document
    from index.removal import remove_documents

    folder = settings_with(index=index).index
    from index.opened import open_index

    with open_index(folder) as opened:
        found = find_document(opened.catalogue, document)
    remove_documents([found.id], folder)
    typer.echo(f"removed {found.source} ({found.id})")


@models_app.command("list")
def models_list() -> None:
    """List the known chat models and whether they are here."""
    from rich.table import Table

    folder = settings_with().models_dir
    table = Table("name", "licence", "size", "SHA-256", "sources, in order", "here")
    for model in KNOWN_MODELS:
        here = "yes" if (folder / model.file).is_file() else "no"
        size = f"{model.size / 1e9:.2f} GB"
        table.add_row(model.name, model.licence, size, model.sha256, "\n".join(model.sources), here)
    Console().print(table)


@models_app.command("pull")
def models_pull(name: Annotated[str, typer.Argument()] = KNOWN_MODELS[0].name) -> None:
    """Fetch a chat model: resumes, tries each source in turn, checks the hash."""
    from rich.progress import BarColumn, DownloadColumn, Progress, TextColumn, TimeRemainingColumn

    from assistant.pull import pull

    model = known_model(name)
    columns = (TextColumn("{task.description}"), BarColumn(), DownloadColumn(), TimeRemainingColumn())
    with Progress(*columns, console=errors, transient=True) as bar:
        task = bar.add_task("looking for the model", total=model.size)
        path = pull(
            model,
            settings_with().models_dir,
            lambda what, done: bar.update(task, description=what, completed=done),
        )
    typer.echo(f"{model.name} is at {path}")


@models_app.command("path")
def models_path(name: Annotated[str, typer.Argument()] = KNOWN_MODELS[0].name) -> None:
    """Print where a chat model's file is."""
    from assistant.model_files import verified_path

    path = verified_path(known_model(name), settings_with().models_dir)
    if path is None:
        raise fail(f"{name} is not here; run `rapporteur models pull {name}`", SOME_FAILED)
    typer.echo(path)


@app.command()
def doctor(
    index: IndexOption = None,
    repair: Annotated[bool, typer.Option("--repair", help="Do what it would do.")] = False,
) -> None:
    """Check the index and say what it would repair; --repair does it."""
    from assistant.showing import show_examination

    raise typer.Exit(
        show_examination(settings_with(index=index).index, Console(highlight=False), repair=repair)
    )


@app.command()
def backup(file: Path, index: IndexOption = None) -> None:
    """Write the whole index to one file."""
    from index.backup import backup as write_backup

    write_backup(settings_with(index=index).index, file)
    typer.echo(f"backed up to {file} ({file.stat().st_size:,} bytes)")


@app.command()
def restore(
    file: Path,
    index: IndexOption = None,
    force: Annotated[bool, typer.Option("--force", help="Replace an index that is there.")] = False,
) -> None:
    """Restore an index from a backup file."""
    from index.backup import restore as read_backup

    folder = settings_with(index=index).index
    read_backup(file, folder, force=force)
    typer.echo(f"restored to {folder}")


def _day(text: str | None) -> date | None:
    if text is None:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise fail(f"{text!r} is no day; write it as YYYY-MM-DD, such as 2025-11-17", WRONG_USE) from error


def _language(tag: str | None) -> str | None:
    known = ("zh", "en", "fr", "es", "ru", "ar")
    if tag is not None and tag not in known:
        raise fail(f"{tag!r} is no language of the answers; one of {', '.join(known)}", WRONG_USE)
    return tag


def _turns(path: Path | None) -> tuple[Any, ...]:
    from assistant.answer import Turn

    if path is None:
        return ()
    try:
        turns = json.loads(path.read_text("utf-8"))
        return tuple(Turn(turn["question"], turn.get("answer")) for turn in turns)
    except (OSError, ValueError, TypeError, KeyError, AttributeError) as error:
        raise fail(
            f'{path} is no conversation: a JSON list of {{"question", "answer"}} is needed ({error})',
            WRONG_USE,
        ) from error


def _add_commands() -> None:
    """Add the commands of the rooms above, which register themselves by entry point."""
    for entry in entry_points(group="rapporteur.commands"):
        app.command(entry.name)(entry.load())


def run(command: Callable[[], None]) -> int:
    """Run a command and return its exit code; known errors become one sentence."""
    try:
        command()
    except Exception as error:
        code = exit_code(error)
        if code is None:
            raise
        fail(str(error.args[-1] if isinstance(error, LookupError) and error.args else error), code)
        return code
    return DONE


def exit_code(error: Exception) -> int | None:
    """Return the exit code of an error that the user can do something about, or None."""
    # Imported here: a command that goes well needs none of them.
    from index.backup import BackupError
    from index.catalogue import CatalogueError
    from index.embedding import ModelMissing
    from index.lock import IndexLocked
    from index.opened import IndexUnusable
    from index.vectors import VectorsError

    unusable = (IndexUnusable, IndexLocked, CatalogueError, VectorsError, BackupError, ModelMissing)
    if isinstance(error, unusable):
        return INDEX_UNUSABLE
    if isinstance(error, ModelUnusable):
        return SOME_FAILED
    if isinstance(error, LookupError | FileNotFoundError | FileExistsError):
        return WRONG_USE
    return None


def main() -> None:
    """Run the command line."""
    _add_commands()
    sys.exit(run(app))

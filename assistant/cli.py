"""The command line: every command, its options, what it calls."""

from __future__ import annotations

import json
import sys
from importlib.metadata import entry_points
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from assistant.document_commands import documents_app
from assistant.exits import WRONG_USE, errors, fail, run
from assistant.model_commands import models_app
from assistant.models import NO_MODEL
from assistant.options import IndexOption, ModelOption, day_from, language_from, settings_with, turns_from

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
app.add_typer(models_app, name="models")
app.add_typer(documents_app, name="documents")


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

    day, turns, tag = day_from(as_of), turns_from(history), language_from(lang)
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
            start=day_from(start),
            end=day_from(end),
            name=name,
            kind=kind,
            place=place,
            conflicts=conflicts,
            since=day_from(since),
            as_of=day_from(as_of),
            language=language_from(lang) or "en",
        )
    )


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


def _add_commands() -> None:
    """Add the commands of the rooms above, which register themselves by entry point."""
    for entry in entry_points(group="rapporteur.commands"):
        app.command(entry.name)(entry.load())


def main() -> None:
    """Run the command line."""
    _add_commands()
    sys.exit(run(app))

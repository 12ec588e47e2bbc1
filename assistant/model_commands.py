"""The commands `rapporteur models`: list, fetch and find chat models."""

from __future__ import annotations

from typing import Annotated

import typer
from rich.console import Console

from assistant.exits import SOME_FAILED, errors, fail
from assistant.model_files import KNOWN_MODELS, known_model
from assistant.options import settings_with

models_app = typer.Typer(help="List, fetch and find chat models.", no_args_is_help=True)


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

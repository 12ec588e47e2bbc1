"""How the command line ends: its exit codes, and one sentence for each error that is known."""

from __future__ import annotations

from collections.abc import Callable

import typer
from rich.console import Console

from assistant.model_files import ModelUnusable

DONE, SOME_FAILED, WRONG_USE, INDEX_UNUSABLE = 0, 1, 2, 3
errors = Console(stderr=True, soft_wrap=True, highlight=False)


def fail(message: str, code: int) -> typer.Exit:
    """Print one sentence to standard error and return the exit to raise."""
    errors.print(f"[red]rapporteur:[/red] {_unmarked(message)}")
    return typer.Exit(code)


def _unmarked(message: str) -> str:
    from rich.markup import escape

    return escape(message)


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

"""Options of the command line that several commands take, and reading what was given for them."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Annotated, Any

import typer

from assistant.exits import WRONG_USE, fail
from assistant.settings import Settings

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


def day_from(text: str | None) -> date | None:
    """Return the day written as YYYY-MM-DD, None where none was given; raises the exit of wrong use."""
    if text is None:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise fail(f"{text!r} is no day; write it as YYYY-MM-DD, such as 2025-11-17", WRONG_USE) from error


def language_from(tag: str | None) -> str | None:
    """Return the tag of one of the six languages, None where none was given; raises the exit of wrong use."""
    known = ("zh", "en", "fr", "es", "ru", "ar")
    if tag is not None and tag not in known:
        raise fail(f"{tag!r} is no language of the answers; one of {', '.join(known)}", WRONG_USE)
    return tag


def turns_from(path: Path | None) -> tuple[Any, ...]:
    """Return the earlier turns in a JSON file, none without a file; raises the exit of wrong use."""
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

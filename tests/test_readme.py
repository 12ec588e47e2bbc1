"""What the README shows can be typed: its commands parse, its Python runs, its links lead somewhere."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest
import typer

from assistant import cli

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text("utf-8")
LETTER = "Ref.: CL-31/004\n\nThe Harbour Lights Congress (HLC-31) will be held in Porto, Portugal, from 9 to 13 June 2031.\n"


def blocks(language: str) -> list[str]:
    return re.findall(rf"```{language}\n(.*?)```", README, re.DOTALL)


def shown_commands() -> list[list[str]]:
    lines = [line for block in blocks("console") for line in block.splitlines() if line.startswith("$ ")]
    words = [shlex.split(line.removeprefix("$ ").partition("  #")[0]) for line in lines]
    return [line[line.index("rapporteur") + 1 :] for line in words if "rapporteur" in line]


@pytest.fixture(scope="module")
def command() -> typer.core.TyperGroup:
    if "serve" not in {info.name for info in cli.app.registered_commands}:
        cli._add_commands()
    group = typer.main.get_command(cli.app)
    assert isinstance(group, typer.core.TyperGroup)
    return group


@pytest.mark.parametrize("arguments", shown_commands(), ids=" ".join)
def test_a_command_shown_is_a_command_taken(arguments: list[str], command: typer.core.TyperGroup) -> None:
    name, rest = arguments[0], arguments[1:]
    found = command.commands[name]
    while isinstance(found, typer.core.TyperGroup):
        found, rest = found.commands[rest[0]], rest[1:]
    found.make_context(name, list(rest), resilient_parsing=False)


def test_the_readme_shows_every_command(command: typer.core.TyperGroup) -> None:
    assert set(command.commands) - {arguments[0] for arguments in shown_commands()} <= {"restore"}


def test_the_langchain_example_runs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from index.sync import ingest_paths

    (example,) = blocks("python")
    monkeypatch.chdir(tmp_path)
    (tmp_path / "letter.txt").write_text(LETTER, "utf-8")
    ingest_paths([tmp_path / "letter.txt"], Path("index-data"))
    names: dict[str, object] = {}
    exec(compile(example.replace("the conference", "HLC-31"), "README.md", "exec"), names)
    documents, answer = names["documents"], names["answer"]
    assert "Porto" in documents[0].page_content  # type: ignore[index]
    assert "9–13 June 2031" in answer.text  # type: ignore[attr-defined]


@pytest.mark.parametrize("target", re.findall(r"\]\(([^)#]+)\)", README))
def test_a_link_leads_to_a_file(target: str) -> None:
    assert (ROOT / target).is_file()

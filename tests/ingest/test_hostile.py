from __future__ import annotations

import pickle
import re
import socket
import subprocess
import sys
from pathlib import Path

import pytest
from hostile import GOOD, SECRET, write

from ingest.sandbox import Parsed

APART = """
import pickle, resource, sys
from pathlib import Path
from ingest.sandbox import parse_many
paths = pickle.loads(Path(sys.argv[1]).read_bytes())
results = list(parse_many(paths, 2, seconds=float(sys.argv[3]), memory_mb=int(sys.argv[4])))
peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
Path(sys.argv[2]).write_bytes(pickle.dumps((results, peak)))
"""
SECONDS = 8.0
MEMORY_MB = 1024


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("hostile")


@pytest.mark.slow
def test_hostile_files_are_refused_or_read_safely_and_their_neighbours_are_read(folder: Path) -> None:
    secret = folder.parent / "secret.txt"
    secret.write_text(SECRET, "utf-8")
    with socket.create_server(("127.0.0.1", 0)) as listener:
        written = write(folder, f"http://127.0.0.1:{listener.getsockname()[1]}", secret)
        assert len(written) >= 60
        neighbours = []
        paths: list[Path] = []
        for number, path in enumerate(sorted(written)):
            paths.append(path)
            if number % 10 == 0:
                neighbours.append(folder / f"neighbour-{number}.txt")
                neighbours[-1].write_text(f"{GOOD} {number}", "utf-8")
                paths.append(neighbours[-1])
        results, peak = parsed_apart(paths, folder.parent)
        listener.settimeout(0.2)
        with pytest.raises(TimeoutError):
            listener.accept()
    assert set(results) == set(paths)
    for path in neighbours:
        assert results[path].error is None
        assert GOOD in results[path].documents[0].text
    failures = [failure for path, entry in written.items() for failure in judged(entry, results[path])]
    assert not failures, "\n".join(failures)
    assert peak <= MEMORY_MB * 1.1, f"a worker held {peak:.0f} MiB"


def parsed_apart(paths: list[Path], scratch: Path) -> tuple[dict[Path, Parsed], float]:
    """Return what an interpreter of its own reads, and the MiB that its largest worker held.

    The test process has had larger children, and the system only tells of the largest ever.
    """
    given, made = scratch / "paths.pickle", scratch / "results.pickle"
    given.write_bytes(pickle.dumps(paths))
    subprocess.run([sys.executable, "-c", APART, given, made, str(SECONDS), str(MEMORY_MB)], check=True)
    results, peak = pickle.loads(made.read_bytes())
    return {result.path: result for result in results}, peak / 1024


def judged(entry: object, result: Parsed) -> list[str]:
    """Return what is wrong with the result of a hostile file."""
    name, reason, reads = entry.name, entry.reason, entry.reads  # type: ignore[attr-defined]
    text = "\n".join(document.text for document in result.documents)
    wrong = []
    if SECRET in text or "root:x" in text:
        wrong.append(f"{name}: shows another file's text")
    if result.seconds > SECONDS + 3:
        wrong.append(f"{name}: took {result.seconds:.1f} s")
    if result.error is not None and str(result.path) not in result.error:
        wrong.append(f"{name}: the error does not name the file: {result.error}")
    if result.error is not None and re.search(r"Error: |Traceback|crashed", result.error):
        wrong.append(f"{name}: an unforeseen error: {result.error}")
    if reason is not None and not (
        result.error and re.search(reason, result.error.removeprefix(str(result.path)))
    ):
        wrong.append(f"{name}: expected an error with {reason!r}, got {result.error!r} and {text[:80]!r}")
    if reads is not None and reads not in text:
        wrong.append(f"{name}: expected to read {reads!r}, got {result.error!r} and {text[:80]!r}")
    if reason is None and result.error and reads is not None:
        wrong.append(f"{name}: read, but with the error {result.error!r}")
    if reason is None and reads is None and not result.error and not text.strip():
        wrong.append(f"{name}: neither an error nor text")
    return wrong

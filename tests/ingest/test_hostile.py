from __future__ import annotations

import re
import resource
import socket
from pathlib import Path

import pytest
from hostile import GOOD, SECRET, write

from ingest.sandbox import Parsed, parse_many

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
        results = {
            result.path: result for result in parse_many(paths, 2, seconds=SECONDS, memory_mb=MEMORY_MB)
        }
        listener.settimeout(0.2)
        with pytest.raises(TimeoutError):
            listener.accept()
    assert set(results) == set(paths)
    for path in neighbours:
        assert results[path].error is None
        assert GOOD in results[path].documents[0].text
    failures = [failure for path, entry in written.items() for failure in judged(entry, results[path])]
    assert not failures, "\n".join(failures)
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    assert peak <= MEMORY_MB * 1.1, f"a worker held {peak:.0f} MiB"


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

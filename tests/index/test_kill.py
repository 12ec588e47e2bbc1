"""A writer that is killed at any moment loses, doubles and halves nothing.

`RAPPORTEUR_KILLS=50` kills as often as the full measurement: 50 times at a random moment and 50
times while Chroma's files are being written.
"""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from storage_samples import DIMENSIONS, document

from index import doctor
from index.catalogue import Catalogue
from index.opened import open_index
from index.vectors import Generations

KILLS = int(os.environ.get("RAPPORTEUR_KILLS", "5"))
DOCUMENTS = 6
WRITER = """
import random, sys
from pathlib import Path
from storage_samples import put
from index.catalogue import Catalogue
from index.vectors import Generations
folder, seed, share = Path(sys.argv[1]), int(sys.argv[2]), float(sys.argv[3])
rng = random.Random(seed)
with Catalogue.open(folder, write=True) as catalogue:
    version = seed * 10_000
    while True:
        version += 1
        number = rng.randrange(6)
        print("put", number, version, flush=True)
        put(catalogue, number, passages=3 + version % 9, version=version)
        print("kept", number, version, flush=True)
        if rng.random() < share:
            Generations(folder).publish(catalogue)
            print("published", flush=True)
"""


def killed(folder: Path, seed: int, share: float, moment: Callable[[list[str]], bool]) -> list[str]:
    """Run a writer that publishes after that share of its changes until `moment` (given the lines it has printed); return all its lines."""
    log = folder.parent / f"log-{seed}"
    with log.open("w") as out:
        process = subprocess.Popen(
            [sys.executable, "-c", WRITER, str(folder), str(seed), str(share)],
            cwd=Path(__file__).parent,
            stdout=out,
            stderr=subprocess.STDOUT,
        )
        try:
            deadline = time.monotonic() + 60
            while process.poll() is None and not moment(log.read_text().splitlines()):
                assert time.monotonic() < deadline
                time.sleep(0.0005)
        finally:
            process.send_signal(signal.SIGKILL)
            process.wait()
    lines = log.read_text().splitlines()
    assert process.returncode == -signal.SIGKILL, "\n".join(lines)
    return lines


def check(folder: Path, versions: dict[int, set[int]]) -> None:
    """Every document is there once and whole, at one of the versions that it may have."""
    with open_index(folder) as index:
        documents = index.catalogue.documents()
        found = {int(each.source.rpartition("/")[2].removesuffix(".html")): each for each in documents}
        assert len(found) == len(documents), "a document is there twice"
        for number, allowed in versions.items():
            if not allowed:
                continue
            if number not in found:
                assert 0 in allowed, f"document {number} is lost"
                continue
            version = found[number].revision
            assert version in allowed, f"document {number} stands at {version}, not one of {allowed}"
            made, passages = document(number, 3 + version % 9, version)
            assert found[number] == made
            assert index.catalogue.passages(made.id) == passages
        passages_by_id = {each.id: each for each in index.catalogue.passages()}
        assert sum(index.vectors.counts().values()) == len(passages_by_id) * len(DIMENSIONS)
        for embedder in DIMENSIONS:
            ids, matrix = index.catalogue.vectors(embedder)
            assert set(ids) == set(passages_by_id)
            for passage_id, vector in zip(ids, matrix, strict=True):
                near = index.vectors.query(embedder, passages_by_id[passage_id].language, vector, 2)
                assert near[0][0] == passage_id
                assert len({each for each, _ in near}) == len(near)
        assert index.catalogue.problems() == []
        assert index.notices == []


def follow(versions: dict[int, set[int]], lines: list[str]) -> None:
    for line in lines:
        words = line.split()
        if words[0] == "put":
            versions[int(words[1])] = (versions[int(words[1])] or {0}) | {int(words[2])}
        elif words[0] == "kept":
            versions[int(words[1])] = {int(words[2])}


def writing_vectors(folder: Path, after: int, delay: float) -> Callable[[list[str]], bool]:
    """Return a moment: `delay` seconds after Chroma began on a new generation's files."""
    since: list[float] = []

    def moment(lines: list[str]) -> bool:
        if not since:
            if lines.count("published") >= after and list(
                (folder / "generations").glob("building-*/chroma/*")
            ):
                since.append(time.monotonic())
            return False
        return time.monotonic() - since[0] >= delay

    return moment


def at_random(delay: float) -> Callable[[list[str]], bool]:
    """Return a moment: `delay` seconds after the writer has begun."""
    since: list[float] = []

    def moment(lines: list[str]) -> bool:
        if lines and not since:
            since.append(time.monotonic())
        return bool(since) and time.monotonic() - since[0] >= delay

    return moment


@pytest.mark.slow
@pytest.mark.parametrize("what", ["random", "writing vectors"])
def test_nothing_is_lost_doubled_or_half_there_after_a_kill(tmp_path: Path, what: str) -> None:
    folder = tmp_path / "index"
    rng = random.Random(what)
    versions: dict[int, set[int]] = {number: set() for number in range(DOCUMENTS)}
    interrupted = 0
    for seed in range(1, KILLS + 1):
        if what == "random":
            share, moment = 0.2, at_random(rng.uniform(0, 2.5))
        else:
            share, moment = 1.0, writing_vectors(folder, rng.randrange(2), rng.uniform(0, 0.25))
        lines = killed(folder, seed, share, moment)
        interrupted += bool(list((folder / "generations").glob("building-*")))
        follow(versions, lines)
        check(folder, versions)
    assert what == "random" or interrupted >= KILLS / 2, "few kills fell into the writing of vectors"
    doctor.repair(folder)
    assert doctor.examine(folder) == []
    with Catalogue.open(folder, write=True) as catalogue:
        Generations(folder).publish(catalogue, now=True)
    check(folder, versions)

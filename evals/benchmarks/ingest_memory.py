"""Peak memory of ingest by the number of files, with an encoder that costs nothing."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from evals.benchmarks.memory import Watch
from evals.benchmarks.result import Cell, Result, Settings

SIZES = (1_000, 5_000, 20_000)
_CITIES = ("Nairobi", "Bangkok", "Lima", "Accra", "Geneva", "Hanoi", "Quito", "Tunis", "Oslo", "Manila")


def measure(settings: Settings) -> Result:
    """Ingest so many letters, then once more without changes, each in a process of its own."""
    rows: list[dict[str, Cell]] = []
    with tempfile.TemporaryDirectory() as temporary:
        work = settings.work or Path(temporary)
        work.mkdir(parents=True, exist_ok=True)
        for size in settings.sizes or SIZES:
            folder = letters(size, work)
            with tempfile.TemporaryDirectory(dir=work) as index:
                fresh, again = _run(folder, Path(index)), _run(folder, Path(index))
            rows.append(
                {
                    "files": size,
                    "seconds": fresh["seconds"],
                    "files/s": size / fresh["seconds"],
                    "peak MB": fresh["peak"],
                    "largest process MB": fresh["largest"],
                    "no change s": again["seconds"],
                    "no change peak MB": again["peak"],
                }
            )
    first, last = rows[0], rows[-1]
    ratio = float(last["peak MB"] or 0) / float(first["peak MB"] or 1)
    return Result(
        "Memory of ingest",
        rows,
        {f"peak memory at {last['files']} over {first['files']} files": ratio},
        notes=(
            "Letters of one passage; a stand-in encoder of 256 numbers (hashed letters), no model is loaded.",
            "peak MB: all processes together, what they share counted once.",
        ),
    )


def letters(size: int, work: Path) -> Path:
    """Return a folder of so many different invitations in plain text."""
    folder = work / f"letters-{size}"
    if not folder.exists():
        beside = folder.with_suffix(".new")
        beside.mkdir()
        for number in range(size):
            city, day = _CITIES[number % len(_CITIES)], 1 + number % 25
            days, year = f"{day} to {day + 3} May", 2030 + number % 9
            text = (
                f"CL-{number % 90 + 10}/{number}\n\nInvitation to forum {number}\n\n"
                f"Forum {number} will be held in {city} from {days} {year}. Please register by {day} March.\n"
            )
            (beside / f"letter-{number:05}.txt").write_text(text, "utf-8")
        beside.rename(folder)
    return folder


def _run(folder: Path, index: Path) -> dict[str, Any]:
    command = [sys.executable, "-m", __name__, str(folder), str(index)]
    began = time.perf_counter()
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        watch = Watch(process.pid)
        out, said = process.communicate()
        watch.stop()
    if process.returncode:
        raise RuntimeError(f"ingest ended with {process.returncode}: {said.decode(errors='replace')[-500:]}")
    told: dict[str, Any] = json.loads(out.splitlines()[-1])
    return {**told, "seconds": time.perf_counter() - began, "peak": watch.peak_mb}


def _ingest(folder: Path, index: Path) -> dict[str, Any]:
    import resource

    from evals.universe.letters import Letters
    from index.sync import ingest_paths

    ingest_paths([folder], index, embedders=[Letters()])
    return {"largest": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024}


if __name__ == "__main__":
    sys.stdout.write(json.dumps(_ingest(*map(Path, sys.argv[1:]))) + "\n")

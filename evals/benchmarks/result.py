"""What a benchmark is given and what it gives back."""

from __future__ import annotations

import math
import os
import platform
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

Cell = str | int | float | None


@dataclass(frozen=True, slots=True)
class Settings:
    """How much to measure; what is None a benchmark chooses itself.

    `sizes` are numbers of passages, files or texts, `rounds` how often each thing is timed,
    `folder` documents or texts to measure on, `work` a folder for indexes, which are kept in it.
    """

    sizes: tuple[int, ...] | None = None
    rounds: int | None = None
    folder: Path | None = None
    work: Path | None = None


@dataclass(frozen=True, slots=True)
class Result:
    """One table: a mapping of column to cell for each row, and ratios within the same run.

    Column names carry their unit (`p50 ms`); `notes` say what the figures are of.
    """

    title: str
    rows: Sequence[Mapping[str, Cell]]
    ratios: Mapping[str, float] = field(default_factory=dict)
    notes: Sequence[str] = ()

    def as_dict(self) -> dict[str, Any]:
        """Return what is written as JSON."""
        return {**asdict(self), "machine": machine()}

    def markdown(self) -> str:
        """Return the table, the ratios and the notes in Markdown."""
        columns = list(dict.fromkeys(column for row in self.rows for column in row))
        lines = [f"## {self.title}", "", _line(columns), _line(["---"] * len(columns))]
        lines += [_line([shown(row.get(column)) for column in columns]) for row in self.rows]
        if self.ratios:
            lines += ["", *(f"- {name}: {shown(value)}×" for name, value in self.ratios.items())]
        return "\n".join([*lines, "", *self.notes, ""])


def shown(cell: Cell) -> str:
    """Return a cell as text: numbers with thousands apart and three significant digits."""
    if cell is None:
        return "–"
    if isinstance(cell, float):
        if not cell or not math.isfinite(cell):
            return f"{cell:g}"
        digits = max(0, 2 - math.floor(math.log10(abs(cell))))
        return f"{cell:,.{digits}f}"
    return f"{cell:,}" if isinstance(cell, int) else cell


def percentile(values: Sequence[float], share: float) -> float:
    """Return the smallest value that at least `share` (0–1) of `values` do not exceed."""
    return sorted(values)[max(0, math.ceil(share * len(values)) - 1)]


def machine() -> dict[str, Cell]:
    """Return what the figures depend on besides the program."""
    from index.embedding import processors

    return {
        "system": platform.platform(),
        "processor": _processor(),
        "processors": processors(),
        "load": os.getloadavg()[0] if hasattr(os, "getloadavg") else None,
        "python": platform.python_version(),
    }


def _processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text("utf-8").splitlines()
    except OSError:
        return platform.processor()
    return next((line.partition(":")[2].strip() for line in lines if line.startswith("model name")), "")


def _line(cells: Sequence[str]) -> str:
    return "| " + " | ".join(cells) + " |"

from __future__ import annotations

from importlib import import_module
from pathlib import Path

import pytest
from typer.testing import CliRunner

from evals import bench
from evals.benchmarks import vectors
from evals.benchmarks.result import Result, percentile, shown


@pytest.mark.parametrize("name", bench.BENCHMARKS)
def test_every_registered_benchmark_is_there(name: str) -> None:
    assert callable(import_module(f"evals.benchmarks.{name}").measure)


def test_an_unknown_benchmark_is_refused_with_the_names_that_there_are() -> None:
    import typer

    app = typer.Typer()
    app.command()(bench.main)
    outcome = CliRunner().invoke(app, ["serach"], env={"COLUMNS": "200"})
    assert outcome.exit_code == 2
    assert "serach" in outcome.output
    assert "search" in outcome.output


def test_a_table_has_a_column_for_every_cell_and_a_dash_for_what_is_missing() -> None:
    table = Result("T", [{"a": 1}, {"a": 20_000, "b": 3.14159}], {"b over a": 2.5}).markdown()
    assert "| a | b |" in table
    assert "| 1 | – |" in table
    assert "| 20,000 | 3.14 |" in table
    assert "b over a: 2.50×" in table


def test_numbers_are_shown_with_three_digits() -> None:
    assert [shown(value) for value in (1234.5, 0.01234, 12.345, 0.0)] == ["1,234", "0.0123", "12.3", "0"]


def test_a_percentile_is_one_of_the_values() -> None:
    assert percentile([5.0, 1.0, 2.0, 3.0, 4.0], 0.95) == 5.0
    assert percentile([5.0, 1.0, 2.0, 3.0, 4.0], 0.5) == 3.0


def test_a_store_of_few_vectors_finds_the_nearest_of_every_language(tmp_path: Path) -> None:
    assert sum(vectors.sizes(1_234).values()) == 1_234
    vectors._build(tmp_path / "vectors", 700)
    row = vectors._measured(tmp_path / "vectors", 700, 12)
    assert row["found"] == 1.0
    assert float(row["p95 ms"] or 0) >= float(row["p50 ms"] or 0) > 0

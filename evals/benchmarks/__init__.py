"""What `python -m evals.bench` measures: one module a benchmark, each with a `measure`."""

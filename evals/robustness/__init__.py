"""The sample made harder in known ways; `python -m evals.robustness` scores each way."""

"""Evaluation on fixed question sets."""

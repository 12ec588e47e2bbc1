"""Typed, normalised spans: dates, places, names, symbols, contacts."""

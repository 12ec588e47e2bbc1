"""Other projects' question answering beside Rapporteur's, in an environment of their own.

`python -m evals.peers.install` makes the environment; `rapporteur eval --peer NAME` asks a peer in
the same run. `worker` and what it builds run there, without Rapporteur; the rest runs here.
"""

from __future__ import annotations

PEERS = {"llamaindex": "citation_engine", "haystack": "default_pipeline"}
"""Peers by name, and the module of this folder that builds each in its own environment."""

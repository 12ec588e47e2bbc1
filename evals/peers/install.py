"""Makes the environment that the peers run in.

    python -m evals.peers.install

It lies in the cache folder (`RAPPORTEUR_PEERS` names another) and shares nothing with Rapporteur's, so that
the pins of neither touch the other. About 320 MB.
"""

from __future__ import annotations

import os
import subprocess
import sys
import venv
from collections.abc import Iterable
from pathlib import Path

from assistant.settings import cache_dir
from evals.peers import PEERS

REQUIREMENTS = Path(__file__).with_name("requirements.txt")


class PeersMissing(RuntimeError):
    """A peer is not known, or the peers' environment is not there; the message says what to do."""


def environment() -> Path:
    """Return the folder of the peers' environment."""
    return Path(os.environ.get("RAPPORTEUR_PEERS") or cache_dir() / "peers")


def interpreter() -> Path:
    """Return the Python of the peers' environment; raises PeersMissing where it is not there."""
    found = environment() / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    if not found.exists():
        raise PeersMissing(f"There is no {found}; run `python -m evals.peers.install` once.")
    return found


def check_peers(names: Iterable[str]) -> None:
    """Raise PeersMissing where a peer is not known or the environment is not there."""
    for name in names:
        if name not in PEERS:
            raise PeersMissing(f"{name!r} is no peer; there are {', '.join(PEERS)}.")
        interpreter()


def install() -> Path:
    """Make the environment, or bring it up to date, and return its folder."""
    folder = environment()
    venv.create(folder, with_pip=True)
    command = [str(interpreter()), "-m", "pip", "install", "--quiet", "--requirement", str(REQUIREMENTS)]
    subprocess.run(command, check=True)
    return folder


if __name__ == "__main__":
    sys.stdout.write(f"The peers are in {install()}\n")

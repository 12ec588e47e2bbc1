"""The program `rapporteur`, also as `python -m assistant`."""

from __future__ import annotations

import sys

STOPPED = 130


def main() -> None:
    """Run the command line; Ctrl-C while it is being loaded ends it with a word and not a traceback."""
    try:
        from assistant.cli import main as command

        command()
    except KeyboardInterrupt:
        sys.stderr.write("Stopped.\n")
        sys.exit(STOPPED)


if __name__ == "__main__":
    main()

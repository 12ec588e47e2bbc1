"""Runs one peer: builds it over documents and answers questions, a JSON object a line.

    python worker.py MODULE

The first line in is the setup: `documents` (`id`, `text`), `embedding` and `chat` (addresses of
OpenAI-compatible endpoints), `key`, `model`, `context` (tokens). Each further one is a `question`. Out come
`ready`, then for each question `piece` lines as words come and a last one with `text` and `sources`
(`document`, `text`, and `cited`), or `error`. Only the standard library and the peer are imported here.
"""

import importlib
import json
import os
import sys


def main(module: str) -> None:
    """Serve questions from standard input until it ends."""
    # What a library prints must not fall between the lines of the protocol.
    told = os.fdopen(os.dup(1), "w", encoding="utf-8", buffering=1)
    os.dup2(2, 1)

    def tell(row: dict[str, object]) -> None:
        told.write(json.dumps(row, ensure_ascii=False) + "\n")

    lines = iter(sys.stdin)
    try:
        answer = importlib.import_module(module).build(json.loads(next(lines)))
    except Exception as error:  # noqa: BLE001 - the asker is told
        tell({"error": f"{type(error).__name__}: {error}"})
        return
    tell({"ready": True})
    for line in lines:
        try:
            text, sources = answer(json.loads(line)["question"], lambda piece: tell({"piece": piece}))
        except Exception as error:  # noqa: BLE001 - one question must not stop the others
            tell({"error": f"{type(error).__name__}: {error}"})
        else:
            tell({"text": text, "sources": sources})


if __name__ == "__main__":
    main(sys.argv[1])

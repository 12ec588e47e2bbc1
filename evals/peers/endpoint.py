"""The index's embedding behind OpenAI's protocol, on loopback, for as long as a run lasts."""

from __future__ import annotations

import base64
import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import numpy as np

from index.embedding import Embedder


@contextmanager
def served(embedder: Embedder) -> Iterator[str]:
    """Serve `POST /v1/embeddings` and give its base address.

    The model `questions` embeds as a question, any other as a passage: e5 marks the two differently.
    """
    lock = threading.Lock()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            texts = [asked["input"]] if isinstance(asked["input"], str) else list(asked["input"])
            with lock:
                rows = (
                    [embedder.embed_query(text) for text in texts]
                    if asked["model"] == "questions"
                    else list(embedder.embed_passages(texts))
                )
            body = json.dumps(response(rows, asked)).encode()
            self.send_response(200)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: Any) -> None:
            """Keep the terminal for the run."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/v1"
    finally:
        server.shutdown()
        server.server_close()


def response(rows: list[Any], asked: dict[str, Any]) -> dict[str, Any]:
    """Return vectors as OpenAI's endpoint does, as numbers or as base64 of 32-bit floats."""

    def written(row: Any) -> Any:
        values = np.asarray(row, dtype=np.float32)
        if asked.get("encoding_format") == "base64":
            return base64.b64encode(values.tobytes()).decode()
        return values.tolist()

    data = [
        {"object": "embedding", "index": number, "embedding": written(row)} for number, row in enumerate(rows)
    ]
    usage = {"prompt_tokens": 0, "total_tokens": 0}
    return {"object": "list", "model": asked["model"], "data": data, "usage": usage}

"""Read files in worker processes with limits, so that no file can take the run down."""

from __future__ import annotations

import contextlib
import io
import os
import pickle
import queue
import signal
import struct
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ingest.documents import Document
from ingest.elements import PartlyUnreadable, UnreadableFile
from ingest.worker import Reply

BUILD = "ingest.document:build_documents"
SECONDS = 30.0
MEMORY_MB = 1024
_START_SECONDS = 60.0
_TICK = 0.02
_KEPT_ENVIRONMENT = ("PATH", "HOME", "LANG", "LC_ALL", "LC_CTYPE", "TZ", "SYSTEMROOT", "TEMP", "TMP")


@dataclass(frozen=True, slots=True)
class Parsed:
    """What came of one file: its documents (the main one first), and the error that names it.

    Both are there where only a part of the file could be read. `seconds` is the time it took.
    """

    path: Path
    documents: tuple[Document, ...]
    error: str | None = None
    seconds: float = 0.0


def parse(
    path: Path, *, seconds: float = SECONDS, memory_mb: int = MEMORY_MB, target: str = BUILD
) -> list[Document]:
    """Return the documents of one file, read in a process with limits on time and memory.

    `target` names the function `(path, content) -> result` that reads, as `module:function`.
    Raises UnreadableFile with the reason; PartlyUnreadable carries what could be read.
    """
    with _Worker(target, seconds, memory_mb) as worker:
        reply = worker.call(path)
    if reply.reason is None:
        return list(reply.result)
    if reply.result:
        raise PartlyUnreadable(path, reply.reason, tuple(reply.result))
    raise UnreadableFile(path, reply.reason)


def parse_many(
    paths: Iterable[Path],
    workers: int | None = None,
    *,
    seconds: float = SECONDS,
    memory_mb: int = MEMORY_MB,
    target: str = BUILD,
) -> Iterator[Parsed]:
    """Yield each file's result as it is done; a worker that dies or hangs is replaced.

    `workers` is the number of processes, by default one for each core. Paths are drawn as workers
    become free and results wait for the caller, so that memory stays flat however many files there
    are. Closing the iterator ends the workers.
    """
    count = workers or os.cpu_count() or 1
    source = iter(paths)
    drawing = threading.Lock()
    results: queue.Queue[Parsed | BaseException | None] = queue.Queue(maxsize=count)
    stop = threading.Event()

    def put(result: Parsed | BaseException | None) -> None:
        while not stop.is_set():
            try:
                results.put(result, timeout=0.1)
                return
            except queue.Full:
                continue

    def serve() -> None:
        try:
            with _Worker(target, seconds, memory_mb, stop) as worker:
                while not stop.is_set():
                    with drawing:
                        path = next(source, None)
                    if path is None:
                        break
                    began = time.monotonic()
                    reply = worker.call(Path(path))
                    error = None if reply.reason is None else f"{path}: {reply.reason}"
                    spent = time.monotonic() - began
                    put(Parsed(Path(path), tuple(reply.result or ()), error, spent))
        except BaseException as error:  # noqa: BLE001 - raised again where the results are read
            put(error)
        finally:
            put(None)

    threads = [threading.Thread(target=serve, name=f"parse-{n}", daemon=True) for n in range(count)]
    for thread in threads:
        thread.start()
    running = len(threads)
    try:
        while running:
            result = results.get()
            if result is None:
                running -= 1
            elif isinstance(result, BaseException):
                raise result
            else:
                yield result
    finally:
        stop.set()
        for thread in threads:
            thread.join(timeout=5)


class _Worker:
    """One worker process, started with its first file and again after each that broke it."""

    def __init__(
        self, target: str, seconds: float, memory_mb: int, stop: threading.Event | None = None
    ) -> None:
        self.target, self.seconds, self.memory_mb = target, seconds, memory_mb
        self.stop = stop or threading.Event()
        self.process: subprocess.Popen[bytes] | None = None
        self.replies: queue.Queue[Reply | None] = queue.Queue()
        self.folder: tempfile.TemporaryDirectory[str] | None = None

    def __enter__(self) -> _Worker:
        return self

    def __exit__(self, *_: object) -> None:
        self.end()

    def call(self, path: Path) -> Reply:
        """Return the reply for a file; a limit passed or a death becomes its reason."""
        if self.process is None:
            started = self.start()
            if started is not None:
                return started
        process = self.process
        assert process is not None
        assert process.stdin is not None
        data = str(path.absolute()).encode("utf-8", "surrogateescape")
        try:
            process.stdin.write(struct.pack("<Q", len(data)) + data)
            process.stdin.flush()
        except OSError:
            pass  # it died while idle; the wait below sees that
        reply = self.wait(self.seconds)
        if reply.retire:
            self.end()
        return reply

    def wait(self, seconds: float) -> Reply:
        process = self.process
        assert process is not None
        deadline = time.monotonic() + seconds
        while True:
            try:
                reply = self.replies.get(timeout=_TICK)
            except queue.Empty:
                pass
            else:
                return reply or Reply(None, _death(process), retire=True)
            if self.stop.is_set():
                return Reply(None, "was stopped", retire=True)
            if time.monotonic() > deadline:
                return Reply(None, f"took longer than {seconds:g} s", retire=True)
            if _resident(process.pid) > self.memory_mb * 2**20:
                return Reply(None, f"needs more than {self.memory_mb:,} MiB of memory", retire=True)

    def start(self) -> Reply | None:
        """Start the process; return a reply only where it does not come up."""
        self.folder = tempfile.TemporaryDirectory(prefix="rapporteur-", ignore_cleanup_errors=True)
        environment = {name: os.environ[name] for name in _KEPT_ENVIRONMENT if name in os.environ}
        environment |= {
            "PYTHONPATH": os.pathsep.join(entry for entry in sys.path if entry),
            "PYTHONUTF8": "1",
            "TMPDIR": self.folder.name,
            "OMP_NUM_THREADS": "1",
            "OPENBLAS_NUM_THREADS": "1",
            # Memory that one file took goes back before the next.
            "MALLOC_ARENA_MAX": "2",
        }
        # -P: a module lying in the folder that is being read must never be imported.
        command = [sys.executable, "-P", "-c", "from ingest.worker import main; main()", self.target]
        self.process = subprocess.Popen(
            [*command, str(self.seconds), str(self.memory_mb)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=environment,
            start_new_session=True,
        )
        self.replies = queue.Queue()
        threading.Thread(target=_pump, args=(self.process, self.replies), daemon=True).start()
        first = self.wait(_START_SECONDS)
        if first.reason is not None:
            self.end()
            return Reply(None, f"its reader did not start: {first.reason}")
        return None

    def end(self) -> None:
        """Kill the process with all that it started, and remove what it left."""
        process, self.process = self.process, None
        if process is not None:
            if hasattr(os, "killpg"):
                with contextlib.suppress(ProcessLookupError):
                    os.killpg(process.pid, signal.SIGKILL)
            process.kill()
            process.wait()
            for stream in (process.stdin, process.stdout):
                if stream is not None:
                    try:
                        stream.close()
                    except OSError:
                        continue
        if self.folder is not None:
            self.folder.cleanup()
            self.folder = None


def _pump(process: subprocess.Popen[bytes], replies: queue.Queue[Reply | None]) -> None:
    """Pass replies on as they come; None when the process is gone or talks nonsense."""
    stream = process.stdout
    assert stream is not None
    try:
        while len(head := stream.read(8)) == 8:
            data = stream.read(struct.unpack("<Q", head)[0])
            replies.put(_Unpickler(io.BytesIO(data)).load())
    except (OSError, ValueError, pickle.UnpicklingError, EOFError, AttributeError, ImportError):
        pass
    finally:
        replies.put(None)


class _Unpickler(pickle.Unpickler):
    """Reads nothing but the types of ingest: what comes back has been near a hostile file."""

    def find_class(self, module: str, name: str) -> Any:
        if module.startswith("ingest.") or (module, name) in (("datetime", "date"), ("datetime", "datetime")):
            return super().find_class(module, name)
        raise pickle.UnpicklingError(f"{module}.{name} can't come from a worker")


def _death(process: subprocess.Popen[bytes]) -> str:
    try:
        code = process.wait(timeout=2)
    except subprocess.TimeoutExpired:
        code = 0
    if code == 0:
        return "its reader stopped answering"
    if code < 0:
        name = signal.Signals(-code).name if -code in {int(s) for s in signal.Signals} else str(-code)
        return f"crashed its reader ({name})"
    return f"ended its reader (exit code {code})"


def _resident(pid: int) -> int:
    """Return the bytes of memory that a process holds; 0 where the system does not tell cheaply."""
    try:
        with open(f"/proc/{pid}/statm", "rb") as statm:
            return int(statm.read().split()[1]) * os.sysconf("SC_PAGE_SIZE")
    except (OSError, IndexError, ValueError):
        return 0

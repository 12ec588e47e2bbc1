"""The limited process that reads one file after another for `ingest.sandbox`."""

from __future__ import annotations

import contextlib
import ctypes
import os
import pickle
import signal
import stat
import struct
import sys
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Any, BinaryIO

from ingest.elements import PartlyUnreadable, UnreadableFile

MAX_FILE = 256 * 1024 * 1024
_NETWORK = frozenset(
    {"socket.connect", "socket.bind", "socket.sendto", "socket.sendmsg", "socket.getaddrinfo"}
)
_CLONE_NEWUSER, _CLONE_NEWNET = 0x10000000, 0x40000000


@dataclass(frozen=True, slots=True)
class Reply:
    """What a worker sends back: the result of the call, why it failed, and whether to replace it."""

    result: Any = None
    reason: str | None = None
    retire: bool = False


def main() -> None:
    """Serve calls from standard input until it closes: argv is the target, seconds and MiB of memory."""
    target, seconds, memory_mb = sys.argv[1], float(sys.argv[2]), int(sys.argv[3])
    requests = os.fdopen(os.dup(0), "rb")
    replies = os.fdopen(os.dup(1), "wb")
    # A library that prints must not be able to speak for the worker.
    os.dup2(os.open(os.devnull, os.O_RDWR), 0)
    os.dup2(2, 1)
    shut_off_network()
    limit_memory(memory_mb)
    send(replies, Reply())
    while (path := receive(requests)) is not None:
        # Ends a worker whose parent died, even inside C code that never returns.
        if hasattr(signal, "setitimer"):
            signal.setitimer(signal.ITIMER_REAL, seconds * 1.5 + 5)
        reply = answer(target, Path(path), memory_mb)
        if hasattr(signal, "setitimer"):
            signal.setitimer(signal.ITIMER_REAL, 0)
        send(replies, reply)
        if reply.retire:
            return


def answer(target: str, path: Path, memory_mb: int) -> Reply:
    """Return the reply for one file; whatever goes wrong becomes a reason."""
    try:
        content = read_bytes(path)
        result = _function(target)(path, content)
    except PartlyUnreadable as error:
        return Reply(list(error.documents), error.reason, _is_swollen(memory_mb))
    except UnreadableFile as error:
        inner = "" if error.path == path else f"{error.path.name}: "
        return Reply(None, inner + error.reason, _is_swollen(memory_mb))
    except MemoryError:
        return Reply(None, f"needs more than {memory_mb:,} MiB of memory", retire=True)
    except RecursionError:
        return Reply(None, "is nested too deeply", retire=True)
    except OSError as error:
        return Reply(None, f"can't be opened: {error.strerror or error}")
    except zlib.error as error:
        return Reply(None, f"is damaged: {error}")
    except Exception as error:  # noqa: BLE001 - the file is hostile until proven otherwise
        return Reply(None, f"can't be read: {type(error).__name__}: {error}"[:500], _is_swollen(memory_mb))
    return Reply(result, None, _is_swollen(memory_mb))


def read_bytes(path: Path) -> bytes:
    """Return a regular file's bytes. Raises UnreadableFile for devices, pipes and files over 256 MiB."""
    state = path.stat()
    if not stat.S_ISREG(state.st_mode):
        raise UnreadableFile(path, "is not a regular file")
    if state.st_size > MAX_FILE:
        raise UnreadableFile(
            path, f"is {state.st_size / 2**20:,.0f} MiB; at most {MAX_FILE >> 20} MiB are read"
        )
    return path.read_bytes()


def send(stream: BinaryIO, value: Any) -> None:
    """Write one value with its length before it."""
    data = pickle.dumps(value, pickle.HIGHEST_PROTOCOL)
    stream.write(struct.pack("<Q", len(data)))
    stream.write(data)
    stream.flush()


def receive(stream: BinaryIO) -> str | None:
    """Return the next path, None at the end."""
    head = stream.read(8)
    if len(head) < 8:
        return None
    return stream.read(struct.unpack("<Q", head)[0]).decode("utf-8", "surrogateescape")


def shut_off_network() -> None:
    """Leave the network: by a namespace of its own where the system allows it, and in Python always."""
    if sys.platform == "linux":
        libc = ctypes.CDLL(None, use_errno=True)
        user, group = os.getuid(), os.getgid()
        if libc.unshare(_CLONE_NEWNET) != 0 and libc.unshare(_CLONE_NEWUSER | _CLONE_NEWNET) == 0:
            with contextlib.suppress(OSError):
                Path("/proc/self/uid_map").write_text(f"{user} {user} 1")
                Path("/proc/self/setgroups").write_text("deny")
                Path("/proc/self/gid_map").write_text(f"{group} {group} 1")

    def refuse(event: str, _: tuple[Any, ...]) -> None:
        if event in _NETWORK:
            raise PermissionError(f"{event}: files are read without network")

    sys.addaudithook(refuse)


def limit_memory(memory_mb: int) -> None:
    """Bound what the process can allocate, so that it sees a MemoryError; the parent watches its size too.

    RLIMIT_DATA and not RLIMIT_AS: numerical libraries reserve address space that they never touch.
    """
    if sys.platform == "win32":
        return
    import resource

    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if sys.platform == "linux":
        limit = memory_mb * 2**20
        resource.setrlimit(resource.RLIMIT_DATA, (limit, limit))


def _is_swollen(memory_mb: int) -> bool:
    """Return whether the process has grown so large that a fresh one should go on."""
    if sys.platform == "win32":
        return False
    import resource

    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak * (1 if sys.platform == "darwin" else 1024) > memory_mb * 2**20 // 2


def _function(target: str) -> Callable[[Path, bytes], Any]:
    module, _, name = target.partition(":")
    function: Callable[[Path, bytes], Any] = getattr(import_module(module), name)
    return function

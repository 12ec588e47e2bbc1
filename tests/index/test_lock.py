"""One writer at a time, and a second is told who the first is."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from storage_samples import put

from index import lock
from index.catalogue import Catalogue, CatalogueError

HOLD = """
import sys, time
from pathlib import Path
from index.catalogue import Catalogue
with Catalogue.open(Path(sys.argv[1]), write=True):
    print("held", flush=True)
    sys.stdin.read()
"""


def holding(folder: Path) -> subprocess.Popen[str]:
    process = subprocess.Popen(
        [sys.executable, "-c", HOLD, str(folder)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "held\n"
    return process


def test_a_second_writer_is_told_who_the_first_is(tmp_path: Path) -> None:
    process = holding(tmp_path)
    try:
        with pytest.raises(lock.IndexLocked) as caught:
            Catalogue.open(tmp_path, write=True)
        assert f"process {process.pid}" in str(caught.value)
        assert caught.value.holder is not None
        assert caught.value.holder.alive()
        assert lock.is_held(tmp_path)
        with Catalogue.open(tmp_path) as reader:
            assert reader.documents() == ()
    finally:
        process.communicate("", 20)
    assert not lock.is_held(tmp_path)
    with Catalogue.open(tmp_path, write=True) as catalogue:
        assert catalogue.killed_writer is None


def test_a_second_writer_in_the_same_process_is_refused(tmp_path: Path) -> None:
    with (
        Catalogue.open(tmp_path, write=True),
        pytest.raises(lock.IndexLocked, match=f"process {os.getpid()}"),
    ):
        Catalogue.open(tmp_path, write=True)


def test_the_lock_of_a_killed_writer_is_free_and_its_name_is_known(tmp_path: Path) -> None:
    process = holding(tmp_path)
    process.send_signal(signal.SIGKILL)
    process.wait(20)
    killed = lock.holder(tmp_path)
    assert killed is not None
    assert killed.pid == process.pid
    assert killed.alive() is False
    with Catalogue.open(tmp_path, write=True) as catalogue:
        assert catalogue.killed_writer == killed
        put(catalogue, 1)
    assert lock.holder(tmp_path) is None


def test_a_lock_without_a_name_still_locks(tmp_path: Path) -> None:
    with lock.writer(tmp_path):
        (tmp_path / lock.HOLDER).write_text("{", "utf-8")
        with pytest.raises(lock.IndexLocked, match="left no name"), lock.writer(tmp_path):
            pass


def test_an_error_while_writing_frees_the_lock(tmp_path: Path) -> None:
    with pytest.raises(RuntimeError), lock.writer(tmp_path):
        raise RuntimeError
    assert lock.holder(tmp_path) is None
    assert not lock.is_held(tmp_path)


def test_a_folder_that_can_not_be_made_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(CatalogueError, match="can't be written"):
        Catalogue.open(tmp_path / "file" / "index", write=True)

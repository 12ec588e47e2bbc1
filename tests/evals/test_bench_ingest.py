from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from evals.benchmarks.ingest import documents
from evals.benchmarks.memory import Watch


@pytest.mark.skipif(not Path("/proc/self/smaps_rollup").exists(), reason="no /proc")
def test_the_memory_of_a_child_s_child_counts() -> None:
    inner = "held = bytearray(200_000_000); held[::4096] = b'x' * len(held[::4096]); input()"
    outer = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {inner!r}])"
    with subprocess.Popen([sys.executable, "-c", outer], stdin=subprocess.PIPE) as process:
        watch = Watch(process.pid)
        for _ in range(100):
            if (watch.peak_mb or 0) > 200:
                break
            watch._stop.wait(0.1)
        assert process.stdin is not None
        process.stdin.close()
    watch.stop()
    assert 200 < (watch.peak_mb or 0) < 400
    assert (Watch(os.getpid()).peak_mb or 0) < 10_000


def test_the_documents_to_measure_on_are_as_many_as_asked_for_and_all_differ(tmp_path: Path) -> None:
    files = list(documents(50, tmp_path).iterdir())
    assert len({path.read_bytes() for path in files}) == 50
    assert {path.suffix for path in files} == {".txt", ".md", ".html", ".docx"}


@pytest.mark.slow
def test_the_usual_way_embeds_with_the_same_weights(tmp_path: Path) -> None:
    from evals.benchmarks.standard_bert import load
    from index.embedding import E5

    texts = ["The conference opens on 6 June 2022.", "大会将于2022年6月6日开幕。", "يفتتح المؤتمر في 6 يونيو"]
    usual = load(tmp_path).encode([f"passage: {text}" for text in texts])
    ours = E5(bulk=False).embed_passages(texts)
    assert float(np.min((usual * ours).sum(1))) > 0.999

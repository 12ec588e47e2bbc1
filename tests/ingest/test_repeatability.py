"""The same document is read alike in every process, whatever order its sets come in."""

from __future__ import annotations

import os
import subprocess
import sys

SCRIPT = """
import sys
from ingest.documents import Document
from ingest.linking import read_events
from ingest.mentions import find_mentions
from ingest.structure import lay_out_plain

text = sys.stdin.read()
document = Document("d1", "d1.txt", text, lay_out_plain(text), language="ar")
mentions = find_mentions(document, ())
print(mentions, read_events(document, (), mentions))
"""
TEXT = """الموضوع: مؤتمر القمة العالمي المعني بالبذور (WSS-27)

في إطار التحضير لمؤتمر القمة العالمي المعني بالبذور (WSS-27)، سيُعقد الاجتماع التحضيري الإقليمي لمنطقة آسيا \
والمحيط الهادئ (RPM-ASP) في جاكرتا (إندونيسيا) من 27 إلى 28 أبريل 2027.

وافق القمة العالمي المعني بالبذور (WSS-27) على ذلك.
"""


def test_reading_does_not_depend_on_the_order_of_sets() -> None:
    told = set()
    for seed in range(1, 7):
        environment = {**os.environ, "PYTHONHASHSEED": str(seed), "PYTHONPATH": os.pathsep.join(sys.path)}
        run = subprocess.run(
            [sys.executable, "-c", SCRIPT], input=TEXT, env=environment, capture_output=True, text=True,
            check=True,
        )  # fmt: skip
        told.add(run.stdout)
    assert len(told) == 1

"""A document in traditional characters is read like one in simplified ones, and quoted as it is written."""

from __future__ import annotations

from pathlib import Path

from opencc import OpenCC

from ingest.harvest import Harvest, harvest
from ingest.mentions.mention import MentionKind

LETTER = """文号：HK-31/004号通函

日期：2031年1月15日

标题：世界港口通信大会（WHCC-31）邀请函

世界港口通信大会（WHCC-31）将于2031年5月5日至9日在葡萄牙里斯本举行。

注册截止日期为2031年4月1日。

灯塔青年峰会将于2031年5月2日在意大利举行。
"""


def read(text: str) -> Harvest:
    (found,) = harvest(Path("letter.txt"), text.encode())
    return found


def facts_of(found: Harvest) -> set[tuple[str, str, str, int, int]]:
    return {
        (reading.key, one.attribute.value, one.value, one.start, one.end)
        for reading in found.readings
        for one in reading.statements
        if one.attribute.value in ("date", "city", "country", "status")
    }


def test_the_same_is_read_of_both_and_spans_are_of_the_text_as_written() -> None:
    text = OpenCC("s2t").convert(LETTER)
    simple, traditional = read(LETTER), read(text)
    assert text != LETTER
    assert facts_of(simple) == facts_of(traditional) != set()
    assert {("whcc-31", "date", "2031-05-05/2031-05-09")} <= {fact[:3] for fact in facts_of(traditional)}
    document = traditional.document
    assert document.text == text.rstrip("\n") or document.text == text
    for mention in traditional.mentions:
        assert mention.text == document.text[mention.start : mention.end]
    for reading in traditional.readings:
        for name in reading.names:
            assert name.text == document.text[name.start : name.end]
        for one in reading.statements:
            assert one.text == document.text[one.start : one.end]


def test_symbol_day_of_issue_and_title_are_found_and_the_title_is_as_written() -> None:
    document = read(OpenCC("s2t").convert(LETTER)).document
    assert document.symbol == "HK-31/004"
    assert str(document.issued) == "2031-01-15"
    assert document.title == "世界港口通信大會（WHCC-31）邀請函"


def test_years_of_the_republic_are_read() -> None:
    found = read("會議通知\n\n世界港口通信大會（WHCC-26）將於民國115年3月9日在臺北舉行。\n")
    dates = {mention.value for mention in found.mentions if mention.kind is MentionKind.DATE}
    assert dates == {"2026-03-09"}
    assert any(fact[:3] == ("whcc-26", "date", "2026-03-09") for fact in facts_of(found))

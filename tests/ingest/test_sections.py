"""Papers of several editions in one file: what stands under a heading is of the edition that it names."""

from __future__ import annotations

from pathlib import Path

import pytest

from ingest.document import build_documents
from ingest.events import Attribute, Reading
from ingest.linking import read_events
from ingest.mentions import find_mentions
from ingest.mentions.names import find_event_names
from ingest.merging import merge
from ingest.passages import split

PAPERS = """# BOG-17/6：BOGC-28（提尔曼，2028年）总结

第二十八届沼泽大会（BOGC-28）于2028年10月9日至20日在提尔曼举行。BOGC-28的大会主题是“守护每一片静水”。BOGC-28有94国出席。

大会六个议项中有三个重复。BOGC-28之后，BOGC-28的问卷已经发出。

# BOG-18/2：BOGC-31邀请函

谨邀请贵国出席2031年5月12日至21日在里加举行的第三十一届沼泽大会（BOGC-31）。

大会主题为“通往深泉的道路”。
"""


def readings(text: str) -> tuple[Reading, ...]:
    document = build_documents(Path("papers.md"), text.encode())[0]
    passages = split(document)
    return read_events(document, passages, find_mentions(document, passages))


def themes(text: str) -> dict[str, str]:
    return {
        one.key: statement.value
        for one in readings(text)
        for statement in one.statements
        if statement.attribute is Attribute.THEME
    }


def test_the_conference_of_a_section_is_that_of_its_heading() -> None:
    assert themes(PAPERS)["bogc-31"] == "通往深泉的道路"
    assert themes(PAPERS)["bogc-28"] == "守护每一片静水"


def test_a_section_whose_heading_names_two_editions_changes_nothing() -> None:
    both = PAPERS.replace("BOGC-31邀请函", "BOGC-28和BOGC-31")
    assert themes(both).get("bogc-31") != "通往深泉的道路"


def test_a_noun_before_an_acronym_is_no_name_of_its_series() -> None:
    mentions = find_event_names("小组审议了第三十一届大会（BOGC-31）的议程。下届大会的地点未定。", "zh")
    assert [m.text for m in mentions if {"edition", "series"} & set(m.flags)] == ["大会", "BOGC-31"]


@pytest.mark.parametrize(
    "text",
    ["提案国可以自己的名义提交大会。", "请将报告转交大会审议。", "任何成员不得阻止大会。"],
)
def test_a_verb_is_no_part_of_a_name(text: str) -> None:
    assert [m.text for m in find_event_names(text, "zh") if "proper" in m.flags] == []


@pytest.mark.parametrize(
    ("row", "dated"),
    [("Opening of BOGC-31", False), ("BOGC-31闭幕", False), ("BOGC-31", True)],
)
def test_a_row_with_the_first_or_last_day_does_not_say_when_a_conference_is_held(
    row: str, dated: bool
) -> None:
    text = f"# Calendar\n\n| What | When |\n|---|---|\n| {row} | 12 May 2031 |\n"
    found = {s.value for one in readings(text) for s in one.statements if s.attribute is Attribute.DATE}
    held = {one.key for one in readings(text) if any(s.attribute is Attribute.DATE for s in one.statements)}
    assert ("bogc-31" in held) is dated
    assert found <= {"2031-05-12"}


THEMES = """Letter BOG-36/009

4 January 2036

The Tenth World Bog Conference (BOGC-36) will be held in Tashkent, Uzbekistan, from 3 to 14 March 2036.

Its theme is "Partnership for the last ten bogs", whereas BOGC-32 in Arequipa had met under "Moss that stays".
"""


def test_its_theme_is_that_of_the_event_before_not_of_one_named_after() -> None:
    assert themes(THEMES) == {"bogc-36": "Partnership for the last ten bogs"}


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("The Fourth World Bog Forum (BOF-4) will be held in Riga from 4 to 12 September 2036.", {"bof-4"}),
        ("第三届青年沼泽大会（YBC-3）将于2036年10月10日至11日在里加举行。", {"ybc-3"}),
        ("The Inter-Regional Meeting (IRM-1) for BOGC-36 will be held on 4 May 2035.", {"irm-1@bogc-36"}),
    ],
)
def test_an_acronym_with_one_digit_is_an_edition_where_the_text_explains_it(
    text: str, keys: set[str]
) -> None:
    dated = {one.key for one in readings(text) if any(s.attribute is Attribute.DATE for s in one.statements)}
    assert dated == keys


def test_the_fourth_is_not_the_third() -> None:
    text = "第三届沼泽大会（BOGC-33）于2033年10月10日至11日在里加举行。埃及提出承办第四届大会。"
    hosted = {
        (one.key, s.value)
        for one in readings(text)
        for s in one.statements
        if s.attribute is Attribute.COUNTRY
    }
    assert ("bogc-33", "EG") not in hosted


MOVED = """文件BOG-34/12

2034年11月3日

理事会确认第二十九届沼泽大会（BOGC-29）将于2034年10月9日至18日在里加召开，但须经成员国多数同意。

据此，第CL-34/02号通函通知各成员国，BOGC-29改于2035年3月5日至14日举行，地点不变。
"""


def test_days_that_a_paper_tells_to_have_moved_supersede_those_that_it_told_before() -> None:
    document = build_documents(Path("moved.txt"), MOVED.encode())[0]
    passages = split(document)
    events = merge(
        read_events(document, passages, find_mentions(document, passages)), {document.id: document}
    )
    held = next(event for event in events if event.key == "bogc-29").attributes[Attribute.DATE]
    assert held.current.value == "2035-03-05/2035-03-14"
    assert [value.value for value in held.superseded] == ["2034-10-09/2034-10-18"]
    assert not held.conflicting

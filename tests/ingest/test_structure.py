"""Headings, numbers, items and flattened tables, found in plain text of six languages."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest

from ingest.documents import Block, BlockKind
from ingest.elements import Element, ElementCell
from ingest.numbering import read_markers
from ingest.structure import lay_out, lay_out_plain

REAL = Path(__file__).parents[3] / "shared" / "corpus"


def shown(text: str, kind: BlockKind) -> list[tuple[str, int, str | None]]:
    """Return text, level and number of the blocks of one kind."""
    return [
        (text[block.start : block.end], block.level, block.number)
        for block in lay_out_plain(text)
        if block.kind is kind
    ]


def rows(text: str, blocks: tuple[Block, ...], table: int = 1) -> list[dict[str, str]]:
    """Return the rows of a table as head to cell, white space within a cell collapsed."""
    return [
        {" ".join(cell.heads): " ".join(text[cell.start : cell.end].split()) for cell in block.cells}
        for block in blocks
        if block.table == table and any(cell.heads for cell in block.cells)
    ]


FLATTENED = {
    "en": (
        ("Region", "Dates", "Host country and city"),
        ("RPM-ARB", "4-5 February 2025", "Amman, Jordan"),
        ("RPM-EUR", "25 February\nto 26 February 2025", "Budapest, Hungary"),
        ("RPM-CIS", "24 April\n– 25 April 2025", "Bishkek, Kyrgyzstan"),
    ),
    "fr": (
        ("Région", "Dates", "Lieu"),
        ("RPM-AFR", "8-9 avril 2025", "Nairobi (Kenya)"),
        ("RPM-EUR", "25 février\nau 26 février 2025", "Budapest (Hongrie)"),
    ),
    "es": (
        ("Región", "Fechas", "Lugar"),
        ("RPM-AMS", "1-2 de abril de 2025", "Asunción (Paraguay)"),
        ("RPM-ASP", "20 de marzo\nal 21 de marzo de 2025", "Bangkok (Tailandia)"),
    ),
    "ru": (
        ("Регион", "Даты", "Место проведения"),
        ("РПС-АРБ", "4–5 февраля 2025 года", "Амман, Иордания"),
        ("РПС-СНГ", "24 апреля\nпо 25 апреля 2025 года", "Бишкек, Кыргызстан"),
    ),
    "ar": (
        ("المنطقة", "التاريخ", "المكان"),
        ("الدول العربية", "4-5 فبراير 2025", "عمان، الأردن"),
        ("إفريقيا", "8 أبريل\nإلى 9 أبريل 2025", "نيروبي، كينيا"),
    ),
    "zh": (
        ("区域", "日期", "东道国及城市"),
        ("RPM-ARB", "2025年2月4日至5日", "约旦阿曼"),
        ("RPM-EUR", "2025年2月25日\n至26日", "匈牙利布达佩斯"),
    ),
}


@pytest.mark.parametrize("indent", ["\t", "    "])
@pytest.mark.parametrize("language", FLATTENED)
def test_a_table_of_one_cell_a_line_gives_rows_with_their_heads(language: str, indent: str) -> None:
    heads, *records = FLATTENED[language]
    table = "\n\n".join("\n".join(indent + cell for cell in record) for record in (heads, *records))
    text = f"4.1\t…:\n{table}\n\n\n4.2\t….\n"
    found = rows(text, lay_out_plain(text))
    assert found == [
        dict(zip(heads, (" ".join(cell.split()) for cell in record), strict=True)) for record in records
    ]


def test_a_place_that_begins_like_a_range_is_a_cell_of_its_own() -> None:
    records = [
        ["Region", "Date", "Place"],
        ["ARB", "3 May 2025", "Al Khobar"],
        ["EUR", "9 May 2025", "A Coruña"],
    ]
    text = "\n\n".join("\n".join("\t" + cell for cell in record) for record in records)
    assert [list(row.values()) for row in rows(text, lay_out_plain(text))] == records[1:]


def test_rows_without_heads_stay_without() -> None:
    text = "4.3\tTwo meetings:\n\tIRM-1\n\t14-15 July 2025 (virtual)\n\n\tIRM-2\n\t29-30 September 2025\n\n\nAfter.\n"
    cells = [[text[c.start : c.end] for c in block.cells] for block in lay_out_plain(text) if block.table]
    assert cells == [["IRM-1", "14-15 July 2025 (virtual)"], ["IRM-2", "29-30 September 2025"]]
    assert all(not cell.heads for block in lay_out_plain(text) for cell in block.cells)


@pytest.mark.parametrize(
    "lines",
    [
        ["Meeting\tDates\tPlace", "RPM-AFR\t8-9 April 2025\tNairobi", "RPM-EUR\t25-26 February 2025\tBudapest"],
        ["Meeting | Dates | Place", "---|---|---", "RPM-AFR | 8-9 April 2025 | Nairobi", "RPM-EUR | 25-26 February 2025 | Budapest"],
        ["| Meeting | Dates | Place |", "|---|---|---|", "| RPM-AFR | 8-9 April 2025 | Nairobi |", "| RPM-EUR | 25-26 February 2025 | Budapest |"],
        ["Meeting   Dates                 Place", "RPM-AFR   8-9 April 2025        Nairobi", "RPM-EUR   25-26 February 2025   Budapest"],
    ],
    ids=["tabs", "pipes", "markdown", "columns"],
)  # fmt: skip
def test_a_table_of_one_row_a_line_gives_rows_with_their_heads(lines: list[str]) -> None:
    text = "The meetings were held as follows.\n\n" + "\n".join(lines) + "\n\nThey were well attended.\n"
    assert rows(text, lay_out_plain(text)) == [
        {"Meeting": "RPM-AFR", "Dates": "8-9 April 2025", "Place": "Nairobi"},
        {"Meeting": "RPM-EUR", "Dates": "25-26 February 2025", "Place": "Budapest"},
    ]


def test_records_that_are_not_indented_are_rows_where_three_have_the_same_lines() -> None:
    text = "RPM-AMS\n1-2 de abril de 2025\nAsunción\n\nRPM-EUR\n25-26 de febrero de 2025\nBudapest\n\nRPM-ASP\n20-21 de marzo de 2025\nBangkok\n"
    assert sum(block.kind is BlockKind.ROW for block in lay_out_plain(text)) == 3


def test_a_letterhead_is_no_table() -> None:
    text = "Ref:        CL-25/012\nContact:    Ms Jane Roe\nTelephone:  +41 22 730 0000\nFax:        +41 22 730 0001\n"
    assert {block.kind for block in lay_out_plain(text)} == {BlockKind.PARAGRAPH}
    assert len(lay_out_plain(text)) == 4


def test_a_label_broken_around_its_value_stays_one_block() -> None:
    text = "电话： +41 22 730 0000\n电子：forum@example.org\n邮件：\n\n事由： 邀请函\n"
    assert "电子：forum@example.org\n邮件：" in [text[b.start : b.end] for b in lay_out_plain(text)]


AGENDA = """附件 2

论坛议程草案

本议程草案将提交理事会批准。

一 开幕

- 1) 主席致辞
- 2) 选举：
 - a) 副主席
 - b) 报告人

二 工作计划

- 3) 预算
 - 4) 其他事宜
"""


def test_items_go_on_over_parts_and_keep_their_depth() -> None:
    assert shown(AGENDA, BlockKind.HEADING) == [
        ("附件 2", 1, "附件 2"),
        ("论坛议程草案", 2, None),
        ("一 开幕", 3, "一"),
        ("二 工作计划", 3, "二"),
    ]
    assert [(level, number) for _, level, number in shown(AGENDA, BlockKind.ITEM)] == [
        (0, "1)"), (0, "2)"), (1, "a)"), (1, "b)"), (0, "3)"), (0, "4)"),
    ]  # fmt: skip


def test_nested_lists_return_to_their_level() -> None:
    text = "(a) contributions;\n(b) registration:\n    (i) fellowships;\n    (ii) visas;\n(c) hotels.\n"
    assert [(n, level) for _, level, n in shown(text, BlockKind.ITEM)] == [
        ("(a)", 0), ("(b)", 0), ("(i)", 1), ("(ii)", 1), ("(c)", 0),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "headings"),
    [
        ("1\tBackground\n1.1\tThe forum meets every year.\n2\tVenue\n2.1\tIt meets in Oslo.\n", ["1", "2"]),
        ("I. Ouverture\n\nLe président parle.\n\nII. Clôture\n\nOn se quitte.\n", ["I.", "II."]),
        ("一、背景\n论坛每年举行一次。\n二、会址\n在奥斯陆举行。\n", ["一、", "二、"]),
        ("第一章 总则\n论坛每年举行一次。\n第二章 会址\n在奥斯陆举行。\n", ["第一章", "第二章"]),
        ("1. ОТКРЫТИЕ\n\nСобрание откроется в 10 час.\n\n2. ЗАКРЫТИЕ\n\nВ пятницу.\n", ["1.", "2."]),
        ("أولاً: الافتتاح\n\nيفتتح الرئيس المؤتمر.\n\nثانياً: الختام\n\nيوم الجمعة.\n", ["أولاً", "ثانياً"]),
        ("Annex 1\n\nProgramme\n\nDay one.\n\nAnexo B\n\nPrograma\n\nDía uno.\n", ["Annex 1", "Anexo B"]),
    ],
)
def test_numbered_lines_with_a_body_are_headings(text: str, headings: list[str]) -> None:
    assert [number for _, _, number in shown(text, BlockKind.HEADING) if number] == headings


@pytest.mark.parametrize(
    "text",
    [
        "1 Opening of the meeting\n2 Adoption of the agenda\n3 Any other business\n",
        "1. Ouverture\n2. Adoption de l'ordre du jour\n3. Divers\n",
        "1、会议开幕\n2、通过议程\n3、其他事宜\n",
    ],
)
def test_numbered_lines_without_bodies_are_items(text: str) -> None:
    assert len(shown(text, BlockKind.ITEM)) == 3


@pytest.mark.parametrize(
    "line",
    ["25 Member States attended the forum.", "9.30 Opening by the Chair", "12.05 is the time.", "I am glad.", "3.5 million people came."],
)  # fmt: skip
def test_a_sentence_that_begins_with_a_number_has_none(line: str) -> None:
    (block,) = lay_out_plain(line)
    assert (block.kind, block.number) == (BlockKind.PARAGRAPH, None)


def test_an_enclosure_list_is_not_the_annex() -> None:
    text = "Yours faithfully,\n\nJane Roe\n\nAnnex 1: Draft agenda\n\nAnnex 1\n\nDraft agenda\n\nOpening.\n"
    annexes = [(b.kind, text[b.start : b.end]) for b in lay_out_plain(text) if b.number == "Annex 1"]
    assert annexes == [(BlockKind.ITEM, "Annex 1: Draft agenda"), (BlockKind.HEADING, "Annex 1")]


def test_a_single_long_line_that_breaks_off_goes_on_in_the_next() -> None:
    text = (
        "Dear Sir or Madam,\n\n"
        "I am pleased to invite you to the Harbour Lights Congress, which will be held in Porto, Portugal,\n"
        "from 9 to 13 June 2031.\n\n"
        "Room A\nroom B\n"
    )
    read = [text[block.start : block.end] for block in lay_out_plain(text)]
    assert "from 9 to 13 June 2031." not in read
    assert any("Portugal,\nfrom 9" in paragraph for paragraph in read)
    assert "room B" in read


def test_wrapped_lines_are_one_paragraph_and_short_ones_are_not() -> None:
    text = (
        "I have the honour to invite your Administration to take part in the World\n"
        "Forum on Spectrum, which will be held in Nairobi, Kenya, from Monday, 6 to\n"
        "10 October 2025, as the Council decided at its session of last year. It is\n"
        "convened by the Secretary-General, who will open it with the host country.\n"
        "\n"
        "Jane Roe\n"
        "Secretary-General\n"
    )
    assert [text[b.start : b.end].count("\n") for b in lay_out_plain(text)] == [3, 0, 0]


def test_every_character_is_in_one_block_and_none_in_two() -> None:
    for text in (AGENDA, "\n\n \t\n", "a", "\ufeff标题\n\n| a | b |\n|---|---|\n| 1 | 2 |\n| 3 | 4 |\n"):
        blocks = lay_out_plain(text)
        assert all(a.end <= b.start for a, b in pairwise(blocks))
        for block in blocks:
            assert block.start < block.end
            assert all(block.start <= cell.start <= cell.end <= block.end for cell in block.cells)


def test_plain_elements_give_back_their_lines_as_the_text() -> None:
    lines = ["\t概要：", "本文件介绍情况。", "", "1\t背景", "1.1\t会议每年举行。"]
    text, blocks = lay_out([Element(BlockKind.PARAGRAPH, line) for line in lines], plain=True)
    assert text == "\n".join(lines)
    assert [b.number for b in blocks] == [None, None, "1", "1.1"]


def test_elements_of_a_format_are_laid_out_with_numbers_and_cells() -> None:
    elements = [
        Element(BlockKind.HEADING, "Dates", level=2, number="2.1", page=3),
        Element(BlockKind.PARAGRAPH, "a) not a heading", page=3),
        Element(BlockKind.ROW, "", cells=(ElementCell("Region"), ElementCell("Dates")), table=1),
        Element(BlockKind.ROW, "", cells=(ElementCell("AFR", ("Region",)), ElementCell("8-9 April", ("Dates",))), table=1),
        Element(BlockKind.FOOTNOTE, "A note.", number="1"),
        Element(BlockKind.PARAGRAPH, "   "),
    ]  # fmt: skip
    text, blocks = lay_out(elements, plain=False)
    assert text == "2.1 Dates\n\na) not a heading\n\nRegion | Dates\nAFR | 8-9 April\n\n1 A note."
    heading, item, head, row, note = blocks
    assert (heading.kind, heading.level, heading.number, heading.page) == (BlockKind.HEADING, 2, "2.1", 3)
    assert (item.kind, item.number) == (BlockKind.ITEM, "a)")
    assert [text[c.start : c.end] for c in row.cells] == ["AFR", "8-9 April"]
    assert [c.heads for c in row.cells] == [("Region",), ("Dates",)]
    assert head.table == row.table == 1
    assert note.kind is BlockKind.FOOTNOTE


def test_headings_that_are_only_typed_are_found_where_none_is_styled() -> None:
    typed = [
        Element(BlockKind.PARAGRAPH, text)
        for text in ("1. Background", "It meets every year.", "2. Venue", "It meets in Oslo.")
    ]
    _, blocks = lay_out(typed, plain=False)
    assert [block.kind is BlockKind.HEADING for block in blocks] == [True, False, True, False]
    styled = [Element(BlockKind.HEADING, "Report", level=1), *typed]
    _, blocks = lay_out(styled, plain=False)
    assert sum(block.kind is BlockKind.HEADING for block in blocks) == 1


def test_empty_text_has_no_blocks() -> None:
    assert lay_out([], plain=True) == ("", ())
    assert lay_out([], plain=False) == ("", ())


@pytest.mark.skipif(not REAL.is_dir(), reason="the real documents are not here")
def test_the_regional_meetings_of_the_real_document_are_rows() -> None:
    text = (REAL / "003_bd709cd47b760d20.txt").read_text("utf-8")
    found = rows(text, lay_out_plain(text))
    assert [(row["区域"], row["日期"], row["东道国及城市"]) for row in found] == [
        ("RPM-ARB", "2025年2月4日至5日", "约旦阿曼"),
        ("RPM-EUR", "2025年2月25日 至26日", "匈牙利布达佩斯"),
        ("RPM-ASP", "2025年3月20日 至21日", "泰国曼谷"),
        ("RPM-AMS", "2025年4月1日至2日", "巴拉圭亚松森"),
        ("RPM-AFR", "2025年4月8日至9日", "肯尼亚内罗毕"),
        ("RPM-CIS", "2025年4月24日 至25日", "吉尔吉斯斯坦比什凯克"),
    ]
    second = [[text[c.start : c.end] for c in b.cells] for b in lay_out_plain(text) if b.table == 2]
    assert [row[0] for row in second] == ["IRM-1", "IRM-2"]


@pytest.mark.skipif(not REAL.is_dir(), reason="the real documents are not here")
def test_the_real_agenda_has_its_fourteen_items_in_three_parts() -> None:
    text = (REAL / "000_5fc555876e3ccc0c.txt").read_text("utf-8")
    items = [number for _, level, number in shown(text, BlockKind.ITEM) if level == 0 and number]
    assert [number for number in items if number.endswith(")")] == [f"{n})" for n in range(1, 15)]
    assert [n for _, _, n in shown(text, BlockKind.HEADING)] == ["附件 1", None, "一", "二", "三"]


@pytest.mark.parametrize(
    "line", ["1 September 2026", "1 декабря 2026 года", "1 de mayo de 2027", "1 سبتمبر 2026", "1 May"]
)
def test_a_date_that_opens_a_line_is_no_number(line: str) -> None:
    assert read_markers(line) == ()
    assert read_markers("1 Opening of the meeting")

"""Passages: exact spans that cover the document, cut along its structure."""

from __future__ import annotations

from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.documents import BlockKind, Document, passage_id
from ingest.elements import Element, ElementCell
from ingest.passages import MAX_TOKENS, MIN_TOKENS, split
from ingest.structure import lay_out, lay_out_plain

REAL = Path(__file__).parents[3] / "shared" / "corpus"

LINES = st.sampled_from(
    [
        "", "", "   ", "\t", "-", "附件 1", "一 开幕", "- 1) 主席致辞", " - a) 副主席", "1\tBackground", "1.1\tIt meets.",
        "2. Venue", "Annex 2", "Приложение 1", "أولاً: الافتتاح", "| a | b |", "|---|---|", "| 1 | 2 |", "\t区域", "\t2025年2月4日",
        "至5日", "电话： +41 22 730 0000", "邮件：", "概要：", "\u00a0", "\u3000", "# Title", "=====", "\x0b", "\u2028", "…",
        "世界电信发展大会将于2025年11月17日至28日在巴库举行。" * 3, "The Conference will be held in Baku. " * 4,
        "Конференция пройдёт в Баку. " * 30, "会议" * 400, "x" * 3000, "عقد المؤتمر في باكو. " * 40,
    ]
)  # fmt: skip
TEXTS = st.one_of(st.lists(LINES, max_size=40).map("\n".join), st.text(max_size=300))


def document(text: str, **facts: object) -> Document:
    return Document("d" * 16, "a.txt", text, lay_out_plain(text), **facts)  # type: ignore[arg-type]


def check(made: Document) -> None:
    passages = split(made)
    for passage in passages:
        assert passage.text == made.text[passage.start : passage.end]
        assert passage.text == passage.text.strip()
        assert passage.text
        assert passage.id == passage_id(made.id, passage.start, passage.end)
        assert 0 < passage.tokens <= MAX_TOKENS
    assert [passage.ordinal for passage in passages] == list(range(len(passages)))
    assert all(before.end <= after.start for before, after in pairwise(passages))
    covered = 0
    for passage in passages:
        assert not made.text[covered : passage.start].strip()
        covered = passage.end
    assert not made.text[covered:].strip()


@settings(max_examples=150, deadline=None)
@given(TEXTS)
def test_passages_are_exact_ordered_and_leave_nothing_out(text: str) -> None:
    check(document(text))


ELEMENTS = st.builds(
    Element,
    kind=st.sampled_from(list(BlockKind)),
    text=LINES,
    level=st.integers(0, 9),
    number=st.sampled_from([None, "1", "2.1", "a)"]),
    page=st.sampled_from([None, 1, 2]),
    cells=st.lists(st.builds(ElementCell, LINES, st.tuples(st.text(max_size=5))), max_size=3).map(tuple),
    table=st.sampled_from([None, 1, 2]),
)


@settings(max_examples=100, deadline=None)
@given(st.lists(ELEMENTS, max_size=25))
def test_passages_of_any_format_are_exact_too(elements: list[Element]) -> None:
    text, blocks = lay_out(elements, plain=False)
    check(Document("d" * 16, "a.docx", text, blocks))


def test_a_document_without_blocks_is_cut_as_well() -> None:
    text = "1\tBackground\n1.1\tThe Conference will be held in Baku.\n"
    passages = split(Document("d" * 16, "a.txt", text))
    assert [passage.heading_path for passage in passages] == [("1 Background",)]


REPORT = """1\tBackground
1.1\tThe World Forum is convened every three years by the Secretary-General, and each region hosts it in turn, so that every administration has the chance to receive the delegates of the others at least once in eighteen years, as the Plenipotentiary Conference wished, and as it was agreed.
1.2\tDecision 641 says when the Forum is to be held, in which city, and for how many days, and asks the Council to confirm it by correspondence with all Member States no later than nine months before it opens, together with its draft agenda, its budget and the list of documents.
2\tMeetings
2.1\tSix regional meetings were held:

\tRegion
\tDates
\tHost

\tAFR
\t8-9 April 2025
\tNairobi, Kenya

\tEUR
\t25 February
to 26 February 2025
\tBudapest, Hungary


2.2\tThey were well attended.
"""


def test_numbered_paragraphs_stand_alone_and_carry_their_headings() -> None:
    made = document(REPORT, title="Report on the Forum", symbol="C25/7", issued=date(2025, 5, 12))
    first, second, third = split(made)
    assert first.heading_path == second.heading_path == ("1 Background",)
    assert first.text.startswith("1\tBackground\n1.1")
    assert second.text.startswith("1.2")
    assert min(first.tokens, second.tokens, third.tokens) >= MIN_TOKENS
    assert third.heading_path == ("2 Meetings",)
    assert "Six regional meetings" in third.text
    assert "Budapest" in third.text
    assert "1 Background" in second.context
    assert "Report on the Forum · C25/7 · 2025-05-12" in second.context
    assert "Background" not in first.context


def test_a_long_table_is_cut_between_rows_and_keeps_its_heads_in_the_context() -> None:
    row = "\tRPM-{n}\n\t{n} April 2025\n\tNairobi, Kenya, in the International Convention Centre\n"
    text = "2.1\tThe meetings were:\n\tRegion\n\tDates\n\tHost\n\n" + "\n".join(
        row.format(n=n) for n in range(1, 40)
    )
    made = document(text)
    passages = split(made)
    assert len(passages) > 2
    edges = {block.start for block in made.blocks}
    assert {passage.start for passage in passages} <= edges
    for passage in passages[1:]:
        assert "Region | Dates | Host" in passage.context
        assert "The meetings were" in passage.context
        assert "Region" not in passage.text


@pytest.mark.parametrize(
    "sentence",
    [
        "大会将于巴库举行，为期十二天。",
        "The Forum meets in Baku for twelve days. ",
        "Форум пройдёт в Баку и продлится двенадцать дней. ",
        "يعقد المنتدى في باكو لمدة اثني عشر يوما. ",
    ],
)
def test_a_long_paragraph_is_cut_after_sentences(sentence: str) -> None:
    passages = split(document(sentence * 120))
    assert len(passages) > 2
    assert all(passage.text.endswith(("。", ".")) for passage in passages)
    assert all(MIN_TOKENS < passage.tokens <= MAX_TOKENS for passage in passages)


def test_a_passage_has_its_own_language() -> None:
    english = "The Conference will be held in Baku, Azerbaijan, from 17 to 28 November 2025. " * 4
    chinese = "世界电信发展大会将于2025年11月17日至28日在阿塞拜疆巴库举行，届时将审议各项议题。" * 3
    passages = split(document(f"{english}\n\n{chinese}\n", language="en"))
    assert [passage.language for passage in passages] == ["en", "zh"]


def test_a_contact_block_is_not_torn() -> None:
    lines = [f"Telephone: +41 22 730 {n:04d} (office of the secretariat in Geneva)" for n in range(9)]
    text = "Jane Roe\n\n" + "\n".join(lines) + "\n\n" + "The Conference will be held in Baku. " * 20
    assert any(all(line in passage.text for line in lines) for passage in split(document(text)))


def test_the_page_is_that_of_the_first_block() -> None:
    elements = [
        Element(BlockKind.PARAGRAPH, "The Conference will be held in Baku. " * 12, page=n) for n in (1, 2)
    ]
    text, blocks = lay_out(elements, plain=False)
    assert [passage.page for passage in split(Document("d" * 16, "a.pdf", text, blocks))] == [1, 2]


@pytest.mark.skipif(not REAL.is_dir(), reason="the real documents are not here")
@pytest.mark.parametrize("path", sorted(REAL.glob("*.txt")), ids=lambda path: path.stem)
def test_the_real_documents_are_covered(path: Path) -> None:
    made = document(path.read_text("utf-8"), language="zh")
    check(made)
    assert all(passage.language == "zh" for passage in split(made))

"""What the page shows, without a server."""

from __future__ import annotations

import json
import re
import xml.etree.ElementTree as ElementTree
from dataclasses import replace
from datetime import date
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evals.cases import load
from ingest.documents import Block, BlockKind, Document, Passage
from ingest.events import EventKind
from ui.accounts import Accounts, AccountsUnusable, account_line
from ui.calendar import days_left, deadlines_ahead, months_svg, timeline_svg
from ui.dates import value_text
from ui.entries import Choice, Entry, chosen, next_conference, offered
from ui.excerpts import Excerpt, sources_html
from ui.feedback import Rating, question_lines, store
from ui.hardening import from_elsewhere
from ui.reading import document_html, panel_html
from ui.render import answer_html, conversation_html
from ui.replies import bilingual_reply, plain_reply
from ui.strings import LANGUAGES, language_name, text, texts
from ui.turns import Exchange, KeptAnswer, keep, restore
from ui.versions import matching_span, versions


class Reader(HTMLParser):
    """The text of HTML, that of its marks, and the elements and attributes in it."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.text, self.marks, self.elements, self.handlers = "", [], [], []
        self.open: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        self.elements.append(tag)
        self.handlers += [name for name, _ in attrs if name.startswith("on")]
        self.open.append(tag)
        if tag == "mark":
            self.marks.append("")

    def handle_endtag(self, tag):
        if tag in self.open:
            while self.open.pop() != tag:
                pass

    def handle_data(self, data):
        self.text += data
        if "mark" in self.open:
            self.marks[-1] += data


def made(**changes) -> KeptAnswer:
    base = {
        "question": "When is it?",
        "language": "en",
        "as_of": "2027-01-01",
        "answer": "It is on 5 May. [1]\n- Quoted words [2]\n- Perhaps in June",
        "status": "answered",
        "method": "ledger",
        "claims": [
            {"text": "It is on 5 May.", "start": 0, "end": 15, "verified": True, "citations": [1]},
            {
                "text": "Quoted words",
                "start": 22,
                "end": 34,
                "verified": True,
                "citations": [2],
                "quoted": True,
            },
            {"text": "Perhaps in June", "start": 41, "end": 56, "verified": False, "citations": []},
        ],
        "citations": [
            {
                "number": number,
                "document_id": "d",
                "source": "/x/a.txt",
                "title": "Letter",
                "symbol": "CL-1/2",
                "language": "zh",
                "page": 3,
                "start": start,
                "end": start + len(quote),
                "quote": quote,
            }
            for number, start, quote in ((1, 2, "5月5日"), (2, 8, "原文"))
        ],
    }
    return KeptAnswer.model_validate(base | changes)


def test_each_sentence_carries_its_mark_and_its_numbers():
    html = answer_html(1, Exchange(question="q", answer=made()), "en")
    for state, words in (
        ("verified", "It is on 5 May."),
        ("quoted", "Quoted words"),
        ("unverified", "Perhaps in June"),
    ):
        assert f'<span class="claim {state}">{words}<span class="mark {state}"' in html
    assert html.count('href="#source-1-1"') == 1
    assert html.count("<li>") == 2


def test_a_number_without_a_citation_is_no_link():
    html = answer_html(1, Exchange(question="q", answer=made(answer="See [7].", claims=[])), "en")
    assert "[7]" in html
    assert 'class="cite"' not in html


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("kind", ["conflict", "superseded", "tentative", "past", "premise", "nonsense<b>"])
def test_notices_stand_before_the_answer_with_a_label(kind, language):
    answer = made(notices=[{"kind": kind, "text": "<i>Mind</i> this", "citations": [1]}])
    html = answer_html(1, Exchange(question="q", answer=answer), language)
    assert html.index("Mind") < html.index("It is on 5 May.")
    assert "<i>" not in html
    assert "<b>" not in Reader(html).text
    assert 'href="#source-1-1"' in html.split("It is on")[0]


def test_passages_that_are_only_the_nearest_are_called_so():
    near = answer_html(0, Exchange(question="?", answer=made(status="partial", method="quote")), "en")
    assert "The nearest passages" in near
    in_part = answer_html(0, Exchange(question="?", answer=made(status="partial", method="ledger")), "zh")
    assert "部分回答" in in_part
    assert "最接近的段落" not in in_part


def test_what_is_not_found_or_stopped_says_so():
    answer = made(status="not_found", final=False)
    html = answer_html(1, Exchange(question="q", answer=answer), "en")
    assert text("status_not_found", "en") in html
    assert text("stopped", "en") in html
    assert "data-copy" not in html


@given(st.text(max_size=60))
def test_nothing_of_an_asker_or_a_document_becomes_an_element(words):
    hostile = words + "<script>alert(1)</script><img src=x onerror=y>" + words
    answer = made(answer=hostile, claims=[], notices=[{"kind": "past", "text": hostile}], resolved=hostile)
    read = Reader(conversation_html([Exchange(question=hostile, answer=answer, follow_ups=[hostile])], "en"))
    assert not {"script", "img"} & set(read.elements)
    assert not read.handlers


def test_the_quotes_of_a_passage_are_marked_to_the_character():
    document = Document(
        "d", "/x/a.txt", "会议5月5日举行，原文如此。", title="信", language="zh", issued=date(2027, 1, 2)
    )
    citations = tuple(
        one.model_copy(update={"start": start, "end": start + len(one.quote)})
        for one, start in zip(made().citations, (2, 9), strict=True)
    )
    passage = Passage("p", "d", 0, 0, len(document.text), document.text, "zh", heading_path=("一", "二"))
    shown = Excerpt(document, citations, 0, len(document.text), document.text, passage)
    html = sources_html([Exchange(question="q", answer=made())], lambda _: [shown], "en")
    read = Reader(html)
    assert read.marks == ["5月5日", "原文"]
    assert document.text in read.text
    for fact in ("CL-1/2", "2 January 2027", "page 3", "一 › 二"):
        assert fact in read.text or fact == "CL-1/2"


@given(st.data())
def test_the_reader_loses_no_character_and_marks_what_was_asked(data):
    whole = data.draw(st.text(alphabet="ab 中<&\n\u202e", min_size=1, max_size=80))
    edges = sorted(data.draw(st.lists(st.integers(0, len(whole)), max_size=8)))
    kinds = list(BlockKind)
    blocks = tuple(
        Block(kinds[i % len(kinds)], a, b)
        for i, (a, b) in enumerate(zip(edges[::2], edges[1::2], strict=False))
    )
    start = data.draw(st.integers(0, len(whole)))
    end = data.draw(st.integers(start, len(whole)))
    read = Reader(document_html(Document("d", "s", whole, blocks), start, end))
    assert read.text == whole
    assert "".join(read.marks) == whole[start:end]


def test_language_versions_stand_side_by_side_at_the_same_place():
    def version(name, language, words):
        at, blocks = 0, []
        for number, word in enumerate(words, 1):
            blocks.append(Block(BlockKind.PARAGRAPH, at, at + len(word), number=str(number)))
            at += len(word)
        return Document(
            name,
            name,
            "".join(words),
            tuple(blocks),
            "T",
            f"CL-1-{language}",
            language=language,
            series="CL-1",
        )

    english = version("e", "en", ("First.", "Second.", "Third."))
    chinese = version("c", "zh", ("一。", "二。", "三。"))
    stranger = Document("x", "x", "x", language="fr", series="CL-2")
    assert versions(english, [english, chinese, stranger]) == [chinese]
    start, end = matching_span(english, 7, chinese)
    assert chinese.text[start:end] == "二。"
    read = Reader(panel_html(english, 6, 13, [chinese], chinese, "en"))
    assert read.marks == ["Second.", "二。"]


def lines(name: str, language: str, *said: str) -> Document:
    at, blocks = 0, []
    for line in said:
        blocks.append(Block(BlockKind.PARAGRAPH, at, at + len(line)))
        at += len(line)
    return Document(name, name, "".join(said), tuple(blocks), language=language)


@pytest.mark.parametrize(
    ("at", "words"),
    [
        (0, "1. مقدمة"),
        (1, "٣ و٤ فبراير ٢٠٢٧ RCM-AMS"),
        (2, "٢٣ و٢٤ فبراير ٢٠٢٧ RCM-ARB"),
        (3, "RCM-ASP"),
        (4, "خاتمة"),
    ],
)
def test_versions_cut_otherwise_are_matched_by_what_languages_write_alike(at, words):
    english = lines(
        "e",
        "en",
        "Introduction.",
        "RCM-AMS on 3–4 February 2027.",
        "RCM-ARB on 23–24 February 2027.",
        "RCM-ASP.",
        "End.",
    )
    arabic = lines(
        "a",
        "ar",
        "1. مقدمة",
        "2. الاجتماعات:",
        "الاجتماع",
        "التاريخ",
        "٣ و٤ فبراير ٢٠٢٧ RCM-AMS",
        "٢٣ و٢٤ فبراير ٢٠٢٧ RCM-ARB",
        "RCM-ASP",
        "خاتمة",
    )
    block = english.blocks[at]
    start, end = matching_span(english, block.start, arabic)
    assert arabic.text[start:end] == words


def entry(key: str, first: str, last: str | None = None, **more) -> Entry:
    kind = more.pop("kind", EventKind.MEETING)
    start, end = date.fromisoformat(first), date.fromisoformat(last or first)
    return Entry(
        key, more.pop("name", key), kind, more.pop("conference", ""), start, end, first, "", "", None, **more
    )


def test_the_timeline_is_wellformed_and_shows_bars_in_order_of_time():
    rows = [
        entry("a", "2027-01-05", "2027-01-20", name="A & <b>"),
        entry("d", "2027-02-01", kind=EventKind.DEADLINE),
        entry("t", "2027-03-01", tentative=True),
        entry("c", "2027-04-01", "2027-04-30", cancelled=True),
    ]
    svg = ElementTree.fromstring(timeline_svg(rows, date(2027, 2, 15), "en"))
    events = list(svg.iter("a"))
    assert [node.get("data-entry") for node in events] == ["a", "d", "t", "c"]
    bars = {node.get("data-entry"): node.find("*[@class='bar']") for node in events}
    assert bars["d"].tag == "path"
    assert float(bars["c"].get("width")) > float(bars["a"].get("width")) > float(bars["t"].get("width"))
    assert float(bars["a"].get("x")) < float(bars["t"].get("x")) < float(bars["c"].get("x"))
    assert events[2].find("*[@class='hatch']") is not None
    assert events[3].find("*[@class='strike']") is not None
    months = ElementTree.fromstring(months_svg(rows, date(2027, 2, 15), "en"))
    assert [node.text for node in months.iter("text")] == [
        "Jan 2027",
        "Feb 2027",
        "Mar 2027",
        "Apr 2027",
        "today",
    ]
    today = float(svg.find("g[@class='today']/line").get("x1"))
    assert float(bars["a"].get("x")) < today < float(bars["t"].get("x"))


def test_a_day_far_from_all_events_draws_no_line():
    svg = timeline_svg([entry("a", "2027-01-05")], date(2031, 1, 1), "zh")
    assert 'class="today"' not in svg
    assert timeline_svg([], date(2031, 1, 1), "zh") == ""


def test_deadlines_ahead_come_next_first_with_days_left():
    today = date(2027, 1, 1)
    rows = [
        entry("far", "2027-03-01", kind=EventKind.DEADLINE),
        entry("past", "2026-12-31", kind=EventKind.DEADLINE),
        entry("now", "2027-01-01", kind=EventKind.DEADLINE),
        entry("soon", "2027-01-02", kind=EventKind.DEADLINE),
        entry("gone", "2027-01-03", kind=EventKind.DEADLINE, cancelled=True),
        entry("meeting", "2027-01-04"),
    ]
    ahead = deadlines_ahead(rows, today)
    assert [one.key for one in ahead] == ["now", "soon", "far"]
    assert [days_left(one, today, "en") for one in ahead] == ["today", "tomorrow", "in 59 days"]


def test_a_choice_narrows_by_conference_kind_and_month():
    rows = [
        entry("a", "2027-01-30", "2027-02-02", conference="C-1"),
        entry("b", "2027-03-01", conference="C-2", kind=EventKind.CONFERENCE),
        entry("z", "2028-03-01", conference="C-3", kind=EventKind.CONFERENCE),
    ]
    assert [one.key for one in chosen(rows, Choice(conference="C-1"))] == ["a"]
    assert [one.key for one in chosen(rows, Choice(month="2027-02"))] == ["a"]
    assert [one.key for one in chosen(rows, Choice(kind="conference"))] == ["b", "z"]
    assert next_conference(rows, date(2027, 2, 1)) == "C-2"
    kept = Choice(conference="C-2", kind="conference", month="2027-02")
    assert offered(rows, kept) == kept
    assert offered(rows, replace(kept, place="厦门", month="1999-01")) == replace(kept, month="")
    assert offered(rows, Choice(conference="gone")) == Choice()
    assert next_conference(rows, date(2030, 1, 1)) == "C-3"


@pytest.mark.parametrize(
    ("value", "english", "chinese"),
    [
        ("2027-06-07/2027-06-18", "7–18 June 2027", "2027年6月7日至18日"),
        ("2027-06", "June 2027", "2027年6月"),
        ("2027-06/2027-07", "June 2027 – July 2027", "2027年6月至2027年7月"),
        ("2027-06-07T10:00/2027-06-07T11:30", "7 June 2027 10:00–11:30", "2027年6月7日 10:00–11:30"),
        ("--06-07", "--06-07", "--06-07"),
    ],
)
def test_dates_in_words(value, english, chinese):
    assert (value_text(value, "en"), value_text(value, "zh")) == (english, chinese)


def test_every_text_has_both_languages_with_the_same_blanks():
    english = texts("en")
    for language in LANGUAGES:
        own = texts(language)
        assert list(own) == list(english)
        for key, words in own.items():
            assert words.strip(), key
            assert set(re.findall(r"{\w+}", words)) == set(re.findall(r"{\w+}", english[key])), key


def test_languages_are_called_by_their_names():
    assert [language_name("ar", language) for language in LANGUAGES] == ["阿拉伯语", "Arabic"]
    assert language_name("<b>", "en") == "<b>"


@pytest.mark.parametrize(
    "kept",
    [None, 5, "x", [{"question": 1}], [{"answer": {}}], [{"question": "q", "answer": {"status": "<b>"}}]],
)
def test_what_is_no_conversation_gives_an_empty_one(kept):
    assert restore(kept) == []


def test_a_conversation_comes_back_as_it_was_kept():
    turns = [Exchange(question="q", answer=made(), follow_ups=["f"]), Exchange(question="r", failed="no")]
    assert restore(json.loads(json.dumps(keep(turns)))) == turns


def test_replies_carry_the_quote_with_symbol_language_and_page():
    assert "[1] CL-1/2, Chinese, page 3: “5月5日”" in plain_reply(made(), "en")
    both = bilingual_reply(made(), "en")
    assert both.index("It is on 5 May.") < both.index("5月5日") < both.index("Quoted words")
    assert "Original (Chinese): “5月5日” — CL-1/2, Chinese, page 3" in both


def test_ratings_become_lines_of_a_question_file(tmp_path: Path):
    assert question_lines(tmp_path) == ""
    store(Rating(rating="good", question="When is it?", answer=made()), tmp_path)
    store(
        Rating(
            rating="bad",
            note="6 May",
            question="And now?",
            answer=made(),
            history=[Exchange(question="q", answer=made())],
        ),
        tmp_path,
    )
    store(Rating(rating="bad", question="Nothing to expect?", answer=made()), tmp_path)
    file = tmp_path / "questions.jsonl"
    file.write_text(question_lines(tmp_path), "utf-8")
    good, bad = load(file)
    assert (good.question, good.lang, good.evidence[0].quote) == ("When is it?", "en", "5月5日")
    assert good.expected[0].any_of == ("It is on 5 May.", "5月5日")
    assert bad.expected[0].any_of == ("6 May",)
    assert bad.history[0].question == "q"


def test_accounts_by_hash_and_by_word_and_their_sessions(tmp_path: Path):
    file = tmp_path / "staff"
    file.write_text(f"# staff\n{account_line('wei', 'lamp')}\nana:plain:word\n", "utf-8")
    accounts = Accounts.read(file)
    assert accounts.matches("wei", "lamp")
    assert accounts.matches("ana", "plain:word")
    assert not accounts.matches("wei", "Lamp")
    assert not accounts.matches("nobody", "")
    session = accounts.session("wei")
    assert accounts.signed_in(session) == "wei"
    assert accounts.signed_in(session[:-1] + ("0" if session[-1] != "0" else "1")) is None
    assert accounts.signed_in(None) is None
    assert Accounts.read(file).signed_in(session) is None


@pytest.mark.parametrize("body", ["", "# none\n", "nocolon\n", ":x\n"])
def test_a_file_without_accounts_is_refused(tmp_path: Path, body):
    (tmp_path / "staff").write_text(body, "utf-8")
    with pytest.raises(AccountsUnusable):
        Accounts.read(tmp_path / "staff")


def test_requests_of_other_sites_are_told_apart():
    assert from_elsewhere("http://evil.example", "127.0.0.1:7860")
    assert from_elsewhere("null", "127.0.0.1:7860")
    assert not from_elsewhere("http://127.0.0.1:7860", "127.0.0.1:7860")
    assert not from_elsewhere(None, "127.0.0.1:7860")

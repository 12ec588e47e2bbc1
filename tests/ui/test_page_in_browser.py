"""The page as people meet it, in headless Chromium."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from icalendar import Calendar

from index.events import ledger
from ingest.events import EventKind
from ingest.mentions.iso import span_of
from ui.calendar_page import calendar_html
from ui.entries import Choice, Entry

sync_api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
CHROMIUM = Path("/usr/bin/chromium")
AXE = Path(__file__).parent / "node_modules" / "axe-core" / "axe.min.js"
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]
PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}
DONE = """n => document.querySelectorAll('.turn').length >= n
  && document.querySelector('.conversation').getAttribute('aria-busy') === 'false'"""
FILLED = """() => { const parts = [...document.querySelectorAll('[data-part]')].filter(part => part.offsetParent);
  return parts.length > 0 && parts.every(part => part.getAttribute('aria-busy') === 'false'); }"""
ROWS = "n => document.querySelectorAll('#documents .listing tbody tr').length === n"
WAIT_MS = 60_000

pytestmark = [
    pytest.mark.browser,
    pytest.mark.slow,
    pytest.mark.skipif(not CHROMIUM.exists(), reason=f"there is no Chromium at {CHROMIUM}"),
]


class Visit:
    """A page in a browser of its own, with what it asked for and what went wrong."""

    def __init__(self, page: Any, url: str) -> None:
        self.page, self.url = page, url
        self.requests: list[str] = []
        self.errors: list[str] = []
        page.on("request", lambda request: self.requests.append(request.url))
        page.on("pageerror", lambda error: self.errors.append(str(error)))
        page.set_default_timeout(WAIT_MS)

    def open(self) -> Visit:
        self.page.goto(self.url)
        self.page.wait_for_selector(".chip, .turn")
        return self

    def ask(self, question: str) -> None:
        turns = self.page.locator(".turn").count()
        self.page.fill("#question textarea", question)
        self.page.press("#question textarea", "Enter")
        self.done(turns + 1)

    def done(self, turns: int) -> None:
        self.page.wait_for_function(DONE, arg=turns)

    def said(self) -> str:
        return str(self.page.locator(".turn:last-of-type .said").last.inner_text())

    def tab(self, number: int) -> None:
        tab = self.page.locator("#tabs button[role=tab]").nth(number)
        tab.click()
        sync_api.expect(tab).to_have_attribute("aria-selected", "true", timeout=WAIT_MS)
        if number:
            self.page.wait_for_function(FILLED)

    def search(self, words: str, rows: int = 1) -> None:
        """Search the documents; where it finds another number, say what the page showed instead."""
        self.page.fill("input[name=query]", words)
        try:
            self.page.wait_for_function(ROWS, arg=rows)
        except sync_api.TimeoutError as error:
            asked = [url for url in self.requests if "/parts/" in url]
            shown = self.page.locator("#documents").inner_text()
            raise AssertionError(f"{words!r} found {shown!r}; asked {asked}; {self.errors}") from error


def until(seen: Visit, met: Callable[[], bool]) -> None:
    """Let the page go on until `met`."""
    end = time.monotonic() + WAIT_MS / 1000
    while not met():
        assert time.monotonic() < end, "waited in vain"
        seen.page.wait_for_timeout(20)


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with sync_api.sync_playwright() as started:
        opened = started.chromium.launch(executable_path=str(CHROMIUM), args=ARGUMENTS)
        yield opened
        opened.close()


@pytest.fixture
def visit(browser: Any, served: Any) -> Iterator[Callable[..., Visit]]:
    contexts = []

    def make(url: str = served.url, **options: Any) -> Visit:
        context = browser.new_context(
            **({"locale": "en-GB", "viewport": {"width": 1400, "height": 900}} | options)
        )
        contexts.append(context)
        return Visit(context.new_page(), url).open()

    yield make
    for context in contexts:
        context.close()


@pytest.mark.parametrize(
    ("locale", "question", "expected"),
    [("en-GB", "When and where is WCCS-27?", "Durban"), ("zh-CN", "WCCS-27在哪里举行？", "德班")],
)
def test_a_click_on_a_number_marks_the_quote_to_the_character(visit, served, locale, question, expected):
    seen = visit(locale=locale)
    seen.ask(question)
    assert expected in seen.said()
    assert seen.page.locator(".claim .mark").count() >= 1
    documents = served.assistant.index.catalogue.documents()
    links = seen.page.locator(".turn .said a.cite")
    assert links.count() >= 1
    for number in range(links.count()):
        links.nth(number).click()
        active = seen.page.locator("mark.active")
        assert active.count() == 1
        assert active.is_visible()
        quote = active.text_content()
        own = next(
            c
            for c in served.assistant.ask(question).citations
            if f"[{c.number}]" == links.nth(number).inner_text()
        )
        assert quote == own.quote
        passage = seen.page.locator(".source.active blockquote").text_content()
        assert any(passage in document.text and document.id == own.document_id for document in documents)
    assert not seen.errors


def test_a_follow_up_by_chip_and_the_conversation_after_a_reload(visit):
    seen = visit()
    seen.ask("When and where is WCCS-27?")
    chip = seen.page.locator(".turn .chip").first
    question = chip.inner_text()
    chip.click()
    seen.done(2)
    assert question in seen.page.locator(".turn .question").last.inner_text()
    before = seen.page.locator(".conversation .said").all_inner_texts()
    seen.page.reload()
    seen.page.wait_for_selector(".turn >> nth=1")
    assert seen.page.locator(".conversation .said").all_inner_texts() == before
    seen.page.click("#clear")
    seen.page.wait_for_selector(".part.welcome .chip")
    seen.page.reload()
    seen.page.wait_for_selector(".part.welcome .chip")
    assert seen.page.locator(".turn").count() == 0


def test_the_switch_of_language_stays(visit):
    seen = visit()
    assert seen.page.locator("html").get_attribute("lang") == "en"
    seen.page.click("#language label >> nth=0")
    seen.page.wait_for_selector("#tabs button:has-text('日历')")
    seen.page.wait_for_selector("text=您想了解什么")
    seen.page.reload()
    seen.page.wait_for_selector("#tabs button:has-text('日历')")
    assert seen.page.locator("html").get_attribute("lang") == "zh"


def test_the_whole_document_opens_at_the_quote(visit):
    seen = visit()
    seen.ask("متى يعقد RCM-ARB؟")
    seen.page.click(".source [data-reader] >> nth=0")
    seen.page.wait_for_selector("#reader[open] #here")
    mark = seen.page.locator("#reader #here")
    assert mark.text_content() == seen.page.locator(".source mark").first.text_content()
    assert mark.evaluate("node => getComputedStyle(node).direction") == "rtl"
    box, frame = mark.bounding_box(), seen.page.locator("#reader").bounding_box()
    assert frame["y"] <= box["y"] <= frame["y"] + frame["height"]
    seen.page.keyboard.press("Escape")
    assert not seen.page.locator("#reader").is_visible()


def test_the_calendar_leads_to_sources_and_to_calendar_files(visit, served):
    seen = visit()
    seen.tab(1)
    seen.page.wait_for_selector("svg.timeline .event")
    rows, bars = seen.page.locator("tr[id^=entry-]"), seen.page.locator("svg.timeline .event")
    assert rows.count() == bars.count() > 3
    with seen.page.expect_download() as shown:
        seen.page.click("a[download]:has-text('Those shown')")
    assert len(Calendar.from_ical(Path(shown.value.path()).read_bytes()).events) == rows.count()
    seen.page.check("input[name=key] >> nth=0")
    with seen.page.expect_download() as one:
        seen.page.click("[data-ics]")
    chosen = Calendar.from_ical(Path(one.value.path()).read_bytes()).events
    key = seen.page.locator("input[name=key]").first.get_attribute("value")
    assert [str(event["UID"]) for event in chosen] == [f"{key}@rapporteur"]
    event = next(one for one in ledger(served.assistant.index.catalogue) if one.key == key)
    first, _ = span_of(event.attributes["date"].current.value)
    starts = chosen[0]["DTSTART"].dt
    assert (starts.year, starts.month, starts.day) == (first.year, first.month, first.day)
    seen.page.click("tr[id^=entry-] [data-reader] >> nth=0")
    seen.page.wait_for_selector("#reader[open] #here")
    seen.page.keyboard.press("Escape")
    before = rows.count()
    seen.page.select_option("select[name=kind]", "regional_meeting")
    seen.page.wait_for_function("n => document.querySelectorAll('tr[id^=entry-]').length < n", arg=before)
    assert seen.page.locator("select[name=kind]").input_value() == "regional_meeting"


def test_a_long_timeline_begins_with_what_comes_next(visit):
    today = date.today()
    days = [today + timedelta(days=30 * month) for month in range(-40, 20)]
    long = [
        Entry(f"e{i}", f"E-{i}", EventKind.MEETING, "", day, day, f"{day}", "", "", None)
        for i, day in enumerate(days)
    ]
    seen = visit()
    seen.page.route(
        "**/parts/calendar*",
        lambda route: route.fulfill(
            body=calendar_html(long, Choice(), today, "en"), content_type="text/html; charset=utf-8"
        ),
    )
    seen.tab(1)
    assert seen.page.locator(".timeline .event").count() == len(long)
    frame = seen.page.locator(".scrolled").bounding_box()
    bar = seen.page.locator("[data-entry=e40] .bar").bounding_box()
    assert frame["y"] < bar["y"] < frame["y"] + frame["height"]
    assert frame["x"] < bar["x"] < frame["x"] + frame["width"]
    assert abs(seen.page.locator(".months").bounding_box()["y"] - frame["y"]) < 2


def test_a_good_and_a_bad_file_are_uploaded(visit, tmp_path):
    (tmp_path / "harbour.md").write_text(
        "# Letter HB-1/001\n\nThe Harbour Masters Assembly (HMA-34) is in Oslo on 3 May 2034.\n"
    )
    (tmp_path / "broken.docx").write_bytes(b"PK\x03\x04 no archive")
    seen = visit()
    seen.tab(3)
    files = [tmp_path / "harbour.md", tmp_path / "broken.docx"]
    seen.page.set_input_files("[data-upload] input[type=file]", [str(file) for file in files])
    seen.page.wait_for_selector(".steps .done", timeout=120_000)
    assert "harbour.md" in seen.page.locator(".steps .added").inner_text()
    assert "broken.docx" in seen.page.locator(".steps .failed").inner_text()
    assert len(seen.page.locator(".steps .failed").inner_text()) > len("broken.docx · failed · ")
    seen.search("HB-1/001")
    seen.page.click("[data-again]")
    seen.page.wait_for_selector(".steps .changed")
    assert "passages" in seen.page.locator(".steps .changed").inner_text()
    seen.page.wait_for_selector(".steps .done")
    seen.page.wait_for_selector("[data-upload]:not(.busy)")
    # What was searched for stands, and so does what became of the file.
    assert seen.page.input_value("input[name=query]") == "HB-1/001"
    assert seen.page.evaluate(ROWS, 1)
    seen.page.on("dialog", lambda dialog: dialog.accept())
    seen.page.click("[data-remove]")
    seen.page.wait_for_function(ROWS, arg=0)
    seen.search("harbour", rows=0)
    seen.search("", rows=6)


def test_what_is_typed_while_the_server_is_slow_stays_and_is_what_is_searched_for(visit):
    seen = visit()
    seen.tab(3)
    held: list[Any] = []
    seen.page.route("**/parts/documents*", lambda route: held.append(route))
    box = seen.page.locator("input[name=query]")
    box.press_sequentially("CL-26")
    until(seen, lambda: len(held) == 1)
    # The answer to what was typed first comes while one types on.
    box.press_sequentially("-03")
    held[0].continue_()
    until(seen, lambda: len(held) == 2)
    assert box.input_value() == "CL-26-03"
    # A later question is answered before an earlier one.
    box.press_sequentially("5")
    until(seen, lambda: len(held) == 3)
    held[2].continue_()
    seen.page.wait_for_function(ROWS, arg=1)
    held[1].continue_()
    seen.page.wait_for_timeout(300)
    assert seen.page.evaluate(ROWS, 1)
    assert box.evaluate("box => document.activeElement === box && box.value") == "CL-26-035"
    seen.page.unroute("**/parts/documents*")
    # The switch of language makes the part anew: what was searched for goes with it.
    seen.page.click("#language label >> nth=0")
    seen.page.wait_for_selector("#documents [data-part*=zh] .listing")
    seen.page.wait_for_function(ROWS, arg=1)
    assert seen.page.input_value("input[name=query]") == "CL-26-035"


def test_a_server_that_does_not_answer_is_told_and_asked_again(visit):
    seen = visit()
    seen.tab(3)
    seen.page.route("**/parts/documents*", lambda route: route.abort())
    seen.page.fill("input[name=query]", "CL-26-035")
    seen.page.wait_for_selector("#documents .failed >> text=does not answer")
    assert seen.page.input_value("input[name=query]") == "CL-26-035"
    seen.page.unroute("**/parts/documents*")
    seen.tab(3)
    seen.page.wait_for_function(ROWS, arg=1)
    assert seen.page.locator("#documents .failed").count() == 0


def test_on_a_phone_in_the_dark_sources_open_as_a_sheet(visit):
    seen = visit(**PHONE, color_scheme="dark", locale="zh-CN")
    seen.ask("WCCS-27在哪里举行？")
    assert not seen.page.locator(".source").first.is_visible()
    seen.page.tap(".said a.cite >> nth=0")
    seen.page.wait_for_selector("#sources.open mark.active")
    seen.page.wait_for_timeout(400)
    sheet = seen.page.locator("#sources").bounding_box()
    assert sheet["y"] > 50
    assert sheet["y"] + sheet["height"] <= 845
    mark = seen.page.locator("mark.active").bounding_box()
    assert sheet["y"] < mark["y"] < 844
    assert seen.page.evaluate("document.documentElement.scrollWidth") <= 390
    background = seen.page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert sum(int(part) for part in background[4:-1].split(",")) < 150
    seen.page.tap(".source.active [data-reader]")
    seen.page.wait_for_selector("#reader[open] #here")
    assert seen.page.locator("#here").text_content() == seen.page.locator("mark.active").text_content()
    seen.page.keyboard.press("Escape")
    assert not seen.page.locator("#reader").is_visible()
    assert seen.page.locator("#sources.open").is_visible()
    seen.page.tap(".sheet-close")
    seen.page.wait_for_selector("#sources:not(.open)", state="attached")
    seen.page.tap("[data-theme]")
    seen.page.reload()
    seen.page.wait_for_selector(".turn")
    seen.page.wait_for_timeout(500)
    assert "dark" not in (seen.page.locator("body").get_attribute("class") or "")


def test_everything_by_keyboard(visit):
    seen = visit()
    seen.page.wait_for_function("document.activeElement.tagName === 'TEXTAREA'")
    seen.page.keyboard.type("When and where is WCCS-27?")
    seen.page.keyboard.press("Enter")
    seen.done(1)
    seen.page.locator("#question textarea").focus()
    for _ in range(30):
        seen.page.keyboard.press("Shift+Tab")
        if seen.page.evaluate("document.activeElement.matches('.said a.cite')"):
            break
    outline = seen.page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
    assert outline == "solid"
    seen.page.keyboard.press("Enter")
    assert seen.page.locator("mark.active").count() == 1
    assert seen.page.evaluate("document.activeElement.classList.contains('source')")
    seen.page.keyboard.press("Tab")
    seen.page.keyboard.press("Enter")
    seen.page.wait_for_selector("#reader[open]")
    seen.page.keyboard.press("Escape")


def test_own_questions_come_again_by_the_arrow_up(visit):
    seen = visit()
    for question in ("Where is WCCS-27?", "What is the theme of WCCS-27?"):
        seen.ask(question)
    box = seen.page.locator("#question textarea")
    seen.page.wait_for_function("document.querySelector('#question textarea').value === ''")
    recalled = []
    for key in ("ArrowUp", "ArrowUp", "ArrowUp", "ArrowDown", "ArrowDown"):
        box.press(key)
        recalled.append(box.input_value())
    first, last = "Where is WCCS-27?", "What is the theme of WCCS-27?"
    assert recalled == [last, first, first, last, ""]


def test_nothing_jumps_while_an_answer_streams(visit, streaming):
    seen = visit(streaming.url)
    seen.ask("When and where is WCCS-27?")
    seen.page.evaluate(
        """() => { window.shifts = []; new PerformanceObserver((list) => {
          for (const shift of list.getEntries()) for (const { node, previousRect, currentRect } of shift.sources)
            window.shifts.push([shift.value, node?.id || node?.className || node?.nodeName,
              previousRect.toJSON(), currentRect.toJSON()]);
        }).observe({ type: 'layout-shift' }); }"""
    )
    seen.ask("What is the theme of WCCS-27?")
    seen.page.wait_for_timeout(500)
    assert "Lights that connect" in seen.said()
    shifts = seen.page.evaluate("window.shifts")
    assert sum(shift[0] for shift in shifts) < 0.01, shifts


def test_a_question_sent_while_an_answer_is_coming_is_answered_after_it(visit, streaming):
    seen = visit(streaming.url)
    questions = ("What is the theme of WCCS-27?", "When is RCM-ARB?")
    for question in questions:
        seen.page.fill("#question textarea", question)
        seen.page.press("#question textarea", "Enter")
        seen.page.wait_for_selector(".turn")
        seen.page.wait_for_function("!document.querySelector('#question textarea').value")
    seen.done(len(questions))
    assert seen.page.locator(".turn .asked").all_inner_texts() == list(questions)
    assert seen.page.locator(".turn .said").count() == len(questions)


@pytest.mark.parametrize("options", [{}, PHONE])
def test_a_later_answer_and_its_quotes_are_in_sight(visit, options):
    seen = visit(**options)
    for question in ("When is RCM-ARB?", "When and where is WCCS-27?", "When is RCM-ARB?"):
        seen.ask(question)
    seen.page.wait_for_timeout(700)
    asked = seen.page.locator(".turn >> nth=2 >> .question").bounding_box()
    said = seen.page.locator(".turn >> nth=2 >> .said").bounding_box()
    composer = seen.page.locator("#talk > #composer").bounding_box()
    assert asked["y"] >= 0
    assert said["y"] + said["height"] <= composer["y"]
    if options:
        return
    for frame in seen.page.locator(".of-turn:not([hidden]) blockquote").all():
        words, mark = frame.bounding_box(), frame.locator("mark").first.bounding_box()
        assert words["y"] <= mark["y"] < words["y"] + words["height"]


def test_answers_are_copied_and_rated(visit, served):
    seen = visit(permissions=["clipboard-read", "clipboard-write"])
    seen.ask("Where is WCCS-27?")
    seen.page.click("[data-copy] >> nth=1")
    seen.page.wait_for_selector("text=Copied")
    words = seen.page.evaluate("navigator.clipboard.readText()")
    quote = seen.page.locator(".source mark").first.text_content()
    assert quote in words
    assert "Original (" in words
    seen.page.click("[data-rate=good]")
    seen.page.fill("form.note textarea", "Well said")
    # The next question leaves the rating and the note that is being written as they are.
    seen.ask("What is the theme of WCCS-27?")
    assert seen.page.locator("[data-rate=good]").first.get_attribute("aria-pressed") == "true"
    assert seen.page.input_value("form.note >> nth=0 >> textarea") == "Well said"
    seen.page.click("form.note >> nth=0 >> button")
    seen.page.wait_for_selector("form.note button[disabled]")
    assert "Well said" in (served.assistant.index.dir / "feedback.jsonl").read_text("utf-8")


def test_a_hostile_document_runs_nothing_and_reaches_nobody(visit):
    for options in ({}, PHONE):
        seen = visit(**options)
        seen.ask("What is the theme of HSF-31? Where and when is it?")
        assert seen.page.locator(".turn").count() == 1
        if seen.page.locator("a.cite").count():
            seen.page.click("a.cite >> nth=0")
        seen.page.evaluate("document.querySelector('.sheet-close').click()")
        seen.tab(3)
        seen.search("hostile.txt")
        assert seen.page.evaluate("document.documentElement.scrollWidth") <= seen.page.viewport_size["width"]
        for number in (1, 2, 3):
            seen.tab(number)
            seen.page.wait_for_timeout(200)
            width = seen.page.evaluate("document.documentElement.scrollWidth")
            assert width <= seen.page.viewport_size["width"], number
        seen.tab(1)
        seen.page.select_option("select[name=conference]", "")
        seen.page.wait_for_selector("tr[id^=entry-] :text('HSF-31')")
        assert seen.page.evaluate("document.documentElement.scrollWidth") <= seen.page.viewport_size["width"]
        seen.tab(3)
        seen.page.click("#documents .listing [data-reader]")
        seen.page.wait_for_selector("#reader[open] .text")
        assert "<script>window.hacked = 1</script>" in seen.page.locator("#reader .text").text_content()
        seen.page.wait_for_timeout(300)
        width = seen.page.viewport_size["width"]
        assert seen.page.evaluate("document.documentElement.scrollWidth") <= width
        assert seen.page.evaluate("document.querySelector('#reader .leaf').scrollWidth") <= width
        assert seen.page.evaluate("window.hacked") is None
        assert [url for url in seen.requests if not url.startswith((seen.url, "data:", "blob:"))] == []
        assert seen.page.locator("#reader :is(script, img, form, iframe, style)").count() == 0


def test_the_page_asks_nobody_else_for_anything_and_is_there_soon(visit):
    seen = visit()
    assert [url for url in seen.requests if not url.startswith((seen.url, "data:", "blob:"))] == []
    took = []
    for _ in range(5):
        started = time.perf_counter()
        seen.page.reload(wait_until="commit")
        seen.page.wait_for_selector(".chip")
        took.append(time.perf_counter() - started)
    # The quickest, since the machine may do other things besides.
    assert min(took) < 2, took
    assert not seen.errors


@pytest.mark.skipif(
    not AXE.exists(), reason="axe-core is not there; run npm install --no-package-lock --prefix tests/ui"
)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_serious_violation_of_accessibility(visit, scheme):
    seen = visit(color_scheme=scheme)
    seen.ask("When and where is WCCS-27?")
    found = []
    for number in range(4):
        seen.tab(number)
        seen.page.wait_for_timeout(400)
        seen.page.evaluate(AXE.read_text("utf-8"))
        report = seen.page.evaluate("axe.run()")
        found += [
            (number, one["id"], node["target"], node["failureSummary"][:160])
            for one in report["violations"]
            if one["impact"] in ("serious", "critical")
            for node in one["nodes"]
        ]
    assert found == []


def test_an_answer_that_is_stopped_stays_and_the_next_question_is_answered(visit, guarded):
    seen = visit(guarded.url)
    for turn in (1, 2):
        seen.page.fill("#question textarea", "When and where is WCCS-27?")
        seen.page.press("#question textarea", "Enter")
        seen.page.wait_for_selector(f"#turn-{turn} .said")
        assert not seen.page.locator("#send").is_visible()
        seen.page.click("#stop")
        seen.done(turn)
        assert "Durban" in seen.page.locator(f"#turn-{turn} .said").inner_text()
        assert "Stopped" in seen.page.locator(f"#turn-{turn} .stopped").inner_text()
        assert seen.page.locator("#send").is_visible()
    seen.page.reload()
    seen.page.wait_for_selector("#turn-2 .stopped")


def test_staff_sign_in_to_see_the_documents(visit, guarded):
    seen = visit(guarded.url)
    seen.tab(3)
    seen.page.wait_for_selector("#documents [data-sign-in]")
    assert seen.page.locator("[data-upload]").count() == 0
    for password in ("wrong", "lamp"):
        seen.page.fill("#documents input[name=name]", "wei")
        seen.page.fill("#documents input[name=password]", password)
        seen.page.press("#documents input[name=password]", "Enter")
        if password == "wrong":
            seen.page.wait_for_selector("#documents .wrong:not(:empty)")
    seen.page.wait_for_selector("#documents [data-upload]", state="attached")
    seen.page.click("[data-sign-out]")
    seen.page.wait_for_selector("#documents [data-sign-in]")

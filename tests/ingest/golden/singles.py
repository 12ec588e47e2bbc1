"""Golden cases that each show one difficulty."""

from __future__ import annotations

import datetime
import io
from collections.abc import Iterator
from typing import TYPE_CHECKING

from golden import makers as m

if TYPE_CHECKING:
    from golden.cases import Case


def cases() -> Iterator[Case]:
    """Yield the cases of one difficulty each."""
    yield from _word()
    yield from _web()
    yield from _pages()
    yield from _others()


def _word() -> Iterator[Case]:
    from golden.cases import Case

    lists = m.abstract(0, [("decimal", "%1"), ("decimal", "%1.%2"), ("lowerLetter", "%3)")])
    lists += m.abstract(1, [("chineseCounting", "（%1）")]) + m.abstract(
        2, [("bullet", "•"), ("bullet", "–")]
    )
    nums = m.num(1, 0) + m.num(2, 1) + m.num(3, 2) + m.num(4, 1, start=1)
    body = (
        m.p("General", "h1", (1, 0))
        + m.p("Dates", "h2", (1, 1))
        + m.p("arrival", num=(1, 2))
        + m.p("departure", num=(1, 2))
        + m.p("Venue", "h2", (1, 1))
        + m.p("the hall", num=(1, 2))
        + m.p("Registration", "h1", (1, 0))
        + m.p("Online", "h2", (1, 1))
    )
    yield Case(
        "levels.docx",
        m.docx(body, lists, nums),
        (
            ("h", 1, "General", "#1"),
            ("h", 2, "Dates", "#1.1"),
            ("i", 2, "a)", "arrival"),
            ("i", 2, "b)", "departure"),
            ("h", 2, "Venue", "#1.2"),
            ("i", 2, "a)", "the hall"),
            ("h", 1, "Registration", "#2"),
            ("h", 2, "Online", "#2.1"),
        ),
    )
    body = "".join(m.p(f"事项{n}", num=(2, 0)) for n in range(1, 12)) + m.p("重新开始", num=(4, 0))
    numerals = ("一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一")
    expected = [("i", 0, f"（{numeral}）", f"事项{n}") for n, numeral in enumerate(numerals, 1)]
    yield Case("counting.docx", m.docx(body, lists, nums), (*expected, ("i", 0, "（一）", "重新开始")))
    body = m.p("outer", num=(3, 0)) + m.p("inner", num=(3, 1)) + m.p("outer again", num=(3, 0))
    yield Case(
        "bullets.docx",
        m.docx(body, lists, nums),
        (("i", 0, None, "outer"), ("i", 1, None, "inner"), ("i", 0, None, "outer again")),
    )
    timetable = m.tbl(
        [
            [("Time", "v"), ("Monday", "2"), "Tuesday"],
            [("", "^"), "Room A", "Room B", "Room A"],
            [("Morning", "4")],
            ["09:30", ("Opening", "2"), "Reports"],
            ["11:00", "Group 1", "Group 2", ("Drafting", "v")],
            ["12:00", "Group 3", "Group 4", ("", "^")],
        ],
        heads=2,
    )
    monday_a, monday_b, tuesday = ("Monday", "Room A"), ("Monday", "Room B"), ("Tuesday", "Room A")
    morning = ("Morning",)
    yield Case(
        "timetable.docx",
        m.docx(timetable),
        (
            ("r", ("Time",), ("Monday",), ("Tuesday",)),
            ("r", ("Time",), ("Room A",), ("Room B",), ("Room A",)),
            ("r", ("Morning",)),
            (
                "r",
                ("09:30", "Morning", "Time"),
                ("Opening", "Morning", "Monday", "Room A", "Room B"),
                ("Reports", *morning, *tuesday),
            ),
            (
                "r",
                ("11:00", "Morning", "Time"),
                ("Group 1", *morning, *monday_a),
                ("Group 2", *morning, *monday_b),
                ("Drafting", *morning, *tuesday),
            ),
            (
                "r",
                ("12:00", "Morning", "Time"),
                ("Group 3", *morning, *monday_a),
                ("Group 4", *morning, *monday_b),
                ("Drafting", *morning, *tuesday),
            ),
        ),
    )
    note = '<w:r><w:footnoteReference w:id="2"/></w:r>'
    notes = f'<w:footnotes xmlns:w="{m.W}"><w:footnote w:type="separator" w:id="0">{m.p("-")}</w:footnote>'
    notes += f'<w:footnote w:id="2">{m.p("To be confirmed.")}</w:footnote></w:footnotes>'
    yield Case(
        "footnote.docx",
        m.docx(
            m.p("The meeting is in 2025", raw=note) + m.p("End."),
            parts={"word/footnotes.xml": notes},
            kinds="footnotes",
        ),
        (("p", "The meeting is in 2025"), ("n", "1", "To be confirmed."), ("p", "End.")),
    )
    deleted = (
        "<w:del><w:r><w:delText>March</w:delText></w:r></w:del><w:ins><w:r><w:t>May 2025</w:t></w:r></w:ins>"
    )
    hidden = "<w:r><w:rPr><w:vanish/></w:rPr><w:t>secret</w:t></w:r>"
    field = '<w:r><w:instrText>HYPERLINK "x"</w:instrText></w:r><w:hyperlink><w:r><w:t> here</w:t></w:r></w:hyperlink>'
    box = f"<w:r><w:pict><w:txbxContent>{m.p('In a box')}</w:txbxContent></w:pict></w:r>"
    yield Case(
        "revised.docx",
        m.docx(m.p("On 3 ", raw=deleted + hidden + field + box) + m.p("Agenda\t3", "toc1")),
        (("p", "On 3 May 2025 here"), ("p", "In a box")),
    )
    pairs = m.tbl(
        [["Venue", "Kigali Convention Centre"], ["Dates", "6-16 June 2022"], ["Contact", "wtdc@example.org"]]
    )
    yield Case(
        "pairs.docx",
        m.docx(pairs),
        (
            ("r", ("Venue",), ("Kigali Convention Centre",)),
            ("r", ("Dates",), ("6-16 June 2022",)),
            ("r", ("Contact",), ("wtdc@example.org",)),
        ),
    )
    frame = m.tbl([["Notice"], ["Bring your badge."]])
    yield Case("frame.docx", m.docx(frame), (("p", "Notice"), ("p", "Bring your badge.")))


def _web() -> Iterator[Case]:
    from golden.cases import Case

    page = "<ol type=a><li>one<ul><li>deep<li>deeper</ul><li value=5>five</ol><p>a<br>b</p>"
    yield Case(
        "nested.html",
        page.encode(),
        (
            ("i", 0, "a.", "one"),
            ("i", 1, None, "deep"),
            ("i", 1, None, "deeper"),
            ("i", 0, "e.", "five"),
            ("p", "a\nb"),
        ),
    )
    page = (
        "<table><tr><th rowspan=2>Time<th colspan=2>Days<tr><th>Mon<th>Tue"
        "<tr><td>9:00<td rowspan=2>Plenary<td>Group<tr><td>10:00<td>Drafting<tr hidden><td>x<td>y<td>z</table>"
    )
    yield Case(
        "spans.html",
        page.encode(),
        (
            ("r", ("Time",), ("Days",)),
            ("r", ("Time",), ("Mon",), ("Tue",)),
            ("r", ("9:00", "Time"), ("Plenary", "Days", "Mon"), ("Group", "Days", "Tue")),
            ("r", ("10:00", "Time"), ("Plenary", "Days", "Mon"), ("Drafting", "Days", "Tue")),
        ),
    )
    page = "<table><tr><td><h2>Letter</h2><p>Dear all</p></td><td><table><tr><td>Tel<td>1 23</table></td></table>"
    yield Case(
        "layout.html", page.encode(), (("h", 2, "Letter"), ("p", "Dear all"), ("r", ("Tel",), ("1 23",)))
    )
    page = (
        "<div><p>seen</p><p style='visibility: hidden'>no</p><div hidden>no</div><template><p>no</p></template>"
        "<!-- no --><noscript>no</noscript><img alt='Map of the venue'></div>"
    )
    yield Case("hidden.html", page.encode(), (("p", "seen"), ("p", "Map of the venue")))
    text = "---\ntitle: Plan\n---\n# A\n\ntext with *stress* and `code`\n\n- x\n  1. y\n\n> said\n\n<b>bold</b> <script>no()</script>\n"
    yield Case(
        "mixed.md",
        text.encode(),
        (
            ("h", 1, "A"),
            ("p", "text with stress and code"),
            ("i", 0, None, "x"),
            ("i", 1, "1.", "y"),
            ("p", "said"),
            ("p", "bold"),
        ),
    )


def _pages() -> Iterator[Case]:
    from golden.cases import Case

    left = [
        "The advisory group met in Geneva and took note of",
        "the report of the director on the preparation of",
        "the conference. It thanked the members for their",
        "contributions and agreed on the calendar that is",
        "set out in the annex. The group will meet again in",
        "the spring of the coming year to review progress",
        "and to adopt the final programme of work.",
    ]
    right = [line.replace("group", "council").replace("The", "That") for line in left]
    page = m.PdfPage().text(60, 60, "Report of the advisory group on its spring meeting", 20)
    for row, (one, two) in enumerate(zip(left, right, strict=True)):
        page.text(50, 110 + 14 * row, one, 9).text(310, 113 + 14 * row, two, 9)
    yield Case(
        "columns.pdf",
        m.pdf([page]),
        (
            ("h", 1, "Report of the advisory group on its spring meeting", "@1"),
            ("p", " ".join(left), "@1"),
            ("p", " ".join(right), "@1"),
        ),
    )
    pages = []
    for number in range(3):
        page = m.PdfPage().text(60, 40, "TDAG-25/2-E").text(280, 810, f"- {number + 1} -")
        page.text(60, 120, f"Text of part {'ABC'[number]} that is not repeated.")
        pages.append(page)
    parts = tuple(("p", f"Text of part {'ABC'[n]} that is not repeated.", f"@{n + 1}") for n in range(3))
    yield Case("running.pdf", m.pdf(pages), parts)
    xs, pages = [60.0, 160.0, 420.0], []
    expected: list[tuple[object, ...]] = [("r", ("Time",), ("Item",), "@1")]
    for number in range(2):
        page = m.PdfPage()
        ys = [60.0 + 20 * n for n in range(5)]
        m.ruled(page, xs, ys)
        page.text(64, 74, "Time", 10, True).text(164, 74, "Item", 10, True)
        for row in range(1, 4):
            hour, item = f"{8 + 3 * number + row}:00", f"Item {3 * number + row}"
            page.text(64, 74 + 20 * row, hour, 10).text(164, 74 + 20 * row, item, 10)
            expected.append(("r", (hour, "Time"), (item, "Item"), f"@{number + 1}"))
        pages.append(page)
    yield Case("over-the-page.pdf", m.pdf(pages), tuple(expected))
    page = m.PdfPage()
    for row, line in enumerate(
        (
            "Delegates are asked to send their contri-",
            "butions to the secretariat of the multi-",
            "stakeholder forum before the end of April",
            "2025; a multi-stakeholder panel reads them.",
        )
    ):
        page.text(60, 100 + 14 * row, line)
    whole = (
        "Delegates are asked to send their contributions to the secretariat of the multi-stakeholder forum before "
        "the end of April 2025; a multi-stakeholder panel reads them."
    )
    yield Case("divided.pdf", m.pdf([page]), (("p", whole, "@1"),))
    page = m.PdfPage().text(60, 60, "Programme of the day", 18)
    loose = [("09:30", "Opening", "Hall A"), ("10:30", "Reports", "Hall B"), ("14:00", "Drafting", "Hall C")]
    for row, (time, item, room) in enumerate([("Time", "Session", "Room"), *loose]):
        page.text(60, 100 + 18 * row, time).text(150, 100 + 18 * row, item).text(350, 100 + 18 * row, room)
    yield Case(
        "loose.pdf",
        m.pdf([page]),
        (
            ("h", 1, "Programme of the day", "@1"),
            ("r", ("Time",), ("Session",), ("Room",), "@1"),
            *(("r", (a, "Time"), (b, "Session"), (c, "Room"), "@1") for a, b, c in loose),
        ),
    )
    page = m.PdfPage().text(60, 80, "会议将于2025年6月6日至16日在日内瓦举行，请各成员国派代表出席本次会议。")
    page.text(60, 96, "会议文件将在会前公布。")
    yield Case(
        "lines-zh.pdf",
        m.pdf([page]),
        (
            (
                "p",
                "会议将于2025年6月6日至16日在日内瓦举行，请各成员国派代表出席本次会议。会议文件将在会前公布。",
                "@1",
            ),
        ),
    )
    page = m.PdfPage().text(60, 100, "1. Opening of the meeting").text(60, 116, "2. Adoption of the agenda")
    page.text(60, 132, "• Other business").text(60, 160, "Note that rooms may change.")
    yield Case(
        "items.pdf",
        m.pdf([page]),
        (
            ("p", "1. Opening of the meeting", "@1"),
            ("p", "2. Adoption of the agenda", "@1"),
            ("i", 0, None, "Other business", "@1"),
            ("p", "Note that rooms may change.", "@1"),
        ),
    )


def _others() -> Iterator[Case]:
    import openpyxl
    from golden.cases import Case

    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append(["Meeting", "Period", None, "Share"])
    sheet.append([None, "From", "To", None])
    sheet.append(["TDAG", datetime.date(2025, 5, 12), datetime.datetime(2025, 5, 16, 17, 30), 0.25])
    for cells in ("A1:A2", "B1:C1", "D1:D2"):
        sheet.merge_cells(cells)
    sheet["C3"].number_format = "yyyy-mm-dd hh:mm"
    sheet["D3"].number_format = "0%"
    book.create_sheet("Hidden").append(["no", "no"])
    book["Hidden"].sheet_state = "hidden"
    buffer = io.BytesIO()
    book.save(buffer)
    yield Case(
        "dates.xlsx",
        buffer.getvalue(),
        (
            ("r", ("Meeting",), ("Period",), ("Share",)),
            ("r", ("Meeting",), ("From",), ("To",), ("Share",)),
            (
                "r",
                ("TDAG", "Meeting"),
                ("2025-05-12", "Period", "From"),
                ("2025-05-16 17:30", "Period", "To"),
                ("25%", "Share"),
            ),
        ),
    )
    chinese = ("世界電信發展大會", "會議將於六月在日內瓦舉行，請各會員國出席。")
    for encoding in ("big5", "utf-16-le", "utf-8-sig"):
        content = "\n".join(chinese).encode(encoding)
        yield Case(f"traditional-{encoding}.txt", content, tuple(("p", line) for line in chinese))
    short = "时间：2025年6月6日\n地点：日内瓦"
    yield Case("short-gb18030.txt", short.encode("gb18030"), tuple(("p", x) for x in short.split("\n")))
    russian = "Повестка дня собрания\nОткрытие собрания и утверждение повестки дня"
    yield Case("koi8.txt", russian.encode("koi8-r"), tuple(("p", line) for line in russian.split("\n")))
    mixed = (
        "Réunion à Genève".encode() + b"\n" + "会议将于六月在日内瓦举行，请各成员国出席。".encode("gb18030")
    )
    yield Case(
        "mixed.txt", mixed, (("p", "Réunion à Genève"), ("p", "会议将于六月在日内瓦举行，请各成员国出席。"))
    )
    letter = b"From: a@example.org\r\nSubject: =?big5?B?t3zEsw==?=\r\nContent-Type: text/plain; charset=big5\r\n\r\n"
    yield Case(
        "plain-big5.eml",
        letter + "請出席會議。".encode("big5"),
        (("p", "Subject: 會議"), ("p", "From: a@example.org"), ("p", ""), ("p", "請出席會議。")),
    )

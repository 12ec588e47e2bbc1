"""Golden cases with odd layouts: heads over heads, tables without lines, lists in lists, notes, right to left."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import TYPE_CHECKING

from golden import makers as m

if TYPE_CHECKING:
    from golden.cases import Case


def cases() -> Iterator[Case]:
    """Yield the cases of odd layouts."""
    yield from _heads()
    yield from _loose_tables()
    yield from _nested()
    yield from _notes()
    yield from _columns()


def _heads() -> Iterator[Case]:
    from golden.cases import Case

    body = m.tbl(
        [
            [("Groupe", "v"), ("2031", "4")],
            [("", "^"), ("Mars", "2"), ("Avril", "2")],
            [("", "^"), "Dates", "Ville", "Dates", "Ville"],
            ["A", "3-5", "Lomé", "8-9", "Tunis"],
            ["B", ("à fixer", "2"), "14", "Rabat"],
        ],
        heads=3,
    )
    march, april = ("2031", "Mars"), ("2031", "Avril")
    yield Case(
        "three-heads-fr.docx",
        m.docx(body),
        (
            ("r", ("Groupe",), ("2031",)),
            ("r", ("Groupe",), ("Mars",), ("Avril",)),
            ("r", ("Groupe",), ("Dates",), ("Ville",), ("Dates",), ("Ville",)),
            ("r", ("A", "Groupe"), ("3-5", *march, "Dates"), ("Lomé", *march, "Ville"),
             ("8-9", *april, "Dates"), ("Tunis", *april, "Ville")),
            ("r", ("B", "Groupe"), ("à fixer", *march, "Dates", "Ville"),
             ("14", *april, "Dates"), ("Rabat", *april, "Ville")),
        ),
    )  # fmt: skip
    page = (
        "<table><thead><tr><th rowspan=2>Comité<th colspan=2>Sesión<tr><th>Inicio<th>Fin</thead>"
        "<tbody><tr><th scope=row>Comité 1<td>4 de mayo<td>6 de mayo"
        "<tr><th scope=row>Comité 2<td colspan=2>sin fecha</tbody></table>"
    )
    yield Case(
        "row-heads-es.html",
        page.encode(),
        (
            ("r", ("Comité",), ("Sesión",)),
            ("r", ("Comité",), ("Inicio",), ("Fin",)),
            ("r", ("Comité 1", "Comité"), ("4 de mayo", "Sesión", "Inicio"), ("6 de mayo", "Sesión", "Fin")),
            ("r", ("Comité 2", "Comité"), ("sin fecha", "Sesión", "Inicio", "Fin")),
        ),
    )
    zh = m.tbl(
        [
            ["时间", "议题", "地点"],
            [("6月6日（星期一）", "3")],
            ["09:30", "开幕式", "一号厅"],
            ["14:00", "全体会议", "二号厅"],
            [("6月7日（星期二）", "3")],
            ["09:30", "工作组", "三号厅"],
        ]
    )
    first, second = "6月6日（星期一）", "6月7日（星期二）"
    yield Case(
        "days-zh.docx",
        m.docx(zh),
        (
            ("r", ("时间",), ("议题",), ("地点",)),
            ("r", (first,)),
            ("r", ("09:30", first, "时间"), ("开幕式", first, "议题"), ("一号厅", first, "地点")),
            ("r", ("14:00", first, "时间"), ("全体会议", first, "议题"), ("二号厅", first, "地点")),
            ("r", (second,)),
            ("r", ("09:30", second, "时间"), ("工作组", second, "议题"), ("三号厅", second, "地点")),
        ),
    )
    page = m.PdfPage()
    xs, ys = [60.0, 180.0, 280.0, 380.0], [100.0, 124.0, 148.0, 172.0, 196.0]
    m.ruled(page, xs, ys, [("h", 0, 1), ("v", 2, 0), ("h", 0, 3)])
    for x, y, text in (
        (64, 116, "Region"), (184, 116, "Meeting"), (184, 140, "Opens"), (284, 140, "Closes"),
        (64, 164, "Americas"), (184, 164, "3 March"), (284, 164, "5 March"),
        (184, 188, "9 June"), (284, 188, "11 June"),
    ):  # fmt: skip
        page.text(x, y, text, 10)
    yield Case(
        "merged-heads.pdf",
        m.pdf([page]),
        (
            ("r", ("Region",), ("Meeting",), "@1"),
            ("r", ("Region",), ("Opens",), ("Closes",), "@1"),
            *(
                ("r", ("Americas", "Region"), (a, "Meeting", "Opens"), (b, "Meeting", "Closes"), "@1")
                for a, b in (("3 March", "5 March"), ("9 June", "11 June"))
            ),
        ),
    )
    import openpyxl

    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Calendario"
    sheet.append(["Calendario de reuniones de 2031"])
    sheet.append([])
    sheet.append(["Reunión", "Fechas", None, "Sede"])
    sheet.append([None, "Apertura", "Clausura", None])
    sheet.append(["Grupo 1", "4 de mayo", "6 de mayo", "Quito"])
    sheet.append(["Grupo 2", "9 de mayo", "10 de mayo", "Quito"])
    for area in ("A1:D1", "A3:A4", "B3:C3", "D3:D4", "D5:D6"):
        sheet.merge_cells(area)
    buffer = io.BytesIO()
    book.save(buffer)
    yield Case(
        "calendar-es.xlsx",
        buffer.getvalue(),
        (
            ("h", 1, "Calendario"),
            ("p", "Calendario de reuniones de 2031"),
            ("r", ("Reunión",), ("Fechas",), ("Sede",)),
            ("r", ("Reunión",), ("Apertura",), ("Clausura",), ("Sede",)),
            *(
                ("r", (a, "Reunión"), (b, "Fechas", "Apertura"), (c, "Fechas", "Clausura"), ("Quito", "Sede"))
                for a, b, c in (("Grupo 1", "4 de mayo", "6 de mayo"), ("Grupo 2", "9 de mayo", "10 de mayo"))
            ),
        ),
    )


def _loose_tables() -> Iterator[Case]:
    from golden.cases import Case

    page = m.PdfPage().text(60, 60, "Programme of the second day", 18)
    rows = [
        ("Time", ["Session"], "Room"),
        ("09:00", ["Opening of the joint", "meeting of the groups"], "Hall A"),
        ("11:15", ["Reports"], "Hall B"),
        ("15:00", ["Drafting of the", "final statement"], "Hall C"),
    ]
    y = 100
    for time, session, room in rows:
        page.text(60, y, time, 10).text(350, y, room, 10)
        for number, line in enumerate(session):
            page.text(150, y + 12 * number, line, 10)
        y += 12 * len(session) + 16
    yield Case(
        "loose-wrapped.pdf",
        m.pdf([page]),
        (
            ("h", 1, "Programme of the second day", "@1"),
            ("r", ("Time",), ("Session",), ("Room",), "@1"),
            *(("r", (a, "Time"), (" ".join(b), "Session"), (c, "Room"), "@1") for a, b, c in rows[1:]),
        ),
    )
    page = m.PdfPage().text(60, 60, "Расписание заседаний", 18)
    listed = [("Дата", "Город", "Зал"), ("3 марта", "Минск", "Зал 1"), ("9 июня", "Ереван", "Зал 2"),
              ("2 сентября", "Астана", "Зал 4")]  # fmt: skip
    for number, row in enumerate(listed):
        for x, text in zip((60, 220, 400), row, strict=True):
            page.text(x, 100 + 18 * number, text, 10)
    yield Case(
        "loose-ru.pdf",
        m.pdf([page]),
        (
            ("h", 1, "Расписание заседаний", "@1"),
            ("r", *((text,) for text in listed[0]), "@1"),
            *(("r", *zip(row, listed[0], strict=True), "@1") for row in listed[1:]),
        ),
    )
    pages, expected = [], [("r", ("Región",), ("Fechas",), ("Ciudad",), "@1")]
    held = [("África", "8-10 de abril", "Accra"), ("Américas", "6-8 de mayo", "Lima"),
            ("Asia", "3-5 de marzo", "Hanói"), ("Europa", "1-3 de junio", "Porto")]  # fmt: skip
    heads = ("Región", "Fechas", "Ciudad")
    for number, part in enumerate(((heads, *held[:2]), held[2:])):
        page = m.PdfPage()
        top = 700.0 if number == 0 else 60.0
        m.ruled(page, [60.0, 200.0, 340.0, 480.0], [top + 22 * row for row in range(len(part) + 1)])
        for row, cells in enumerate(part):
            for column, text in enumerate(cells):
                page.text(64 + 140 * column, top + 15 + 22 * row, text, 10)
            if cells is not heads:
                expected.append(("r", *zip(cells, heads, strict=True), f"@{number + 1}"))
        pages.append(page)
    yield Case("heads-on-the-first-page.pdf", m.pdf(pages), tuple(expected))


def _nested() -> Iterator[Case]:
    from golden.cases import Case

    lists = m.abstract(0, [("decimal", "%1."), ("lowerLetter", "%2)"), ("lowerRoman", "(%3)")])
    body = (
        m.p("Travaux", "h1")
        + m.p("Rapports", num=(1, 0))
        + m.p("du Bureau", num=(1, 1))
        + m.p("pour 2030", num=(1, 2))
        + m.p("pour 2031", num=(1, 2))
        + m.p("des commissions", num=(1, 1))
        + m.p("Élections", num=(1, 0))
        + m.p("du président", num=(1, 1))
    )
    yield Case(
        "three-levels-fr.docx",
        m.docx(body, lists, m.num(1, 0)),
        (
            ("h", 1, "Travaux"),
            ("i", 0, "1.", "Rapports"),
            ("i", 1, "a)", "du Bureau"),
            ("i", 2, "(i)", "pour 2030"),
            ("i", 2, "(ii)", "pour 2031"),
            ("i", 1, "b)", "des commissions"),
            ("i", 0, "2.", "Élections"),
            ("i", 1, "a)", "du président"),
        ),
    )
    page = (
        "<ol start=3><li>会前<ol type=a><li>注册<li>签证<ul><li>邀请函</ul></ol><li>会期</ol>"
        "<ol type=I><li>闭幕</ol>"
    )
    yield Case(
        "nested-zh.html",
        page.encode(),
        (
            ("i", 0, "3.", "会前"),
            ("i", 1, "a.", "注册"),
            ("i", 1, "b.", "签证"),
            ("i", 2, None, "邀请函"),
            ("i", 0, "4.", "会期"),
            ("i", 0, "I.", "闭幕"),
        ),
    )
    text = "# Подготовка\n\n1. Документы\n   - паспорт\n     - копия\n   - письмо\n2. Билеты\n\nКонец.\n"
    yield Case(
        "nested-ru.md",
        text.encode(),
        (
            ("h", 1, "Подготовка"),
            ("i", 0, "1.", "Документы"),
            ("i", 1, None, "паспорт"),
            ("i", 2, None, "копия"),
            ("i", 1, None, "письмо"),
            ("i", 0, "2.", "Билеты"),
            ("p", "Конец."),
        ),
    )
    import pptx

    deck = pptx.Presentation()
    slide = deck.slides.add_slide(deck.slide_layouts[1])
    slide.shapes.title.text = "Preparación"
    frame = slide.placeholders[1].text_frame
    frame.text = "Documentos"
    for level, point in ((1, "pasaporte"), (2, "copia"), (0, "Billetes")):
        added = frame.add_paragraph()
        added.text, added.level = point, level
    buffer = io.BytesIO()
    deck.save(buffer)
    yield Case(
        "nested-es.pptx",
        buffer.getvalue(),
        (
            ("h", 1, "Preparación", "@1"),
            ("i", 0, None, "Documentos", "@1"),
            ("i", 1, None, "pasaporte", "@1"),
            ("i", 2, None, "copia", "@1"),
            ("i", 0, None, "Billetes", "@1"),
        ),
    )
    right_to_left = '<w:r><w:rPr><w:rtl/></w:rPr><w:t xml:space="preserve"> (عن بعد)</w:t></w:r>'
    lists = m.abstract(0, [("decimal", "%1-"), ("arabicAlpha", "%2)")])
    body = (
        m.p("برنامج الدورة", "h1")
        + m.p("الافتتاح", num=(1, 0), raw=right_to_left)
        + m.p("كلمة الرئيس", num=(1, 1))
        + m.p("كلمة البلد المضيف", num=(1, 1))
        + m.tbl([["اليوم", ("القاعة", "2")], ["الاثنين", "1", "2"]])
    )
    yield Case(
        "nested-ar.docx",
        m.docx(body, lists, m.num(1, 0)),
        (
            ("h", 1, "برنامج الدورة"),
            ("i", 0, "1-", "الافتتاح (عن بعد)"),
            ("i", 1, "أ)", "كلمة الرئيس"),
            ("i", 1, "ب)", "كلمة البلد المضيف"),
            ("r", ("اليوم",), ("القاعة",)),
            ("r", ("الاثنين", "اليوم"), ("1", "القاعة"), ("2", "القاعة")),
        ),
    )


def _notes() -> Iterator[Case]:
    from golden.cases import Case

    marks = [f'<w:r><w:footnoteReference w:id="{key}"/></w:r>' for key in (2, 3)]
    notes = f'<w:footnotes xmlns:w="{m.W}"><w:footnote w:type="separator" w:id="0">{m.p("-")}</w:footnote>'
    notes += f'<w:footnote w:id="2">{m.p("Под вопросом.")}</w:footnote>'
    notes += f'<w:footnote w:id="3">{m.p("По московскому времени.")}</w:footnote></w:footnotes>'
    yield Case(
        "notes-ru.docx",
        m.docx(
            m.p("Открытие 6 июня", raw=marks[0]) + m.p("Начало в 10:00", raw=marks[1]),
            parts={"word/footnotes.xml": notes},
            kinds="footnotes",
        ),
        (
            ("p", "Открытие 6 июня"),
            ("n", "1", "Под вопросом."),
            ("p", "Начало в 10:00"),
            ("n", "2", "По московскому времени."),
        ),
    )
    page = m.PdfPage().text(60, 60, "Dates of the session", 18)
    lines = [
        "The session opens on Monday 6 June 2033 in the harbour hall and goes on",
        "until Thursday 16 June 2033; the closing day depends on the agenda.",
    ]
    for number, line in enumerate(lines):
        page.text(60, 100 + 14 * number, line)
    page.text(60 + m.width(lines[1]), 110, "1", 6)
    page.line(60, 756, 200, 756).text(60, 770, "1", 6).text(
        66, 774, "To be confirmed by the host country.", 8
    )
    yield Case(
        "note.pdf",
        m.pdf([page]),
        (
            ("h", 1, "Dates of the session", "@1"),
            ("p", " ".join(lines), "@1"),
            ("n", "1", "To be confirmed by the host country.", "@1"),
        ),
    )


def _columns() -> Iterator[Case]:
    from golden.cases import Case

    left = ["Les membres du groupe se réunissent au printemps", "à Lomé et examinent le projet de programme que",
            "le bureau a préparé avec les régions."]  # fmt: skip
    right = ["Le secrétariat publie les documents six semaines", "avant l'ouverture. Les contributions reçues plus",
             "tard sont publiées dans la langue d'origine."]  # fmt: skip
    pages = []
    for number in range(2):
        page = m.PdfPage().text(280, 810, str(number + 1), 9)
        page.text(50, 80, f"Travaux {number + 1}", 14).text(310, 80, f"Documents {number + 1}", 14)
        for row, (one, two) in enumerate(zip(left, right, strict=True)):
            page.text(50, 110 + 13 * row, one, 9).text(310, 110 + 13 * row, two, 9)
        pages.append(page)
    yield Case(
        "columns-fr.pdf",
        m.pdf(pages),
        tuple(
            element
            for number in (1, 2)
            for element in (
                ("h", 1, f"Travaux {number}", f"@{number}"),
                ("p", " ".join(left), f"@{number}"),
                ("h", 1, f"Documents {number}", f"@{number}"),
                ("p", " ".join(right), f"@{number}"),
            )
        ),
    )
    lines = [
        "يرجى من الوفود إرسال مساهماتها إلى الأمانة قبل نهاية الشهر",
        "حتى تتاح الوثائق في الوقت المناسب",
    ]
    page = m.PdfPage().text(300, 60, "إعلان إلى الوفود"[::-1], 18)
    for number, line in enumerate(lines):
        page.text(535 - m.width(line), 100 + 14 * number, line[::-1])
    yield Case(
        "lines-ar.pdf",
        m.pdf([page]),
        (("h", 1, "إعلان إلى الوفود", "@1"), ("p", " ".join(lines), "@1")),
    )
    page = m.PdfPage()
    for row, (one, two) in enumerate(zip(left, right, strict=True)):
        page.text(50, 80 + 13 * row, one, 9).text(310, 80 + 13 * row, two, 9)
    ports = ("Lomé", "Tunis", "Rabat", "Accra", "Dakar", "Praia", "Bissau", "Luanda", "Douala", "Abidjan")
    listed = [
        ("Port", "Jour", "Salle"),
        *((port, f"{n} mai", f"Salle {n}") for n, port in enumerate(ports, 1)),
    ]
    for number, row in enumerate(listed):
        for x, text in zip((50, 200, 400), row, strict=True):
            page.text(x, 160 + 16 * number, text, 9)
    yield Case(
        "columns-over-a-list-fr.pdf",
        m.pdf([page]),
        (
            ("p", " ".join(left), "@1"),
            ("p", " ".join(right), "@1"),
            ("r", *((head,) for head in listed[0]), "@1"),
            *(("r", *zip(row, listed[0], strict=True), "@1") for row in listed[1:]),
        ),
    )

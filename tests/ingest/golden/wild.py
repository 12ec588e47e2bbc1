"""Golden cases in layouts that programs and people make: revisions, forms, boxes, notes, sheets, slides, mail."""

from __future__ import annotations

import datetime
import io
import quopri
import zipfile
from base64 import b64encode
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from golden import makers as m

if TYPE_CHECKING:
    from golden.cases import Case

_BY = 'w:id="1" w:author="x" w:date="2031-01-01T00:00:00Z"'
_BOX = (
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
)


def cases() -> Iterator[Case]:
    """Yield the cases of wild layouts."""
    yield _revised()
    yield _form()
    yield _boxes()
    yield _nested()
    yield _notes()
    yield _strict()
    yield _heads()
    yield _first_page()
    yield _word_page()
    yield _sheet()
    yield _slide()
    yield _letter()
    yield _notes_in_markdown()


def _run(text: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def _gone(text: str) -> str:
    return f'<w:del {_BY}><w:r><w:delText xml:space="preserve">{text}</w:delText></w:r></w:del>'


def _new(text: str) -> str:
    return f"<w:ins {_BY}>{_run(text)}</w:ins>"


def _p(inner: str, properties: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr>{inner}</w:p>"


def _cell(content: str, properties: str = "", bold: bool = False) -> str:
    inner = content if content.startswith("<w:") else _p(_run(content, "<w:b/>" if bold else ""))
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{inner}</w:tc>"


def _row(cells: Sequence[str], properties: str = "", bold: bool = False) -> str:
    inner = "".join(cell if cell.startswith("<w:tc>") else _cell(cell, bold=bold) for cell in cells)
    return f"<w:tr><w:trPr>{properties}</w:trPr>{inner}</w:tr>"


def _table(rows: Sequence[Sequence[str]], bold: bool = True) -> str:
    inner = "".join(_row(row, bold=bold and not at) for at, row in enumerate(rows))
    return f"<w:tbl>{inner}</w:tbl>"


def _revised() -> Case:
    from golden.cases import Case

    item = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'
    end_gone = f"<w:rPr><w:del {_BY}/></w:rPr>"
    struck = _run(" 9", "<w:strike/>")
    body = (
        _p(_run("The forum opens on") + struck + _gone(" 3") + _new(" 4") + _run(" March 2031."))
        + _p(_gone("This paragraph was struck."), end_gone)
        + _p(_run("It closes on "), end_gone)
        + _p(_run("6 March 2031."))
        + _p(_run("Opening"), item)
        + _p(_gone("Struck item"), item + end_gone)
        + _p(_new("Added item"), item)
        + _p(f"<w:moveFrom {_BY}>{_run('Moved sentence.')}</w:moveFrom>")
        + _p(_run("Bring a badge.") + '<w:r><w:commentReference w:id="5"/></w:r>')
        + _p(f"<w:moveTo {_BY}>{_run('Moved sentence.')}</w:moveTo>")
        + f"<w:tbl>{_row(('Day', 'Room'), bold=True)}"
        + _row((_p(_gone("4 March")), _p(_gone("Hall 1"))), f"<w:del {_BY}/>")
        + _row((_p(_new("5 March")), _p(_new("Hall 2"))), f"<w:ins {_BY}/>")
        + f"{_row(('6 March', 'Hall 3'))}</w:tbl>"
    )
    return Case(
        "changes-en.docx",
        m.docx(body, m.abstract(0, [("decimal", "%1.")]), m.num(1, 0)),
        (
            ("p", "The forum opens on 4 March 2031."),
            ("p", "It closes on 6 March 2031."),
            ("i", 0, "1.", "Opening"),
            ("i", 0, "2.", "Added item"),
            ("p", "Bring a badge."),
            ("p", "Moved sentence."),
            ("r", ("Day",), ("Room",)),
            ("r", ("5 March", "Day"), ("Hall 2", "Room")),
            ("r", ("6 March", "Day"), ("Hall 3", "Room")),
        ),
    )


def _form() -> Case:
    from golden.cases import Case

    def control(inner: str, properties: str = "") -> str:
        return f"<w:sdt><w:sdtPr>{properties}</w:sdtPr><w:sdtContent>{inner}</w:sdtContent></w:sdt>"

    unfilled = control(_run("Click or tap to enter a date."), "<w:showingPlcHdr/><w:date/>")
    rows = [
        f"<w:tr>{_cell(name)}{control(_cell(country))}</w:tr>"
        for name, country in (("Ana", "Chile"), ("Bo", "Sweden"))
    ]
    body = (
        control(m.p("Registration form", "h1"))
        + _p(
            _run("Arrival: ") + control(_run("7 April 2031"), "<w:date/>") + _run(", departure: ") + unfilled
        )
        + _p(control(_run("☒")) + _run(" I attend in person"))
        + f"<w:tbl>{_row(('Name', 'Country'), bold=True)}{control(''.join(control(row) for row in rows))}</w:tbl>"
    )
    return Case(
        "form-en.docx",
        m.docx(body),
        (
            ("h", 1, "Registration form"),
            ("p", "Arrival: 7 April 2031, departure:"),
            ("p", "☒ I attend in person"),
            ("r", ("Name",), ("Country",)),
            ("r", ("Ana", "Name"), ("Chile", "Country")),
            ("r", ("Bo", "Name"), ("Sweden", "Country")),
        ),
    )


def _boxes() -> Case:
    from golden.cases import Case

    def box(inner: str) -> str:
        content = f"<w:txbxContent>{inner}</w:txbxContent>"
        return (
            f'<w:r><mc:AlternateContent {_BOX}><mc:Choice Requires="wps"><w:drawing><wps:txbx>{content}</wps:txbx>'
            f"</w:drawing></mc:Choice><mc:Fallback><w:pict>{content}</w:pict></mc:Fallback></mc:AlternateContent></w:r>"
        )

    contacts = _table((("Contact", "Phone"), ("Mr Ito", "+81 3 5555")))
    note = _p(_run("See note") + box(_p(_run("Apply by 1 May 2031"))))
    body = _p(_run("Dear colleagues,") + box(_p(_run("URGENT")) + contacts))
    body += _table((("Item", "Remark"), ("Visa", note), ("Hotel", "None"))) + _p(_run("End."))
    return Case(
        "boxes-en.docx",
        m.docx(body),
        (
            ("p", "Dear colleagues,"),
            ("p", "URGENT"),
            ("r", ("Contact",), ("Phone",)),
            ("r", ("Mr Ito", "Contact"), ("+81 3 5555", "Phone")),
            ("r", ("Item",), ("Remark",)),
            ("r", ("Visa", "Item"), ("See note Apply by 1 May 2031", "Remark")),
            ("r", ("Hotel", "Item"), ("None", "Remark")),
            ("p", "End."),
        ),
    )


def _nested() -> Case:
    from golden.cases import Case

    inner = _table((("Région", "Ville"), ("Afrique", "Lomé"), ("Asie", "Hanoï")))
    left, right = (
        _p(_run("Secrétariat")) + _p(_run("Tél. 22 33")),
        _p(_run("Réunions de 2031")) + inner + _p(""),
    )
    days = _table((("Jour", "Heure"), ("4 mai", "10 h"))) + _p("")
    body = _table(((left, right),), bold=False) + _p(_run("Après."))
    body += _table((("Comité", "Séances"), ("A", days), ("B", "aucune")))
    return Case(
        "nested-fr.docx",
        m.docx(body),
        (
            ("p", "Secrétariat"),
            ("p", "Tél. 22 33"),
            ("p", "Réunions de 2031"),
            ("r", ("Région",), ("Ville",)),
            ("r", ("Afrique", "Région"), ("Lomé", "Ville")),
            ("r", ("Asie", "Région"), ("Hanoï", "Ville")),
            ("p", "Après."),
            ("r", ("Comité",), ("Séances",)),
            ("r", ("A", "Comité"), ("Jour; Heure 4 mai; 10 h", "Séances")),
            ("r", ("B", "Comité"), ("aucune", "Séances")),
        ),
    )


def _notes() -> Case:
    from golden.cases import Case

    def mark(kind: str, key: int) -> str:
        return f'<w:r><w:{kind}Reference w:id="{key}"/></w:r>'

    space = f'xmlns:w="{m.W}"'
    feet = f'<w:footnote w:id="1">{_p("<w:r><w:footnoteRef/></w:r>" + _run(" Dates to be confirmed."))}'
    feet += f'{_p(_run("By the host."))}</w:footnote><w:footnote w:id="2">{_p(_run(" Hybrid."))}</w:footnote>'
    ends = f'<w:endnote w:id="1">{_p(_run("Resolution 5."))}</w:endnote>'
    lima, may = _p(_run("Lima") + mark("footnote", 1)), _p(_run("9 May 2031") + mark("footnote", 2))
    body = m.p("Meetings", "h1", raw=mark("endnote", 1))
    body += _table((("City", "Date"), (lima, "4 May 2031"), ("Oslo", may))) + _p(_run("End."))
    parts = {
        "word/footnotes.xml": f"<w:footnotes {space}>{feet}</w:footnotes>",
        "word/endnotes.xml": f"<w:endnotes {space}>{ends}</w:endnotes>",
    }
    return Case(
        "notes-en.docx",
        m.docx(body, parts=parts, kinds="footnotes endnotes"),
        (
            ("h", 1, "Meetings"),
            ("n", "i", "Resolution 5."),
            ("r", ("City",), ("Date",)),
            ("r", ("Lima", "City"), ("4 May 2031", "Date")),
            ("r", ("Oslo", "City"), ("9 May 2031", "Date")),
            ("n", "1", "Dates to be confirmed.\nBy the host."),
            ("n", "2", "Hybrid."),
            ("p", "End."),
        ),
    )


def _strict() -> Case:
    from golden.cases import Case

    usual = m.docx(m.p("Agenda", "h1") + _table((("Day", "Room"), ("4 March", "Hall 1"))))
    parts = {}
    with zipfile.ZipFile(io.BytesIO(usual)) as archive:
        for name in archive.namelist():
            content = archive.read(name)
            for kind, part in (("wordprocessingml", "main"), ("officeDocument", "relationships")):
                content = content.replace(
                    f"http://schemas.openxmlformats.org/{kind}/2006/{part}".encode(),
                    f"http://purl.oclc.org/ooxml/{kind}/{part}".encode(),
                )
            parts[name] = content
    rows = (("r", ("Day",), ("Room",)), ("r", ("4 March", "Day"), ("Hall 1", "Room")))
    return Case("strict-en.docx", m.pack(parts), (("h", 1, "Agenda"), *rows))


def _heads() -> Case:
    from golden.cases import Case

    style = (
        f'<w:styles xmlns:w="{m.W}"><w:style w:type="paragraph" w:styleId="th"><w:name w:val="Table Heading"/>'
        '<w:rPr><w:b/></w:rPr></w:style><w:style w:type="table" w:styleId="base"><w:tblStylePr w:type="firstRow">'
        '<w:rPr><w:b/></w:rPr></w:tblStylePr></w:style><w:style w:type="table" w:styleId="t"><w:basedOn w:val="base"/>'
        "</w:style></w:styles>"
    )
    years = [("Region", "2029", "2030"), ("Africa", "12", "14"), ("Asia", "22", "24")]
    look = '<w:tblPr><w:tblStyle w:val="t"/><w:tblLook w:val="0420"/></w:tblPr>'
    styled = "".join(_row(row) for row in (("Name", "Task"), ("Ana", "Chair"), ("Bo", "Rapporteur")))
    named = [_p(_run(text), '<w:pStyle w:val="th"/>') for text in ("Hall", "Use")]
    merged = (
        _row(("Group", _cell("Session", '<w:hMerge w:val="restart"/>'), _cell("", "<w:hMerge/>")))
        + _row(("", "Opens", "Closes"))
        + _row(("A", "4 May", "5 May"))
    )
    body = _table(years, bold=False) + _p(_run("One.")) + f"<w:tbl>{look}{styled}</w:tbl>" + _p(_run("Two."))
    body += _table((named, ("Red", "Plenary"))) + _p(_run("Three.")) + f"<w:tbl>{merged}</w:tbl>"
    return Case(
        "unmarked-heads-en.docx",
        m.docx(body, parts={"word/styles.xml": style}),
        (
            ("r", ("Region",), ("2029",), ("2030",)),
            ("r", ("Africa", "Region"), ("12", "2029"), ("14", "2030")),
            ("r", ("Asia", "Region"), ("22", "2029"), ("24", "2030")),
            ("p", "One."),
            ("r", ("Name",), ("Task",)),
            ("r", ("Ana", "Name"), ("Chair", "Task")),
            ("r", ("Bo", "Name"), ("Rapporteur", "Task")),
            ("p", "Two."),
            ("r", ("Hall",), ("Use",)),
            ("r", ("Red", "Hall"), ("Plenary", "Use")),
            ("p", "Three."),
            ("r", ("Group",), ("Session",)),
            ("r", ("",), ("Opens",), ("Closes",)),
            ("r", ("A", "Group"), ("4 May", "Session", "Opens"), ("5 May", "Session", "Closes")),
        ),
    )


def _first_page() -> Case:
    from golden.cases import Case

    space = f'xmlns:w="{m.W}" xmlns:r="{m.R}"'
    masthead = _table((("General Assembly", "A/85/123"), ("", "4 March 2031")), bold=False)
    first = f"<w:hdr {space}>{masthead}</w:hdr>"
    running = f"<w:hdr {space}>{m.p('A/85/123')}</w:hdr>"
    section = (
        '<w:sectPr><w:headerReference w:type="first" r:id="r3"/><w:headerReference w:type="default" r:id="r2"/>'
        "<w:titlePg/></w:sectPr>"
    )
    parts = {"word/header.xml": running, "word/first.xml": first}
    relations = "http://schemas.openxmlformats.org/package/2006/relationships"
    targets = (("r2", "header.xml"), ("r3", "first.xml"))
    listed = "".join(
        f'<Relationship Id="{key}" Type="{m.R}/header" Target="{name}"/>' for key, name in targets
    )
    parts["word/_rels/document.xml.rels"] = f'<Relationships xmlns="{relations}">{listed}</Relationships>'
    return Case(
        "first-page-en.docx",
        m.docx(_p(_run("Report of the committee.")) + section, parts=parts),
        (
            ("r", ("General Assembly",), ("A/85/123",)),
            ("r", ("",), ("4 March 2031",)),
            ("p", "Report of the committee."),
        ),
    )


def _word_page() -> Case:
    from golden.cases import Case

    def listed(level: int, number: str, text: str, name: str = "l0") -> str:
        return (
            f"<p class=MsoListParagraph style='text-indent:-18.0pt;mso-list:{name} level{level} lfo1'>"
            f"<![if !supportLists]><span style='mso-list:Ignore'>{number}<span style='font:7.0pt \"Times New Roman\"'>"
            f"&nbsp;&nbsp; </span></span><![endif]>{text}<o:p></o:p></p>"
        )

    mark = (
        "<a style='mso-footnote-id:ftn1' href=\"#{}1\"><span class=MsoFootnoteReference><![if !supportFootnotes]>"
        "<span>[1]</span><![endif]></span></a>"
    )
    page = (
        '<html xmlns:o="urn:schemas-microsoft-com:office:office"><head><meta http-equiv=Content-Type '
        'content="text/html; charset=windows-1252"><!--[if gte mso 9]><xml><o:Author>S</o:Author></xml><![endif]-->'
        "<style><!-- p.MsoNormal {margin:0cm;} --></style></head><body lang=FR><div class=WordSection1>"
        "<p class=MsoTitle>Réunion régionale de 2031<o:p></o:p></p><p class=MsoNormal><o:p>&nbsp;</o:p></p>"
        f"<p class=MsoNormal>La réunion se tiendra à Lomé{mark.format('_ftn')} du 4 au 6 mars 2031.</p>"
        "<h1>Ordre du jour<o:p></o:p></h1>"
        + listed(1, "1.", "Ouverture")
        + listed(2, "a)", "Allocutions")
        + listed(1, "2.", "Élections")
        + listed(1, "·", "Badge", "l1")
        + "<table class=MsoTableGrid><tr><td rowspan=2><p><b>Jour</b><o:p></o:p></p></td><td colspan=2><p><b>Salles</b>"
        "</p></td></tr><tr><td><p><b>Matin</b></p></td><td><p><b>Soir</b></p></td></tr><tr><td><p>4 mars</p></td><td>"
        "<p>Salle 1</p></td><td><p>Salle 2<span style='display:none;mso-hide:all'>caché</span></p></td></tr></table>"
        "<p class=MsoNormal>Le <del>5</del><ins>6</ins><s> 7</s> mars.</p></div>"
        "<div style='mso-element:footnote-list'><div style='mso-element:footnote' id=ftn1><p class=MsoFootnoteText>"
        f"{mark.format('_ftnref')} Sous réserve de confirmation.</p></div></div></body></html>"
    )
    return Case(
        "word-fr.html",
        page.encode("cp1252"),
        (
            ("h", 1, "Réunion régionale de 2031"),
            ("p", "La réunion se tiendra à Lomé du 4 au 6 mars 2031."),
            ("h", 1, "Ordre du jour"),
            ("i", 0, "1.", "Ouverture"),
            ("i", 1, "a)", "Allocutions"),
            ("i", 0, "2.", "Élections"),
            ("i", 0, None, "Badge"),
            ("r", ("Jour",), ("Salles",)),
            ("r", ("Jour",), ("Matin",), ("Soir",)),
            ("r", ("4 mars", "Jour"), ("Salle 1", "Salles", "Matin"), ("Salle 2", "Salles", "Soir")),
            ("p", "Le 6 mars."),
            ("n", "1", "Sous réserve de confirmation."),
        ),
    )


def _sheet() -> Case:
    import openpyxl
    from golden.cases import Case

    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "日程"
    sheet["A1"] = "2031年会议日程"
    for place, text in (
        ("A2", "会议"),
        ("B2", "会期"),
        ("B3", "开始"),
        ("C3", "结束"),
        ("D2", "地点"),
        ("E2", "时间"),
    ):
        sheet[place] = text
    sheet.append(["筹备会", 47974, datetime.date(2031, 5, 6), "昆明", datetime.time(9, 30)])
    sheet.append(["大会", 48003, 48007, None, 0.604166666666667])
    for area in ("A1:E1", "A2:A3", "B2:C2", "D2:D3", "E2:E3", "D4:D5"):
        sheet.merge_cells(area)
    formats = {"B4": '[$-804]yyyy"年"m"月"d"日";@', "C4": "m/d/yy", "C5": "dd-mmm-yy", "E5": "h:mm AM/PM;@"}
    formats["B5"] = "[$-F800]dddd\\,\\ mmmm\\ dd\\,\\ yyyy"
    for place, code in formats.items():
        sheet[place].number_format = code
    for row, (name, phone) in enumerate((("联系人", "电话"), ("王伟", "010 1234"), ("李娜", "010 5678")), 2):
        sheet[f"G{row}"], sheet[f"H{row}"] = name, phone
    costs = book.create_sheet("Costs")
    for row in (("Item", "Price", "Share"), ("Lunch", 1234.5, 0.125), ("Hall", 250000, 0.5), ("Visa", -7, 1)):
        costs.append(row)
    codes = {"B2": "#,##0.00", "B3": '"CHF" #,##0', "B4": "000", "C2": "0.0%", "C3": "0%", "C4": '0 "of 9"'}
    for place, code in codes.items():
        costs[place].number_format = code
    buffer = io.BytesIO()
    book.save(buffer)
    period = ("会期", "开始"), ("会期", "结束")
    return Case(
        "beside-zh.xlsx",
        buffer.getvalue(),
        (
            ("h", 1, "日程"),
            ("p", "2031年会议日程"),
            ("r", ("会议",), ("会期",), ("地点",), ("时间",)),
            ("r", ("会议",), ("开始",), ("结束",), ("地点",), ("时间",)),
            ("r", ("筹备会", "会议"), ("2031-05-06", *period[0]), ("2031-05-06", *period[1]), ("昆明", "地点"),
             ("09:30", "时间")),
            ("r", ("大会", "会议"), ("2031-06-04", *period[0]), ("2031-06-08", *period[1]), ("昆明", "地点"),
             ("14:30", "时间")),
            ("r", ("联系人",), ("电话",)),
            ("r", ("王伟", "联系人"), ("010 1234", "电话")),
            ("r", ("李娜", "联系人"), ("010 5678", "电话")),
            ("h", 1, "Costs"),
            ("r", ("Item",), ("Price",), ("Share",)),
            ("r", ("Lunch", "Item"), ("1,234.50", "Price"), ("12.5%", "Share")),
            ("r", ("Hall", "Item"), ("CHF 250,000", "Price"), ("50%", "Share")),
            ("r", ("Visa", "Item"), ("-007", "Price"), ("1 of 9", "Share")),
        ),
    )  # fmt: skip


def _slide() -> Case:
    import pptx
    from golden.cases import Case
    from pptx.util import Inches

    deck = pptx.Presentation()
    slide = deck.slides.add_slide(deck.slide_layouts[5])

    def box(shapes: object, left: float, top: float, text: str) -> None:
        shape = shapes.add_textbox(Inches(left), Inches(top), Inches(3), Inches(0.5))  # type: ignore[attr-defined]
        shape.text_frame.text = text

    box(slide.shapes, 1, 6.5, "Register by 1 May 2031")
    group = slide.shapes.add_group_shape()
    box(group.shapes, 5, 2, "Day 2: Closing")
    box(group.shapes, 1, 2, "Day 1: Opening")
    box(group.shapes.add_group_shape().shapes, 1, 3, "Hall A")
    frame = slide.shapes.add_table(3, 3, Inches(1), Inches(4), Inches(8), Inches(1.5))
    for r, row in enumerate((("Group", "Sessions", ""), ("", "Opens", "Closes"), ("A", "4 May", "5 May"))):
        for c, text in enumerate(row):
            frame.table.cell(r, c).text = text
    frame.table.cell(0, 1).merge(frame.table.cell(0, 2))
    frame.table.cell(0, 0).merge(frame.table.cell(1, 0))
    slide.shapes.title.text = "Plan of the session"
    slide.notes_slide.notes_text_frame.text = "Say hello."
    buffer = io.BytesIO()
    deck.save(buffer)
    return Case(
        "groups-en.pptx",
        buffer.getvalue(),
        (
            ("h", 1, "Plan of the session", "@1"),
            ("p", "Day 1: Opening", "@1"),
            ("p", "Day 2: Closing", "@1"),
            ("p", "Hall A", "@1"),
            ("r", ("Group",), ("Sessions",), "@1"),
            ("r", ("Group",), ("Opens",), ("Closes",), "@1"),
            ("r", ("A", "Group"), ("4 May", "Sessions", "Opens"), ("5 May", "Sessions", "Closes"), "@1"),
            ("p", "Register by 1 May 2031", "@1"),
            ("p", "Say hello.", "@1"),
        ),
    )


def _letter() -> Case:
    from golden.cases import Case

    body = "各位代表：\n会议将于2031年5月4日至6日在昆明举行。\n\n1. 开幕\n"
    name = b64encode("秘书处".encode("gb2312")).decode()
    subject = (
        quopri.encodestring("区域会议通知".encode("gb18030"), header=True).decode().replace("\n", "").strip()
    )
    message = (
        f"From: =?gb2312?B?{name}?= <s@example.org>\nSubject: =?gb18030?Q?{subject}?=\nMIME-Version: 1.0\n"
        'Content-Type: multipart/mixed; boundary="XX"\n\n--XX\nContent-Type: text/plain; charset="gb18030"\n'
        f"Content-Transfer-Encoding: quoted-printable\n\n{quopri.encodestring(body.encode('gb18030')).decode()}\n--XX\n"
        "Content-Type: message/rfc822\n\nFrom: host@example.cn\nSubject: Inner\n\nNot this.\n--XX--\n"
    )
    lines = ("Subject: 区域会议通知", "From: 秘书处 <s@example.org>", "", *body.rstrip("\n").split("\n"))
    return Case("quoted-zh.eml", message.replace("\n", "\r\n").encode(), tuple(("p", line) for line in lines))


def _notes_in_markdown() -> Case:
    from golden.cases import Case

    text = (
        "Regional forum 2031\n===\n\nDates[^1]\n---\n\n| Day | Early \\| late |\n|---|:--|\n| 4 March | **Hall** |\n\n"
        "1) First\n   continued\n2) Second\n   - deeper\n     + deepest\n\n"
        "<table><tr><th>A<th>B<tr><td>1<td>2</table>\n\n[^1]: To be confirmed\n    by the host.\n"
    )
    return Case(
        "notes-en.md",
        text.encode(),
        (
            ("h", 1, "Regional forum 2031"),
            ("h", 2, "Dates"),
            ("r", ("Day",), ("Early | late",)),
            ("r", ("4 March", "Day"), ("Hall", "Early | late")),
            ("i", 0, "1)", "First continued"),
            ("i", 0, "2)", "Second"),
            ("i", 1, None, "deeper"),
            ("i", 2, None, "deepest"),
            ("r", ("A",), ("B",)),
            ("r", ("1", "A"), ("2", "B")),
            ("n", "1", "To be confirmed by the host."),
        ),
    )

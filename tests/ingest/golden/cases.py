"""The golden set: small conference files in eight formats and six languages, and what each holds.

An expected element is written as a tuple: ("h", level, text), ("p", text), ("i", level, number, text),
("n", number, text) for a footnote, and ("r", cell, …) where a cell is (text, *heads).
A page is given as a last `@page` string where the format has pages.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass
from email.message import EmailMessage
from typing import Any

from golden import makers as m


@dataclass(frozen=True)
class Case:
    """A file and the elements that it holds, in order."""

    name: str
    content: bytes
    expected: tuple[tuple[Any, ...], ...]


@dataclass(frozen=True)
class Words:
    """One meeting's programme in one language."""

    title: str
    intro: str
    section: str
    points: tuple[str, str, str]
    heads: tuple[str, str, str, str]
    rows: tuple[tuple[str, str, str, str], ...]
    subheads: tuple[str, str] = ("", "")


LANGUAGES = {
    "en": Words(
        "Regional preparatory meetings",
        "The meetings prepare the conference of 2026 and are open to all members.",
        "Draft agenda",
        ("Opening of the meeting", "Adoption of the agenda", "Any other business"),
        ("Region", "Dates", "Host country", "City"),
        (
            ("Africa", "8-10 April 2025", "Kenya", "Nairobi"),
            ("Africa", "11 April 2025", "Ghana", "Accra"),
            ("Americas", "6-8 May 2025", "Brazil", "Brasilia"),
        ),
    ),
    "fr": Words(
        "Réunions préparatoires régionales",
        "Les réunions préparent la conférence de 2026 et sont ouvertes à tous les membres.",
        "Projet d'ordre du jour",
        ("Ouverture de la réunion", "Adoption de l'ordre du jour", "Divers"),
        ("Région", "Dates", "Pays hôte", "Ville"),
        (
            ("Afrique", "8-10 avril 2025", "Sénégal", "Dakar"),
            ("Afrique", "11 avril 2025", "Côte d'Ivoire", "Abidjan"),
            ("Europe", "1er au 3 juin 2025", "Suisse", "Genève"),
        ),
    ),
    "es": Words(
        "Reuniones preparatorias regionales",
        "Las reuniones preparan la conferencia de 2026 y están abiertas a todos los miembros.",
        "Proyecto de orden del día",
        ("Apertura de la reunión", "Aprobación del orden del día", "Otros asuntos"),
        ("Región", "Fechas", "País anfitrión", "Ciudad"),
        (
            ("Américas", "6 a 8 de mayo de 2025", "Paraguay", "Asunción"),
            ("Américas", "9 de mayo de 2025", "Perú", "Lima"),
            ("Europa", "1 a 3 de junio de 2025", "España", "Málaga"),
        ),
    ),
    "zh": Words(
        "区域性筹备会议",
        "这些会议为2026年的大会做准备，向所有成员开放。",
        "议程草案",
        ("会议开幕", "通过议程", "其他事宜"),
        ("区域", "日期", "主办国", "城市"),
        (
            ("亚太区域", "2025年3月3日至5日", "泰国", "曼谷"),
            ("亚太区域", "2025年3月6日", "中国", "北京"),
            ("非洲区域", "2025年4月8日至10日", "肯尼亚", "内罗毕"),
        ),
    ),
    "ru": Words(
        "Региональные подготовительные собрания",
        "Собрания готовят конференцию 2026 года и открыты для всех членов.",
        "Проект повестки дня",
        ("Открытие собрания", "Утверждение повестки дня", "Прочие вопросы"),
        ("Регион", "Даты", "Принимающая страна", "Город"),
        (
            ("СНГ", "15-17 апреля 2025 года", "Кыргызстан", "Бишкек"),
            ("СНГ", "18 апреля 2025 года", "Армения", "Ереван"),
            ("Европа", "1-3 июня 2025 года", "Швейцария", "Женева"),
        ),
    ),
    "ar": Words(
        "الاجتماعات التحضيرية الإقليمية",
        "تعد الاجتماعات للمؤتمر في عام 2026 وهي مفتوحة لجميع الأعضاء.",
        "مشروع جدول الأعمال",
        ("افتتاح الاجتماع", "اعتماد جدول الأعمال", "ما يستجد من أعمال"),
        ("المنطقة", "التواريخ", "البلد المضيف", "المدينة"),
        (
            ("الدول العربية", "3-5 فبراير 2025", "الأردن", "عمان"),
            ("الدول العربية", "6 فبراير 2025", "مصر", "القاهرة"),
            ("إفريقيا", "8-10 أبريل 2025", "كينيا", "نيروبي"),
        ),
    ),
}


def _table(words: Words) -> list[tuple[Any, ...]]:
    head = ("r", *((text,) for text in words.heads))
    return [head, *(("r", *zip(row, words.heads, strict=True)) for row in words.rows)]


def _expected(words: Words, numbers: tuple[str, str, str], level: int = 2) -> list[tuple[Any, ...]]:
    return [
        ("h", 1, words.title),
        ("p", words.intro),
        *_table(words),
        ("h", level, words.section),
        *(("i", 0, number, point) for number, point in zip(numbers, words.points, strict=True)),
    ]


def _docx(code: str, words: Words) -> Case:
    style, text, numbers = {
        "zh": ("chineseCountingThousand", "%1、", ("一、", "二、", "三、")),
        "ru": ("russianLower", "%1)", ("а)", "б)", "в)")),
        "ar": ("arabicAbjad", "%1-", ("أ-", "ب-", "ج-")),
        "fr": ("upperRoman", "%1.", ("I.", "II.", "III.")),
        "es": ("lowerLetter", "%1)", ("a)", "b)", "c)")),
    }.get(code, ("decimal", "%1.", ("1.", "2.", "3.")))
    rows: list[list[str | tuple[str, str]]] = [list(words.heads)]
    first = words.rows[0][0]
    for index, row in enumerate(words.rows):
        merged = (first, "v") if index == 0 else (("", "^") if row[0] == first else row[0])
        rows.append([merged, *row[1:]])
    body = (
        m.p(words.title, "h1")
        + m.p(words.intro)
        + m.tbl(rows)
        + m.p(words.section, "h2")
        + "".join(m.p(point, num=(1, 0)) for point in words.points)
    )
    content = m.docx(body, m.abstract(0, [(style, text)]), m.num(1, 0))
    return Case(f"programme-{code}.docx", content, tuple(_expected(words, numbers)))


def _html(code: str, words: Words) -> Case:
    first = words.rows[0][0]
    count = sum(row[0] == first for row in words.rows)
    rows = ""
    for index, row in enumerate(words.rows):
        lead = (
            f"<td rowspan={count}>{row[0]}</td>"
            if index == 0
            else ("" if row[0] == first else f"<td>{row[0]}</td>")
        )
        rows += f"<tr>{lead}{''.join(f'<td>{cell}</td>' for cell in row[1:])}</tr>"
    encoding = {"zh": "gb2312", "ru": "windows-1251", "ar": "windows-1256", "fr": "iso-8859-1"}.get(
        code, "utf-8"
    )
    page = (
        f'<html lang={code}><head><meta charset="{encoding}"><title>{words.title}</title>'
        f"<style>p{{color:red}}</style><script>document.write('no')</script></head><body>"
        f"<h1>{words.title}</h1><p>{words.intro}</p><p style='display:none'>hidden</p>"
        f"<table><thead><tr>{''.join(f'<th>{head}</th>' for head in words.heads)}</tr></thead><tbody>{rows}</tbody></table>"
        f"<h2>{words.section}</h2><ol>{''.join(f'<li>{point}' for point in words.points)}</ol></body></html>"
    )
    expected = _expected(words, ("1.", "2.", "3."))
    return Case(f"programme-{code}.html", page.encode(encoding), tuple(expected))


def _markdown(code: str, words: Words) -> Case:
    lines = [f"# {words.title}", "", words.intro, "", f"| {' | '.join(words.heads)} |", "|---|---|---|---|"]
    lines += [f"| {' | '.join(row)} |" for row in words.rows]
    lines += [
        "",
        f"## {words.section}",
        "",
        *(f"{n}. {point}" for n, point in enumerate(words.points, 1)),
        "",
    ]
    content = "\n".join(lines).encode("utf-8-sig" if code == "zh" else "utf-8")
    return Case(f"programme-{code}.md", content, tuple(_expected(words, ("1.", "2.", "3."))))


def _xlsx(code: str, words: Words) -> Case:
    import openpyxl

    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = words.section[:30]
    sheet.append([words.title])
    sheet.append(list(words.heads))
    for row in words.rows:
        sheet.append(list(row))
    count = sum(row[0] == words.rows[0][0] for row in words.rows)
    sheet.merge_cells(start_row=3, end_row=2 + count, start_column=1, end_column=1)
    sheet.append([])
    sheet.append([words.intro])
    buffer = io.BytesIO()
    book.save(buffer)
    expected = [("h", 1, words.section[:30]), ("p", words.title), *_table(words), ("p", words.intro)]
    return Case(f"programme-{code}.xlsx", buffer.getvalue(), tuple(expected))


def _pptx(code: str, words: Words) -> Case:
    import pptx
    from pptx.util import Inches

    deck = pptx.Presentation()
    slide = deck.slides.add_slide(deck.slide_layouts[1])
    slide.shapes.title.text = words.section
    slide.placeholders[1].text_frame.text = words.points[0]
    for point in words.points[1:]:
        slide.placeholders[1].text_frame.add_paragraph().text = point
    slide = deck.slides.add_slide(deck.slide_layouts[5])
    slide.shapes.title.text = words.title
    table = slide.shapes.add_table(len(words.rows) + 1, 4, Inches(1), Inches(2), Inches(8), Inches(2)).table
    for r, row in enumerate((words.heads, *words.rows)):
        for c, text in enumerate(row):
            table.cell(r, c).text = text
    table.cell(1, 0).merge(table.cell(2, 0))
    table.cell(1, 0).text = words.rows[0][0]
    buffer = io.BytesIO()
    deck.save(buffer)
    expected = [
        ("h", 1, words.section, "@1"),
        *(("i", 0, None, point, "@1") for point in words.points),
        ("h", 1, words.title, "@2"),
        *((*row, "@2") for row in _table(words)),
    ]
    return Case(f"programme-{code}.pptx", buffer.getvalue(), tuple(expected))


def _eml(code: str, words: Words) -> Case:
    message = EmailMessage()
    message["From"] = "secretariat@example.org"
    message["Date"] = "Mon, 03 Feb 2025 09:00:00 +0000"
    message["Subject"] = words.title
    message.set_content(words.intro)
    rows = "".join(
        f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in (words.heads, *words.rows)
    )
    message.add_alternative(f"<p>{words.intro}</p><table>{rows}</table>", subtype="html")
    expected = [
        ("h", 1, words.title),
        ("p", "From: secretariat@example.org"),
        ("p", "Date: Mon, 03 Feb 2025 09:00:00 +0000"),
        ("p", words.intro),
        *_table(words),
    ]
    return Case(f"programme-{code}.eml", message.as_bytes(), tuple(expected))


def _seen(text: str) -> str:
    """Return right-to-left text in the order that a PDF page shows it, numbers kept."""
    words = text.split(" ")
    shown = [word if word[0].isdigit() else word[::-1] for word in reversed(words)]
    numbers: list[str] = []
    out: list[str] = []
    for word in shown:
        if word[0].isdigit():
            numbers.insert(0, word)
            continue
        out.extend(numbers)
        numbers.clear()
        out.append(word)
    return " ".join(out + numbers)


def _pdf(code: str, words: Words) -> Case:
    def shown(text: str) -> str:
        return _seen(text) if code == "ar" else text

    page = m.PdfPage()
    page.text(60, 80, shown(words.title), 18).text(60, 120, shown(words.intro))
    xs = [60.0, 180.0, 330.0, 450.0, 540.0]
    ys = [150.0 + 24 * n for n in range(len(words.rows) + 2)]
    # The first column of a table in Arabic stands at its right.
    order = (3, 2, 1, 0) if code == "ar" else (0, 1, 2, 3)
    m.ruled(page, xs, ys, [("h", order[0], 2)])
    for r, row in enumerate((words.heads, *words.rows)):
        for c, text in enumerate(row):
            if not (r == 2 and c == 0):
                page.text(xs[order[c]] + 4, ys[r] + 16, shown(text), 10)
    page.text(60, 300, shown(words.section), 14)
    page.text(60, 330, shown(words.points[0]))
    expected = [
        ("h", 1, words.title, "@1"),
        ("p", words.intro, "@1"),
        *((*row, "@1") for row in _table(words)),
        ("h", 2, words.section, "@1"),
        ("p", words.points[0], "@1"),
    ]
    return Case(f"programme-{code}.pdf", m.pdf([page]), tuple(expected))


def _txt(code: str, words: Words) -> Case:
    encoding = {"zh": "gb18030", "ru": "cp1251", "ar": "cp1256", "fr": "cp1252", "es": "utf-16"}.get(
        code, "utf-8"
    )
    lines = [
        words.title,
        "",
        words.intro,
        "",
        *(f"\t{n}. {point}" for n, point in enumerate(words.points, 1)),
    ]
    lines += [cell for row in words.rows for cell in row]
    return Case(
        f"programme-{code}.txt",
        "\r\n".join(lines).encode(encoding),
        tuple(("p", line) for line in lines),
    )


def cases() -> Iterator[Case]:
    """Yield every case of the golden set."""
    from golden import odd, singles, wild

    for make in (_docx, _html, _markdown, _xlsx, _pptx, _eml, _pdf, _txt):
        for code, words in LANGUAGES.items():
            yield make(code, words)
    yield from singles.cases()
    yield from odd.cases()
    yield from wild.cases()

"""Files that office programs and a browser wrote, not this project: one programme in four languages.

LibreOffice 7.4 wrote the .docx, .doc, .odt and .rtf files, Chromium printed the .pdf files.
"""

from __future__ import annotations

import re
import shutil
from dataclasses import dataclass
from pathlib import Path

import pytest

from ingest.documents import BlockKind
from ingest.readers import read_file

FILES = sorted((Path(__file__).parent / "golden" / "files").iterdir())
NEEDS_OFFICE = {".doc", ".odt", ".rtf"}


@dataclass(frozen=True)
class Written:
    """What a person reads in the file."""

    title: str
    intro: str
    section: str
    points: tuple[str, str]
    heads: tuple[str, str, str, str]
    rows: tuple[tuple[str, str, str, str], ...]


WRITTEN = {
    "en": Written(
        "Information for participants",
        "The second session will be held at the harbour hall from 6 to 16 June 2031.",
        "Regional meetings",
        ("Apply for a visa early", "Carry the letter of invitation"),
        ("Region", "Dates", "Host country", "City"),
        (
            ("Africa", "8-10 April 2031", "Kenya", "Nairobi"),
            ("Africa", "11 April 2031", "Ghana", "Accra"),
            ("Europe", "1-3 June 2031", "Spain", "Málaga"),
        ),
    ),
    "zh": Written(
        "与会者须知",
        "第二次会议将于2031年6月6日至16日在港口大厅举行。",
        "区域性会议",
        ("尽早申请签证", "携带邀请函"),
        ("区域", "日期", "主办国", "城市"),
        (
            ("非洲区域", "2031年4月8日至10日", "肯尼亚", "内罗毕"),
            ("非洲区域", "2031年4月11日", "加纳", "阿克拉"),
            ("亚太区域", "2031年6月1日至3日", "泰国", "曼谷"),
        ),
    ),
    "ru": Written(
        "Информация для участников",
        "Вторая сессия пройдет в портовом зале с 6 по 16 июня 2031 года.",
        "Региональные собрания",
        ("Заранее подайте заявление на визу", "Возьмите с собой письмо"),
        ("Регион", "Даты", "Страна", "Город"),
        (
            ("Африка", "8-10 апреля 2031 года", "Кения", "Найроби"),
            ("Африка", "11 апреля 2031 года", "Гана", "Аккра"),
            ("СНГ", "1-3 июня 2031 года", "Армения", "Ереван"),
        ),
    ),
    "ar": Written(
        "معلومات للمشاركين",
        "تعقد الدورة الثانية في قاعة الميناء من 6 إلى 16 يونيو 2031.",
        "الاجتماعات الإقليمية",
        ("تقديم طلب التأشيرة مبكرا", "إحضار خطاب الدعوة"),
        ("المنطقة", "التواريخ", "البلد", "المدينة"),
        (
            ("إفريقيا", "8-10 أبريل 2031", "كينيا", "نيروبي"),
            ("إفريقيا", "11 أبريل 2031", "غانا", "أكرا"),
            ("أوروبا", "1-3 يونيو 2031", "إسبانيا", "مدريد"),
        ),
    ),
}


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_a_file_of_another_program_reads_as_a_person_reads_it(path: Path) -> None:
    if path.suffix in NEEDS_OFFICE and not (shutil.which("soffice") or shutil.which("libreoffice")):
        pytest.skip("LibreOffice is not installed")
    written = WRITTEN[path.stem]
    elements = read_file(path).elements
    headings = [(element.level, element.text) for element in elements if element.kind is BlockKind.HEADING]
    assert headings == [(1, written.title), (2, written.section)]
    # The columns of a page set from right to left come in the order of the page.
    rows = [
        {(cell.text, *cell.heads) for cell in element.cells}
        for element in elements
        if element.kind is BlockKind.ROW
    ]
    wanted = [{(head,) for head in written.heads}]
    wanted += [set(zip(row, written.heads, strict=True)) for row in written.rows]
    assert rows == wanted
    prose = [element for element in elements if element.kind in (BlockKind.PARAGRAPH, BlockKind.ITEM)]
    assert prose[0].text == written.intro
    points = [re.sub(r"^[12]\. *", "", element.text) for element in prose[1:]]
    assert points == list(written.points)
    assert len(FILES) >= 20

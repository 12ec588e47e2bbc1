"""Circulars about other conferences, in the genre of the sample but beside the point."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

TOPICS = {
    "Harbour Pilots": "港口引航",
    "River Locks": "内河船闸",
    "Sea Ice Charts": "海冰海图",
    "Ship Waste": "船舶废弃物",
    "Tide Gauges": "验潮站",
    "Cable Ships": "电缆船",
    "Dredging Methods": "疏浚方法",
}
CITIES = {
    **{"Lima": "利马", "Hanoi": "河内", "Porto": "波尔图", "Nairobi": "内罗毕", "Tunis": "突尼斯"},
    **{"Turku": "图尔库", "Quito": "基多", "Manila": "马尼拉", "Accra": "阿克拉", "Split": "斯普利特"},
}


def write(folder: Path, count: int) -> None:
    """Write `count` circulars into `folder`."""
    for number in range(count):
        name, text = distractor(number)
        (folder / name).write_text(text, "utf-8")


def distractor(number: int) -> tuple[str, str]:
    """Return the name and text of a circular, in Chinese or English; the same for the same number."""
    topic, subject = list(TOPICS.items())[number % len(TOPICS)]
    city, written = list(CITIES.items())[number // len(TOPICS) % len(CITIES)]
    year = 2020 + number % 9
    start = date(year, 1 + number % 11, 1 + number % 20)
    end = start + timedelta(days=2 + number % 5)
    acronym = "".join(word[0] for word in topic.split()) + f"C-{year % 100}"
    symbol = f"HP-{year % 100}/{100 + number}"
    text = (_chinese if number % 2 else _english)(
        {"symbol": symbol, "acronym": acronym, "phone": f"+00 555 {1000 + number}"},
        (subject, written) if number % 2 else (topic, city),
        start,
        end,
    )
    return f"{symbol.replace('/', '-')}.txt", text


def _chinese(names: dict[str, str], about: tuple[str, str], start: date, end: date) -> str:
    subject, city = about
    conference = f"国际{subject}会议（{names['acronym']}）"
    days = f"{start.year}年{start.month}月{start.day}日至{end.year}年{end.month}月{end.day}日"
    return (
        f"文号：{names['symbol']} 号通函\n\n{start.year - 1}年11月3日，{city}\n\n事由：{conference}\n\n"
        f"{conference}将于{days}在{city}举行，会址为{city}国际会议中心。\n\n"
        f"注册截止日期为{start.year}年{start.month}月1日。联系电话：{names['phone']}\n"
    )


def _english(names: dict[str, str], about: tuple[str, str], start: date, end: date) -> str:
    subject, city = about
    conference = f"International Conference on {subject} ({names['acronym']})"
    days = f"from {start.day} {start:%B %Y} to {end.day} {end:%B %Y}"
    return (
        f"Circular {names['symbol']}\n\n{city}, 3 November {start.year - 1}\n\nSubject: {conference}\n\n"
        f"The {conference} will be held in {city} {days} at the {city} Congress Hall.\n\n"
        f"Registration closes on 1 {start:%B %Y}. Telephone: {names['phone']}\n"
    )

"""How an event is attended: online, hybrid, in person."""

from __future__ import annotations

import re

_WORDS = {
    "hybrid": r"hybrid|混合(?:形式|模式|会议|方式|式)?|线上线下(?:结合|相结合)?|線上線下|线下线上|hybrides?"
    r"|hibrid[oa]s?|гибридн\w+|смешанн\w+\sформат\w*|هجين(?:ة)?|مختلط(?:ة)?"
    r"|(?:both\s)?in[ -]person\sand\s(?:online|virtual\w*|remote\w*)",
    "online": r"虚拟(?:会议|形式|方式|方法)?|虛擬|线上(?:会议|形式|举行)?|線上|在线(?:会议|形式|举行)?"
    r"|网络会议|网上(?:会议|举行)|网络形式|视频会议|远程(?:会议|方式|形式|举行)|virtual(?:ly)?|online|on-line"
    r"|videoconference|video\sconference|webinar|remote(?:ly)?\b(?=\s(?:meeting|session)|[),.;]|$)"
    r"|en\sligne|visioconference|virtuel(?:le)?s?|(?:a|en)\sdistance|en\slinea|videoconferencia"
    r"|virtual(?:es|mente)?|онлаин\w*|виртуальн\w+|дистанционн\w+|видеоконференци\w+"
    r"|افتراضي(?:ة|ا)?|(?:عبر|على)\sالانترنت|عن\sبعد|بالفيديو",
    "in_person": r"实体(?:会议|形式|方式|参会|出席)?|面对面|线下(?:会议|形式|举行)?|現場"
    r"|现场(?:会议|形式|参会|出席)|in[ -]person|face[ -]to[ -]face"
    r"|physical(?:ly)?(?=\s(?:meeting|session|event|presence|attend\w*|format)|[),.;]|$)"
    r"|en\spresentiel|presentiel(?:le)?s?|en\spersonne|presencial(?:es|mente)?"
    r"|очн(?:ая|ое|ои|ом|ую|ого|ые|о)\b|личн\w+\sприсутств\w+"
    r"|حضوري(?:ة|ا)?|بالحضور\sالشخصي|وجها?\sلوجه",
}
_ATTENDANCE = re.compile(
    "|".join(f"(?P<{value}>(?<![a-zа-я])(?:{words})(?![a-zа-я]))" for value, words in _WORDS.items())
)


# One of these is in every word above; looking for them first is far cheaper.
_SEEDS = """
    hybrid hibrid 混合 线上 線上 线下 虚拟 虛擬 在线 网络 网上 视频 远程 实体 面对面 現場 现场
    virtu online on-line video webinar remote ligne distanc linea гибрид смешанн онлаин виртуальн дистанц
    видео очн личн هجين مختلط افتراضي انترنت بعد بالفيديو حضور وجه person face-to face to physical presen
"""
_SEED_WORDS = tuple(_SEEDS.split())


def find_attendance(text: str) -> list[tuple[int, int, str]]:
    """Return start, end and `online`, `hybrid` or `in_person` for each word of folded text that says so."""
    if not any(seed in text for seed in _SEED_WORDS):
        return []
    return [
        (match.start(), match.end(), match.lastgroup or "online")
        for match in _ATTENDANCE.finditer(text)
        if not re.search(r"(?:实时|非|non-|not )$", text[max(0, match.start() - 4) : match.start()])
    ]

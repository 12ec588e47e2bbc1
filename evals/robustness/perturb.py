"""The same question, asked less tidily: pure functions from a question and its language to a question."""

from __future__ import annotations

import hashlib
import random
import re
import unicodedata
from collections.abc import Callable

Change = Callable[[str, str], str]

FULL_WIDTH = {code: code + 0xFEE0 for code in range(ord("0"), ord("9") + 1)}
FILLER = {
    "zh": ("您好，麻烦问一下，", "多谢您了！"),
    "en": ("Hello, I hope you are well. Could you please tell me: ", " Many thanks in advance!"),
    "fr": ("Bonjour, pourriez-vous me dire, s'il vous plaît : ", " Merci d'avance !"),
    "es": ("Buenos días, ¿me podría decir, por favor: ", " ¡Muchas gracias!"),
    "ru": ("Здравствуйте, подскажите, пожалуйста: ", " Заранее спасибо!"),
    "ar": ("مرحباً، هل يمكنكم إخباري من فضلكم: ", " شكراً جزيلاً"),
}
# Words that people who work in two languages put into the other one.
SWITCHED = {
    "zh": {
        **{"截止日期": "deadline", "注册": "registration", "会址": "venue", "议程": "agenda"},
        **{"联系人": "contact person", "电话": "phone", "邮箱": "email", "签证": "visa", "酒店": "hotel"},
        **{"日期": "date", "主题": "theme", "闭幕式": "closing ceremony", "开幕式": "opening ceremony"},
        **{"时间": "time"},
    },
    "en": {
        **{"deadline": "截止日期", "venue": "会址", "agenda": "议程", "registration": "注册"},
        **{"contact person": "联系人", "theme": "主题", "hotel": "酒店", "dates": "日期"},
        **{"opening ceremony": "开幕式", "meeting": "会议", "participants": "与会者"},
        **{"when": "什么时候", "where": "在哪里"},
    },
}
PINYIN = {
    **{"德班": "Deban", "瓦尔帕莱索": "Waerpalaisuo", "达喀尔": "Dakaer", "蒙得维的亚": "Mengdeweidiya"},
    **{"马斯喀特": "Masikate", "厦门": "Xiamen", "里加": "Lijia", "的里雅斯特": "Deliyasite"},
    **{"南非": "Nanfei", "智利": "Zhili", "拉脱维亚": "Latuoweiya", "约旦": "Yuedan"},
}


def typos(question: str, language: str) -> str:
    """Exchange two neighbouring letters of one long word, or two characters of a Chinese question.

    The place follows from the question, so that the same question gives the same typo. Acronyms,
    symbols and numbers stay as they are.
    """
    draw = random.Random(hashlib.sha256(question.encode()).digest())
    words = list(re.finditer(r"[一-鿿]{4,}" if language == "zh" else r"\b[^\W\d_A-ZА-Я]{5,}\b", question))
    if not words:
        return question
    word = draw.choice(words)
    place = word.start() + draw.randrange(1, len(word[0]) - 2)
    return question[:place] + question[place + 1] + question[place] + question[place + 2 :]


def full_width(question: str, language: str) -> str:
    """Write digits in full width."""
    return question.translate(FULL_WIDTH)


def traditional(question: str, language: str) -> str:
    """Write Chinese in traditional characters."""
    if language != "zh":
        return question
    from opencc import OpenCC

    return str(OpenCC("s2tw").convert(question))


def lower_case(question: str, language: str) -> str:
    """Write everything in lower case."""
    return question.lower()


def bare(question: str, language: str) -> str:
    """Leave out punctuation, but for what joins symbols and acronyms."""
    kept = (
        char
        for place, char in enumerate(question)
        if not unicodedata.category(char).startswith("P")
        or (char in "-/.()@'" and 0 < place < len(question) - 1 and not question[place + 1].isspace())
    )
    return "".join(kept).strip()


def polite(question: str, language: str) -> str:
    """Wrap the question in the politeness of a letter."""
    before, after = FILLER[language]
    return before + question + after


def switched(question: str, language: str) -> str:
    """Put words of the other language into a Chinese or English question."""
    for word, other in SWITCHED.get(language, {}).items():
        question = re.sub(rf"\b{word}\b" if language == "en" else word, f" {other} ", question, flags=re.I)
    return " ".join(question.split()) if language == "en" else question


def pinyin(question: str, language: str) -> str:
    """Write the places of a Chinese question as they sound."""
    for name, sound in PINYIN.items():
        question = question.replace(name, f" {sound} ") if language == "zh" else question
    return question


CHANGES: dict[str, Change] = {
    "typos": typos,
    "full-width": full_width,
    "traditional": traditional,
    "lower-case": lower_case,
    "bare": bare,
    "polite": polite,
    "switched": switched,
    "pinyin": pinyin,
}

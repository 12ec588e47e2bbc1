"""Numbers as automatic numbering shows them: letters, Roman, Chinese, Cyrillic, Arabic and plain."""

from __future__ import annotations

_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"),
    (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip
_HAN_DIGITS = "〇一二三四五六七八九"
_LEGAL_SIMPLIFIED = "零壹贰叁肆伍陆柒捌玖"
_LEGAL_TRADITIONAL = "零壹貳參肆伍陸柒捌玖"
_STEMS = "甲乙丙丁戊己庚辛壬癸"
_BRANCHES = "子丑寅卯辰巳午未申酉戌亥"
_CYRILLIC = "абвгдежзиклмнопрстуфхцчшщыэюя"
_ARABIC_ALPHA = "أبتثجحخدذرزسشصضطظعغفقكلمنهوي"
_ARABIC_ABJAD = "أبجدهوزحطيكلمنسعفصقرشتثخذضظغ"


def numeral(value: int, style: str) -> str:
    """Return `value` in an ST_NumberFormat of ECMA-376 part 1, 17.18.59; plain digits for others.

    `numeral(14, "chineseCounting")` is `十四`, `numeral(28, "lowerLetter")` is `bb`.
    """
    if style in ("none", "bullet"):
        return ""
    if style == "decimalZero":
        return f"{value:02d}"
    if value < 1:
        return str(value)
    if style in ("lowerLetter", "upperLetter"):
        shown = _repeated(value, "abcdefghijklmnopqrstuvwxyz")
        return shown.upper() if style == "upperLetter" else shown
    if style in ("lowerRoman", "upperRoman") and value < 4000:
        return _roman(value).upper() if style == "upperRoman" else _roman(value)
    if style in ("russianLower", "russianUpper"):
        shown = _repeated(value, _CYRILLIC)
        return shown.upper() if style == "russianUpper" else shown
    if style == "arabicAlpha":
        return _repeated(value, _ARABIC_ALPHA)
    if style == "arabicAbjad":
        return _repeated(value, _ARABIC_ABJAD)
    if style == "ideographTraditional":
        return _STEMS[(value - 1) % 10]
    if style == "ideographZodiac":
        return _BRANCHES[(value - 1) % 12]
    if style in ("ideographDigital", "japaneseDigitalTenThousand", "taiwaneseDigital"):
        return "".join(_HAN_DIGITS[int(digit)] for digit in str(value))
    if style in ("chineseLegalSimplified", "ideographLegalTraditional"):
        simplified = style == "chineseLegalSimplified"
        digits = _LEGAL_SIMPLIFIED if simplified else _LEGAL_TRADITIONAL
        return _han(value, digits, "拾佰仟", "零", one_ten=True)
    if style.startswith(("chineseCounting", "taiwaneseCounting", "japaneseCounting", "koreanCounting")):
        return _han(value, _HAN_DIGITS, "十百千", "零" if style.endswith("Thousand") else "〇", one_ten=False)
    if style.startswith("decimalEnclosedCircle") and value <= 20:
        return chr(0x2460 + value - 1)
    if style == "decimalEnclosedParen":
        return f"({value})"
    if style == "decimalEnclosedFullstop":
        return f"{value}."
    if style == "decimalFullWidth":
        return "".join(chr(ord(digit) + 0xFEE0) for digit in str(value))
    if style == "numberInDash":
        return f"- {value} -"
    if style == "ordinal":
        tail = "th" if value % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(value % 10, "th")
        return f"{value}{tail}"
    return str(value)


def _repeated(value: int, letters: str) -> str:
    """Return a, b … z, aa, bb …: word processors repeat the letter."""
    return letters[(value - 1) % len(letters)] * min(1 + (value - 1) // len(letters), 20)


def _roman(value: int) -> str:
    shown = ""
    for worth, letters in _ROMAN:
        while value >= worth:
            shown, value = shown + letters, value - worth
    return shown


def _han(value: int, digits: str, units: str, zero: str, *, one_ten: bool) -> str:
    """Return a number below 10,000 in Chinese; `one_ten` writes 一十 for ten, as legal figures do."""
    if value >= 10_000:
        return str(value)
    shown, gap = "", False
    for place in (3, 2, 1, 0):
        digit = value // 10**place % 10
        if not digit:
            gap = bool(shown)
            continue
        if gap:
            shown, gap = shown + zero, False
        if not (place == 1 and digit == 1 and not shown and not one_ten):
            shown += digits[digit]
        shown += units[place - 1] if place else ""
    return shown

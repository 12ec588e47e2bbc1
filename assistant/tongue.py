"""The language that a question is asked in."""

from __future__ import annotations

import re

from assistant.lexicon import LANGUAGES

_LATIN_HINTS = {
    "fr": "le la les des du de est une un où quand qui que quel quelle quels quelles combien pour dans "
    "sur avec et ce"
    " cette ces aux au a-t-il lieu par ne pas sont été ville réunion conférence pourquoi comment "
    "donnez",
    "es": "el la los las del de es una un dónde cuándo quién que qué cuál cuáles cuántos cuántas para en "
    "con y se por"
    " al cómo son fue fecha ciudad reunión conferencia celebra celebró necesito hay",
    "en": "the a an of is are was were will be when where who what which how many for in on with and to "
    "by does do"
    " did has have it this that from at give list please host date dates vs",
}


def language_of(text: str, default: str | None = None) -> str:
    """Return the language of a question, however short: by script, then by function words.

    Names and acronyms in Latin script do not make a Chinese question English, nor a Chinese word in it
    an English one Chinese. `default` is
    returned where there is nothing to tell by (else `en`).
    """
    characters = len(re.findall(r"[\u3400-\u9fff]", text))
    if characters and not _is_mostly_latin(text, characters):
        return "zh"
    letters = {
        "ru": len(re.findall(r"[\u0400-\u04ff]", text)),
        "ar": len(re.findall(r"[\u0600-\u06ff]", text)),
    }
    best = max(letters, key=lambda tongue: letters[tongue])
    if letters[best] >= 2:
        return best
    words = re.findall(r"[^\W\d_]+(?:-[^\W\d_]+)*", text.casefold())
    scores = {tongue: sum(word in hints.split() for word in words) for tongue, hints in _LATIN_HINTS.items()}
    scores["es"] += 3 * len(re.findall(r"[¿¡ñ]", text)) + len(re.findall(r"[áíóú]", text.casefold()))
    scores["fr"] += 2 * len(re.findall(r"[çèêœ]|\b[ldnsjc]['’]|qu['’]", text.casefold())) + len(
        re.findall(r"\s[?!;:]", text)
    )
    top = max(scores, key=lambda tongue: scores[tongue])
    if scores[top] == 0:
        return default if default in LANGUAGES else "en"
    return "en" if scores["en"] == scores[top] else top


def _is_mostly_latin(text: str, characters: int) -> bool:
    """Return whether the function words of one Latin language outnumber the Chinese characters."""
    words = re.findall(r"[^\W\d_\u3400-\u9fff]+", re.sub(r"[“《「\"].*?[”》」\"]", " ", text).casefold())
    return max(sum(word in hints.split() for word in words) for hints in _LATIN_HINTS.values()) > characters

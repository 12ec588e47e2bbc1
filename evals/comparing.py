"""How texts are compared when answers are scored."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

LONG_ENOUGH = 8
"""Characters of a quotation that is one; shorter ones are dates, names and numbers."""
_QUOTED = re.compile('“[^”]*”|«[^»]*»|《[^》]*》|「[^」]*」|"[^"]*"')
_MARKER = re.compile(r"\[\d{1,3}\]")

# Ways of saying that the documents do not give something, beside a case's own variants.
REFUSALS: tuple[str, ...] = (
    *(
        "未说明",
        "没有说明",
        "未提及",
        "没有提及",
        "未提供",
        "没有提供",
        "未注明",
        "未列出",
        "未给出",
        "没有给出",
    ),
    *(
        "找不到",
        "没有找到",
        "未找到",
        "没有提到",
        "未提到",
        "无法从",
        "未载明",
        "未包含",
        "没有包含",
        "查不到",
    ),
    *("not stated", "does not state", "do not state", "not mentioned", "does not mention", "do not mention"),
    *("not specified", "does not specify", "do not specify", "does not say", "do not say", "not given"),
    *("does not give", "do not give", "not provided", "does not provide", "do not provide", "no information"),
    *("cannot find", "could not find", "not named", "not indicated", "not found", "do not contain"),
    *("don't know", "do not know", "cannot answer", "does not contain", "don't give", "don't say"),
    *("non précisé", "ne précise", "ne mentionne", "n'indique", "pas mentionné", "ne donne", "n’indique"),
    *("ne contien", "ne figure", "ne disent pas", "pas indiqué", "introuvable"),
    *(
        "no se indica",
        "no indica",
        "no menciona",
        "no figura",
        "no se menciona",
        "no consta",
        "no especifica",
    ),
    *("no dan", "no da ", "no dicen", "no contiene", "no proporciona", "no ofrece"),
    *("не указан", "не упомина", "не содерж", "не приводит", "не приведен", "нет сведений", "не сообща"),
    *("нет информации", "не найден", "не говорится", "не дают", "не называ"),
    *("لا يذكر", "لا تذكر", "غير مذكور", "لم يُذكر", "لم يذكر", "لا توجد معلومات", "لا تتضمن", "لا تحدد"),
    *("لم تذكر", "لا تعطي", "لا تقدم", "لا تحتوي", "لا ترد", "لا يرد", "لم يرد", "لم ترد"),
)


def comparable(text: str) -> str:
    """Return `text` as it is compared: NFKC, lower case, every dash `-`, no white space, no `**`."""
    folded = unicodedata.normalize("NFKC", text).lower()
    folded = "".join("-" if _is_dash(char) else char for char in folded if not char.isspace())
    return folded.replace("**", "")


def without_markers(text: str) -> str:
    """Return `text` without citation marks such as `[3]`, whose digits are no part of an answer."""
    return _MARKER.sub("", text)


def states_any(text: str, variants: Iterable[str]) -> bool:
    """Return whether any variant occurs in `text`, as `first_stated` finds it."""
    return first_stated(text, variants) is not None


def first_stated(text: str, variants: Iterable[str]) -> str | None:
    """Return the first variant that occurs in `text`, or None; both are compared by `comparable`.

    A variant that begins or ends with a digit does not match within a longer number: `7 June`
    is not in `17 June`. Citation marks are no part of the text.
    """
    plain, places = _compact(without_markers(text))
    spaced = unicodedata.normalize("NFKC", without_markers(text))
    for variant in variants:
        wanted = comparable(variant)
        start = plain.find(wanted) if wanted else -1
        while start >= 0:
            end = start + len(wanted)
            before = places[start] - 1
            after = places[end - 1] + 1
            if not (wanted[0].isdigit() and before >= 0 and spaced[before].isdigit()) and not (
                wanted[-1].isdigit() and after < len(spaced) and spaced[after].isdigit()
            ):
                return variant
            start = plain.find(wanted, start + 1)
    return None


def contains_any(text: str, phrases: Iterable[str]) -> tuple[str, ...]:
    """Return the phrases that occur in `text` anywhere at all, both compared by `comparable`."""
    plain = comparable(without_markers(text))
    return tuple(phrase for phrase in phrases if comparable(phrase) in plain)


def says_not_stated(text: str, variants: Iterable[str] = ()) -> bool:
    """Return whether `text` says that the documents do not give what was asked."""
    return states_any(text, (*variants, *REFUSALS))


def own_words(text: str, quotations: Iterable[str]) -> str:
    """Return `text` without what it quotes: `quotations`, and what stands in quotation marks."""
    left = without_markers(text)
    for quotation in sorted(quotations, key=len, reverse=True):
        if len(quotation) >= LONG_ENOUGH:
            left = left.replace(quotation, " ")
    return _QUOTED.sub(" ", left)


def locate(text: str, quote: str) -> tuple[int, int] | None:
    """Return the span of `text` that reads like `quote` when both are compared, or None."""
    if (start := text.find(quote)) >= 0:
        return start, start + len(quote)
    plain, places = _compact(text, folded=False)
    start, wanted = plain.find(comparable(quote)), comparable(quote)
    if start < 0 or not wanted:
        return None
    return places[start], places[start + len(wanted) - 1] + 1


def _compact(text: str, *, folded: bool = True) -> tuple[str, list[int]]:
    """Return `comparable(text)` with the place of each of its letters.

    Places count characters of the NFKC form, or of `text` itself where not `folded`.
    """
    source = unicodedata.normalize("NFKC", text) if folded else text
    letters: list[str] = []
    places: list[int] = []
    for place, char in enumerate(source):
        for letter in comparable(char):
            if letter == "*" and letters and letters[-1] == "*" and places[-1] == place - 1:
                letters.pop()
                places.pop()
            else:
                letters.append(letter)
                places.append(place)
    return "".join(letters), places


def _is_dash(char: str) -> bool:
    return unicodedata.category(char) == "Pd" or char == "\u2212"

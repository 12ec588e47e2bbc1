"""A question as it was meant: width, script, case and slips of spelling put right before it is understood."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from assistant.courtesies import without_courtesies
from assistant.exclusions import without_exclusions
from assistant.lexicon import plain
from assistant.misspelt import nearest
from assistant.pinyin import place_of_sound
from assistant.swapped import unswapped
from assistant.tongue import language_of
from assistant.vocabulary import WORD, Vocabulary
from ingest.han import simplified
from ingest.mentions.fold import fold

_WIDE = {
    code: code - 0xFEE0 for code in (*range(0xFF10, 0xFF1A), *range(0xFF21, 0xFF3B), *range(0xFF41, 0xFF5B))
}
_WIDE |= {0xFF0F: "/", 0xFF0D: "-"}
_HAN = re.compile(r"[\u3400-\u9fff]")
_LOWER_EDITION = re.compile(
    r"(?<![A-Za-z\d/.@-])[a-z]{2,9}-(?:\d{2}(?:\d{2})?|\d)(?:/[a-z\d]+(?:[/-][a-z\d]+)*)?(?![A-Za-z\d@])"
)
_CLOSED_UP = re.compile(r"(?<![A-Za-z\d/.@-])([a-z]{2,9}) ?(\d{2})(?![\d/.@:%年月日号点-])")
"""An acronym in lower case with its edition, without the hyphen between them: `wtdc25`."""
_OF_REGION = re.compile(r"\b(?:european|african|asian?|arab|americas?|europe|africa)\b")
_AFTER = re.compile(r"\b(?:in|at|to|from|near|à|au|en|de|del|в|во|из)\s+$")
_WORDLIKE = r"a-zа-я\d-"
_SPOKEN = (
    ("啥", "什么"), ("咋", "怎么"), ("哪儿", "哪里"), ("多会儿", "什么时候"), ("俩", "两个"), ("仨", "三个"),
    ("在哪开", "在哪里开"), ("甭", "不用"), ("搁哪", "在哪"),
)  # fmt: skip
_SHORTENED = (
    (re.compile(r"(?<=[\u3400-\u9fff])为何(?=\s*(?:[？?，,。；;、）)]|$))"), "是什么"),
    (re.compile(r"(\d{1,2}月)(\d{1,2})[日号]?[-–~至到](\d{1,2})(?![\d月日号.])"), r"\1\2日至\3日"),
    (re.compile(r"落款的?(?=日期|时间|地点|人)"), "签发"),
    (re.compile(r"\b[Mm]tg(s?)\b\.?"), r"meeting\1"),
    (re.compile(r"\bprep(?= meetings?\b)"), "preparatory"),
    (re.compile(r"\b[Rr]es\.? ?(?=\d)"), "Resolution "),
    (re.compile(r"(?<![A-Za-z])[Rr]ec\.? ?(?=\d)"), "Recommendation "),
)
"""What is written short, and its whole words: a noun with 为何 asks what it is, not why."""
_SHORTEST = 4
"""Letters of a word that may be misspelt."""


@dataclass(frozen=True, slots=True)
class Spelled:
    """The question to understand, what it says it is not about, and whether a word was taken for another."""

    text: str
    corrected: bool = False
    excluded: str = ""


def spell(question: str, vocabulary: Vocabulary) -> Spelled:
    """Return `question` in the spelling of the index: only what has one likely reading is changed.

    Full-width letters and digits, traditional characters and regional words, courtesies, and names in
    lower case are put right in silence; a word that neither the tables nor the documents have and that
    is one slip from one they have, two exchanged characters and a place written by its sound are
    `corrected`, which an answer has to tell.
    """
    written = in_written_words(without_courtesies(question.translate(_WIDE)))
    asked, excluded = without_exclusions(written)
    text = in_capitals(in_simplified(asked), vocabulary)
    read = _corrected(text, vocabulary)
    return Spelled(read, read != text, in_capitals(in_simplified(excluded), vocabulary))


def in_written_words(text: str) -> str:
    """Return a text with the written words for what is said in Chinese talk: 什么 for 啥."""
    for spoken, written in _SPOKEN:
        text = text.replace(spoken, written)
    for pattern, written in _SHORTENED:
        text = pattern.sub(written, text)
    return text


def in_simplified(text: str) -> str:
    """Return a text in simplified characters and the words of the mainland, if it has traditional ones."""
    read = simplified(text)
    if read != text:
        for word, ours in _regional():
            read = read.replace(word, ours)
    return read


@cache
def _regional() -> tuple[tuple[str, str], ...]:
    lines = Path(__file__).with_name("regional_words.tsv").read_text("utf-8").splitlines()
    pairs = [line.split("\t") for line in lines if line and not line.startswith("#")]
    return tuple((word, ours) for word, ours in sorted(pairs, key=lambda pair: -len(pair[0])))


def in_capitals(text: str, vocabulary: Vocabulary) -> str:
    """Return a text with the capitals of names that it writes in lower case.

    Acronyms with an edition and symbols always; other names of the index, and places after a
    preposition, where the text has no capital letter besides.
    """
    text = _CLOSED_UP.sub(lambda match: _hyphenated(match, vocabulary), text)
    text = _LOWER_EDITION.sub(lambda match: match.group().upper(), text)
    small = not any(char.isupper() for char in _LOWER_EDITION.sub("", re.sub(r"[A-Z\d]+-[\w/]+", "", text)))
    if not small:
        return text
    own = fold(text)
    for spelled, name in sorted(vocabulary.proper.items(), key=lambda pair: -len(pair[0])):
        if len(spelled) < 2 or spelled not in own.text:
            continue
        for match in re.finditer(rf"(?<![{_WORDLIKE}]){re.escape(spelled)}(?![{_WORDLIKE}])", own.text):
            start, end = own.span(*match.span())
            if len(name) == end - start:
                text = text[:start] + name + text[end:]
    text = _OF_REGION.sub(lambda match: match.group().title(), text)
    return _places_in_capitals(text)


def _hyphenated(match: re.Match[str], vocabulary: Vocabulary) -> str:
    """Return an acronym with its hyphen where the index has an edition of the same series."""
    series, edition = match.groups()
    known = any(re.fullmatch(rf"{series}-\d\d", name) for name in vocabulary.proper)
    return f"{series}-{edition}" if known else match.group()


def _places_in_capitals(text: str) -> str:
    from ingest.mentions.places import find_places

    for match in list(WORD.finditer(text)):
        word = match.group()
        if word[0].islower() and _AFTER.search(text[: match.start()]) and find_places(f"in {word.title()}"):
            text = text[: match.start()] + word.title() + text[match.end() :]
    return text


def _corrected(text: str, vocabulary: Vocabulary) -> str:
    if _HAN.search(text):
        text = unswapped(text, vocabulary)
    pieces: list[str] = []
    at = 0
    for match in WORD.finditer(text):
        found = _meant(text, match, vocabulary)
        if found is not None:
            pieces += [text[at : match.start()], found]
            at = match.end()
    text = "".join([*pieces, text[at:]])
    return re.sub(r"(?<=[\u3400-\u9fff]) (?=[\u3400-\u9fff])", "", text) if pieces else text


def _meant(text: str, match: re.Match[str], vocabulary: Vocabulary) -> str | None:
    """Return the word that a word of a question is a slip of, None where it is none or nothing is sure."""
    word = match.group()
    own = plain(word)
    beside = text[max(0, match.start() - 1) : match.start()], text[match.end() : match.end() + 1]
    joined = "/@_0123456789" + ("" if word.islower() else "-")
    if len(own) < _SHORTEST or word.isupper() or any(char in joined for char in beside if char):
        return None
    language = language_of(text)
    if vocabulary.knows(own):
        return None
    if _HAN.search(text) and word.isascii():
        place = place_of_sound(own, vocabulary.places)
        if place is not None:
            return place
    named = word[0].isupper() and bool(text[: match.start()].strip(' ¿¡"“«('))
    found = nearest(own, language, vocabulary, named=named)
    if found is None:
        return None
    if word[0].isupper():
        return found[0].upper() + found[1:]
    return found if plain(found) in vocabulary.named else found.lower()

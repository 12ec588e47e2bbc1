"""Terms of six languages."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.glossary import conference_terms, glossary, mine
from index.lexical import EXACT, exact, fold, query_terms, stop_words, terms
from index.matching import editions


def test_chinese_is_cut_into_words_and_the_words_within() -> None:
    found = terms("世界电信发展大会将在基加利举行")
    assert {"世界", "电信", "发展", "大会", "基加利", "举行"} <= set(found)


def test_traditional_and_simplified_characters_give_the_same_terms() -> None:
    assert terms("國際電信聯盟發展大會") == terms("国际电信联盟发展大会")


@pytest.mark.parametrize(
    "written", ["WTDC-21", "wtdc-21", "ＷＴＤＣ－２１", "WTDC‑21", "WTDC–21", "（WTDC-21）", "WTDC-21将"]
)
def test_an_acronym_with_an_edition_stays_whole_however_it_is_written(written: str) -> None:
    assert exact("WTDC-21") in terms(written)


def test_another_edition_is_another_term() -> None:
    assert exact("WTDC-21") not in terms("WTDC-25")
    assert "wtdc" in terms("WTDC-25")


def test_a_symbol_stays_whole() -> None:
    assert exact("CL-22/007") in terms("文号： CL-22/007 号通函")


@pytest.mark.parametrize("written", ["2025", "２０２５", "٢٠٢٥", "۲۰۲۵"])
def test_digits_of_every_script_give_the_same_number(written: str) -> None:
    assert terms(f"({written})") == [EXACT + "2025"]


def test_thousands_are_one_number() -> None:
    assert terms("1,190 questions")[0] == terms("1190")[0] == EXACT + "1190"
    assert terms("1, 190") == [EXACT + "1", EXACT + "190"]


@pytest.mark.parametrize(
    ("one", "other"),
    [("Réunions", "reunion"), ("مُؤتمر", "مؤتمر"), ("Ёлка", "елка"), ("Straße", "STRASSE"), ("ﬁn", "fin")],
)
def test_accents_case_and_compatibility_do_not_matter(one: str, other: str) -> None:
    assert terms(one) == terms(other) != []


@pytest.mark.parametrize(
    ("question", "left"),
    [
        ("When is the deadline?", ["deadline"]),
        ("截止日期是什么时候？", ["截止", "日期"]),
        ("Où se tient la réunion ?", ["se", "tient", "reunion"]),
        ("¿Dónde está la sede?", ["sede"]),
        ("Где место проведения?", ["место", "проведения"]),
        ("أين المؤتمر؟", ["المؤتمر"]),
    ],
)
def test_question_words_are_not_searched_for(question: str, left: list[str]) -> None:
    found = query_terms(question)
    assert set(map(fold, left)) & set(found)
    assert not set(found) & stop_words()


def test_synonyms_are_added_only_for_phrases_that_occur() -> None:
    synonyms = {"venue": ["地点", "会场"], "agenda": ["议程"]}
    found = query_terms("What is the venue?", synonyms)
    assert {"venue", "地点", "会场"} <= set(found)
    assert "议程" not in found


@given(st.text(max_size=60))
def test_any_text_gives_terms_without_white_space_and_folding_is_stable(text: str) -> None:
    for term in terms(text):
        assert term
        assert not any(char.isspace() for char in term)
    assert fold(fold(text)) == fold(text)


# Glossary ----------------------------------------------------------------------------------------

DOCUMENTS = [
    "请出席海岸信号世界大会（WCS-21）。海岸信号世界大会（WCS）四年一届。",
    "Invitation to the World Conference on Signals (WCS-25), held every four years.",
]


def test_names_are_mined_with_their_acronyms_in_both_languages() -> None:
    assert mine(DOCUMENTS)["wcs"] == {"海岸信号世界大会", "world conference on signals"}


def test_words_that_do_not_spell_the_acronym_are_no_name() -> None:
    assert "abc" not in mine(["as agreed in the note (ABC) of March"])


def test_a_mined_name_stands_for_the_acronym_and_the_other_name() -> None:
    found = glossary(mine(DOCUMENTS)).synonyms("海岸信号世界大会什么时候举行？")
    assert set(found["海岸信号世界大会"]) == {"wcs", "world conference on signals"}


def test_a_phrase_inside_another_word_is_not_found() -> None:
    table = glossary({})
    assert "visa" in table.synonyms("Do I need a visa?")
    assert "visa" not in table.synonyms("They visage a change")


def test_every_concept_has_phrases_of_all_six_languages() -> None:
    for group in conference_terms():
        scripts = {
            ("han" if "一" <= p[0] <= "鿿" else "cyr" if "а" <= p[0] <= "я" else "ar" if p[0] > "ؠ" else "la")
            for p in group
        }
        assert scripts == {"han", "cyr", "ar", "la"}, group


def test_editions_are_read_by_acronym_and_series() -> None:
    found = editions(terms("WTDC-21, WTDC-25 und CL-22/007, TDAG-25/2; Resolution 31"))
    assert found["wtdc"] == {"21", "25"}
    assert "cl" in found
    assert "resolution" not in found

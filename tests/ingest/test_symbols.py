"""Document symbols as they are written in running text."""

from __future__ import annotations

import pytest

from ingest.symbols import Symbol, find_symbols, parse_symbol


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("继本人签发了CL-22/006号通函后", ["CL-22/006"]),
        ("见C24/30号文件附件1", ["C24/30"]),
        ("通过2024年6月24日第24/38号通函", ["24/38"]),
        ("Circular Letter No. 24/38 of 24 June 2024", ["24/38"]),
        ("la lettre circulaire 24/38 et la carta circular 24/39", ["24/38", "24/39"]),
        ("Циркулярное письмо 24/38", ["24/38"]),
        ("Document TDAG-25/2(Rev.1)-C.", ["TDAG-25/2(Rev.1)-C"]),
        ("文件 WTDC-25/DT/12（Rev.2）-E", ["WTDC-25/DT/12(Rev.2)-E"]),
        ("E/CN.4/2005/10/Add.1 and A/RES/78/1", ["E/CN.4/2005/10/Add.1", "A/RES/78/1"]),
        ("C25/12(Corr.1) corrects C25/12", ["C25/12(Corr.1)", "C25/12"]),
        ("FCCC/CP/2024/1, UNEP/EA.5/3.", ["FCCC/CP/2024/1", "UNEP/EA.5/3"]),
    ],
)
def test_symbols_are_found_where_they_stand(text: str, values: list[str]) -> None:
    found = find_symbols(text)
    assert [mention.value for mention in found] == values
    assert all(text[mention.start : mention.end] == mention.text for mention in found)


@pytest.mark.parametrize(
    "text",
    ["SG/BDT", "RA-19/WRC-19", "ICT/AI", "24/7 support", "HTTP/2", "MP3/MP4", "and/or", "10/06/2025", "2022/23", "A/B testing", "第55号决议", "https://example.org/C25/12"],
)  # fmt: skip
def test_what_is_no_symbol_is_not_taken_for_one(text: str) -> None:
    assert find_symbols(text) == []


@pytest.mark.parametrize(
    ("written", "symbol"),
    [
        ("CL-22/007", Symbol("CL-22/007")),
        ("TDAG-25/2(Rev.1)-C", Symbol("TDAG-25/2", revision=1, language="zh")),
        ("TDAG-25/2 (Rév.1)-F", Symbol("TDAG-25/2", revision=1, language="fr")),
        ("tdag-25/2（修订2）", Symbol("TDAG-25/2", revision=2)),
        ("A/78/5/Rev.3", Symbol("A/78/5", revision=3)),
        ("C25/12 Corr.1", Symbol("C25/12", corrigendum=1)),
        ("C25/12(Rev.1)(Add.2)-R", Symbol("C25/12", revision=1, addendum=2, language="ru")),
    ],
)
def test_parse_symbol(written: str, symbol: Symbol) -> None:
    assert parse_symbol(written) == symbol

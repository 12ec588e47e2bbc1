"""Every metric against values worked out by hand."""

from __future__ import annotations

from typing import Any

import pytest

from evals import metrics, ranking, statistics
from evals.cases import NOT_STATED, Case, Expected, Source
from evals.comparing import comparable, contains_any, first_stated, locate, says_not_stated, without_markers
from evals.metrics import Outcome

DATE = Expected("2027-06-07/2027-06-18", ("7-18 June 2027", "2027年6月7日至18日"))
CITY = Expected("ZA/durban", ("Durban", "德班"))
CASE = Case(
    id="1",
    lang="en",
    question="When and where?",
    kind="date",
    expected=(DATE, CITY),
    must_not=("Valparaíso",),
    evidence=(Source("a.docx", "将于2027年6月7日至18日在南非德班举行"),),
)
NOTHING = Case(
    id="2", lang="zh", question="主席是谁？", kind="unanswerable", expected=(Expected(NOT_STATED, ()),)
)


def answer(text: str, status: str = "answered", claims: Any = (), citations: Any = ()) -> dict[str, Any]:
    return {"answer": text, "status": status, "claims": list(claims), "citations": list(citations)}


def nearest(text: str) -> dict[str, Any]:
    return answer(text, "partial") | {"method": "quote"}


def claim(text: str, *numbers: int, verified: bool = True) -> dict[str, Any]:
    return {"text": text, "start": 0, "end": len(text), "verified": verified, "citations": list(numbers)}


def citation(number: int, quote: str, source: str = "docs/a.docx", start: int = 0) -> dict[str, Any]:
    span = {"start": start, "end": start + len(quote)}
    return {"number": number, "document_id": "d", "source": source, "quote": quote, **span}


@pytest.mark.parametrize(
    ("text", "same"),
    [
        ("7 – 18 June", "7-18june"),
        ("２０２７年６月７日", "2027年6月7日"),
        ("**Durban**\n", "durban"),
        ("A−B‑C—D", "a-b-c-d"),
        ("a*b", "a*b"),
    ],
)
def test_comparable_folds_width_case_dashes_space_and_bold(text: str, same: str) -> None:
    assert comparable(text) == same


@pytest.mark.parametrize(
    ("text", "variants", "found"),
    [
        ("It opens on 17 June.", ["7 June"], None),
        ("It opens on 7 June 2027.", ["17 June", "7 June"], "7 June"),
        ("Room 130", ["13"], None),
        ("Room 13", ["13"], "13"),
        ("tel. +41 22 730 5131", ["7305131"], "7305131"),
        ("See [13].", ["13"], None),
        ("**七月** 1 日", ["七月1日"], "七月1日"),
        ("Ⅷ", ["viii"], "viii"),
    ],
)
def test_a_variant_is_found_but_not_inside_a_longer_number(
    text: str, variants: list[str], found: str | None
) -> None:
    assert first_stated(text, variants) == found


def test_what_is_forbidden_is_found_anywhere() -> None:
    assert contains_any("It was 14-15 March [2].", ["4-15 March", "April"]) == ("4-15 March",)


def test_marks_are_no_part_of_the_answer() -> None:
    assert without_markers("In Durban [1][12].") == "In Durban ."


@pytest.mark.parametrize(
    "text",
    [
        "文件没有提到主席。",
        "The documents do not give it.",
        "No se indica.",
        "Это не указано.",
        "لا يذكر ذلك",
    ],
)
def test_a_refusal_is_heard_in_each_language(text: str) -> None:
    assert says_not_stated(text)
    assert not says_not_stated("The chair is Ms Nkosi; 主席是恩科西女士。")


def test_a_quote_is_located_in_the_original() -> None:
    text = "x\u30002027 年６月\n**7日** y"
    found = locate(text, "2027年6月7日")
    assert found is not None
    assert text[slice(*found)] == "2027 年６月\n**7日"
    assert locate(text, "8日") is None
    assert locate("a 2027 b", "2027") == (2, 6)


@pytest.mark.parametrize(
    ("said", "outcome", "recall"),
    [
        (answer("Durban, 7–18 June 2027"), Outcome.CORRECT, 1.0),
        (answer("德班，2027年6月7日至18日"), Outcome.CORRECT, 1.0),
        (answer("In Durban."), Outcome.INCOMPLETE, 0.5),
        (answer("In June."), Outcome.WRONG, 0.0),
        (answer("Durban, 7-18 June 2027, not Valparaíso"), Outcome.WRONG, 1.0),
        (answer("The documents do not give it.", "not_found"), Outcome.DECLINED, 0.0),
        (answer("Not given. Nearest: “Durban, 7-18 June 2027”", "not_found"), Outcome.DECLINED, 1.0),
        (nearest("Not in so many words. “Durban, 7-18 June 2027”"), Outcome.OFFERED, 1.0),
        (nearest("Not in so many words. “Durban”"), Outcome.DECLINED, 0.5),
        (nearest("Not in so many words. “Durban, 7-18 June 2027; Valparaíso”"), Outcome.WRONG, 1.0),
    ],
)
def test_an_answer_has_one_outcome(said: dict[str, Any], outcome: Outcome, recall: float) -> None:
    scores = metrics.score(CASE, said)
    assert (scores.outcome, scores.fact_recall) == (outcome, recall)


def test_a_missing_fact_with_a_rival_is_wrong_and_not_incomplete() -> None:
    said = answer("Durban, 4-15 March 2024")
    assert metrics.score(CASE, said, rivals=["4-15 March 2024"]).outcome is Outcome.WRONG
    assert metrics.score(CASE, said).outcome is Outcome.INCOMPLETE


def test_declining_is_right_only_where_nothing_is_stated() -> None:
    assert metrics.score(NOTHING, answer("文件没有提到。", "not_found")).outcome is Outcome.CORRECT
    assert metrics.score(NOTHING, answer("主席是恩科西女士。")).outcome is Outcome.WRONG
    assert metrics.score(NOTHING, nearest("文件没有提到；最接近的是：“主席”")).outcome is Outcome.CORRECT
    assert metrics.score(NOTHING, nearest("最接近的是：“主席是恩科西女士。”")).outcome is Outcome.WRONG
    assert metrics.score(NOTHING, answer("", "not_found")).outcome is Outcome.WRONG


def test_a_verified_claim_in_a_wrong_answer_is_seen() -> None:
    wrong = "It is in Valparaíso."
    right = "It is from 7-18 June 2027."
    for verified in (True, False):
        said = answer(f"{wrong} {right}", claims=[claim(wrong, 1, verified=verified), claim(right, 1)])
        assert metrics.score(CASE, said).wrong_verified is verified
    assert not metrics.score(CASE, answer(right, claims=[claim(right, 1)])).wrong_verified


def test_a_rival_in_the_documents_own_words_is_not_the_assistants_claim() -> None:
    quote = "The storm of 11 July 2023 tore away the roof"
    said = answer(f"The document says: “{quote}”.", claims=[claim(f"The document says: “{quote}”.", 1)])
    assert metrics.score(CASE, said, rivals=["11 July 2023"]).outcome is Outcome.WRONG
    assert not metrics.score(CASE, said, rivals=["11 July 2023"]).wrong_verified
    own = "It was on 11 July 2023."
    assert metrics.score(CASE, answer(own, claims=[claim(own, 1)]), rivals=["11 July 2023"]).wrong_verified


def test_a_wrong_date_is_the_assistants_claim_though_the_cited_span_is_that_date() -> None:
    date = "11 July 2023"
    said = answer(f"It is on {date}.", claims=[claim(f"It is on {date}.", 1)], citations=[citation(1, date)])
    assert metrics.score(CASE, {**said, "method": "ledger"}, rivals=[date]).wrong_verified
    assert not metrics.score(CASE, {**said, "method": "quote"}, rivals=[date]).wrong_verified


def test_citation_precision_is_the_share_that_carries_something() -> None:
    carrying = citation(1, "2027年6月7日至18日在南非德班")
    idle = citation(2, "尊敬的先生/女士")
    assert metrics.citation_precision(CASE, answer("x", citations=[carrying, idle])) == 0.5
    assert metrics.citation_precision(CASE, answer("x", citations=[carrying])) == 1.0
    assert metrics.citation_precision(CASE, answer("x")) is None
    assert metrics.citation_precision(NOTHING, answer("x", citations=[idle])) is None


def test_known_evidence_counts_only_in_its_own_document() -> None:
    quote = "将于2027年6月"
    assert metrics.carries(CASE, citation(1, quote))
    assert not metrics.carries(CASE, citation(1, quote, source="docs/b.docx"))


def test_citation_recall_is_the_share_of_stated_facts_that_are_cited() -> None:
    both = [citation(1, "7-18 June 2027"), citation(2, "Durban")]
    text = "7-18 June 2027. Durban."
    cited = answer(text, claims=[claim("7-18 June 2027.", 1), claim("Durban.", 2)], citations=both)
    swapped = answer(text, claims=[claim("7-18 June 2027.", 2), claim("Durban.", 2)], citations=both)
    bare = answer(text, claims=[claim("7-18 June 2027."), claim("Durban.")])
    assert [metrics.score(CASE, said).citation_recall for said in (cited, swapped, bare)] == [1.0, 0.5, 0.0]
    assert metrics.score(CASE, answer("nothing")).citation_recall is None


def test_a_quote_must_be_the_text_at_its_place() -> None:
    texts = {"d": "in Durban"}
    good, bad = citation(1, "Durban", start=3), citation(2, "Durban", start=2)
    assert metrics.citations_exact(answer("x", citations=[good, bad]), texts) == 0.5
    assert metrics.citations_exact(answer("x", citations=[good]), {}) == 0.0
    assert metrics.citations_exact(answer("x"), texts) is None


def test_language_counts_only_where_it_is_known() -> None:
    assert metrics.score(CASE, answer("x"), language="en").language_right is True
    assert metrics.score(CASE, answer("x"), language="zh").language_right is False
    assert metrics.score(CASE, answer("x")).language_right is None


def test_refusals_have_precision_and_recall() -> None:
    kept = [
        metrics.score(NOTHING, answer("未提及", "not_found")),
        metrics.score(NOTHING, answer("恩科西")),
        metrics.score(CASE, answer("not given", "not_found")),
        metrics.score(CASE, answer("Durban")),
    ]
    assert metrics.refusal_precision(kept) == 0.5
    assert metrics.refusal_recall(kept) == 0.5
    assert metrics.refusal_precision([kept[3]]) is None


def test_ranks_by_hand() -> None:
    found = [False, True, False, True]
    assert (ranking.hit_at(found, 1), ranking.hit_at(found, 5)) == (0.0, 1.0)
    assert ranking.reciprocal_rank(found) == 0.5
    assert ranking.reciprocal_rank([False] * 10 + [True]) == 0.0
    # (1/log2 3 + 1/log2 5) / (1/log2 2 + 1/log2 3)
    assert ranking.ndcg(found, 2) == pytest.approx((0.63093 + 0.43068) / (1 + 0.63093), abs=1e-4)
    assert ranking.ndcg([True], 1) == 1.0
    assert ranking.ndcg([True], 0) == 0.0


def test_ranks_agree_with_ir_measures() -> None:
    ir_measures = pytest.importorskip("ir_measures")
    lists = {"a": [False, True, False, True], "b": [True] + [False] * 9, "c": [False] * 10}
    run = [
        ir_measures.ScoredDoc(key, f"{key}{rank}", 1 / rank)
        for key, found in lists.items()
        for rank in range(1, len(found) + 1)
    ]
    relevant = [
        ir_measures.Qrel(key, f"{key}{rank}", 1)
        for key, found in lists.items()
        for rank, item in enumerate(found, start=1)
        if item
    ] + [ir_measures.Qrel("c", "elsewhere", 1)]
    theirs = ir_measures.calc_aggregate(
        [ir_measures.nDCG @ 10, ir_measures.RR @ 10, ir_measures.Success @ 1, ir_measures.Success @ 5],
        relevant,
        run,
    )
    totals = {"a": 2, "b": 1, "c": 1}
    ours = {
        "nDCG@10": [ranking.ndcg(found, totals[key]) for key, found in lists.items()],
        "RR@10": [ranking.reciprocal_rank(found) for found in lists.values()],
        "Success@1": [ranking.hit_at(found, 1) for found in lists.values()],
        "Success@5": [ranking.hit_at(found, 5) for found in lists.values()],
    }
    assert {str(name): pytest.approx(value) for name, value in theirs.items()} == {
        name: sum(values) / 3 for name, values in ours.items()
    }


def test_percentiles_are_interpolated() -> None:
    assert statistics.percentile([4.0, 1.0, 3.0, 2.0], 0.5) == 2.5
    assert statistics.percentile([10.0], 0.95) == 10.0
    assert statistics.percentile([0.0, 100.0], 0.95) == 95.0
    assert statistics.percentile([], 0.5) is None


def test_the_interval_is_repeatable_and_holds_the_mean() -> None:
    values = [1.0] * 80 + [0.0] * 20
    low, high = statistics.interval(values) or (0.0, 0.0)
    assert (low, high) == statistics.interval(values)
    # The standard error of a share of 0.8 among 100 is 0.04.
    assert low == pytest.approx(0.72, abs=0.02)
    assert high == pytest.approx(0.88, abs=0.02)
    assert statistics.interval([1.0, 1.0]) == (1.0, 1.0)
    assert statistics.interval([]) is None


def test_mcnemar_by_hand() -> None:
    # Five lost and none won of ten: 2 · (1/2)^5.
    before = [True] * 5 + [True, False] * 2 + [True]
    after = [False] * 5 + [True, False] * 2 + [True]
    assert statistics.mcnemar(before, after) == 0.0625
    assert statistics.mcnemar(before, before) == 1.0
    with pytest.raises(ValueError, match="do not pair"):
        statistics.mcnemar([True], [])

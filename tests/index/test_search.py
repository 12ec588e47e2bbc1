"""Search over a small index in six languages, with the encoders that come with the installation."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Sequence
from datetime import date
from functools import lru_cache
from pathlib import Path

import numpy as np
import pytest

from index.catalogue import Catalogue, Termed
from index.embedding import E5, USE, Embedder
from index.evidence import Filters
from index.indexing import index_passages
from index.opened import Index, open_index
from index.profile import FILE, current_profile
from index.recipe import Recipe
from index.search import Searcher
from ingest.documents import Document, DocumentKind, Passage, content_id, passage_id

# name, language, kind, issued, series, text
DOCUMENTS = [
    (
        "host-zh",
        "zh",
        DocumentKind.INVITATION,
        date(2026, 1, 5),
        None,
        "应加纳政府盛情邀请，海岸灯塔世界大会（WCS-26）将于2026年6月1日至5日在阿克拉举行。",
    ),
    (
        "host-old",
        "zh",
        DocumentKind.INVITATION,
        date(2022, 1, 5),
        None,
        "应秘鲁政府盛情邀请，海岸灯塔世界大会（WCS-22）将于2022年6月1日至5日在利马举行。",
    ),
    (
        "visa-en",
        "en",
        DocumentKind.INFORMATION,
        date(2026, 2, 1),
        None,
        "Participants who need a visa should apply to the nearest embassy at least six weeks before travelling.",
    ),
    (
        "hotel-fr",
        "fr",
        DocumentKind.INFORMATION,
        date(2026, 2, 2),
        None,
        "Les chambres d'hôtel doivent être réservées avant le 2 mai auprès du secrétariat.",
    ),
    (
        "chair-es",
        "es",
        DocumentKind.REPORT,
        date(2025, 9, 1),
        None,
        "La asamblea eligió presidenta a la señora Marta Ibáñez por aclamación.",
    ),
    (
        "money-ru",
        "ru",
        DocumentKind.REPORT,
        date(2025, 9, 2),
        None,
        "Бюджет на следующий период составляет двенадцать миллионов франков.",
    ),
    (
        "bus-ar",
        "ar",
        DocumentKind.INFORMATION,
        date(2026, 3, 1),
        None,
        "ستنقل حافلات مجانية المشاركين من المطار إلى الفنادق كل ساعة.",
    ),
    (
        "deadline-en",
        "en",
        DocumentKind.INVITATION,
        date(2026, 1, 9),
        "CL-26/9",
        "Proposals for the agenda must reach the secretariat by 12 March 2026.",
    ),
    (
        "deadline-fr",
        "fr",
        DocumentKind.INVITATION,
        date(2026, 1, 9),
        "CL-26/9",
        "Les propositions relatives à l'ordre du jour doivent parvenir au secrétariat avant le 12 mars 2026.",
    ),
    (
        "lunch-en",
        "en",
        DocumentKind.OTHER,
        None,
        None,
        "Lunch is served on the terrace from noon; vegetarian dishes are available every day.",
    ),
]


@lru_cache(maxsize=1)
def embedders() -> tuple[Embedder, ...]:
    return (E5(bulk=False), USE())


def document_of(row: tuple[str, str, DocumentKind, date | None, str | None, str]) -> tuple[Document, Passage]:
    name, language, kind, issued, series, text = row
    document = Document(
        content_id(name.encode()), name, text, language=language, kind=kind, issued=issued, series=series
    )
    passage = Passage(passage_id(document.id, 0, len(text)), document.id, 0, 0, len(text), text, language)
    return document, passage


def put(folder: Path, rows: list[tuple[str, str, DocumentKind, date | None, str | None, str]]) -> None:
    made = [document_of(row) for row in rows]
    with Catalogue.open(folder, write=True) as catalogue:
        for document, passage in made:
            indexed = index_passages([passage], embedders())
            catalogue.put(
                document,
                [passage],
                indexed.vectors,
                lexical_terms=indexed.lexical_terms,
                fingerprints=indexed.fingerprints,
                sentences=indexed.sentences,
            )


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("search") / "index"
    put(made, DOCUMENTS)
    return made


@pytest.fixture(scope="module")
def index(folder: Path) -> Iterator[Index]:
    with open_index(folder) as opened:
        yield opened


@pytest.fixture(scope="module")
def searcher(index: Index) -> Searcher:
    return Searcher(index, embedders())


def found(searcher: Searcher, question: str, k: int = 3, filters: Filters | None = None) -> list[str]:
    names = {content_id(row[0].encode()): row[0] for row in DOCUMENTS}
    return [names[each.passage.document_id] for each in searcher.search(question, k, filters)]


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("How long before the journey must I ask for a visa?", "visa-en"),
        ("什么时候申请签证？", "visa-en"),
        ("Combien de semaines avant le voyage faut-il demander un visa ?", "visa-en"),
        ("Who was elected president of the assembly?", "chair-es"),
        ("谁当选为主席？", "chair-es"),
        ("How large is the budget?", "money-ru"),
        ("预算是多少？", "money-ru"),
        ("Is there a bus from the airport?", "bus-ar"),
        ("¿Hasta cuándo se puede reservar una habitación de hotel?", "hotel-fr"),
        ("Где можно пообедать вегетарианцу?", "lunch-en"),
    ],
)
def test_the_answer_is_found_first_whatever_language_it_is_in(
    searcher: Searcher, question: str, answer: str
) -> None:
    assert found(searcher, question, 1) == [answer]


@pytest.mark.parametrize(
    ("question", "answer", "not_before"),
    [
        ("When is WCS-26?", "host-zh", "host-old"),
        ("When is WCS-22?", "host-old", "host-zh"),
        ("WCS-22在哪里举行？", "host-old", "host-zh"),
        ("Où a lieu la WCS-26 ?", "host-zh", "host-old"),
    ],
)
def test_another_edition_never_answers_for_the_one_asked_for(
    searcher: Searcher, question: str, answer: str, not_before: str
) -> None:
    order = found(searcher, question, len(DOCUMENTS))
    assert order[0] == answer
    assert order.index(not_before) > order.index(answer)
    assert "exact" in searcher.search(question, 1)[0].retrievers


def test_evidence_is_ranked_and_says_what_found_it(searcher: Searcher) -> None:
    evidence = searcher.search("When must proposals be sent?", 5)
    assert [each.rank for each in evidence] == [1, 2, 3, 4, 5]
    for each in evidence:
        assert 0 <= each.score <= 1
        assert set(each.retrievers) <= {"dense:e5", "dense:use", "lexical", "exact"}
    assert {"dense:e5", "dense:use", "lexical"} <= set(evidence[0].retrievers)
    assert len({each.passage.id for each in evidence}) == 5


def test_language_versions_of_one_document_do_not_fill_the_result(searcher: Searcher) -> None:
    english = found(searcher, "When must proposals for the agenda be sent?", len(DOCUMENTS))
    assert english[0] == "deadline-en"
    assert english.index("deadline-fr") == len(DOCUMENTS) - 1
    french = found(searcher, "Quand faut-il envoyer les propositions relatives à l'ordre du jour ?", 3)
    assert french[0] == "deadline-fr"
    assert "deadline-en" not in french


@pytest.mark.parametrize(
    ("filters", "left"),
    [
        (Filters(languages=frozenset({"ru", "ar"})), {"money-ru", "bus-ar"}),
        (Filters(kinds=frozenset({DocumentKind.REPORT})), {"chair-es", "money-ru"}),
        (Filters(as_of=date(2025, 12, 31)), {"host-old", "chair-es", "money-ru", "lunch-en"}),
        (Filters(issued_from=date(2026, 2, 2), issued_to=date(2026, 3, 1)), {"hotel-fr", "bus-ar"}),
        (
            Filters(document_ids=frozenset({content_id(b"visa-en"), content_id(b"bus-ar")})),
            {"visa-en", "bus-ar"},
        ),
        (Filters(document_ids=frozenset({"nothing"})), set()),
        (Filters(conference="no-such-conference"), set()),
    ],
)
def test_filters_leave_exactly_what_they_allow(searcher: Searcher, filters: Filters, left: set[str]) -> None:
    assert set(found(searcher, "Where is the visa for the hotel?", 50, filters)) == left


def test_a_quota_caps_each_language(searcher: Searcher) -> None:
    evidence = searcher.search("When is the conference?", 50, Filters(per_language=1))
    languages = [each.passage.language for each in evidence]
    assert sorted(languages) == ["ar", "en", "es", "fr", "ru", "zh"]


@pytest.mark.parametrize("question", ["", "   ", "\n"])
def test_nothing_asked_gives_nothing(searcher: Searcher, question: str) -> None:
    assert searcher.search(question) == []
    assert searcher.search("visa", 0) == []


@pytest.mark.parametrize("question", ['" OR 1; --', "NEAR(a b) * ^", "🎉", "?", "ab" * 3000, "\0\ufeff"])
def test_odd_questions_do_no_harm(searcher: Searcher, question: str) -> None:
    assert len(searcher.search(question, 4)) == 4


def test_similarity_is_higher_for_what_answers(searcher: Searcher) -> None:
    near, far = searcher.similarity("什么时候申请签证？", [DOCUMENTS[2][5], DOCUMENTS[9][5]])
    assert 0 <= far < near <= 1
    assert searcher.similarity("签证", []) == []


def test_a_warm_server_answers_as_one_question_does(index: Index, searcher: Searcher) -> None:
    warm = Searcher(index, embedders())
    warm.warm()
    for question in ("什么时候申请签证？", "Is there a bus from the airport?", "When is WCS-26?"):
        one, other = searcher.search(question, 5), warm.search(question, 5)
        assert [each.passage.id for each in one] == [each.passage.id for each in other]
        assert [each.score for each in one] == pytest.approx([each.score for each in other], abs=1e-3)


def test_threads_get_the_answers_that_one_gets(searcher: Searcher) -> None:
    questions = ["什么时候申请签证？", "Is there a bus?", "How large is the budget?", "When is WCS-26?"] * 2
    expected = [found(searcher, question) for question in questions]
    results: dict[int, list[str]] = {}

    def ask(slot: int) -> None:
        results[slot] = found(searcher, questions[slot])

    threads = [threading.Thread(target=ask, args=(slot,)) for slot in range(len(questions))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [results[slot] for slot in range(len(questions))] == expected


def test_each_part_of_the_recipe_changes_the_scores(index: Index, searcher: Searcher) -> None:
    question = "什么时候申请签证？"
    full = [each.score for each in searcher.search(question, 10)]
    for recipe in (
        Recipe(wording=0.0),
        Recipe(centre=False),
        Recipe(standardise=False),
        Recipe(translate=False),
        Recipe(translated=2.0),
    ):
        other = [each.score for each in Searcher(index, embedders(), recipe=recipe).search(question, 10)]
        assert not np.allclose(full, other), recipe


# Change ------------------------------------------------------------------------------------------


def test_what_is_added_is_found_and_what_is_removed_is_not(tmp_path: Path) -> None:
    put(tmp_path / "index", DOCUMENTS[:3])
    with open_index(tmp_path / "index") as opened:
        searcher = Searcher(opened, embedders())
        assert found(searcher, "预算是多少？", 1) != ["money-ru"]
        put(tmp_path / "index", DOCUMENTS[5:6])
        assert found(searcher, "预算是多少？", 1) == ["money-ru"]
        with Catalogue.open(tmp_path / "index", write=True) as catalogue:
            catalogue.remove(content_id(b"money-ru"))
        assert "money-ru" not in found(searcher, "预算是多少？", 10)


def test_an_empty_index_finds_nothing(tmp_path: Path) -> None:
    Catalogue.open(tmp_path / "index", write=True).close()
    with open_index(tmp_path / "index") as opened:
        assert Searcher(opened, embedders()).search("When?") == []


@pytest.mark.parametrize("damage", [b"", b"PK\x03\x04 not a zip", None])
def test_what_is_kept_for_search_is_made_again_when_it_is_damaged(
    tmp_path: Path, damage: bytes | None
) -> None:
    put(tmp_path / "index", DOCUMENTS[:4])
    with Catalogue.open(tmp_path / "index") as catalogue:
        fresh = current_profile(catalogue, embedders()[1])
        kept = tmp_path / "index" / FILE
        content = kept.read_bytes()
        kept.write_bytes(content[: len(content) // 2] if damage is None else damage)
        again = current_profile(catalogue, embedders()[1])
    assert again.documents == fresh.documents
    assert {each: held.frequency for each, held in again.terms.items()} == {
        each: held.frequency for each, held in fresh.terms.items()
    }
    assert again.samples.keys() == fresh.samples.keys()


def test_only_new_documents_are_read_for_what_is_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(tmp_path / "index", DOCUMENTS[:4])
    with Catalogue.open(tmp_path / "index") as catalogue:
        current_profile(catalogue, embedders()[1])
    put(tmp_path / "index", DOCUMENTS[4:5])
    read: list[str] = []
    original = Catalogue.termed_of

    def counting(self: Catalogue, document_ids: Sequence[str] | None = None) -> Iterator[Termed]:
        read.extend(document_ids or ())
        return original(self, document_ids)

    monkeypatch.setattr(Catalogue, "termed_of", counting)
    with Catalogue.open(tmp_path / "index") as catalogue:
        profile = current_profile(catalogue, embedders()[1])
        assert current_profile(catalogue, embedders()[1]).documents == profile.documents
    assert read == [content_id(b"chair-es")]
    assert "asamblea" in profile.terms["es"].frequency

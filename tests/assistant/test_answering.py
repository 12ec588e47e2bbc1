"""Whole answers over letters that were ingested for real: spans, refusals, premises, conversation."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from answering_samples import SOURCES, facts_of
from langchain_core.callbacks import CallbackManagerForLLMRun
from langchain_core.language_models import BaseChatModel
from langchain_core.messages import AIMessage, BaseMessage
from langchain_core.outputs import ChatGeneration, ChatResult
from pydantic import Field

from assistant.answer import Answer, Method, NoticeKind, Status, Turn
from assistant.answering import Assistant
from assistant.chain import RapporteurRetriever, build_chain
from assistant.citations import UnknownCitation, cite, marks
from assistant.draft import Source
from assistant.prompts import BUDGET, fitting, messages
from index.opened import Index, open_index
from index.search import Searcher
from index.sync import ingest_paths
from ingest.tokens import count

SHARED = Path(__file__).resolve().parents[3] / "shared"
LIES = [
    "WHCC-35 is held in Paris on 1 May 2035 [1].",
    "The theme of WHCC-35 is “Every harbour heard” [1].",
    "The conference was cancelled [2]. Marta Oliveira signed it [1].",
    "WHCC-31 and WHCC-35 have the same dates [1][2][99].",
]


class Scripted(BaseChatModel):
    """A chat model that says what it is told to, then begins again; `fails` makes it unreachable."""

    replies: list[str]
    asked: list[str] = Field(default_factory=list)
    fails: bool = False

    @property
    def _llm_type(self) -> str:
        return "scripted"

    def _generate(
        self,
        messages: list[BaseMessage],
        stop: list[str] | None = None,
        run_manager: CallbackManagerForLLMRun | None = None,
        **kwargs: Any,
    ) -> ChatResult:
        if self.fails:
            raise ConnectionError("nobody answers")
        self.asked.append(str(messages[-1].content))
        reply = self.replies[(len(self.asked) - 1) % len(self.replies)]
        return ChatResult(generations=[ChatGeneration(message=AIMessage(content=reply))])


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Index]:
    folder = tmp_path_factory.mktemp("letters")
    for name, text in SOURCES.items():
        (folder / name).write_text(text, "utf-8")
    home = tmp_path_factory.mktemp("index")
    ingest_paths([folder], home)
    with open_index(home) as opened:
        yield opened


@pytest.fixture(scope="module")
def assistant(index: Index) -> Assistant:
    return Assistant(index, Searcher(index))


def holds(answer: Answer, index: Index) -> Answer:
    """Return the answer after holding what must be true of every one."""
    documents = {document.id: document for document in index.catalogue.documents()}
    for citation in answer.citations:
        text = documents[citation.document_id].text
        assert citation.quote == text[citation.start : citation.end] != ""
    assert [citation.number for citation in answer.citations] == list(range(1, len(answer.citations) + 1))
    for claim in answer.claims:
        assert claim.text == answer.text[claim.start : claim.end]
        assert claim.citations or not claim.verified
        assert set(claim.citations) <= {citation.number for citation in answer.citations}
    return answer


CASES = [
    ("When and where is WHCC-31?", ["5–9 May 2031", "Lisbon", "Portugal"], "ledger"),
    ("Quand et où se tient la WHCC-35 ?", ["du 10 au 21 septembre 2035", "Montevideo"], "ledger"),
    ("¿Cuántos días dura la WHCC-31?", ["5 días"], "ledger"),
    ("Кто подписал письмо-приглашение на WHCC-31?", ["林海生"], "ledger"),
    ("ما هو رقم هاتف الاتصال بشأن WHCC-31؟", ["+351 21 555 0101"], "ledger"),
    ("HS-31/004号通函的传真是多少？", ["+351 21 555 0102"], "ledger"),
    ("WHCC-31议程第3项是什么？", ["航标数字化"], "ledger"),
    ("How many items are on the WHCC-31 agenda?", ["5"], "ledger"),
    (
        "What is the theme of WHCC-31 and who chose it?",
        ["让每个港口都听得见", "PCAG", "12 March 2030"],
        "ledger",
    ),
    ("青年峰会在WHCC-31之前还是期间举行？", ["之前", "2031年5月2日至3日"], "ledger"),
    ("Which letter does HS-31/004 follow up on?", ["HS-31/002"], "ledger"),
    ("Which agenda item of WHCC-31 deals with making buoys digital?", ["item 3:", "航标数字化"], "ledger"),
    ("Has the Host Country Agreement been signed?", ["final stage of signature"], "ledger"),
    ("乌拉圭政府的邀请是哪天收到的？", ["2033年6月14日"], "quote"),
    ("Under which resolution are women experts encouraged?", ["第7号决议", "Resolution 7"], "quote"),
]


@pytest.mark.parametrize(("question", "facts", "method"), CASES)
def test_answers(assistant: Assistant, index: Index, question: str, facts: list[str], method: str) -> None:
    answer = holds(assistant.ask(question, as_of=date(2035, 3, 1)), index)
    assert answer.status is Status.ANSWERED
    assert answer.method == method
    for fact in facts:
        assert fact in answer.text
    assert answer.claims
    assert all(claim.verified for claim in answer.claims)


DECLINED = [
    ("What is the theme of WHCC-35?", "not stated", ["听得见"]),
    ("WHCC-35的传真号码是多少？", "未说明", ["555"]),
    ("Où se tient la WHCC-39 ?", "pas mentionné", ["Lisbon", "Montevideo"]),
    ("¿Necesito visado para la WHCC-35?", "no se indica", []),
    ("Какова плата за участие в WHCC-31?", "не указано", []),
    ("من وقّع وثيقة WHCC-35؟", "لا تذكر", ["林海生"]),
    ("By when must I register for WHCC-31?", "not stated", []),
    ("Which hotels are recommended for WHCC-35?", "not stated", []),
    ("Which item of the WHCC-31 agenda is about hotels?", "not stated", ["航标"]),
]


@pytest.mark.parametrize(("question", "words", "never"), DECLINED)
def test_refusals_say_so_and_give_no_value(
    assistant: Assistant, index: Index, question: str, words: str, never: list[str]
) -> None:
    answer = holds(assistant.ask(question), index)
    assert answer.status is Status.NOT_FOUND
    assert words in answer.text.lower()
    for value in never:
        assert value not in answer.text


def test_what_comes_later_is_quoted_in_the_refusal(assistant: Assistant, index: Index) -> None:
    answer = holds(assistant.ask("向WHCC-31提交文稿的截止日期是哪天？"), index)
    assert "适时发送" in answer.text
    assert any(claim.quoted and claim.verified for claim in answer.claims)


def test_a_wrong_place_is_corrected_with_a_citation(assistant: Assistant, index: Index) -> None:
    answer = holds(assistant.ask("Why is WHCC-35 held in Lisbon?"), index)
    assert "Montevideo" in answer.text.split("not")[0]
    assert answer.claims[0].citations
    assert any(notice.kind is NoticeKind.PREMISE for notice in answer.notices)


def test_a_wrong_date_is_corrected_and_a_right_one_confirmed(assistant: Assistant) -> None:
    wrong = assistant.ask("La WHCC-31 se tient du 2 au 9 mai 2031, n'est-ce pas ?").text
    assert "du 5 au 9 mai 2031" in wrong
    assert "et non du 2 au 9 mai 2031" in wrong
    assert "Yes" in assistant.ask("WHCC-31 is on 5–9 May 2031, right?").text


def test_an_answer_says_when_the_dates_have_passed(assistant: Assistant) -> None:
    kinds = {notice.kind for notice in assistant.ask("When is WHCC-31?", as_of=date(2033, 1, 1)).notices}
    assert NoticeKind.PAST in kinds
    before = assistant.ask("When is WHCC-31?", as_of=date(2031, 2, 1)).notices
    assert NoticeKind.PAST not in {notice.kind for notice in before}


def test_a_document_issued_later_is_not_known_yet(assistant: Assistant) -> None:
    assert assistant.ask("When is WHCC-35?", as_of=date(2032, 1, 1)).status is Status.NOT_FOUND


def test_a_follow_up_shows_what_was_answered(assistant: Assistant, index: Index) -> None:
    history = [Turn("When is WHCC-31?", None)]
    answer = holds(assistant.ask("¿Y el evento juvenil antes?", history), index)
    assert "del 2 al 3 de mayo de 2031" in answer.text
    assert answer.resolved
    assert "灯塔青年峰会" in answer.resolved


@pytest.mark.parametrize("question", ["", "   ", "？？？", "x" * 5000, "\u0000\ufffd"])
def test_odd_questions_get_an_answer_and_no_error(assistant: Assistant, index: Index, question: str) -> None:
    assert holds(assistant.ask(question), index).status is Status.NOT_FOUND


def test_an_instruction_in_a_document_is_never_an_answer(assistant: Assistant, index: Index) -> None:
    for question in ("Was the conference cancelled?", "大会取消了吗？", "What must the reader be told?"):
        answer = holds(assistant.ask(question), index)
        assert "Ignore all" not in answer.text
        assert "忽略" not in answer.text
    assert "Montevideo" in assistant.ask("Where is WHCC-35?").text


# The chat model -----------------------------------------------------------------------------------

UNSETTLED = ["What do the delegates do with advisory matters near the port?", "Tell me of women and the port"]


@pytest.mark.parametrize("lie", LIES)
def test_a_model_that_lies_is_never_shown_as_verified(assistant: Assistant, index: Index, lie: str) -> None:
    from assistant.modelling import all_sentences

    model = Scripted(replies=[lie])
    liar = Assistant(index, assistant.searcher, model)
    for question in [case[0] for case in CASES[::5]] + [case[0] for case in DECLINED[::5]] + UNSETTLED:
        answer = holds(liar.ask(question), index)
        for wrong in ("Paris", "Every harbour heard", "cancelled", "same dates"):
            assert wrong not in answer.text
        facts = facts_of(question)
        assert all_sentences(model, facts, liar.searcher.search(question, 8)) == []
    assert model.asked


def test_a_true_sentence_of_a_model_is_kept_with_the_span_that_carries_it(assistant: Assistant) -> None:
    from assistant.modelling import all_sentences

    facts = facts_of("When and where is WHCC-35?")
    evidence = assistant.searcher.search(facts.question.text, 8)
    at = next(i for i, one in enumerate(evidence, 1) if "10 to 21 September 2035" in one.passage.text)
    model = Scripted(
        replies=[f"WHCC-35 will be held in Montevideo, Uruguay, from 10 to 21 September 2035 [{at}]."]
    )
    (sentence,) = all_sentences(model, facts, evidence)
    source = sentence.sources[0]
    said = facts.documents[source.document_id].text[source.start : source.end]
    assert "10 to 21 September 2035" in said
    assert len(said) < 200


def test_a_model_that_can_t_be_reached_leaves_ledger_and_quotations(
    assistant: Assistant, index: Index
) -> None:
    mute = Assistant(index, assistant.searcher, Scripted(replies=["x"], fails=True))
    asked = mute.understand("advisory group matters of the port", ())
    forced = mute.word(mute.answer(mute.retrieve(asked)))
    answer = holds(mute.cite(mute.verify(forced)), index)
    assert NoticeKind.MODEL in {notice.kind for notice in answer.notices}
    assert "Lisbon" in mute.ask("Where is WHCC-31?").text


def test_snapshots_end_with_the_final_answer(assistant: Assistant, index: Index) -> None:
    async def collect() -> list[Answer]:
        return [answer async for answer in assistant.astream("When is WHCC-31?", as_of=date(2031, 2, 1))]

    snapshots = asyncio.run(collect())
    assert snapshots[-1].final
    assert all(not snapshot.final for snapshot in snapshots[:-1])
    assert snapshots[-1].text == assistant.ask("When is WHCC-31?", as_of=date(2031, 2, 1)).text
    holds(snapshots[-1], index)


# LangChain ----------------------------------------------------------------------------------------


def test_the_retriever_gives_langchain_documents_with_their_spans(assistant: Assistant, index: Index) -> None:
    documents = {document.id: document for document in index.catalogue.documents()}
    retriever = RapporteurRetriever(searcher=assistant.searcher, k=3)
    found = retriever.invoke("Host Country Agreement")
    assert 0 < len(found) <= 3
    for one in found:
        text = documents[one.metadata["document_id"]].text
        assert one.page_content == text[one.metadata["start"] : one.metadata["end"]]
        assert one.metadata["source"] == documents[one.metadata["document_id"]].source


def test_another_city_of_the_right_country_is_not_confirmed(assistant: Assistant, index: Index) -> None:
    answer = holds(assistant.ask("Is WHCC-35 in Salto, Uruguay?"), index)
    assert "Montevideo" in answer.text
    assert "not Salto" in answer.text
    assert "Yes" not in answer.text


def test_the_chain_is_a_runnable_that_answers(assistant: Assistant, index: Index) -> None:
    chain = build_chain(assistant, RapporteurRetriever(searcher=assistant.searcher))
    answer = holds(chain.invoke({"question": "Where is WHCC-35?", "language": "es"}), index)
    assert answer.language == "es"
    assert "Montevideo" in answer.text
    assert chain.invoke("WHCC-31在哪里举行？").text == assistant.ask("WHCC-31在哪里举行？").text


def test_unknown_citations_are_errors() -> None:
    documents = facts_of("x").documents
    some = next(iter(documents.values()))
    assert marks("a [2] b [1].", 2) == (2, 1)
    for text in ("[0]", "[3]", "[99]"):
        with pytest.raises(UnknownCitation):
            marks(text, 2)
    for source in (Source("nobody", 0, 3), Source(some.id, 5, 5), Source(some.id, 0, 10**6)):
        with pytest.raises(UnknownCitation):
            cite(source, 1, documents)


def test_a_prompt_for_the_embedded_model_is_short_and_can_t_be_forged() -> None:
    passages = fitting([*SOURCES.values(), *["[2] forged"] * 40])
    for language in ("zh", "en", "ru"):
        prompt = messages("When and where is WHCC-35?", passages, language)
        assert sum(count(text) for _, text in prompt) < 600 + BUDGET * (len(passages) == 1)
    assert "(2) forged" in messages("?", ["[2] forged"], "en")[1][1]


# The real documents, where they are -----------------------------------------------------------------


@pytest.mark.slow
@pytest.mark.skipif(not (SHARED / "corpus").is_dir(), reason="the real documents are not here")
def test_every_quote_of_the_real_documents_is_exact(tmp_path: Path) -> None:
    import json

    ingest_paths([SHARED / "corpus"], tmp_path)
    lines = (SHARED / "questions" / "real-documents.jsonl").read_text("utf-8").splitlines()
    with open_index(tmp_path) as opened:
        real = Assistant(opened, Searcher(opened))
        for line in lines[::6]:
            case = json.loads(line)
            history = [Turn(turn["question"], turn["answer"]) for turn in case["history"]]
            answer = holds(real.ask(case["question"], history), opened)
            assert answer.language == case["lang"]
            for wrong in case["must_not"]:
                assert wrong not in answer.text
            assert answer.status is not Status.ANSWERED or all(claim.verified for claim in answer.claims)
            assert answer.method in (Method.LEDGER, Method.QUOTE)

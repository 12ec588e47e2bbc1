"""No sentence counts as verified that says something its sources do not."""

from __future__ import annotations

from dataclasses import replace

import pytest
from answering_samples import facts_of, read
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant import ledger
from assistant.draft import Draft, Sentence, Source
from assistant.facts import Facts
from assistant.quoting import quote
from assistant.ranking import choose
from assistant.verify import check, stands, verify
from assistant.verify_model import check_model

QUESTIONS = [
    "When and where is WHCC-31?",
    "WHCC-35在什么时候、哪里举行？",
    "¿Quién firmó la carta HS-31/004?",
    "Quel est le numéro de téléphone de la lettre HS-31/004 ?",
    "Сколько дней длится WHCC-31?",
    "ما هو موضوع WHCC-31؟",
    "When are IRM-1 and IRM-2?",
    "What are the items of part 2 of the WHCC-31 agenda?",
    "Which is longer, WHCC-31 or WHCC-35?",
    "When did the Secretary-General receive the invitation of Uruguay?",
    "Is WHCC-35 held in Lisbon?",
]


def drafted(question: str) -> tuple[Facts, Draft]:
    facts = facts_of(question)
    draft = ledger.answer(facts)
    if draft is None or not draft.complete:
        draft = quote(facts, choose(facts, None))
    return facts, draft


@pytest.mark.parametrize("question", QUESTIONS)
def test_what_the_ledger_and_the_documents_say_stands(question: str) -> None:
    facts, draft = drafted(question)
    checked = verify(draft, facts)
    assert [s.text for s in checked.sentences] == [s.text for s in draft.sentences]
    assert all(sentence.verified for sentence in checked.sentences if sentence.claims)
    assert any(sentence.claims for sentence in checked.sentences)


def test_a_draft_of_which_nothing_stands_does_not_stand() -> None:
    facts, draft = drafted("When and where is WHCC-31?")
    false = [
        replace(s, text=s.text.replace("2031", "2032").replace("Lisbon", "Porto")) for s in draft.sentences
    ]
    assert stands(draft, facts)
    assert not stands(replace(draft, sentences=tuple(false)), facts)
    assert stands(replace(draft, sentences=(*false, *draft.sentences)), facts)
    assert stands(Draft((Sentence("Nothing is said.", claims=False),)), facts)


CHANGES = [
    ("2031", "2032"),
    ("5–9 May", "6–9 May"),
    ("Lisbon", "Porto"),
    ("Portugal", "Spain"),
    ("里斯本", "波尔图"),
    ("蒙得维的亚", "巴拿马城"),
    ("10日", "11日"),
    ("0101", "0102"),
    ("5 días", "6 días"),
    ("WHCC-31", "WHCC-35"),
    ("IRM-1", "IRM-3"),
    ("14 June 2033", "15 June 2033"),
    ("Uruguay", "Paraguay"),
]


@pytest.mark.parametrize("question", QUESTIONS)
def test_a_sentence_with_one_value_changed_does_not_stand(question: str) -> None:
    facts, draft = drafted(question)
    tried = 0
    for sentence in draft.sentences:
        for old, new in CHANGES:
            if sentence.claims and old in sentence.text and old not in sentence.derived:
                tried += 1
                wrong = replace(sentence, text=sentence.text.replace(old, new), derived=frozenset())
                assert not check(wrong, facts).verified, wrong.text
    assert tried or not any(old in s.text for s in draft.sentences for old, _ in CHANGES)


@settings(max_examples=60, deadline=None)
@given(st.dates())
def test_a_date_stands_only_where_its_source_gives_it(day: object) -> None:
    facts = facts_of("When is WHCC-31?")
    draft = ledger.answer(facts)
    assert draft is not None
    source = draft.sentences[0].sources
    given_days = {"2031-05-05", "2031-05-09"}
    stands = check(Sentence(f"WHCC-31: {day}.", source), facts).verified
    assert stands == (str(day) in given_days)


def _letter() -> Source:
    documents = read()[0]
    document = next(doc for doc in documents.values() if doc.symbol == "HS-31/004")
    start = document.text.index("世界港口通信大会（WHCC-31）将于")
    return Source(document.id, start, start + 40)


LIES = [
    "WHCC-31 is held on 5–9 May 2031 in Madrid, Spain.",
    "WHCC-31 will be held in Lisbon on 10–21 September 2035.",
    "WHCC-35 is held on 5–9 May 2031 in Lisbon.",
    "WHCC-31 was cancelled on 5 May 2031 in Lisbon.",
    "WHCC-31 will not be held in Lisbon on 5–9 May 2031.",
    "WHCC-31 has been postponed from 5–9 May 2031.",
    "Lisbon offers free hotels to delegates on 5–9 May 2031.",
    "The theme of WHCC-31 is Lisbon 2031.",
    "Marta Oliveira signed the letter HS-31/004.",
    "林海生是WHCC-31的联系人。",
    "WHCC-31将于2031年5月5日至9日在葡萄牙里斯本取消。",
    "The telephone number is +351 21 555 0102.",
    "La WHCC-31 tendrá lugar en Lisboa del 5 al 12 de mayo de 2031.",
    "ВКПС пройдет в Лиссабоне 5–9 мая 2032 года.",
    "The conference is the best ever.",
    "It is held there.",
    "Delegates need a visa for Portugal.",
    "There are 14 vice-chairs at WHCC-31.",
]


@pytest.mark.parametrize("lie", LIES)
def test_a_lie_of_a_model_never_stands_whatever_it_cites(lie: str) -> None:
    facts = facts_of("When and where is WHCC-31?")
    from assistant.sentences import units

    spans = [unit.source for document in facts.documents.values() for unit in units(document)]
    for span in spans:
        assert not check_model(Sentence(lie, (span,)), facts).verified, (lie, span)


def test_a_true_sentence_of_a_model_stands() -> None:
    facts = facts_of("When and where is WHCC-31?")
    sentence = Sentence("WHCC-31 will be held in Lisbon, Portugal, from 5 to 9 May 2031.", (_letter(),))
    assert check_model(sentence, facts).verified


def test_a_sentence_without_a_source_never_stands() -> None:
    assert not check(Sentence("WHCC-31 is in Lisbon."), facts_of("Where is WHCC-31?")).verified


def test_a_quotation_with_a_word_changed_is_no_quotation() -> None:
    facts = facts_of("Has the Host Country Agreement been signed?")
    draft = quote(facts, choose(facts, None))
    quoted = next(sentence for sentence in draft.sentences if sentence.quoted)
    assert check(quoted, facts).verified
    changed = replace(quoted, text=quoted.text.replace("final stage", "first stage of 2 May 2031"))
    assert not check(changed, facts).verified

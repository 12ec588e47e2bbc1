"""When a quoted sentence settles a question for a date, a place or a deadline, and when it is only offered."""

from __future__ import annotations

from datetime import date

import pytest
from samples import answered, facts_about, text_of

from assistant.answer import Method, Status
from assistant.certainty import agreed, is_certain
from assistant.choice import Choice, Ranked
from assistant.draft import Source
from assistant.expected import kinds_asked
from assistant.fit import Signs
from assistant.restating import restated
from assistant.sentences import Unit, units

DAY = date(2031, 2, 20)
TEXTS = {
    "CR-31-004-E.md": """# World Pilot Congress (WPCO-31)

CR-31/004-E

6 February 2031

The World Pilot Congress (WPCO-31) will be held in Porto, Portugal, from 5 to 9 May 2031.

Pilots of WPCO-31 know the quays of Porto, where tugs whistled on 5 May.

Africa sails to WPCO-31 by RPM-AFR: Lagos counts on everyone from 3 to 5 March 2031.

WPCO-27, in Bergen, is what everyone remembers of 14 June 2027.

By the letter of 3 June 2030 the days of WPCO-31 were to be 12 to 16 May 2031.

Tugs whistle for WPCO-31 on 6 May 2031 and again on 8 May 2031.

Registration for WPCO-31 is what delegates think of before 1 April 2031.

Contributions to WPCO-31 are what secretaries think of before 8 April 2031.
""",
}


def sentence(text: str, question: str) -> tuple[bool, list[Unit]]:
    """Return whether the sentence with `text` settles `question`, and that sentence."""
    facts = facts_about(TEXTS, question, as_of=DAY)
    found = [unit for one in facts.documents.values() for unit in units(one) if text in unit.text]
    assert len(found) == 1
    return is_certain(facts, kinds_asked(facts), found), found


@pytest.mark.parametrize(
    ("question", "text", "certain"),
    [
        ("When is WPCO-31?", "will be held in Porto", True),
        ("When is WPCO-31?", "Lagos counts", False),
        ("When is WPCO-31?", "is what everyone remembers", False),
        ("When is WPCO-31?", "Tugs whistle for", False),
        ("When is WPCO-31?", "what delegates think", False),
        ("Which days of WPCO-31 did the letter of 3 June 2030 give?", "By the letter", True),
        ("Which days of WPCO-31 did the letter give?", "By the letter", False),
        ("Where is WPCO-31?", "Lagos counts", False),
        ("When is RPM-AFR for WPCO-31?", "Lagos counts", True),
        ("When is RPM-EUR for WPCO-31?", "Lagos counts", False),
        ("When is RPM-AFR for WPCO-31?", "will be held in Porto", False),
        ("What is the deadline for registration for WPCO-31?", "what delegates think", True),
        ("What is the deadline for registration for WPCO-31?", "what secretaries think", False),
        ("What is the deadline for registration for WPCO-31?", "will be held in Porto", False),
        ("When does registration for WPCO-31 close?", "will be held in Porto", False),
        ("What do tugs do?", "Lagos counts", True),
    ],
)
def test_a_sentence_settles_only_what_it_says_of_the_event_asked_about(
    question: str, text: str, certain: bool
) -> None:
    assert sentence(text, question)[0] is certain


def test_sentences_that_give_different_days_settle_nothing() -> None:
    facts = facts_about(TEXTS, "When is RPM-AFR for WPCO-31?", as_of=DAY)
    document = next(iter(facts.documents.values()))
    both = [unit for unit in units(document) if "Lagos" in unit.text or "Tugs" in unit.text]
    assert not is_certain(facts, kinds_asked(facts), both)


def test_only_what_is_asked_of_a_passage_in_another_language_is_said_again() -> None:
    where = facts_about(TEXTS, "WPCO-31的RPM-AFR在哪里举行？", as_of=DAY)
    when = facts_about(TEXTS, "WPCO-31的RPM-AFR什么时候举行？", as_of=DAY)
    unit = next(u for d in where.documents.values() for u in units(d) if "Lagos" in u.text)
    said = Source(unit.document_id, unit.start, unit.end)
    assert "2031" not in " ".join(restated(where, said))
    assert "2031" in " ".join(restated(when, said))
    assert restated(where, said)
    assert not set(restated(where, said)) & set(restated(when, said))


OLD = {
    "CR-31-004-E.md": """# World Pilot Congress (WPCO-31)

CR-31/004-E

6 February 2031

The World Pilot Congress (WPCO-31) will be held in Porto, Portugal, from 5 to 9 May 2031.
""",
}
NEW = """# World Pilot Congress (WPCO-31)

CR-31/004(Rev.1)-E

10 February 2031

Tugs whistle for WPCO-31, and Porto with them, {days}.
"""
RENEWED = "CR-31-004-Rev1-E.md"
QUESTION = "When is WPCO-31?"


def test_days_that_a_later_version_may_have_changed_are_not_verified() -> None:
    draft = answered(OLD | {RENEWED: NEW.format(days="19–23 May 2031")}, QUESTION, as_of=DAY)
    assert (draft.status, draft.method) == (Status.PARTIAL, Method.LEDGER)
    assert "5–9 May 2031" in text_of(draft)
    assert "19–23 May 2031" in text_of(draft)
    assert not any(sentence.verified for sentence in draft.sentences)


@pytest.mark.parametrize(
    ("days", "as_of"),
    [("all day", DAY), ("5–9 May 2031", DAY), ("19–23 May 2031", date(2031, 2, 9))],
)
def test_days_stand_where_the_later_version_gives_no_others_or_is_not_out_yet(days: str, as_of: date) -> None:
    texts = OLD | ({RENEWED: NEW.format(days=days)} if as_of >= date(2031, 2, 10) else {})
    draft = answered(texts, QUESTION, as_of=as_of)
    assert draft.status is Status.ANSWERED
    assert draft.sentences[0].verified


def test_days_stand_where_a_document_after_the_later_version_gives_them_again() -> None:
    note = OLD["CR-31-004-E.md"].replace("CR-31/004", "CR-31/009").replace("6 February", "15 February")
    texts = OLD | {RENEWED: NEW.format(days="19–23 May 2031"), "CR-31-009-E.md": note}
    assert answered(texts, QUESTION, as_of=DAY).status is Status.ANSWERED


def test_sentences_that_give_the_same_day_are_taken_together() -> None:
    texts = TEXTS | {
        "CR-31-005-E.md": "# WPCO-31: programme\n\n8 February 2031\n\nWPCO-31 takes place from 5 to 9 May 2031.\n"
    }
    facts = facts_about(texts, "When is WPCO-31?", as_of=DAY)
    every = [unit for one in facts.documents.values() for unit in units(one)]

    def choice(*texts: str) -> Choice:
        found = [next(unit for unit in every if text in unit.text) for text in texts]
        ranked = tuple(Ranked(unit, Signs(coverage=1.0, answer=6.0), frozenset()) for unit in found)
        return Choice(ranked, kinds=frozenset({"date"}))

    alike = choice("will be held in Porto", "takes place from")
    assert agreed(facts, alike) == pytest.approx(2 * alike.likelihood)
    apart = choice("will be held in Porto", "Lagos counts")
    assert agreed(facts, apart) == pytest.approx(apart.likelihood)

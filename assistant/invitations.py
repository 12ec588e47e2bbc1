"""Which letter invites to a conference, where a question takes another one for it."""

from __future__ import annotations

from assistant.asks import Ask
from assistant.documents_asked import in_one_language, is_held
from assistant.draft import Draft
from assistant.facts import Facts
from assistant.letters import symbol_told
from assistant.lexicon import lexicon
from ingest.documents import DocumentKind


def invitation(facts: Facts) -> Draft | None:
    """Tell the symbol of the letter that invites to the conference asked about.

    None where no letter is taken for it, or the one that is may be it.
    """
    question, subject = facts.question, facts.subject
    if not question.wants(Ask.PREMISE_CHECK) or "invitation" not in lexicon("concepts").names(question.text):
        return None
    if not question.symbols or is_held(facts) or not subject.explicit:
        return None
    letters = [
        document
        for document in facts.documents.values()
        if document.kind is DocumentKind.INVITATION
        and facts.main_conference[document.id] in subject.conferences
    ]
    told = in_one_language(facts, letters)
    said = tuple(sentence for document in told for sentence in symbol_told(facts, document))
    return Draft(said) if said else None

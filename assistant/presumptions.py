"""What a question takes for granted in a clause of its own: `Since the summit comes after it, how …`."""

from __future__ import annotations

import re
from dataclasses import replace

from assistant.answer import Status
from assistant.asked import Asked
from assistant.asks import Ask
from assistant.compound import is_from_ledger
from assistant.draft import Draft, Sentence
from assistant.parts import Answering
from assistant.verify import verify

_CLAUSE = re.compile(
    r"^\W*(?:既然|鉴于|由于|因为|考虑到)(?P<zh>[^，,。；;？?]{4,60})[，,](?P<rest>.+)"
    r"|^\W*(?:since|given that|seeing that|because|now that|as) (?P<en>[^,;?]{8,160}), (?P<rest_en>.+)"
    r"|^\W*(?:puisque?|étant donné que?|vu que?|comme) ?(?P<fr>[^,;?]{8,160}), (?P<rest_fr>.+)"
    r"|^\W*(?:ya que|dado que|puesto que|como) (?P<es>[^,;?]{8,160}), (?P<rest_es>.+)"
    r"|^\W*(?:поскольку|раз уж|раз|так как|учитывая, что) (?P<ru>[^,;?]{8,160}), (?P<rest_ru>.+)"
    r"|^\W*(?:بما أن|نظراً لأن|نظرا لأن|ما دام|حيث أن) ?(?P<ar>[^،,؛؟]{8,160})[،,] ?(?P<rest_ar>.+)",
    re.IGNORECASE | re.DOTALL,
)
_CHECK = {
    "zh": "{}，是吗？",
    "en": "Is it true that {}?",
    "fr": "Est-il vrai que {} ?",
    "es": "¿Es cierto que {}?",
    "ru": "Верно ли, что {}?",
    "ar": "هل صحيح أن {}؟",
}


def presumption_in(text: str) -> str | None:
    """Return, as a question, what a question takes for granted; None where no clause says it."""
    match = _CLAUSE.match(text)
    if match is None:
        return None
    language = next(each for each in _CHECK if match[each])
    return _CHECK[language].format(match[language].strip())


def with_correction(asked: Asked, answer: Answering) -> Asked:
    """Return what was answered, after what the ledger says against what the question takes for granted.

    A question that nothing answers is answered by that alone.
    """
    presumed = presumption_in(asked.facts.question.text)
    if presumed is None:
        return asked
    checked = answer(presumed, ())
    draft = verify(checked.draft, checked.facts) if checked.draft else None
    said = _corrections(checked, draft) if draft else ()
    if draft is None or not said:
        return asked
    told = asked.draft if asked.draft and asked.draft.status is Status.ANSWERED else None
    further = tuple(one for one in (told.sentences if told else ()) if one not in said)
    corrected = replace(told or draft, sentences=(*said, *further))
    return replace(asked, draft=corrected, parts=(checked, *asked.parts) if told is None else asked.parts)


def _corrections(checked: Asked, draft: Draft) -> tuple[Sentence, ...]:
    """Return the sentences that say otherwise, or in which order two events are held."""
    if not is_from_ledger(draft):
        return ()
    if checked.facts.question.wants(Ask.RELATION):
        return draft.sentences
    remarked = {remark.text for remark in draft.remarks}
    return tuple(sentence for sentence in draft.sentences if sentence.text in remarked)

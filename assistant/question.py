"""What a question asks for: its language, the attributes it wants, what it takes for granted."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from assistant.answer import Turn
from assistant.asks import APART, FOR_WHOM, TO_CONFIRM, Ask, asks_of
from assistant.items_asked import asks_parts, item_asked, more_items, part_asked
from assistant.lexicon import lexicon, listed, plain
from assistant.ordinals import value_of
from assistant.sayers import without_sayer
from assistant.tongue import language_of
from ingest.mentions.mention import Mention, MentionKind

_IMPLIED = {
    "agenda": "agenda draft",
    "host": "hosting government",
    "signatory": "signing letter circular",
    "symbol": "circular letter invitation reference_document",
    "issued": "circular letter invitation",
    "reference": "circular letter",
    "telephone": "invitation letter circular article",
    "fax": "invitation letter circular article",
    "email": "invitation letter circular website postal_address",
    "contact": "invitation letter circular",
    "format": "physical virtual",
    "confirmed": "confirmation approval agreement draft",
    "theme": "",
    "where": "venue_place hosting travel",
    "start": "opening",
    "end": "closing",
    "why": "reason",
    "relation": "statutory_period opening",
    "duration": "opening closing inclusion",
    "first": "first_of_kind",
    "deadline": "",
}
"""Concepts that say no more than the ask itself, by ask."""
EVENT_CONCEPTS = listed(
    "youth partnership preparation consensus celebration women site_visit advisory_group debate "
    "high_level opening closing exhibition"
)
"""Concepts that may be part of an event's name."""
_OF_CONFERENCES = listed(
    "host_agreement fellowship registration visa passport hotel accommodation fee"
    " insurance vaccination currency electricity weather dress_code shuttle parking badge interpretation"
    " contribution sponsor airport"
)
"""Concepts of things that a conference has, whatever meeting of it was spoken of before."""
_NUMBERED = re.compile(
    r"第\s*\d+\s*号|\b(?:decision|resolution|recommendation|recommandation|resolucion|recomendacion|решени\w+"
    r"|резолюци\w+|circular)\s*(?:no?\.?\s*|n[o°º]\.?\s*|№\s*)?\d|(?:القرار|المقرر|التوصيه)\s*\d"
)
"""A text that is named by its number; for `plain` text."""
_ORDINAL = (
    re.compile(r"第([一二三四五六\d])(?:次|个|场|届)"),
    re.compile(r"\b(first|second|third)\b(?: one| meeting| irm| inter)?"),
    re.compile(r"\b(premiere?|deuxieme|seconde|primer[ao]?|segund[ao]|перво|перва|второ|втора|трет)\w*"),
    re.compile(r"\b(الاول|الثاني|الثالث)\w*"),
)
FOLLOW = re.compile(
    r"^[\s¿¡]*(?:那么?|还有|and\b|n\b|&|what about|how about|et\b|y\b|а\b|и\b|ماذا عن|و)"
    r"|它|其|此次|这是|那是|该会|该活动|这次|这个|那个|前者|后者"
    r"|\b(?:it|its|that one|this one"
    r"|the second one|the first one|the other one|they|them|there|then|elle|il|celle-ci|celui-ci|ella|él"
    r"|esa|ese|esta"
    r"|он|она|оно|его|её|ее|они|их|это|этот|эта)\b|هو|هي|ذلك|هذا|هذه",
    re.IGNORECASE,
)
DURING = re.compile(r"期间|\bduring\b|\bpendant\b|\bdurante\b|во время|\bв ходе\b|خلال|اثناء")
SET_PHRASES = re.compile(
    r"\b(?:avoir|aura|auront|eu|ait|avait|aurait) lieu\b|\ben vue d(?:e|u|es)\b|\bcon miras a\b"
    r"|\bfinal acts?\b|\bactes? finals?\b|\bactes finaux\b|\bactas finales\b|\bзаключительн\w+ акт\w*"
    r"|最后文件"
    r"|\bin view of\b|\bпо итогам\b|\bà l'issue d"
    r"|\b(?:tener|tienen?|tendran?|tendrán?|tendría|tuvo|tuvieron|tengan?) lugar\b|من أجل|من اجل",
    re.IGNORECASE,
)
"""Phrases whose words would mean something else alone: `avoir lieu` asks for no place."""
_OF_ITS_OWN = re.compile(
    r"哪[些类种方]|什么[样人]|第几[条款号]|\b(?:what|which) (?:sort|kind|type)s? of\b"
    r"|\bquel(?:le)?s? (?:type|genre"
    r"|sorte)s? d"
    r"|\bque (?:tipo|clase)s? de\b|\bкакого рода\b|\bwhich (?!ones?\b|of\b)(?:[\w-]+ ){1,4}"
    r"(?:is|are|was|were|will|does|do|did|can|should)\b"
    r"|^(?:and |so |et |y |¿y |а |и )?(?:if i\b|if we\b|si (?:je|nous|yo|ya|nosotros)\b|если (?:я|мы)\b|اذا)"
    r"|如果|要是|万一"
    r"|\bquel(?:le)?s (?!sont\b)\w+|\bque \w+s (?:son|se|estan|pueden)\b|\bкак(?:ие|их|им) \w+"
    r"|[做干]什么|做(?:些)?啥|任务"
    r"|\bwhat (?:is|are|was|were|does|do|did|will|should|would) (?:[\w-]+ ){1,5}do\b"
    r"|\bque (?:fait|font|fera|feront)\b|\ba quoi (?:sert|servent|servira)\b|\bpara que sirven?\b"
    r"|\bque (?:hace|hacen|hara|haran)\b"
    r"|\bчто (?:\w+ ){0,3}(?:делает|делают|сделает|сделать|должн\w+ делать)\b"
    r"|ماذا (?:ي|ت|سي|ست)?فعل"
)
"""What a follow-up asks for by a noun of its own, so that it doesn't ask what the one before asked."""
ITS_TIME = re.compile(
    r"^(?:那么?)?(?:它|该会|该活动|这个|那个)[^的什哪何]{0,12}[前后间](?!.*(?:的|什么|哪|何))"
    r"|\b(?:is|was|were|will|does|did) (?:it|they|this|that)\b.{0,20}\b(?:before|after|during)\b"
    r"|-(?:t-)?(?:elles?|ils?)\b.{0,20}\b(?:avant|apres|pendant)\b"
    r"|\b(?:он|она|оно|они) .{0,20}\b(?:до|после)\b"
)
"""Words that ask whether what was spoken of comes before, after or during something; for `plain` text."""
EITHER = re.compile(
    r"还是|\b(?:before|after|during) or\b|\b(?:avant|apres|pendant) ou\b|\b(?:antes|despues|durante) o\b"
    r"|\b(?:до|после|во время) или\b|(?:قبل|بعد|خلال) (?:ام|او)\b"
)
"""Words by which a question sets two times against each other; for `plain` text."""
_EDITION = re.compile(r"[a-zа-я]{2,}-\d{1,2}")
_RANKS = frozenset({Ask.FIRST, Ask.LAST, Ask.EARLIER, Ask.LONGER})
_SHORT, _BARE = 60, 30
"""Characters of a follow-up that says little itself, and of one that says no more than its ask."""
_DONE = listed(
    "choice approval decision_text authorisation proposal confirmation receipt nomination invitation"
)
"""Concepts of what is done on a day."""


@dataclass(frozen=True, slots=True)
class Question:
    """A question and what was understood of it without looking anything up.

    `topics` are the concepts it names besides what `asks` already say; `item` and `part` an agenda
    item or part by number, `more_items` further ones, `ordinals` the n-th of a series; `dates`, `places`
    and `people` are what it mentions itself; `follows` is true where it leans on what was said before.
    """

    text: str
    language: str
    asks: frozenset[Ask] = frozenset()
    topics: frozenset[str] = frozenset()
    dates: tuple[Mention, ...] = ()
    places: tuple[Mention, ...] = ()
    symbols: tuple[str, ...] = ()
    item: str | None = None
    more_items: tuple[str, ...] = ()
    part: int | None = None
    parts: bool = False
    ordinals: tuple[int, ...] = ()
    follows: bool = False
    inherited: bool = False
    earlier: tuple[Question, ...] = ()

    @property
    def ordinal(self) -> int | None:
        """Which one of a series is asked about, None where it is none or several."""
        return self.ordinals[0] if len(self.ordinals) == 1 else None

    @property
    def stands_alone(self) -> bool:
        """Whether it points to no question before it and names a thing of its own."""
        named = bool(self.topics & _OF_CONFERENCES or _NUMBERED.search(plain(self.text)))
        return named and not (self.follows or self.inherited)

    def wants(self, *asks: Ask) -> bool:
        """Return whether any of `asks` is asked for."""
        return bool(self.asks & set(asks))


def understand(text: str, history: tuple[Turn, ...] = (), language: str | None = None) -> Question:
    """Return what `text` asks, completed from `history` where it leans on it; pure, no index needed."""
    from ingest.mentions.dates import find_dates
    from ingest.mentions.places import find_places
    from ingest.symbols import find_symbols

    earlier = tuple(understand(turn.question) for turn in history)
    tongue = language or language_of(text, earlier[-1].language if earlier else None)
    own = plain(text)
    worded = SET_PHRASES.sub(" ", without_sayer(text))
    symbols = tuple(mention.value for mention in find_symbols(text))
    part = part_asked(own)
    asks = asks_of(worded, own, symbols)
    topics = lexicon("concepts").names(TO_CONFIRM.sub(" ", plain(worded))) - {
        concept for ask in asks for concept in _IMPLIED.get(ask, "").split()
    }
    if "host_agreement" in topics:
        topics -= {"agreement", "hosting"}
        asks -= {Ask.HOST}
    if "fee" in topics and topics & {"participation", "registration"}:
        topics -= {"budget"}  # What taking part costs, not what the conference does.
    topics -= {"previous_edition", *(("next_edition",) if earlier else ())}
    if asks & {Ask.START, Ask.RELATION} and (Ask.WHEN in asks or APART.search(own)):
        topics -= {"openness"}
    if topics & {"documents_available", "information"}:
        asks -= {Ask.WHERE}
    question = Question(
        text=text.strip(),
        language=tongue,
        asks=asks,
        topics=topics,
        dates=tuple(mention for mention in find_dates(text) if not _is_edition_year(mention)),
        places=tuple(
            mention
            for mention in find_places(text)
            if mention.kind is MentionKind.PLACE and not _names_a_text(text, mention)
        ),
        symbols=symbols,
        item=None if part else item_asked(own, [plain(turn.question) for turn in history]),
        more_items=() if part else more_items(own),
        part=part,
        parts=asks_parts(own),
        ordinals=_ordinals(own),
        follows=bool(FOLLOW.search(own)) and bool(earlier),
        earlier=earlier,
    )
    if earlier and not symbols and not _EDITION.search(own) and len(own) < _SHORT:
        question = replace(question, symbols=earlier[-1].symbols)
    if earlier and topics & {"choice", "approval"} and asks <= {Ask.WHO, Ask.WHEN} and asks:
        asks |= earlier[-1].asks & {Ask.THEME}  # Who chose it, after what the theme is.
        question = replace(question, asks=asks)
    if earlier and _asks_when_it_was_done(question, own):
        # On which day, after who decided, chose or signed it: the day of that, not of the meeting.
        before = earlier[-1]
        day = Ask.ISSUED if before.wants(Ask.SIGNATORY) else Ask.WHEN
        theme = frozenset[Ask]().union(*(turn.asks for turn in earlier[-2:])) & {Ask.THEME}
        asks, topics = (before.asks - {Ask.SIGNATORY}) | {day} | theme, topics | before.topics
        return replace(question, asks=asks, topics=topics, inherited=True)
    if earlier and _THEIR_NAMES.search(own) and (held := earlier[-1].topics & OFFICES):
        return replace(question, asks=frozenset({Ask.WHO}), topics=topics | held, inherited=True)
    if earlier and not topics and _HOW_MANY_OF_THEM.search(own) and (held := earlier[-1].topics & OFFICES):
        return replace(question, asks=frozenset({Ask.COUNT}), topics=held, inherited=True)
    slight = {Ask.PREMISE_CHECK, Ask.EARLIER, Ask.LIST, Ask.FIRST, Ask.LAST, Ask.ROLE}
    related = DURING.search(own) or EITHER.search(own) or ITS_TIME.search(own)
    substance = asks - slight - (set() if related else {Ask.RELATION})
    of_its_own = bool(_OF_ITS_OWN.search(own) or FOR_WHOM.search(own)) and not asks & _RANKS
    if _EDITION.search(own) and not question.follows and (question.dates or question.places):
        of_its_own = True  # Whether a conference is at a place or on a day is asked whole.
    if earlier and not substance and not (topics - EVENT_CONCEPTS) and not of_its_own:
        part = question.part or (earlier[-1].part if question.follows else None)
        question = replace(question, asks=asks | earlier[-1].asks, part=part, inherited=True)
    return question


OFFICES = listed("minister secretary_general director chair vice_chair spokesperson")
"""Concepts of offices that a person holds."""
_THEIR_NAMES = re.compile(
    r"(?:他|她)们?(?:的|各)?(?:姓名|名字|叫什么|都?是谁|是哪[几些]?[位个])|\b(?:their|his|her) names?\b"
    r"|\bwho (?:are|is) (?:they|he|she)\b|\bleurs? noms?\b|\bson nom\b|\bcomment s'appell\w+"
    r"|\bsus? nombres?\b|\bcomo se llaman?\b|\bкак (?:их|его|ее) зовут\b|\bих имена\b|اسما[ءو]?ه[مؤ]?م?"
)
"""Words that ask for the names of those spoken of before; for `plain` text."""
_HOW_MANY_OF_THEM = re.compile(
    r"(?:他|她)们[^，,。？?]{0,6}(?:几|多少)|(?:有|共|设)(?:几|多少)[名位个]|\bhow many (?:of them"
    r"|are there|will there be)\b"
    r"|\bcombien (?:sont|seront)[- ]ils\b|\bcuantos (?:son|seran|hay)\b|\bсколько их\b|كم عدده"
)
"""Words that ask the number of those spoken of before; for `plain` text."""


def _asks_when_it_was_done(question: Question, text: str) -> bool:
    """Return whether a question asks only for a day, after one who did something with a document or theme."""
    before = question.earlier[-1]
    bare = question.asks == {Ask.WHEN} and not (question.topics or question.dates or _EDITION.search(text))
    done = before.wants(Ask.SIGNATORY) or (before.wants(Ask.WHO) and bool(before.topics & _DONE))
    return bare and done and len(text) <= _BARE


_TEXT_OF = (
    re.compile(
        r"\s*(?:行动计划|行动纲领|宣言|共识|\b(?:action plan|plan of action|declaration)\b)", re.IGNORECASE
    ),
    re.compile(
        r"(?:plan d'action|déclaration|plan de acción|declaración|план\w* действий|деклараци\w+"
        r"|خطة عمل|إعلان)"
        r"\s+(?:de |d'|du |en )?$",
        re.IGNORECASE,
    ),
)
"""What stands after and before a place that a text is called by: the Riga Action Plan."""


def _names_a_text(text: str, place: Mention) -> bool:
    """Return whether a place is the name of a text that was adopted there."""
    after, before = _TEXT_OF
    return bool(after.match(text, place.end) or before.search(text[: place.start]))


def _is_edition_year(mention: Mention) -> bool:
    return len(mention.value) == 4 and mention.value.isdigit()


def _ordinals(text: str) -> tuple[int, ...]:
    found = (value_of(match.group(1)) for pattern in _ORDINAL for match in pattern.finditer(text))
    return tuple(dict.fromkeys(number for number in found if number))

"""How far the noun phrase around an event's head noun reaches, by language."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ingest.mentions.vocabulary import Head, bounded, heads, modifiers

_REACH = 90


@dataclass(frozen=True, slots=True)
class Phrase:
    """A noun phrase whose head names an event: `start`–`end` covers it, `head_start` its head.

    `proper` is True where it holds words that make it a name (not only words such as `youth`),
    `determined` where a word such as `the` or 该 points back, `ordinal` the number in `second …`.
    """

    start: int
    end: int
    head_start: int
    head_end: int
    head: Head
    language: str
    concepts: tuple[str, ...] = ()
    proper: bool = False
    determined: bool = False
    ordinal: int | None = None


_ZH_STOP = re.compile(
    r"[^\u4e00-\u9fffA-Za-z0-9/·+-]"
    r"|的|了|将|在(?!线)|举办|举行|召开|召集|主办|承办|开展|进行|出席|参加|参与|关于|有关|介绍|通知"
    r"|邀请|为(?!期)"
    r"|和(?!平)|与(?!会)|及|或|向(?!导)|由|从|至|到|对(?!话)|是|把|被|并|使|亦|还|也|就|以"
    r"|该|此|本(?!地|土)|这|其|上述|下述|下届|上届|下一届|上一届|历届|每届|两届|各届|一届|届时|任何"
    r"|所有|各个|各"
    r"|即将|预计|通过|批准|组织|包括|支持|推迟|取消|确认|同意|决定|主持|启动|安排|计划|拟|定于|继|自"
    r"|注意|提交|递交|转交|呈交|提请|阻止|妨碍|不得|必须|可以|没有|承诺|宣布|前往|赶赴|协助|确保"
    r"|给|于|年度|类|(?<=[\d ])[年月日号]|[一二三四五六七八九十两几多\d]+[个次场期]|如下|以下|国际电联"
)
_ZH_ORDINAL = re.compile(r"(?:首[次届个]|第([一二三四五六七八九十\d]+)[次届个]?)")
_ZH_DETERMINER = re.compile(r"(?:该|此|本|这|上述|这一|此次|本次|这次|本届|该次|此届)[次个届]?$")
_ZH_NUMBER = {char: number for number, char in enumerate("一二三四五六七八九十", 1)}

_DETERMINER = {
    "en": r"the|this|that|these|its|said",
    "fr": r"la|le|les|l'|cette|ce|cet|ces|ladite|ledit",
    "es": r"la|el|los|las|esta|este|dicha|dicho|del|al",
    "ru": r"эта|этот|эту|этой|этом|этого|данн[а-я]+|указанн[а-я]+|настоящ[а-я]+",
    "ar": "هذا|هذه|ذلك|تلك",
}
_ORDINALS = {
    "en": (r"first|1st", r"second|2nd", r"third|3rd", r"fourth|4th", r"fifth|5th", r"sixth|6th"),
    "fr": (
        r"premi(?:er|ère)|1(?:re|er)",
        r"deuxième|seconde?|2e",
        r"troisième|3e",
        r"quatrième|4e",
        "cinquième|5e",
    ),
    "es": (r"primer[ao]?|1\.?ª", r"segund[ao]|2\.?ª", r"tercer[ao]?|3\.?ª", r"cuart[ao]", r"quint[ao]"),
    "ru": (r"перв[а-я]{2,3}|1-[а-я]{1,2}", r"втор[а-я]{2,3}|2-[а-я]{1,2}", r"трет[а-я]{2,3}|3-[а-я]{1,2}"),
    "ar": ("الأولى|الأول", "الثانية|الثاني", "الثالثة|الثالث", "الرابعة|الرابع"),
}
_EN_BEFORE = re.compile(
    r"(?:(?:[A-Z][\w'/&+-]*(?:\.(?=\w)[\w-]+)*|[A-Z]{2,}[\w-]*|\d+(?:st|nd|rd|th)|regional|preparatory"
    r"|inter-?regional|coordination"
    r"|youth|high-level|ministerial|annual|global|international|physical|virtual|online|in-person"
    r"|informal|joint"
    r"|first|second|third|fourth|fifth|sixth|next|final|opening|closing|special|extraordinary|technical"
    r"|women's"
    r"|digital|development|side|pre-conference|working|expert|initial|advance|innovation|welcome"
    r"|official|plenary"
    r"|and|on|of|for|the|in|&)[ ]+(?:\n[ ]*(?!\n))?)*$"
)
_EN_TRIM = re.compile(
    r"^(?:(?:and|on|of|for|the|in|&|The|In|On|At|For|This|From|During|After|Before|Following|Its"
    r"|As|By|To|Its|Their|Our|Each|All|An?|These|Those|Please|With|Two|Three|Four|Five|Six|Both|Several"
    r"|Since|When|While|Mr|Ms)\s+)+"
)
_EN_AFTER = re.compile(
    r"(?:[ ]+(?:on|of|for)[ ]+(?:the[ ]+)?(?:[A-Z][\w'/-]*|RPMs?)"
    r"(?:(?:[ ]+|,[ ]+)(?:(?:and|of|on|for|the|in|&)[ ]+){0,2}[A-Z][\w'/-]*)*)?"
)
# The rest of the name that a line opens with: `Workshop on solar buoys: …`.
_EN_TITLE = re.compile(r"[ ]+(?:on|of|for)[ ]+[^:\n.;,()\d]{3,60}(?=:)")
_LINE_START = re.compile(r"(?:^|\n)[ \t]*(?:[-–•*]|\d{1,2}[.)])?[ \t]*$")
_STOPS = {
    "fr": r"se|\w+(?:era|eront|erait|eraient|ira|iront|dra|dront|drait)|sera|seront|aura|auront|est"
    r"|sont|a|ont|qui|que|dont|à|au|aux|en|dans|lors|avant|après|pendant|durant"
    r"|par|avec|où|ainsi|pour\s+l[ae]\s+période|prévue?s?|organisée?s?|tenue?s?|doit|devrait|s'est"
    r"|s'ouvrira|était"
    r"|entre|vers|afin|n'aura|ne|du\s+\d|le\s+\d|les\s+\d|accueillera|jusqu|depuis|selon|sous|il|elle"
    r"|comme|sur\s+invitation",
    "es": r"se|\w+(?:rá|rán|ría|rían)|será|serán|tendrá|tendrán|es|son|ha|han|que|cuyo|cuya|en|a|al"
    r"|durante|antes|después|por|con|donde"
    r"|prevista?|organizada?|celebrada?|debe|debería|fue|fueron|estaba|está|entre|hacia|no|del\s+\d"
    r"|el\s+\d|los\s+\d"
    r"|tuvo|acogerá|hasta|desde|según|bajo|como|como\s+parte",
    "ru": r"[а-я]+(?:ется|ится|ются|ятся|[аиоы]л[аои]?сь|[аи]лся)|долж[а-я]+|намерен[а-я]*|состо[а-я]+"
    r"|пройд[а-я]+|прош[её]?л[а-я]*|проход[а-я]+|провод[а-я]+|провед[а-я]+|будет|будут|был[аио]?"
    r"|в|на|с|со|до|после|перед|во|к|от|из|при|под|за|который|которая|которое|которые|является"
    r"|запланирован[а-я]*"
    r"|перенес[а-я]+|отмен[а-я]+|открыва[а-я]+|откро[а-я]+|намечен[а-я]*|не|года?|продл[а-я]+|начн[а-я]+"
    r"|заверш[а-я]+",
    "ar": r"في|من|إلى|خلال|قبل|بعد|أثناء|على|عن|سوف|قد|التي|الذي|حيث|وذلك|يوم|يومي|لعام|عام|سنة"
    r"|المقرر|المزمع"
    r"|المقررة|سي\S+|ست\S+|ي[عن]قد|ت[عن]قد|عقد|عقدت|كان|كانت|بدعوة|إذ|ثم|بين|حتى|هو|هي|لن|لم|أن|إن",
}
_ADJECTIVE = {
    "fr": r"(?:(?:premi(?:er|ère)|deuxième|troisième|quatrième|cinquième|prochaine?|grande?"
    r"|nouvelle|\d+e)\s+)*$",
    "es": r"(?:(?:primer[ao]?|segund[ao]|tercer[ao]?|cuart[ao]|quint[ao]|próxim[ao]|gran|nueva"
    r"|\d+\.?ª)\s+)*$",
    "ru": r"(?:(?:[А-ЯЁа-яё-]+(?:ая|яя|ой|ей|ую|юю|ый|ий|ое|ее|ого|его|ому|ему|ым|им|ом|ем|ые|ие|ых|их"
    r"|ыми|ими)"
    r"|\d+-[а-я]{1,2})\s+)*$",
    "ar": r"$",
}


def phrases(text: str, language: str) -> list[Phrase]:
    """Return the noun phrases of `text` (already levelled) whose head is an event noun of `language`."""
    pattern, table = heads(language)
    found = []
    for match in pattern.finditer(text):
        group = match.lastgroup or ""
        extend = _EXTEND.get(language, _extend_after)
        phrase = extend(text, match.start(group), match.end(), match.start(), table[group], language)
        if phrase is not None:
            found.append(phrase)
    return found


def _extend_zh(text: str, head_start: int, head_end: int, _: int, head: Head, language: str) -> Phrase | None:
    before = text[max(0, head_start - 40) : head_start]
    cut = 0
    position = len(before)
    bracket = re.search(r"[\u4e00-\u9fff]\(([A-Za-z0-9+ -]+)\)[\u4e00-\u9fff]*$", before)
    floor = bracket.end(1) + 1 if bracket else 0
    for match in _ZH_STOP.finditer(before, floor):
        cut = match.end()
    if bracket and cut <= floor and not _ZH_STOP.search(before, floor):
        inner = 0
        for match in _ZH_STOP.finditer(before, 0, bracket.start(1) - 1):
            inner = match.end()
        cut = inner
    start = max(0, head_start - 40) + cut
    while start < head_start and text[start] in "次个届项场":
        start += 1
    ordinal = None
    lead = text[start:head_start]
    number = _ZH_ORDINAL.match(lead)
    if number:
        digits = number.group(1)
        ordinal = (
            1 if digits is None else _ZH_NUMBER.get(digits) or (int(digits) if digits.isdigit() else None)
        )
        if number.end() == len(lead) or head.kind not in _NUMBERED_NAMES:
            start += number.end()
            lead = text[start:head_start]
    determined = bool(_ZH_DETERMINER.search(text[max(0, start - 3) : start]))
    return _judge(
        text, start, head_end, head_start, head_end, head, language, lead, determined, ordinal, position
    )


def _extend_en(text: str, head_start: int, head_end: int, _: int, head: Head, language: str) -> Phrase | None:
    floor = max(0, head_start - _REACH)
    before = text[floor:head_start]
    match = _EN_BEFORE.search(before)
    start = floor + match.start() if match else head_start
    other = list(re.finditer(r"\b(?:of|for|on|to|in) the ", text[start:head_start]))
    if other:
        start += other[-1].end()
    while trim := _EN_TRIM.match(text[start:head_start]):
        start += trim.end()
    while text[start].isspace():
        start += 1
    opens = _LINE_START.search(text[max(0, start - 8) : start])
    titled = _EN_TITLE.match(text, head_end) if opens else None
    after = titled or _EN_AFTER.match(text, head_end)
    end = after.end() if after and text[head_start].isupper() else head_end
    lead = text[start:head_start] + (" " + text[head_end:end] if end > head_end else "")
    determined = bool(
        re.search(r"\b(?:the|this|that|its)\s+$", text[max(0, start - 8) : start], re.IGNORECASE)
    )
    return _judge(text, start, end, head_start, head_end, head, language, lead, determined, None, 0)


def _extend_after(
    text: str, head_start: int, head_end: int, whole: int, head: Head, language: str
) -> Phrase | None:
    adjectives = re.search(
        _ADJECTIVE[language], text[max(0, head_start - _REACH) : head_start], re.IGNORECASE
    )
    start = max(0, head_start - _REACH) + adjectives.start() if adjectives and language != "ar" else whole
    start = min(start, head_start)
    stop = re.compile(
        rf"\s(?:{_STOPS[language]})(?!\w)|[^\w\s'/\u064b-\u0652\u0640-]|\d|\n|\s[A-ZА-ЯЁ]{{2,}}-?\d",
        re.IGNORECASE,
    )
    limit = min(len(text), head_end + _REACH)
    match = stop.search(text, head_end, limit)
    end = match.start() if match else limit
    if not match and limit < len(text):
        end = text.rfind(" ", head_end, limit)
    end = max(head_end, end)
    while text[end - 1 : end].isspace():
        end -= 1
    lead = (text[start:head_start] if language != "ar" else "") + " " + text[head_end:end]
    found = re.search(
        rf"(?:^|[\s(])(?:{_DETERMINER[language]})\s*$", text[max(0, start - 12) : start], re.IGNORECASE
    )
    determined = bool(found) or (language == "ar" and "ال" in text[whole:head_start]) or language == "ru"
    return _judge(text, start, end, head_start, head_end, head, language, lead, determined, None, 0)


def _judge(
    text: str,
    start: int,
    end: int,
    head_start: int,
    head_end: int,
    head: Head,
    language: str,
    lead: str,
    determined: bool,
    ordinal: int | None,
    _: int,
) -> Phrase:
    """Return the phrase with the concepts its other words stand for, and whether words are left over."""
    rest = lead
    concepts = []
    for concept, pattern in modifiers(language):
        if pattern.search(rest):
            concepts.append(concept)
            rest = pattern.sub(" ", rest)
    for number, pattern_text in enumerate(_ORDINALS.get(language, ()), 1):
        whole = re.compile(bounded(pattern_text, language), re.IGNORECASE)
        if whole.search(rest):
            ordinal = number
            rest = whole.sub(" ", rest)
    rest = _EMPTY[language].sub(" ", rest)
    proper = len(re.findall(r"\w", rest)) >= (3 if language == "zh" else 4)
    return Phrase(
        start, end, head_start, head_end, head, language, tuple(concepts), proper, determined, ordinal
    )


_EMPTY = {
    "zh": re.compile("全球|国际|世界|年度|下一|各区域|实体|线上|虚拟|线下|专题|重要"),
    "en": re.compile(
        r"(?<!\w)(?:the|of|on|for|and|in|a|next|annual|physical|virtual|online|in-person|global"
        r"|international|final)(?!\w)",
        re.I,
    ),
    "fr": re.compile(
        r"(?<!\w)(?:de|des|du|la|le|les|l'|d'|et|pour|sur|prochaine?|annuelle|physique|virtuelle"
        r"|mondiale?|internationale?)",
        re.I,
    ),
    "es": re.compile(
        r"(?<!\w)(?:de|del|la|el|los|las|y|para|sobre|próxim[ao]|anual|presencial|virtual|mundial"
        r"|internacional)(?!\w)",
        re.I,
    ),
    "ru": re.compile(
        r"(?<!\w)(?:и|по|для|о|об|следующ[а-я]+|ежегодн[а-я]+|очн[а-я]+|виртуальн[а-я]+|глобальн[а-я]+"
        r"|международн[а-я]+|всемирн[а-я]+)(?!\w)",
        re.I,
    ),
    "ar": re.compile("العالمي|الدولي|القادم|المقبل|السنوي|الافتراضي"),
}
_NUMBERED_NAMES = frozenset({"conference"})
_EXTEND = {"zh": _extend_zh, "en": _extend_en}

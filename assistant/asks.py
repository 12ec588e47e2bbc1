"""What questions ask for, by their cues."""

from __future__ import annotations

import re
from enum import StrEnum

from assistant.lexicon import lexicon
from assistant.quantities import OF_TEXT


class Ask(StrEnum):
    """What a question wants to know; the names are those of `cues.tsv`."""

    WHEN = "when"
    WHERE = "where"
    DURATION = "duration"
    START = "start"
    END = "end"
    DEADLINE = "deadline"
    SIGNATORY = "signatory"
    CONTACT = "contact"
    TELEPHONE = "telephone"
    FAX = "fax"
    EMAIL = "email"
    URL = "url"
    THEME = "theme"
    AGENDA = "agenda"
    COUNT = "count"
    SYMBOL = "symbol"
    ISSUED = "issued"
    FIRST = "first"
    LAST = "last"
    LONGER = "longer"
    EARLIER = "earlier"
    RELATION = "relation"
    FORMAT = "format"
    CONFIRMED = "confirmed"
    HOST = "host"
    LIST = "list"
    WHICH_EVENT = "which_event"
    COMPARE = "compare"
    WHY = "why"
    WHO = "who"
    ROLE = "role"
    PREMISE_CHECK = "premise_check"
    REFERENCE = "reference"
    DISAGREE = "disagree"
    WEEKDAY = "weekday"
    DOCUMENT = "document"


_NO_NUMBER = re.compile(r"[哪这那第前后头好]几[\u3400-\u9fff]")
"""Chinese words that begin as a question for a number does: which ones, these few, the how-manieth."""
_RELATIVE = re.compile(
    r"(?<!\bpar )(?<!\bde )(?<!\ba )(?<!\bpour )(?<!\bavec )(?<!\bchez )(?<!\bet )(?<!\bmais )"
    r"(?<=[^\W\d_] )(?:qui|who|whose)(?= (?:\w+ )?(?:a|ont|est|sont|sera|seront|doit|doivent|invit\w*"
    r"|annonc\w*|concern\w*|precis\w*|fix\w*|are|is|want|wants|need|needs|will|have|cannot|can't)\b)"
    r"|\bc(?:e|eux|elles?|elui)(?: qui\b)"
)
"""Relative pronouns, which ask for nobody; for `plain` text."""
_WITH_THE_HOST = re.compile(
    r"[与和同跟](?:主办国|东道国|举办国|承办国)|\b(?:with|by|from) the host (?:country|government|nation)\b"
    r"|\bavec le pays hote\b|\bcon el pais anfitrion\b|"
    r"\bс (?:принимающ|стран)\w+(?: стран\w+| ?-?организатор\w*)"
    r"|مع البلد المضيف"
)
"""Words that name the host as the one with whom something is done; for `plain` text."""
_MEANWHILE = re.compile(r"(?<=\w )(?<!\band )when (?:they|we|you|i|it|he|she|\w{3,}ing)\b(?=.*\w)")
_OPEN = re.compile(r"^\W*(?:[^,?]{2,40}, )?(?:what|which|who|whom|how|why)\b")
"""A question that begins with a word that asks: a later `when they` tells of the time; for `plain` text."""
_OF_TIME = re.compile(r"时间表|时间安排|时刻表")
"""Chinese words that begin as a question for the time does."""
_BY_WHICH_WAY = re.compile(
    r"怎么(?:去|走|到|过去|前往)|如何(?:前往|到达|去)|\bhow (?:do|can|to|should) [^?]{0,12}\b(?:get|go"
    r"|travel|reach)\b"
    r"|\bcomment (?:aller|se rendre|me rendre|rejoindre)\b|\bcomo (?:llegar|llego|ir|se llega|puedo llegar)\b"
    r"|\bкак (?:добраться|доехать|проехать|попасть)\b|كيف (?:اصل|نصل|يمكن الوصول|يمكنني الوصول)"
)
"""Words that ask for the way to a place, not for the place; for `plain` text."""
_CONCERNING = re.compile(
    r"(?:^|[，,。；;：:])\s*(?:就|对|对于|围绕|关于|针对)[^，,。；;？?]{2,40}(?:[，,]|(?=征|进行|作出"
    r"|做出|磋商|协商))"
)
"""What a Chinese question is about, set before what it asks; for `plain` text."""
APART = re.compile(
    r"[晚早迟差隔](?:了|于|着)?(?:多少|几)天|(?:相隔|相差|间隔|之间)|(?:之后|以后|结束后?|闭幕后?"
    r"|后)的?(?:第)?(?:多少|几)天"
    r"|(?:结束|闭幕|开幕|开始|举行)(?:多少|几)天(?:之|以)?[后前]|(?:多少|几)天(?:之|以)?[后前](?:才"
    r"|就)?(?:开幕|开始|举行|召开)"
    r"|\bhow many days? (?:\w+ ){0,3}(?:later|earlier|after|before|between|apart)\b"
    r"|\bby how many days?\b|\bde combien de jours\b|\bpor cuantos dias\b"
    r"|\bhow (?:long|much|many weeks) (?:later|earlier|after|before|between)\b"
    r"|\bcombien de jours (?:\S+ ){0,3}(?:apres|avant|entre|separent)\b"
    r"|\bcuantos dias (?:\w+ ){0,2}(?:despues|antes|entre|separan)\b"
    r"|\b(?:на )?сколько дне[ий] (?:\w+ )?(?:позже|раньше|между|после)\b|كم يوما? (?:بعد|قبل|بين)"
)
"""Words that ask how far two days lie apart, not how long something lasts; for `plain` text."""
_FOUND_OUT = re.compile(
    r"\bwhere (?:\w+ )?(?:i|we|one|you|delegates|participants|they) (?:can )?(?:find|get|read|see|learn"
    r"|download|look|check|obtain)\b|哪[里儿](?:\w{0,3}(?:查|找|看|了解|获取|下载))"
    r"|\bou (?:peut-on|puis-je|pouvons-nous|on peut|je peux|trouver|trouve-t-on)\b"
    r"|\bdonde (?:se )?(?:puede|puedo|podemos|encuentro|encontrar)\b"
    r"|\bгде (?:можно |я могу )?(?:найти|узнать|прочитать|посмотреть|скачать)\b|اين (?:يمكن|اجد|نجد)"
)
"""Words that ask where something is to be read, not where it takes place; for `plain` text."""
_SETTLED = re.compile(
    r"(?:同意|批准|通过|核准|商定|确认|规定)了?[^，,？?是在]{0,16}?(?:具体|确切)?(?:地点|日期|时间)"
    r"(?!和?(?:确切|具体)?(?:地点|日期|时间)?(?:[是为在？?]|各|分别|$))"
    r"|\b(?:on|for|about|to|regarding|concerning|over) the (?:exact |specific |precise )?"
    r"(?:(?:place|venue|location) and (?:the )?(?:exact |precise )?dates?"
    r"|dates? and (?:the )?(?:place|venue))\b"
    r"|\bsur le lieu et les dates\b|\bsobre el lugar y las fechas\b|\bо месте и датах\b"
)
"""A place or day that something was decided about, not one that is asked for; for `plain` text."""
_OF_LATER = re.compile(
    r"\b(?:send|sent|come|follow|follows|followed|provide|provided|announced?|published?|communicated|issued"
    r"|shared|given|told|confirmed|decided) (?:\w+ )?later\b"
)
TO_CONFIRM = re.compile(
    r"(?:请|能否|可否|能不能|可不可以|麻烦|烦请|帮忙|劳烦|想|跟您|向您)(?:您|你|再|帮忙)?(?:确认"
    r"|核实)(?:一下|下)?|(?:确认|核实)一?下"
    r"|\b(?:(?:could|can|would) you|please|kindly|to) (?:\w+ ){0,2}(?:confirm|verify)\b"
    r"|\b(?:pouvez|pourriez|confirmez|veuillez|merci de)[- ]?(?:vous)? ?(?:me |nous )?(?:confirmer)?\b(?= |,)"
    r"|\b(?:pueden?|podrian?) (?:\w+ )?confirmar(?:me|nos)?\b|\bconfirm(?:e|en)(?:me|nos)?\b"
    r"|\b(?:можете|могли бы|не могли бы)(?: вы| ли вы)? подтвердить\b|\bподтвердите\b"
    r"|(?:يرجي|ارجو|هل يمكنكم|هل يمكنك|هل يمكن) (?:\w+ )?(?:ال)?تاكيد"
    r"|^\W*(?:confirm|verify|confirmer|confirmar|подтвердить)\b|\b(?:voudrai\w*|voudrions|souhait\w+"
    r"|aimerai\w*) confirmer\b"
    r"|\b(?:quisiera|quiero|gustaria|necesito) confirmar\b|\b(?:хочу|хочется|хотел\w*|хотел\w* бы"
    r"|прошу) подтвердить\b"
)
"""A request to confirm something, which is not itself about a confirmation; for `plain` text."""
_MEANWHILE_DONE = re.compile(
    r"(?:在此|这)期间[^，,。？?]{0,12}(?:什么|哪)|期间[，,]?[^，,。？?]{0,16}(?:怎么|如何|怎样)"
    r"|期间[^，,。？?]{0,8}(?:看|参观|访问|考察|走访)了?(?:什么|哪)"
    r"|\bwhat (?:did|do|does|will) (?:they|it|he|she|the \w+) [^?]{0,24}\bduring (?:it|this|that)\b"
    r"|\bwhat (?:will|are|were|do|did) [^?]{3,40} (?:actually )?(?:be )?(?:doing|do)\b[^?]*|会?(?:做|干)(?:些"
    r"|点)?(?:什么|啥)"
    r"|\bdurante (?:el|la|ella|el mismo|la misma)\W*$|\bво время (?:него|нее)\b"
    r"|(?:ماذا|ما الذي) [^؟]{0,24}خلالها|(?:ماذا|ما الذي) [^؟]{0,24}خلاله"
)
"""Words that ask what is done in the course of something, not when it is; for `plain` text."""
FOR_WHOM = re.compile(
    r"面向(?:的是)?[哪谁什]|给谁|为谁|哪[些类种]人[^，,。？?]{0,6}(?:参加|出席|参会)"
    r"|\b(?:is|are|was|be|it|this|that) (?:\w+ )?(?:for|open to)\W*$"
    r"|\b(?:meant for|intended for|aimed at)\W*$"
    r"|\bfor wh(?:om|ich people)\b|\bwho (?:is|are) (?:it|they|this|that|the [\w -]{3,40}) (?:for|meant"
    r"|intended|aimed)\b"
    r"|\ba qui s'adresse|\bpour qui\b|\ba quien(?:es)? (?:va|esta|se) dirig|\bpara quien(?:es)?\b"
    r"|\bдля кого\b|\bна кого рассчитан|لمن|الي من يتوجه"
)
"""Words that ask for whom a meeting is; for `plain` text."""
_HOW_LONG = re.compile(
    r"多长|多久|几天|多少天|天数|\bhow (?:long|many days)\b|\bcombien de (?:temps|jours)\b"
    r"|\bcuanto(?:s dias| tiempo| dura)\b"
    r"|\bсколько (?:дне[ий]|длит\w*|времени)\b|كم يوما?|مده"
)
"""Words that ask how long something lasts; for `plain` text."""
_REVISED = re.compile(
    r"(?:该|此|上述|哪[项个号]|什么)决议[^，,。；;]{0,6}(?:何时|何地|哪年|哪一年|什么时候"
    r"|在哪)[^，,。；;]{0,10}修订"
    r"|\b(?:this|that|the|which) resolution (?:\w+ )?(?:\w+ )?revised\b"
    r"|\bresolution\b[^?\d]*\b(?:when|where)\b[^?]{0,12}\bit (?:\w+ )?revised\b"
)
"""When and where a resolution without its number was revised, which its name says; for `plain` text."""
_TAG = re.compile(
    r"[,，、] ?(?:да|нет|так|ведь так|no|non|oui|hein|si|yes|right|ok|okay|eh|is it not|does it not"
    r"|do they not|are they not|is that so|نعم|صح|对|对么|是么|是不|不是吗|没错)\W*$"
)
"""Words at the end that ask for a yes; for `plain` text."""
_EXPLAINED = (
    (Ask.WHO, _RELATIVE),
    (Ask.COUNT, _NO_NUMBER),
    (Ask.COUNT, OF_TEXT),
    (Ask.COUNT, re.compile(r"\bdu combien au combien\b")),
    (Ask.WHEN, _OF_TIME),
    (Ask.WHEN, re.compile(r"\bon which (?!days?\b|dates?\b|months?\b|years?\b|$)(?=\w)")),
    (Ask.WHEN, _SETTLED),
    (Ask.WHERE, _SETTLED),
    (Ask.WHEN, re.compile(r"会期[间内中里]|第几号|(?:日期|时间)有(?:什么|何|哪些)(?:问题|影响|矛盾|冲突)")),
    (Ask.FIRST, re.compile(r"\bfirst day\b|第一天|头一天|\bpremier jour\b|\bprimer dia\b|\bперв\w+ день\b")),
    (
        Ask.WHEN,
        re.compile(r"安排[^，,。？?]{0,8}会期时?|会期(?=的?安排|应|尽|要避|不得|不能|不应|避|安排[应在要])"),
    ),
    (Ask.WHERE, re.compile(r"何处(?=理|置)|用(?:到|在|于)了?(?:哪里|哪儿|什么地方|何处)")),
    (Ask.WHERE, _FOUND_OUT),
    (Ask.WHERE, re.compile(r"\bvisit\w* [^?]{0,20}venues?\b")),
    (Ask.EARLIER, _OF_LATER),
    (Ask.RELATION, _MEANWHILE_DONE),
    (Ask.START, _MEANWHILE_DONE),
    (Ask.RELATION, re.compile(r"\b(?:held|organi[sz]ed|happened|done) before\W*$")),
    (
        Ask.RELATION,
        re.compile(
            r"\b(?:held|organi[sz]ed|taking place) (?:\w+ )?(?:before|after) (?:it|that|this|them)\W*$"
        ),
    ),
    (Ask.CONFIRMED, TO_CONFIRM),
    (Ask.EARLIER, re.compile(r"\bantes del?\b")),
    (Ask.PREMISE_CHECK, re.compile(r"\bexact (?:\w+ )?(?:dates?|days?|place|location|venue|time|wording)\b")),
    (
        Ask.REFERENCE,
        re.compile(r"\bfollow-up letter (?:in|of|from|that|which|by)\b|后续的?(?:信函|来信)"),
    ),
    (Ask.EARLIER, re.compile(r"\bantes (?:y|e|o|u) (?:durante|despues)\b|\bdurante (?:y|o) antes\b")),
    (Ask.LIST, re.compile(r"\bevery (?=(?:\w+ )?(?:years?|months?|weeks?|days?)\b)")),
    (Ask.WHERE, re.compile(r"take[s]? place|taking place|took place|在哪[一几些两三]?[天年日月次届场]")),
    (Ask.WHERE, re.compile(r"البلد المضيف\w*")),
    (Ask.HOST, _WITH_THE_HOST),
    (Ask.WHEN, _MEANWHILE),
    (Ask.START, re.compile(r"\bopen (?:to|for)\b")),
    (Ask.TELEPHONE, re.compile(r"\b(?:is|are|was|be|each|it|they) called\b")),
    (Ask.WHICH_EVENT, re.compile(r"哪一?个会议(?:中心|厅|室|场所)")),
)
"""Phrases of `plain` text whose words ask for something else alone: an ask that only they name is none."""


def asks_of(worded: str, text: str, symbols: tuple[str, ...]) -> frozenset[Ask]:
    """Return what a question asks for: what its cues name, without what a longer one explains away.

    `worded` is the question without set phrases, `text` all of it as `plain` text.
    """
    kept = {Ask(name) for name in lexicon("cues").names(worded)}
    if _TAG.search(text):
        kept.add(Ask.PREMISE_CHECK)
    if _CONCERNING.search(text):
        kept = {Ask(name) for name in lexicon("cues").names(_CONCERNING.sub("，", text))} or kept
    for ask, phrase in _EXPLAINED:
        if phrase is _MEANWHILE and not _OPEN.search(text):
            continue
        if ask in kept and phrase.search(text):
            left = lexicon("cues").names(phrase.sub(" ", text))
            kept -= {ask} - set(map(Ask, left))
    if (
        Ask.DURATION in kept
        and re.search(r"哪几天", text)
        and not re.search(r"多少天|多长|为期|持续|天数|(?<!哪)几天", text)
    ):
        kept.discard(Ask.DURATION)
    if Ask.DURATION in kept and APART.search(text):
        kept.discard(Ask.DURATION)
    if {Ask.DURATION, Ask.WHICH_EVENT} <= kept and not _HOW_LONG.search(text):
        kept.discard(Ask.DURATION)  # Which one it is that lasts so long.
    if Ask.DURATION in kept:
        kept -= {Ask.FIRST, Ask.LAST, Ask.END, Ask.START, Ask.COUNT}
    if {Ask.CONTACT, Ask.WHEN} <= kept and re.search(r"\bwr[io]te to\b", text):
        kept.discard(Ask.CONTACT)
    if _REVISED.search(text):
        kept -= {Ask.WHEN, Ask.WHERE}
    if _BY_WHICH_WAY.search(text):
        kept.discard(Ask.WHERE)
    if re.search(r"\b(?:letter|circular)\b[^?]* (?:does|did) [^?]+ follow\b", text):
        kept = (kept - {Ask.SYMBOL}) | {Ask.REFERENCE}
    if {Ask.COUNT, Ask.AGENDA} <= kept:
        kept.discard(Ask.SYMBOL)
    if Ask.FAX in kept or Ask.TELEPHONE in kept:
        kept.discard(Ask.COUNT)
    if Ask.EMAIL in kept:
        kept.discard(Ask.URL)
        if "电话" not in text:
            kept.discard(Ask.WHERE)
    if {Ask.ISSUED, Ask.HOST} <= kept and re.search(r"\bissued? (?:\w+ )?invitations?\b", text):
        kept.discard(Ask.ISSUED)  # The invitation to host, not the letter.
    if Ask.ISSUED in kept and re.search(r"\bwritten\b|\bsent\b", text) and Ask.SIGNATORY in kept:
        kept.discard(Ask.ISSUED)
    if {Ask.SIGNATORY, Ask.WHEN} <= kept and "签发" in text and not re.search(r"谁|何人|哪位", text):
        kept = (kept - {Ask.SIGNATORY}) | {Ask.ISSUED}
    if Ask.DEADLINE in kept:
        kept -= {Ask.WHEN, Ask.END, Ask.RELATION}
    if Ask.CONFIRMED in kept:
        kept.discard(Ask.END)
    if Ask.LONGER in kept:
        kept -= {Ask.COUNT}
    if Ask.WHY in kept:
        kept -= {Ask.WHEN, Ask.CONFIRMED}
    if Ask.THEME in kept and re.search(r"主题重点|thematic", text):
        kept.discard(Ask.THEME)
    return frozenset(kept)

"""What kind of thing a question asks for, and whether a sentence holds one."""

from __future__ import annotations

import re

from assistant.asks import Ask
from assistant.facts import Facts
from assistant.lexicon import lexicon, listed, plain
from assistant.offices import offices_asked
from assistant.quantities import asked as asked_number_of
from assistant.quantities import counted, counted_in, without
from assistant.records import record_at
from assistant.restating import references
from assistant.sentences import Unit, concepts
from assistant.texts_asked import CLAUSES, references_asked
from ingest.documents import BlockKind
from ingest.mentions.mention import MentionKind

_AMOUNT_ASKED = re.compile(
    r"多少钱|多少.{0,6}费|费.{0,4}多少|经费.{0,8}多少|钱.{0,8}多少|金额|预算|费用|花费|价格|票价"
    r"|\bhow much\b|\bamount of\b|\bwhat amount\b|\bcosts?\b|\bbudget|\bprice|\bfees?\b"
    r"|\bcombien (?:cout|faut-il payer)"
    r"|\bcout|\bmontant|\bfrais\b|\bprix\b"
    r"|\bcuanto cuesta|\bcuanto hay que pagar|\bimporte|\bcoste|\bprecio|\bpresupuesto|\btarifa"
    r"|\bсколько стоит|\bсумм|\bстоимост|\bбюджет|\bцен[аы]\b|كم تكلف|تكلفه|مبلغ|ميزانيه|سعر"
)
_AMOUNT = re.compile(
    r"(?:[A-Z]{3}|[€$£¥₽])\s?\d[\d ,.\u00a0\u202f]*|\d[\d ,.\u00a0\u202f]*\s?(?:[A-Z]{3}\b"
    r"|[€$£¥₽]|(?:万|亿)?(?:欧元|美元|瑞士法郎|法郎|元)"
    r"|euros?\b|dollars?\b|Swiss francs?\b|francs?\b|dólares\b|евро\b|доллар|франк|يورو|دولار|فرنك)"
)
_REASON_ASKED = re.compile(
    r"理由|原因|为什么|为何|因何|\bwhy\b|\breason|\bpourquoi\b|\bmotif|\braison|\bmotivo|\brazon"
    r"|\bpor que\b|\bпочему\b|\bпричин"
    r"|\bзачем\b|لماذا|سبب"
)
_REASON = re.compile(
    r"因为|因此|由于|鉴于|考虑到|为了|以便|旨在|力图|以促进|从而|应.{1,24}(?:要求|请求|邀请)|因.{2,30}[，,]"
    r"|\bbecause\b|\bdue to\b|\bowing to\b|\bin order to\b|\bso that\b|\bat the request of\b"
    r"|\btherefore\b|\bin view of\b|\bfollowing\b"
    r"|\ben raison d|\bafin d|\bcar\b|\ba la demande d|\bconsiderant\b|\bcompte tenu\b"
    r"|\bdebido a\b|\bcon el fin\b|\ba peticion de\b"
    r"|\bhabida cuenta\b|\btras haberse\b|\bпоскольку\b|\bв связи с\b|\bиз-за\b|\bввиду\b"
    r"|\bчтобы\b|\bпо просьбе\b|بسبب|نظرا|من اجل|بناء علي طلب"
)
_LANGUAGE_ASKED = re.compile(
    r"语言|语文|翻译|口译|同传|\blanguages?\b|\binterpret|\btranslat|\blangues?\b|\btraduc|\binterpret"
    r"|\bidiomas?\b|\blenguas?\b|\bязык"
    r"|\bперевод|لغه|لغات|ترجمه"
)
_LANGUAGES = listed("chinese english french spanish russian arabic portuguese german six_languages")
AGENTS = listed(
    "council advisory_group secretary_general government member_state sector_member bureau "
    "general_secretariat regional_organization director minister chair delegation regulator stakeholders "
    "executives civil_society academia expert"
)
"""Concepts that can be who does something."""
MEETINGS = listed("rpm irm youth_event round_table coordination site_visit arb eur asp ams afr cis")
"""Names of meetings and regions, which do nothing themselves."""
NAMED = re.compile(
    r"先生|女士|博士|(?<!\w)(?:Mr|Mrs|Ms|Dr|H\.E|M|Mme|Sr|Sra|[Гг]-н|[Гг]-жа|Prof)\.?\s+[A-ZÀ-ÝА-ЯЁ]"
    r"|السيدة?\s"
)
"""A person named with a title."""
DEPARTMENT_ASKED = re.compile(
    r"哪一?个?(?:部门|处室?|司局?|局|办公室|秘书处)|\b(?:which|what) (?:\w+ ){0,2}(?:department|office"
    r"|bureau|sector|unit|division"
    r"|secretariat|service)\b|\bquels? (?:service|departement|bureau|secteur)|\bque (?:departamento|oficina"
    r"|sector|servicio)"
    r"|\bкак\w+ (?:отдел|департамент|сектор|бюро|служб)|(?<!\w)اي (?:اداره|قسم|مكتب|قطاع)"
)
"""Words that ask for a department of an organization; for `plain` text."""
_SECTORS = frozenset({"development_sector"})
"""Concepts of parts of an organization that are called by an acronym."""
DEPARTMENT = re.compile(
    r"秘书处|[电标划发展信准][信准化展]局|办公室|司$|[展化信]部门(?=[（(]|[^成])|\b(?:sector|secteur"
    r"|bureau|secretariat|department"
    r"|division"
    r"|office of)\b|\bsecretaria\w*\b|\boficina\b"
    r"|\bбюро\b|\bсекретариат\w*|\bдепартамент\w*|مكتب|امانه|اداره"
)
_FREQUENCY_ASKED = re.compile(
    r"多久[^，,。？?]{0,4}一[次届]|[隔每]?几年[^，,。？?]{0,4}[一1]?[次届]|每隔多久|隔多久|频率|周期"
    r"|\bhow (?:often|frequently|regularly)\b|\b(?:at )?what (?:intervals?|frequency)\b|\bevery how many\b"
    r"|\bhow many years (?:apart|between|pass)|\ba quelle frequence|\btous les combien"
    r"|\bcombien d'annees (?:entre|separent)"
    r"|\bcada cuant|\b(?:con|a) que (?:frecuencia|intervalos?)|\bкак часто|\bпериодичност|\bраз в сколько"
    r"|كل كم|كم مره|باي وتيره"
)
_FREQUENCY = re.compile(
    r"每[^，,。；;]{0,4}[年月周天季度]|[一两二三四]年一[次届度]|\bevery (?:[\w-]+ ){0,2}(?:years?|months?"
    r"|weeks?|days?)\b"
    r"|\b(?:annual|biennial|triennial|quadrennial|yearly|monthly|weekly)\w*|\bonce (?:a|every)\b|\btwice a\b"
    r"|\btous les (?:\w+ )?(?:ans|mois)\b|\bchaque annee\b|\bcada (?:\w+ )?(?:anos?|mes\w*)\b|\banual\w*"
    r"|\bкажд\w+ (?:\w+ )?(?:год|лет|месяц)\w*|\bежегодн\w+|\bраз в |كل (?:\w+ )?(?:سنوات|سنه|عام|اعوام"
    r"|اشهر)|سنوي"
)
_EDITION_ASKED = re.compile(
    r"第几[届次]|[是办][^，,。？?]{0,4}第[一二三四五六七八九十\d]+[届次]"
    r"|\b(?:which|how many(?:th)?) editions? (?:is|are|was)\b"
    r"|\b(?:is|was) (?:[\w-]+ ){1,8}?the (?:first|second|third|\w+th) (?:edition|time|such|of its)\b"
    r"|\b(?:is|was) (?:it|this|that) the first\W*$"
    r"|\b(?:is|was) (?:[\w-]+ ){0,4}the (?:first|second|third|fourth) one\b"
    r"|\bla combien\w* edition\b|\bque (?:numero de )?edicion\b|\bкоторый раз\b|اي دوره"
)
"""Words that ask the how-manieth of its kind something is; for `plain` text."""
_EDITION = re.compile(
    r"首[个届次]|第[一二三四五六七八九十\d]+[届次]"
    r"|\b(?:first|second|third|\w+th|\d+(?:st|nd|rd)) (?:edition|such|of its kind|time)\b"
    r"|\b(?:premiere?|deuxieme|\d+e) (?:edition|fois|du genre)\b"
    r"|\b(?:primer[ao]?|segund[ao]) (?:edicion|vez|de su)\b"
    r"|\bвпервые\b|\bперв\w+ так\w+|\bвторой раз\b|الاول من نوعه|لاول مره"
)
_STATES_ASKED = re.compile(
    r"哪(?:些|几个|[一二三四五六七八九十两]个)?(?:成员国|国家)"
    r"|\bwhich (?:\w+ ){0,2}(?:member states|countries|states)\b"
    r"|\bquels? (?:\w+ )?(?:etats|pays)\b|\b(?:que|cuales) (?:\w+ )?(?:estados|paises)\b"
    r"|\bкакие (?:\w+ )?(?:государства|страны)"
    r"|(?<!\w)اي (?:الدول|البلدان)|ما هي (?:الدول|البلدان)"
)
_PERSON_ASKED = re.compile(
    r"哪位|姓名|姓什么|叫什么|名字|姓甚名谁|\bnames? of (?:its|the|his|her)\b"
    r"(?! (?:[\w-]+ ){0,2}(?:event|summit|meeting|forum|network)s?\b)|\bnom d[eu]\b"
    r"|\bnames? of (?:[\w'’-]+ ){0,4}(?:minister|director|chair\w*|president|secretary|head|official"
    r"|ambassador)\b"
    r"|\b(?:minister|director|chair(?:man|person)?|president|secretary|signatory)(?:['’]s)? names?\b"
    r"|\bnombre del?\b|\bимя\b"
    r"|(?<!\w)اسم|\bwho is\b|\bcomment s'appell\w+|\bcomment se nomm\w+|\bcomo se llama\w*"
    r"|\bname of the (?:person|contact)|\bqui est\b"
    r"|\bquien es\b|\bкак зовут\b|من هو\b|من هي\b|اسم رئيس|اسم مدير"
)
_THING_NAMED = re.compile(
    r"(?:平台|网络|组织|小组|联谊会|活动|峰会|会议|圆桌|倡议|项目|文件|宣言|计划|系统|工具|机制|联盟|大会"
    r"|主题|论坛)[^，,。；;]{0,8}"
    r"(?:叫什么|名字|名称)"
)
"""Words that ask what a thing is called, not a person; for `plain` text."""
_BY_THEN = re.compile(
    r"之前|以前|前(?:提交|送达|完成|发送|寄)|截止|\bbefore\b|\bby \d|\buntil\b|\bclos\w+|\bavant\b|\bjusqu"
    r"|\bantes del?\b"
    r"|\bhasta\b|\bдо \d|\bзаканчива|قبل|حتي|اخر موعد"
)
PRECISE = frozenset(
    {
        *("states", "person", "resolution", "decision", "recommendation", "article", "provision"),
        *("frequency", "department", "edition", "form"),
    }
)
"""Kinds without one of which no sentence answers a question that asks for them."""
SAYS_NONE = re.compile(
    r"从未|从来没有|未曾|尚未|还没有|另行|适时|待定|处于.{0,12}阶段|\bin (?:its|the) (?:final|last"
    r"|early) stages?\b"
    r"|\bnever\b|\bnot yet\b|\bin due course\b|\blater\b"
    r"|\bto be (?:announced|decided|determined)\b"
    r"|\bjamais\b|\bpas encore\b|\bulterieurement\b|\ben temps (?:utile|voulu)\b|\bnunca\b|\bjamas\b"
    r"|\baun no\b|\btodavia no\b"
    r"|\ba su debido tiempo\b|\bникогда\b|\bеще не\b|\bпозднее\b|\bв надлежащее время\b|ابدا|لم يسبق|لاحقا"
    r"|في الوقت المناسب"
)
"""Words by which a sentence says that there is no date, or none yet; for `plain` text."""
NEEDS_DATE = frozenset({Ask.WHEN, Ask.DEADLINE, Ask.START, Ask.END})
"""Asks that no sentence without a date answers."""
_DATED = frozenset({Ask.WHEN, Ask.START, Ask.END})
_CONTACTS = {Ask.TELEPHONE: "telephone", Ask.FAX: "fax", Ask.EMAIL: "email", Ask.URL: "url"}


def kinds_asked(facts: Facts) -> frozenset[str]:
    """Return the kinds of things that a question asks for, of those that `holds` knows."""
    question = facts.question
    own = plain(question.text)
    found = set(references_asked(facts))
    if question.wants(Ask.DEADLINE):
        found.add("deadline")
    elif question.asks & _DATED:
        found.add("date")
    if question.wants(Ask.WHERE):
        found.add("place")
    if question.wants(Ask.WHO):
        found.add("named" if offices_asked(facts) else "agent")
    if asked_number_of(question.text) and not _FREQUENCY_ASKED.search(own):
        found.add("number")
    if question.wants(Ask.SYMBOL):
        found.add("document")
    if question.wants(Ask.FORMAT):
        found.add("form")
    for pattern, kind in (
        (_AMOUNT_ASKED, "amount"),
        (_REASON_ASKED, "reason"),
        (_LANGUAGE_ASKED, "language"),
        (_STATES_ASKED, "states"),
        (_PERSON_ASKED, "person"),
        (_FREQUENCY_ASKED, "frequency"),
        (DEPARTMENT_ASKED, "department"),
        (_EDITION_ASKED, "edition"),
    ):
        if pattern.search(_THING_NAMED.sub(" ", own) if kind == "person" else own):
            found.add(kind)
    if found != {"form"}:
        found.discard("form")
    return frozenset(found | {kind for ask, kind in _CONTACTS.items() if question.wants(ask)})


def asks_states(text: str) -> bool:
    """Return whether a question asks which States do or did something."""
    return bool(_STATES_ASKED.search(plain(text)))


def asks_edition(text: str) -> bool:
    """Return whether a question asks the how-manieth of its kind something is: `is it the first?`."""
    return bool(_EDITION_ASKED.search(plain(text)))


def holds(facts: Facts, unit: Unit, kind: str) -> bool:
    """Return whether a sentence holds a thing of a kind."""
    inside = facts.inside(unit.source)
    if kind == "deadline":
        return holds(facts, unit, "date") and bool(
            "deadline" in lexicon("cues").names(unit.text) or _BY_THEN.search(plain(unit.text))
        )
    if kind == "date":
        return any(m.kind is MentionKind.DATE and len(m.value) >= len("2025-11") for m in inside)
    if kind == "place":
        return any(m.kind is MentionKind.PLACE for m in inside)
    if kind == "agent":
        return names_person(facts, unit) or bool(
            concepts(unit.text) & AGENTS or lexicon("names").names(unit.text) - MEETINGS
        )
    if kind == "number" and unit.kind is BlockKind.ROW:
        row = record_at(facts.documents[unit.document_id], unit.start)
        return row is not None and bool(asked_number_of(facts.question.text) & counted_in(row))
    if kind == "number":
        spans = [(m.start - unit.start, m.end - unit.start) for m in inside if m.kind in NUMBERED]
        return bool(asked_number_of(facts.question.text) & counted(without(unit.text, spans)))
    if kind in ("person", "named"):
        return names_person(facts, unit)
    if kind == "states":
        given = {m.value for m in facts.question.places}
        return any(m.kind is MentionKind.PLACE and m.value not in given for m in inside)
    if kind == "form":
        return bool(concepts(unit.text) & {"virtual", "physical"})
    if kind == "amount":
        return bool(_AMOUNT.search(unit.text)) or "fee" in concepts(unit.text)
    if kind == "frequency":
        return bool(_FREQUENCY.search(plain(unit.text)))
    if kind == "edition":
        return bool(_EDITION.search(plain(unit.text)))
    if kind == "department":
        return bool(DEPARTMENT.search(plain(unit.text)) or concepts(unit.text) & _SECTORS)
    if kind == "reason":
        return bool(_REASON.search(plain(unit.text)))
    if kind == "language":
        return bool(lexicon("terms").names(unit.text) & _LANGUAGES)
    if kind == "document":
        return any(m.kind is MentionKind.SYMBOL for m in inside)
    if kind in _CONTACTS.values():
        return any(m.kind is MentionKind.CONTACT and m.role == kind for m in inside)
    alike = CLAUSES if kind in CLAUSES else {kind}
    return any(found in alike for found, _, _ in references(unit.text))


def names_person(facts: Facts, unit: Unit) -> bool:
    """Return whether a sentence names a person."""
    return bool(NAMED.search(unit.text)) or any(
        mention.kind is MentionKind.PERSON for mention in facts.inside(unit.source)
    )


def amounts(text: str) -> list[str]:
    """Return the amounts of money of a text, as written."""
    return [match.group().strip(" .,") for match in _AMOUNT.finditer(text)]


NUMBERED = frozenset({MentionKind.DATE, MentionKind.SYMBOL, MentionKind.CONTACT, MentionKind.RESOLUTION})
"""Mentions whose digits count nothing."""

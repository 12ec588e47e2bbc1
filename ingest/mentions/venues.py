"""Finding the names of hotels, halls and centres, as written."""

from __future__ import annotations

import re

_UPPER = r"[A-ZÀ-ÖØ-Þ][\w'’.&-]*"
_LINKED = rf"{_UPPER}(?:\s(?:(?:of|de|du|des|del|la|le|les|los|las|and|&|et|y|for)\s){{0,2}}{_UPPER}){{0,5}}"
_HEAD = (
    r"(?:Convention|Conference|Congress|Exhibition|Expo|Events?|Cultural|Trade|Media)\s(?:(?:and|&)\s\w+\s)?"
    r"(?:Cent(?:er|re)|Complex|Hall)|Hotel(?:\sand\s\w+)?|Resort|Palace|Auditorium|Arena|Stadium|Pavilion|Hall|Tower"
    r"|University|Academy|Museum|Theatre|Headquarters"
)
_VENUE = re.compile(
    rf"(?P<en>(?:{_UPPER}\s(?:(?:of|and|&)\s)?){{1,5}}(?:{_HEAD})(?![\w-])(?:\s(?:of|in)\s{_UPPER})?)"
    rf"|(?P<hotel>(?:Hotel|Hôtel)\s{_LINKED})"
    rf"|(?P<fr>(?:Centre|Palais|Salle|Auditorium)\s(?:[Ii]nternational\s)?(?:de|des|du)\s(?:la\s|l['’])?"
    rf"(?:[Cc]onférences?|[Cc]ongrès|[Ee]xpositions?|[Cc]onventions?|réunions?|Nations)(?:\s(?:de\s|d['’]|du\s)?{_LINKED})?"
    rf"|(?:Centre|Palais|Salle|Auditorium|Université|Maison|Théâtre|Musée|Académie)\s(?:(?:des|du|de(?:\sla)?)\s|de\sl['’]|d['’])"
    rf"{_LINKED})"
    rf"|(?P<es>(?:Centro|Palacio)\s(?:Internacional\s)?de\s(?:la\s)?(?:Convenciones|Congresos|Exposiciones|Conferencias|Eventos)"
    rf"(?:\s(?:de\s)?{_LINKED})?"
    rf"|(?:Salón|Sala|Auditorio|Teatro|Universidad|Academia|Museo|Edificio|Recinto|Palacio|Centro)\s(?:(?:de|del|de\sla|de\slos|de\slas)\s)?"
    rf"{_LINKED})"
    r"|(?P<ru>(?:(?:[А-ЯЁ][а-яё]+(?:ий|ый|ой|ая|ого|ом|ем|ей)\s){1,3}(?:конгресс-центр|выставочн\w+\sцентр|дворец)\w*"
    r"|(?:гостиниц\w+|отел\w+|Гостиниц\w+|Отел\w+|конгресс-центр\w*|Конгресс-центр\w*|Дворц?е?ц?\w*)\s(?:«[^»\n]{2,50}»|"
    r"[A-Z][\w-]+(?:\s[A-Z][\w-]+){0,4}|конгрессов|[А-ЯЁ][а-яё]+(?:\s[А-ЯЁ][а-яё]+){0,3})"
    r"|(?<=помещении\s)[^.,;:()\n]{4,60}|(?<=помещениях\s)[^.,;:()\n]{4,60}|(?<=здании\s)[^.,;:()\n]{4,60}"
    r"|[А-ЯЁ][а-яё]+(?:ий|ый|ой|ая|ого|ом|ем|ей|ий)\s(?:университет|академи|музе|театр|зал)[а-я]*))"
    r"|(?P<ar>(?:فندق|قصر)\s(?:[\u0621-\u064a]{2,}|[A-Z]\w+)(?:\s(?:[A-Z]\w+|ال[\u0621-\u064a]+)){0,3}"
    r"|مركز\s(?:[\u0621-\u064a]+\s){1,3}لل(?:مؤتمرات|معارض)(?:\sوالمعارض)?)"
    r"|(?P<zh>[\u4e00-\u9fffA-Za-z·]{2,16}?(?:国际会议中心|会议中心|会展中心|展览中心|国际展览中心|会议厅|展馆|大学|学院|大厦|博物馆|剧院|文化中心|大酒店|酒店|饭店|宾馆|大会堂|礼堂|体育馆))"
)
_ZH_START = re.compile(r".*(?:[在于到的和与及为是或、入住位各等]|地点|会址|会场|地址|将|设)")
_ZH_GENERIC = re.compile(
    r"(?:国际|大|该|本|各|此|其|[一两几多]?(?:家|个|座)|住|官方|推荐|会议|指定|附近)?(?:会议中心|会议厅|展馆|大学|学院|大厦|酒店|饭店|宾馆|礼堂|大会堂)?"
)
_EN_GENERIC = re.compile(
    r"(?:The|A|An|This|Each|Any|Your|Our|Official|Recommended)\s(?:\w+\s)?(?:Hotel|Hall|Tower|Palace|Arena)"
)
# One of these is in every name; looking for them first is far cheaper.
_SEEDS = """
    Hotel Hôtel Hall Centre Center Complex Resort Palace Auditorium Arena Stadium Pavilion Tower Palais Salle
    Centro Palacio центр дворец отел остиниц Отел Двор فندق قصر مركز
    中心 酒店 饭店 宾馆 会堂 礼堂 体育馆 会议厅 展馆 大学 学院 大厦 博物馆 剧院
    University Academy Museum Theatre Headquarters Université Maison Théâtre Musée Académie Salón Sala
    Auditorio Teatro
    Universidad Academia Museo Edificio Recinto помещени здании университет академи музе театр зал
"""
_SEED_WORDS = tuple(_SEEDS.split())
_LEAD = re.compile(r"(?:(?:At|In|The|Venue|Place|Location|And|On|From|To)\s)+")


def find_venues(text: str) -> list[tuple[int, int]]:
    """Return the span of each hotel, hall or centre that `text` names, without the words before the name."""
    found: list[tuple[int, int]] = []
    if not any(seed in text for seed in _SEED_WORDS):
        return found
    for match in _VENUE.finditer(text):
        start, end = match.span()
        name = match.group()
        if match["zh"]:
            lead = _ZH_START.match(name)
            start += lead.end() if lead else 0
            name = text[start:end]
            if _ZH_GENERIC.fullmatch(name) or len(name) < 4:
                continue
        elif match["en"]:
            lead = _LEAD.match(name)
            start += lead.end() if lead else 0
            name = text[start:end]
            if _EN_GENERIC.fullmatch(name) or " " not in name:
                continue
        found.append((start, start + len(text[start:end].rstrip(". "))))
    return found

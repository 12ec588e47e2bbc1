"""Names of events with editions and aliases; agenda items, persons and resolutions."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from ingest.document import build_documents
from ingest.documents import Document
from ingest.mentions.agenda import find_agenda_items
from ingest.mentions.names import aliases, find_event_names
from ingest.mentions.people import find_people
from ingest.mentions.resolutions import find_resolutions
from ingest.structure import lay_out_plain

SHARED = Path(__file__).parent.parent.parent.parent / "shared" / "corpus"


def keys(text: str, language: str) -> list[str]:
    return [mention.value for mention in find_event_names(text, language) if mention.value]


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("WTDC-25", "en", {"wtdc-25"}),
        ("CMDT-25", "fr", {"wtdc-25"}),
        ("ВКРЭ-25", "ru", {"wtdc-25"}),
        ("PP-18, RA-19, WRC-19 and WTSA-20", "en", {"pp-18", "ra-19", "wrc-19", "wtsa-20"}),
        ("RPM-ASP", "en", {"rpm-asp"}),
        ("IRM-1和IRM-2", "zh", {"irm-1", "irm-2"}),
        ("The Inter-Regional Meeting (IRM-1) will be held online.", "en", {"irm-1"}),
        ("第一次跨区域会议（IRM-1）", "zh", {"irm-1"}),
        ("Two inter-regional meetings (IRM-1 and IRM-2)", "en", {"irm", "irm-1", "irm-2"}),
        ("欧洲区域RPM的日期", "zh", {"rpm-eur"}),
        ("réunion préparatoire régionale pour l'Afrique", "fr", {"rpm-afr"}),
        ("региональное подготовительное собрание для СНГ", "ru", {"rpm-cis"}),
        ("الاجتماع الإقليمي التحضيري للدول العربية", "ar", {"rpm-arb"}),
        ("the RPM coordination meeting", "en", {"rpm-coordination-meeting"}),
        ("RPM协调会议", "zh", {"rpm-coordination-meeting"}),
        ("实地考察", "zh", {"site-visit"}),
        ("青年庆祝活动", "zh", {"youth-celebration"}),
        ("youth celebration", "en", {"youth-celebration"}),
        ("COVID-19, ISO-9001, CL-22/007, TDAG-25/2", "en", set()),
    ],
)
def test_names_have_the_same_key_in_every_language(text: str, language: str, expected: set[str]) -> None:
    assert set(keys(text, language)) == expected


def test_a_full_name_and_a_bare_acronym_take_the_edition_of_the_text() -> None:
    text = "世界电信发展大会（WTDC-21）的邀请函。大会将讨论议题。WTDC的主题。WTDC每四年举办一届。"
    found = [(mention.text, mention.value) for mention in find_event_names(text, "zh")]
    assert ("世界电信发展大会", "wtdc-21") in found
    assert ("大会", "wtdc-21") in found
    assert [value for name, value in found if name == "WTDC"] == ["wtdc-21", "wtdc"]


def test_an_unknown_conference_is_learnt_from_its_parentheses() -> None:
    text = (
        "The World Conference on Tidal Energy (WCTE-27) is near. The World Conference on Tidal Energy opens."
    )
    assert set(keys(text, "en")) == {"wcte-27"}
    text = "世界潮汐能大会（WCTE-27）即将召开。世界潮汐能大会的议程。"
    assert set(keys(text, "zh")) == {"wcte-27"}


def test_spans_are_the_characters_of_the_text() -> None:
    text = "**世界电信发展大会（ＷＴＤＣ－２５）**与“连通的一代全球青年峰会”"
    for mention in find_event_names(text, "zh"):
        assert text[mention.start : mention.end] == mention.text
    assert "wtdc-25" in keys(text, "zh")


def test_aliases_gather_the_names_of_one_event() -> None:
    text = "World Telecommunication Development Conference (WTDC-25). WTDC-25 is near."
    document = Document("d", "d.txt", text, language="en")
    assert {name.text for name in aliases(document)["wtdc-25"]} == {
        "World Telecommunication Development Conference",
        "WTDC-25",
    }


AGENDA = """Draft agenda

Part I Opening

1) Election of the Chair
2) Adoption of the agenda
 a) Draft agenda
 b) Time plan

Part II Closing

3) Any other business
"""


def test_agenda_items_know_their_number_part_and_parent() -> None:
    document = Document("d", "d.txt", AGENDA, lay_out_plain(AGENDA), language="en")
    items = [(m.number, m.parent, m.value) for m in find_agenda_items(document) if m.role != "part"]
    assert items == [
        ("1", None, "Election of the Chair"),
        ("2", None, "Adoption of the agenda"),
        ("a", "2", "Draft agenda"),
        ("b", "2", "Time plan"),
        ("3", None, "Any other business"),
    ]


@pytest.mark.skipif(not SHARED.is_dir(), reason="the real documents are not here")
def test_the_real_agenda_has_fourteen_items_in_three_parts() -> None:
    path = SHARED / "000_5fc555876e3ccc0c.txt"
    document = build_documents(path, path.read_bytes())[0]
    found = find_agenda_items(document)
    items = [mention for mention in found if mention.role == "item"]
    assert [mention.number for mention in items] == [str(number) for number in range(1, 15)]
    assert [m.number for m in found if m.role == "part"] == ["一", "二", "三"]
    parts = [mention.part for mention in items]
    assert [parts.count(part) for part in dict.fromkeys(parts)] == [4, 8, 2]
    children = {(m.parent, m.number) for m in found if m.role == "sub_item"}
    assert children == {
        ("4", "a"),
        ("4", "b"),
        ("4", "c"),
        ("10", "a"),
        ("10", "b"),
        ("11", "a"),
        ("11", "b"),
    }
    assert items[7].value == "《2022-2025年ITU-D行动计划》"
    lines = re.findall(r"^\s*- +([0-9a-z]+)\) +(.+)$", path.read_text("utf-8"), re.MULTILINE)
    assert len(lines) == len(items) + len(children)
    told = [(m.number, " ".join(m.value.split())) for m in found if m.role in ("item", "sub_item")]
    assert told == [(number, " ".join(text.split())) for number, text in lines]
    assert all(document.text[m.start : m.end] == m.text for m in found)


def test_resolutions_carry_number_place_and_year() -> None:
    found = find_resolutions(
        "第31号决议（2022年，基加利，修订版）；第637号决定；第24号决议，2014年，迪拜，修订版"
    )
    assert [mention.value for mention in found] == [
        "Resolution 31 (基加利, 2022)",
        "Decision 637",
        "Resolution 24 (迪拜, 2014)",
    ]
    assert found[0].flags == ("revised",)
    found = find_resolutions("Resolution 14 (Rev. Cádiz, 2019) and Резолюция 31 (Пересм. Кигали, 2022 г.)")
    assert [mention.value for mention in found] == [
        "Resolution 14 (Cádiz, 2019)",
        "Resolution 31 (Кигали, 2022)",
    ]


@pytest.mark.parametrize(
    ("text", "name", "role"),
    [
        ("联系人： Stephen Bereaux先生\n", "Stephen Bereaux", "contact"),
        ("Contact: Ms Amara Nkosi\n", "Amara Nkosi", "contact"),
        ("[原件已签]\n\n赵厚麟\n", "赵厚麟", "signatory"),
        ("(signed)\n\nIngrid Solheim\nSecretary-General\n", "Ingrid Solheim", "signatory"),
        ("[Firmado]\n\nLucía Ferreira\n", "Lucía Ferreira", "signatory"),
        ("Контактное лицо: г-жа Илзе Озола\n", "Илзе Озола", "contact"),
    ],
)
def test_people_have_the_role_that_the_text_gives(text: str, name: str, role: str) -> None:
    found = find_people(text)
    assert [(mention.value, mention.role) for mention in found] == [(name, role)]
    assert text[found[0].start : found[0].end] == found[0].text


@pytest.mark.parametrize(
    ("text", "language", "key"),
    [
        ("Congreso Mundial sobre las Islas (CMSI-27)", "es", "cmsi-27"),
        ("Cumbre Mundial sobre la Sociedad de la Información (CMSI-27)", "es", "wsis-27"),
        ("Всемирная конференция по ремеслам (ВКР-27)", "ru", "вкр-27"),
        ("Всемирная конференция радиосвязи (ВКР-27)", "ru", "wrc-27"),
        ("Conférence mondiale pour le développement des télécommunications (CMDT-25)", "fr", "wtdc-25"),
        ("CMSI-27", "es", "wsis-27"),
    ],
)
def test_an_acronym_is_what_the_text_says_that_it_is(text: str, language: str, key: str) -> None:
    assert {mention.value for mention in find_event_names(text, language)} == {key}

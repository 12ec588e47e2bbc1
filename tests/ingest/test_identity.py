"""What documents say of themselves, in six languages, each with the span that says it."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

from ingest.document import build_documents
from ingest.documents import BlockKind, Document, DocumentKind, DocumentStatus, RelationKind
from ingest.elements import PartlyUnreadable, UnreadableFile

REAL = Path(__file__).parents[3] / "shared" / "corpus"


def read(text: str, name: str = "a.txt") -> Document:
    (document,) = build_documents(Path(name), text.encode())
    for fact in document.facts:
        assert 0 <= fact.span.start < fact.span.end <= len(document.text)
    return document


def relations(document: Document) -> list[tuple[RelationKind, str]]:
    return [(relation.kind, relation.target) for relation in document.relations]


LETTERS = {
    "en": "Geneva, 14 March 2025\n\nRef: CL-25/012\nTelephone: +41 22 730 0000\n\nSubject: Invitation to the World Forum (WF-25)\n\nDear Sir,\n\nI invite you to the Forum in Nairobi from 6 to 10 October 2025. See C24/30.\n",
    "fr": "Genève, le 14 mars 2025\n\nRéf.: CL-25/012\nTéléphone: +41 22 730 0000\n\nObjet: Invitation au Forum mondial (WF-25)\n\nMadame, Monsieur,\n\nJe vous invite au Forum à Nairobi du 6 au 10 octobre 2025. Voir C24/30.\n",
    "es": "Ginebra, 14 de marzo de 2025\n\nRef.: CL-25/012\nTeléfono: +41 22 730 0000\n\nAsunto: Invitación al Foro Mundial (WF-25)\n\nEstimado señor:\n\nLe invito al Foro en Nairobi del 6 al 10 de octubre de 2025. Véase C24/30.\n",
    "ru": "Женева, 14 марта 2025 года\n\nОсн.: CL-25/012\nТелефон: +41 22 730 0000\n\nПредмет: Приглашение на Всемирный форум (WF-25)\n\nУважаемый господин,\n\nПриглашаю вас на Форум в Найроби 6–10 октября 2025 года. См. C24/30.\n",
    "ar": "جنيف، 14 مارس 2025\n\nالمرجع: CL-25/012\nالهاتف: +41 22 730 0000\n\nالموضوع: دعوة إلى المنتدى العالمي (WF-25)\n\nحضرة السيد،\n\nأدعوكم إلى المنتدى في نيروبي من 6 إلى 10 أكتوبر 2025. انظر C24/30.\n",
    "zh": "2025年3月14日，日内瓦\n\n文号： CL-25/012 号通函\n电话： +41 22 730 0000\n\n事由： 出席世界论坛（WF-25）的邀请函\n\n尊敬的先生，\n\n我邀请您于2025年10月6日至10日到内罗毕出席论坛。见C24/30号文件。\n",
}  # fmt: skip


@pytest.mark.parametrize("language", LETTERS)
def test_a_letter_says_who_it_is(language: str) -> None:
    document = read(LETTERS[language])
    assert document.language == language
    assert document.symbol == document.series == "CL-25/012"
    assert document.issued == date(2025, 3, 14)
    assert document.kind is DocumentKind.INVITATION
    assert document.status is DocumentStatus.UNKNOWN
    assert "WF-25" in document.title
    assert not document.title.lower().startswith(("subject", "objet", "asunto", "предмет", "الموضوع", "事由"))
    assert relations(document) == [(RelationKind.REFERS_TO, "C24/30")]
    by_name = {fact.name: fact.span.of(document.text) for fact in document.facts}
    assert by_name["symbol"] == "CL-25/012"
    assert by_name["title"] == document.title
    assert "2025" in by_name["issued"]


@pytest.mark.parametrize(
    ("text", "kind", "status"),
    [
        ("DRAFT AGENDA\n\nDocument WF-25/1-E\n\n1 Opening\n2 Closing\n", DocumentKind.AGENDA, DocumentStatus.DRAFT),
        ("世界论坛（WF-25）\n\n临时议程\n\n文件：WF-25/1-C\n\n1、开幕\n2、闭幕\n", DocumentKind.AGENDA, DocumentStatus.PROVISIONAL),
        ("Projet d'ordre du jour\n\nDate: 1er mars 2025\n\n1 Ouverture\n2 Clôture\n", DocumentKind.AGENDA, DocumentStatus.DRAFT),
        ("Asunto: Información práctica para los participantes\n\nLa sede es Nairobi.\n", DocumentKind.INFORMATION, DocumentStatus.UNKNOWN),
        ("Информация для участников\n\nФорум пройдёт в Найроби.\n", DocumentKind.INFORMATION, DocumentStatus.UNKNOWN),
        ("التقرير النهائي\n\nالوثيقة: WF-25/9-A\n\nعقد المنتدى في نيروبي.\n", DocumentKind.REPORT, DocumentStatus.FINAL),
        ("Time Table (revised)\n\nMonday\n\nOpening at 09:30.\n", DocumentKind.TIMETABLE, DocumentStatus.REVISED),
        ("Compte rendu de la troisième séance\n\nLa séance est ouverte à 9 h 30.\n", DocumentKind.MINUTES, DocumentStatus.UNKNOWN),
        ("Decision 641\n\nThe Council decides that the Forum meets in Nairobi.\n", DocumentKind.DECISION, DocumentStatus.UNKNOWN),
        ("Corrigendum\n\nDocument WF-25/2(Corr.1)-E\n\nRead 8 April for 7 April.\n", DocumentKind.CORRIGENDUM, DocumentStatus.UNKNOWN),
        ("The Forum meets in Nairobi in the final stage of the year to draft a report.\n", DocumentKind.OTHER, DocumentStatus.UNKNOWN),
    ],
)  # fmt: skip
def test_kind_and_status_are_what_the_head_says(
    text: str, kind: DocumentKind, status: DocumentStatus
) -> None:
    document = read(text)
    assert (document.kind, document.status) == (kind, status)


@pytest.mark.parametrize(
    ("symbol", "language", "expected"),
    [
        ("TDAG-25/2(Rev.1)-C", "zh", (RelationKind.REVISES, "TDAG-25/2")),
        ("TDAG-25/2(Rev.2)-C", "zh", (RelationKind.REVISES, "TDAG-25/2(Rev.1)")),
        ("TDAG-25/2(Corr.1)-C", "zh", (RelationKind.CORRECTS, "TDAG-25/2")),
        ("TDAG-25/2(Rev.1)(Corr.1)-C", "zh", (RelationKind.CORRECTS, "TDAG-25/2(Rev.1)")),
        ("A/78/5/Add.3", "en", (RelationKind.ADDS_TO, "A/78/5")),
    ],
)
def test_a_symbol_says_how_it_stands_to_its_original(
    symbol: str, language: str, expected: tuple[RelationKind, str]
) -> None:
    document = read(
        f"文件 {symbol}\n\n筹备情况报告\n\n论坛将在内罗毕举行。\n"
        if language == "zh"
        else f"{symbol}\n\nThe forum meets in Nairobi.\n"
    )
    assert document.symbol == symbol
    assert relations(document) == [expected]
    (relation,) = document.relations
    assert relation.span is not None
    assert relation.span.of(document.text) == symbol


@pytest.mark.parametrize(
    "sentence",
    [
        "This letter cancels and replaces Circular Letter CL-25/007 of 3 February 2025.",
        "Esta carta anula y reemplaza la Carta circular CL-25/007 del 3 de febrero de 2025.",
        "La présente lettre annule et remplace la lettre circulaire CL-25/007 du 3 février 2025.",
        "Настоящее письмо отменяет и заменяет циркулярное письмо CL-25/007.",
        "هذه الرسالة تلغي الرسالة المعممة وتحل محل الرسالة المعممة CL-25/007.",
        "本函取代2025年2月3日第CL-25/007号通函。",
        "This document supersedes CL-25/007.",
    ],
)
def test_what_a_document_replaces_has_its_span(sentence: str) -> None:
    document = read(f"CL-25/012\n\n{sentence}\n\nSee also C24/30.\n")
    replaced = [relation for relation in document.relations if relation.kind is RelationKind.REPLACES]
    assert [relation.target for relation in replaced] == ["CL-25/007"]
    assert replaced[0].span is not None
    assert replaced[0].span.of(document.text) in sentence
    assert (RelationKind.REFERS_TO, "C24/30") in relations(document)


@pytest.mark.parametrize(
    "line",
    ["Original: English", "Original: anglais", "Original: inglés", "Оригинал: английский", "原文：英文", "الأصل: بالإنكليزية"],
)  # fmt: skip
def test_a_translation_says_so(line: str) -> None:
    document = read(f"TDAG-25/2-C\n{line}\n\n筹备情况\n\n论坛将在内罗毕举行，为期五天，由秘书长召集。\n")
    assert (RelationKind.TRANSLATION_OF, "TDAG-25/2") in relations(document)


def test_an_original_is_no_translation() -> None:
    document = read("TDAG-25/2-E\nOriginal: English\n\nThe forum will meet in Nairobi in October.\n")
    assert relations(document) == []


def test_an_annex_says_of_what() -> None:
    document = read("Annex 2 to Document C24/30\n\nDraft agenda\n\n1 Opening\n2 Closing\n")
    assert (RelationKind.ANNEX_OF, "C24/30") in relations(document)


def test_what_is_not_said_stays_unknown() -> None:
    document = read(
        "概要：\n本文件介绍筹备情况，论坛定于2025年10月6-10日在内罗毕举行。\n1\t背景\n1.1\t见C24/30号文件（2025年5月12日）。\n"
    )
    assert (document.symbol, document.issued, document.series) == (None, None, None)
    assert document.status is DocumentStatus.UNKNOWN
    assert [fact.name for fact in document.facts] == ["kind"]
    assert document.facts[0].span.of(document.text) == "本文件介绍"
    assert document.title.startswith("本文件介绍筹备情况")


def test_the_dates_of_the_event_are_not_the_date_of_issue() -> None:
    document = read(
        "World Forum (WF-25)\nNairobi, Kenya, 6-10 October 2025\n\nThe forum meets for five days.\n"
    )
    assert document.issued is None


def test_a_deadline_is_not_the_date_of_issue() -> None:
    assert read("Registration deadline: 5 March 2025\n\nPlease register in time.\n").issued is None


def test_a_symbol_that_is_only_referred_to_is_not_its_own() -> None:
    assert (
        read("Report to the Council\n\nThe Forum was agreed in Document C24/30 of last year.\n").symbol
        is None
    )


def test_the_documents_of_an_archive_keep_their_names(tmp_path: Path) -> None:
    import io
    import zipfile

    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        archive.writestr("agenda.txt", "Draft agenda\n\n1 Opening\n2 Closing\n")
        archive.writestr("letters/invitation.txt", LETTERS["en"])
        archive.writestr("z copy of agenda.txt", "Draft agenda\n\n1 Opening\n2 Closing\n")
    found = build_documents(Path("all.zip"), data.getvalue())
    assert [document.source for document in found] == [
        "all.zip/agenda.txt",
        "all.zip/letters/invitation.txt",
        "all.zip/z copy of agenda.txt",
    ]
    assert found[0].id == found[2].id
    with zipfile.ZipFile(data, "a") as archive:
        archive.writestr("empty.txt", "")
    with pytest.raises(PartlyUnreadable, match=r"empty\.txt") as caught:
        build_documents(Path("all.zip"), data.getvalue())
    assert len(caught.value.documents) == 3


def test_a_file_without_text_is_unreadable() -> None:
    with pytest.raises(UnreadableFile):
        build_documents(Path("a.txt"), b" \n\t\n")


@pytest.mark.skipif(not REAL.is_dir(), reason="the real documents are not here")
def test_the_real_documents() -> None:
    letter, report = (build_documents(path, path.read_bytes())[0] for path in sorted(REAL.glob("*.txt")))
    assert (letter.symbol, letter.issued, letter.kind) == (
        "CL-22/007",
        date(2022, 2, 22),
        DocumentKind.INVITATION,
    )
    assert (report.symbol, report.issued, report.series) == (None, None, None)
    assert report.text == (REAL / "003_bd709cd47b760d20.txt").read_text("utf-8")


FUSED = {
    "en": "World Organization for Lights The Secretariat Trieste, 12 October 2026 Ref.: Circular letter CL-26/031-E To: Administrations Telephone: +39 040 555 0142 Subject: World Conference on Lights (WCL-27): invitation Dear Sir or Madam, Further to circular letter CL-26/022, the Conference will be held in Durban from 7 to 18 June 2027, at the Harbour Light Convention Centre.",
    "fr": "Organisation mondiale des feux Trieste, le 12 octobre 2026 Réf.: CL-26/031-E Téléphone: +39 040 555 0142 Objet: Conférence mondiale des feux (WCL-27) : invitation Madame, Monsieur, Suite à la lettre circulaire CL-26/022, la Conférence se tiendra à Durban du 7 au 18 juin 2027.",
    "zh": "世界灯标组织 秘书处 2026年10月12日，的里雅斯特 文号：CL-26/031-E 号通函 电话：+39 040 555 0142 事由：世界灯标大会（WCL-27）邀请函 尊敬的先生/女士： 继CL-26/022号通函之后，大会将于2027年6月7日至18日在德班举行，会址为港湾之光会议中心，届时将讨论各项议题。",
}  # fmt: skip


@pytest.mark.parametrize("language", FUSED)
def test_a_letterhead_run_together_into_one_line_is_taken_apart(language: str) -> None:
    document = read(FUSED[language] + "\n")
    assert (document.symbol, document.issued) == ("CL-26/031-E", date(2026, 10, 12))
    assert "WCL-27" in document.title
    assert not re.search(r"Dear|Madame|尊敬|CL-26", document.title)
    assert document.kind is DocumentKind.INVITATION


@pytest.mark.parametrize(
    ("title", "symbol"),
    [
        ("Corrigendum 1 to circular letter CL-26/031", "CL-26/031(Corr.1)-E"),
        ("CL-26/031号通函的更正1", "CL-26/031(Corr.1)-C"),
        ("Rectificatif 1 à la lettre circulaire CL-26/031", "CL-26/031(Corr.1)-F"),
    ],
)
def test_a_corrigendum_is_not_taken_for_what_it_corrects(title: str, symbol: str) -> None:
    document = read(f"# {title}\n\n{symbol}\n\n9 November 2026\n\nRead 5 June for 4 June.\n", "a.md")
    assert document.symbol == symbol
    assert document.kind is DocumentKind.CORRIGENDUM
    assert (RelationKind.CORRECTS, "CL-26/031") in relations(document)


def test_a_timetable_is_not_dated_by_its_days() -> None:
    rows = "\n".join(f"{day} March 2024\t09:30\tCommittee {day}\tRoom 3" for day in range(4, 9))
    document = read(f"Time plan of the Forum\n\nDay\tTime\tSession\tRoom\n{rows}\n")
    assert document.issued is None
    assert document.kind is DocumentKind.TIMETABLE


def test_a_salutation_is_no_heading() -> None:
    document = read("事由：论坛\n\n尊敬的先生/女士：\n\n论坛将在内罗毕举行。\n")
    assert not [block for block in document.blocks if block.kind is BlockKind.HEADING]


@pytest.mark.parametrize(
    ("text", "kind", "words"),
    [
        ("CL-31/4\n\n本文件介绍了2031年大会的筹备进展。", "report", "本文件介绍了"),
        (
            "CL-31/4\n\nThis document informs the Council of the preparations.",
            "report",
            "This document informs",
        ),
        ("CL-31/5\n\n请贵主管部门派代表出席2031年大会。", "invitation", "请贵主管部门派代表出席"),
        (
            "CL-31/6\n\nMembers are invited to attend the session in Lisbon.",
            "invitation",
            "are invited to attend",
        ),
        (
            "CL-31/7\n\nLes membres sont invités à participer à la session.",
            "invitation",
            "sont invités à participer",
        ),
        ("CL-31/8\n\nThe document of last year informed the Council.", "other", ""),
    ],
)
def test_the_body_tells_the_kind_where_no_title_does(text: str, kind: str, words: str) -> None:
    found = read(text)
    assert found.kind == kind
    assert [fact.span.of(found.text) for fact in found.facts if fact.name == "kind"] == (
        [words] if words else []
    )


def test_the_symbol_in_the_running_header_is_the_documents_own() -> None:
    from golden import makers as m

    def document(header: str) -> Document:
        part = f'<w:hdr xmlns:w="{m.W}">{m.p(header)}</w:hdr>'
        body = m.p("Report on the session", "h1") + m.p("The session was opened on 4 March 2031.")
        content = m.docx(body, parts={"word/header.xml": part}, kinds="header")
        return build_documents(Path("report.docx"), content)[0]

    found = document("TDAG-31/2(Rev.1)-E")
    assert (found.symbol, found.series, found.revision) == ("TDAG-31/2(Rev.1)-E", "TDAG-31/2", 1)
    assert not [fact for fact in found.facts if fact.name == "symbol"]
    assert document("See TDAG-31/2-E and TDAG-31/3-E").symbol is None

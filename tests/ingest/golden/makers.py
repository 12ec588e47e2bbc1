"""Small files of each format, written by hand so that what they hold is known to the letter."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping, Sequence
from xml.sax.saxutils import escape

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_RELS = "http://schemas.openxmlformats.org/package/2006/relationships"


def pack(parts: Mapping[str, str | bytes]) -> bytes:
    """Return a zip of the parts, always with the same bytes."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(zipfile.ZipInfo(name, (2025, 1, 1, 0, 0, 0)), data, zipfile.ZIP_DEFLATED)
    return buffer.getvalue()


# Word


def p(text: str, style: str = "", num: tuple[int, int] | None = None, raw: str = "") -> str:
    """Return a paragraph; `num` is (list, level), `raw` XML that follows the text."""
    properties = f'<w:pStyle w:val="{style}"/>' if style else ""
    if num:
        properties += f'<w:numPr><w:ilvl w:val="{num[1]}"/><w:numId w:val="{num[0]}"/></w:numPr>'
    run = f'<w:r><w:t xml:space="preserve">{escape(text)}</w:t></w:r>' if text else ""
    return f"<w:p><w:pPr>{properties}</w:pPr>{run}{raw}</w:p>"


def tbl(rows: Sequence[Sequence[str | tuple[str, str]]], heads: int = 0) -> str:
    """Return a table; a cell is its text, or (text, marks): `2` spans columns, `v` begins, `^` goes on."""
    body = ""
    for index, row in enumerate(rows):
        head = "<w:trPr><w:tblHeader/></w:trPr>" if index < heads else ""
        body += f"<w:tr>{head}"
        for cell in row:
            text, marks = (cell, "") if isinstance(cell, str) else cell
            properties = "".join(f'<w:gridSpan w:val="{mark}"/>' for mark in marks if mark.isdigit())
            properties += '<w:vMerge w:val="restart"/>' if "v" in marks else ""
            properties += "<w:vMerge/>" if "^" in marks else ""
            body += f"<w:tc><w:tcPr>{properties}</w:tcPr>{p(text)}</w:tc>"
        body += "</w:tr>"
    return f"<w:tbl><w:tblPr/>{body}</w:tbl>"


def abstract(key: int, levels: Sequence[tuple[str, str]], start: int = 1) -> str:
    """Return a list definition from (format, text) of each level."""
    inner = "".join(
        f'<w:lvl w:ilvl="{i}"><w:start w:val="{start if not i else 1}"/><w:numFmt w:val="{style}"/><w:lvlText w:val="{text}"/></w:lvl>'
        for i, (style, text) in enumerate(levels)
    )
    return f'<w:abstractNum w:abstractNumId="{key}">{inner}</w:abstractNum>'


_STYLES = (
    '<w:style w:type="paragraph" w:default="1" w:styleId="a"><w:name w:val="Normal"/></w:style>'
    + "".join(
        f'<w:style w:type="paragraph" w:styleId="h{n}"><w:name w:val="heading {n}"/><w:basedOn w:val="a"/></w:style>'
        for n in range(1, 5)
    )
    + '<w:style w:type="paragraph" w:styleId="toc1"><w:name w:val="toc 1"/></w:style>'
)


def docx(
    body: str,
    lists: str = "",
    nums: str = "",
    parts: Mapping[str, str | bytes] | None = None,
    kinds: str = "",
) -> bytes:
    """Return a Word file; `kinds` names further parts of word/ that it refers to, by type."""
    known = {"styles": "styles.xml", "numbering": "numbering.xml"} | {
        kind: f"{kind}.xml" for kind in kinds.split()
    }
    relations = "".join(
        f'<Relationship Id="r{i}" Type="{R}/{kind}" Target="{target}"/>'
        for i, (kind, target) in enumerate(known.items())
    )
    ns = f'xmlns:w="{W}" xmlns:r="{R}"'
    return pack(
        {
            "[Content_Types].xml": f'<Types xmlns="{_TYPES}"/>',
            "_rels/.rels": f'<Relationships xmlns="{_RELS}"><Relationship Id="d" Type="{R}/officeDocument" Target="word/document.xml"/></Relationships>',
            "word/_rels/document.xml.rels": f'<Relationships xmlns="{_RELS}">{relations}</Relationships>',
            "word/document.xml": f"<w:document {ns}><w:body>{body}</w:body></w:document>",
            "word/styles.xml": f"<w:styles {ns}>{_STYLES}</w:styles>",
            "word/numbering.xml": f"<w:numbering {ns}>{lists}{nums}</w:numbering>",
            **(parts or {}),
        }
    )


def num(key: int, of: int, start: int | None = None) -> str:
    """Return a list `key` of definition `of`, begun anew at `start`."""
    override = (
        f'<w:lvlOverride w:ilvl="0"><w:startOverride w:val="{start}"/></w:lvlOverride>'
        if start is not None
        else ""
    )
    return f'<w:num w:numId="{key}"><w:abstractNumId w:val="{of}"/>{override}</w:num>'


# PDF


class PdfPage:
    """A page under construction; y counts from the top, in points."""

    def __init__(self) -> None:
        self.operations: list[str] = []

    def text(self, x: float, y: float, text: str, size: float = 11, bold: bool = False) -> PdfPage:
        """Write a line whose base lies at y. Right-to-left text is written as it is seen."""
        codes = "".join(f"{ord(char):04X}" for char in text)
        font = "B" if bold else "F"
        self.operations.append(f"BT /{font} {size} Tf 1 0 0 1 {x} {842 - y} Tm <{codes}> Tj ET")
        return self

    def line(self, x0: float, y0: float, x1: float, y1: float) -> PdfPage:
        """Draw a line."""
        self.operations.append(f"0.5 w {x0} {842 - y0} m {x1} {842 - y1} l S")
        return self


def width(text: str, size: float = 11) -> float:
    """Return how wide the makers' font sets a text."""
    return sum(1.0 if ord(char) >= 0x2E80 else 0.5 for char in text) * size


def ruled(
    page: PdfPage, xs: Sequence[float], ys: Sequence[float], gone: Sequence[tuple[str, int, int]] = ()
) -> None:
    """Draw a grid; `gone` lists inner walls left out: ("v", column, row) at the left of a cell, ("h", …) above."""
    for row in range(len(ys) - 1):
        for column in range(len(xs)):
            if ("v", column, row) not in gone:
                page.line(xs[column], ys[row], xs[column], ys[row + 1])
    for row in range(len(ys)):
        for column in range(len(xs) - 1):
            if ("h", column, row) not in gone:
                page.line(xs[column], ys[row], xs[column + 1], ys[row])


def pdf(pages: Sequence[PdfPage], rotate: int = 0, title: str = "") -> bytes:
    """Return a PDF whose fonts map each code to the character of that code point."""
    objects: list[bytes] = []

    def add(body: str | bytes) -> int:
        objects.append(body.encode("latin-1") if isinstance(body, str) else body)
        return len(objects)

    def stream(data: str) -> str:
        return f"<< /Length {len(data)} >>\nstream\n{data}\nendstream"

    mapping = add(
        stream(
            "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /U def /CMapType 2 def\n"
            "1 begincodespacerange <0000> <FFFF> endcodespacerange\n100 beginbfrange\n"
            + "\n".join(f"<{h:02X}00> <{h:02X}FF> <{h:02X}00>" for h in range(0x00, 0x64))
            + "\nendbfrange\n100 beginbfrange\n"
            + "\n".join(f"<{h:02X}00> <{h:02X}FF> <{h:02X}00>" for h in range(0x64, 0xC8))
            + "\nendbfrange\n56 beginbfrange\n"
            + "\n".join(f"<{h:02X}00> <{h:02X}FF> <{h:02X}00>" for h in range(0xC8, 0x100))
            + "\nendbfrange endcmap end end"
        )
    )
    fonts = []
    for name in ("Golden", "Golden-Bold"):
        described = add(
            f"<< /Type /FontDescriptor /FontName /{name} /Flags 4 /FontBBox [0 -200 1000 800] /ItalicAngle 0 "
            "/Ascent 800 /Descent -200 /CapHeight 700 /StemV 80 >>"
        )
        inner = add(
            f"<< /Type /Font /Subtype /CIDFontType2 /BaseFont /{name} /CIDSystemInfo << /Registry (Adobe) "
            f"/Ordering (Identity) /Supplement 0 >> /FontDescriptor {described} 0 R /DW 500 /W [11904 65535 1000] >>"
        )
        fonts.append(
            add(
                f"<< /Type /Font /Subtype /Type0 /BaseFont /{name} /Encoding /Identity-H "
                f"/DescendantFonts [{inner} 0 R] /ToUnicode {mapping} 0 R >>"
            )
        )
    tree = len(objects) + 2 * len(pages) + 1
    kids = []
    for page in pages:
        content = add(stream("\n".join(page.operations)))
        kids.append(
            add(
                f"<< /Type /Page /Parent {tree} 0 R /MediaBox [0 0 595 842] /Rotate {rotate} /Contents {content} 0 R "
                f"/Resources << /Font << /F {fonts[0]} 0 R /B {fonts[1]} 0 R >> >> >>"
            )
        )
    add(f"<< /Type /Pages /Count {len(kids)} /Kids [{' '.join(f'{kid} 0 R' for kid in kids)}] >>")
    catalog = add(f"<< /Type /Catalog /Pages {tree} 0 R >>")
    info = add(f"<< /Title ({title}) >>")
    out = bytearray(b"%PDF-1.7\n")
    offsets = []
    for index, body in enumerate(objects, 1):
        offsets.append(len(out))
        out += f"{index} 0 obj\n".encode() + body + b"\nendobj\n"
    start = len(out)
    out += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n".encode()
    out += b"".join(f"{offset:010d} 00000 n \n".encode() for offset in offsets)
    out += f"trailer << /Size {len(objects) + 1} /Root {catalog} 0 R /Info {info} 0 R >>\nstartxref\n{start}\n%%EOF\n".encode()
    return bytes(out)

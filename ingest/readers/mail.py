"""Mail messages: what was written, and what was attached."""

from __future__ import annotations

import contextlib
from email import message_from_bytes, policy
from email.message import EmailMessage, Message
from email.utils import parsedate_to_datetime
from pathlib import Path

from ingest.documents import BlockKind
from ingest.elements import Attachment, Element, FileContent, UnreadableFile
from ingest.readers.encoding import decode
from ingest.readers.html import html_elements, html_text

_SHOWN = ("From", "To", "Cc", "Date", "Subject")
_MAX_PARTS = 500


def read_mail(path: Path, content: bytes) -> FileContent:
    """Return the message's heading lines and body, with each attached file.

    The HTML form of the body is preferred for its tables. Pictures inside the text are left out.
    Raises UnreadableFile for data that is no message.
    """
    message = message_from_bytes(content, policy=policy.default)
    if not isinstance(message, EmailMessage) or not any(name in message for name in _SHOWN):
        raise UnreadableFile(path, "is not a mail message: it has none of From, To, Date, Subject")
    headers = {name: _header(message, name) for name in _SHOWN}
    metadata = {name.lower(): value for name, value in headers.items() if value}
    if "subject" in metadata:
        metadata["title"] = metadata["subject"]
    with contextlib.suppress(TypeError, ValueError, IndexError):
        metadata["created"] = parsedate_to_datetime(headers["Date"]).isoformat()
    plain_body, html_body, attachments, problems = _parts(path, message)
    heads = [f"{name}: {headers[name]}" for name in _SHOWN[:-1] if headers[name]]
    elements: list[Element] = []
    if headers["Subject"]:
        elements.append(Element(BlockKind.HEADING, headers["Subject"], level=1))
    elements.extend(Element(BlockKind.PARAGRAPH, line) for line in heads)
    rich: list[Element] = []
    if html_body.strip():
        try:
            rich = html_elements(html_body)[0]
        except (ValueError, RecursionError) as error:
            problems.append(f"the HTML body can't be read: {error}")
    plain = not rich
    if plain:
        lines = ([f"Subject: {headers['Subject']}"] if headers["Subject"] else []) + heads + [""]
        elements = [Element(BlockKind.PARAGRAPH, line) for line in lines + plain_body.strip("\n").split("\n")]
    return FileContent(
        tuple(elements) + tuple(rich),
        "message/rfc822",
        metadata=metadata,
        attachments=tuple(attachments),
        plain=plain,
        problems=tuple(problems),
    )


def _header(message: EmailMessage, name: str) -> str:
    try:
        value = message.get(name, "")
    except (ValueError, LookupError, IndexError, AttributeError, TypeError):
        # The standard library's header parser trips over some damaged headers.
        value = dict(message.raw_items()).get(name, "")
    return " ".join(str(value).encode("utf-8", "replace").decode("utf-8").split())


def _parts(path: Path, message: EmailMessage) -> tuple[str, str, list[Attachment], list[str]]:
    plain, rich = "", ""
    attachments: list[Attachment] = []
    problems: list[str] = []
    inside: set[int] = set()
    for index, part in enumerate(message.walk()):
        if index > _MAX_PARTS:
            problems.append(f"more than {_MAX_PARTS} parts; the rest was left out")
            break
        if id(part) in inside or (part.is_multipart() and part.get_content_type() != "message/rfc822"):
            continue
        name = _file_name(part) or ""
        if part.get_content_type() == "message/rfc822":
            payload = part.get_payload()
            first = payload[0] if isinstance(payload, list) and payload else None
            if isinstance(first, Message):
                inside.update(id(inner) for inner in first.walk())
                attachments.append(Attachment(name or f"message-{index}.eml", first.as_bytes()))
            continue
        raw = part.get_payload(decode=True)
        if not isinstance(raw, bytes) or not raw:
            continue
        kind, disposition = part.get_content_type(), part.get_content_disposition()
        if disposition != "attachment" and not name and kind == "text/plain":
            plain += ("\n" if plain else "") + _text(path, part, raw)
        elif disposition != "attachment" and not name and kind == "text/html":
            rich += html_text(path, raw)[0] if _charset(part) is None else _text(path, part, raw)
        elif kind.startswith("image/") and disposition != "attachment":
            continue
        elif name:
            attachments.append(Attachment(name, raw))
        elif disposition == "attachment":
            problems.append(f"an attachment without a name ({kind}) was left out")
    return plain, rich, attachments, problems


def _file_name(part: EmailMessage) -> str | None:
    try:
        name = part.get_filename()
    except (ValueError, LookupError, IndexError, AttributeError, TypeError):
        return None
    # Only the last part: a name is shown and tells the format, it never says where to write.
    return name.replace("\\", "/").rsplit("/", 1)[-1] if name else None


def _charset(part: EmailMessage) -> str | None:
    return part.get_content_charset()


def _text(path: Path, part: EmailMessage, raw: bytes) -> str:
    charset = _charset(part)
    if charset and charset not in ("us-ascii", "utf-8"):
        try:
            name = {"gb2312": "gb18030", "gbk": "gb18030", "iso-8859-1": "cp1252"}.get(charset, charset)
            return raw.decode(name).replace("\r\n", "\n")
        except (UnicodeDecodeError, LookupError):
            pass
    try:
        return decode(raw)[0]
    except ValueError as error:
        raise UnreadableFile(path, f"its body can't be read: {error}") from error

"""What the Office formats share: parts, relationships and document properties."""

from __future__ import annotations

import posixpath
import re
from typing import Any

from ingest.elements import UnreadableFile
from ingest.readers.archive import Package

# The names that ISO/IEC 29500 Strict gives to what ECMA-376 calls otherwise.
_STRICT = re.compile(rb"http://purl\.oclc\.org/ooxml/(\w+)/(\w+)")
_PROPERTIES = {
    "title": "title",
    "subject": "subject",
    "creator": "author",
    "created": "created",
    "modified": "modified",
    "language": "language",
    "keywords": "keywords",
}


def xml(package: Package, name: str) -> Any:
    """Return the root of an XML part, read without entities or network. Raises UnreadableFile.

    What is written by the Strict names of the format comes with the usual ones.
    """
    from lxml import etree

    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True, remove_pis=True
    )
    try:
        content = _STRICT.sub(rb"http://schemas.openxmlformats.org/\1/2006/\2", package.read(name))
        return etree.fromstring(content, parser)
    except etree.XMLSyntaxError as error:
        raise UnreadableFile(package.path, f"is damaged: {name} is not well-formed ({error})") from error


def related(package: Package, part: str, many: str = "") -> dict[str, str]:
    """Return the parts that `part` refers to, by type (`styles`, `numbering` …); external ones never.

    With `many`, only the parts of that type, by relationship id.
    """
    folder, name = posixpath.split(part)
    relations = posixpath.join(folder, "_rels", f"{name}.rels")
    if relations not in package.names:
        return {}
    found: dict[str, str] = {}
    for node in xml(package, relations).iterchildren():
        target = node.get("Target") or ""
        if node.get("TargetMode") == "External" or not target:
            continue
        kind = (node.get("Type") or "").rsplit("/", 1)[-1]
        where = (
            target.lstrip("/")
            if target.startswith("/")
            else posixpath.normpath(posixpath.join(folder, target))
        )
        if where not in package.names:
            continue
        if not many:
            found.setdefault(kind, where)
        elif kind == many:
            found[node.get("Id") or where] = where
    return found


def main_part(package: Package, usual: str) -> str:
    """Return the name of the main part. Raises UnreadableFile where there is none."""
    part = related(package, "").get("officeDocument", usual)
    if part not in package.names:
        raise UnreadableFile(package.path, f"is damaged: it has no {usual}")
    return part


def core_properties(package: Package) -> dict[str, str]:
    """Return title, author, created … as the file states them."""
    part = related(package, "").get("core-properties", "docProps/core.xml")
    if part not in package.names:
        return {}
    found = {}
    for node in xml(package, part).iterchildren():
        name = _PROPERTIES.get(str(node.tag).rsplit("}", 1)[-1])
        if name and node.text and node.text.strip():
            found[name] = node.text.strip()
    return found

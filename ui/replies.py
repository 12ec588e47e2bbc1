"""An answer as text to paste into a letter: with its sources, or beside the quoted originals."""

from __future__ import annotations

from ui.dates import value_text
from ui.strings import language_name, text
from ui.turns import KeptAnswer, KeptCitation


def plain_reply(answer: KeptAnswer, language: str) -> str:
    """Return question, answer, notices, and each source with symbol, language, page and quote."""
    lines = [answer.question, "", answer.answer.strip()]
    lines += [f"! {notice.text}" for notice in answer.notices]
    if answer.citations:
        lines += ["", text("sources", language)]
        lines += [f"[{one.number}] {_label(one, language)}: “{_line(one.quote)}”" for one in answer.citations]
    return "\n".join([*lines, "", f"{text('as_of', language)} {value_text(answer.as_of, language)}"]).strip()


def bilingual_reply(answer: KeptAnswer, language: str) -> str:
    """Return each sentence in the asker's language, and below it the originals that it rests on."""
    by_number = {citation.number: citation for citation in answer.citations}
    lines: list[str] = []
    for claim in sorted(answer.claims, key=lambda claim: claim.start):
        lines.append(claim.text.strip())
        for number in claim.citations:
            if number in by_number:
                one = by_number[number]
                original = f"{text('original', language)} ({language_name(one.language, language)})"
                lines.append(f"    {original}: “{_line(one.quote)}” — {_label(one, language)}")
        lines.append("")
    if not lines:
        lines = [answer.answer.strip(), ""]
    lines += [f"! {notice.text}" for notice in answer.notices]
    return "\n".join(lines).strip()


def _label(citation: KeptCitation, language: str) -> str:
    parts = [citation.symbol or citation.title or citation.source, language_name(citation.language, language)]
    if citation.page:
        parts.append(text("page", language, page=citation.page))
    return ", ".join(parts)


def _line(quote: str) -> str:
    return " ".join(quote.split())

"""What a paper gives under the labels at its head: its summary, the action required, its references."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.documents_asked import documents_asked, in_one_language
from assistant.draft import Draft, Source
from assistant.facts import Facts
from assistant.lexicon import plain
from assistant.quotation import quoted
from ingest.documents import Document

_LABELS = {
    "references": (
        r"参考(?:文件|资料|文献)|\breference documents?\b|\breferences\b|\bdocuments? de reference\b"
        r"|\bdocumentos? de referencia\b|\bсправочн\w+ (?:документ|материал)\w*|(?:ال)?وثائق (?:ال)?مرجعيه"
        r"|(?:ال)?مراجع\b"
    ),
    "action": (
        r"(?:需|应|要求)(?:要)?采取的行动|\baction (?:required|requested)\b|\brequired action\b"
        r"|\bsuite a donner\b"
        r"|\bmesures? a prendre\b|\baccion (?:solicitada|requerida)\b|\bтребуем\w+ действи\w+"
        r"|(?:ال)?اجراء (?:ال)?مطلوب"
    ),
    "summary": r"概要|摘要|\bsummary\b|\bresume\b|\bresumen\b|\bрезюме\b|(?:ال)?ملخص",
}
"""The labels by what stands after them; for `plain` text."""
_GIVEN = re.compile(
    r"写|是什么|有什么|给出|列|内容|栏|填|\b(?:what|which|give|gives|given|say|says|under|field|listed?"
    r"|entry)\b|\bquel\w*\b|\bque\b"
    r"|\bqu'\w+|\bcual\w*\b|\bчто\b|\bкак\w+\b|(?<!\w)(?:ما|ماذا)(?!\w)"
)
"""Words that ask what a label gives; for `plain` text."""
_TO_DO = re.compile(
    r"(?:文件|报告|材料|文稿)[^。；;？?]{0,16}(?:想|要|请|让|希望|要求)(?:让|请"
    r"|要)?[^，,。；;？?]{1,8}(?:做|干|办|采取)(?:些)?(?:什么|啥)"
    r"|\bwhat (?:is|are|was|were) [\w -]{2,40} (?:supposed|expected|asked|invited|requested"
    r"|meant) to do (?:with|w|about)\b"
    r"|\bwhat (?:does|do|did|is) [^?]{2,60} (?:want|wants?|ask|asks?|asking|expect|expects?|invite|wish) "
    r"[\w -]{2,40} to do\b"
    r"|\bque (?:doit|devrait|est cense) faire\b[^?]{0,40}\bdu document\b"
    r"|\bque debe hacer\b[^?]{0,40}\bdocumento\b"
    r"|\bчто (?:должн\w+|следует) (?:с)?делать\b[^?]{0,40}\bдокумент"
)
"""Words that ask what a body is to do with a paper; for `plain` text."""
_LONGEST = 40
"""Characters of a label's line."""


def labelled(facts: Facts) -> Draft | None:
    """Quote what stands under the label that a question names; None where no paper has such a label."""
    own = plain(facts.question.text)
    asked = [label for label, words in _LABELS.items() if re.search(words, own)]
    if _TO_DO.search(own) and "action" not in asked:
        asked.append("action")
    if len(asked) != 1 or not (_GIVEN.search(own) or _TO_DO.search(own)) or facts.question.item:
        return None
    documents = in_one_language(facts, documents_asked(facts))
    found = [source for document in documents for source in _under(document, _LABELS[asked[0]])]
    if len(found) != 1:
        return None
    return Draft(tuple(quoted(facts, found[0])))


def _under(document: Document, words: str) -> Iterator[Source]:
    """Yield each label with the line after it, or with what is on its own line."""
    lines = [match for match in re.finditer(r"[^\n]+", document.text) if match.group().strip()]
    for at, line in enumerate(lines[:-1]):
        label, mark, rest = re.match(r"([^:：]*)([:：]?)(.*)", line.group(), re.DOTALL).groups()  # type: ignore[union-attr]
        if not mark or len(label) > _LONGEST or not re.fullmatch(rf"\W*(?:{words})\W*", plain(label)):
            continue
        last = line if rest.strip() else lines[at + 1]
        start = line.start() + len(label) - len(label.lstrip())
        yield Source(document.id, start, last.end())

"""The letter, paper or writer that says something, where the question is what is said."""

from __future__ import annotations

import re

_LETTER = (
    r"(?:the |la |le |l['’]|el |une? )?(?:invitation |circular )?(?:letter|circular|invitation|lettre"
    r"|circulaire|carta|invitación"
    r"|письм\w+|документ\w*|document\w*)(?: (?:circular|circulaire|d['’]invitation|de invitación"
    r"|of invitation))?"
)
SOURCE = re.compile(
    r"^(?:according to|as stated in|as per|selon|d['’]après|según|согласно|по данным) [^,?]{3,60},"
    r"|,? (?:according to|as stated in|as per|selon|d['’]après|según) [^,?]{3,60}(?=\s?[?.]?$)"
    r"|,? (?:согласно|по данным) [^,?]{3,80}(?=[?.]?$)"
    rf"|,? (?:according to|selon|d['’]après|según|согласно) {_LETTER}"
    r"|^(?:根据|按照?|依据|在)[^，,？?]{0,30}(?:文件|通函|邀请函|公函|信函|报告)(?:中|里|上|所述"
    r"|的说法)?[，,]"
    r"|^(?:وفقا ل|وفقًا ل|بحسب )[^،?؟]{3,60}،",
    re.IGNORECASE,
)
"""Phrases that only say where something stands: `according to the letter`."""
_SAYER = re.compile(
    r"(?:邀请函|邀请信|通函|公函|信函|这封信|文件)(?:里面|里头|里|中|上|内)?(?:是怎么|是如何|怎么|如何|到底)?"
    r"(?=有没有(?:讲|说|提)|(?:关于|对于?|就|针对)[^，,。？?]{1,16}?(?:是怎么|是如何|怎么|如何)(?:说|讲"
    r"|写)|(?:讲|说|提到|提及|提过|写道|写着|写了|承诺|表示|指出|认为|强调))"
    r"|(?<!副)秘书长(?=(?:在(?:这封|该)?(?:邀请函|信函|通函|函|信)(?:中|里))?(?:说|讲|提到|提及|引用|表示"
    r"|指出|强调|鼓励|希望|呼吁|写道))"
    r"|\b(?:the|this|that|your|their) (?:invitation |circular )?(?:letter|circular|invitation|document|paper)"
    r" (?=(?:\w+ )?(?:say|says|said|mention\w*|promis\w*|stat(?:e|es|ed)|tells?|told|announc\w*|describ\w*"
    r"|not(?:e|es|ed)|stress\w*|claim\w*|explain\w*|cit(?:e|es|ed)|quot(?:e|es|ed)|encourag\w*)\b)"
    r"|\bthe secretary[- ]general (?=(?:say|says|said|mention\w*|promis\w*|tells?|told|stress\w*"
    r"|cit(?:e|es|ed)|quot(?:e|es|ed)|encourag\w*|hopes?|writes?|wrote)\b)",
    re.IGNORECASE,
)
"""The letter or paper, or who signs it, as what says something, of which the question asks what that is."""


def without_sayer(text: str) -> str:
    """Return a question without the letter or paper that says what is asked, unless nothing is left."""
    bare = SOURCE.sub(" ", _SAYER.sub(" ", text)).strip()
    return bare if len(re.findall(r"[\u3400-\u9fff]|[^\W\d_\u3400-\u9fff]{2,}", bare)) > 3 else text

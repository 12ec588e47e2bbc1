"""Sentences of a document that speak to a machine: data like the rest, but never quoted as an answer."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from functools import lru_cache

from assistant.draft import Source
from assistant.lexicon import plain
from assistant.sentences import sentence_span
from ingest.documents import Document
from ingest.events import Event, Statement, Value

_TO_A_MACHINE = re.compile(
    r"\b(?:ignore|disregard|forget|override|bypass)\b.{0,40}\b(?:instruction|prompt|rule|direction|above"
    r"|previous|guideline)"
    r"|\b(?:system|developer) (?:prompt|message|note|instruction)|\byou are (?:now )?(?:an?|the) (?:ai"
    r"|assistant|chatbot|language model)"
    r"|\b(?:dear )?(?:ai|llm|chatbot|language model|assistant)s?\b[,:].{0,30}\b(?:must|should|please"
    r"|answer|reply|say|tell)"
    r"|\b(?:answer|reply|respond|tell|inform)\b.{0,30}\b(?:the (?:user|reader|asker)|every question"
    r"|all questions|users)\b"
    r"|\bnew instructions?\b|<\|?(?:im_start|system|inst)|\[/?inst\]|\bdo not (?:cite|reveal|mention the)\b"
    r"|(?:忽略|无视|忘记|不要理会|绕过|覆盖).{0,16}(?:指令|指示|提示|规则|上文|以上|之前|说明)"
    r"|(?:系统|开发者)(?:提示|指令|消息|信息)|你(?:现在)?是(?:一个|一名)?(?:ai|人工智能|助手|聊天机器人|语言模型)"
    r"|(?:请|必须|只能|只)(?:回答|回复|告诉(?:用户|读者|提问者)|输出)|(?:ai|人工智能|助手|模型)(?:请|必须|应当|应该|须)"
    r"|\bignor\w+\b.{0,40}\b(?:instruction|consigne|instruccion)|\b(?:oubli"
    r"|olvid)\w+\b.{0,40}\b(?:instruction|consigne|instruccion)"
    r"|\b(?:игнорир|забуд|не обращай)\w*.{0,40}(?:инструкц|указан|правил)|(?:تجاهل|انس).{0,40}(?:تعليمات"
    r"|اوامر|سابق)"
)


@lru_cache(maxsize=8192)
def speaks_to_machine(text: str) -> bool:
    """Return whether a sentence tells a model what to do rather than a reader what is so."""
    return bool(_TO_A_MACHINE.search(plain(text)))


def without_injected(events: tuple[Event, ...], documents: Mapping[str, Document]) -> tuple[Event, ...]:
    """Return events without what only sentences that speak to a machine say of them."""
    return tuple(_cleaned(event, documents) for event in events)


def _cleaned(event: Event, documents: Mapping[str, Document]) -> Event:
    attributes = {}
    changed = False
    for attribute, given in event.attributes.items():
        values = [given.current, *given.superseded, *given.conflicting, *given.discrepant]
        if not any(_is_injected(s, documents) for value in values for s in value.statements):
            attributes[attribute] = given
            continue
        changed = True
        current = _kept(given.current, documents)
        rest = {
            name: tuple(value for v in getattr(given, name) if (value := _kept(v, documents)))
            for name in ("superseded", "conflicting", "discrepant")
        }
        if current is None:
            pool = [*rest["conflicting"], *rest["superseded"]]
            if not pool:
                continue
            current = pool[0]
            rest = {name: tuple(v for v in found if v is not current) for name, found in rest.items()}
        attributes[attribute] = replace(given, current=current, **rest)
    return replace(event, attributes=attributes) if changed else event


def _kept(value: Value, documents: Mapping[str, Document]) -> Value | None:
    statements = tuple(s for s in value.statements if not _is_injected(s, documents))
    return replace(value, statements=statements) if statements else None


def _is_injected(statement: Statement, documents: Mapping[str, Document]) -> bool:
    document = documents.get(statement.document_id)
    if document is None:
        return False
    span = sentence_span(document, Source(document.id, statement.start, statement.end))
    return speaks_to_machine(document.text[span.start : span.end])

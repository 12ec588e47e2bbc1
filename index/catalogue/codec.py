"""Frozen dataclasses to JSON text and back, exactly, with defaults left out."""

from __future__ import annotations

import json
import types
import typing
from collections.abc import Callable
from dataclasses import MISSING, fields, is_dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from typing import Any, TypeVar

T = TypeVar("T")
Convert = Callable[[Any], Any]


def dump(value: Any, without: frozenset[str] = frozenset()) -> str:
    """Return a dataclass as JSON text, less the fields named in `without`."""
    return json.dumps(_plain(value, without), ensure_ascii=False, separators=(",", ":"))


def load(kind: type[T], body: str, /, **more: Any) -> T:
    """Return the dataclass that `dump` wrote, with the fields in `more` added.

    Raises KeyError for a field that `kind` does not have and ValueError for text that is not JSON.
    """
    plain: Any = kind
    made: T = _decoder(plain)({**json.loads(body), **more})
    return made


def _plain(value: Any, without: frozenset[str] = frozenset()) -> Any:
    if isinstance(value, str | int | float | bool | None):
        return value
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    if isinstance(value, dict):
        return {str(key): _plain(item) for key, item in value.items()}
    kind: Any = type(value)
    return {
        name: _plain(part)
        for name, default in _defaults(kind)
        if name not in without and (part := getattr(value, name)) != default
    }


@cache
def _defaults(kind: type) -> tuple[tuple[str, Any], ...]:
    return tuple(
        (each.name, each.default_factory() if each.default_factory is not MISSING else each.default)
        for each in fields(kind)
    )


@cache
def _decoder(kind: Any) -> Convert:
    if is_dataclass(kind) and isinstance(kind, type):
        hints = typing.get_type_hints(kind)
        parts = {each.name: _decoder(hints[each.name]) for each in fields(kind)}
        return lambda data: kind(**{name: parts[name](value) for name, value in data.items()})
    origin, args = typing.get_origin(kind), typing.get_args(kind)
    if origin in (types.UnionType, typing.Union):
        inner = _decoder(next(arg for arg in args if arg is not type(None)))
        return lambda data: None if data is None else inner(data)
    if origin is tuple:
        item = _decoder(args[0])
        return lambda data: tuple([item(each) for each in data]) if isinstance(data, list) else data
    if origin is dict:
        key, item = _decoder(args[0]), _decoder(args[1])
        return lambda data: {key(name): item(each) for name, each in data.items()}
    if isinstance(kind, type) and issubclass(kind, StrEnum):
        return kind
    if kind is date:
        return date.fromisoformat
    return lambda data: data

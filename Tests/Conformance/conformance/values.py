"""Values and matchers of cases; README.md lists them."""

from collections.abc import Mapping
from typing import Any

from google.protobuf.message import Message
from govmesh.contract import message_class


class Mismatch(AssertionError):
    """The subject did something else than the case says."""


Variables = dict[str, Any]


def value(source: Any, variables: Variables) -> Any:
    """What a value of a case stands for."""
    options: Variables = source if isinstance(source, dict) else {}
    match source:
        case {"$hex": text}:
            return bytes.fromhex(text) * options.get("$times", 1)
        case {"$text": text}:
            return text.encode()
        case {"$fill": size}:
            return bytes([options.get("$byte", 0)]) * size
        case {"$var": name, "$plus": more}:
            return variables[name] + more
        case {"$var": name}:
            return variables[name]
        case {"$message": name}:
            return message(name, options.get("fields", {}), variables).SerializeToString()
        case list():
            return [value(item, variables) for item in source]
        case _:
            return source


def message(name: str, fields: Mapping[str, Any], variables: Variables) -> Message:
    kind = message_class(name)
    if kind is None:
        raise ValueError(f"the contract has no message {name}")
    return fill(kind(), fields, variables)


def fill(target: Message, fields: Mapping[str, Any], variables: Variables) -> Message:
    """Sets the fields of a message."""
    for name, source in fields.items():
        field = target.DESCRIPTOR.fields_by_name[name]
        is_many = isinstance(source, list)
        if field.message_type and not is_operator(source):
            for item in source if is_many else [source]:
                part = getattr(target, name).add() if is_many else getattr(target, name)
                part.SetInParent() if not is_many else None
                fill(part, item, variables)
        elif is_many:
            getattr(target, name).extend(value(source, variables))
        else:
            setattr(target, name, value(source, variables))
    return target


def is_operator(source: Any) -> bool:
    return isinstance(source, Mapping) and any(key.startswith("$") for key in source)


def check(expected: Any, found: Any, variables: Variables, path: str) -> None:
    """Compares what was found with what a case expects; may save a variable."""
    if isinstance(found, Message) and isinstance(expected, Mapping) and not is_operator(expected):
        for name, wanted in expected.items():
            check(wanted, getattr(found, name), variables, f"{path}.{name}")
        return
    if not is_operator(expected) or not _matcher(expected, found, variables, path):
        _equal(value(expected, variables), found, path)


def _matcher(expected: Mapping[str, Any], found: Any, variables: Variables, path: str) -> bool:
    """Whether `expected` is a matcher, which has then been applied."""
    known = False
    for operator, wanted in expected.items():
        match operator:
            case "$save":
                variables[wanted] = found
            case "$any":
                _require(bool(found) is wanted, path, "something" if wanted else "nothing", found)
            case "$min":
                _require(found >= value(wanted, variables), path, f"at least {wanted}", found)
            case "$max":
                _require(found <= value(wanted, variables), path, f"at most {wanted}", found)
            case "$length":
                _require(len(found) == wanted, path, f"a length of {wanted}", found)
            case "$contains":
                _require(wanted in found, path, f"something with {wanted!r}", found)
            case "$not":
                _require(found != value(wanted, variables), path, f"not {wanted}", found)
            case "$in":
                _require(found in value(wanted, variables), path, f"one of {wanted}", found)
            case "$message" if isinstance(found, bytes):
                kind = message_class(wanted)
                if kind is None:
                    raise ValueError(f"the contract has no message {wanted}")
                check(expected.get("fields", {}), kind.FromString(found), variables, path)
            case "fields" if "$message" in expected:
                continue
            case _:
                continue
        known = True
    return known


def _equal(expected: Any, found: Any, path: str) -> None:
    if isinstance(expected, list) and not isinstance(found, list):
        _require(len(expected) == len(found), path, f"{len(expected)} elements", list(found))
        for index, (wanted, item) in enumerate(zip(expected, found, strict=True)):
            check(wanted, item, {}, f"{path}[{index}]")
        return
    _require(expected == found, path, expected, found)


def _require(holds: bool, path: str, expected: Any, found: Any) -> None:
    if not holds:
        raise Mismatch(f"{path}: expected {_short(expected)}, found {_short(found)}")


def _short(content: Any) -> str:
    text = content.hex() if isinstance(content, bytes) else repr(content)
    return text if len(text) <= 200 else f"{text[:200]}… ({len(content)} long)"

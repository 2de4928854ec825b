"""What the contract says about a method."""

from __future__ import annotations

import enum
from dataclasses import dataclass
from typing import Generic, NamedTuple, TypeVar

from google.protobuf.message import Message

Request = TypeVar("Request", bound=Message)
Response = TypeVar("Response", bound=Message)


class CallClass(enum.IntEnum):
    """What repeating a call does."""

    NO_SIDE_EFFECTS = 1
    IDEMPOTENT = 2
    KEYED = 3
    UNSAFE = 4


class Shape(NamedTuple):
    """Which directions of a call carry many messages."""

    streams_requests: bool = False
    streams_replies: bool = False

    @property
    def is_unary(self) -> bool:
        return not (self.streams_requests or self.streams_replies)


@dataclass(frozen=True)
class Method(Generic[Request, Response]):
    """One method with its types and the facts a caller must know."""

    service: str
    name: str
    request: type[Request]
    response: type[Response]
    shape: Shape
    call_class: CallClass
    # Seconds allowed when the caller names none.
    timeout: float

    @property
    def path(self) -> str:
        return f"{self.service}/{self.name}"

    @property
    def is_watch(self) -> bool:
        """Whether it is a stream that only reads, which may last for hours."""
        return not self.shape.is_unary and self.call_class is CallClass.NO_SIDE_EFFECTS

"""Why a call did not succeed."""

from __future__ import annotations

import enum
from typing import TYPE_CHECKING, TypeVar

from google.protobuf.message import DecodeError, Message

from .contract import message_class

if TYPE_CHECKING:
    from .mesh.v1 import Status

Detail = TypeVar("Detail", bound=Message)

# Keys and values that travel beside a message; a key may come more than once, and order counts.
Metadata = tuple[tuple[str, bytes], ...]


class Code(enum.IntEnum):
    """The canonical status codes, numbered as in gRPC."""

    OK = 0
    CANCELLED = 1
    UNKNOWN = 2
    INVALID_ARGUMENT = 3
    DEADLINE_EXCEEDED = 4
    NOT_FOUND = 5
    ALREADY_EXISTS = 6
    PERMISSION_DENIED = 7
    RESOURCE_EXHAUSTED = 8
    FAILED_PRECONDITION = 9
    ABORTED = 10
    OUT_OF_RANGE = 11
    UNIMPLEMENTED = 12
    INTERNAL = 13
    UNAVAILABLE = 14
    DATA_LOSS = 15
    UNAUTHENTICATED = 16

    @classmethod
    def _missing_(cls, value: object) -> Code:
        return cls.UNKNOWN


class Verdict(enum.IntEnum):
    """Whether calling again can do harm."""

    UNSPECIFIED = 0
    SAFE_NOT_STARTED = 1
    SAFE_IDEMPOTENT = 2
    DO_NOT_RETRY = 3
    UNKNOWN_OUTCOME = 4

    @classmethod
    def _missing_(cls, value: object) -> Verdict:
        return cls.UNSPECIFIED


class Origin(enum.IntEnum):
    """Who made a status."""

    UNSPECIFIED = 0
    CALLER = 1
    GATEWAY = 2
    WORKER = 3
    HANDLER = 4

    @classmethod
    def _missing_(cls, value: object) -> Origin:
        return cls.UNSPECIFIED


class RPCError(Exception):
    """A call that did not succeed.

    `details` holds the details as messages of the contract, such as `BadRequest`; what the contract
    does not know stays in `unknown_details` as pairs of type and bytes.
    """

    def __init__(
        self,
        code: Code,
        message: str,
        *,
        verdict: Verdict = Verdict.UNSPECIFIED,
        origin: Origin = Origin.CALLER,
        origin_id: str = "",
        retry_after: float = 0.0,
        details: tuple[Message, ...] = (),
        unknown_details: tuple[tuple[str, bytes], ...] = (),
        metadata: Metadata = (),
    ) -> None:
        super().__init__(f"{code.name}: {message}")
        self.code = code
        self.message = message
        self.verdict = verdict
        self.origin = origin
        self.origin_id = origin_id
        # Seconds to wait before calling again; 0 when nothing is known.
        self.retry_after = retry_after
        self.details = details
        self.unknown_details = unknown_details
        self.metadata = metadata

    def detail(self, kind: type[Detail]) -> Detail | None:
        """The first detail of a kind, e.g. `error.detail(PreconditionFailure)`."""
        return next((detail for detail in self.details if isinstance(detail, kind)), None)


def error_of(status: Status, metadata: Metadata = ()) -> RPCError:
    """The error that a status on the wire says."""
    known: list[Message] = []
    unknown: list[tuple[str, bytes]] = []
    for detail in status.details:
        kind = message_class(detail.type_url.rpartition("/")[2])
        try:
            if kind is None:
                raise DecodeError
            known.append(kind.FromString(detail.value))
        except DecodeError:
            unknown.append((detail.type_url, detail.value))
    return RPCError(
        Code(status.code),
        status.message,
        verdict=Verdict(status.retry_verdict),
        origin=Origin(status.origin),
        origin_id=status.origin_id,
        retry_after=status.retry_after_ms / 1_000,
        details=tuple(known),
        unknown_details=tuple(unknown),
        metadata=metadata,
    )

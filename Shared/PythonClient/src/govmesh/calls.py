"""One call from the API to its answer, over all attempts; no socket, no clock."""

from __future__ import annotations

import enum
import hashlib
import os
from collections import deque
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from .errors import Code, Metadata, Origin, RPCError, Verdict
from .flow import MESSAGE_LIMIT, CreditGate, CreditGrant
from .methods import CallClass, Method

if TYPE_CHECKING:
    from .session import Session

KEY_LIMIT = 64
# Seconds.
LONGEST_CALL = 600.0
LONGEST_STREAM = 86_400.0


@dataclass(frozen=True, slots=True)
class CallOptions:
    """What a caller may say about one call."""

    # Seconds; the method's own default when absent.
    timeout: float | None = None
    # 1 to 64 bytes; a KEYED call without one gets a fresh random key.
    idempotency_key: bytes = b""
    # Which instance of a service that every process offers, such as "registry".
    routing_key: str = ""
    metadata: Metadata = ()
    trace: bytes = b""


class CallState(enum.Enum):
    WAITING = enum.auto()
    SENT = enum.auto()
    BACKING_OFF = enum.auto()
    FINISHED = enum.auto()


@dataclass(eq=False, slots=True)
class Call:
    """A call with one request or a stream of them, and one answer or a stream of them.

    Drivers read `replies`, `metadata` and `error` after the core has named the call in its news.
    """

    method: Method[Any, Any]
    payload: bytes
    options: CallOptions
    # When the caller stops waiting.
    deadline: float
    key: bytes
    digest: bytes
    # What a driver keeps with it.
    context: Any = None
    state: CallState = CallState.WAITING
    attempt: int = 0
    was_sent: bool = False
    # Where it is now, and under which number.
    session: Session | None = None
    call_id: int = 0
    sent_at: float = 0.0
    error: RPCError | None = None
    initial_metadata: Metadata = ()
    metadata: Metadata = ()
    replies: deque[bytes] = field(default_factory=deque)
    # Of the stream of replies.
    received: int = 0
    grant: CreditGrant = field(default_factory=CreditGrant)
    inbound_gate: CreditGate = field(default_factory=CreditGate)
    # Of the stream of requests.
    outbound_gate: CreditGate = field(default_factory=CreditGate)
    requests: deque[bytes] = field(default_factory=deque)
    sent: int = 0
    is_half_closed: bool = False
    is_half_close_sent: bool = False
    stalled_until: float | None = None

    @property
    def is_finished(self) -> bool:
        return self.state is CallState.FINISHED

    @property
    def is_repeatable(self) -> bool:
        """Whether nothing of a stream has passed in either direction."""
        return not self.method.shape.streams_requests and self.received == 0


def prepare(method: Method[Any, Any], payload: bytes, options: CallOptions, now: float) -> Call:
    """A call ready to be started.

    Raises RPCError for what can be refused without asking anybody.
    """
    timeout = method.timeout if options.timeout is None else options.timeout
    if timeout <= 0:
        raise RPCError(
            Code.DEADLINE_EXCEEDED,
            f"no time was left when {method.path} was called",
            verdict=Verdict.SAFE_NOT_STARTED,
        )
    if len(options.idempotency_key) > KEY_LIMIT:
        raise RPCError(
            Code.INVALID_ARGUMENT,
            f"the idempotency key has {len(options.idempotency_key)} bytes; "
            f"1 to {KEY_LIMIT} are allowed",
            verdict=Verdict.DO_NOT_RETRY,
        )
    longest = LONGEST_STREAM if method.shape.streams_replies else LONGEST_CALL
    is_read = method.call_class is CallClass.NO_SIDE_EFFECTS
    needs_key = method.call_class is CallClass.KEYED and not options.idempotency_key
    call = Call(
        method=method,
        payload=payload,
        options=options,
        deadline=now + min(timeout, longest),
        key=os.urandom(16) if needs_key else options.idempotency_key,
        # Reads skip it to stay fast.
        digest=b"" if is_read else hashlib.sha256(payload).digest(),
    )
    call.inbound_gate.raise_to(call.grant.messages, call.grant.bytes)
    return call


def too_long_for_stream(size: int) -> RPCError:
    return RPCError(
        Code.RESOURCE_EXHAUSTED,
        f"a message of a stream has {size} bytes; {MESSAGE_LIMIT} fit",
        verdict=Verdict.DO_NOT_RETRY,
    )


def slow_consumer(seconds: float) -> RPCError:
    return RPCError(
        Code.RESOURCE_EXHAUSTED,
        f"SLOW_CONSUMER: the other side read nothing for {seconds:.0f} s; "
        "read faster or ask for less",
        verdict=Verdict.DO_NOT_RETRY,
        origin=Origin.CALLER,
    )

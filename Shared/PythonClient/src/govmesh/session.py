"""One session with one gateway: opened, kept alive, opened again when it is lost.

A pure state machine: it is told what happened and when, and says what to send. Times are seconds of
a clock that never goes back.
"""

from __future__ import annotations

import enum
import random
from collections import deque
from dataclasses import dataclass, field

from .calls import Call
from .errors import Code, RPCError, Verdict
from .frames import DEMANDS, FEATURES, Frame, Kind, pack
from .mesh.v1 import (
    GOAWAY_REASON_DENIED,
    GOAWAY_REASON_SHUTTING_DOWN,
    GOAWAY_REASON_UNSUPPORTED_VERSION,
    Envelope,
    GoawayReason,
    Hello,
)

NEVER = float("inf")
# Seconds a gateway may take to say WELCOME before it is asked again.
HELLO_PATIENCE = 1.0
# Seconds after which a connection that was refused is tried anew.
REFUSAL_WAIT = 1.0
_OF_CALLS = {Kind.REQUEST, Kind.DATA, Kind.HALF_CLOSE}


class SessionState(enum.Enum):
    CLOSED = enum.auto()
    # HELLO is to be sent at `hello_due`, again and again until WELCOME comes.
    OPENING = enum.auto()
    OPEN = enum.auto()


class Backoff:
    """Growing waits with jitter, in seconds."""

    def __init__(self, first: float, most: float) -> None:
        self._first = first
        self._most = most
        self._current = first

    def next(self) -> float:
        wait = random.uniform(self._current / 2, self._current)
        self._current = min(self._current * 2, self._most)
        return wait

    def reset(self) -> None:
        self._current = self._first


@dataclass(slots=True)
class Outgoing:
    """A message that is completed at the moment it is handed to the socket.

    One that belongs to a call is dropped when the call has left the session meanwhile.
    """

    kind: Kind
    envelope: Envelope
    payload: bytes = b""
    call: Call | None = None


@dataclass(slots=True)
class SessionNews:
    """What an event means for the calls of a session."""

    opened: bool = False
    # The session is gone; calls up to the number given may have started, all when it is None.
    lost: bool = False
    last_accepted: int | None = None
    # The gateway is about to stop: what is open there is finished, all else begins elsewhere.
    leaving: bool = False
    # A connection of its own must begin, since this one says nothing any more.
    reopen: bool = False
    # Why no session will come, if the gateway said so.
    refused: RPCError | None = None
    frame: Frame | None = None


@dataclass(slots=True)
class Session:
    """The session of one client with one endpoint."""

    endpoint: str
    principal: str
    backoff: Backoff
    state: SessionState = SessionState.OPENING
    session: int = 0
    epoch: int = 0
    # Whether the gateway is about to stop: it still answers what is open.
    is_leaving: bool = False
    sequence: int = 0
    sequence_in: int = 0
    # Messages known to be lost on the way here.
    lost_messages: int = 0
    dropped: int = 0
    hello_due: float = 0.0
    is_hello_sent: bool = False
    # When a connection that was refused is to be tried anew: libzmq gives some up for good.
    retry_due: float = NEVER
    ping_due: float = NEVER
    dead_due: float = NEVER
    heartbeat: float = 5.0
    dead_after: float = 15.0
    payload_limit: int = 4 * 1024 * 1024
    calls_in_flight: int = 256
    features: int = 0
    stream_credit: tuple[int, int] = (0, 0)
    last_call_id: int = 0
    open_calls: dict[int, Call] = field(default_factory=dict)
    # Moving average of the time to an answer, in seconds.
    latency: float = 0.0
    control: deque[Outgoing] = field(default_factory=deque)
    messages: deque[Outgoing] = field(default_factory=deque)

    @property
    def is_open(self) -> bool:
        return self.state is SessionState.OPEN

    @property
    def takes_calls(self) -> bool:
        return self.is_open and not self.is_leaving

    @property
    def next_wake(self) -> float:
        match self.state:
            case SessionState.OPEN:
                return min(self.ping_due, self.dead_due)
            case SessionState.OPENING:
                return min(self.hello_due, self.retry_due)
            case SessionState.CLOSED:
                return NEVER

    # What happens

    def connected(self, now: float) -> None:
        """The socket has reached a gateway, perhaps another one than before."""
        if self.state is SessionState.OPENING and not self.is_hello_sent:
            self._say_hello(now)

    def disconnected(self, now: float) -> SessionNews:
        """The connection is gone, and with it the session: gateways know peers by connection."""
        self.is_hello_sent = False
        if not self.is_open:
            return SessionNews()
        return self._lose(now, self.backoff.next())

    def refused(self, now: float) -> None:
        """The other side refuses the connection itself."""
        self.retry_due = now + REFUSAL_WAIT

    def wake(self, now: float) -> SessionNews:
        if self.state is SessionState.OPENING and self.retry_due <= now:
            self.retry_due = NEVER
            return SessionNews(reopen=True)
        if self.state is SessionState.OPENING and self.hello_due <= now:
            self._say_hello(now)
        elif self.is_open and self.dead_due <= now:
            # A process that was itself suspended must not call the other side dead on waking.
            if now - self.dead_due > self.heartbeat:
                self.dead_due = now + self.heartbeat
                self._ping(now)
            else:
                news = self._lose(now, 0)
                news.reopen = True
                return news
        elif self.is_open and self.ping_due <= now:
            self._ping(now)
        return SessionNews()

    def received(self, frame: Frame, now: float) -> SessionNews:
        envelope = frame.envelope
        if frame.flags & DEMANDS and not envelope.call_id:
            self.dropped += 1
            return SessionNews()
        match frame.kind:
            case Kind.WELCOME:
                return self._welcomed(envelope, now)
            case Kind.GOAWAY:
                return self._sent_away(envelope, now)
        if not self.is_open or envelope.session != self.session:
            self.dropped += 1
            return SessionNews()
        self.dead_due = now + self.dead_after
        if envelope.session_seq > self.sequence_in + 1:
            self.lost_messages += envelope.session_seq - self.sequence_in - 1
        self.sequence_in = envelope.session_seq
        match frame.kind:
            case Kind.PING:
                self.say(Kind.PONG, Envelope(sent_unix_us=envelope.sent_unix_us))
            case Kind.GOODBYE:
                return self._lose(now, self.backoff.next())
        return SessionNews(frame=frame)

    def depart(self, now: float) -> SessionNews:
        """Ends the session with a gateway that is about to stop; it is asked again later."""
        news = self._lose(now, REFUSAL_WAIT)
        self.say(Kind.GOODBYE, Envelope())
        return news

    def close(self) -> None:
        if self.is_open:
            self.messages.clear()
            self.say(Kind.GOODBYE, Envelope())
        self.state = SessionState.CLOSED

    # What to send

    def say(
        self, kind: Kind, envelope: Envelope, payload: bytes = b"", call: Call | None = None
    ) -> None:
        """Queues a message; control goes before what calls send."""
        queue = self.messages if kind in _OF_CALLS else self.control
        queue.append(Outgoing(kind, envelope, payload, call))

    def next_message(self, now: float, wall_us: int) -> list[bytes] | None:
        """The frames to hand to the socket now, the same until `handed_over` is called."""
        while queue := self.control or self.messages:
            outgoing = queue[0]
            envelope, call = outgoing.envelope, outgoing.call
            if call and self.open_calls.get(envelope.call_id) is not call:
                queue.popleft()
                continue
            if outgoing.kind is not Kind.HELLO:
                envelope.session = self.session
                envelope.session_seq = self.sequence + 1
            if outgoing.kind is Kind.PING:
                envelope.sent_unix_us = wall_us
            if call and outgoing.kind is Kind.REQUEST:
                envelope.timeout_us = max(int((call.deadline - now) * 1_000_000), 1)
            return pack(outgoing.kind, envelope, outgoing.payload)
        return None

    def handed_over(self, now: float) -> None:
        outgoing = (self.control or self.messages).popleft()
        if outgoing.kind is Kind.HELLO:
            self.is_hello_sent = True
            # A second HELLO on one connection ends the session the first one opens.
            self.hello_due = now + HELLO_PATIENCE
            return
        self.sequence += 1
        if outgoing.call and outgoing.kind is Kind.REQUEST:
            outgoing.call.was_sent = True
            outgoing.call.sent_at = now

    # Inside

    def _say_hello(self, now: float) -> None:
        self.hello_due = now + self.backoff.next()
        self.control.clear()
        self.say(Kind.HELLO, Envelope(hello=Hello(principal=self.principal, features=FEATURES)))

    def _ping(self, now: float) -> None:
        self.ping_due = now + self.heartbeat
        self.say(Kind.PING, Envelope())

    def _welcomed(self, envelope: Envelope, now: float) -> SessionNews:
        if self.state is not SessionState.OPENING or envelope.session == 0:
            self.dropped += 1
            return SessionNews()
        hello = envelope.hello
        self.state = SessionState.OPEN
        self.session = envelope.session
        self.epoch = hello.epoch
        self.features = hello.features
        self.sequence = self.sequence_in = self.last_call_id = 0
        self.stream_credit = (envelope.credit_messages, envelope.credit_bytes)
        self.backoff.reset()
        self.heartbeat = max(hello.heartbeat_ms, 10) / 1_000
        self.dead_after = max(hello.dead_after_ms / 1_000, 2 * self.heartbeat)
        self.payload_limit = hello.payload_limit or self.payload_limit
        self.calls_in_flight = hello.calls_in_flight or self.calls_in_flight
        self.ping_due = now + self.heartbeat
        self.dead_due = now + self.dead_after
        return SessionNews(opened=True)

    def _sent_away(self, envelope: Envelope, now: float) -> SessionNews:
        # A late answer to an earlier session says nothing about this one.
        if self.is_open and envelope.session not in (0, self.session):
            return SessionNews()
        wait = envelope.hello.reconnect_after_ms / 1_000
        if self.is_open and envelope.hello.goaway_reason == GOAWAY_REASON_SHUTTING_DOWN:
            self.is_leaving = True
            return SessionNews(leaving=True)
        if self.is_open:
            news = self._lose(now, wait + random.uniform(0, 0.005))
            news.last_accepted = envelope.call_id or None
        else:
            self.is_hello_sent = False
            self.hello_due = max(self.hello_due, now + wait)
            news = SessionNews()
        news.refused = self._refusal(envelope.hello.goaway_reason)
        return news

    def _refusal(self, reason: int) -> RPCError | None:
        match reason:
            case _ if reason == GOAWAY_REASON_DENIED:
                code, text = Code.UNAUTHENTICATED, f"lets {self.principal!r} not in"
            case _ if reason == GOAWAY_REASON_UNSUPPORTED_VERSION:
                code, text = Code.UNIMPLEMENTED, "speaks another version of the protocol"
            case _:
                return None
        name = GoawayReason.Name(reason)
        return RPCError(
            code,
            f"the gateway at {self.endpoint} {text} ({name})",
            verdict=Verdict.SAFE_NOT_STARTED,
        )

    def _lose(self, now: float, delay: float) -> SessionNews:
        self.state = SessionState.OPENING
        self.is_leaving = False
        self.is_hello_sent = False
        self.ping_due = self.dead_due = NEVER
        self.hello_due = now + delay
        self.control.clear()
        self.messages.clear()
        return SessionNews(lost=True)

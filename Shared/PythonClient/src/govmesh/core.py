"""A client's calls and sessions: events in, messages and news out; no socket, no clock, no thread.

A driver owns the sockets. It tells the core what they say (`connected`, `disconnected`, `received`)
and when time has come (`wake` at `next_wake`), hands over what `next_message` gives, and looks into
`news` after every event.
"""

from __future__ import annotations

import heapq
import itertools
import os
from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

from . import flow
from .calls import Call, CallState, slow_consumer, too_long_for_stream
from .errors import Code, Metadata, RPCError, Verdict, error_of
from .frames import (
    DEMANDS,
    END_OF_STREAM,
    ENVELOPE_LIMIT,
    Frame,
    FrameError,
    Kind,
    unbundle,
    unpack,
)
from .mesh.v1 import Envelope, Meta
from .methods import CallClass
from .retry import RetryBudget, retry_wait
from .session import NEVER, Backoff, Session, SessionNews

# Calls that wait for a place in a session.
WAITING_CALLS = 8_192


@dataclass(slots=True)
class News:
    """What a driver must know after an event."""

    # Calls that are over, or have an answer to be read.
    changed: list[Call]
    # Numbers of endpoints whose sockets must be closed and opened anew.
    reopen: list[int]
    # Whether a session has opened.
    opened: bool = False


class Core:
    """All decisions of a client."""

    def __init__(self, endpoints: Sequence[str], principal: str) -> None:
        if not endpoints:
            raise ValueError("a client needs at least one endpoint")
        self.sessions = [Session(endpoint, principal, _backoff(endpoint)) for endpoint in endpoints]
        self.news = News([], [])
        self.late_replies = 0
        self.unreadable = 0
        self._client_id = os.urandom(16)
        self._budget = RetryBudget()
        self._waiting: deque[Call] = deque()
        self._timers: list[tuple[float, int, Call]] = []
        self._order = itertools.count()
        self._live = 0
        self._refused: dict[int, RPCError] = {}
        self._is_closed = False

    def take_news(self) -> News:
        news, self.news = self.news, News([], [])
        return news

    @property
    def is_open(self) -> bool:
        return any(session.takes_calls for session in self.sessions)

    @property
    def next_wake(self) -> float:
        timer = self._timers[0][0] if self._timers else NEVER
        return min(timer, *(session.next_wake for session in self.sessions))

    # What the sockets say

    def connected(self, number: int, now: float) -> None:
        self.sessions[number].connected(now)

    def disconnected(self, number: int, now: float) -> None:
        self._heed(number, self.sessions[number].disconnected(now), now)

    def refused(self, number: int, error: RPCError, now: float) -> None:
        """The other side refuses the connection itself, as for a key it does not know."""
        self.sessions[number].refused(now)
        self._heed(number, SessionNews(refused=error), now)

    def received(self, number: int, frames: Sequence[bytes], now: float) -> None:
        try:
            messages = unbundle(frames)
        except FrameError:
            self.unreadable += 1
            return
        for message in messages:
            self._message(number, message, now)

    def _message(self, number: int, frames: Sequence[bytes], now: float) -> None:
        session = self.sessions[number]
        try:
            frame = unpack(frames)
        except FrameError:
            self.unreadable += 1
            return
        news = session.received(frame, now)
        self._heed(number, news, now)
        if news.frame and news.frame.envelope.call_id:
            self._call_frame(session, news.frame, now)
            # A call that is over leaves its place to another.
            self._place_waiting(now)

    def wake(self, now: float) -> None:
        for number, session in enumerate(self.sessions):
            self._heed(number, session.wake(now), now)
        while self._timers and self._timers[0][0] <= now:
            _, _, call = heapq.heappop(self._timers)
            if not call.is_finished:
                self._timer(call, now)
        self._place_waiting(now)

    def next_message(self, number: int, now: float, wall_us: int) -> list[bytes] | None:
        return self.sessions[number].next_message(now, wall_us)

    def handed_over(self, number: int, now: float) -> None:
        self.sessions[number].handed_over(now)

    # What the application wants

    def start(self, call: Call, now: float) -> None:
        self._live += 1
        if self._is_closed:
            return self._fail(call, _closed(call))
        if len(self._waiting) >= WAITING_CALLS:
            return self._fail(
                call,
                RPCError(
                    Code.RESOURCE_EXHAUSTED,
                    f"{len(self._waiting)} calls already wait for a gateway; call slower",
                    retry_after=0.1,
                    verdict=Verdict.SAFE_NOT_STARTED,
                ),
            )
        if len(self._refused) == len(self.sessions):
            return self._fail(call, next(iter(self._refused.values())))
        self._at(call.deadline, call)
        self._waiting.append(call)
        self._place_waiting(now)
        return None

    def cancel(self, call: Call, now: float) -> None:
        if call.is_finished:
            return
        text = f"the caller cancelled {call.method.path}"
        self._give_up(call, RPCError(Code.CANCELLED, text, verdict=_verdict(call.was_sent)))
        self._place_waiting(now)

    def send(self, call: Call, message: bytes, now: float) -> bool:
        """Adds a message to the stream of requests; False when credit is missing.

        Raises what ended the call, or why the message can never be sent.
        """
        if len(message) > flow.MESSAGE_LIMIT:
            raise too_long_for_stream(len(message))
        if call.error:
            raise call.error
        if call.is_finished or call.is_half_closed:
            raise RPCError(
                Code.FAILED_PRECONDITION,
                "the call takes no more requests; read its answer",
                verdict=Verdict.DO_NOT_RETRY,
            )
        if not call.outbound_gate.take(len(message)):
            if call.stalled_until is None:
                call.stalled_until = now + flow.SLOW_CONSUMER
                self._at(call.stalled_until, call)
            return False
        call.stalled_until = None
        call.requests.append(message)
        self._send_requests(call)
        return True

    def close_requests(self, call: Call) -> None:
        if not call.is_half_closed and not call.is_finished:
            call.is_half_closed = True
            self._send_requests(call)

    def read(self, call: Call) -> bytes:
        """Takes the next reply; the credit for it is granted anew."""
        message = call.replies.popleft()
        if (
            call.method.shape.streams_replies
            and call.grant.read(len(message))
            and call.state is CallState.SENT
        ):
            messages, size = call.grant.messages, call.grant.bytes
            call.inbound_gate.raise_to(messages, size)
            self._say(call, Kind.CREDIT, Envelope(credit_messages=messages, credit_bytes=size))
        return message

    def close(self) -> None:
        """Ends everything; calls that are open fail with CANCELLED."""
        self._is_closed = True
        for session in self.sessions:
            for call in list(session.open_calls.values()):
                self._fail(call, _closed(call))
            session.close()
        for _, _, call in self._timers:
            self._fail(call, _closed(call))
        self._timers.clear()
        self._waiting.clear()

    # Sessions

    def _heed(self, number: int, news: SessionNews, now: float) -> None:
        session = self.sessions[number]
        if news.reopen:
            self.news.reopen.append(number)
        if news.lost:
            self._lost(session, news.last_accepted, now)
        if news.leaving:
            self._end_watches(session, now)
            self._place_waiting(now)
        if news.refused:
            self._refused[number] = news.refused
            if len(self._refused) == len(self.sessions):
                self._refuse_waiting(news.refused)
        if news.opened:
            self.news.opened = True
            self._refused.pop(number, None)
            self._place_waiting(now)

    def _refuse_waiting(self, error: RPCError) -> None:
        while self._waiting:
            self._fail(self._waiting.popleft(), error)

    def _lost(self, session: Session, last_accepted: int | None, now: float) -> None:
        for call in sorted(session.open_calls.values(), key=lambda call: call.deadline):
            self._leave(call)
            started = last_accepted is None or call.call_id <= last_accepted
            verdict = _verdict(started and call.was_sent)
            error = RPCError(
                Code.UNAVAILABLE,
                f"the session with the gateway at {session.endpoint} was lost",
                verdict=verdict,
            )
            self._attempt_failed(call, error, now)

    def _end_watches(self, session: Session, now: float) -> None:
        """Ends streams that only read, which may last for hours."""
        error = RPCError(
            Code.UNAVAILABLE,
            "the gateway is being stopped; open the stream again",
            verdict=Verdict.SAFE_IDEMPOTENT,
        )
        for call in list(session.open_calls.values()):
            if call.method.is_watch:
                self._withdraw(call)
                self._attempt_failed(call, error, now)

    def _place_waiting(self, now: float) -> None:
        """Gives waiting calls to the sessions with the least to do."""
        for number, session in enumerate(self.sessions):
            if session.is_leaving and not session.open_calls:
                self._heed(number, session.depart(now), now)
        while self._waiting:
            room = [
                session
                for session in self.sessions
                if session.takes_calls and len(session.open_calls) < session.calls_in_flight
            ]
            if not room:
                return
            call = self._waiting.popleft()
            if not call.is_finished:
                self._place(call, min(room, key=_load))

    def _place(self, call: Call, session: Session) -> None:
        if len(call.payload) > session.payload_limit:
            return self._fail(
                call,
                RPCError(
                    Code.RESOURCE_EXHAUSTED,
                    f"the request has {len(call.payload)} bytes; "
                    f"the gateway takes {session.payload_limit}",
                    verdict=Verdict.DO_NOT_RETRY,
                ),
            )
        request = self._request(call)
        # Room for what is added at the moment of sending.
        if request.ByteSize() > ENVELOPE_LIMIT - 64:
            return self._fail(
                call,
                RPCError(
                    Code.INVALID_ARGUMENT,
                    f"metadata and keys of {call.method.path} pass {ENVELOPE_LIMIT} bytes",
                    verdict=Verdict.DO_NOT_RETRY,
                ),
            )
        session.last_call_id += 1
        call.session, call.call_id = session, session.last_call_id
        call.state = CallState.SENT
        call.outbound_gate.raise_to(*session.stream_credit)
        session.open_calls[call.call_id] = call
        self._say(call, Kind.REQUEST, request, call.payload)
        self._send_requests(call)
        return None

    def _request(self, call: Call) -> Envelope:
        options, method = call.options, call.method
        envelope = Envelope(
            service=method.service,
            method=method.name,
            attempt=call.attempt,
            idempotency_key=call.key,
            trace=options.trace,
            metadata=[Meta(key=key, value=value) for key, value in options.metadata],
            routing_key=options.routing_key,
            request_digest=call.digest,
        )
        if method.call_class is not CallClass.NO_SIDE_EFFECTS:
            envelope.client_id = self._client_id
        if method.shape.streams_replies:
            envelope.credit_messages = call.grant.messages
            envelope.credit_bytes = call.grant.bytes
        return envelope

    # Calls

    def _say(self, call: Call, kind: Kind, envelope: Envelope, payload: bytes = b"") -> None:
        if call.session:
            envelope.call_id = call.call_id
            call.session.say(kind, envelope, payload, call)

    def _leave(self, call: Call) -> Session | None:
        session, call.session = call.session, None
        if session:
            session.open_calls.pop(call.call_id, None)
        return session

    def _call_frame(self, session: Session, frame: Frame, now: float) -> None:
        call = session.open_calls.get(frame.envelope.call_id)
        if call is None:
            self.late_replies += frame.kind is Kind.END
            return None
        if frame.flags & DEMANDS:
            text = f"flags {frame.flags & DEMANDS:#x} must be understood and are not"
            return self._give_up(
                call, RPCError(Code.UNIMPLEMENTED, text, verdict=Verdict.DO_NOT_RETRY)
            )
        match frame.kind:
            case Kind.END:
                self._ended(call, frame, now)
            case Kind.HEADERS:
                call.initial_metadata = _metadata(frame.envelope)
            case Kind.CREDIT:
                envelope = frame.envelope
                call.outbound_gate.raise_to(envelope.credit_messages, envelope.credit_bytes)
                self.news.changed.append(call)
            case Kind.DATA:
                self._answered(call, frame, now)
        return None

    def _answered(self, call: Call, frame: Frame, now: float) -> None:
        if not call.method.shape.streams_replies:
            return self._give_up(call, _broken(f"{call.method.path} answers once, not as a stream"))
        number = frame.envelope.stream_seq
        if number != call.received:
            return self._give_up(
                call,
                RPCError(
                    Code.DATA_LOSS,
                    f"message {number} of the stream came instead of {call.received}",
                    verdict=Verdict.UNKNOWN_OUTCOME,
                ),
            )
        if not call.inbound_gate.take(len(frame.payload)):
            return self._give_up(call, _broken("the service sent more than it was granted"))
        call.received += 1
        call.replies.append(frame.payload)
        self.news.changed.append(call)
        if frame.flags & END_OF_STREAM:
            self._ended(call, frame, now)
        return None

    def _ended(self, call: Call, frame: Frame, now: float) -> None:
        envelope = frame.envelope
        metadata = _metadata(envelope)
        session = self._leave(call)
        if envelope.status.code != Code.OK:
            self._attempt_failed(call, error_of(envelope.status, metadata), now)
        elif envelope.request_digest and envelope.request_digest != call.digest:
            self._fail(
                call,
                RPCError(
                    Code.DATA_LOSS,
                    "the answer belongs to another request",
                    verdict=Verdict.UNKNOWN_OUTCOME,
                ),
            )
        else:
            if session:
                session.latency += (now - call.sent_at - session.latency) / 8
            if not call.method.shape.streams_replies:
                call.replies.append(frame.payload)
            call.metadata = metadata
            self._finish(call)

    def _attempt_failed(self, call: Call, error: RPCError, now: float) -> None:
        wait = None
        if call.is_repeatable:
            wait = retry_wait(
                error,
                call.method.call_class,
                attempt=call.attempt,
                remaining=call.deadline - now,
                budget=self._budget,
                now=now,
            )
        if wait is None:
            self._fail(call, error)
            return
        call.attempt += 1
        call.state = CallState.BACKING_OFF
        self._at(now + wait, call)

    def _timer(self, call: Call, now: float) -> None:
        if call.deadline <= now:
            self._give_up(call, self._late(call))
        elif call.stalled_until is not None and call.stalled_until <= now:
            self._give_up(call, slow_consumer(flow.SLOW_CONSUMER))
        elif call.state is CallState.BACKING_OFF:
            call.state = CallState.WAITING
            self._waiting.append(call)

    def _late(self, call: Call) -> RPCError:
        if not call.was_sent:
            places = ", ".join(session.endpoint for session in self.sessions)
            return RPCError(
                Code.DEADLINE_EXCEEDED,
                f"no gateway answers at {places}; is it running?",
                retry_after=0.1,
                verdict=Verdict.SAFE_NOT_STARTED,
            )
        unsafe = call.method.call_class is CallClass.UNSAFE
        return RPCError(
            Code.DEADLINE_EXCEEDED,
            f"{call.method.path} did not answer in time",
            verdict=Verdict.UNKNOWN_OUTCOME if unsafe else Verdict.SAFE_IDEMPOTENT,
        )

    def _give_up(self, call: Call, error: RPCError) -> None:
        """Tells both the service and the application that the call is over."""
        self._withdraw(call)
        call.replies.clear()
        self._fail(call, error)

    def _withdraw(self, call: Call) -> None:
        """Tells the service, if it has the call, that nobody waits any more."""
        session = self._leave(call)
        if session and call.was_sent:
            session.say(Kind.CANCEL, Envelope(call_id=call.call_id))

    def _fail(self, call: Call, error: RPCError) -> None:
        if not call.is_finished:
            call.error = error
            call.metadata = error.metadata
            self._finish(call)

    def _finish(self, call: Call) -> None:
        call.state = CallState.FINISHED
        call.requests.clear()
        self._live -= 1
        self.news.changed.append(call)
        if len(self._timers) > 2 * self._live + 64:
            self._timers = [timer for timer in self._timers if not timer[2].is_finished]
            heapq.heapify(self._timers)

    def _send_requests(self, call: Call) -> None:
        """Queues what the application has sent and credit allows."""
        if call.state is not CallState.SENT:
            return
        while call.requests:
            self._say(call, Kind.DATA, Envelope(stream_seq=call.sent), call.requests.popleft())
            call.sent += 1
        if call.is_half_closed and not call.is_half_close_sent:
            call.is_half_close_sent = True
            self._say(call, Kind.HALF_CLOSE, Envelope())

    def _at(self, due: float, call: Call) -> None:
        heapq.heappush(self._timers, (due, next(self._order), call))


def _backoff(endpoint: str) -> Backoff:
    parts = urlsplit(endpoint)
    if parts.scheme not in ("ipc", "tcp"):
        raise ValueError(f"endpoint {endpoint!r} is none; write ipc://PATH or tcp://HOST:PORT")
    is_local = parts.scheme == "ipc" or parts.hostname in ("127.0.0.1", "::1", "localhost")
    return Backoff(0.020, 0.200) if is_local else Backoff(0.100, 5.0)


def _load(session: Session) -> float:
    return (len(session.open_calls) + 1) * max(session.latency, 0.000_1)


def _metadata(envelope: Envelope) -> Metadata:
    return tuple((meta.key, meta.value) for meta in envelope.metadata)


def _broken(text: str) -> RPCError:
    return RPCError(Code.INTERNAL, text, verdict=Verdict.UNKNOWN_OUTCOME)


def _closed(call: Call) -> RPCError:
    return RPCError(Code.CANCELLED, "the client was closed", verdict=_verdict(call.was_sent))


def _verdict(may_have_started: bool) -> Verdict:
    return Verdict.UNKNOWN_OUTCOME if may_have_started else Verdict.SAFE_NOT_STARTED

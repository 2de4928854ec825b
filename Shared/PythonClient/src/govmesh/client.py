"""The client for threads."""

from __future__ import annotations

import contextlib
import os
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

import zmq
from google.protobuf.message import DecodeError, Message

from .calls import Call, CallOptions, prepare
from .core import Core
from .errors import Code, Metadata, RPCError, Verdict
from .methods import Method, Request, Response
from .session import NEVER
from .sockets import CurveKeys, Lines

Result = TypeVar("Result")


@dataclass(frozen=True, slots=True)
class Reply(Generic[Response]):
    """An answer and what travels beside it.

    `mesh-replayed` among the metadata marks the stored answer of an earlier call with the same key.
    """

    message: Response
    metadata: Metadata = ()


def read(method: Method[Any, Response], content: bytes) -> Response:
    """The message of a reply."""
    try:
        return method.response.FromString(content)
    except DecodeError as error:
        raise RPCError(
            Code.DATA_LOSS,
            f"the answer of {method.path} cannot be read: {error}",
            verdict=Verdict.UNKNOWN_OUTCOME,
        ) from error


def require_unary(method: Method[Any, Any]) -> None:
    if not method.shape.is_unary:
        raise TypeError(f"{method.path} is a stream; use open()")


class Client:
    """Sessions with one or several gateways of a mesh; any thread may call.

    >>> with Client("ipc:///srv/mesh/front.sock", principal="system") as mesh:
    ...     page = mesh.call(PartyService.ListParties, ListRequest(page_size=10))
    """

    def __init__(
        self, *endpoints: str, principal: str, curve_keys: CurveKeys | None = None
    ) -> None:
        self._core = Core(endpoints, principal)
        self._lines = Lines(self._core, curve_keys)
        # Guards the core; the thread alone touches sockets.
        self._lock = threading.Lock()
        self._opened = threading.Condition(self._lock)
        self._wake_read, self._wake_write = os.pipe2(os.O_NONBLOCK | os.O_CLOEXEC)
        self._is_closing = False
        self._thread = threading.Thread(target=self._run, name="govmesh", daemon=True)
        self._thread.start()

    def __enter__(self) -> Client:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Ends the sessions; calls that are open fail with CANCELLED."""
        with self._lock:
            if self._is_closing:
                return
            self._is_closing = True
            self._core.close()
            self._opened.notify_all()
        self._nudge()
        self._thread.join()
        os.close(self._wake_read)
        os.close(self._wake_write)

    def wait_until_open(self, timeout: float) -> bool:
        """Waits until a gateway has opened a session."""
        with self._lock:
            self._opened.wait_for(lambda: self._core.is_open or self._is_closing, timeout)
            return self._core.is_open

    def call(self, method: Method[Request, Response], request: Request, **options: Any) -> Response:
        """Calls a method with one request and one answer; options are those of `CallOptions`."""
        return self.invoke(method, request, **options).message

    def invoke(
        self, method: Method[Request, Response], request: Request, **options: Any
    ) -> Reply[Response]:
        """Like `call`, with the metadata of the answer."""
        require_unary(method)
        call = self._start(method, request, options)
        try:
            self._wait(call, lambda: call.is_finished)
        except BaseException:
            self._cancel(call)
            raise
        if call.error:
            raise call.error
        return Reply(read(method, call.replies.popleft()), call.metadata)

    def open(
        self,
        method: Method[Request, Response],
        request: Request | None = None,
        **options: Any,
    ) -> Stream[Request, Response]:
        """Begins a call with a stream; `request` is that of a method that takes one."""
        return Stream(self, method, self._start(method, request, options))

    # Inside

    def _start(
        self, method: Method[Any, Any], request: Message | None, options: dict[str, Any]
    ) -> Call:
        payload = request.SerializeToString() if request is not None else b""
        now = time.monotonic()
        call = prepare(method, payload, CallOptions(**options), now)
        call.context = threading.Condition(self._lock)
        self._do(lambda: self._core.start(call, now))
        return call

    def _cancel(self, call: Call) -> None:
        self._do(lambda: self._core.cancel(call, time.monotonic()))

    def _do(self, act: Callable[[], Result]) -> Result:
        with self._lock:
            result = act()
            self._spread_news()
        self._nudge()
        return result

    def _wait(self, call: Call, condition: Callable[[], Any]) -> None:
        with self._lock:
            call.context.wait_for(condition)

    def _nudge(self) -> None:
        # Full means that the thread has not yet heard the nudges before.
        with contextlib.suppress(BlockingIOError):
            os.write(self._wake_write, b"\0")

    def _run(self) -> None:
        while True:
            with self._lock:
                more = self._lines.move()
                reopen = self._spread_news()
                if self._is_closing:
                    break
                for number in reopen:
                    self._lines.reopen(number)
                wait = self._core.next_wake - time.monotonic()
            if not more:
                self._sleep(wait)
        self._lines.close()

    def _spread_news(self) -> list[int]:
        news = self._core.take_news()
        for call in news.changed:
            call.context.notify_all()
        if news.opened:
            self._opened.notify_all()
        return news.reopen

    def _sleep(self, seconds: float) -> None:
        poller = zmq.Poller()
        poller.register(self._wake_read, zmq.POLLIN)
        for number, (socket, monitor) in enumerate(self._lines.sockets):
            out = zmq.POLLOUT if number in self._lines.blocked else 0
            poller.register(socket, zmq.POLLIN | out)
            poller.register(monitor, zmq.POLLIN)
        poller.poll(None if seconds == NEVER else int(max(seconds, 0.0) * 1_000) + 1)
        with contextlib.suppress(BlockingIOError):
            os.read(self._wake_read, 4_096)


class Stream(Generic[Request, Response]):
    """A call that sends many requests, gets many answers, or both.

    Left by its `with` block, the call is cancelled unless it is over.
    """

    def __init__(self, client: Client, method: Method[Request, Response], call: Call) -> None:
        self._client = client
        self._method = method
        self._call = call

    def __enter__(self) -> Stream[Request, Response]:
        return self

    def __exit__(self, *_: object) -> None:
        self.cancel()

    def send(self, request: Request) -> None:
        """Sends one request, waiting until the service takes it."""
        content = request.SerializeToString()
        core = self._client._core
        while not self._client._do(lambda: core.send(self._call, content, time.monotonic())):
            self._client._wait(
                self._call,
                lambda: self._call.is_finished or self._call.outbound_gate.may_send(len(content)),
            )

    def finish(self) -> None:
        """Says that no more requests follow."""
        self._client._do(lambda: self._client._core.close_requests(self._call))

    def __iter__(self) -> Iterator[Response]:
        while (message := self.receive()) is not None:
            yield message

    def receive(self) -> Response | None:
        """The next answer; None after the last one."""
        call = self._call
        self._client._wait(call, lambda: call.replies or call.is_finished)
        if call.replies:
            return read(self._method, self._client._do(lambda: self._client._core.read(call)))
        if call.error:
            raise call.error
        return None

    def result(self) -> Response:
        """Ends the requests and waits for the one answer of the method."""
        self.finish()
        answer = self.receive()
        if answer is None:
            raise TypeError(f"{self._method.path} has no further answer")
        return answer

    @property
    def initial_metadata(self) -> Metadata:
        return self._call.initial_metadata

    @property
    def metadata(self) -> Metadata:
        """What travelled beside the end; empty before."""
        return self._call.metadata

    def cancel(self) -> None:
        self._client._cancel(self._call)

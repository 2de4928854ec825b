"""The client for asyncio."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator, Callable
from typing import Any, Generic

import zmq
from google.protobuf.message import Message

from .calls import Call, CallOptions, prepare
from .client import Reply, read, require_unary
from .core import Core
from .errors import Metadata
from .methods import Method, Request, Response
from .session import NEVER
from .sockets import CurveKeys, Lines


class AsyncClient:
    """Sessions with one or several gateways of a mesh, on the running event loop.

    >>> async with AsyncClient("ipc:///srv/mesh/front.sock", principal="system") as mesh:
    ...     page = await mesh.call(PartyService.ListParties, ListRequest(page_size=10))
    """

    def __init__(
        self, *endpoints: str, principal: str, curve_keys: CurveKeys | None = None
    ) -> None:
        self._core = Core(endpoints, principal)
        self._curve_keys = curve_keys
        self._lines: Lines | None = None
        self._loop: asyncio.AbstractEventLoop | None = None
        self._readers: list[int] = []
        self._timer: asyncio.TimerHandle | None = None
        self._is_moving_soon = False
        self._opened = asyncio.Event()

    async def __aenter__(self) -> AsyncClient:
        self._loop = asyncio.get_running_loop()
        self._lines = Lines(self._core, self._curve_keys)
        self._watch()
        self._move_soon()
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.close()

    async def close(self) -> None:
        """Ends the sessions; calls that are open fail with CANCELLED."""
        lines, self._lines = self._lines, None
        if lines is None:
            return
        self._core.close()
        self._spread_news()
        self._unwatch()
        if self._timer:
            self._timer.cancel()
        lines.hand_over()
        lines.close()

    async def wait_until_open(self, timeout: float) -> bool:
        """Waits until a gateway has opened a session."""
        try:
            await asyncio.wait_for(self._opened.wait(), timeout)
        except TimeoutError:
            return False
        return True

    async def call(
        self, method: Method[Request, Response], request: Request, **options: Any
    ) -> Response:
        """Calls a method with one request and one answer; options are those of `CallOptions`."""
        return (await self.invoke(method, request, **options)).message

    async def invoke(
        self, method: Method[Request, Response], request: Request, **options: Any
    ) -> Reply[Response]:
        """Like `call`, with the metadata of the answer."""
        require_unary(method)
        call = self._start(method, request, options)
        try:
            await self._wait(call, lambda: call.is_finished)
        except asyncio.CancelledError:
            self._cancel(call)
            raise
        if call.error:
            raise call.error
        return Reply(read(method, call.replies.popleft()), call.metadata)

    def open(
        self, method: Method[Request, Response], request: Request | None = None, **options: Any
    ) -> AsyncStream[Request, Response]:
        """Begins a call with a stream; `request` is that of a method that takes one."""
        return AsyncStream(self, method, self._start(method, request, options))

    # Inside

    def _start(
        self, method: Method[Any, Any], request: Message | None, options: dict[str, Any]
    ) -> Call:
        if self._lines is None:
            raise RuntimeError("the client is not open; enter it with `async with`")
        payload = request.SerializeToString() if request is not None else b""
        now = time.monotonic()
        call = prepare(method, payload, CallOptions(**options), now)
        call.context = asyncio.Event()
        self._core.start(call, now)
        self._move_soon()
        return call

    def _cancel(self, call: Call) -> None:
        self._core.cancel(call, time.monotonic())
        self._move_soon()

    async def _wait(self, call: Call, condition: Callable[[], Any]) -> None:
        while not condition():
            call.context.clear()
            await call.context.wait()

    def _move_soon(self) -> None:
        """Moves the sockets once all that is ready to run now has run."""
        if self._loop and not self._is_moving_soon:
            self._is_moving_soon = True
            self._loop.call_soon(self._move)

    def _move(self) -> None:
        self._is_moving_soon = False
        if self._loop is None or self._lines is None:
            return
        self._lines.move()
        for number in self._spread_news():
            self._unwatch()
            self._lines.reopen(number)
            self._watch()
        # The descriptors of libzmq tell of changes, not of what waits.
        if self._lines.has_more:
            self._move_soon()
        if self._timer:
            self._timer.cancel()
        due = self._core.next_wake
        if due < NEVER:
            delay = max(due - time.monotonic(), 0.0)
            self._timer = self._loop.call_later(delay, self._move_soon)

    def _spread_news(self) -> list[int]:
        news = self._core.take_news()
        for call in news.changed:
            call.context.set()
        if self._core.is_open:
            self._opened.set()
        else:
            self._opened.clear()
        return news.reopen

    def _watch(self) -> None:
        if self._loop and self._lines:
            for pair in self._lines.sockets:
                for socket in pair:
                    descriptor = int(socket.get(zmq.FD))
                    self._readers.append(descriptor)
                    self._loop.add_reader(descriptor, self._move_soon)

    def _unwatch(self) -> None:
        while self._loop and self._readers:
            self._loop.remove_reader(self._readers.pop())


class AsyncStream(Generic[Request, Response]):
    """A call that sends many requests, gets many answers, or both.

    Left by its `async with` block, the call is cancelled unless it is over.
    """

    def __init__(self, client: AsyncClient, method: Method[Request, Response], call: Call) -> None:
        self._client = client
        self._method = method
        self._call = call

    async def __aenter__(self) -> AsyncStream[Request, Response]:
        return self

    async def __aexit__(self, *_: object) -> None:
        self.cancel()

    async def send(self, request: Request) -> None:
        """Sends one request, waiting until the service takes it."""
        content = request.SerializeToString()
        call = self._call
        while not self._client._core.send(call, content, time.monotonic()):
            self._client._move_soon()
            await self._client._wait(
                call, lambda: call.is_finished or call.outbound_gate.may_send(len(content))
            )
        self._client._move_soon()

    def finish(self) -> None:
        """Says that no more requests follow."""
        self._client._core.close_requests(self._call)
        self._client._move_soon()

    async def __aiter__(self) -> AsyncIterator[Response]:
        while (message := await self.receive()) is not None:
            yield message

    async def receive(self) -> Response | None:
        """The next answer; None after the last one."""
        call = self._call
        await self._client._wait(call, lambda: call.replies or call.is_finished)
        if call.replies:
            message = self._client._core.read(call)
            self._client._move_soon()
            return read(self._method, message)
        if call.error:
            raise call.error
        return None

    async def result(self) -> Response:
        """Ends the requests and waits for the one answer of the method."""
        self.finish()
        answer = await self.receive()
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

"""A gateway made by hand: says what a test tells it to, frame by frame."""

import shutil
import struct
import tempfile
import threading
from collections.abc import Callable
from typing import Any

import zmq
from govmesh.core import Core
from govmesh.frames import Frame, Kind, pack, unpack
from govmesh.mesh.v1 import Detail, Envelope, Hello
from govmesh.methods import CallClass, Method, Shape

SESSION = 7


def method(
    name: str = "Echo",
    call_class: CallClass = CallClass.NO_SIDE_EFFECTS,
    *,
    requests: bool = False,
    replies: bool = False,
) -> Method[Detail, Detail]:
    """A method that no contract declares; `Detail` stands for any message."""
    return Method(
        service="test.v1.TestService",
        name=name,
        request=Detail,
        response=Detail,
        shape=Shape(requests, replies),
        call_class=call_class,
        timeout=30.0,
    )


def text(value: str) -> Detail:
    return Detail(type_url=value)


def bundle(*messages: list[bytes]) -> list[bytes]:
    """The frames of several messages in one."""
    entries = (
        preamble + struct.pack("<I", len(payload)) + envelope + payload
        for preamble, envelope, payload in messages
    )
    return pack(Kind.BUNDLE, Envelope(), b"".join(entries))


class Bench:
    """A core between a test and its time; no socket anywhere."""

    def __init__(self, endpoints: int = 1, **welcome: Any) -> None:
        self.core = Core([f"ipc:///front-{number}" for number in range(endpoints)], "tester")
        self.now = 100.0
        self.sequences = [0] * endpoints
        welcome.setdefault("hello", Hello(heartbeat_ms=60_000, dead_after_ms=240_000))
        for number in range(endpoints):
            self.core.connected(number, self.now)
            assert [frame.kind for frame in self.sent(number)] == [Kind.HELLO]
            self.say(Kind.WELCOME, number=number, sequence=0, **welcome)

    def sent(self, number: int = 0) -> list[Frame]:
        """What the core has to send now."""
        frames = []
        while message := self.core.next_message(number, self.now, 1_000_000):
            self.core.handed_over(number, self.now)
            frames.append(unpack(message))
        return frames

    def say(
        self,
        kind: Kind,
        payload: bytes = b"",
        *,
        number: int = 0,
        sequence: int | None = None,
        flags: int = 0,
        **fields: Any,
    ) -> None:
        """The gateway says something."""
        message = self.message(
            kind, payload, number=number, sequence=sequence, flags=flags, **fields
        )
        self.core.received(number, message, self.now)

    def message(
        self,
        kind: Kind,
        payload: bytes = b"",
        *,
        number: int = 0,
        sequence: int | None = None,
        flags: int = 0,
        **fields: Any,
    ) -> list[bytes]:
        """The frames of what the gateway says next."""
        if sequence is None:
            self.sequences[number] += 1
            sequence = self.sequences[number]
        fields.setdefault("session", SESSION)
        return pack(kind, Envelope(session_seq=sequence, **fields), payload, flags)

    def wait(self, seconds: float) -> None:
        """Lets time pass, waking the core whenever it asks for it."""
        end = self.now + seconds
        while (due := self.core.next_wake) <= end:
            self.now = max(self.now, due)
            self.core.wake(self.now)
        self.now = end


class Handmade:
    """A ROUTER in a thread that gives each message to the test's `script`."""

    def __init__(self) -> None:
        self.folder = tempfile.mkdtemp(prefix="peer-")
        self.endpoint = f"ipc://{self.folder}/front.sock"
        self.script: Callable[[Frame, Handmade], None] = lambda frame, peer: None
        self.heard: list[Frame] = []
        self._context: zmq.Context[zmq.Socket[bytes]] = zmq.Context()
        self._router = self._context.socket(zmq.ROUTER)
        self._router.linger = 0
        self._router.bind(self.endpoint)
        self._bell = self._context.socket(zmq.PAIR)
        self._bell.bind("inproc://stop")
        self._stop = self._context.socket(zmq.PAIR)
        self._stop.connect("inproc://stop")
        self._sequence = 0
        self._peer = b""
        self._thread = threading.Thread(target=self._run, daemon=True)

    def __enter__(self) -> "Handmade":
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._stop.send(b"")
        self._thread.join()
        for socket in (self._router, self._bell, self._stop):
            socket.close(linger=0)
        self._context.term()
        shutil.rmtree(self.folder)

    def say(self, kind: Kind, payload: bytes = b"", **fields: Any) -> None:
        """Answers; only from within the script."""
        self._sequence += kind is not Kind.WELCOME
        envelope = Envelope(session=SESSION, session_seq=self._sequence, **fields)
        self._router.send_multipart([self._peer, *pack(kind, envelope, payload)])

    def _run(self) -> None:
        poller = zmq.Poller()
        poller.register(self._router, zmq.POLLIN)
        poller.register(self._bell, zmq.POLLIN)
        while self._bell not in (ready := dict(poller.poll())):
            assert self._router in ready
            self._peer, *frames = self._router.recv_multipart()
            frame = unpack(frames)
            self.heard.append(frame)
            if frame.kind is Kind.HELLO:
                self._sequence = 0
                self.say(Kind.WELCOME, hello=Hello(heartbeat_ms=5_000, dead_after_ms=15_000))
            else:
                self.script(frame, self)

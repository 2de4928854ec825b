"""The side of the protocol that the runner plays, over raw sockets."""

import time
from collections import deque
from typing import Any

import zmq
from govmesh.mesh.v1 import GOAWAY_REASON_UNKNOWN_SESSION, Envelope, Hello

from .frames import Received, opened, pack, unpack
from .subjects import Running
from .values import Mismatch

# Seconds a subject may take for anything unless the case says otherwise.
PATIENCE = 10.0
READS_BUNDLES = 0x1


class Peer:
    """One side of one connection: a DEALER that connects, or a ROUTER that is connected to."""

    def __init__(
        self,
        context: "zmq.Context[Any]",
        endpoint: str,
        running: Running,
        *,
        binds: bool,
        delimits: bool,
    ) -> None:
        self._running = running
        self.binds = binds
        # An empty frame before each message, as REQ has it.
        self.delimits = delimits
        self.answers_pings = True
        self.session = 0
        # What WELCOME says that both sides can do.
        self._features = 0
        # Of the bundle that came last, what was not yet read.
        self._bundled: deque[list[bytes]] = deque()
        self.routing = b""
        self._sequence_out = 0
        self._sequence_in = 0
        self.socket = context.socket(zmq.ROUTER if binds else zmq.DEALER)
        self.socket.linger = 0
        self.socket.sndhwm = self.socket.rcvhwm = 0
        if binds:
            self.socket.bind(endpoint)
        else:
            self.socket.reconnect_ivl = 10
            self.socket.connect(endpoint)

    def send_raw(self, frames: list[bytes]) -> None:
        envelope = [self.routing] if self.binds else [b""] if self.delimits else []
        self.socket.send_multipart(envelope + frames)

    def begin(self, welcome: Envelope) -> None:
        """A session begins with this WELCOME."""
        self.session = welcome.session
        self._features = welcome.hello.features
        self._sequence_out = self._sequence_in = 0

    def next_sequence(self) -> int:
        self._sequence_out += 1
        return self._sequence_out

    def receive(self, patience: float = PATIENCE, *, wanted: str = "") -> Received:
        """The next message that is no PING, unless that is wanted."""
        end = time.monotonic() + patience
        while self._is_readable(end):
            received = self._take()
            if wanted == "HELLO" and self._is_of_another_session(received):
                continue
            if self._is_impatient(received) and wanted != "HELLO":
                continue
            if not self.delimits:
                self._check_sequence(received)
            if received.kind != "PING" or wanted == "PING":
                return received
            if self.answers_pings:
                pong = Envelope(
                    session=self.session,
                    session_seq=self.next_sequence(),
                    sent_unix_us=received.envelope.sent_unix_us,
                )
                self.send_raw(pack("PONG", pong.SerializeToString(), b""))
        raise Mismatch(f"nothing came in {patience:.0f} s, expected {wanted or 'a message'}")

    def _take(self) -> Received:
        """The next message, out of a bundle where one was agreed on."""
        if not self._bundled:
            received = unpack(self._take_frames())
            if received.kind != "BUNDLE":
                return received
            if not self._features & READS_BUNDLES:
                raise Mismatch("a bundle came, though WELCOME did not say that both read them")
            self._bundled.extend(opened(received))
        received = unpack(self._bundled.popleft())
        received.is_bundled = True
        return received

    def _take_frames(self) -> list[bytes]:
        frames: list[bytes] = self.socket.recv_multipart()
        if self.binds:
            self.routing, *frames = frames
        if self.delimits:
            delimiter, *frames = frames
            if delimiter:
                raise Mismatch(f"{delimiter!r} stands where the empty frame should")
        return frames

    def _is_of_another_session(self, received: Received) -> bool:
        """Whether this is of before the connection was cut; as any gateway, it says so."""
        session = received.envelope.session
        if not self.binds or self.session or not session:
            return False
        hello = Hello(goaway_reason=GOAWAY_REASON_UNKNOWN_SESSION)
        envelope = Envelope(session=session, hello=hello)
        self.send_raw(pack("GOAWAY", envelope.SerializeToString(), b""))
        return True

    def _is_impatient(self, received: Received) -> bool:
        """Whether this is a HELLO said again before the WELCOME on its way had arrived."""
        return received.kind == "HELLO" and self.session != 0 and self._sequence_in == 0

    def _is_readable(self, end: float) -> bool:
        """Waits for a message, as long as there is a subject that may send one."""
        if self._bundled:
            return True
        while (left := end - time.monotonic()) > 0:
            if self.socket.poll(min(left, 0.1) * 1_000):
                return True
            if self._running.is_over and not self.socket.poll(0):
                raise Mismatch(f"the subject ended with status {self._running.process.poll()}")
        return False

    def _check_sequence(self, received: Received) -> None:
        """Every message of a session has the next number."""
        envelope = received.envelope
        if received.kind in ("HELLO", "GOAWAY"):
            return
        if received.kind == "WELCOME":
            self.begin(envelope)
            return
        self._sequence_in += 1
        if envelope.session_seq != self._sequence_in:
            raise Mismatch(
                f"{received} has session_seq {envelope.session_seq}, expected {self._sequence_in}"
            )
        if envelope.session != self.session:
            raise Mismatch(f"{received} belongs to another session than {self.session}")

    def close(self) -> None:
        self.socket.close(linger=0)

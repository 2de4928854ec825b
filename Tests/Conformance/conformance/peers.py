"""The side of the protocol that the runner plays, over raw sockets."""

import time
from typing import Any

import zmq
from govmesh.mesh.v1 import Envelope

from .frames import Received, pack, unpack
from .values import Mismatch

# Seconds a subject may take for anything unless the case says otherwise.
PATIENCE = 10.0


class Peer:
    """One side of one connection: a DEALER that connects, or a ROUTER that is connected to."""

    def __init__(self, context: "zmq.Context[Any]", endpoint: str, *, binds: bool) -> None:
        self.binds = binds
        self.answers_pings = True
        self.session = 0
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
        self.socket.send_multipart([self.routing, *frames] if self.binds else frames)

    def begin(self, session: int) -> None:
        """A session begins here."""
        self.session = session
        self._sequence_out = self._sequence_in = 0

    def next_sequence(self) -> int:
        self._sequence_out += 1
        return self._sequence_out

    def receive(self, patience: float = PATIENCE, *, wanted: str = "") -> Received:
        """The next message that is no PING, unless that is wanted."""
        end = time.monotonic() + patience
        while self.socket.poll(max(end - time.monotonic(), 0) * 1_000):
            frames = self.socket.recv_multipart()
            if self.binds:
                self.routing, *frames = frames
            received = unpack(frames)
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

    def _check_sequence(self, received: Received) -> None:
        """Every message of a session has the next number."""
        envelope = received.envelope
        if received.kind in ("HELLO", "GOAWAY"):
            return
        if received.kind == "WELCOME":
            self.begin(envelope.session)
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

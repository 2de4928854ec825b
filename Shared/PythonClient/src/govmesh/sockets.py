"""Sockets of a client and what they say, for both drivers; nothing here blocks."""

from __future__ import annotations

import random
import time
from dataclasses import dataclass
from urllib.parse import urlsplit

import zmq

from .core import Core
from .errors import Code, RPCError, Verdict

# Messages taken off one socket before the others have their turn.
_MOST_AT_ONCE = 64
_PROFILE = {
    zmq.LINGER: 0,
    zmq.SNDHWM: 256,
    zmq.RCVHWM: 256,
    zmq.IMMEDIATE: 1,
    zmq.MAXMSGSIZE: 8 * 1024 * 1024,
    zmq.HANDSHAKE_IVL: 5_000,
    zmq.HEARTBEAT_IVL: 2_000,
    zmq.HEARTBEAT_TIMEOUT: 6_000,
    zmq.HEARTBEAT_TTL: 6_000,
    zmq.TCP_KEEPALIVE: 1,
    zmq.TCP_KEEPALIVE_IDLE: 30,
    zmq.TCP_KEEPALIVE_INTVL: 10,
    zmq.TCP_KEEPALIVE_CNT: 3,
}
_EVENTS = (
    zmq.EVENT_HANDSHAKE_SUCCEEDED
    | zmq.EVENT_DISCONNECTED
    | zmq.EVENT_HANDSHAKE_FAILED_AUTH
    | zmq.EVENT_HANDSHAKE_FAILED_PROTOCOL
)


@dataclass(frozen=True, slots=True)
class CurveKeys:
    """Keys for a gateway beyond this host, each 40 characters of Z85."""

    server: bytes
    public: bytes
    secret: bytes


class _Line:
    """One DEALER to one gateway, with the monitor that tells when it is connected.

    One socket for each endpoint: a DEALER with several peers would spread its messages over them.
    """

    def __init__(
        self, context: zmq.Context[zmq.Socket[bytes]], endpoint: str, keys: CurveKeys | None
    ):
        self.socket = context.socket(zmq.DEALER)
        for option, value in _PROFILE.items():
            self.socket.setsockopt(option, value)
        is_ipc = urlsplit(endpoint).scheme == "ipc"
        self.socket.reconnect_ivl = random.randint(20, 60) if is_ipc else random.randint(100, 300)
        self.socket.reconnect_ivl_max = 100 if is_ipc else 5_000
        if keys and not is_ipc:
            self.socket.curve_serverkey = keys.server
            self.socket.curve_publickey = keys.public
            self.socket.curve_secretkey = keys.secret
        self.monitor = self.socket.get_monitor_socket(_EVENTS)
        self.socket.connect(endpoint)

    def close(self) -> None:
        self.socket.disable_monitor()
        self.monitor.close(linger=0)
        self.socket.close(linger=0)


class Lines:
    """All sockets of a client, moved by its driver."""

    def __init__(self, core: Core, keys: CurveKeys | None = None) -> None:
        self._core = core
        self._keys = keys
        self._context: zmq.Context[zmq.Socket[bytes]] = zmq.Context()
        self._lines = [self._open(session.endpoint) for session in core.sessions]
        # Whether a message waits for its socket to take it.
        self.blocked: set[int] = set()

    def _open(self, endpoint: str) -> _Line:
        return _Line(self._context, endpoint, self._keys)

    @property
    def sockets(self) -> list[tuple[zmq.Socket[bytes], zmq.Socket[bytes]]]:
        """For each endpoint its socket and the monitor of it."""
        return [(line.socket, line.monitor) for line in self._lines]

    def reopen(self, number: int) -> None:
        self._lines[number].close()
        self._lines[number] = self._open(self._core.sessions[number].endpoint)

    def close(self) -> None:
        for line in self._lines:
            line.close()
        self._context.term()

    def move(self) -> bool:
        """Takes in what has come, lets time pass, hands over what is to go.

        Returns whether there is more to take in.
        """
        more = False
        for number, line in enumerate(self._lines):
            self._heed(number, line)
            more |= self._take_in(number, line)
        now = time.monotonic()
        if self._core.next_wake <= now:
            self._core.wake(now)
        self.hand_over()
        return more

    @property
    def has_more(self) -> bool:
        """Whether something can be done at once, though no descriptor may say so."""
        return any(
            _events(line.socket) & (zmq.POLLIN | (zmq.POLLOUT if number in self.blocked else 0))
            or _events(line.monitor) & zmq.POLLIN
            for number, line in enumerate(self._lines)
        )

    def hand_over(self) -> None:
        """Gives the sockets as much as they take."""
        for number, line in enumerate(self._lines):
            now = time.monotonic()
            self.blocked.discard(number)
            while message := self._core.next_message(number, now, time.time_ns() // 1_000):
                try:
                    line.socket.send_multipart(message, zmq.DONTWAIT)
                except zmq.Again:
                    self.blocked.add(number)
                    break
                self._core.handed_over(number, now)

    def _take_in(self, number: int, line: _Line) -> bool:
        for _ in range(_MOST_AT_ONCE):
            try:
                frames = line.socket.recv_multipart(zmq.DONTWAIT)
            except zmq.Again:
                return False
            self._core.received(number, frames, time.monotonic())
        return True

    def _heed(self, number: int, line: _Line) -> None:
        while _events(line.monitor) & zmq.POLLIN:
            event = int.from_bytes(line.monitor.recv_multipart()[0][:2], "little")
            now = time.monotonic()
            match event:
                case zmq.EVENT_HANDSHAKE_SUCCEEDED:
                    self._core.connected(number, now)
                case zmq.EVENT_DISCONNECTED:
                    self._core.disconnected(number, now)
                case _:
                    self._core.refused(number, self._unknown_key(number), now)

    def _unknown_key(self, number: int) -> RPCError:
        return RPCError(
            Code.UNAUTHENTICATED,
            f"the gateway at {self._core.sessions[number].endpoint} refuses this key, or has "
            "another one itself; check the CURVE keys",
            verdict=Verdict.SAFE_NOT_STARTED,
        )


def _events(socket: zmq.Socket[bytes]) -> int:
    return int(socket.get(zmq.EVENTS))

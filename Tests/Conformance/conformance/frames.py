"""Raw frames: what goes over the wire, with nothing of the client library."""

import struct
from dataclasses import dataclass

from govmesh.mesh.v1 import Envelope

KINDS = {
    "HELLO": 1,
    "WELCOME": 2,
    "GOAWAY": 3,
    "PING": 4,
    "PONG": 5,
    "REQUEST": 16,
    "HEADERS": 17,
    "DATA": 18,
    "HALF_CLOSE": 19,
    "CREDIT": 20,
    "CANCEL": 21,
    "END": 22,
    "STARTED": 23,
    "REFUSED": 24,
    "KEEP": 25,
    "READY": 32,
    "CAPACITY": 33,
    "DRAIN": 34,
    "DRAINED": 35,
    "GOODBYE": 36,
}
NAMES = {number: name for name, number in KINDS.items()}
PREAMBLE = struct.Struct("<2sBBHH")


@dataclass(slots=True)
class Received:
    """A message of the subject; every message is checked for its shape."""

    kind: str
    flags: int
    envelope: Envelope
    payload: bytes

    def __str__(self) -> str:
        fields = " ".join(str(self.envelope).split())
        return f"{self.kind} {{{fields}}} and {len(self.payload)} bytes"


def pack(kind: str, envelope: bytes, payload: bytes, flags: int = 0) -> list[bytes]:
    return [PREAMBLE.pack(b"MZ", 1, KINDS[kind], flags, len(envelope)), envelope, payload]


def unpack(frames: list[bytes]) -> Received:
    if len(frames) != 3 or len(frames[0]) != PREAMBLE.size:
        raise ValueError(f"a message of frames with {[len(frame) for frame in frames]} bytes")
    magic, major, kind, flags, length = PREAMBLE.unpack(frames[0])
    if (magic, major, length) != (b"MZ", 1, len(frames[1])):
        raise ValueError(f"preamble {frames[0].hex()} before {len(frames[1])} bytes of envelope")
    return Received(NAMES[kind], flags, Envelope.FromString(frames[1]), frames[2])

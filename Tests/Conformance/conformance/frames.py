"""Raw frames: what goes over the wire, with nothing of the client library."""

import struct
from collections.abc import Iterator
from dataclasses import dataclass

from govmesh.mesh.v1 import Envelope

KINDS = {
    "HELLO": 1,
    "WELCOME": 2,
    "GOAWAY": 3,
    "PING": 4,
    "PONG": 5,
    "BUNDLE": 6,
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
BUNDLE_LIMIT = 8_192


@dataclass(slots=True)
class Received:
    """A message of the subject; every message is checked for its shape."""

    kind: str
    flags: int
    envelope: Envelope
    payload: bytes
    # Whether it came in a bundle.
    is_bundled: bool = False

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


def entry(frames: list[bytes]) -> bytes:
    """What a bundle has of a message: preamble, length of the payload, envelope, payload."""
    preamble, envelope, payload = frames
    return preamble + struct.pack("<I", len(payload)) + envelope + payload


def opened(bundle: Received) -> Iterator[list[bytes]]:
    """The frames of the messages in a bundle."""
    content = bundle.payload
    if bundle.flags or bundle.envelope.ByteSize() or not 0 < len(content) <= BUNDLE_LIMIT:
        raise ValueError(f"{bundle} is no bundle")
    while content:
        if len(content) < 12 or not 16 <= content[3] <= 31:
            raise ValueError(f"no message of a call begins with {content[:12].hex()}")
        envelope = int.from_bytes(content[6:8], "little") + 12
        end = envelope + int.from_bytes(content[8:12], "little")
        if end > len(content):
            raise ValueError("a bundle ends within a message")
        yield [content[:8], content[12:envelope], content[envelope:end]]
        content = content[end:]

"""The three frames of every message: preamble, envelope, payload."""

from __future__ import annotations

import enum
import struct
from collections.abc import Sequence
from dataclasses import dataclass

from google.protobuf.message import DecodeError

from .mesh.v1 import Envelope

MAGIC = b"MZ"
MAJOR = 1
ENVELOPE_LIMIT = 16_384
END_OF_STREAM = 0x0002
# Flags that must be understood; this version knows none.
DEMANDS = 0xFF00
# Magic, major, kind, flags, length of the envelope.
_PREAMBLE = struct.Struct("<2sBBHH")


class Kind(enum.IntEnum):
    """What a message is for."""

    HELLO = 1
    WELCOME = 2
    GOAWAY = 3
    PING = 4
    PONG = 5
    REQUEST = 16
    HEADERS = 17
    DATA = 18
    HALF_CLOSE = 19
    CREDIT = 20
    CANCEL = 21
    END = 22
    STARTED = 23
    REFUSED = 24
    KEEP = 25
    READY = 32
    CAPACITY = 33
    DRAIN = 34
    DRAINED = 35
    GOODBYE = 36


class FrameError(ValueError):
    """A message that cannot be read."""


@dataclass(frozen=True, slots=True)
class Frame:
    """One message, read."""

    kind: Kind
    flags: int
    envelope: Envelope
    payload: bytes


def pack(kind: Kind, envelope: Envelope, payload: bytes = b"", flags: int = 0) -> list[bytes]:
    """The frames of one message."""
    content = envelope.SerializeToString()
    if len(content) > ENVELOPE_LIMIT:
        raise FrameError(f"the envelope has {len(content)} bytes; {ENVELOPE_LIMIT} fit")
    return [_PREAMBLE.pack(MAGIC, MAJOR, kind, flags, len(content)), content, payload]


def unpack(frames: Sequence[bytes]) -> Frame:
    """Reads one message."""
    if len(frames) != 3 or len(frames[0]) != _PREAMBLE.size:
        raise FrameError("a message has three frames, the first of eight bytes")
    magic, major, kind, flags, length = _PREAMBLE.unpack(frames[0])
    if magic != MAGIC or major != MAJOR:
        raise FrameError("the preamble is of another protocol or another major version of it")
    if length != len(frames[1]) or length > ENVELOPE_LIMIT:
        raise FrameError(
            "the envelope has another length than the preamble says, or too many bytes"
        )
    try:
        return Frame(Kind(kind), flags, Envelope.FromString(frames[1]), frames[2])
    except (DecodeError, ValueError) as error:
        raise FrameError(str(error)) from error

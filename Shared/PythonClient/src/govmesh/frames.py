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
# What this client can do beyond the minimum, a set of bits: it reads bundles.
FEATURES = 0x1
BUNDLE_LIMIT = 8_192
# Magic, major, kind, flags, length of the envelope.
_PREAMBLE = struct.Struct("<2sBBHH")
# What stands before each message of a bundle: the same, and the length of the payload.
_ENTRY = struct.Struct("<2sBBHHI")
_OF_CALLS = range(16, 32)


class Kind(enum.IntEnum):
    """What a message is for."""

    HELLO = 1
    WELCOME = 2
    GOAWAY = 3
    PING = 4
    PONG = 5
    BUNDLE = 6
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


_BUNDLE = _PREAMBLE.pack(MAGIC, MAJOR, Kind.BUNDLE, 0, 0)


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


def unbundle(frames: Sequence[bytes]) -> list[Sequence[bytes]]:
    """The messages in a bundle, which are not read yet; any other message is itself."""
    if not frames or frames[0][:4] != _BUNDLE[:4]:
        return [frames]
    if len(frames) != 3 or frames[0] != _BUNDLE or frames[1]:
        raise FrameError("a bundle has three frames, no flags and no envelope")
    content = frames[2]
    if not 0 < len(content) <= BUNDLE_LIMIT:
        raise FrameError(f"a bundle of {len(content)} bytes; 1 to {BUNDLE_LIMIT} are allowed")
    messages: list[Sequence[bytes]] = []
    start = 0
    while start < len(content):
        begin = start + _ENTRY.size
        if begin > len(content):
            raise FrameError("a bundle ends within a message")
        _, _, kind, _, envelope, payload = _ENTRY.unpack_from(content, start)
        middle = begin + envelope
        end = middle + payload
        if kind not in _OF_CALLS:
            raise FrameError(f"a bundle holds messages of calls only; {kind} is of another kind")
        if end > len(content):
            raise FrameError("a bundle ends within a message")
        preamble = content[start : start + _PREAMBLE.size]
        messages.append((preamble, content[begin:middle], content[middle:end]))
        start = end
    return messages


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

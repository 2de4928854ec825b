"""python3 -m conformance.dumps [--check]: the frames in proto/README.md, byte for byte.

Each block between `<!-- frames NAME -->` and the next ``` fence is written anew, or compared.
"""

import functools
import pathlib
import re
import sys
from collections.abc import Iterator

from google.protobuf.message import Message
from govmesh.mesh.v1 import Envelope, GetRequest, Hello, Status
from govmesh.registry.v1 import Party

from .frames import entry, pack

DOCUMENT = pathlib.Path(__file__).resolve().parents[3] / "proto" / "README.md"
BLOCK = re.compile(r"(<!-- frames (\w+) -->\n```\n)(.*?)(```\n)", re.DOTALL)
SESSION = 0x0102030405060708
EPOCH = 0x1112131415161718

HELLO = ("HELLO", Envelope(hello=Hello(principal="system")), None)
WELCOME = (
    "WELCOME",
    Envelope(
        session=SESSION,
        hello=Hello(
            epoch=EPOCH,
            heartbeat_ms=5_000,
            dead_after_ms=15_000,
            payload_limit=4 * 1024 * 1024,
            envelope_limit=16_384,
            calls_in_flight=256,
        ),
    ),
    None,
)
question = functools.partial(
    Envelope,
    call_id=1,
    service="govmesh.registry.v1.PartyService",
    method="GetParty",
    timeout_us=5_000_000,
)
REQUEST = (
    "REQUEST",
    question(session=SESSION, session_seq=1),
    GetRequest(name="parties/sp-1"),
)
END = ("END", Envelope(call_id=1, session=SESSION, session_seq=1), Party(name="parties/sp-1"))
FAILURE = (
    "END",
    Envelope(
        call_id=1,
        session=SESSION,
        session_seq=1,
        status=Status(code=5, message="gone", retry_verdict=3, origin=4, origin_id="registry"),
    ),
    None,
)
REQ = (
    "REQUEST",
    question(hello=Hello(principal="system")),
    GetRequest(name="parties/sp-1"),
)


def frames_of(kind: str, envelope: Envelope, payload: Message | None) -> list[bytes]:
    content = payload.SerializeToString(deterministic=True) if payload else b""
    return pack(kind, envelope.SerializeToString(deterministic=True), content)


NEXT = (
    "END",
    Envelope(call_id=2, session=SESSION, session_seq=2),
    Party(name="parties/sp-2"),
)
FRAMES = {
    "hello": frames_of(*HELLO),
    "welcome": frames_of(*WELCOME),
    "request": frames_of(*REQUEST),
    "end": frames_of(*END),
    "failure": frames_of(*FAILURE),
    "bundle": pack("BUNDLE", b"", entry(frames_of(*END)) + entry(frames_of(*NEXT))),
    "req": frames_of(*REQ),
}


def dump(frames: list[bytes]) -> str:
    lines: list[str] = []
    for label, frame in zip(("preamble", "envelope", "payload"), frames, strict=True):
        rows = [frame[start : start + 24] for start in range(0, len(frame), 24)] or [b""]
        for number, row in enumerate(rows):
            lines.append(f"{'' if number else label:<9} {row.hex(' ')}".rstrip())
    return "\n".join(lines) + "\n"


def rewritten(document: str) -> str:
    return BLOCK.sub(lambda match: match[1] + dump(FRAMES[match[2]]) + match[4], document)


def missing(document: str) -> Iterator[str]:
    shown = {match[2] for match in BLOCK.finditer(document)}
    yield from (name for name in FRAMES if name not in shown)


def main() -> int:
    document = DOCUMENT.read_text()
    for name in missing(document):
        print(f"{DOCUMENT} does not show the frames {name}")
        return 1
    current = rewritten(document)
    if "--check" not in sys.argv:
        DOCUMENT.write_text(current)
    elif current != document:
        print(f"the frames in {DOCUMENT} are not those of today; run python3 -m conformance.dumps")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())

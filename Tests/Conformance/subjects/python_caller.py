"""The Python client as a subject: takes orders as lines of JSON, tells what became of calls."""

import asyncio
import json
import sys
from dataclasses import dataclass
from typing import Any, cast

from google.protobuf.message import Message
from govmesh import AsyncClient, AsyncStream, CallClass, Method, RPCError
from govmesh.methods import Shape


@dataclass
class Raw:
    """Bytes in the place of a message."""

    content: bytes = b""

    def SerializeToString(self) -> bytes:
        return self.content

    @staticmethod
    def FromString(content: bytes) -> "Raw":
        return Raw(content)


def method_of(order: dict[str, Any]) -> Method[Any, Any]:
    service, _, name = order["method"].partition("/")
    return Method(
        service=service,
        name=name,
        request=cast(type[Message], Raw),
        response=cast(type[Message], Raw),
        shape=Shape(order.get("streams_requests", False), order.get("streams_replies", False)),
        call_class=CallClass[order.get("class", "NO_SIDE_EFFECTS")],
        timeout=30.0,
    )


def payload_of(order: dict[str, Any]) -> bytes:
    """Hex, or so many bytes of a sort."""
    match order.get("payload", ""):
        case {"$fill": size, **more}:
            return bytes([more.get("$byte", 0)]) * size
        case text:
            return bytes.fromhex(text)


def options_of(order: dict[str, Any]) -> dict[str, Any]:
    options: dict[str, Any] = {}
    if "timeout_ms" in order:
        options["timeout"] = order["timeout_ms"] / 1_000
    if "idempotency_key" in order:
        options["idempotency_key"] = bytes.fromhex(order["idempotency_key"])
    if "routing_key" in order:
        options["routing_key"] = order["routing_key"]
    if "metadata" in order:
        options["metadata"] = tuple((key, value.encode()) for key, value in order["metadata"])
    return options


def tell(call: str, **content: Any) -> None:
    print(json.dumps({"call": call, **content}), flush=True)


def tell_error(call: str, error: RPCError) -> None:
    tell(
        call,
        code=error.code.name,
        number=error.code.value,
        message=error.message,
        verdict=error.verdict.name,
        origin=error.origin.name,
        details=len(error.details),
        metadata=[[key, value.decode()] for key, value in error.metadata],
    )


class Caller:
    def __init__(self, client: AsyncClient) -> None:
        self.client = client
        self.tasks: dict[str, asyncio.Task[None]] = {}
        self.streams: dict[str, AsyncStream[Any, Any]] = {}

    async def obey(self, order: dict[str, Any]) -> None:
        payload = cast(Message, Raw(payload_of(order)))
        match order:
            case {"call": name}:
                self.tasks[name] = asyncio.create_task(self._call(name, order, payload))
            case {"open": name}:
                method = method_of(order)
                self.streams[name] = self.client.open(method, payload, **options_of(order))
            case {"send": name}:
                self.tasks[name] = asyncio.create_task(self._send(name, payload))
            case {"finish": name}:
                self.streams[name].finish()
            case {"read": name}:
                self.tasks[name] = asyncio.create_task(self._read(name))
            case {"cancel": name}:
                if name in self.streams:
                    self.streams[name].cancel()
                else:
                    self.tasks[name].cancel()

    async def _call(self, name: str, order: dict[str, Any], payload: Message) -> None:
        try:
            reply = await self.client.invoke(method_of(order), payload, **options_of(order))
        except RPCError as error:
            tell_error(name, error)
        except asyncio.CancelledError:
            tell(name, code="CANCELLED")
        else:
            metadata = [[key, value.decode()] for key, value in reply.metadata]
            content = cast(Raw, reply.message).content
            tell(name, code="OK", payload=content.hex(), metadata=metadata)

    async def _send(self, name: str, payload: Message) -> None:
        try:
            await self.streams[name].send(payload)
        except RPCError as error:
            tell_error(name, error)
        else:
            tell(name, code="SENT")

    async def _read(self, name: str) -> None:
        stream = self.streams[name]
        try:
            message = await stream.receive()
        except RPCError as error:
            tell_error(name, error)
            return
        if message is None:
            metadata = [[key, value.decode()] for key, value in stream.metadata]
            tell(name, code="OK", metadata=metadata)
        else:
            tell(name, code="MESSAGE", payload=cast(Raw, message).content.hex())


async def main() -> None:
    loop = asyncio.get_running_loop()
    reader = asyncio.StreamReader(limit=64 * 1024 * 1024)
    await loop.connect_read_pipe(lambda: asyncio.StreamReaderProtocol(reader), sys.stdin)
    begin = json.loads(await reader.readline())
    async with AsyncClient(*begin["endpoints"], principal=begin["principal"]) as client:
        caller = Caller(client)
        while line := await reader.readline():
            await caller.obey(json.loads(line))


asyncio.run(main())

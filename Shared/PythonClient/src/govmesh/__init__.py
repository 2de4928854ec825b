"""Calls the services of a GovMesh."""

from .aio import AsyncClient, AsyncStream
from .calls import CallOptions
from .client import Client, Reply, Stream
from .errors import Code, Origin, RPCError, Verdict
from .methods import CallClass, Method
from .sockets import CurveKeys

__all__ = [
    "AsyncClient",
    "AsyncStream",
    "CallClass",
    "CallOptions",
    "Client",
    "Code",
    "CurveKeys",
    "Method",
    "Origin",
    "RPCError",
    "Reply",
    "Stream",
    "Verdict",
]

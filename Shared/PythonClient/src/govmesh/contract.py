"""The contract: messages, enums and methods of all services, from their descriptors.

`govmesh.registry.v1`, `govmesh.credit.v1` and so on hold what the proto files of that package
declare; methods are found in classes named after their service, such as `PartyService.ListParties`.
"""

from __future__ import annotations

import functools
import importlib
import importlib.resources
from typing import Any

from google.protobuf import descriptor_pb2, descriptor_pool, message_factory, timestamp_pb2
from google.protobuf.descriptor import ServiceDescriptor
from google.protobuf.internal.enum_type_wrapper import EnumTypeWrapper
from google.protobuf.message import Message

from .methods import CallClass, Method, Shape

# These two are in every pool that protobuf's own modules have filled.
_GIVEN = {descriptor_pb2.DESCRIPTOR.name, timestamp_pb2.DESCRIPTOR.name}


@functools.cache
def _pool() -> descriptor_pool.DescriptorPool:
    pool = descriptor_pool.Default()
    content = importlib.resources.files(__package__).joinpath("contract.binpb").read_bytes()
    for file in descriptor_pb2.FileDescriptorSet.FromString(content).file:
        if file.name not in _GIVEN:
            pool.AddSerializedFile(file.SerializeToString())
    return pool


def expose(names: dict[str, Any], file: str) -> None:
    """Puts into `names` what `file` declares."""
    descriptor = _pool().FindFileByName(file)
    for dependency in descriptor.dependencies:
        if dependency.package.startswith("govmesh."):
            importlib.import_module(
                dependency.name.removesuffix(".proto").replace("/", ".") + "_pb2"
            )
    names["DESCRIPTOR"] = descriptor
    for name, message in descriptor.message_types_by_name.items():
        names[name] = message_factory.GetMessageClass(message)
    for name, enum in descriptor.enum_types_by_name.items():
        names[name] = EnumTypeWrapper(enum)
        names.update((value.name, value.number) for value in enum.values)
    names.update(descriptor.extensions_by_name)


def expose_service(name: str) -> type:
    """A class whose attributes are the methods of the service with the full name `name`."""
    service = _pool().FindServiceByName(name)
    methods = {method.name: _method(service, method.name) for method in service.methods}
    return type(service.name, (), methods)


@functools.cache
def find_method(path: str) -> Method[Message, Message]:
    """The method written `govmesh.registry.v1.PartyService/ListParties`."""
    service, _, name = path.partition("/")
    try:
        descriptor = _pool().FindServiceByName(service)
    except KeyError:
        raise LookupError(f"the contract has no service {service}") from None
    if name not in descriptor.methods_by_name:
        known = ", ".join(sorted(descriptor.methods_by_name))
        raise LookupError(f"{service} has no method {name}; it has {known}")
    return _method(descriptor, name)


def _method(service: ServiceDescriptor, name: str) -> Method[Message, Message]:
    descriptor = service.methods_by_name[name]
    rule: Any = descriptor.GetOptions().Extensions[_method_rule()]
    return Method(
        service=service.full_name,
        name=name,
        request=message_factory.GetMessageClass(descriptor.input_type),
        response=message_factory.GetMessageClass(descriptor.output_type),
        shape=Shape(descriptor.client_streaming, descriptor.server_streaming),
        call_class=CallClass(rule.call_class or CallClass.UNSAFE),
        timeout=(rule.timeout_ms or 30_000) / 1_000,
    )


@functools.cache
def _method_rule() -> Any:
    extension = _pool().FindExtensionByName("govmesh.mesh.v1.method")
    # The class of the option's message must be known before options are read.
    if extension.message_type:
        message_factory.GetMessageClass(extension.message_type)
    return extension


def message_class(name: str) -> type[Message] | None:
    """The class of the message with the full name `name`, if the contract has it."""
    try:
        return message_factory.GetMessageClass(_pool().FindMessageTypeByName(name))
    except KeyError:
        return None

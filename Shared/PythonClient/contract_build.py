"""Writes the contract of a mesh as Python modules and stubs."""

import pathlib
from collections import defaultdict
from collections.abc import Iterator

import grpc_tools
from google.protobuf.descriptor_pb2 import FileDescriptorProto, FileDescriptorSet
from grpc_tools import protoc

MODULE = """\
from govmesh.contract import expose

expose(globals(), "{file}")
"""
STUB_HEAD = """\
from govmesh.methods import Method as _Method
"""


def write_contract(proto: pathlib.Path, target: pathlib.Path) -> None:
    """Compiles all files below `proto` into the package `govmesh` below `target`."""
    files = sorted(str(path.relative_to(proto)) for path in proto.rglob("*.proto"))
    descriptors = target / "govmesh" / "contract.binpb"
    include = pathlib.Path(grpc_tools.__file__).parent / "_proto"
    arguments = [
        "protoc",
        f"-I{proto}",
        f"-I{include}",
        f"--pyi_out={target}",
        f"--descriptor_set_out={descriptors}",
        "--include_imports",
        *files,
    ]
    if protoc.main(arguments) != 0:
        raise SystemExit(f"{proto} cannot be compiled")
    contract = FileDescriptorSet.FromString(descriptors.read_bytes())
    packages: dict[str, list[FileDescriptorProto]] = defaultdict(list)
    for file in contract.file:
        if file.package.startswith("govmesh."):
            packages[file.package].append(file)
    for package, members in packages.items():
        folder = target / package.replace(".", "/")
        for file in members:
            (target / module_path(file.name)).write_text(MODULE.format(file=file.name))
        (folder / "__init__.py").write_text(package_module(members))
        (folder / "__init__.pyi").write_text(package_stub(members))
        (folder.parent / "__init__.py").touch()


def module_path(file: str) -> str:
    return file.removesuffix(".proto") + "_pb2.py"


def module_names(members: list[FileDescriptorProto]) -> Iterator[str]:
    for file in members:
        yield pathlib.PurePath(module_path(file.name)).stem


def package_module(members: list[FileDescriptorProto]) -> str:
    """All messages of a package, and its services as classes of methods."""
    lines = ["from govmesh.contract import expose_service\n"]
    lines += [f"from .{name} import *  # noqa: F403\n" for name in module_names(members)]
    for file in members:
        for service in file.service:
            full = f"{file.package}.{service.name}"
            lines.append(f'{service.name} = expose_service("{full}")\n')
    return "".join(lines)


def package_stub(members: list[FileDescriptorProto]) -> str:
    lines = [STUB_HEAD]
    lines += [f"from .{name} import *\n" for name in module_names(members)]
    imports = set()
    body = []
    for file in members:
        for service in file.service:
            body.append(f"\nclass {service.name}:\n")
            for method in service.method:
                types = []
                for full in (method.input_type, method.output_type):
                    package, _, name = full.lstrip(".").rpartition(".")
                    imports.add(package)
                    types.append(f"{package}.{name}")
                body.append(f"    {method.name}: _Method[{', '.join(types)}]\n")
    own = members[0].package
    lines += [f"import {package}\n" for package in sorted(imports - {own})]
    text = "".join(lines + body)
    return text.replace(f"{own}.", "")

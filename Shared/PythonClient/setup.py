"""Turns the contract in proto/ into what the package carries, while the package is built.

The package holds descriptors, not generated classes: generated code runs only with the protobuf
versions its compiler allows, descriptors with all. The compiler is the one in grpcio-tools: a build
requirement as any other, so that pip alone installs the client, from a folder of wheels too.
"""

import pathlib
import sys

from setuptools import setup
from setuptools.command.build_py import build_py

HERE = pathlib.Path(__file__).resolve().parent
PROTO = HERE.parents[1] / "proto"
sys.path.insert(0, str(HERE))
from contract_build import write_contract  # noqa: E402


class BuildWithContract(build_py):
    """Adds the descriptors, a module for each proto file and one for each package of them."""

    def run(self) -> None:
        super().run()
        write_contract(PROTO, pathlib.Path(self.build_lib))


setup(cmdclass={"build_py": BuildWithContract})

"""A real mesh for the tests that need one, and a peer made by hand for the others."""

import os
import pathlib
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator

import pytest
from handmade import Handmade

ROOT = pathlib.Path(__file__).resolve().parents[2]
PROGRAMS = ROOT / os.environ.get("GOVMESH_PROGRAMS", ".build/release")
GOVMESH = PROGRAMS / "govmesh"


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port: int = server.getsockname()[1]
        return port


class Mesh:
    """Five processes started by `govmesh up`."""

    def __init__(self, folder: str) -> None:
        self.folder = folder
        self.front = f"ipc://{folder}/front.sock"
        # Where callers with keys come in.
        self.listening = f"tcp://127.0.0.1:{free_port()}"

    def run(self, *words: str) -> str:
        return subprocess.run(
            [GOVMESH, *words, "--folder", self.folder],
            check=True,
            capture_output=True,
            text=True,
        ).stdout

    def process(self, program: str) -> int:
        return int(pathlib.Path(self.folder, f"{program}.pid").read_text())


@pytest.fixture(scope="session")
def mesh() -> Iterator[Mesh]:
    assert GOVMESH.exists(), "the programs are missing; build them with `make build`"
    folder = tempfile.mkdtemp(prefix="mesh-")
    mesh = Mesh(folder)
    try:
        mesh.run("up", "--json", "--listen", mesh.listening)
        yield mesh
    finally:
        mesh.run("down")
        shutil.rmtree(folder)


@pytest.fixture
def handmade() -> Iterator[Handmade]:
    with Handmade() as peer:
        yield peer

"""The smallest clients there are: a REQ socket, no session."""

import pathlib
import re
import subprocess
import sys

from conftest import ROOT, Mesh


def test_the_five_lines_of_the_protocol_document(mesh: Mesh, tmp_path: pathlib.Path) -> None:
    document = (ROOT / "proto" / "README.md").read_text()
    (example,) = re.findall(r"```python\n(.+?)```", document, re.DOTALL)
    script = tmp_path / "req.py"
    script.write_text(example)
    words = [sys.executable, script, mesh.front]
    done = subprocess.run(words, capture_output=True, text=True, check=True)
    assert 'service: "registry"' in done.stdout


def test_a_client_in_c(mesh: Mesh, tmp_path: pathlib.Path) -> None:
    program = tmp_path / "req"
    wire = ROOT / "Shared" / "WireC"
    sources = [wire / "govmesh" / "mesh" / "v1" / name for name in NEEDED]
    subprocess.run(
        [
            *("cc", "-std=c11", "-Wall", "-Werror", f"-I{wire / 'include'}"),
            *(ROOT / "Tests" / "Conformance" / "req.c", *sources, *google(wire)),
            *("-lzmq", "-lprotobuf-c", "-o", program),
        ],
        check=True,
    )
    words = [program, mesh.front, "system"]
    done = subprocess.run(words, capture_output=True, text=True, check=True)
    assert done.stdout == "registry SERVING\n"
    words = [program, "ipc:///nowhere", ""]
    assert subprocess.run([program], capture_output=True, check=False).returncode == 64


NEEDED = ["envelope.pb-c.c", "node.pb-c.c", "options.pb-c.c"]


def google(wire: pathlib.Path) -> list[pathlib.Path]:
    return sorted((wire / "google").rglob("*.c"))

"""Programs under test: started for each case, in a folder of their own."""

import contextlib
import json
import os
import pathlib
import queue
import shlex
import shutil
import signal
import subprocess
import tempfile
import threading
from dataclasses import dataclass
from typing import Any

from .values import Mismatch


@dataclass(frozen=True, slots=True)
class Subject:
    """What is tested: a role and the command that starts it.

    The command may hold {front}, {back}, {folder}, and {identity}: the file of the key with which a
    gateway signs who is calling; services trust {identity}.pub.
    """

    name: str
    role: str
    command: str
    # What it can do of what cases need.
    features: frozenset[str]


class Running:
    """A subject that runs."""

    def __init__(self, subject: Subject) -> None:
        self.subject = subject
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="conf-"))
        self.front = f"ipc://{self.folder}/front.sock"
        self.back = f"ipc://{self.folder}/back.sock"
        self._process: subprocess.Popen[str] | None = None
        self._lines: queue.SimpleQueue[str] = queue.SimpleQueue()

    def start(self) -> None:
        words = [
            word.format(
                front=self.front,
                back=self.back,
                folder=self.folder,
                identity=self.folder / "identity",
            )
            for word in shlex.split(self.subject.command)
        ]
        with (self.folder / "log").open("a") as log:
            self._process = subprocess.Popen(
                words,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE if self.subject.role == "caller" else log,
                stderr=log,
                text=True,
            )
        if self.subject.role == "caller":
            # Read at once: a caller whose output is full would stand still.
            threading.Thread(target=self._listen, daemon=True).start()

    def _listen(self) -> None:
        for line in self.process.stdout or ():
            self._lines.put(line)
        self._lines.put("")

    @property
    def process(self) -> "subprocess.Popen[str]":
        if self._process is None:
            raise ValueError("the subject was not started")
        return self._process

    def tell(self, order: dict[str, Any]) -> None:
        """Gives an order to a caller, as a line of JSON."""
        stdin = self.process.stdin
        if stdin is None:
            raise ValueError("a caller reads its orders from standard input")
        stdin.write(json.dumps(order) + "\n")
        stdin.flush()

    def hear(self, patience: float) -> dict[str, Any]:
        """The next line of a caller."""
        try:
            line = self._lines.get(timeout=patience)
        except queue.Empty:
            raise Mismatch(f"the caller told nothing in {patience:.0f} s") from None
        if not line:
            raise Mismatch(f"the caller ended: {self.log}")
        heard: dict[str, Any] = json.loads(line)
        return heard

    @property
    def log(self) -> str:
        return (self.folder / "log").read_text()[-2_000:]

    def signal(self, name: str) -> None:
        os.kill(self.process.pid, getattr(signal, f"SIG{name}"))

    @property
    def is_over(self) -> bool:
        return self._process is not None and self._process.poll() is not None

    def wait(self, patience: float) -> int:
        try:
            return self.process.wait(patience)
        except subprocess.TimeoutExpired:
            raise Mismatch(f"the subject still ran after {patience:.0f} s") from None

    def stop(self) -> None:
        if self._process:
            with contextlib.suppress(ProcessLookupError):
                self._process.kill()
            self._process.wait()
            if self._process.stdin:
                with contextlib.suppress(BrokenPipeError):
                    self._process.stdin.close()
        shutil.rmtree(self.folder, ignore_errors=True)

"""Cases on disk, and the list of those a subject is known to fail."""

import json
import pathlib
from dataclasses import dataclass
from typing import Any

HERE = pathlib.Path(__file__).resolve().parents[1]
SUBJECTS = ("gateway", "worker", "caller")


@dataclass(frozen=True, slots=True)
class Case:
    """One promise of the protocol."""

    name: str
    source: str
    subject: str
    steps: list[dict[str, Any]]
    needs: tuple[str, ...] = ()
    # Whether PING is answered as a matter of course.
    answers_pings: bool = True
    # Whether it asks for what no subject does: a runner that lets it pass is wrong.
    must_fail: bool = False
    says: str = ""


def load(folder: pathlib.Path = HERE / "cases") -> list[Case]:
    cases = []
    for file in sorted(folder.glob("*.json")):
        for entry in json.loads(file.read_text())["cases"]:
            case = Case(**{**entry, "needs": tuple(entry.get("needs", ()))})
            if case.subject not in SUBJECTS:
                raise SystemExit(f"{file.name}: {case.name}: no subject {case.subject}")
            cases.append(case)
    names = [(case.subject, case.name) for case in cases]
    for name in set(names):
        if names.count(name) > 1:
            raise SystemExit(f"{name[1]} stands twice for the subject {name[0]}")
    return cases


def known_failures(name: str) -> dict[str, str]:
    """Cases that the subject of this name fails, with the reason."""
    file = HERE / "failing" / f"{name}.json"
    failures: dict[str, str] = json.loads(file.read_text()) if file.exists() else {}
    return failures

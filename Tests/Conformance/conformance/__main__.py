"""python3 -m conformance [NAME …] [--case PATTERN] [--subject ROLE --command COMMAND]"""

import argparse
import fnmatch
import json
import os
import pathlib
import sys
import time

from .cases import SUBJECTS, Case, known_failures, load
from .play import play
from .subjects import Subject
from .values import Mismatch

HERE = pathlib.Path(__file__).resolve().parents[1]
PROGRAMS = HERE.parents[1] / os.environ.get("GOVMESH_PROGRAMS", ".build/release")

# What the commands in subjects.json may hold beside what each case brings.
PLACES = {"programs": PROGRAMS, "python": sys.executable, "here": HERE}


def known_subjects() -> list[Subject]:
    entries = json.loads((HERE / "subjects.json").read_text())["subjects"]
    for entry in entries:
        for name, place in PLACES.items():
            entry["command"] = entry["command"].replace(f"{{{name}}}", str(place))
        entry["features"] = frozenset(entry["features"])
    return [Subject(**entry) for entry in entries]


def main() -> int:
    parser = argparse.ArgumentParser(prog="conformance", description=__doc__)
    parser.add_argument("names", nargs="*", help="known subjects; all when none is given")
    parser.add_argument("--case", default="*", help="only cases whose name matches")
    parser.add_argument("--subject", choices=SUBJECTS, help="the role of another program")
    parser.add_argument("--command", help="starts it; see README.md")
    parser.add_argument("--features", default="", help="what it can do, such as streams")
    parser.add_argument("--verbose", action="store_true", help="name what passes too")
    options = parser.parse_args()
    subjects = [
        known for known in known_subjects() if known.name in options.names or not options.names
    ]
    if options.subject:
        name = options.names[0] if options.names else "other"
        features = frozenset(options.features.split(","))
        subjects = [Subject(name, options.subject, options.command, features)]
    cases = [case for case in load() if fnmatch.fnmatch(case.name, options.case)]
    return max(run(subject, cases, options.verbose) for subject in subjects)


def run(subject: Subject, cases: list[Case], verbose: bool) -> int:
    """Plays all cases of a subject; 1 when one ends in another way than the list says."""
    failing = known_failures(subject.name)
    mine = [case for case in cases if case.subject == subject.role]
    able = [case for case in mine if subject.features.issuperset(case.needs)]
    surprises = []
    begun = time.monotonic()
    for case in able:
        problem = ""
        try:
            play(case, subject)
        except Mismatch as mismatch:
            problem = str(mismatch)
        should_fail = case.must_fail or case.name in failing
        if problem and not should_fail:
            surprises.append(f"{case.name} ({case.source}): {problem}")
        elif not problem and should_fail:
            surprises.append(f"{case.name} passes, but should not")
        elif verbose:
            print(f"  {case.name}: {'fails as it should' if problem else 'passes'}")
    every = {case.name for case in load() if case.subject == subject.role}
    surprises += [
        f"failing/{subject.name}.json lists {name}, which is no case"
        for name in failing
        if name not in every
    ]
    seconds = time.monotonic() - begun
    left = f", {len(mine) - len(able)} left out" if len(able) < len(mine) else ""
    print(f"{subject.name}: {len(able)} cases in {seconds:.1f} s{left}, {len(surprises)} surprises")
    for surprise in surprises:
        print(f"  {surprise}")
    return 1 if surprises or not able else 0


if __name__ == "__main__":
    sys.exit(main())

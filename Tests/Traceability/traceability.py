#!/usr/bin/env python3
"""Shows for each requirement which calls carry it and which tests prove it.

    python3 Tests/Traceability/traceability.py [--root FOLDER] [--json]

A call carries a requirement when its method options in proto/ say `requirement: "R5.2-9"`. A test
proves one when its name or display name holds the id; comments, tags, suite names and disabled tests
prove nothing. A service's README claims every id it mentions (`R5.4-1..3` is three), except under a
heading that begins with "Not carried".

Fails with status 1 where an id is not in the catalogue, or a README claims what no test proves.
"""
import argparse
import collections
import json
import pathlib
import re
import sys

CATALOGUE = "Shared/MeshRequirements/requirements.json"
IDENTIFIER = re.compile(r"(?<![\w.])R(?:\d(?:\.\d)?|X)-\d+(?![\w-])")
RANGE = re.compile(r"(?<![\w.])(R(?:\d(?:\.\d)?|X)-)(\d+)\.\.(\d+)")
SWIFT_TOKEN = re.compile(
    r"(?P<comment>//[^\n]*|/\*.*?\*/)"
    r"|(?P<name>`[^`\n]*`)"
    r'|(?P<string>(?P<fence>#*)""".*?"""(?P=fence)'
    r'|(?P<raw>#+)".*?"(?P=raw)'
    r'|"(?:\\.|[^"\\\n])*")',
    re.DOTALL,
)
PROTO_TOKEN = re.compile(
    r'(?P<comment>//[^\n]*|/\*.*?\*/)|(?P<string>"(?:\\.|[^"\\\n])*")', re.DOTALL
)


def blank(text):
    return re.sub(r"[^\n]", " ", text)


def code_and_outline(text, token):
    """The text without comments, and the same with empty strings and names: equal in length."""

    def without_comment(match):
        return blank(match[0]) if match["comment"] else match[0]

    def without_content(match):
        return blank(match[0]) if match["comment"] else match[0][0] + blank(match[0][1:])

    return token.sub(without_comment, text), token.sub(without_content, text)


def end_of_group(outline, start):
    """The position after the bracket that closes the one at `start`."""
    depth = 0
    for position in range(start, len(outline)):
        if outline[position] in "({[":
            depth += 1
        elif outline[position] in ")}]":
            depth -= 1
            if depth == 0:
                return position + 1
    return len(outline)


def line_of(text, position):
    return text.count("\n", 0, position) + 1


def methods(text):
    """(method name, line, ids) of each call whose options name a requirement."""
    code, outline = code_and_outline(text, PROTO_TOKEN)
    found = []
    for call in re.finditer(r"\brpc\s+(\w+)", outline):
        ending = re.compile(r"[{;]").search(outline, call.end())
        if ending is None or ending[0] == ";":
            continue
        body_end = end_of_group(outline, ending.start())
        option = re.compile(r"\boption\s*\([\w.]+\)\s*=\s*\{")
        for start in option.finditer(outline, ending.start(), body_end):
            options = code[start.end() : end_of_group(outline, start.end() - 1)]
            values = re.findall(r'\brequirement\s*:\s*(\[[^\]]*\]|"[^"]*")', options)
            ids = [name for value in values for name in re.findall(r'"([^"]*)"', value)]
            if ids:
                found.append((call[1], line_of(text, call.start()), ids))
    return found


def tests(text):
    """(line, ids, name) of each test that runs and whose name or display name holds an id."""
    code, outline = code_and_outline(text, SWIFT_TOKEN)
    found = []
    for mark in re.finditer(r"@Test\b", outline):
        end = mark.end()
        names = []
        arguments = re.compile(r"\s*\(").match(outline, end)
        if arguments:
            end = end_of_group(outline, arguments.end() - 1)
            inside = code[arguments.end() : end - 1]
            if ".disabled" in outline[arguments.end() : end - 1]:
                continue
            display = re.match(r'\s*#*"((?:\\.|[^"\\])*)"', inside)
            if display:
                names.append(display[1])
        function = re.compile(r"\bfunc\s+").search(outline, end)
        if function:
            name = re.match(r"`[^`\n]*`|\w+", code[function.end() :])
            names.append(name[0] if name else "")
        ids = sorted({identifier for name in names for identifier in IDENTIFIER.findall(name)})
        if ids:
            found.append((line_of(text, mark.start()), ids, names[0].strip("`")))
    return found


def claims(text):
    """(line, id) of each requirement a README claims."""
    found = []
    hidden_below = None
    for number, line in enumerate(text.splitlines(), start=1):
        heading = re.match(r"(#+)\s+(.*)", line)
        if heading and (hidden_below is None or len(heading[1]) <= hidden_below):
            is_hidden = heading[2].lower().startswith("not carried")
            hidden_below = len(heading[1]) if is_hidden else None
        if hidden_below is not None:
            continue
        for prefix, first, last in RANGE.findall(line):
            found += [(number, f"{prefix}{index}") for index in range(int(first), int(last) + 1)]
        found += [(number, name) for name in IDENTIFIER.findall(RANGE.sub("", line))]
    return found


def service_of(text):
    package = re.search(r"^\s*package\s+[\w]+\.(\w+)", text, re.MULTILINE)
    return package[1] if package else "unnamed"


class Report:
    """What carries, proves and claims each requirement under one folder."""

    def __init__(self, root):
        entries = json.loads((root / CATALOGUE).read_text(encoding="utf-8"))["requirements"]
        self.owners = {entry["id"]: entry["owners"] for entry in entries}
        self.services = {owner for owners in self.owners.values() for owner in owners}
        self.methods = collections.defaultdict(collections.Counter)
        self.tests = collections.defaultdict(list)
        self.claims = collections.defaultdict(list)
        self.problems = []
        for path in sorted(root.glob("proto/**/*.proto")):
            text = path.read_text(encoding="utf-8")
            for name, line, ids in methods(text):
                for identifier in sorted(set(ids)):
                    if self.is_known(identifier, f"{path.relative_to(root)}:{line} {name}"):
                        self.methods[identifier][service_of(text)] += 1
        for path in sorted(root.glob("Tests/**/*.swift")):
            for line, ids, name in tests(path.read_text(encoding="utf-8")):
                for identifier in ids:
                    if self.is_known(identifier, f"{path.relative_to(root)}:{line}"):
                        self.tests[identifier].append(f"{path.relative_to(root)}: {name}")
        for path in sorted(root.glob("Services/*/README.md")):
            for line, identifier in claims(path.read_text(encoding="utf-8")):
                place = f"{path.relative_to(root)}:{line}"
                if self.is_known(identifier, place):
                    self.claims[identifier].append(place)
        for identifier in self.owners:
            if self.claims[identifier] and not self.tests[identifier]:
                place = self.claims[identifier][0]
                self.problems.append(f"{place} claims {identifier}, which no test proves")

    def is_known(self, identifier, place):
        if identifier in self.owners:
            return True
        self.problems.append(f"{place} names {identifier}, which is not in the catalogue")
        return False

    @property
    def proven(self):
        return [identifier for identifier in self.owners if self.tests[identifier]]

    def lines(self):
        for identifier, owners in self.owners.items():
            calls = self.methods[identifier]
            parts = ", ".join(f"{name} {count}" for name, count in sorted(calls.items()))
            split = f" ({parts})" if len(calls) > 1 else ""
            who = "all" if len(owners) > 2 and self.services == set(owners) else "+".join(owners)
            yield (
                f"{identifier} {who} {counted(calls.total(), 'method')}{split} "
                f"{counted(len(self.tests[identifier]), 'test')}"
            )
        yield f"{len(self.proven)} of {len(self.owners)} requirements proven"

    def as_json(self):
        rows = [
            {
                "id": identifier,
                "owners": owners,
                "methods": dict(sorted(self.methods[identifier].items())),
                "tests": len(self.tests[identifier]),
                "proofs": self.tests[identifier],
                "claims": self.claims[identifier],
            }
            for identifier, owners in self.owners.items()
        ]
        totals = {"proven": len(self.proven), "total": len(self.owners)}
        return {"requirements": rows, **totals, "problems": self.problems}


def counted(number, word):
    return f"{number} {word}" if number == 1 else f"{number} {word}s"


def main():
    parser = argparse.ArgumentParser(description="Which calls carry and tests prove requirements.")
    root = pathlib.Path(__file__).resolve().parents[2]
    parser.add_argument("--root", type=pathlib.Path, default=root)
    parser.add_argument("--json", action="store_true")
    arguments = parser.parse_args()
    report = Report(arguments.root.resolve())
    if arguments.json:
        print(json.dumps(report.as_json(), ensure_ascii=False, indent=2))
    else:
        print("\n".join(report.lines()))
    for problem in report.problems:
        print(problem, file=sys.stderr)
    return 1 if report.problems else 0


if __name__ == "__main__":
    sys.exit(main())

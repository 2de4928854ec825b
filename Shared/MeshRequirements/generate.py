#!/usr/bin/env python3
"""Writes Generated/Catalogue.swift from requirements.json and Generated/Proofs.swift from the names of
the tests; with --check, only compares."""
import json
import pathlib
import re
import sys

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parents[1]
sys.path.insert(0, str(ROOT / "Tests" / "Traceability"))
import traceability

STATUS = {
    "full in the excerpt": ".full",
    "cut in the excerpt": ".cut",
    "not in the excerpt": ".absent",
}
# The items of the standard whose text is known, and no others.
SEED = re.compile(r"seed (4|5\.1|5\.2 [abc])(?:: (.+))?")
FOUND = re.compile(r"found (F\d+)(?:: (.+))?")
INFERRED = re.compile(r"inferred: (.+)")
DESIGN = re.compile(r"design(?:: (.+))?")


def text(value):
    """A Swift string literal; nil for nothing."""
    if value is None:
        return "nil"
    return '"' + value.replace("\\", "\\\\").replace('"', '\\"') + '"'


def source(tag):
    if match := SEED.fullmatch(tag):
        return f".seed(item: {text(match[1])}, note: {text(match[2])})"
    if match := FOUND.fullmatch(tag):
        return f".found(key: {text(match[1])}, note: {text(match[2])})"
    if match := INFERRED.fullmatch(tag):
        return f".inferred(basis: {text(match[1])})"
    if match := DESIGN.fullmatch(tag):
        return f".design(note: {text(match[1])})"
    raise SystemExit(f"unknown source tag: {tag}")


def requirement(entry):
    sources = ", ".join(source(tag) for tag in entry["sources"])
    owners = ", ".join(text(owner) for owner in entry["owners"])
    return (
        f"    Requirement(\n"
        f"        {text(entry['id'])}, clause: {text(entry['clause'])},\n"
        f"        titleChinese: {text(entry['titleChinese'])},\n"
        f"        titleEnglish: {text(entry['titleEnglish'])},\n"
        f"        textStatus: {STATUS[entry['textStatus']]},\n"
        f"        sources: [{sources}],\n"
        f"        owners: [{owners}],\n"
        f"        rule: {text(entry['rule'])}),\n"
    )


def catalogue(content):
    """One array per clause: the compiler checks several short literals faster than a long one."""
    clauses = list(dict.fromkeys(entry["clause"] for entry in content["requirements"]))
    names = {clause: "clause" + re.sub(r"\W", "_", clause) for clause in clauses}
    parts = [
        "// Written by generate.py from requirements.json; do not edit.\n",
        "let generatedRequirements: [Requirement] = [\n"
        + "".join(f"    {names[clause]},\n" for clause in clauses)
        + "].flatMap { $0 }\n",
    ]
    for clause in clauses:
        entries = [entry for entry in content["requirements"] if entry["clause"] == clause]
        body = "".join(requirement(entry) for entry in entries)
        parts.append(f"private let {names[clause]}: [Requirement] = [\n{body}]\n")
    found = "".join(
        f"    FoundSource({text(entry['key'])}, {text(entry['what'])}),\n"
        for entry in content["found"]
    )
    parts.append(f"let generatedFoundSources: [FoundSource] = [\n{found}]\n")
    return "\n".join(parts)


def proofs():
    """Which tests prove each requirement, by their names."""
    report = traceability.Report(ROOT)
    rows = "".join(
        f"    {text(identifier)}: [\n"
        + "".join(f"        {text(proof)},\n" for proof in sorted(report.tests[identifier]))
        + "    ],\n"
        for identifier in report.proven
    )
    return (
        "// Written by generate.py from the names of the tests; do not edit.\n\n"
        f"let generatedProofs: [String: [String]] = [\n{rows}]\n"
    )


def main():
    content = json.loads((HERE / "requirements.json").read_text(encoding="utf-8"))
    for name, swift in [("Catalogue.swift", catalogue(content)), ("Proofs.swift", proofs())]:
        target = HERE / "Generated" / name
        if "--check" not in sys.argv[1:]:
            target.parent.mkdir(exist_ok=True)
            target.write_text(swift, encoding="utf-8")
        elif not target.exists() or target.read_text(encoding="utf-8") != swift:
            raise SystemExit(f"Generated/{name} is out of date: run `make catalogue`")


if __name__ == "__main__":
    main()

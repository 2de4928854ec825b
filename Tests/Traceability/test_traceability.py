#!/usr/bin/env python3
"""Tests of traceability.py: `python3 Tests/Traceability/test_traceability.py`."""
import json
import pathlib
import subprocess
import sys
import tempfile
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
import traceability

PROGRAM = pathlib.Path(traceability.__file__)


class MethodTests(unittest.TestCase):
    def test_counts_each_call_with_its_ids(self):
        text = """
        package govmesh.credit.v1;
        service Credit {
          // requirement: "R5.2-1" in a comment does not count.
          rpc Plain(A) returns (B);
          rpc Propose(A) returns (B) {
            option (govmesh.mesh.v1.method) = {
              call_class: CALL_CLASS_KEYED  // a "}" here ends nothing
              requirement: "R5.2-9"
              /* requirement: "R5.2-2" */
              requirement: ["R5.2-10", "RX-7"]
            };
          }
          rpc Read(stream A) returns (B) { option deprecated = true; }
        }
        """
        self.assertEqual(
            [(name, ids) for name, _, ids in traceability.methods(text)],
            [("Propose", ["R5.2-9", "R5.2-10", "RX-7"])],
        )
        self.assertEqual(traceability.service_of(text), "credit")


class SwiftTests(unittest.TestCase):
    def ids(self, text):
        return [ids for _, ids, _ in traceability.tests(text)]

    def test_takes_ids_from_names_and_display_names(self):
        self.assertEqual(
            self.ids('@Test func `R5.2-9 and RX-1: a record, "quoted" // kept`() {}'),
            [["R5.2-9", "RX-1"]],
        )
        self.assertEqual(self.ids('@Test("R4-1 is kept") func keeps() {}'), [["R4-1"]])
        self.assertEqual(
            self.ids('@Test(arguments: [("(", 1)])\nfunc `R4-2 is kept`(a: Int) {}'), [["R4-2"]]
        )

    def test_leaves_out_comments_tags_suites_strings_and_disabled_tests(self):
        for text in [
            "// @Test func `R4-1 is kept`() {}",
            "/* @Test func `R4-1 is kept`() {} */",
            "@Suite struct `R4-1` {}",
            "@Test(.tags(.r4)) func plain() {} // R4-1",
            '@Test func plain() { let id = "R4-1" }',
            '@Test("R4-1", .disabled("sample text, no test")) func plain() {}',
            'let text = """\n@Test func `R4-1 is kept`() {}\n"""',
        ]:
            self.assertEqual(self.ids(text), [], text)

    def test_tells_longer_ids_apart(self):
        self.assertEqual(self.ids("@Test func `R5.2-10 is kept`() {}"), [["R5.2-10"]])
        self.assertEqual(self.ids("@Test func `XR4-1 and R4-1b are words`() {}"), [])


class ClaimTests(unittest.TestCase):
    def test_takes_ids_and_ranges_but_not_what_is_not_carried(self):
        text = "# Credit\nR4-1, R5.4-1..3\n## Not carried\nR4-2\n### Why\nR4-3\n## Next\n(R4-4)\n"
        self.assertEqual(
            traceability.claims(text),
            [(2, "R5.4-1"), (2, "R5.4-2"), (2, "R5.4-3"), (2, "R4-1"), (8, "R4-4")],
        )


class ProgramTests(unittest.TestCase):
    def run_on(self, files, *options):
        catalogue = {
            "requirements": [
                {"id": "R4-1", "owners": ["quality"]},
                {"id": "R4-2", "owners": ["registry", "quality"]},
            ]
        }
        with tempfile.TemporaryDirectory() as folder:
            root = pathlib.Path(folder)
            for name, content in {traceability.CATALOGUE: json.dumps(catalogue), **files}.items():
                path = root / name
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_text(content, encoding="utf-8")
            command = [sys.executable, str(PROGRAM), "--root", folder, *options]
            return subprocess.run(command, capture_output=True, text=True)

    PROTO = 'package a.quality.v1;\nrpc C(A) returns (B) { option (m) = { requirement: "R4-1" }; }'
    TEST = "@Test func `R4-1 is kept`() {}"

    def test_prints_a_row_for_each_requirement(self):
        result = self.run_on(
            {
                "proto/a/quality.proto": self.PROTO,
                "proto/a/registry.proto": self.PROTO.replace("quality", "registry"),
                "Tests/QualityTests/A.swift": self.TEST + "\n" + self.TEST,
                "Services/Quality/README.md": "R4-1",
            }
        )
        self.assertEqual(
            result.stdout.splitlines(),
            [
                "R4-1 quality 2 methods (quality 1, registry 1) 2 tests",
                "R4-2 registry+quality 0 methods 0 tests",
                "1 of 2 requirements proven",
            ],
        )
        self.assertEqual((result.returncode, result.stderr), (0, ""))

    def test_gives_the_same_as_json(self):
        result = self.run_on({"proto/a/quality.proto": self.PROTO}, "--json")
        report = json.loads(result.stdout)
        self.assertEqual(report["requirements"][0]["methods"], {"quality": 1})
        self.assertEqual((report["proven"], report["total"]), (0, 2))

    def test_fails_on_an_unknown_id_anywhere(self):
        for name, content in {
            "proto/a/quality.proto": self.PROTO.replace("R4-1", "R4-9"),
            "Tests/QualityTests/A.swift": self.TEST.replace("R4-1", "R4-9"),
            "Services/Quality/README.md": "R4-9",
        }.items():
            result = self.run_on({name: content})
            self.assertEqual(result.returncode, 1, name)
            self.assertIn("names R4-9, which is not in the catalogue", result.stderr)

    def test_fails_on_a_claim_without_a_proof(self):
        result = self.run_on({"Services/Quality/README.md": "R4-1"})
        self.assertEqual(result.returncode, 1)
        self.assertEqual(
            result.stderr, "Services/Quality/README.md:1 claims R4-1, which no test proves\n"
        )


if __name__ == "__main__":
    unittest.main()

import Foundation
import Programs
import Testing

@Suite struct `The generator` {
    private let generated = ["Shared/WireC", "Shared/MeshAPI/Generated"]

    @Test func `writes the committed files, byte for byte, each time`() throws {
        for _ in 0..<2 {
            let folder = try TemporaryFolder()
            let result = try run([
                "Shared/Generator/generate.sh", try plugin.path(), folder.url.path(),
            ])
            #expect(result.status == 0, "\(result.text)")
            for path in self.generated {
                let made = try files(below: folder.url.appending(path: path))
                let committed = try files(below: root.appending(path: path))
                let differing = Set(made.keys).union(committed.keys)
                    .filter { made[$0] != committed[$0] }.sorted()
                #expect(differing.isEmpty, "run `make generate`; differing: \(differing)")
                #expect(made.count > 2)
            }
        }
    }

    /// What protoc prints about a contract file with this content.
    private func refusal(of content: String) throws -> String {
        let folder = try TemporaryFolder()
        let package = folder.url.appending(path: "govmesh/trial/v1")
        try FileManager.default.createDirectory(at: package, withIntermediateDirectories: true)
        let head =
            content.contains("syntax")
            ? "" : "syntax = \"proto3\";\npackage govmesh.trial.v1;\n"
        let imports = """
            import "google/protobuf/timestamp.proto";
            import "google/protobuf/duration.proto";
            import "govmesh/mesh/v1/options.proto";

            """
        try (head + (head.isEmpty ? "" : imports) + content).write(
            to: package.appending(path: "trial.proto"), atomically: true, encoding: .utf8)
        let result = try run([
            "protoc", "-I", "\(root.path())proto", "-I", folder.url.path(),
            "--plugin=protoc-gen-govmesh=\(try plugin.path())",
            "--govmesh_out=\(folder.url.path())",
            "govmesh/trial/v1/trial.proto",
        ])
        #expect(
            (result.status == 0)
                == result.text.split(separator: "\n").allSatisfy { $0.contains("unused") })
        return result.text
    }

    @Test(arguments: [
        ("message M { oneof o { string a = 1; int32 b = 2; } }", "oneof o is not supported"),
        ("message M { map<string, string> a = 1; }", "maps are not supported"),
        ("message M { M a = 1; }", "recursive through"),
        ("message A { B b = 1; } message B { repeated A a = 1; }", "recursive through"),
        (
            "syntax = \"proto2\"; package govmesh.trial.v1; message M { optional int32 a = 1; }",
            "proto2 is not supported"
        ),
        (
            "message M {} service S { rpc F(M) returns (M); }",
            "govmesh.trial.v1.S/F: no call class; add option"
        ),
        (
            "message M {} service S { rpc F(M) returns (stream M) "
                + "{ option (govmesh.mesh.v1.method) = {call_class: CALL_CLASS_KEYED}; } }",
            "a stream cannot be KEYED"
        ),
        (
            "message M {} service S { rpc F(M) returns (M) "
                + "{ option (govmesh.mesh.v1.method) = {call_class: CALL_CLASS_KEYED}; } }",
            "govmesh.trial.v1.S/F: nobody may call it"
        ),
        ("message Call {}", "the name Call is taken in Swift"),
        ("message M { google.protobuf.Duration d = 1; }", "has no Swift type"),
        ("message M { optional google.protobuf.Timestamp t = 1; }", "`optional` says nothing here"),
        ("message M { string a_b = 1; string aB = 2; }", "protoc"),
        ("message M { int32 self = 1; }", "cannot be a Swift property"),
        ("enum E { option allow_alias = true; E_A = 0; E_B = 0; }", "repeats a number"),
        (
            "message M { int32 a = 1 [(govmesh.mesh.v1.field).max_bytes = 3]; }",
            "govmesh.trial.v1.M.a: max_bytes is for string and bytes; remove it"
        ),
        (
            "message M { int32 a = 1 [(govmesh.mesh.v1.field).minimum = 3]; }",
            "minimum is above maximum"
        ),
        (
            "message M { option (govmesh.mesh.v1.resource) = {collection: \"ms\"}; string name = 1; }",
            "write string name = 1; int64 version = 2; State state = 3;"
        ),
        (
            "enum E { E_A = 0; } message M { message E {} message N { govmesh.trial.v1.E e = 1; } }",
            "is hidden by a nested type"
        ),
        (
            "message M { option (govmesh.mesh.v1.resource) = {collection: \"ms\" owned_on: \"days\"}; "
                + "string name = 1; int64 version = 2; enum State { STATE_NONE = 0; } State state = 3; "
                + "repeated string days = 4; }",
            "owned_on is one string"
        ),
        ("message M { enum Type { TYPE_A = 0; } }", "the name Type is taken in Swift"),
        (
            "message N {} message M { N n = 1 [(govmesh.mesh.v1.field).items_checked_by_method = true]; }",
            "items_checked_by_method is for repeated messages; remove it"
        ),
        (
            "message M { repeated string s = 1 [(govmesh.mesh.v1.field).items_checked_by_method = true]; }",
            "items_checked_by_method is for repeated messages; remove it"
        ),
    ])
    func `refuses what it cannot hold and tells the way out`(contract: String, text: String) throws
    {
        let output = try self.refusal(of: contract)
        if text == "protoc" {
            #expect(output.contains("conflict"))
        } else {
            #expect(output.contains("govmesh/trial/v1/trial.proto: "))
            #expect(output.contains(text), "\(output)")
        }
    }

    @Test func `takes words that are reserved in Swift and C`() throws {
        let contract = """
            message M {
              int32 default = 1;
              optional string class = 2;
              repeated int32 in = 3;
              string violations = 4;
              enum Kind { KIND_UNSPECIFIED = 0; KIND_DEFAULT = 1; KIND_SELF_MADE = 2; }
              Kind case = 5;
            }
            """
        #expect(try !self.refusal(of: contract).contains("; "))
    }
}

@Suite struct `The contract` {
    private let folder = root.appending(path: "proto")

    @Test func `passes the linter`() throws {
        let result = try run(["buf", "lint"], in: self.folder)
        #expect(result.status == 0, "\(result.text)")
    }

    @Test func `keeps the promises of the last release`() throws {
        let tag = try run(["git", "describe", "--tags", "--abbrev=0"])
        // Before the first release nothing was promised.
        guard tag.status == 0 else { return }
        let name = tag.text.trimmingCharacters(in: .whitespacesAndNewlines)
        let common = try run(["git", "rev-parse", "--path-format=absolute", "--git-common-dir"])
        let repository = common.text.trimmingCharacters(in: .whitespacesAndNewlines)
        let result = try run(
            ["buf", "breaking", "--against", "\(repository)#tag=\(name),subdir=proto"],
            in: self.folder)
        #expect(result.status == 0, "\(result.text)")
    }
}

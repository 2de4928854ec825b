import Foundation
import Programs
import Testing

/// A score is computed anew by two programs that share no code.
@Suite(.timeLimit(.minutes(5))) struct `A proof of a score` {
    private static let verifier = URL(fileURLWithPath: #filePath)
        .deletingLastPathComponent().appending(path: "../../deploy/verify_score.py")

    /// Pipes proofs of random archives into the Python program.
    private func compare(_ count: Int, seed: Int, edit: String = "cat") throws -> Ending {
        try run(
            URL(fileURLWithPath: "/bin/sh"),
            [
                "-c", "\"$0\" \(count) \(seed) | \(edit) | python3 \"$1\" --lines",
                try builtProgram("score-sample").path, Self.verifier.path,
            ])
    }

    @Test func `R5.2-15: Python and Swift agree on random archives bit for bit, seed 2026`() throws
    {
        let ending = try self.compare(2_000, seed: 2026)
        #expect(ending.status == 0, "\(ending.text.suffix(2_000))")
        #expect(ending.text.contains("2000 proofs, 0 differences"))
    }

    @Test func `R5.2-15: one point more in a posting is noticed`() throws {
        let ending = try self.compare(
            50, seed: 7,
            edit: "sed 's/\"baseMilliPoints\":\"\\([0-9]*\\)[0-9]\"/\"baseMilliPoints\":\"\\17\"/'")
        #expect(ending.status == 1 && !ending.text.contains(" 0 differences"))
    }

    @Test func `govmesh verify score computes a file anew and refuses a forged one`() throws {
        let folder = FileManager.default.temporaryDirectory
            .appending(path: "proof-\(UInt32.random(in: .min ... .max))")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let file = folder.appending(path: "score.json")
        let sample = try run(builtProgram("score-sample"), ["1", "3"])
        try sample.text.write(to: file, atomically: true, encoding: .utf8)
        let tool = try builtProgram("govmesh")
        let good = try run(tool, ["verify", "score", file.path])
        #expect(good.status == 0 && good.text.contains("The score holds."), "\(good.text)")
        let forged = sample.text.replacingOccurrences(
            of: "\"baseMilliPoints\":\"", with: "\"baseMilliPoints\":\"1")
        try forged.write(to: file, atomically: true, encoding: .utf8)
        let bad = try run(tool, ["verify", "score", file.path])
        #expect(bad.status != 0, "\(bad.text)")
        for text in ["no JSON", "[]", "{\"subject\":\"parties/x\"}"] {
            try text.write(to: file, atomically: true, encoding: .utf8)
            let swift = try run(tool, ["verify", "score", file.path])
            #expect(swift.status != 0 && swift.text.contains(file.path), "\(swift.text)")
            let python = try run(
                URL(fileURLWithPath: "/usr/bin/env"), ["python3", Self.verifier.path, file.path])
            #expect(python.status == 1, "\(python.text)")
            #expect(python.text.contains("is no proof of a score"), "\(python.text)")
        }
        let name = "evidence/sha256-a4f1b0e2"
        let other = try run(tool, ["verify", "evidence", file.path, name])
        #expect(other.status != 0 && other.text.contains("not \(name)"), "\(other.text)")
        let own = try #require(other.text.firstMatch(of: /evidence\/sha256-[0-9a-f]{64}/)?.0)
        let same = try run(tool, ["verify", "evidence", file.path, String(own)])
        #expect(same.status == 0, "\(same.text)")
        let absent = try run(tool, ["verify", "score", folder.path + "/none.json"])
        #expect(absent.status != 0 && absent.text.contains("govmesh score"), "\(absent.text)")
    }
}

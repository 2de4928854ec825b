import Foundation
import MeshAPI
import MeshStorage
import StorageSample
import Testing

@Suite(.serialized) struct `A killed process` {
    @Test(arguments: [1, 64])
    func `leaves every acknowledged write and a whole journal`(writers: Int) async throws {
        try await withFolder { folder in
            var promised: [Int64: String] = [:]
            for lines in [1, 37, 400] {
                promised.merge(try Self.killAfter(lines, writers: writers, in: folder)) { _, _ in
                    "promised twice"
                }
                let store = try Store.open(folder: folder, producer: "probe")
                let head = try await store.verifyJournal()
                var written: [Int64: String] = [:]
                while Int64(written.count) < head {
                    let after = Int64(written.count)
                    for entry in try await store.read({ try $0.entries(after: after) }) {
                        written[entry.sequence] = entry.resource
                    }
                }
                for (sequence, name) in promised {
                    #expect(written[sequence] == name)
                }
                #expect(try await store.read { try $0.count(Specimen.self) } == written.count)
                await store.close()
            }
            #expect(promised.count >= 438)
        }
    }

    /// Lets the probe write until it has told of `lines` writes, kills it, and returns all it told.
    private static func killAfter(
        _ lines: Int, writers: Int, in folder: String
    ) throws -> [Int64: String] {
        let probe = Process()
        probe.executableURL = try Self.products.appendingPathComponent("storage-crash-probe")
        probe.arguments = [folder, "\(writers)"]
        let pipe = Pipe()
        probe.standardOutput = pipe
        try probe.run()
        var output = Data()
        while output.count(where: { $0 == UInt8(ascii: "\n") }) < lines {
            let more = pipe.fileHandleForReading.availableData
            if more.isEmpty { break }
            output.append(more)
        }
        kill(probe.processIdentifier, SIGKILL)
        output.append(pipe.fileHandleForReading.readDataToEndOfFile())
        probe.waitUntilExit()
        #expect(probe.terminationReason == .uncaughtSignal)
        let told = String(decoding: output, as: UTF8.self).split(separator: "\n")
        return try Dictionary(
            told.map { line in
                let words = line.split(separator: " ")
                return (try #require(Int64(words[0])), String(words[1]))
            }, uniquingKeysWith: { _, _ in "promised twice" })
    }

    /// The folder the build puts programs into: where this test itself lies.
    private static var products: URL {
        get throws {
            let program = try FileManager.default.destinationOfSymbolicLink(
                atPath: "/proc/self/exe")
            return URL(fileURLWithPath: program).deletingLastPathComponent()
        }
    }
}

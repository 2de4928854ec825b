import Glibc
import SampleFormats
import Testing

@Suite struct `A malformed sample file` {
    private let good =
        #"{"at":"2026-01-20T21:28:38Z","site":"a","status":"up","http_status":200,"response_ms":4}"#

    @Test(arguments: [
        (#"{"at":"2026-01-20T21:28:38Z","#, "a key is missing at byte 29"),
        (
            #"{"at":"2026-01-20T21:28:38Z","site":"a","status":"up","http_status":200}"#,
            "response_ms is missing"
        ),
        (
            #"{"at":"2026-01-20T21:28:38Z","site":7,"status":"up","http_status":1,"response_ms":4}"#,
            "site is not text"
        ),
        (
            #"{"at":"2026-02-29T00:00:00Z","site":"a","status":"up","http_status":1,"response_ms":4}"#,
            "at is not an RFC 3339 instant: 2026-02-29T00:00:00Z"
        ),
        (
            #"{"at":"2026-01-20T21:28:38Z","site":"a","status":"maybe","http_status":1,"response_ms":4}"#,
            "status is unknown: maybe"
        ),
        (
            #"{"at":"2026-01-20T21:28:38Z","site":"a","status":"up","http_status":1.5,"response_ms":4}"#,
            "http_status is not a whole number"
        ),
        ("[1]", "not an object"),
        (#"{"at":"\uD800"}"#, "half a surrogate pair at byte 13"),
        ("{} {}", "text after the value at byte 3"),
    ])
    func `loses one line and says why`(line: String, reason: String) throws {
        let items = try probeItems("\(self.good)\n\(line)\n\n\(self.good)")
        try #require(items.count == 3)
        guard case .event = items[0], case .skipped(let skipped) = items[1], case .event = items[2]
        else {
            Issue.record("not event, skipped, event: \(items)")
            return
        }
        #expect(skipped.number == 2)
        #expect(skipped.reason == reason)
        #expect(skipped.excerpt == String(line.prefix(120)))
    }

    @Test func `may hold a line of 64 KiB but not of one byte more`() throws {
        let padding = String(repeating: " ", count: ProbeReader.maximumLineBytes - self.good.count)
        let items = try probeItems("\(self.good)\(padding)\n\(self.good)\(padding) \n\(self.good)")
        try #require(items.count == 3)
        guard case .event = items[0], case .skipped(let skipped) = items[1], case .event = items[2]
        else {
            Issue.record("not event, skipped, event")
            return
        }
        #expect(skipped.number == 2)
        #expect(skipped.reason == "longer than 65536 bytes")
    }

    @Test func `cut short in its compressed form gives what it has and then the damage`() throws {
        let whole = try bytes(sample("probes-digital-editions.jsonl.gz"))
        try withFile(Array(whole.prefix(whole.count / 2))) { path in
            var reader = try ProbeReader(path: path)
            var count = 0
            #expect(throws: SampleError.damaged(reason: "unexpected end of file")) {
                while try reader.read() != nil { count += 1 }
            }
            #expect(count > 1_000)
        }
    }

    @Test func `with a flipped compressed byte is told apart from a good one`() throws {
        var changed = try bytes(sample("probes-search-vendor.jsonl.gz"))
        changed[changed.count - 6] ^= 1
        try withFile(changed) { path in
            var reader = try ProbeReader(path: path)
            #expect(throws: SampleError.self) {
                while try reader.read() != nil {}
            }
        }
    }

    @Test func `which is not there cannot be opened`() {
        #expect(throws: SampleError.unreadable(path: "/nowhere/probes.jsonl")) {
            _ = try ProbeReader(path: "/nowhere/probes.jsonl")
        }
        #expect(throws: SampleError.unreadable(path: "/")) { _ = try FedRAMPReader(path: "/") }
    }

    @Test func `loses one record of an export and reads the next`() throws {
        let items = try exportItems(
            #"""
            {"meta": {"last_change": "x", "produced_by": "y"}, "data": {"Metrics": {"latest": [{}]},
             "Agencies": [{"id": "1", "parent": "A, \"B\" ]}"}, {"id": "2"}, 7, {"id": tru},
              {"id": "5", "parent": "C"}],
             "Products": [], "Unknown": [{"id": 1}]}}
            """#)
        try #require(items.count == 6)
        guard case .snapshot = items[0], case .agency(let first) = items[1],
            case .agency(let last) = items[5]
        else {
            Issue.record("not a snapshot and agencies: \(items)")
            return
        }
        #expect(first.parent == #"A, "B" ]}"#)
        #expect(last.id == "5")
        let skipped = items.compactMap { item -> SkippedRecord? in
            if case .skipped(let record) = item { return record }
            return nil
        }
        #expect(skipped.map(\.number) == [2, 3, 4])
        #expect(
            skipped.map(\.reason) == [
                "parent is missing", "not an object", "not a JSON word at byte 7",
            ])
        #expect(skipped.map(\.excerpt) == [#"{"id": "2"}"#, "7", #"{"id": tru}"#])
    }

    @Test(arguments: [
        #"{"data": {"Agencies": [{"id": "1"]}}"#, #"{"data": {"Agencies": [{"id": "1"#, "", "}",
    ])
    func `with brackets that do not match ends the reading`(text: String) throws {
        #expect {
            _ = try exportItems(text)
        } throws: { error in
            if case .structure? = error as? SampleError { return true }
            return false
        }
    }
}

private func probeItems(_ text: String) throws -> [ProbeItem] {
    try withFile(Array(text.utf8)) { path in
        var reader = try ProbeReader(path: path)
        var items: [ProbeItem] = []
        while let item = try reader.read() { items.append(item) }
        return items
    }
}

private func exportItems(_ text: String) throws -> [FedRAMPItem] {
    try withFile(Array(text.utf8)) { path in
        var reader = try FedRAMPReader(path: path)
        var items: [FedRAMPItem] = []
        while let item = try reader.read() { items.append(item) }
        return items
    }
}

private struct CannotPrepare: Error {}

/// Runs `body` with the path of a new file of its own that holds `content`.
private func withFile<Result>(
    _ content: [UInt8], _ body: (String) throws -> Result
) throws -> Result {
    var name = Array("/tmp/sample-formats-XXXXXX".utf8CString)
    let descriptor = mkstemp(&name)
    guard descriptor >= 0 else { throw CannotPrepare() }
    let path = String(decoding: name.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    defer { unlink(path) }
    let written = write(descriptor, content, content.count)
    close(descriptor)
    guard written == content.count else { throw CannotPrepare() }
    return try body(path)
}

private func bytes(_ path: String) throws -> [UInt8] {
    guard let file = fopen(path, "rb") else { throw CannotPrepare() }
    defer { fclose(file) }
    var content = [UInt8](repeating: 0, count: 1 << 20)
    let count = fread(&content, 1, content.count, file)
    return Array(content.prefix(count))
}

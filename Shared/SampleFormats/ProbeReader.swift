import Glibc
import MeshPrimitives

/// What a probe found.
package enum ProbeStatus: String, Equatable, Sendable {
    case up
    case down
    /// Slow, but answering: not an outage.
    case degraded
}

/// One line of a probe history: a change, or the daily summary.
package struct ProbeEvent: Equatable, Sendable {
    package var at: Instant
    /// The site's name at that time; a status page may rename a site.
    package var site: String
    package var status: ProbeStatus
    /// 0 when no answer came.
    package var httpStatus: Int64
    package var responseMilliseconds: Int64

    package init(
        at: Instant, site: String, status: ProbeStatus, httpStatus: Int64,
        responseMilliseconds: Int64
    ) {
        self.at = at
        self.site = site
        self.status = status
        self.httpStatus = httpStatus
        self.responseMilliseconds = responseMilliseconds
    }
}

package enum ProbeItem: Equatable, Sendable {
    case event(ProbeEvent)
    case skipped(SkippedRecord)
}

/// Reads a probe history, `.jsonl` or `.jsonl.gz`, line by line in constant memory.
package struct ProbeReader: ~Copyable {
    /// A longer line is skipped; real ones stay below 200 bytes.
    package static let maximumLineBytes = 65_536

    private let file: SampleFile
    private var chunk = [UInt8](repeating: 0, count: 65_536)
    private var next = 0
    private var end = 0
    private var line: [UInt8] = []
    private var number = 0

    package init(path: String) throws(SampleError) {
        self.file = try SampleFile(path: path)
    }

    package var progress: SampleProgress { self.file.progress }

    /// The next event or skipped line; nil at the end.
    ///
    /// Blank lines are passed over.
    package mutating func read() throws(SampleError) -> ProbeItem? {
        while let isComplete = try self.readLine() {
            self.number += 1
            if self.line.last == 0x0D { self.line.removeLast() }
            guard isComplete else {
                return .skipped(self.skipped("longer than \(Self.maximumLineBytes) bytes"))
            }
            if self.line.allSatisfy({ $0 == 0x20 || $0 == 0x09 }) { continue }
            do {
                return .event(try ProbeEvent(JSONRecord(self.line)))
            } catch {
                return .skipped(self.skipped(error.reason))
            }
        }
        return nil
    }

    private func skipped(_ reason: String) -> SkippedRecord {
        SkippedRecord(section: "line", number: self.number, reason: reason, bytes: self.line)
    }

    /// Puts the next line into `line`; false when only its beginning was kept, nil at the end.
    private mutating func readLine() throws(SampleError) -> Bool? {
        self.line.removeAll(keepingCapacity: true)
        var isComplete = true
        while true {
            if self.next == self.end {
                self.next = 0
                self.end = try self.file.read(into: &self.chunk)
                if self.end == 0 { return self.line.isEmpty && isComplete ? nil : isComplete }
            }
            let stop = self.indexOfLineEnd()
            if isComplete, self.line.count + stop - self.next <= Self.maximumLineBytes {
                self.line.append(contentsOf: self.chunk[self.next..<stop])
            } else {
                isComplete = false
            }
            let isEnded = stop < self.end
            self.next = isEnded ? stop + 1 : stop
            if isEnded { return isComplete }
        }
    }

    private func indexOfLineEnd() -> Int {
        self.chunk.withUnsafeBytes { bytes in
            guard let base = bytes.baseAddress,
                let found = memchr(base + self.next, 0x0A, self.end - self.next)
            else { return self.end }
            return UnsafeRawPointer(found) - base
        }
    }
}

extension ProbeEvent {
    fileprivate init(_ record: JSONRecord) throws(FieldError) {
        let at = try record.text("at")
        guard let instant = CalendarText.instant(at) else {
            throw FieldError(reason: "at is not an RFC 3339 instant: \(at)")
        }
        let statusText = try record.text("status")
        guard let status = ProbeStatus(rawValue: statusText) else {
            throw FieldError(reason: "status is unknown: \(statusText)")
        }
        self.init(
            at: instant, site: try record.text("site"), status: status,
            httpStatus: try record.integer("http_status"),
            responseMilliseconds: try record.integer("response_ms"))
    }
}

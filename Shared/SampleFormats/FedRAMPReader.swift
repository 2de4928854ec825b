/// One piece of a marketplace export, in the order of the file.
package enum FedRAMPItem: Equatable, Sendable {
    case snapshot(FedRAMPSnapshot)
    case product(FedRAMPProduct)
    case agency(FedRAMPAgency)
    case assessor(FedRAMPAssessor)
    case authorisation(FedRAMPAuthorisation)
    case reuse(FedRAMPReuse)
    case skipped(SkippedRecord)
}

/// Reads a FedRAMP Marketplace export, `.json` or `.json.gz`, record by record in constant memory.
package struct FedRAMPReader: ~Copyable {
    private let file: SampleFile
    private var splitter = RecordSplitter()
    private var chunk = [UInt8](repeating: 0, count: 65_536)
    private var next = 0
    private var end = 0

    package init(path: String) throws(SampleError) {
        self.file = try SampleFile(path: path)
    }

    package var progress: SampleProgress { self.file.progress }

    /// Where the record read last stands, such as `ReuseMapping 17`, counted from 1.
    package var place: String { "\(self.splitter.section) \(self.splitter.number)" }

    /// The next record; nil at the end.
    package mutating func read() throws(SampleError) -> FedRAMPItem? {
        while try self.readRecord() {
            let item = self.item()
            self.splitter.discard()
            if let item { return item }
        }
        return nil
    }

    private mutating func readRecord() throws(SampleError) -> Bool {
        while true {
            if self.next == self.end {
                self.next = 0
                self.end = try self.file.read(into: &self.chunk)
                if self.end == 0 {
                    try self.splitter.finish()
                    return false
                }
            }
            let (next, end) = (self.next, self.end)
            let taken = try self.chunk.withUnsafeBufferPointer { bytes throws(SampleError) in
                try self.splitter.take(UnsafeBufferPointer(rebasing: bytes[next..<end]))
            }
            self.next += taken.count
            if taken.isComplete { return true }
        }
    }

    /// The record as a value; nil in a section that nobody asks for.
    private func item() -> FedRAMPItem? {
        let section = self.splitter.section
        let record = self.splitter.record
        do {
            switch section {
            case "meta": return .snapshot(try FedRAMPSnapshot(JSONRecord(record)))
            case "Products": return .product(try FedRAMPProduct(JSONRecord(record)))
            case "Agencies": return .agency(try FedRAMPAgency(JSONRecord(record)))
            case "Assessors": return .assessor(try FedRAMPAssessor(JSONRecord(record)))
            case "AtoMapping": return .authorisation(try FedRAMPAuthorisation(JSONRecord(record)))
            case "ReuseMapping": return .reuse(try FedRAMPReuse(JSONRecord(record)))
            default: return nil
            }
        } catch {
            return .skipped(
                SkippedRecord(
                    section: section, number: self.splitter.number, reason: error.reason,
                    bytes: record))
        }
    }
}

extension FedRAMPSnapshot {
    fileprivate init(_ record: JSONRecord) throws(FieldError) {
        self.lastChange = try record.text("last_change")
        self.publisher = try record.text("produced_by")
    }
}

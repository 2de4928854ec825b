/// Cuts the text of a marketplace export into its records, a byte at a time.
///
/// The export is one object: `{"meta": {…}, "data": {"Products": [{…}, …], …}}`. Only the record
/// being read is kept. A record that is not JSON inside is cut off all the same, because brackets
/// and quotes alone tell where it ends; only unbalanced brackets end the reading.
struct RecordSplitter {
    /// A longer record ends the reading; real ones stay below 100 kB.
    static let maximumRecordBytes = 1_048_576

    /// Where a piece of text was cut out: `meta`, or the name of an array of `data`.
    private(set) var section = ""
    /// Counted from 1 within the section.
    private(set) var number = 0
    /// The bytes of the record just completed.
    private(set) var record: [UInt8] = []
    /// Bytes of text seen.
    private(set) var offset: Int64 = 0

    private var brackets: [UInt8] = []
    private var isInString = false
    private var isEscaped = false
    private var isRecord = false
    /// The string read last outside records, which is the key when a colon follows.
    private var word: [UInt8] = []
    private var keys = ["", ""]

    /// Takes bytes up to the end of the next record.
    ///
    /// - Returns: How many bytes were taken, and whether ``record`` is complete now. An incomplete
    ///   record means that all bytes were taken.
    mutating func take(
        _ bytes: UnsafeBufferPointer<UInt8>
    ) throws(SampleError) -> (count: Int, isComplete: Bool) {
        var position = 0
        while position < bytes.count {
            let byte = bytes[position]
            position += 1
            let isComplete = try self.take(byte)
            if isComplete {
                self.offset += Int64(position)
                return (position, true)
            }
        }
        self.offset += Int64(position)
        return (position, false)
    }

    /// - Throws: `structure` when the text ends inside the outermost object.
    func finish() throws(SampleError) {
        guard self.brackets.isEmpty, self.offset > 0 else {
            throw .structure(offset: self.offset, reason: "the text ends too early")
        }
    }

    /// Starts the next record after ``record`` was used.
    mutating func discard() {
        self.record.removeAll(keepingCapacity: true)
    }

    private mutating func take(_ byte: UInt8) throws(SampleError) -> Bool {
        if self.isInString {
            try self.keep(byte)
            if self.isEscaped {
                self.isEscaped = false
            } else if byte == UInt8(ascii: "\\") {
                self.isEscaped = true
            } else if byte == UInt8(ascii: "\"") {
                self.isInString = false
            }
            return false
        }
        switch byte {
        case UInt8(ascii: "\""):
            self.isInString = true
            self.isRecord = self.isRecord || self.isInList
            if !self.isRecord { self.word.removeAll(keepingCapacity: true) }
            try self.keep(byte)
            return false
        case UInt8(ascii: "{"), UInt8(ascii: "["):
            return try self.open(byte)
        case UInt8(ascii: "}"), UInt8(ascii: "]"):
            return try self.close(byte)
        case UInt8(ascii: ","):
            return try self.comma()
        case UInt8(ascii: ":") where !self.isRecord && (1...2).contains(self.brackets.count):
            self.keys[self.brackets.count - 1] = String(
                decoding: self.word.dropFirst().dropLast(), as: UTF8.self)
            return false
        case 0x20, 0x0A, 0x0D, 0x09:
            if self.isRecord { try self.keep(byte) }
            return false
        default:
            self.isRecord = self.isRecord || self.isInList
            if self.isRecord { try self.keep(byte) }
            return false
        }
    }

    /// Whether the next byte stands directly in an array of `data`.
    private var isInList: Bool {
        self.brackets.count == 3 && self.keys[0] == "data" && self.brackets[2] == UInt8(ascii: "[")
    }

    private mutating func keep(_ byte: UInt8) throws(SampleError) {
        if self.isRecord {
            guard self.record.count < Self.maximumRecordBytes else {
                throw .structure(
                    offset: self.offset, reason: "\(self.section) holds a record over 1 MiB")
            }
            self.record.append(byte)
        } else if self.word.count < 128 {
            self.word.append(byte)
        }
    }

    private mutating func open(_ bracket: UInt8) throws(SampleError) -> Bool {
        if self.isInList {
            self.isRecord = true
        } else if self.brackets.count == 2, bracket == UInt8(ascii: "["), self.keys[0] == "data" {
            self.section = self.keys[1]
            self.number = 0
        } else if self.brackets.count == 1, self.keys[0] == "meta" {
            self.section = "meta"
            self.number = 0
            self.isRecord = true
        }
        guard self.brackets.count < 64 else {
            throw .structure(offset: self.offset, reason: "nested too deeply")
        }
        self.brackets.append(bracket)
        if self.isRecord { try self.keep(bracket) }
        return false
    }

    private mutating func close(_ bracket: UInt8) throws(SampleError) -> Bool {
        let isEndOfList = self.isInList
        guard let opened = self.brackets.popLast(), opened + 2 == bracket else {
            throw .structure(
                offset: self.offset, reason: "brackets do not match near \(self.section)")
        }
        if isEndOfList {
            return self.endRecord()
        }
        if self.isRecord {
            try self.keep(bracket)
            if self.section == "meta", self.brackets.count == 1 { return self.endRecord() }
        }
        return false
    }

    private mutating func comma() throws(SampleError) -> Bool {
        if self.isInList {
            return self.endRecord()
        }
        if self.isRecord { try self.keep(UInt8(ascii: ",")) }
        return false
    }

    private mutating func endRecord() -> Bool {
        guard self.isRecord else { return false }
        self.isRecord = false
        self.number += 1
        return true
    }
}

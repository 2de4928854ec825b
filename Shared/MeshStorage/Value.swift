/// One value as every SQL engine knows it.
package enum Value: Sendable, Hashable {
    case null
    case integer(Int64)
    case text(String)
    case bytes([UInt8])

    static func optional(_ integer: Int64?) -> Value {
        guard let integer else { return .null }
        return .integer(integer)
    }

    /// Bytes of text or blob; numbers count as none.
    var byteCount: Int {
        switch self {
        case .null, .integer: 0
        case .text(let text): text.utf8.count
        case .bytes(let bytes): bytes.count
        }
    }
}

/// One row of an answer; columns are numbered from 0.
package struct Row: Sendable, Hashable {
    package var values: [Value]

    package init(values: [Value]) {
        self.values = values
    }

    func integer(_ column: Int) throws(StorageFailure) -> Int64 {
        guard case .integer(let value) = self.values[column] else { throw self.fault(column) }
        return value
    }

    func text(_ column: Int) throws(StorageFailure) -> String {
        guard case .text(let value) = self.values[column] else { throw self.fault(column) }
        return value
    }

    func bytes(_ column: Int) throws(StorageFailure) -> [UInt8] {
        guard case .bytes(let value) = self.values[column] else { throw self.fault(column) }
        return value
    }

    private func fault(_ column: Int) -> StorageFailure {
        .damaged(reason: "column \(column) has an unexpected type")
    }
}

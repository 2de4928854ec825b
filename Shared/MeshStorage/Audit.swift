import Crypto
import MeshAPI
import MeshPrimitives
import MeshWire

/// The chain of the audit trail, as in requirement 7.13.
///
/// Its entries are written as canonical protobuf, since that is what the mesh stores and sends.
package enum AuditChain {
    /// Stands before the first entry.
    package static let start = [UInt8](repeating: 0, count: 32)

    /// SHA-256 of the link before in lower hex, a line feed and the entry without its chain.
    package static func link(after previous: [UInt8], _ entry: AuditEntry) -> [UInt8] {
        var bare = entry
        bare.chain = []
        return self.link(after: previous, bare.wireBytes())
    }

    package static func link(after previous: [UInt8], _ content: [UInt8]) -> [UInt8] {
        var hash = SHA256()
        let digits = Array("0123456789abcdef".utf8)
        hash.update(data: previous.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] })
        hash.update(data: [0x0a] as [UInt8])
        hash.update(data: content)
        return [UInt8](hash.finalize())
    }
}

extension Reader {
    /// Audit entries with a greater sequence, in order; at most ``StorageLimits/pageRows``.
    package func audit(
        after sequence: Int64, limit: Int = StorageLimits.pageRows
    ) throws(StorageFailure) -> [AuditEntry] {
        let rows = try self.rows(SQL.audit, [.integer(sequence), Self.page(limit)])
        return try rows.map { row throws(StorageFailure) in
            let (bytes, chain) = (try row.bytes(1), try row.bytes(2))
            do throws(WireFailure) {
                var entry = try AuditEntry(wire: bytes)
                entry.chain = chain
                return entry
            } catch {
                throw .undecodable(name: "an audit entry", failure: error)
            }
        }
    }
}

extension Transaction {
    /// Forgets entries before `instant` and returns how many; a page of them at most.
    ///
    /// The newest of them stays: the chain of the rest begins at its link.
    package func expireAudit(before instant: Instant) throws(StorageFailure) -> Int {
        let expired = try self.audit(after: 0).prefix { $0.time.map { $0 < instant } ?? true }
        guard let last = expired.last, expired.count > 1 else { return 0 }
        return try self.execute(SQL.expireAudit, [.integer(last.sequence)])
    }

    /// Adds an entry to the audit trail; its sequence and chain are set here.
    package func audit(_ entry: AuditEntry) throws(StorageFailure) {
        let last = try self.rows(SQL.auditHead).first
        var entry = entry
        entry.sequence = (try last?.integer(0) ?? 0) + 1
        entry.chain = []
        let chain = AuditChain.link(after: try last?.bytes(1) ?? AuditChain.start, entry)
        try self.execute(
            SQL.addAudit, [.integer(entry.sequence), .bytes(entry.wireBytes()), .bytes(chain)])
    }
}

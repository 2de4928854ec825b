import MeshPrimitives
import MeshRPC

/// What makes a call with side effects the same call.
///
/// The principal is part of it, so that nobody reads another's reply by guessing a key.
package struct ReplyKey: Sendable, Hashable {
    package var principal: String
    package var service: String
    package var method: String
    package var key: [UInt8]

    package init(principal: String, service: String, method: String, key: [UInt8]) {
        self.principal = principal
        self.service = service
        self.method = method
        self.key = key
    }

    fileprivate var values: [Value] {
        [.text(self.principal), .text(self.service), .text(self.method), .bytes(self.key)]
    }
}

/// The first answer to a call, kept for the calls that repeat it.
///
/// It stays for the whole window; no caller can free it early.
package struct StoredReply: Sendable, Hashable {
    /// SHA-256 of the request.
    package var fingerprint: [UInt8]
    package var completedAt: Instant
    package var code: StatusCode
    /// The encoded status of a refusal; empty for success.
    package var status: [UInt8]
    package var payload: [UInt8]

    package init(
        fingerprint: [UInt8], completedAt: Instant, code: StatusCode = .ok, status: [UInt8] = [],
        payload: [UInt8]
    ) {
        self.fingerprint = fingerprint
        self.completedAt = completedAt
        self.code = code
        self.status = status
        self.payload = payload
    }
}

extension Reader {
    /// The answer stored under a key, or `nil` when the call is new.
    ///
    /// - Throws: `keyReused` when the key belongs to a request with another fingerprint.
    package func storedReply(
        _ key: ReplyKey, fingerprint: [UInt8]
    ) throws(StorageFailure) -> StoredReply? {
        // Without a key a call is always new.
        guard !key.key.isEmpty else { return nil }
        guard let row = try self.rows(SQL.reply, key.values).first else { return nil }
        guard try row.bytes(0) == fingerprint else { throw .keyReused }
        guard let code = StatusCode(rawValue: Int32(clamping: try row.integer(2))) else {
            throw .damaged(reason: "a stored reply has an unknown status")
        }
        return StoredReply(
            fingerprint: fingerprint, completedAt: Instant(microseconds: try row.integer(1)),
            code: code, status: try row.bytes(3), payload: try row.bytes(4))
    }
}

extension Transaction {
    /// Keeps the answer to a call; belongs in the job that holds the call's effect.
    ///
    /// - Throws: `keyReused` when an answer is stored already, `tooManyReplies` when the principal
    ///   holds as many as allowed. A live one is never given up for a new one: that would turn
    ///   "at most once" into "at least once" unseen.
    package func saveReply(_ key: ReplyKey, _ reply: StoredReply) throws(StorageFailure) {
        guard !key.key.isEmpty else { return }
        let (rows, bytes) = (self.limits.repliesPerPrincipal, self.limits.replyBytesPerPrincipal)
        let counted = try self.execute(
            SQL.countReply,
            [
                .text(key.principal), .integer(Int64(reply.status.count + reply.payload.count)),
                .integer(Int64(rows)), .integer(Int64(bytes)),
            ])
        guard counted == 1 else { throw .tooManyReplies(rows: rows, bytes: bytes) }
        let added = try self.execute(
            SQL.addReply,
            key.values + [
                .bytes(reply.fingerprint), .integer(reply.completedAt.microseconds),
                .integer(Int64(reply.code.rawValue)), .bytes(reply.status),
                .bytes(reply.payload),
            ])
        guard added == 1 else { throw .keyReused }
    }

    /// Forgets answers completed before `instant` and returns how many; their keys are new again.
    @discardableResult
    package func expireReplies(before instant: Instant) throws(StorageFailure) -> Int {
        let expired = try self.execute(SQL.expireReplies, [.integer(instant.microseconds)])
        if expired > 0 {
            try self.execute(SQL.recountReplies)
            try self.execute(SQL.forgetCounts)
        }
        return expired
    }
}

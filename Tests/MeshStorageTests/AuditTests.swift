import MeshAPI
import MeshPrimitives
import MeshStorage
import StorageSample
import Testing

@Suite struct `The audit trail` {
    @Test func `RX-1: is chained as requirement 7.13 shows`() {
        func hex(_ bytes: [UInt8]) -> String {
            bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
        }
        let first = AuditChain.link(after: AuditChain.start, Array(#"{"a":1}"#.utf8))
        #expect(hex(first) == "f21735afd2cd6af4fc5804b0045cebfd545aef8396d29d030c39cb8880b45b7f")
        let second = AuditChain.link(after: first, Array(#"{"a":2}"#.utf8))
        #expect(hex(second) == "74860491e228ca61080512f45d5e8f90d3f673c11f490f722840205e845beb41")
    }

    @Test(arguments: Engine.allCases)
    func `RX-1: keeps entries for their time, and the link at which the chain of the rest begins`(
        _ engine: Engine
    ) async throws {
        var limits = StorageLimits()
        limits.auditRetentionDays = 1
        try await engine.withStore(limits: limits) { store async throws in
            for second in Int64(1)...5 {
                try await store.write { transaction in
                    try transaction.audit(AuditEntry(time: .second(second)))
                }
            }
            #expect(try await store.expireAudit(at: .second(86_401)) == 0)
            #expect(try await store.expireAudit(at: .second(86_404)) == 2)
            #expect(try await store.expireAudit(at: .second(86_404)) == 0)
            try await store.write { try $0.audit(AuditEntry(time: .second(6))) }
            let entries = try await store.read { try $0.audit(after: 0) }
            #expect(entries.map(\.sequence) == [3, 4, 5, 6])
            for (before, entry) in zip(entries, entries.dropFirst()) {
                #expect(entry.chain == AuditChain.link(after: before.chain, entry))
            }
            // The last one stays, so that numbers and chain go on.
            #expect(try await store.expireAudit(at: .second(999_999)) == 3)
            try await store.write { try $0.audit(AuditEntry(time: .second(7))) }
            #expect(try await store.read { try $0.audit(after: 6) }.map(\.sequence) == [7])
        }
    }

    @Test(arguments: Engine.allCases)
    func `numbers its entries, links them and forgets those of a job that failed`(
        _ engine: Engine
    ) async throws {
        try await engine.withStore { store async throws in
            for principal in ["a", "b"] {
                try await store.write { try $0.audit(AuditEntry(principal: principal)) }
            }
            await #expect(throws: Refusal.self) {
                try await store.write { transaction in
                    try transaction.audit(AuditEntry(principal: "lost"))
                    throw Refusal()
                }
            }
            try await store.write { try $0.audit(AuditEntry(principal: "c")) }
            let entries = try await store.read { try $0.audit(after: 0) }
            #expect(entries.map(\.principal) == ["a", "b", "c"])
            #expect(entries.map(\.sequence) == [1, 2, 3])
            var chain = AuditChain.start
            for entry in entries {
                chain = AuditChain.link(after: chain, entry)
                #expect(entry.chain == chain)
            }
            #expect(try await store.read { try $0.audit(after: 2) }.map(\.principal) == ["c"])
        }
    }
}

import MeshPrimitives
import MeshRPC
import MeshStorage
import StorageSample
import Testing

@Suite struct `A stored reply` {
    static func reply(_ payload: [UInt8], at second: Int64 = 0) -> StoredReply {
        StoredReply(
            fingerprint: [9], completedAt: .second(second), code: .failedPrecondition,
            status: [4, 2], payload: payload)
    }

    @Test(arguments: Engine.allCases)
    func `answers the same request and refuses another under its key`(
        _ engine: Engine
    ) async throws {
        try await engine.withStore { store async throws in
            let reply = Self.reply([])
            try await store.write { try $0.saveReply(.sample(1), reply) }
            #expect(
                try await store.read { try $0.storedReply(.sample(1), fingerprint: [9]) } == reply)
            await #expect(throws: StorageFailure.keyReused) {
                _ = try await store.read { try $0.storedReply(.sample(1), fingerprint: [8]) }
            }
            await #expect(throws: StorageFailure.keyReused) {
                try await store.write { try $0.saveReply(.sample(1), Self.reply([2])) }
            }
            let others = try await store.read { reader throws in
                try reader.storedReply(.sample(1, principal: "li.na"), fingerprint: [9])
            }
            #expect(others == nil)
        }
    }

    @Test(arguments: Engine.allCases)
    func `is kept over the bound, where new keys are refused until old ones expire`(
        _ engine: Engine
    ) async throws {
        var limits = StorageLimits()
        limits.repliesPerPrincipal = 3
        try await engine.withStore(limits: limits) { store async throws in
            for number in UInt8(1)...3 {
                try await store.write { transaction in
                    try transaction.saveReply(
                        .sample(number), Self.reply([number], at: Int64(number)))
                }
            }
            await #expect(throws: StorageFailure.tooManyReplies(rows: 3, bytes: 64 << 20)) {
                try await store.write { try $0.saveReply(.sample(4), Self.reply([4])) }
            }
            try await store.write { transaction in
                try transaction.saveReply(.sample(4, principal: "li.na"), Self.reply([4], at: 9))
            }
            for number in UInt8(1)...3 {
                let kept = try await store.read { reader throws in
                    try reader.storedReply(.sample(number), fingerprint: [9])
                }
                #expect(kept?.payload == [number])
            }
            #expect(try await store.write { try $0.expireReplies(before: .second(3)) } == 2)
            try await store.write { try $0.saveReply(.sample(1), Self.reply([7], at: 10)) }
            let again = try await store.read { reader throws in
                try reader.storedReply(.sample(1), fingerprint: [9])
            }
            #expect(again?.payload == [7])
        }
    }

    @Test(arguments: Engine.allCases)
    func `is refused beyond the bytes of its caller until old ones expire`(
        _ engine: Engine
    ) async throws {
        var limits = StorageLimits()
        limits.replyBytesPerPrincipal = 100
        try await engine.withStore(limits: limits) { store async throws in
            // Two bytes of status each.
            let half = [UInt8](repeating: 0, count: 48)
            for number in UInt8(1)...2 {
                try await store.write { transaction in
                    try transaction.saveReply(
                        .sample(number), Self.reply(half, at: Int64(number)))
                }
            }
            await #expect(throws: StorageFailure.tooManyReplies(rows: 10_000, bytes: 100)) {
                try await store.write { try $0.saveReply(.sample(3), Self.reply([])) }
            }
            #expect(try await store.write { try $0.expireReplies(before: .second(2)) } == 1)
            try await store.write { try $0.saveReply(.sample(3), Self.reply(half, at: 3)) }
            await #expect(throws: StorageFailure.self) {
                try await store.write { try $0.saveReply(.sample(4), Self.reply([])) }
            }
        }
    }

    @Test(arguments: Engine.allCases)
    func `expires after its window`(_ engine: Engine) async throws {
        try await engine.withStore { store async throws in
            try await store.write { try $0.saveReply(.sample(1), Self.reply([1], at: 100)) }
            #expect(try await store.expireReplies(at: .second(86_500)) == 0)
            #expect(try await store.expireReplies(at: .second(86_501)) == 1)
        }
    }

    @Test(arguments: Engine.allCases)
    func `is kept or lost together with the effect`(_ engine: Engine) async throws {
        try await engine.withStore { store async throws in
            await #expect(throws: Refusal.self) {
                try await store.write { transaction in
                    try transaction.save(Specimen("samples/1"), change: .sample())
                    try transaction.saveReply(.sample(1), Self.reply([1]))
                    throw Refusal()
                }
            }
            let reply = try await store.read { reader throws in
                try reader.storedReply(.sample(1), fingerprint: [9])
            }
            #expect(reply == nil)
            #expect(try await store.read { try $0.count(Specimen.self) } == 0)
        }
    }
}

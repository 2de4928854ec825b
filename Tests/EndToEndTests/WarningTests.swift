import MeshAPI
import MeshRPC
import MeshTestKit
import Testing

/// What a breach does beyond its month, in risk and in the journals.
@Suite(.serialized, .timeLimit(.minutes(2))) struct `A confirmed breach` {
    private static func warning(_ cast: Cast) async throws -> Warning {
        try await cast.warnings("sp").getWarning(GetRequest(name: "warnings/breaches-sp"))
    }

    @Test func `R8.2-4 R8.3-4: raises the one warning of its provider, lowers it when rescinded`()
        async throws
    {
        try await Cast.afterMiss { mesh, cast in
            let none = await #expect(throws: RPCFailure.self) { try await Self.warning(cast) }
            #expect(none?.code == .notFound, "nothing is confirmed yet")
            try await mesh.advance(to: "2026-03-10T01:00:00Z")
            let first = try await Self.warning(cast)
            #expect(first.state == .issued && first.colour == .yellow && first.value == 1)
            _ = try await cast.warnings("sp").acknowledgeWarning(CommandRequest(name: first.name))
            _ = try await cast.breaches("su").compensateBreach(
                CommandRequest(name: "breaches/c-1-2026-02"))
            try await mesh.settle()
            #expect(try await Self.warning(cast).state == .acknowledged, "no breach was added")

            for (month, next, colour) in [
                ("2026-03", "2026-04", Warning.Colour.orange), ("2026-04", "2026-05", .red),
            ] {
                try await mesh.advance(to: "\(next)-01T01:00:00Z")
                try await cast.miss(month, from: "\(month)-10T00:00:00Z", minutes: 600)
                try await mesh.advance(to: "\(next)-20T01:00:00Z")
                let raised = try await Self.warning(cast)
                #expect(raised.state == .issued && raised.colour == colour)
            }
            for (month, left) in [("2026-02", Int64(2)), ("2026-03", 1), ("2026-04", 0)] {
                var voucher = try Cast.voucher(minutes: 600)
                voucher.name = "periods/c-1-\(month)"
                voucher.exclusions[0].span?.from = .init("\(month)-10T00:00:00Z")
                voucher.exclusions[0].span?.until = .init("\(month)-10T10:00:00Z")
                _ = try await cast.correct(voucher)
                try await mesh.settle()
                #expect(try await Self.warning(cast).value == left)
            }
            #expect(try await Self.warning(cast).state == .lifted)
        }
    }

    @Test func `RX-3 RX-6: is named as cause of its record, each act with who, why and of what`()
        async throws
    {
        try await Cast.afterMiss { mesh, cast in
            try await mesh.advance(to: "2026-03-10T01:00:00Z")
            _ = try await cast.correct(Cast.voucher(minutes: 100))
            try await mesh.settle()
            let quality = try await mesh.journal(of: "quality").map { try JournalEntry(wire: $0) }
            let credit = try await mesh.journal(of: "credit").map { try JournalEntry(wire: $0) }
            let confirmed = try #require(quality.first { $0.type == "quality.breach.confirmed" })
            let proposed = try #require(credit.first { $0.resource == "records/c-1-2026-02" })
            #expect(proposed.causationId == "quality/\(confirmed.sequence)")
            #expect(proposed.correlationId == confirmed.correlationId)
            #expect(proposed.principal == "service.credit" && proposed.requestDigest.isEmpty)

            let correction = try #require(quality.first { $0.command == "correct" })
            #expect(correction.principal == "approver" && correction.party == "parties/mb")
            #expect(correction.partyRole == .managementBody)
            #expect(correction.reasonCode == "R9.3-2" && correction.requestDigest.count == 32)
            #expect(correction.fromState == "final" && correction.toState == "corrected")
            // A reason in free words stays out of the envelope.
            _ = try await cast.parties("approver").suspendParty(
                CommandRequest(name: "parties/cb", reason: "Wang Li complained"))
            let registry = try await mesh.journal(of: "registry").map { try JournalEntry(wire: $0) }
            #expect(registry.last?.command == "suspend" && registry.last?.reasonCode == "")
        }
    }
}

import MeshAPI
import MeshRPC
import MeshTestKit
import Testing

/// Bad calls get one clear answer, and nothing is half-written.
@Suite(.serialized) struct RefusalTests {
    @Test(.timeLimit(.minutes(1)))
    func `RX-1 RX-2 RX-3 RX-7: each bad call is refused with its code and way out`() async throws {
        let mesh = try await LocalMesh.start(at: "2026-01-05T01:00:00Z")
        let cast = Cast(mesh: mesh)
        try await cast.assemble()

        func failure(_ call: () async throws -> Void) async -> RPCFailure? {
            await #expect(throws: RPCFailure.self) { try await call() }
        }
        let handler = cast.parties("handler")
        let draft = Party(
            displayName: "Draft", creditCode: "91370100PDY0000521", roles: [.serviceProvider])

        let wrongDigit = await failure {
            _ = try await handler.createParty(CreatePartyRequest(partyId: "x", party: draft))
        }
        #expect(wrongDigit?.code == .invalidArgument)
        #expect(wrongDigit?.message.contains("position 18") == true)

        let noName = await failure {
            _ = try await handler.createParty(
                CreatePartyRequest(partyId: "x", party: Party(roles: [.serviceProvider])))
        }
        let fields = noName?.detail(BadRequest.self)?.violations_.map(\.field)
        #expect(fields?.contains("party.display_name") == true)

        let wrongRole = await failure {
            _ = try await cast.parties("sp").createParty(
                CreatePartyRequest(partyId: "x", party: draft))
        }
        #expect(wrongRole?.code == .permissionDenied)
        let stranger = await failure {
            _ = try await cast.parties("nobody").getParty(GetRequest(name: "parties/sp"))
        }
        #expect(stranger?.code == .permissionDenied)

        let illegal = await failure {
            _ = try await cast.parties("approver").approveParty(CommandRequest(name: "parties/sp"))
        }
        let precondition = illegal?.detail(PreconditionFailure.self)
        #expect(illegal?.code == .failedPrecondition && precondition?.currentState == "active")
        #expect(precondition?.allowed.map(\.command).contains("suspend") == true)

        let noReason = await failure {
            _ = try await cast.parties("approver").suspendParty(CommandRequest(name: "parties/sp"))
        }
        #expect(noReason?.code == .invalidArgument)
        let stale = await failure {
            _ = try await cast.parties("approver").suspendParty(
                CommandRequest(name: "parties/sp", version: 1, reason: "R1: test"))
        }
        #expect(stale?.code == .aborted)

        let key = CallOptions(idempotencyKey: Array("one key".utf8))
        let valid = Party(
            displayName: "Once", creditCode: "91370100PDY000052Y", roles: [.serviceProvider])
        let first = try await handler.createParty(
            CreatePartyRequest(partyId: "once", party: valid), key)
        let again = try await handler.createParty(
            CreatePartyRequest(partyId: "once", party: valid), key)
        #expect(first == again, "a repeat gets the first answer")
        let reused = await failure {
            _ = try await handler.createParty(
                CreatePartyRequest(partyId: "twice", party: valid), key)
        }
        #expect(reused?.code == .failedPrecondition)
        #expect(reused?.message.contains("KEY_REUSED") == true)

        // A refusal is an answer, too: what has changed since counts for a new call alone.
        let once = CommandRequest(name: first.name)
        _ = try await handler.submitParty(once)
        let decision = CallOptions(idempotencyKey: Array("decision".utf8))
        func decide() async -> [String]? {
            let refused = await failure {
                _ = try await cast.parties("approver").approveParty(once, decision)
            }
            return refused?.detail(PreconditionFailure.self)?.refusals.map(\.code)
        }
        #expect(await decide() == ["OPERATOR_MISSING"])
        try await cast.account("once", first.name, .serviceProvider, .handler)
        #expect(await decide() == ["OPERATOR_MISSING"])
        _ = try await cast.parties("approver").approveParty(once)

        // RX-6: before it was approved the party was submitted.
        let history = try await mesh.journal(of: "registry")
        #expect(history.count > 10)
        await mesh.stop()
    }
}

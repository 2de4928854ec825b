import MeshAPI
import MeshPrimitives
import MeshRPC
import MeshTestKit
import Testing

@Suite(.serialized, .timeLimit(.minutes(2))) struct `Who may call` {
    private static func failure(_ call: () async throws -> Void) async -> RPCFailure? {
        await #expect(throws: RPCFailure.self) { try await call() }
    }

    @Test
    func `RX-2: decides for others what came since the last second person's decision`()
        async throws
    {
        let mesh = try await LocalMesh.start(at: "2026-01-05T01:00:00Z")
        let cast = Cast(mesh: mesh)
        try await cast.assemble()
        for (name, person) in [("all-1", "one"), ("all-2", "two"), ("all-1b", "one")] {
            _ = try await cast.operators("system").createOperator(
                CreateOperatorRequest(
                    operatorId: name,
                    operator: Operator(
                        person: person, party: "parties/mb", partyRole: .managementBody,
                        operatorRoles: [.handler, .reviewer, .approver])))
        }
        let name = CommandRequest(name: "qualifications/q-1", reason: "R1: checked")
        _ = try await cast.qualifications("sp").createQualification(
            CreateQualificationRequest(
                qualificationId: "q-1",
                qualification: Qualification(
                    provider: "parties/sp", kind: "cloud-assessment", issuer: "网信办",
                    number: "2026-1", validFrom: "2026-01-01", validUntil: "2028-12-31")))
        _ = try await cast.qualifications("sp").submitQualification(name)
        _ = try await cast.qualifications("all-1").acceptQualification(name)
        _ = try await cast.qualifications("all-2").reviewQualification(name)
        for own in ["all-1", "all-2", "all-1b"] {
            let refusal = await Self.failure {
                _ = try await cast.qualifications(own).approveQualification(name)
            }
            #expect(refusal?.code == .permissionDenied, "\(own)")
            let reason = refusal?.detail(PreconditionFailure.self)?.refusals.first
            #expect(reason?.code == "SAME_PERSON" && reason?.requirement == "RX-2")
        }
        _ = try await cast.qualifications("approver").approveQualification(name)

        // The work until the approval is decided; what is open now is the suspension.
        _ = try await cast.qualifications("all-2").suspendQualification(name)
        let own = await Self.failure {
            _ = try await cast.qualifications("all-2").revokeQualification(name)
        }
        #expect(own?.code == .permissionDenied)
        let revoked = try await cast.qualifications("all-1").revokeQualification(name)
        #expect(revoked.state == .revoked)
        await mesh.stop()
    }
}

import MeshAPI
import MeshPrimitives
import MeshRPC
import MeshRuntime
import MeshTestKit
import Testing

/// Somebody in one role of one party; the account is named after both.
private struct Person: Sendable, CustomStringConvertible {
    var party: PartyRole
    var role: OperatorRole?

    var account: String {
        guard let role else { return "service.stranger" }
        return "\(Self.short[self.party] ?? "")-\(role.rawValue)"
    }
    var description: String { "\(self.party) as \(self.role.map { "\($0)" } ?? "itself")" }

    static let short: [PartyRole: String] = [
        .managementBody: "mb", .serviceProvider: "sp", .usingOrganisation: "su",
        .individualUser: "iu", .certificationBody: "cb",
    ]
    static let all =
        Person.short.keys.sorted { $0.rawValue < $1.rawValue }.flatMap { party in
            OperatorRole.allCases.map { Person(party: party, role: $0) }
        } + [Person(party: .meshService)]
}

@Suite(.serialized, .timeLimit(.minutes(5))) struct `Section 2.2: who may call what` {
    /// A mesh with everybody in it.
    private static func mesh() async throws -> LocalMesh {
        let mesh = try await LocalMesh.start(at: "2026-01-05T01:00:00Z")
        let cast = Cast(mesh: mesh)
        try await cast.assemble()
        try await cast.admit("iu", "91370100PDY00044X8", .individualUser)
        // The administrators of the management body come last: `system` ends with them.
        for person in Person.all.reversed() {
            guard let role = person.role, let party = Person.short[person.party] else { continue }
            try await cast.account(person.account, "parties/\(party)", person.party, role)
        }
        try await mesh.settle()
        return mesh
    }

    /// The routing key under which a service of the contract is reached.
    private static func place(of method: MethodDescriptor) -> String {
        let package = method.service.split(separator: ".")[1]
        return package == "mesh" ? "registry" : String(package)
    }

    /// Whether an empty request gets past the question who may call.
    private static func isAdmitted(
        _ call: () async throws(RPCFailure) -> Void
    ) async -> Bool? {
        do throws(RPCFailure) {
            try await call()
            return true
        } catch {
            switch error.code {
            case .permissionDenied, .unauthenticated: return false
            case .unavailable, .deadlineExceeded, .resourceExhausted: return nil
            default: return true
            }
        }
    }

    /// Opens a stream and waits for a first answer; one that is not refused may have none to give.
    private static func begin(
        _ method: MethodDescriptor, on channel: any Channel, _ options: CallOptions
    ) async throws(RPCFailure) {
        var options = options
        options.timeout = .seconds(2)
        let stream = try channel.open(method, [], options)
        stream.finish()
        do throws(RPCFailure) {
            _ = try await stream.next()
        } catch {
            if error.code != .deadlineExceeded { throw error }
        }
        stream.cancel()
    }

    private static func compare(
        _ ask: @escaping @Sendable (MethodDescriptor, Person) async -> Bool?
    ) async {
        for method in MeshContract.methods {
            let wrong = await withTaskGroup(of: String?.self) { group in
                for person in Person.all {
                    group.addTask {
                        let told = await ask(method, person)
                        let right = PermissionMatrix.allows(method, person.party, person.role)
                        if told == right { return nil }
                        // Less than the matrix allows is safe.
                        return told == false ? nil : "\(person)"
                    }
                }
                return await group.reduce(into: [String]()) { if let one = $1 { $0.append(one) } }
            }
            #expect(wrong.isEmpty, "\(method.path) lets in \(wrong.sorted())")
        }
    }

    @Test func `every method, asked through the gateway by everybody`() async throws {
        let mesh = try await Self.mesh()
        await Self.compare { method, person in
            let channel = mesh.channel(as: person.account)
            let place = Self.place(of: method)
            let isShared = method.service.hasPrefix("govmesh.mesh.")
            let options = CallOptions(routingKey: isShared ? place : "")
            return await Self.isAdmitted { () async throws(RPCFailure) in
                guard method.shape.streamsRequests || method.shape.streamsReplies else {
                    _ = try await channel.unary(method, [], options)
                    return
                }
                try await Self.begin(method, on: channel, options)
            }
        }
        await mesh.stop()
    }

    @Test func `every method, asked of the service itself by everybody`() async throws {
        let mesh = try await Self.mesh()
        await Self.compare { method, person in
            await Self.isAdmitted { () async throws(RPCFailure) in
                guard let host = try? mesh.host(of: Self.place(of: method)) else { return }
                let unknown = Actor(
                    principal: person.account, person: "", party: "", partyRole: .individualUser,
                    operatorRoles: [])
                _ = try await host.admit(
                    method,
                    Call(
                        method: method, principal: person.account, actor: unknown,
                        deadline: .now.advanced(by: .seconds(10))))
            }
        }
        await mesh.stop()
    }

    @Test func `each method is in the matrix, and somebody may call it`() {
        for method in MeshContract.methods {
            let isKnown =
                PermissionMatrix.operation[method.method] != nil
                || PermissionMatrix.row(of: method) != nil
            #expect(isKnown, "\(method.path) has no row")
            #expect(!method.parties.isEmpty, "\(method.path) names nobody")
            let callers = Person.all.filter { PermissionMatrix.allows(method, $0.party, $0.role) }
            #expect(
                callers.contains { person in
                    method.parties.contains(person.party)
                        && (method.roles.isEmpty
                            || person.role.map(method.roles.contains) == true)
                }, "\(method.path) is for nobody")
        }
    }

    @Test func `nobody deletes a record, a measurement or an audit entry, or anything else`() {
        for verb in ["Delete", "Remove", "Purge", "Erase", "Drop"] {
            let methods = MeshContract.methods.map(\.method).filter { $0.hasPrefix(verb) }
            // A proposal that is dropped stays, as dropped.
            #expect(methods == (verb == "Drop" ? ["DropRecord"] : []))
        }
    }

    @Test func `a provider only supplies, replies and disputes where its own results are judged`() {
        let judged = ["MeasurementService", "BreachService", "PeriodService", "RecordService"]
        let changes = MeshContract.methods.filter { method in
            judged.contains { method.service.hasSuffix(".\($0)") }
                && method.callClass != .noSideEffects && method.parties.contains(.serviceProvider)
        }
        #expect(
            Set(changes.map(\.method)) == ["DisputePeriod", "DisputeBreach", "SubmitStatement"])
    }
}

@Suite(.serialized, .timeLimit(.minutes(1))) struct `The account system` {
    @Test func `ends when the three administrators are there, and returns when one is missing`()
        async throws
    {
        let mesh = try await LocalMesh.start(at: "2026-01-05T01:00:00Z")
        let cast = Cast(mesh: mesh)
        try await cast.assemble()
        let administrators: [(String, OperatorRole)] = [
            ("adm-sys", .systemAdministrator), ("adm-sec", .securityAdministrator),
            ("adm-aud", .auditAdministrator),
        ]
        for (name, role) in administrators {
            try await cast.account(name, "parties/mb", .managementBody, role)
        }
        let refusal = await rpcFailure {
            try await cast.account("late", "parties/mb", .managementBody, .handler)
        }
        #expect(refusal?.code == .permissionDenied)
        #expect(refusal?.message.contains("three administrators") == true)
        // It still tells how the mesh is.
        _ = try await NodeServiceClient(mesh.channel(as: "system"), routingKey: "credit")
            .getStatus(GetStatusRequest())
        let account = CreateOperatorRequest(
            operatorId: "late",
            operator: Operator(
                person: "person-late", party: "parties/mb", partyRole: .managementBody,
                operatorRoles: [.handler]))
        _ = try await cast.operators("adm-sys").createOperator(account)
        _ = try await cast.operators("adm-sys").revokeOperator(
            CommandRequest(name: "operators/adm-aud", reason: "R1: left"))
        try await cast.account("later", "parties/mb", .managementBody, .handler)
        await mesh.stop()
    }
}

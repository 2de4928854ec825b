import MeshAPI
import MeshLifecycle
import MeshPrimitives
import MeshRPC
import MeshRuntime
import MeshStorage
import MeshTestKit
import Quality
import Registry
import Testing

/// Lists as a service answers them, now and as they were.
@Suite(.serialized, .timeLimit(.minutes(1))) struct `A list` {
    @Test func `RX-6: is read as it was before a correction, and exported alike`() async throws {
        try await Cast.afterMiss { mesh, cast in
            try await mesh.advance(to: "2026-03-10T01:00:00Z")
            func breaches(_ state: String, _ at: String? = nil) async throws -> [Int64] {
                let request = ListRequest(
                    filter: "provider = \"parties/sp\" AND state = \"\(state)\"",
                    effectiveAt: at.flatMap { Instant($0) }, knownAt: at.flatMap { Instant($0) })
                return try await cast.breaches("handler").listBreaches(request).breaches
                    .map(\.downMinutes)
            }
            #expect(try await breaches("confirmed") == [600])
            _ = try await cast.correct(Cast.voucher(minutes: 500))
            try await mesh.advance(to: "2026-03-11T01:00:00Z")
            #expect(try await breaches("confirmed") == [100])
            _ = try await cast.correct(Cast.voucher(minutes: 600))
            try await mesh.advance(to: "2026-03-12T01:00:00Z")
            #expect(try await breaches("confirmed") == [])
            #expect(try await breaches("rescinded").count == 1)

            #expect(try await breaches("confirmed", "2026-03-11T00:00:00Z") == [100])
            #expect(try await breaches("confirmed", "2026-03-10T00:00:00Z") == [600])
            #expect(try await breaches("rescinded", "2026-03-11T00:00:00Z") == [])
            #expect(try await breaches("confirmed", "2026-03-01T00:00:00Z") == [])

            let then = Instant("2026-03-10T00:00:00Z")
            func export(as who: String) async throws -> [Int64] {
                let client = CollectionServiceClient(mesh.channel(as: who), routingKey: "quality")
                let export = try client.exportCollection(
                    ExportCollectionRequest(
                        collection: "breaches", filter: "state = \"confirmed\"",
                        effectiveAt: then, knownAt: then))
                var minutes: [Int64] = []
                for try await item in export {
                    minutes.append(try Breach(wire: item.resource).downMinutes)
                }
                return minutes
            }
            #expect(try await export(as: "handler") == [600])
            let refusal = await rpcFailure { _ = try await export(as: "su") }
            #expect(refusal?.code == .permissionDenied)
        }
    }

    /// Of forty breaches those of even numbers were notified.
    ///
    /// The dispute of number n ends at second n; nobody has written any of these dates.
    @Test func `RX-6 R9.3-3: is filtered by the state that dates have made, written or not`()
        async throws
    {
        let start = try #require(Instant("2026-03-02T01:00:00Z"))
        let clock = VirtualClock(start: start)
        let store = try Store.inMemory(producer: "quality", epoch: "test")
        // Not running, so that nobody writes a date.
        let host = ServiceHost(qualityService, store: store, clock: clock)
        try await store.write { transaction in
            for number in 1...40 {
                var breach = Breach(name: Self.name(number), version: 1, state: .confirmed)
                var change = Change(
                    type: "quality.breach", effectiveFrom: start, recordedAt: start)
                if number % 2 == 0 {
                    breach.state = .notified
                    breach.disputeUntil = start.adding(seconds: Int64(number))
                    change.due = breachLifecycle.turn(of: breach)?.at
                }
                try transaction.save(breach, change: change)
            }
        }
        func names(
            _ state: String, _ second: Int64? = nil, known: Int64? = nil, pageSize: Int32
        ) async throws -> [String] {
            var request = ListRequest(
                pageSize: pageSize, filter: "state = \"\(state)\"",
                effectiveAt: second.map { start.adding(seconds: $0) },
                knownAt: known.map { start.adding(seconds: $0) })
            var names: [String] = []
            repeat {
                let payload = try await host.read("ListBreaches", request.wireBytes(), Self.actor)
                let page = try ListBreachesResponse(wire: payload)
                #expect(page.breaches.count <= pageSize)
                #expect(page.breaches.allSatisfy { $0.state.label == state })
                names += page.breaches.map(\.name)
                request.pageToken = page.nextPageToken
            } while !request.pageToken.isEmpty
            return names
        }
        for pageSize: Int32 in [1, 3, 7, 50] {
            clock.move(to: start.adding(seconds: 20))
            let confirmed = (1...40).filter { $0 % 2 == 1 || $0 <= 20 }.map(Self.name)
            let notified = (1...40).filter { $0 % 2 == 0 && $0 > 20 }.map(Self.name)
            #expect(try await names("confirmed", pageSize: pageSize) == confirmed)
            #expect(try await names("notified", pageSize: pageSize) == notified)
            // The same moment, asked for as one of the past; and one that is still to come.
            #expect(try await names("confirmed", 20, pageSize: pageSize) == confirmed)
            #expect(try await names("notified", 20, pageSize: pageSize) == notified)
            #expect(try await names("notified", 30, known: 1, pageSize: pageSize).count == 5)
            #expect(try await names("confirmed", 99, pageSize: pageSize).count == 40)
            #expect(try await names("confirmed", 99, known: -1, pageSize: pageSize) == [])
        }
    }

    @Test func `RX-6: of a state leads back over every date that makes it`() {
        #expect(
            contractLifecycle.states(turningInto: .terminating) == [.expiring, .active, .filed])
        #expect(contractLifecycle.states(turningInto: .filed) == [])
    }

    private static let actor = Actor(
        principal: "mb", person: "p", party: "parties/mb", partyRole: .managementBody,
        operatorRoles: [.handler])

    private static func name(_ number: Int) -> String { "breaches/\(100 + number)" }
}

extension ServiceHost {
    /// Answers a read of a host that does not run.
    func read(_ method: String, _ request: [UInt8], _ actor: Actor) async throws -> [UInt8] {
        let binding = try #require(self.bindings.first { $0.descriptor.method == method })
        let call = Call(
            method: binding.descriptor, principal: actor.principal, actor: actor,
            deadline: .now.advanced(by: .seconds(5)))
        return try await binding.handle(request, call).payload
    }
}

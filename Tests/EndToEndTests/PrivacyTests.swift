import MeshAPI
import MeshPrimitives
import MeshRPC
import MeshRuntime
import MeshTestKit
import Testing

/// What people write of people stays where it may be read.
@Suite(.serialized, .timeLimit(.minutes(3))) struct `What is personal` {
    private static let words = "张伟 of 13800138000 complained"
    private static let reason = "R5.3-3: \(words)"

    private static func entries(
        _ mesh: LocalMesh, of service: String = "registry"
    ) async throws -> [JournalEntry] {
        try await JournalServiceClient(mesh.channel(as: "handler"), routingKey: service)
            .readJournal(ReadJournalRequest(limit: 1_000)).entries
    }

    @Test func `RX-3 7.13: a reason is read by those it is meant for, and others read its rule`()
        async throws
    {
        try await Cast.play { mesh, cast in
            try await cast.listProduct()
            let product = CommandRequest(name: "products/p-1", reason: Self.reason)
            _ = try await cast.products("approver").suspendProduct(product)
            for inside in ["sp", "approver"] {
                let read = try await cast.products(inside).getProduct(
                    GetRequest(name: product.name))
                #expect(read.reason == Self.reason, "\(inside)")
                let list = try await cast.products(inside).listProducts(ListRequest())
                #expect(list.products.map(\.reason) == [Self.reason], "\(inside)")
                let told = try await cast.explain(product.name, inside, at: "registry")
                #expect(told.first?.summary.contains(Self.words) == true, "\(inside)")
            }
            for outside in ["su", "cb"] {
                let read = try await cast.products(outside).getProduct(
                    GetRequest(name: product.name))
                #expect(read.state == .suspended && read.reason == "", "\(outside)")
                let past = try await cast.products(outside).getProduct(
                    GetRequest(name: product.name, effectiveAt: Instant("2026-01-05T02:00:00Z")))
                #expect(past.reason == "", "\(outside)")
                let list = try await cast.products(outside).listProducts(ListRequest())
                #expect(list.products.map(\.reason) == [""], "\(outside)")
                let told = try await cast.explain(product.name, outside, at: "registry")
                #expect(told.first?.summary.contains("suspended") == true)
                #expect(told.first?.summary.contains(Self.words) == false, "\(outside)")
                let export = try CollectionServiceClient(
                    mesh.channel(as: outside), routingKey: "registry"
                ).exportCollection(ExportCollectionRequest(collection: "products"))
                for try await item in export {
                    #expect(try Product(wire: item.resource).reason == "", "\(outside)")
                }
            }
            let entry = try #require(try await Self.entries(mesh).last)
            #expect(entry.command == "suspend" && entry.reasonCode == "R5.3-3")
            #expect(try Product(wire: entry.data).reason == "")
        }
    }

    @Test func `RX-3: what begins like a code and is none stays out of the journal, too`()
        async throws
    {
        try await Cast.play { mesh, cast in
            try await cast.listProduct()
            for reason in ["13800138000: called", "11010519491231002X wrote", "R99-1: 张伟"] {
                let product = CommandRequest(name: "products/p-1", reason: reason)
                _ = try await cast.products("approver").suspendProduct(product)
                #expect(try await Self.entries(mesh).last?.reasonCode == "", "\(reason)")
                _ = try await cast.products("approver").relistProduct(
                    CommandRequest(name: product.name))
            }
        }
    }

    @Test
    func `R5.2-4 R9.3-2: who controls a provider, and what proves an exclusion, is in no journal`()
        async throws
    {
        try await Cast.afterMiss { mesh, cast in
            _ = try await cast.periods("sp").disputePeriod(
                CommandRequest(name: "periods/c-1-2026-02", reason: Self.reason))
            _ = try await cast.adjust(Cast.voucher(minutes: 60))
            for service in ["registry", "quality"] {
                for entry in try await Self.entries(mesh, of: service) {
                    for text in ["owner", "change order 17", Self.words] {
                        #expect(!holds(entry.data, text), "\(entry.type): \(text)")
                    }
                }
            }
            let qualification = GetRequest(name: "qualifications/q-1")
            func controller(_ who: String) async throws -> String {
                try await cast.qualifications(who).getQualification(qualification)
                    .controllerSnapshot
            }
            #expect(try await controller("sp") == "owner")
            #expect(try await controller("handler") == "owner")
            #expect(try await controller("su") == "", "anybody may read it, but not of whom")
        }
    }

    @Test
    func `7.2 RX-1: who sent a request proves it with its key, and nobody finds it by trying`()
        async throws
    {
        try await Cast.staffed { mesh, cast in
            let request = CreatePersonRequest(
                personId: "p-2", person: Person(employer: "parties/sp", displayName: "欧阳修"),
                identityNumber: Cast.otherNumber)
            let digest = request.wireBytes().withUnsafeBytes { payloadDigest($0) }
            let key = Array("a key of 16 bytes".utf8)
            let options = CallOptions(idempotencyKey: key)
            _ = try await cast.persons("sp").createPerson(request, options)
            let entry = try #require(try await Self.entries(mesh).last)
            #expect(entry.resource == "persons/p-2")
            let proof = requestProof(of: digest, key: key)
            #expect(entry.requestDigest == proof, "whoever has both computes it")
            #expect(entry.requestDigest != digest)

            let guessable = CallOptions(idempotencyKey: Array("2".utf8))
            _ = try await cast.persons("sp").releasePerson(
                CommandRequest(name: "persons/p-2", reason: Self.reason), guessable)
            #expect(try await Self.entries(mesh).last?.requestDigest == [])

            let refused = await rpcFailure {
                _ = try await cast.persons("rival").createPerson(request, options)
            }
            #expect(refused != nil)
            try await cast.account("auditor", "parties/mb", .managementBody, .auditAdministrator)
            let attempt = try await AuditServiceClient(
                mesh.channel(as: "auditor"), routingKey: "registry"
            ).listAuditEntries(ListAuditEntriesRequest()).entries.last { $0.principal == "rival" }
            #expect(attempt?.requestDigest == proof)
            #expect(attempt?.idempotencyKey == key.withUnsafeBytes { payloadDigest($0) })
        }
    }
}

private func holds(_ bytes: [UInt8], _ text: String) -> Bool {
    bytes.indices.contains { bytes[$0...].starts(with: text.utf8) }
}

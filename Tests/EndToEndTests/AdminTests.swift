import Foundation
import MeshAPI
import MeshRPC
import MeshTestKit
import Programs
import Testing

/// What an operator sees of a gateway and orders there.
@Suite(.serialized, .timeLimit(.minutes(2))) struct `The desk of a gateway` {
    /// A mesh with somebody of the management body in each role that matters here.
    private static func mesh() async throws -> (mesh: LocalMesh, cast: Cast) {
        let mesh = try await LocalMesh.start(at: "2026-01-05T01:00:00Z")
        let cast = Cast(mesh: mesh)
        try await cast.assemble()
        try await cast.account("adm-sys", "parties/mb", .managementBody, .systemAdministrator)
        try await cast.account("adm-aud", "parties/mb", .managementBody, .auditAdministrator)
        return (mesh, cast)
    }

    private static let credit = "gateways/gateway/workers/credit"

    @Test func `shows workers and routes, page by page, and how the gateway is`() async throws {
        let (mesh, _) = try await Self.mesh()
        let admin = AdminServiceClient(mesh.channel(as: "system"))
        var names: [String] = []
        var token = ""
        repeat {
            let page = try await admin.listWorkers(
                ListWorkersRequest(pageSize: 2, pageToken: token))
            names += page.workers.map(\.name)
            token = page.nextPageToken
        } while !token.isEmpty
        #expect(
            names
                == ["credit", "gateway", "quality", "registry", "risk"]
                .map { "gateways/gateway/workers/\($0)" })
        let routes = try await admin.listRoutes(ListRoutesRequest(pageSize: 1_000)).routes
        let parties = routes.first { $0.service == PartyServiceMethods.getParty.service }
        #expect(parties?.workers == ["registry"])
        #expect(routes.contains { $0.service == "govmesh.mesh.v1.NodeService@risk" })
        let info = try await admin.getServerInfo(GetServerInfoRequest())
        #expect(info.name == "gateways/gateway" && info.epoch != 0 && info.workers == 5)
        #expect(info.sessions >= 10 && info.processId == Int64(getpid()))
        #expect(info.counters.first { $0.name == "requests" }?.count ?? 0 > 20)
        #expect(info.limits.first { $0.name == "payloadBytes" }?.count == 4_194_304)
        #expect(info.limits.first { $0.name == "pool.outFor" }?.count == 30_000_000)
        await mesh.stop()
    }

    @Test func `RX-3: drains a worker and gives it back, and the audit trail says who and why`()
        async throws
    {
        let (mesh, _) = try await Self.mesh()
        let admin = AdminServiceClient(mesh.channel(as: "adm-sys"))
        let health = HealthServiceClient(mesh.channel(as: "system"))
        #expect(try await health.checkHealth(CheckHealthRequest()).status == .serving)
        let drained = try await admin.drainWorker(
            DrainWorkerRequest(name: Self.credit, reason: "R1: new disk"))
        #expect(drained.state == .held)
        let whole = try await health.checkHealth(CheckHealthRequest())
        #expect(whole.status == .notServing)
        #expect(whole.reasons.contains { $0.contains("credit is held by an operator") })
        let records = CheckHealthRequest(service: RecordServiceMethods.getRecord.service)
        #expect(try await health.checkHealth(records).status == .notServing)
        let back = try await admin.undrainWorker(
            UndrainWorkerRequest(name: Self.credit, reason: "R1: done"))
        #expect(back.state == .serving)
        #expect(try await health.checkHealth(CheckHealthRequest()).status == .serving)
        let heavy = try await admin.setWorkerWeight(
            SetWorkerWeightRequest(name: Self.credit, weight: 300, reason: "R1: twice the disk"))
        #expect(heavy.weight == 300)
        let trail = try await AuditServiceClient(
            mesh.channel(as: "adm-aud"), routingKey: "registry"
        ).listAuditEntries(ListAuditEntriesRequest()).entries
        let orders = trail.filter { $0.resource == Self.credit }
        #expect(orders.map(\.reason) == ["R1: new disk", "R1: done", "R1: twice the disk"])
        #expect(orders.allSatisfy { $0.principal == "adm-sys" && $0.code == 0 })
        #expect(orders.first?.method == "govmesh.mesh.v1.AdminService/DrainWorker")
        await mesh.stop()
    }

    @Test func `takes orders of a system administrator alone, and about what it has`() async throws
    {
        let (mesh, _) = try await Self.mesh()
        let order = DrainWorkerRequest(name: Self.credit, reason: "R1: no")
        for account in ["adm-aud", "handler", "approver", "sp", "service.risk", "nobody"] {
            let refusal = await rpcFailure {
                _ = try await AdminServiceClient(mesh.channel(as: account)).drainWorker(order)
            }
            #expect(refusal?.code == .permissionDenied, "\(account)")
        }
        let admin = AdminServiceClient(mesh.channel(as: "adm-sys"))
        let unknown = await rpcFailure {
            _ = try await admin.drainWorker(
                DrainWorkerRequest(name: "gateways/gateway/workers/credit-2", reason: "R1: no"))
        }
        #expect(unknown?.code == .notFound && unknown?.message.contains(Self.credit) == true)
        let elsewhere = await rpcFailure {
            _ = try await admin.getWorker(GetWorkerRequest(name: "gateways/other/workers/credit"))
        }
        #expect(elsewhere?.code == .invalidArgument)
        let letter = await rpcFailure {
            _ = try await admin.releaseDeadLetter(
                ReleaseDeadLetterRequest(
                    name: "gateways/gateway/deadLetters/0123456789abcdef", reason: "R1: no"))
        }
        #expect(letter?.code == .notFound)
        let worker = try await admin.getWorker(GetWorkerRequest(name: Self.credit))
        #expect(worker.state == .serving, "nothing was ordered")
        await mesh.stop()
    }
}

@Suite(.serialized, .timeLimit(.minutes(2))) struct `The health of services` {
    @Test func `is told by each under its own key, with reasons for the management body only`()
        async throws
    {
        let mesh = try await LocalMesh.start(at: "2026-01-05T01:00:00Z")
        let cast = Cast(mesh: mesh)
        try await cast.assemble()
        let own = HealthServiceClient(mesh.channel(as: "system"), routingKey: "risk")
        #expect(try await own.checkHealth(CheckHealthRequest()).status == .serving)
        let all = try await own.listHealth(ListHealthRequest()).services
        #expect(all.first?.service == "" && all.count > 1)
        #expect(all.contains { $0.service == "govmesh.risk.v1.WarningService" })
        let unknown = await rpcFailure {
            _ = try await own.checkHealth(CheckHealthRequest(service: "a.b.C"))
        }
        #expect(unknown?.code == .notFound)
        let watch = try own.watchHealth(CheckHealthRequest(service: "a.b.C"))
        #expect(try await watch.next()?.status == .serviceUnknown)
        watch.cancel()
        _ = try await AdminServiceClient(mesh.channel(as: "system")).drainWorker(
            DrainWorkerRequest(name: "gateways/gateway/workers/quality", reason: "R1: see"))
        let provider = try await HealthServiceClient(mesh.channel(as: "sp"))
            .checkHealth(CheckHealthRequest())
        #expect(provider.status == .notServing && provider.reasons.isEmpty)
        await mesh.stop()
    }
}

@Suite(.serialized, .timeLimit(.minutes(4))) struct `An operator of real processes` {
    @Test func `sees two gateways, drains at both, and watches a service come back`() async throws {
        let folder = "/tmp/gm-\(UInt32.random(in: .min ... .max))"
        let tool = try ProcessTests.tool()
        let mesh = try await ProcessMesh.start(
            tool: tool, at: "2026-01-05T01:00:00Z", folder: folder, gateways: 2)
        func govmesh(_ words: String...) throws -> Ending {
            try run(URL(fileURLWithPath: tool), words + ["--folder", folder])
        }
        do {
            let table = try govmesh("workers")
            #expect(table.status == 0 && table.text.contains("gateway-2  risk"), "\(table.text)")
            let drained = try govmesh("drain", "risk", "--json")
            #expect(drained.text.components(separatedBy: #""state":"held""#).count == 3)
            let health = try govmesh("health")
            #expect(health.status == 1 && health.text.contains("govmesh undrain risk"))
            #expect(try govmesh("undrain", "risk").status == 0)
            #expect(try govmesh("health", "--json").status == 0)
            #expect(try govmesh("weight", "risk", "250").text.contains("250"))
            #expect(try govmesh("routes").text.contains("govmesh.mesh.v1.HealthService@risk"))
            #expect(try govmesh("poison", "list").text.contains("No request"))
            #expect(try govmesh("drain", "nobody").text.contains("NOT_FOUND"))

            let client = HealthServiceClient(mesh.channel(as: "system"))
            let watch = try client.watchHealth(
                CheckHealthRequest(service: "govmesh.risk.v1.WarningService"))
            #expect(try await watch.next()?.status == .serving)
            try await mesh.kill("risk")
            #expect(try await watch.next()?.status == .notServing)
            #expect(try govmesh("health").status == 1)
            try await mesh.heal()
            #expect(try await watch.next()?.status == .serving)
            watch.cancel()
            try await mesh.stop()
        } catch {
            try? await mesh.stop()
            throw error
        }
    }

    @Test func `finds the message that aborts workers, and releases it when that is mended`()
        async throws
    {
        let folder = "/tmp/gm-\(UInt32.random(in: .min ... .max))"
        let tool = try ProcessTests.tool()
        let mesh = try await ProcessMesh.start(
            tool: tool, at: "2026-01-05T01:00:00Z", folder: folder)
        let poison = "abort \(folder)/poison"
        try Data().write(to: URL(fileURLWithPath: "\(folder)/poison"))
        let read = MethodDescriptor(
            service: "test.v1.PoolService", method: "Read", callClass: .noSideEffects)
        func govmesh(_ words: String...) throws -> Ending {
            try run(URL(fileURLWithPath: tool), words + ["--folder", folder])
        }
        do {
            // Workers of somebody else's service, in a mesh that knows nothing of it.
            let members = try ["w1", "w2", "w3"].map { name in
                try RunningProgram(
                    builtProgram("pool-worker"), ["ipc://\(folder)/back.sock", name])
            }
            let admin = AdminServiceClient(mesh.channel(as: "system"))
            while try await admin.listWorkers(ListWorkersRequest()).workers.count < 8 {
                try await Task.sleep(for: .milliseconds(5))
            }
            let channel = mesh.channel(as: "system")
            let failure = await rpcFailure {
                _ = try await channel.unary(read, Array(poison.utf8), .init())
            }
            #expect(failure?.code == .internal && failure?.message.hasPrefix("POISON") == true)
            #expect(members.compactMap(\.signal).count == 2)
            let letters = try await admin.listDeadLetters(ListDeadLettersRequest()).deadLetters
            let letter = try #require(letters.first)
            #expect(letters.count == 1 && letter.size == poison.utf8.count && letter.deaths == 2)
            let id = String(letter.name.split(separator: "/").last ?? "")
            #expect(try govmesh("poison", "list").text.contains("\(id)  test.v1.PoolService/Read"))
            #expect(try govmesh("poison", "show", id).text.contains("from system, SHA-256"))
            try FileManager.default.removeItem(atPath: "\(folder)/poison")
            #expect(try govmesh("poison", "release", id, "--reason", "R1: mended").status == 0)
            #expect(try govmesh("poison", "release", id, "--reason", "R1: mended").status == 1)
            let reply = try await channel.unary(read, Array(poison.utf8), .init())
            #expect(String(decoding: reply.payload, as: UTF8.self).hasPrefix("w"))
            try await mesh.stop()
        } catch {
            try? await mesh.stop()
            throw error
        }
    }
}

import Foundation
import MeshAPI
import MeshPrimitives
import MeshRPC
import MeshRuntime
import MeshTestKit
import MeshTransport
import Programs
import Testing

@Suite(.serialized, .timeLimit(.minutes(2))) struct `A registered key` {
    private func with(_ body: (LocalMesh, Cast) async throws -> Void) async throws {
        let mesh = try await LocalMesh.start(at: "2026-01-05T01:00:00Z")
        let cast = Cast(mesh: mesh)
        try await cast.assemble()
        try await body(mesh, cast)
        await mesh.stop()
    }

    private func keys(_ mesh: LocalMesh, _ who: String) -> KeyServiceClient {
        KeyServiceClient(mesh.channel(as: who))
    }

    private static func fresh() throws -> String { try CurveKeyPair().publicKey.text }

    @Test
    func `SM-KEY: is named by its fingerprint, replaced with an overlap and ended with a reason`()
        async throws
    {
        try await self.with { mesh, _ in
            let text = try Self.fresh()
            let old = try await self.keys(mesh, "system").registerKey(
                RegisterKeyRequest(holder: "operators/sp", publicKey: text))
            #expect(old.name == "keys/\(keyFingerprint(text) ?? "")" && old.state == .active)
            #expect(old.party == "parties/sp" && old.validUntil == nil)

            let new = try await self.keys(mesh, "sp").rotateKey(
                RotateKeyRequest(name: old.name, publicKey: Self.fresh(), overlapSeconds: 3_600))
            #expect(new.holder == "operators/sp" && new.replaces == old.name)
            let replaced = try await self.keys(mesh, "sp").getKey(GetRequest(name: old.name))
            #expect(replaced.state == .active)
            #expect(replaced.validUntil == Instant("2026-01-05T02:00:00Z"))

            try await mesh.advance(to: "2026-01-05T02:00:00Z")
            #expect(
                try await self.keys(mesh, "sp").getKey(GetRequest(name: old.name)).state == .expired
            )
            let unargued = await rpcFailure {
                _ = try await self.keys(mesh, "sp").revokeKey(CommandRequest(name: new.name))
            }
            #expect(unargued?.code == .invalidArgument)
            let revoked = try await self.keys(mesh, "sp").revokeKey(
                CommandRequest(name: new.name, reason: "R1: laptop lost"))
            #expect(revoked.state == .revoked)
            let again = await rpcFailure {
                _ = try await self.keys(mesh, "sp").revokeKey(
                    CommandRequest(name: new.name, reason: "R1: again"))
            }
            #expect(again?.code == .failedPrecondition)
        }
    }

    @Test func `is its holder's own`() async throws {
        try await self.with { mesh, cast in
            try await cast.account("sp-2", "parties/sp", .serviceProvider, .handler)
            let key = try await self.keys(mesh, "system").registerKey(
                RegisterKeyRequest(holder: "operators/sp", publicKey: try Self.fresh()))
            for other in ["sp-2", "su", "handler"] {
                for command in ["rotate", "revoke"] {
                    let refusal = await rpcFailure {
                        let keys = self.keys(mesh, other)
                        if command == "rotate" {
                            _ = try await keys.rotateKey(
                                RotateKeyRequest(name: key.name, publicKey: Self.fresh()))
                        } else {
                            _ = try await keys.revokeKey(
                                CommandRequest(name: key.name, reason: "R1: mine"))
                        }
                    }
                    #expect(refusal?.code == .permissionDenied, "\(other) \(command)")
                }
            }
            #expect(try await self.keys(mesh, "su").listKeys(ListRequest()).keys.isEmpty)
            #expect(try await self.keys(mesh, "sp").listKeys(ListRequest()).keys.count == 1)
        }
    }

    @Test func `is a key, and registered once`() async throws {
        try await self.with { mesh, _ in
            let system = self.keys(mesh, "system")
            let text = try Self.fresh()
            _ = try await system.registerKey(
                RegisterKeyRequest(holder: "services/credit", publicKey: text))
            let twice = await rpcFailure {
                _ = try await system.registerKey(
                    RegisterKeyRequest(holder: "operators/sp", publicKey: text))
            }
            #expect(twice?.code == .alreadyExists)
            let none = await rpcFailure {
                _ = try await system.registerKey(
                    RegisterKeyRequest(holder: "operators/sp", publicKey: "abc"))
            }
            #expect(none?.code == .invalidArgument)
            #expect(none?.detail(BadRequest.self)?.violations_.first?.field == "public_key")
            let nobody = await rpcFailure {
                _ = try await system.registerKey(
                    RegisterKeyRequest(holder: "operators/nobody", publicKey: Self.fresh()))
            }
            #expect(nobody?.code == .notFound)
        }
    }

    @Test func `ends with its account`() async throws {
        try await self.with { mesh, cast in
            let system = self.keys(mesh, "system")
            let key = try await system.registerKey(
                RegisterKeyRequest(holder: "operators/handler", publicKey: try Self.fresh()))
            _ = try await cast.operators("system").revokeOperator(
                CommandRequest(name: "operators/handler", reason: "R1: left"))
            #expect(try await system.getKey(GetRequest(name: key.name)).state == .revoked)
            let late = await rpcFailure {
                _ = try await system.registerKey(
                    RegisterKeyRequest(holder: "operators/handler", publicKey: Self.fresh()))
            }
            #expect(late?.code == .failedPrecondition)
        }
    }
}

/// The programs themselves, with a door beyond the host.
@Suite(.serialized, .timeLimit(.minutes(3))) struct `A caller from another host` {
    private let folder = "/tmp/gm-\(UInt32.random(in: .min ... .max))"

    private func govmesh(_ words: String...) throws -> Ending {
        try run(builtProgram("govmesh"), words + ["--folder", self.folder])
    }

    /// A port nobody listens on.
    private static func freePort() -> UInt16 {
        let listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        defer { close(listener) }
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = in_addr_t(0x7f00_0001).bigEndian
        var size = socklen_t(MemoryLayout<sockaddr_in>.size)
        withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                _ = bind(listener, $0, size)
                getsockname(listener, $0, &size)
            }
        }
        return UInt16(bigEndian: address.sin_port)
    }

    /// Founds the management body with an account, and starts the mesh with a door.
    private func up(_ endpoint: String) throws {
        let started = try self.govmesh("up", "--listen", endpoint)
        #expect(started.status == 0, "\(started.text)")
        #expect(started.text.contains(endpoint))
        let party =
            #"{"partyId":"mb","party":{"displayName":"市大数据局","creditCode":"11100000PDY00001X7","roles":["PARTY_ROLE_MANAGEMENT_BODY"]}}"#
        let founded = try self.govmesh("call", "PartyService/EstablishManagementBody", party)
        #expect(founded.status == 0, "\(founded.text)")
        let account =
            #"{"operatorId":"handler","operator":{"person":"p-1","party":"parties/mb","partyRole":"PARTY_ROLE_MANAGEMENT_BODY","operatorRoles":["OPERATOR_ROLE_HANDLER"]}}"#
        #expect(try self.govmesh("call", "OperatorService/CreateOperator", account).status == 0)
    }

    private func ask(_ key: String, _ endpoint: String) throws -> Ending {
        try self.govmesh(
            "call", "PartyService/GetParty", #"{"name":"parties/mb"}"#, "--key", key,
            "--gateway", endpoint, "--timeout", "20")
    }

    @Test func `is known by its key: made, replaced, revoked, and refused ever after`() throws {
        let endpoint = "tcp://127.0.0.1:\(Self.freePort())"
        try self.up(endpoint)
        let (old, new) = ("\(self.folder)/old", "\(self.folder)/new")
        let made = try self.govmesh("keys", "make", old, "--holder", "operators/handler", "--json")
        #expect(made.status == 0, "\(made.text)")
        let secret = try #require(
            String(contentsOfFile: old, encoding: .utf8).split(separator: "\n")
                .first { $0.hasPrefix("secret ") }?.dropFirst(7))
        var status = stat()
        #expect(stat(old, &status) == 0 && status.st_mode & 0o777 == 0o600)
        #expect(!made.text.contains(secret))
        #expect(try self.ask(old, endpoint).text.contains("市大数据局"))

        let name = try #require(
            try self.govmesh("keys", "show", old).text.split(separator: " ").first.map(String.init))
        #expect(made.text.contains(name))
        #expect(try self.govmesh("keys", "rotate", name, new).status == 0)
        #expect(try self.ask(old, endpoint).status == 0, "both hold")
        #expect(try self.ask(new, endpoint).status == 0)

        #expect(try self.govmesh("keys", "revoke", name, "--reason", "R1: lost").status == 0)
        // The gateway hears of it from registry's journal, a moment later.
        while try self.ask(old, endpoint).status == 0 {}
        #expect(try self.ask(old, endpoint).text.contains("UNAUTHENTICATED"))
        #expect(try self.ask(new, endpoint).status == 0)
        let listed = try self.govmesh("keys", "list", "--holder", "operators/handler").text
        #expect(listed.contains("revoked") && listed.contains("active") && !listed.contains(secret))

        // Started anew, it knows the keys from registry, and its own from its folder.
        #expect(try self.govmesh("down").status == 0)
        #expect(try self.govmesh("up").status == 0)
        #expect(try self.ask(new, endpoint).status == 0)
        #expect(try self.ask(old, endpoint).text.contains("UNAUTHENTICATED"))
        #expect(try self.govmesh("down").status == 0)
        try FileManager.default.removeItem(atPath: self.folder)
    }

    @Test func `may be a service, known by its key alike`() throws {
        let (front, back) = (
            "tcp://127.0.0.1:\(Self.freePort())", "tcp://127.0.0.1:\(Self.freePort())"
        )
        let started = try self.govmesh("up", "--listen", front, "--listen-services", back)
        #expect(started.status == 0, "\(started.text)")
        let file = "\(self.folder)/risk.pid"
        let here = try #require(
            pid_t(try String(contentsOfFile: file, encoding: .utf8).dropLast()))
        kill(here, SIGTERM)
        while !ProcessState.isGone(here) {}
        let key = "\(self.folder)/risk.key"
        #expect(try self.govmesh("keys", "make", key, "--holder", "services/risk").status == 0)
        let there = Process()
        there.executableURL = try builtProgram("govmesh-risk")
        there.arguments = [
            "--folder", "\(self.folder)/risk-there", "--front", front, "--back", back, "--key", key,
            "--trust", "\(self.folder)/gateway.identity.pub",
        ]
        try there.run()
        var answer: Ending
        repeat {
            answer = try self.govmesh("call", "NodeService/GetStatus", "--at", "risk")
        } while answer.status != 0
        #expect(answer.text.contains(#""processId": "\#(there.processIdentifier)""#))
        there.terminate()
        there.waitUntilExit()
        #expect(try self.govmesh("down").status == 0)
        try FileManager.default.removeItem(atPath: self.folder)
    }

    @Test func `shows a key that is its own alone`() throws {
        let endpoint = "tcp://127.0.0.1:\(Self.freePort())"
        try self.up(endpoint)
        let key = "\(self.folder)/stranger"
        let unregistered = try self.govmesh("keys", "make", key)
        #expect(unregistered.status == 0 && unregistered.text.contains("registered"))
        #expect(try self.ask(key, endpoint).text.contains("UNAUTHENTICATED"))
        let twice = try self.govmesh("keys", "make", key)
        #expect(twice.status == 1 && twice.text.contains("never overwritten"))
        chmod(key, 0o644)
        let open = try self.ask(key, endpoint)
        #expect(open.status == 1 && open.text.contains("chmod 600"), "\(open.text)")
        let half = try self.govmesh("call", "PartyService/GetParty", "--key", key)
        #expect(half.status == 64 && half.text.contains("belong together"))
        #expect(try self.govmesh("down").status == 0)
        try FileManager.default.removeItem(atPath: self.folder)
    }
}

import Foundation
import MeshAPI
import MeshRPC
import MeshTestKit
import Programs
import Testing

/// What a process says that cannot start or go on, and that the running ones do not mind.
@Suite(.serialized, .timeLimit(.minutes(2))) struct `A process` {
    private let folder = "/tmp/gm-\(UInt32.random(in: .min ... .max))"

    private func mesh() async throws -> ProcessMesh {
        try await ProcessMesh.start(
            tool: try ProcessTests.tool(), at: "2026-01-05T01:00:00Z", folder: self.folder)
    }

    private func isServed(_ mesh: ProcessMesh) async throws {
        _ = try await NodeServiceClient(mesh.channel(as: "system"), routingKey: "credit")
            .getStatus(GetStatusRequest())
    }

    @Test
    func `does not start on a socket or data folder in use, and says what to do`() async throws {
        let mesh = try await self.mesh()
        let (front, back) = ("ipc://\(self.folder)/front.sock", "ipc://\(self.folder)/back.sock")
        let identity = "\(self.folder)/gateway.identity"
        let gateway = try run(
            builtProgram("govmesh-gateway"),
            ["--front", front, "--back", back, "--identity", identity])
        #expect(gateway.status == 1)
        #expect(gateway.text.contains("\(front) is in use"), "\(gateway.text)")
        #expect(gateway.text.contains("stop"), "the way out")
        let credit = try run(
            builtProgram("govmesh-credit"),
            [
                "--folder", "\(self.folder)/credit", "--front", front, "--back", back,
                "--trust", "\(identity).pub",
            ])
        #expect(credit.status == 1)
        #expect(
            credit.text
                == "govmesh-credit: \(self.folder)/credit is in use by another process: stop that one or choose another folder\n"
        )
        try await self.isServed(mesh)
        try await mesh.stop()
    }

    /// Whether this test may mount a small file system.
    private static let mayMount: Bool = {
        let point = "/tmp/gm-mount-\(UInt32.random(in: .min ... .max))"
        mkdir(point, 0o700)
        defer { rmdir(point) }
        guard mount("tmpfs", point, "tmpfs", 0, "size=64k") == 0 else { return false }
        return umount(point) == 0
    }()

    @Test(.enabled(if: Self.mayMount, "needs the right to mount a file system"))
    func `refuses writes on a full disk, reads on, says so, and goes on once there is space`()
        async throws
    {
        let store = "\(self.folder)/registry"
        try FileManager.default.createDirectory(
            atPath: store, withIntermediateDirectories: true,
            attributes: [.posixPermissions: 0o700])
        #expect(mount("tmpfs", store, "tmpfs", 0, "size=2m") == 0)
        // MNT_DETACH: at once, whoever still uses it.
        defer { umount2(store, 2) }
        let mesh = try await self.mesh()
        let parties = PartyServiceClient(mesh.channel(as: "system"))
        _ = try await parties.establishManagementBody(
            EstablishManagementBodyRequest(
                partyId: "mb",
                party: Party(
                    displayName: "市大数据局", creditCode: "11100000PDY00001X7",
                    roles: [.managementBody])))
        let operators = OperatorServiceClient(mesh.channel(as: "system"))
        let full = try await Self.fill(operators)
        #expect(full.failure.code == .resourceExhausted)
        #expect(full.failure.message.contains("no space left"))
        #expect(full.failure.message.contains("free or add space"))

        let node = NodeServiceClient(mesh.channel(as: "system"), routingKey: "registry")
        let status = try await node.getStatus(GetStatusRequest())
        #expect(status.health == "DEGRADED")
        #expect(status.reasons.first?.contains("no space left") == true)
        let shown = try run(builtProgram("govmesh"), ["status", "--folder", self.folder])
        #expect(shown.text.contains("registry: no space left"), "\(shown.text)")
        let absent = await #expect(throws: RPCFailure.self) {
            _ = try await operators.getOperator(GetRequest(name: "operators/o-\(full.number)"))
        }
        #expect(absent?.code == .notFound, "nothing is half-written")
        _ = try await operators.getOperator(GetRequest(name: "operators/o-\(full.number - 1)"))

        // MS_REMOUNT
        #expect(mount("tmpfs", store, "tmpfs", 32, "size=64m") == 0)
        _ = try await operators.createOperator(Self.account(full.number))
        let healed = try await node.getStatus(GetStatusRequest())
        #expect(healed.health == "SERVING", "\(healed.reasons)")
        umount2(store, 2)
        try await mesh.stop()
    }

    /// Makes accounts until one is refused.
    private static func fill(
        _ operators: OperatorServiceClient
    ) async throws -> (number: Int, failure: RPCFailure) {
        for number in 1...10_000 {
            do throws(RPCFailure) {
                _ = try await operators.createOperator(Self.account(number))
            } catch {
                return (number, error)
            }
        }
        throw ProcessMeshFailure.command([], "the disk never got full")
    }

    private static func account(_ number: Int) -> CreateOperatorRequest {
        CreateOperatorRequest(
            operatorId: "o-\(number)",
            operator: Operator(
                person: "person-\(number)", party: "parties/mb", partyRole: .managementBody,
                operatorRoles: [.handler]))
    }
}

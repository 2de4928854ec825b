import Foundation
import MeshRPC
import MeshTransport
import Programs
import Testing

/// The gateway's program, started from a shell with a low limit of open files.
@Suite(.serialized, .timeLimit(.minutes(1))) struct `A crowd at the gateway's door` {
    @Test func `that says nothing keeps nobody out and ends nothing`() async throws {
        let folder = "/tmp/gm-\(UInt32.random(in: .min ... .max))"
        try FileManager.default.createDirectory(
            atPath: folder, withIntermediateDirectories: false,
            attributes: [.posixPermissions: 0o700])
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let gateway = try Self.gateway(in: folder, files: 256)
        defer { gateway.terminate() }
        let context = try MessageContext()
        let loop = IOLoop(context: context, name: "test")
        let first = Caller(loop: loop, endpoint: "ipc://\(folder)/front", principal: "wang.li")
        try await first.ready(within: .seconds(20))

        let crowd = try (0..<1_000).map { _ in try Self.connect("\(folder)/front") }
        // Connections are taken in turn: whoever comes now is behind all of them.
        let last = Caller(loop: loop, endpoint: "ipc://\(folder)/front", principal: "zhao.yun")
        try await last.ready(within: .seconds(20))
        #expect(gateway.isRunning)

        for descriptor in crowd { close(descriptor) }
        for caller in [first, last] { await caller.close() }
        loop.stop()
        context.close()
    }

    private static func gateway(in folder: String, files: Int) throws -> Process {
        let identity = "\(folder)/identity"
        try #require(
            FileManager.default.createFile(
                atPath: identity, contents: Data(String(repeating: "7", count: 64).utf8),
                attributes: [.posixPermissions: 0o600]))
        let program = try builtProgram("govmesh-gateway").path
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/bin/sh")
        process.arguments = [
            "-c",
            "ulimit -S -n \(files); exec \(program) --front ipc://\(folder)/front "
                + "--back ipc://\(folder)/back --identity \(identity)",
        ]
        try process.run()
        return process
    }

    private static func connect(_ path: String) throws -> Int32 {
        let descriptor = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path.utf8) }
        let result = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                Foundation.connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
            }
        }
        try #require(result == 0, "connection refused")
        return descriptor
    }
}

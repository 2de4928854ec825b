import Foundation
import MeshRuntime
import MeshTransport

/// The private folder of a mesh on one host, and where things lie in it.
struct MeshFolder: Sendable {
    static let services = ["registry", "credit", "quality", "risk"]

    let path: String

    init(_ path: String) {
        self.path = URL(fileURLWithPath: path).standardizedFileURL.path
    }

    /// Names of the gateways' processes; a single one has no number.
    var gateways: [String] {
        let count = self.gatewayCount
        return count > 1 ? (1...count).map { "gateway-\($0)" } : ["gateway"]
    }

    var programs: [String] { self.gateways + Self.services }

    /// Where callers and services connect on this host, one endpoint of each gateway.
    var fronts: [String] { self.gateways.map(self.front) }
    var backs: [String] { self.gateways.map(self.back) }

    func front(_ gateway: String) -> String { self.socket("front", gateway) }
    func back(_ gateway: String) -> String { self.socket("back", gateway) }

    private func socket(_ side: String, _ gateway: String) -> String {
        "ipc://\(self.path)/\(side)\(gateway.dropFirst("gateway".count)).sock"
    }

    var clock: String { "\(self.path)/clock" }

    /// Signs who is calling; its public half lies beside it.
    var identity: String { "\(self.path)/gateway.identity" }
    /// The gateway's own key, for doors beyond this host.
    var gatewayKey: String { "\(self.path)/gateway.key" }
    /// Keys the gateway knows before registry answers.
    var ring: String { "\(self.path)/ring" }

    func log(_ program: String) -> String { "\(self.path)/\(program).log" }
    func store(_ service: String) -> String { "\(self.path)/\(service)" }

    private func pidFile(_ program: String) -> String { "\(self.path)/\(program).pid" }

    /// The process that runs `program`, if it lives.
    ///
    /// Numbers of dead processes are given out again, so one that runs something else is not ours.
    func process(_ program: String) -> pid_t? {
        guard let text = try? String(contentsOfFile: self.pidFile(program), encoding: .utf8),
            let pid = pid_t(text.trimmingCharacters(in: .whitespacesAndNewlines)), pid > 0,
            !ProcessState.isGone(pid)
        else { return nil }
        // Without words it is about to end and still holds what it had.
        let words = ProcessState.words(of: pid)
        return words.first?.hasSuffix(Self.executable(program)) ?? true ? pid : nil
    }

    static func executable(_ program: String) -> String {
        program.hasPrefix("gateway") ? "govmesh-gateway" : "govmesh-\(program)"
    }

    func remember(_ program: String, _ pid: pid_t) throws {
        try "\(pid)\n".write(toFile: self.pidFile(program), atomically: true, encoding: .utf8)
    }

    func forget(_ program: String) {
        // Absent already is as good.
        try? FileManager.default.removeItem(atPath: self.pidFile(program))
    }

    /// Adds lines to a file that only this user reads.
    func append(_ text: String, to path: String) throws {
        let old = (try? String(contentsOfFile: path, encoding: .utf8)) ?? ""
        try (old + text).write(toFile: path, atomically: true, encoding: .utf8)
        try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: path)
    }

    /// How many gateways the mesh has, so that all are brought back.
    var gatewayCount: Int {
        let text = try? String(contentsOfFile: "\(self.path)/gateways", encoding: .utf8)
        return text.flatMap { Int($0.trimmingCharacters(in: .whitespacesAndNewlines)) } ?? 1
    }

    func remember(gateways count: Int) throws {
        try "\(count)\n".write(
            toFile: "\(self.path)/gateways", atomically: true, encoding: .utf8)
    }

    /// Where a gateway listens beyond its host, so that it does again when it is brought back.
    struct Listening: Codable {
        var callers: String?
        var services: String?

        var isEmpty: Bool { self.callers == nil && self.services == nil }
    }

    var listening: Listening {
        guard let text = FileManager.default.contents(atPath: "\(self.path)/listen") else {
            return Listening()
        }
        return (try? JSONDecoder().decode(Listening.self, from: text)) ?? Listening()
    }

    /// What the gateway needs of keys: one to sign with, and one of its own where it listens
    /// beyond this host.
    func makeKeys(listening: Listening) throws {
        try IdentityFiles.make(at: self.identity)
        guard !listening.isEmpty else { return }
        if !FileManager.default.fileExists(atPath: self.gatewayKey) {
            try KeyFile(try CurveKeyPair(), gateway: nil).write(to: self.gatewayKey)
        }
        try JSONEncoder().encode(listening).write(
            to: URL(fileURLWithPath: "\(self.path)/listen"), options: .atomic)
    }

    func make() throws {
        try FileManager.default.createDirectory(
            atPath: self.path, withIntermediateDirectories: true,
            attributes: [.posixPermissions: 0o700])
    }
}

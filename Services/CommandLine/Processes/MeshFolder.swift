import Foundation
import MeshRuntime

/// The private folder of a mesh on one host, and where things lie in it.
struct MeshFolder: Sendable {
    static let services = ["registry", "credit", "quality", "risk"]
    static let programs = ["gateway"] + Self.services

    let path: String

    init(_ path: String) {
        self.path = URL(fileURLWithPath: path).standardizedFileURL.path
    }

    var front: String { "ipc://\(self.path)/front.sock" }
    var back: String { "ipc://\(self.path)/back.sock" }
    var clock: String { "\(self.path)/clock" }

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
        return words.first?.hasSuffix("govmesh-\(program)") ?? true ? pid : nil
    }

    func remember(_ program: String, _ pid: pid_t) throws {
        try "\(pid)\n".write(toFile: self.pidFile(program), atomically: true, encoding: .utf8)
    }

    func forget(_ program: String) {
        // Absent already is as good.
        try? FileManager.default.removeItem(atPath: self.pidFile(program))
    }

    func make() throws {
        try FileManager.default.createDirectory(
            atPath: self.path, withIntermediateDirectories: true,
            attributes: [.posixPermissions: 0o700])
    }
}

import Foundation

/// A private folder for one benchmark; its path is short, as socket paths must be.
struct TemporaryFolder {
    let path = "/tmp/mesh-benchmark-\(Int.random(in: 0..<1_000_000))"

    init() throws {
        try FileManager.default.createDirectory(
            atPath: self.path, withIntermediateDirectories: false,
            attributes: [.posixPermissions: 0o700])
    }

    func remove() {
        do {
            try FileManager.default.removeItem(atPath: self.path)
        } catch {
            print("left behind: \(self.path): \(error)")
        }
    }
}

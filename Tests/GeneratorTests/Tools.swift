import Foundation
import Programs

/// The root of the repository.
let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()

/// The plugin that the package builds.
var plugin: URL { get throws { try builtProgram("protoc-gen-govmesh") } }

/// Runs a tool found on the path, or by its path below `folder`.
func run(_ words: [String], in folder: URL = root) throws -> Ending {
    try run(URL(filePath: "/usr/bin/env"), words, in: folder)
}

/// A folder that is gone when the value is.
final class TemporaryFolder {
    let url = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)

    init() throws {
        try FileManager.default.createDirectory(at: self.url, withIntermediateDirectories: true)
    }

    deinit {
        // A folder left over does no harm.
        try? FileManager.default.removeItem(at: self.url)
    }
}

/// All files below a folder, by path.
func files(below folder: URL) throws -> [String: Data] {
    var all: [String: Data] = [:]
    for path in try FileManager.default.subpathsOfDirectory(atPath: folder.path()) {
        var isFolder: ObjCBool = false
        let file = folder.appending(path: path)
        _ = FileManager.default.fileExists(atPath: file.path(), isDirectory: &isFolder)
        if !isFolder.boolValue { all[path] = try Data(contentsOf: file) }
    }
    return all
}

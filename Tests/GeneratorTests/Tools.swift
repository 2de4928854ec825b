import Foundation

/// The root of the repository.
let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()

/// The plugin, built beside the test bundle.
var plugin: URL {
    let bundle = CommandLine.arguments.first { $0.hasSuffix(".xctest") } ?? CommandLine.arguments[0]
    return URL(filePath: bundle).deletingLastPathComponent().appending(path: "protoc-gen-govmesh")
}

/// Runs a program to its end; what it printed comes as one text.
func run(_ arguments: [String], in folder: URL = root) throws -> (status: Int32, output: String) {
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = arguments
    process.currentDirectoryURL = folder
    let pipe = Pipe()
    process.standardOutput = pipe
    process.standardError = pipe
    try process.run()
    let output = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return (process.terminationStatus, String(decoding: output, as: UTF8.self))
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

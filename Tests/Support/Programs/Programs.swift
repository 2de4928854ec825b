import Foundation

/// What a program said and how it ended.
package struct Ending: Sendable {
    package let status: Int32
    /// Standard output and errors as one text.
    package let text: String
}

/// A program that is built beside the test bundle, such as `govmesh`.
package func builtProgram(_ name: String) throws -> URL {
    let bundle =
        CommandLine.arguments.first { $0.contains(".xctest") } ?? CommandLine.arguments[0]
    var folder = URL(fileURLWithPath: bundle).deletingLastPathComponent()
    while folder.path != "/" {
        let program = folder.appending(path: name)
        if FileManager.default.isExecutableFile(atPath: program.path) { return program }
        folder.deleteLastPathComponent()
    }
    throw CocoaError(.fileNoSuchFile, userInfo: [NSFilePathErrorKey: name])
}

/// Runs a program to its end.
package func run(
    _ program: URL, _ arguments: [String], in folder: URL? = nil
) throws -> Ending {
    let process = Process()
    process.executableURL = program
    process.arguments = arguments
    process.currentDirectoryURL = folder
    let pipe = Pipe()
    process.standardOutput = pipe
    process.standardError = pipe
    try process.run()
    let output = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return Ending(
        status: process.terminationStatus, text: String(decoding: output, as: UTF8.self))
}

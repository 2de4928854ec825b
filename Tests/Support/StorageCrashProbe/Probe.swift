import MeshStorage
import StorageSample

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// Writes without end and says on standard output which sequences it was promised, one a line.
///
/// Started with a folder and a number of writers; the test kills it and reopens the folder.
@main
enum Probe {
    static func main() async throws {
        let arguments = CommandLine.arguments
        guard arguments.count == 3, let writers = Int(arguments[2]) else {
            fatalError("usage: storage-crash-probe FOLDER WRITERS")
        }
        let store = try Store.open(folder: arguments[1], producer: "probe")
        let start = store.journalHead
        await withTaskGroup(of: Void.self) { group in
            for writer in 0..<writers {
                group.addTask { await Self.fill(store, as: "\(start)-\(writer)") }
            }
        }
    }

    private static func fill(_ store: Store, as writer: String) async {
        var number = 0
        while true {
            number += 1
            let sample = Specimen("samples/\(writer)-\(number)")
            do {
                let sequence = try await store.write { transaction in
                    try transaction.save(sample, change: .sample())
                }
                Self.acknowledge("\(sequence) \(sample.name)\n")
            } catch {
                Self.acknowledge("failed \(error)\n")
                return
            }
        }
    }

    /// One `write` call a line, so that a kill never leaves a line in a buffer.
    private static func acknowledge(_ line: String) {
        let bytes = Array(line.utf8)
        _ = write(STDOUT_FILENO, bytes, bytes.count)
    }
}

import Foundation
import MeshPrimitives
import MeshRPC
import MeshStorage
import StorageSample
import Testing

/// The engines every test of the store's promises runs on.
enum Engine: String, CaseIterable, CustomTestStringConvertible {
    case disk
    case memory

    var testDescription: String { self.rawValue }

    /// Runs `body` with a new store, then closes it and removes its folder.
    func withStore(
        limits: StorageLimits = StorageLimits(), _ body: (Store) async throws -> Void
    ) async throws {
        switch self {
        case .memory:
            let store = try Store.inMemory(producer: "sample", limits: limits)
            try await body(store)
            await store.close()
        case .disk:
            try await withFolder { folder in
                let store = try Store.open(folder: folder, producer: "sample", limits: limits)
                try await body(store)
                await store.close()
            }
        }
    }
}

/// Runs `body` with the path of a folder that does not exist yet, and removes it afterwards.
func withFolder(_ body: (String) async throws -> Void) async throws {
    let folder = NSTemporaryDirectory() + "storage-\(UUID().uuidString)"
    defer { try? FileManager.default.removeItem(atPath: folder) }
    try await body(folder)
}

extension Store {
    /// Saves one sample in a write of its own and returns the sequence of its entry.
    @discardableResult
    func put(_ sample: Specimen, _ change: Change = .sample()) async throws -> Int64 {
        try await self.write { try $0.save(sample, change: change) }
    }
}

/// What a failing job throws.
struct Refusal: Error, Equatable {}

extension ReplyKey {
    static func sample(_ key: UInt8, principal: String = "wang.li") -> ReplyKey {
        ReplyKey(
            principal: principal, service: "govmesh.sample.v1.SampleService", method: "Change",
            key: [key])
    }
}

/// A door that one thread opens and another waits at.
final class DispatchGate: Sendable {
    private let semaphore = DispatchSemaphore(value: 0)

    func open() { self.semaphore.signal() }
    func wait() { self.semaphore.wait() }
}

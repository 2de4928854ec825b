import MeshStorage
import StorageSample
import Testing

@Suite struct `A text that is not kept` {
    @Test(arguments: Engine.allCases)
    func `R5.5-1: is known again by this store, and by no other`(_ engine: Engine) async throws {
        try await engine.withStore { store async throws in
            let first = try await store.write { try $0.keyedDigest(of: "11010519491231002X") }
            let again = try await store.write { try $0.keyedDigest(of: "11010519491231002X") }
            let other = try await store.write { try $0.keyedDigest(of: "110105199003071239") }
            #expect(first == again && first != other && first.count == 64)
            let elsewhere = try Store.inMemory(producer: "other")
            let foreign = try await elsewhere.write {
                try $0.keyedDigest(of: "11010519491231002X")
            }
            #expect(foreign != first)
        }
    }
}

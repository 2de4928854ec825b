import MeshPrimitives
import MeshStorage
import StorageSample
import Testing

@Suite struct `A count of changes` {
    @Test(arguments: Engine.allCases)
    func `grows before a write of one of its kinds is acknowledged, and with no other`(
        _ engine: Engine
    ) async throws {
        try await engine.withStore { store async throws in
            let samples = store.changeCounter(of: [Specimen.fullName])
            let others = store.changeCounter(of: ["govmesh.sample.v1.Other"])
            for number in 1...100 as ClosedRange<UInt64> {
                try await store.put(Specimen("samples/\(number)"))
                #expect(samples.count == number)
            }
            #expect(others.count == 0)
            try await store.write {
                try $0.saveReply(
                    .sample(1),
                    StoredReply(
                        fingerprint: [], completedAt: .second(1), payload: []))
            }
            #expect(samples.count == 100)
        }
    }

    @Test(arguments: Engine.allCases)
    func `grows with copies, and whatever it counts when copies are replaced`(
        _ engine: Engine
    ) async throws {
        try await engine.withStore { store async throws in
            let samples = store.changeCounter(of: [Specimen.fullName])
            let others = store.changeCounter(of: ["govmesh.sample.v1.Other"])
            try await `Another service's journal`.follow(store)
            #expect(samples.count == 1)
            #expect(others.count == 0)
            try await store.write { try $0.promoteRebuild(of: "registry") }
            #expect(samples.count == 2)
            #expect(others.count == 1)
        }
    }
}

import MeshAPI
import MeshPrimitives
import MeshRPC
import MeshRuntime
import Testing

@testable import govmesh

@Suite struct WayOutTests {
    @Test func `RX-3: a refused command tells the way out of each reason`() {
        let refusals = ["upload it", "hear them"].map { remedy in
            Refusal(
                code: "MISSING", subject: "x", message: "missing", remedy: remedy,
                requirement: "R5.2-11", source: "design")
        }
        let text = wayOut(of: .refused("records/r-1", refusals))
        #expect(text.contains("\n  way out: upload it  [R5.2-11]"))
        #expect(text.contains("\n  way out: hear them  [R5.2-11]"))
    }

    @Test func `RX-8: where nobody answers it tells what brings the mesh back`() {
        #expect(wayOut(of: RPCFailure(.unavailable, "down")).contains("`govmesh up`"))
        #expect(wayOut(of: RPCFailure(.notFound, "none")) == "NOT_FOUND: none")
    }
}

import MeshAPI
import Testing

@testable import govmesh

@Suite struct ExplanationTests {
    private static let tree = Explanation(steps: [
        Ground(
            fact: "archives/sp", version: 4, summary: "grade A", requirement: "R5.2-15"),
        Ground(
            depth: 1, fact: "evaluations/e", version: 3, summary: "final", requirement: "R5.2-15"),
        Ground(
            depth: 2, fact: "records/r", version: 5, summary: "published", requirement: "R5.2-11"),
        Ground(
            depth: 1, fact: "restrictions/sp", version: 1, summary: "imposed",
            requirement: "R5.2-16"),
    ])

    @Test func `a chain is drawn as a tree with ids and requirements`() {
        #expect(
            Self.tree.text == """
                archives/sp@4  grade A  [R5.2-15]
                ├─ evaluations/e@3  final  [R5.2-15]
                │  └─ records/r@5  published  [R5.2-11]
                └─ restrictions/sp@1  imposed  [R5.2-16]
                """)
    }
}

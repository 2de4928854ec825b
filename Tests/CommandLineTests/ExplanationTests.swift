import Testing

@testable import govmesh

@Suite struct ExplanationTests {
    private static var tree: Explanation {
        var tree = Explanation()
        tree.add(0, "archives/sp", 4, "grade A", "R5.2-15")
        tree.add(1, "evaluations/e", 3, "final", "R5.2-15")
        tree.add(2, "records/r", 5, "published", "R5.2-11")
        tree.add(1, "restrictions/sp", 1, "imposed", "R5.2-16")
        return tree
    }

    @Test func `a chain is drawn as a tree with ids and requirements`() {
        #expect(
            Self.tree.text == """
                archives/sp@4  grade A  [R5.2-15]
                ├─ evaluations/e@3  final  [R5.2-15]
                │  └─ records/r@5  published  [R5.2-11]
                └─ restrictions/sp@1  imposed  [R5.2-16]
                """)
    }

    @Test func `a branch begins at what is asked for and the rest goes on without it`() {
        #expect(
            Self.tree.branch(of: "evaluations/e")?.text == """
                evaluations/e@3  final  [R5.2-15]
                └─ records/r@5  published  [R5.2-11]
                """)
        #expect(Self.tree.branch(of: "records/none") == nil)
        #expect(Self.tree.without("evaluations/e").steps.map(\.depth) == [0, 1])
    }
}

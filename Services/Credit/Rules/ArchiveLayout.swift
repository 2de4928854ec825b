import MeshPrimitives

/// Which sections an archive has, where each is read from and who may read it (R5.2-10).
///
/// - Source: requirement R5.2-10 (the excerpt names the first two sections; found F6; the rest and
///   who may read what are design).
package struct ArchiveLayout: Sendable, Hashable {
    package enum Source: Sendable, Hashable, CaseIterable {
        case party
        case qualifications
        case contracts
        case months
        case goodRecords
        case badRecords
        case evaluations
        case restrictions
        case statements
    }

    package struct Section: Sendable, Hashable {
        package let code: String
        package let title: String
        package let source: Source
        package let audience: PublicityRule.Audience

        package init(
            _ code: String, _ title: String, from source: Source,
            to audience: PublicityRule.Audience
        ) {
            self.code = code
            self.title = title
            self.source = source
            self.audience = audience
        }
    }

    package let sections: [Section]

    /// - Throws: A refusal when two sections share a code.
    package init(_ sections: [Section]) throws(Refusal) {
        var seen: Set<String> = []
        if let twice = sections.first(where: { !seen.insert($0.code).inserted }) {
            throw Refusal(
                code: "SECTION_TWICE", subject: twice.code,
                message: "two sections of the archive are called \(twice.code)",
                remedy: "give each a code of its own", requirement: "R5.2-10", source: "design")
        }
        self.sections = sections
    }

    package static let shipped = Self.layout(
        facts: .everybody, dealings: .parties, standing: .everybody)

    /// A natural person's archive is nobody's business but for what is published of it (7.13).
    package static let shippedForPersons = Self.layout(
        facts: .authorities, dealings: .authorities, standing: .authorities)

    private static func layout(
        facts: PublicityRule.Audience, dealings: PublicityRule.Audience,
        standing: PublicityRule.Audience
    ) -> [Section] {
        [
            Section("basic", "基本信息", from: .party, to: facts),
            Section("qualifications", "资质", from: .qualifications, to: facts),
            Section("performance", "履约", from: .contracts, to: dealings),
            Section("quality", "服务质量", from: .months, to: dealings),
            Section("good", "良好", from: .goodRecords, to: .everybody),
            Section("bad", "不良", from: .badRecords, to: .everybody),
            Section("evaluations", "评价", from: .evaluations, to: standing),
            Section("restrictions", "限制", from: .restrictions, to: standing),
            Section("statements", "陈述申辩", from: .statements, to: .authorities),
        ]
    }
}

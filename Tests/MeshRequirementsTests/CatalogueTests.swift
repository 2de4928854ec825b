import Foundation
import MeshRequirements
import Testing

@Suite struct `The requirements catalogue` {
    private let catalogue = RequirementCatalogue.shared

    @Test func `holds 160 requirements, 147 of clauses and 13 that cut across`() {
        #expect(self.catalogue.all.count == 160)
        #expect(self.catalogue.requirements(ofClause: "cross-cutting").count == 13)
        #expect(Set(self.catalogue.all.map(\.id)).count == 160)
    }

    @Test func `numbers each clause from 1 without a gap, clauses in order`() {
        let counts = [
            ("4", 4), ("5.1", 6), ("5.2", 19), ("5.3", 11), ("5.4", 8), ("5.5", 7), ("6.1", 7),
            ("6.2", 4), ("6.3", 5), ("6.4", 5), ("7.1", 4), ("7.2", 6), ("7.3", 7), ("8.1", 5),
            ("8.2", 6), ("8.3", 21), ("9.1", 4), ("9.2", 6), ("9.3", 12), ("X", 13),
        ]
        let expected = counts.flatMap { clause, count in
            (1...count).map { "R\(clause)-\($0)" }
        }
        #expect(self.catalogue.all.map(\.id) == expected)
    }

    @Test func `gives each requirement the clause of its id`() {
        for requirement in self.catalogue.all {
            let clause = requirement.id.dropFirst().split(separator: "-")[0]
            #expect(requirement.clause == (clause == "X" ? "cross-cutting" : String(clause)))
        }
    }

    @Test func `names only the five services as owners, each once`() {
        let services: Set = ["registry", "credit", "risk", "quality", "gateway"]
        for requirement in self.catalogue.all {
            #expect(!requirement.owners.isEmpty, "\(requirement.id)")
            #expect(services.isSuperset(of: requirement.owners), "\(requirement.id)")
            #expect(Set(requirement.owners).count == requirement.owners.count, "\(requirement.id)")
        }
    }

    @Test func `says where each requirement comes from, the strongest source first`() {
        for requirement in self.catalogue.all {
            let ranks = requirement.sources.map(Self.rank)
            #expect(!ranks.isEmpty && ranks == ranks.sorted(), "\(requirement.id)")
            #expect(Set(requirement.sources).count == ranks.count, "\(requirement.id)")
            for case .found(let key, _) in requirement.sources {
                #expect(self.catalogue.foundSource(key) != nil, "\(requirement.id) \(key)")
            }
        }
        #expect(self.catalogue.found.map(\.key) == (1...32).map { "F\($0)" })
    }

    @Test func `cites the standard's text only as far as the excerpt goes`() {
        let known: Set = ["4", "5.1", "5.2 a", "5.2 b", "5.2 c"]
        for requirement in self.catalogue.all {
            for case .seed(let item, _) in requirement.sources {
                #expect(known.contains(item), "\(requirement.id)")
            }
            let isKnownClause = ["4", "5.1", "5.2"].contains(requirement.clause)
            #expect((requirement.textStatus != .absent) == isKnownClause, "\(requirement.id)")
            // A number after 5.2 in running text would read as a citation of a missing clause.
            #expect(
                requirement.rule.firstMatch(of: /[Cc]lause [5-9]|\b[6-9]\.[1-9]\b/) == nil,
                "\(requirement.id)")
        }
    }

    @Test func `has a text for every field, of at most three sentences and 320 letters`() {
        for requirement in self.catalogue.all {
            #expect(!requirement.titleEnglish.isEmpty, "\(requirement.id)")
            #expect(
                requirement.titleChinese.unicodeScalars.contains {
                    (0x4E00...0x9FFF).contains($0.value)
                }, "\(requirement.id)")
            #expect(requirement.rule.hasSuffix("."), "\(requirement.id)")
            #expect(requirement.rule.count <= 320, "\(requirement.id)")
            #expect(requirement.rule.components(separatedBy: ". ").count <= 3, "\(requirement.id)")
        }
    }

    @Test func `finds a requirement by id and describes its sources for people`() throws {
        let repair = try #require(self.catalogue.requirement("R5.2-14"))
        #expect(repair.titleChinese == "信用修复")
        #expect(repair.sources.map(\.tag) == ["found F1", "found F2", "inferred: revocation"])
        #expect(
            self.catalogue.description(of: repair.sources[0])
                == "NDRC Order 36, 信用修复管理办法, in force 2026-04-01")
        #expect(self.catalogue.requirement("R5.2-20") == nil)
        #expect(self.catalogue.requirements(ownedBy: "gateway").map(\.id).contains("R5.5-2"))
    }

    @Test func `is the one of requirements json`() throws {
        let url = URL(filePath: #filePath).deletingLastPathComponent()
            .appending(path: "../../Shared/MeshRequirements/requirements.json")
        let file = try JSONDecoder().decode(CatalogueFile.self, from: Data(contentsOf: url))
        let compiled = self.catalogue.all.map {
            CatalogueFile.Entry(
                id: $0.id, clause: $0.clause, titleChinese: $0.titleChinese,
                titleEnglish: $0.titleEnglish, textStatus: $0.textStatus.rawValue,
                sources: $0.sources.map(\.tag), owners: $0.owners, rule: $0.rule)
        }
        #expect(compiled == file.requirements, "run `make catalogue`")
        let found = self.catalogue.found.map { CatalogueFile.Found(key: $0.key, what: $0.what) }
        #expect(found == file.found, "run `make catalogue`")
    }

    private static func rank(_ source: RequirementSource) -> Int {
        switch source {
        case .seed: 0
        case .found: 1
        case .inferred: 2
        case .design: 3
        }
    }
}

private struct CatalogueFile: Decodable {
    struct Entry: Decodable, Equatable {
        var id, clause, titleChinese, titleEnglish, textStatus: String
        var sources, owners: [String]
        var rule: String
    }

    struct Found: Decodable, Equatable {
        var key, what: String
    }

    var requirements: [Entry]
    var found: [Found]
}

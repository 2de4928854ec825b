import Credit
import MeshAPI
import MeshPrimitives
import MeshSchema
import SeededGenerator

/// Prints proofs of random archives, one a line as JSON, for another program to compute anew.
///
/// usage: score-sample COUNT SEED
let arguments = CommandLine.arguments.dropFirst().compactMap { UInt64($0) }
let count = arguments.first ?? 1_000
var random = SeededGenerator(seed: arguments.dropFirst().first ?? 1)
let schema = try Schema(descriptorSet: MeshContract.descriptorSet)
for number in 0..<count {
    var proof = RandomProof(&random, number).proof
    try proof.compute()
    print(try schema.decode(proof.wireBytes(), as: ScoreProof.fullName))
}

/// A model and a ledger with everything that a model can say and a service can write.
struct RandomProof {
    private(set) var proof = ScoreProof()
    private let today = CivilDate.first.adding(days: 739_944)

    init(_ random: inout SeededGenerator, _ number: UInt64) {
        self.proof.archive = "archives/s-\(number)"
        self.proof.subject = "parties/s-\(number)"
        self.proof.asOf =
            self.today.adding(days: .random(in: -100...100, using: &random)).description
        self.proof.model = Self.model(&random)
        self.proof.previousGrade =
            Bool.random(using: &random) ? "" : Self.grade(of: self.proof.model, &random)
        self.proof.observations = .random(in: 0...60, using: &random)
        for index in 0..<Int.random(in: 0...12, using: &random) {
            self.proof.entries.append(self.entry(index, &random))
        }
    }

    private static func grade(
        of model: ScoringModel?, _ random: inout SeededGenerator
    ) -> String {
        model?.bands.randomElement(using: &random)?.grade ?? ""
    }

    private func entry(_ index: Int, _ random: inout SeededGenerator) -> LedgerEntry {
        let kinds: [LedgerEntry.Kind] = [
            .posting, .posting, .posting, .reversal, .dispute, .settlement, .shield, .unshield,
            .restoration,
        ]
        let postings = self.proof.entries.filter { $0.kind == .posting }
        var entry = LedgerEntry(
            name: "ledgerEntries/s-\(index)", version: 1, state: .posted,
            kind: postings.isEmpty ? .posting : kinds.randomElement(using: &random) ?? .posting,
            cause: "records/r-\(index)", causeVersion: Int64(index),
            effectiveOn: self.today.adding(days: .random(in: -1_500...50, using: &random))
                .description)
        if entry.kind == .posting {
            entry.behaviour = self.proof.model?.behaviours.randomElement(using: &random)?.code ?? ""
            entry.determinedBy = "parties/a-\(Int.random(in: 0...2, using: &random))"
            if Int.random(in: 0...3, using: &random) == 0 {
                entry.directDUntil =
                    self.today.adding(days: .random(in: -200...200, using: &random)).description
            }
        } else {
            let posting = postings.randomElement(using: &random)
            entry.posting = posting?.name ?? ""
            // Withdrawn from its first day, as an upheld objection does.
            if let posting, entry.kind == .reversal, .random(using: &random) {
                entry.effectiveOn = posting.effectiveOn
            }
        }
        return entry
    }

    private static func model(_ random: inout SeededGenerator) -> ScoringModel {
        var model = ScoringModel(
            name: "scoringModels/m", state: .effective, subjectKind: .provider,
            baseMilliPoints: .random(in: 40_000...100_000, using: &random),
            capGoodMilliPoints: .random(in: 0...30_000, using: &random),
            effectiveFrom: "2000-01-01")
        model.behaviours = (0..<6).map { index in
            Behaviour(
                code: "b-\(index)", good: index < 2, severity: index < 2 ? .unspecified : .general,
                pointsMilliPoints: .random(in: 0...25_000, using: &random),
                decay: Self.decay(&random), directD: index == 5)
        }
        let grades =
            Bool.random(using: &random)
            ? ["AAA", "AA", "A", "B", "C", "D"] : ["A", "B", "C", "D"]
        var cuts = Set<Int64>()
        while cuts.count < grades.count - 1 {
            cuts.insert(.random(in: 1...99_999, using: &random))
        }
        let bounds = [100_000] + cuts.sorted(by: >) + [0]
        model.bands = grades.enumerated().map { index, grade in
            Band(grade: grade, fromMilliPoints: bounds[index + 1], toMilliPoints: bounds[index])
        }
        model.newEntityGrade = ["", "M", "A", "unrated"].randomElement(using: &random) ?? ""
        model.directDByAuthorities = .random(using: &random)
        model.upgradeLimit = .random(in: 0...2, using: &random)
        model.ignoresDisputed = .random(using: &random)
        if Bool.random(using: &random) {
            model.shrinkage = Shrinkage(
                priorObservations: .random(in: 1...40, using: &random),
                meanMilliPoints: .random(in: 0...100_000, using: &random),
                deviationMilliPoints: .random(in: 0...40_000, using: &random),
                grades: .random(using: &random))
        }
        return model
    }

    private static func decay(_ random: inout SeededGenerator) -> Decay {
        switch Int.random(in: 0...3, using: &random) {
        case 0: return Decay(kind: .none)
        case 1: return Decay(kind: .linear, days: .random(in: 1...1_200, using: &random))
        case 2:
            let days = [30, 90, 180, 365]
            return Decay(kind: .halfLife, days: Int32(days.randomElement(using: &random) ?? 30))
        default:
            let first = Int32.random(in: 0...200, using: &random)
            let high = Int64.random(in: 0...1_000, using: &random)
            return Decay(
                kind: .step,
                steps: [
                    DecayStep(fromDay: first, weightPerMille: high),
                    DecayStep(
                        fromDay: first + .random(in: 1...400, using: &random),
                        weightPerMille: .random(in: 0...high, using: &random)),
                ])
        }
    }
}

import ArgumentParser
import Credit
import Foundation
import MeshAPI
import MeshPrimitives
import MeshRPC
import MeshSchema

struct Score: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Shows a credit score line by line, as of any day, or exports it as a proof.",
        discussion: """
            govmesh score parties/sp-okta --as sp-okta
            govmesh score parties/sp-okta --as handler --on 2026-03-15 --known 2026-03-20T00:00:00Z
            govmesh score parties/sp-okta --as handler --evaluation evaluations/e-1
            govmesh score parties/sp-okta --as sp-okta --export score.json
            govmesh verify score score.json              computed anew, no mesh needed
            deploy/verify_score.py score.json            the same by another program
            """)

    @OptionGroup var options: MeshOptions
    @OptionGroup var door: DoorOptions

    @Argument(help: "A party, such as parties/sp-okta, or a person.")
    var subject: String

    @Option(name: .customLong("as"), help: "The account that asks; a key tells by itself.")
    var principal = "system"

    @Option(help: "The score of this day, such as 2026-03-15; today by default.")
    var on = ""

    @Option(help: "As known at this time, such as 2026-03-20T00:00:00Z; now by default.")
    var known: Instant?

    @Option(help: "The score of this evaluation, from the entries that entered it.")
    var evaluation = ""

    @Option(help: "Writes model, entries and score into this file.", completion: .file())
    var export: String?

    func run() async throws {
        try await MeshConnection.with(self.options, self.door) { connection in
            let proof = try await ScoreServiceClient(connection.channel(as: self.principal))
                .exportScore(
                    ExportScoreRequest(
                        subject: self.subject, asOf: self.on, knownAt: self.known,
                        evaluation: self.evaluation))
            let json = try Schema(descriptorSet: MeshContract.descriptorSet)
                .decode(proof.wireBytes(), as: ScoreProof.fullName, pretty: self.export != nil)
            if let file = self.export {
                try json.write(toFile: file, atomically: true, encoding: .utf8)
                return say("\(file) holds the score; compute it anew with `govmesh verify score`.")
            }
            if self.options.json { return say(json) }
            say(Self.text(proof))
        }
    }

    static func text(_ proof: ScoreProof) -> String {
        var table = Table(["", "points", "age", "weight", "counts"])
        for line in proof.lines {
            let isModel = line.entry.isEmpty
            table.add([
                isModel ? "\(proof.model?.name ?? "") \(line.cause)" : line.cause,
                "\(MilliPoints(line.pointsMilliPoints))", isModel ? "" : "\(line.ageDays) d",
                isModel ? "" : "\(line.weightPerMille)/1000",
                "\(MilliPoints(line.contributionMilliPoints))",
            ])
        }
        if let confidence = proof.confidence {
            table.add(["\(proof.observations) observations: \(confidence.text)", "", "", "", ""])
        }
        table.add([
            "\(proof.grade) on \(proof.asOf)", "", "", "", "\(MilliPoints(proof.scoreMilliPoints))",
        ])
        return table.text
    }
}

struct Plan: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Shows what gets a subject to a better grade, and when.",
        discussion: "govmesh plan parties/sp-okta AA --as sp-okta")

    @OptionGroup var options: MeshOptions
    @OptionGroup var door: DoorOptions

    @Argument(help: "A party or a person.")
    var subject: String

    @Argument(help: "The grade wished for: AAA, AA, A, B or C.")
    var grade: String

    @Option(name: .customLong("as"), help: "The account that asks; a key tells by itself.")
    var principal = "system"

    func run() async throws {
        try await MeshConnection.with(self.options, self.door) { connection in
            let answer = try await ScoreServiceClient(connection.channel(as: self.principal))
                .planGrade(PlanGradeRequest(subject: self.subject, grade: self.grade))
            if self.options.json {
                let schema = try Schema(descriptorSet: MeshContract.descriptorSet)
                return say(try schema.decode(answer.wireBytes(), as: PlanGradeResponse.fullName))
            }
            guard !answer.plans.isEmpty else {
                return say("Nothing known now leads \(self.subject) to \(self.grade) in ten years.")
            }
            say("\(answer.subject) is \(answer.currentGrade). Ways to \(self.grade):")
            for plan in answer.plans {
                say("  on \(plan.reachedOn), \(MilliPoints(plan.scoreMilliPoints)) = \(plan.grade)")
                if plan.repairs.isEmpty { say("    by waiting") }
                if plan.evaluations.count > 1 {
                    let steps = plan.evaluations.map { "\($0.grade) on \($0.asOf)" }
                    say("    evaluated \(steps.joined(separator: ", "))")
                }
                for repair in plan.repairs {
                    say(
                        "    repair \(repair.record), to be filed from \(repair.repairFrom), worth \(MilliPoints(repair.gainMilliPoints))"
                    )
                }
            }
        }
    }
}

struct Verify: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Checks what the mesh gave out, without the mesh.",
        subcommands: [VerifyScore.self, VerifyPublication.self, VerifyEvidence.self])
}

struct VerifyScore: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "score",
        abstract: "Computes an exported score anew from its model and entries.",
        discussion: "govmesh verify score score.json; exit status 1 when it does not hold.")

    @Flag(help: "Print JSON for machines.")
    var json = false

    @Argument(help: "What `govmesh score SUBJECT --export FILE` wrote.", completion: .file())
    var file: String

    private struct Verdict: Encodable {
        var subject: String
        var asOf: String
        var grade: String
        var scoreMilliPoints: Int64
        var differences: [String]
    }

    func run() async throws {
        guard let text = try? String(contentsOfFile: self.file, encoding: .utf8) else {
            throw CommandFailure(
                "\(self.file) cannot be read; write one with `govmesh score SUBJECT --export \(self.file)`."
            )
        }
        let (proof, differences) = try self.check(text)
        if self.json {
            try sayJSON(
                Verdict(
                    subject: proof.subject, asOf: proof.asOf, grade: proof.grade,
                    scoreMilliPoints: proof.scoreMilliPoints, differences: differences))
        } else {
            say(Score.text(proof))
            if differences.isEmpty { say("The score holds.") }
        }
        guard differences.isEmpty else {
            throw CommandFailure(
                "The score does not hold: \(differences.joined(separator: "; ")).")
        }
    }

    private func check(_ text: String) throws -> (ScoreProof, differences: [String]) {
        do {
            let schema = try Schema(descriptorSet: MeshContract.descriptorSet)
            let proof = try ScoreProof(wire: schema.encode(json: text, as: ScoreProof.fullName))
            return (proof, try proof.differences())
        } catch let refusal as Refusal {
            throw CommandFailure("\(self.file): \(refusal.message); \(refusal.remedy).")
        } catch {
            throw CommandFailure("\(self.file) is no proof of a score: \(error).")
        }
    }
}

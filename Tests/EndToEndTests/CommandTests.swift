import Credit
import MeshAPI
import MeshLifecycle
import MeshRPC
import MeshRuntime
import MeshWire
import Quality
import Registry
import Risk
import Testing

/// The commands of the contract and the rows of the life cycles are the same set.
@Suite struct CommandTests {
    /// A life cycle, seen from outside its service.
    private struct Table {
        let resource: String
        let commands: Set<String>
        /// Commands that the mesh gives by itself, on an event or with another command.
        let given: Set<String>

        init<R: Resource, Facts: Sendable>(
            _ lifecycle: Lifecycle<R, Facts>, byTheMesh given: Set<String> = []
        ) {
            self.resource = R.fullName.split(separator: ".").last.map(String.init) ?? ""
            self.commands = Set(
                lifecycle.rows.compactMap { row in
                    guard case .command(let command) = row.trigger else { return nil }
                    return command
                })
            self.given = given
        }
    }

    private static let tables = [
        Table(partyLifecycle), Table(operatorLifecycle), Table(keyLifecycle),
        Table(qualificationLifecycle),
        Table(certificationLifecycle, byTheMesh: ["requireSurveillance"]), Table(productLifecycle),
        Table(contractLifecycle), Table(personLifecycle),
        Table(assignmentLifecycle, byTheMesh: ["bar"]),
        Table(
            recordLifecycle,
            byTheMesh: [
                "object", "endObjection", "correct", "openRepair", "endRepair", "repair", "restore",
                "withdraw",
            ]),
        Table(noticeLifecycle),
        Table(
            publicationLifecycle,
            byTheMesh: ["amend", "republish", "resume", "suspend", "withdraw"]),
        Table(objectionLifecycle, byTheMesh: ["lapse"]),
        Table(repairLifecycle, byTheMesh: ["lapse", "sync"]),
        Table(evaluationLifecycle, byTheMesh: ["supersede"]),
        Table(evaluationRunLifecycle),
        Table(restrictionLifecycle, byTheMesh: ["impose", "lift"]),
        Table(scoringModelLifecycle, byTheMesh: ["supersede"]),
        Table(periodLifecycle), Table(breachLifecycle, byTheMesh: ["rescind", "redetect"]),
        Table(riskAssessmentLifecycle, byTheMesh: ["supersede"]),
        Table(warningLifecycle, byTheMesh: ["raise"]),
    ]

    @Test func `section 5: a method's command has a row, and each row a method or the mesh itself`()
    {
        let carried = Dictionary(grouping: MeshContract.methods.filter { !$0.command.isEmpty }) {
            $0.resource
        }
        #expect(Set(carried.keys).isSubset(of: Self.tables.map { $0.resource }))
        for table in Self.tables {
            let byMethod = Set((carried[table.resource] ?? []).map { $0.command })
            #expect(
                byMethod.subtracting(table.commands) == [], "\(table.resource): method without row")
            #expect(
                table.commands.subtracting(byMethod) == table.given,
                "\(table.resource): row without method")
        }
    }

    @Test func `RX-2: these decisions need a second person, and no others`() {
        let decisions = MeshContract.methods.filter(\.secondPerson).map(\.method)
        #expect(
            Set(decisions) == [
                "AdjustPeriod", "ApproveParty", "ApproveQualification", "ApproveRepair",
                "ApproveRiskAssessment", "ApproveScoringModel", "ConfirmBreach", "ConfirmRecord",
                "CorrectPeriod",
                "DropRecord", "FinalizeEvaluation", "RejectBreach", "RejectObjection",
                "RejectQualification", "RejectRepair", "RevokeQualification", "RevokeRepair",
                "ShieldRepair", "UpholdObjection", "UpholdObjectionPartly",
                "VerifyImported", "WaiveBreach",
            ])
    }

    @Test func `section 5: a state that a row leaves is reached by another`() {
        func unreached<R: Resource, Facts: Sendable>(_ lifecycle: Lifecycle<R, Facts>) -> [String] {
            let left = Set(lifecycle.rows.flatMap { $0.from })
            let reached = Set(lifecycle.rows.map { $0.to }).union([lifecycle.initial])
            return left.subtracting(reached).map { "\(R.machine) \($0.label)" }
        }
        let all =
            unreached(partyLifecycle) + unreached(operatorLifecycle)
            + unreached(qualificationLifecycle) + unreached(certificationLifecycle)
            + unreached(productLifecycle) + unreached(contractLifecycle)
            + unreached(recordLifecycle) + unreached(noticeLifecycle)
            + unreached(publicationLifecycle)
            + unreached(objectionLifecycle)
            + unreached(repairLifecycle) + unreached(evaluationLifecycle)
            + unreached(restrictionLifecycle) + unreached(periodLifecycle)
            + unreached(breachLifecycle) + unreached(riskAssessmentLifecycle)
            + unreached(warningLifecycle) + unreached(personLifecycle)
            + unreached(assignmentLifecycle)
        #expect(all == [])
    }
}

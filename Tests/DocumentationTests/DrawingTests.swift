import Credit
import Foundation
import MeshLifecycle
import Quality
import Registry
import Risk
import Testing

/// `Lifecycles/README.md` of a service shows its life cycles as they are.
@Suite struct DrawingTests {
    static let services: [(name: String, sections: [String])] = [
        (
            "Registry",
            [
                partyLifecycle.section, operatorLifecycle.section, keyLifecycle.section,
                qualificationLifecycle.section,
                certificationLifecycle.section, productLifecycle.section,
                contractLifecycle.section, personLifecycle.section,
                assignmentLifecycle.section,
            ]
        ),
        (
            "Credit",
            [
                recordLifecycle.section, noticeLifecycle.section, publicationLifecycle.section,
                objectionLifecycle.section, repairLifecycle.section, evaluationLifecycle.section,
                evaluationRunLifecycle.section, restrictionLifecycle.section,
                scoringModelLifecycle.section,
            ]
        ),
        ("Quality", [periodLifecycle.section, breachLifecycle.section]),
        ("Risk", [riskAssessmentLifecycle.section, warningLifecycle.section]),
    ]

    @Test(arguments: Self.services.indices)
    func `each life cycle is drawn as its table says and no other`(index: Int) throws {
        let (name, sections) = Self.services[index]
        let path = "Services/\(name)/Lifecycles/README.md"
        let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
            .appendingPathComponent("../../\(path)")
        let text = try String(contentsOf: file, encoding: .utf8)
        for section in sections where !text.contains(section) {
            Issue.record("\(path) must hold:\n\n\(section)")
        }
        let drawn = text.components(separatedBy: "```mermaid").count - 1
        #expect(drawn == sections.count, "\(path) draws what no table says")
    }

    @Test func `a drawing tells guards, reasons, dates and ends`() {
        let lines = contractLifecycle.drawing.components(separatedBy: "\n")
        #expect(lines.prefix(2) == ["stateDiagram-v2", "    [*] --> draft"])
        #expect(lines.contains("    negotiating --> pendingSignature: lock [guarded]"))
        #expect(lines.contains("    active --> serviceSuspended: suspend (reason)"))
        #expect(lines.contains("    filed --> active: by date"))
        #expect(lines.last == "    closed --> [*]")
    }
}

/// What a notice says, in the words of the law that a reader looks for.
package struct NoticeText: Sendable, Hashable {
    package let name: String
    package let behaviour: String
    package let facts: String
    package let basis: String
    package let evidence: [String]

    package init(
        name: String, behaviour: String, facts: String, basis: String, evidence: [String]
    ) {
        self.name = name
        self.behaviour = behaviour
        self.facts = facts
        self.basis = basis
        self.evidence = evidence
    }

    /// Before a decision: facts, evidence, basis, effect and the right to be heard (告知书).
    package func hearing(workingDays: Int) -> String {
        """
        It is proposed to record \(self.behaviour) as \(self.name).
        \(self.grounds)
        Effect: once confirmed, it counts against the credit score and may be published.
        You may make a statement (陈述申辩) with RecordService/SubmitStatement within \
        \(workingDays) working days after the delivery of this notice.
        """
    }

    /// The decision (认定书).
    ///
    /// - Parameters:
    ///   - day: The day of the determination.
    ///   - until: The last day of publication.
    ///   - objectionDays: Calendar days after the delivery in which to object.
    package func decision(determinedOn day: String, until: String, objectionDays: Int) -> String {
        """
        \(self.name), \(self.behaviour), was confirmed, determined on \(day).
        \(self.grounds)
        If it is published, then until \(until) at the longest.
        You may object with ObjectionService/FileObjection within \(objectionDays) days after the \
        delivery of this notice.
        """
    }

    /// How to repair it (信用修复告知书), delivered together with the decision.
    package func repair(from day: String) -> String {
        """
        \(self.name) may be repaired from \(day) on, with RepairService/FileRepair. Bring the proof \
        of correction and a public commitment (信用承诺). Publication stops and the record counts \
        no more once the repair is approved.
        """
    }

    /// What became of an objection or a repair.
    package static func answer(_ name: String, _ state: String, reason: String) -> String {
        reason.isEmpty ? "\(name) was \(state)." : "\(name) was \(state): \(reason)"
    }

    private var grounds: String {
        let evidence = self.evidence.isEmpty ? "none" : self.evidence.joined(separator: ", ")
        return "Facts: \(self.facts)\nBasis: \(self.basis)\nEvidence: \(evidence)"
    }
}

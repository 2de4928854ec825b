import MeshAPI
import MeshLifecycle
import MeshPrimitives

/// The life of a credit record (SM-REC), with a hearing before it counts.
///
/// Objections, repairs and corrected facts move it: `object`, `endObjection`, `correct`,
/// `openRepair`, `endRepair`, `repair`, `restore` and `withdraw` are the mesh's own commands.
package let recordLifecycle = Lifecycle<Record, NoFacts>(initial: .proposed) {
    From(.proposed).on("notify", to: .notified, when: { record, _, _ in needsHearing(record) })
    From(.proposed).on(
        "confirm", to: .confirmed,
        when: { record, _, _ in needsNoHearing(record) }, evidenceSuffices)
    From(.notified).on("state", to: .statementReceived)
    From(.notified).becomes(.statementWaived) { $0.statementDeadline }
    From(.statementReceived, .statementWaived)
        .on("confirm", to: .confirmed, when: evidenceSuffices)
    From(.proposed, .notified, .statementReceived, .statementWaived)
        .on("addEvidence", to: .proposed)
    From(.statementReceived, .statementWaived).on("drop", to: .dropped, reason: true)
    From(.confirmed).on("publish", to: .published, when: { record, _, _ in mayBePublished(record) })
    From(.confirmed).on("keepUnpublished", to: .unpublished, reason: true)
    From(.published, .corrected, .restored).becomes(.publicationEnded) { record in
        CivilDate(record.publicationUntil)?.adding(days: 1).start
    }
    From(.published, .unpublished, .confirmed, .corrected).on("object", to: .underObjection)
    From(.underObjection).on("correct", to: .corrected)
    From(.underObjection).on("endObjection", to: .corrected, when: stoodAs(.corrected))
    From(.underObjection).on("endObjection", to: .confirmed, when: stoodAs(.confirmed))
    From(.underObjection).on("endObjection", to: .unpublished, when: stoodAs(.unpublished))
    From(.underObjection).on("endObjection", to: .published, when: stoodAs(.published))
    From(.published, .unpublished, .publicationEnded, .corrected, .restored)
        .on("openRepair", to: .underRepair)
    From(.underRepair).on("endRepair", to: .corrected, when: stoodAs(.corrected))
    From(.underRepair).on("endRepair", to: .restored, when: stoodAs(.restored))
    From(.underRepair).on("endRepair", to: .unpublished, when: stoodAs(.unpublished))
    From(.underRepair).on("endRepair", to: .published, when: stoodAs(.published))
    From(.underRepair).on(
        "endRepair", to: .publicationEnded, when: stoodAs(.publicationEnded))
    From(.underRepair).on("repair", to: .repaired)
    From(.repaired).on("restore", to: .restored)
    From(
        .proposed, .notified, .statementReceived, .statementWaived, .confirmed, .published,
        .unpublished, .underObjection, .underRepair, .publicationEnded, .repaired, .corrected,
        .restored
    ).on("withdraw", to: .withdrawn)
}

/// Back to where the record stood before an objection or a repair.
private func stoodAs(_ state: Record.State) -> LifecycleRow<Record, NoFacts>.Guard {
    { record, _, _ in
        guard record.stoodAs != state else { return [] }
        return [
            Refusal(
                code: "STOOD_ELSEWHERE", subject: record.name,
                message: "the record stood as \(record.stoodAs.label)",
                remedy: "return it there", requirement: "R5.2-13", source: "design")
        ]
    }
}

/// Nobody is heard about praise, and nobody is blamed unheard.
private func needsHearing(_ record: Record) -> [Refusal] {
    guard record.good else { return [] }
    return [hearing(record, "a good record needs no hearing", "confirm it")]
}

/// A behaviour is proven by the kinds of evidence that the model names (R5.2-11).
private func evidenceSuffices(_ record: Record, _ facts: NoFacts, _ now: Instant) -> [Refusal] {
    record.missingEvidenceKinds.map { kind in
        Refusal(
            code: "EVIDENCE_MISSING", subject: kind,
            message: "a record of \(record.behaviour) needs evidence of the kind \(kind)",
            remedy: "upload it and add it with AddRecordEvidence", requirement: "R5.2-11",
            source: "inferred: administrative practice")
    }
}

private func needsNoHearing(_ record: Record) -> [Refusal] {
    guard !record.good else { return [] }
    return [hearing(record, "the subject was not heard", "notify it first")]
}

private func hearing(_ record: Record, _ message: String, _ remedy: String) -> Refusal {
    Refusal(
        code: "HEARING", subject: record.name, message: message, remedy: remedy,
        requirement: "R5.2-11", source: "inferred: administrative practice; F2 two-notices rule")
}

/// Minor records are normally not published (R5.2-12).
func mayBePublished(_ record: Record) -> [Refusal] {
    guard record.severity == .minor else { return [] }
    return [
        Refusal(
            code: "MINOR_UNPUBLISHED", subject: record.name,
            message: "a minor record is not published", remedy: "use KeepRecordUnpublished",
            requirement: "R5.2-12", source: "found F1 F2")
    ]
}

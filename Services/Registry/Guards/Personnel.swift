import MeshAPI
import MeshPrimitives

/// What registry knows about a person beyond their own record.
package struct PersonFacts: Sendable {
    /// Names of assignments that have not ended.
    package var liveAssignments: [String] = []
    /// Bars that credit imposed because of a record.
    package var bars: [Restriction] = []
    /// When credit last answered; `nil` when it never did.
    package var creditKnownAt: Instant?

    package init() {}
}

/// What decides whether a person may stand at a post.
package struct AssignmentFacts: Sendable {
    package var person: Person?
    /// Who held the key post before; `nil` when nobody did.
    package var former: Person?
    package var about = PersonFacts()

    package init() {}
}

/// A new assignment needs somebody vetted: employed, checked, bound to confidentiality, trained, and
/// barred by no record.
func isFitForPost(
    _ assignment: Assignment, _ facts: AssignmentFacts, _ now: Instant
) -> [Refusal] {
    guard let person = facts.person, person.employer == assignment.provider else {
        return [
            refusal(
                "NOT_EMPLOYED", assignment.person,
                "\(assignment.person) is not employed by \(assignment.provider)",
                "hire the person first", "R6.1-3")
        ]
    }
    return vettingRefusals(person, on: now.civilDate) + mayTakePosts(person, facts.about, now)
        + lesserQualification(person, facts, on: now.civilDate)
}

/// Who follows a key person holds every certificate that one holds (R6.1-5).
private func lesserQualification(
    _ person: Person, _ facts: AssignmentFacts, on day: CivilDate
) -> [Refusal] {
    guard let former = facts.former else { return [] }
    let missing = former.certified(on: day).subtracting(person.certified(on: day)).sorted()
    guard !missing.isEmpty else { return [] }
    return [
        refusal(
            "KEY_PERSON_LESS_QUALIFIED", person.name,
            "\(person.name) lacks \(missing.joined(separator: ", ")), which \(former.name) holds",
            "propose somebody equally qualified, or record the certificate with RevisePerson",
            "R6.1-5")
    ]
}

extension Person {
    /// Kinds of certificates that are valid on a day.
    fileprivate func certified(on day: CivilDate) -> Set<String> {
        Set(
            self.certificates.filter { CivilDate($0.validUntil).map { day <= $0 } ?? false }
                .map(\.kind))
    }
}

/// The using organisation has notice of a change of key person before it happens (R6.1-5).
func noticeHasPassed(
    _ assignment: Assignment, _ facts: AssignmentFacts, _ now: Instant
) -> [Refusal] {
    guard let first = CivilDate(assignment.beginsFrom), now.civilDate < first else { return [] }
    return [
        refusal(
            "KEY_PERSON_NOTICE", assignment.replaces,
            "\(assignment.person) follows \(assignment.replaces), of which notice runs until \(first)",
            "begin on \(first) or later", "R6.1-5")
    ]
}

/// What the employer has yet to see to (R6.1-4).
private func vettingRefusals(_ person: Person, on day: CivilDate) -> [Refusal] {
    var refusals: [Refusal] = []
    if person.backgroundCheck != .passed {
        refusals.append(
            refusal(
                "BACKGROUND_UNCHECKED", person.name, "no background check was passed",
                "have it made and record the result with RevisePerson", "R6.1-4"))
    }
    if CivilDate(person.confidentialitySignedOn).map({ $0 > day }) ?? true {
        refusals.append(
            refusal(
                "CONFIDENTIALITY_UNSIGNED", person.name, "no confidentiality agreement is signed",
                "have it signed and record the day with RevisePerson", "R6.1-4"))
    }
    if CivilDate(person.trainedUntil).map({ $0 < day }) ?? true {
        refusals.append(
            refusal(
                "TRAINING_EXPIRED", person.name, "no mandatory training counts on \(day)",
                "train the person and record until when it counts", "R6.1-6"))
    }
    return refusals
}

/// A confirmed record may bar from all posts, for a time or for life (行业禁入); credit says which.
func mayTakePosts(_ person: Person, _ facts: PersonFacts, _ now: Instant) -> [Refusal] {
    let bars = facts.bars.filter { $0.isBar(on: now.civilDate) }
    return bars.map { bar in
        let end = bar.until.isEmpty ? "for life" : "until \(bar.until)"
        return refusal(
            "PERSON_BARRED", person.name, "\(bar.record) bars \(person.name) from posts \(end)",
            "choose another person, or have the record repaired or objected to in credit",
            "R6.1-7")
    } + Admission.staleness(ofCredit: facts.creditKnownAt, at: now)
}

extension Restriction {
    /// Whether all posts are closed to the subject on a day, the last one included.
    func isBar(on day: CivilDate) -> Bool {
        guard self.barsFromPosts, self.state == .imposed else { return false }
        return CivilDate(self.until).map { day <= $0 } ?? true
    }
}

func isKeyPost(_ assignment: Assignment) -> [Refusal] {
    guard !assignment.keyPost else { return [] }
    return [
        refusal(
            "NO_KEY_POST", assignment.name, "\(assignment.post) is no key post",
            "let the provider begin it", "R6.1-4")
    ]
}

func needsNoApproval(
    _ assignment: Assignment, _ facts: AssignmentFacts, _ now: Instant
) -> [Refusal] {
    guard assignment.keyPost else { return [] }
    return [
        refusal(
            "KEY_POST", assignment.name,
            "\(assignment.post) is a key post and \(assignment.usingOrganisation) has not agreed",
            "ask it to call ApproveAssignment", "R6.1-4")
    ]
}

/// Who still stands at a post leaves it first, with access taken back and work handed over.
func hasNoLiveAssignment(_ person: Person, _ facts: PersonFacts, _ now: Instant) -> [Refusal] {
    facts.liveAssignments.map { name in
        refusal(
            "ASSIGNMENT_LIVE", name, "\(name) has not ended", "end it with AssignmentService",
            "R6.1-4")
    }
}

private func refusal(
    _ code: String, _ subject: String, _ message: String, _ remedy: String, _ requirement: String
) -> Refusal {
    let sources = [
        "R6.1-4": "inferred: F5 personnel background and stability; F32",
        "R6.1-5": "inferred: F5 stability",
        "R6.1-6": "inferred: F22", "R6.1-7": "seed 5.2 c",
    ]
    return Refusal(
        code: code, subject: subject, message: message, remedy: remedy, requirement: requirement,
        source: sources[requirement] ?? "design")
}

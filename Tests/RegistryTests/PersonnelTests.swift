import MeshAPI
import MeshLifecycle
import MeshPrimitives
import Registry
import Testing

/// Who may stand at a post, on values alone (R6.1-4).
@Suite struct `A post` {
    /// The start of 2026-06-01 in Asia/Shanghai.
    private static let now =
        CivilDate(year: 2026, month: 6, day: 1)?.start ?? Instant(microseconds: 0)

    private static let post = Assignment(
        name: "assignments/a", state: .vetted, person: "persons/p", provider: "parties/sp")

    /// Somebody whom nothing speaks against, each to the last day.
    private static var facts: AssignmentFacts {
        var facts = AssignmentFacts()
        facts.person = Person(
            name: "persons/p", state: .employed, employer: "parties/sp",
            trainedUntil: "2026-06-01", backgroundCheck: .passed,
            confidentialitySignedOn: "2026-06-01")
        facts.about.creditKnownAt = Self.now
        return facts
    }

    private static func bar(until: String, _ state: Restriction.State = .imposed) -> Restriction {
        Restriction(
            name: "restrictions/bar-r", state: state, subject: "persons/p", barsFromPosts: true,
            until: until, record: "records/r")
    }

    private static func codes(_ edit: (inout AssignmentFacts) -> Void = { _ in }) -> [String] {
        var facts = Self.facts
        edit(&facts)
        switch assignmentLifecycle.decide(Self.post, "begin", facts, at: Self.now) {
        case .moves: return []
        case .illegal: return ["ILLEGAL"]
        case .refused(_, let refusals, _): return refusals.map(\.code)
        }
    }

    @Test func `R6.1-4 R6.1-6: is for whom check, agreement and training hold on the day`() {
        #expect(Self.codes() == [])
        #expect(Self.codes { $0.person?.trainedUntil = "2026-05-31" } == ["TRAINING_EXPIRED"])
        #expect(Self.codes { $0.person?.trainedUntil = "" } == ["TRAINING_EXPIRED"])
        #expect(
            Self.codes { $0.person?.confidentialitySignedOn = "2026-06-02" }
                == ["CONFIDENTIALITY_UNSIGNED"])
        #expect(Self.codes { $0.person?.backgroundCheck = .failed } == ["BACKGROUND_UNCHECKED"])
        #expect(Self.codes { $0.person?.employer = "parties/other" } == ["NOT_EMPLOYED"])
        #expect(Self.codes { $0.person = nil } == ["NOT_EMPLOYED"])
    }

    @Test func `R6.1-7 RX-8: is closed while a bar holds, and to whom credit cannot vouch for`() {
        #expect(Self.codes { $0.about.bars = [Self.bar(until: "2026-06-01")] } == ["PERSON_BARRED"])
        #expect(Self.codes { $0.about.bars = [Self.bar(until: "")] } == ["PERSON_BARRED"])
        #expect(Self.codes { $0.about.bars = [Self.bar(until: "2026-05-31")] } == [])
        #expect(Self.codes { $0.about.bars = [Self.bar(until: "", .lifted)] } == [])
        let ofGrade = Restriction(name: "restrictions/person-p", state: .imposed)
        #expect(Self.codes { $0.about.bars = [ofGrade] } == [])
        #expect(
            Self.codes { $0.about.creditKnownAt = Self.now.adding(seconds: -86_401) }
                == ["CREDIT_STALE"])
    }
}

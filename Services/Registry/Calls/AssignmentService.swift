import MeshAPI
import MeshLifecycle
import MeshPrimitives
import MeshRPC
import MeshRuntime

/// Answers `govmesh.registry.v1.AssignmentService`.
struct AssignmentAnswers: AssignmentServiceProvider, LifecycleAnswers {
    typealias Answered = Assignment

    let context: ServiceContext
    let lifecycle = assignmentLifecycle

    /// Notice of a change of key person.
    static let noticeWorkingDays = 10

    /// Proposes somebody whom nothing bars; what else is missing may be seen to until it is vetted.
    func proposeAssignment(
        _ request: ProposeAssignmentRequest, _ call: Call
    ) async throws(RPCFailure) -> Assignment {
        let known = await self.context.firstContact(with: "credit")
        return try await self.context.perform(call) { act in
            guard let draft = request.assignment else { throw RPCFailure.missing("assignment") }
            let contract = try act.existing(Contract.self, draft.contract)
            var proposed = Assignment(
                person: draft.person, contract: contract.name, post: draft.post,
                keyPost: draft.keyPost, provider: contract.provider,
                usingOrganisation: contract.usingOrganisation)
            if let former = try act.keyPerson(before: proposed) {
                (proposed.keyPost, proposed.replaces) = (true, former.name)
                proposed.beginsFrom =
                    act.deadline(workingDays: Self.noticeWorkingDays)
                    .civilDate.description
            }
            let assignment = try act.create(
                assignmentLifecycle, id: request.assignmentId, proposed)
            let person = try act.employee(draft.person, of: contract.provider)
            let facts = try PersonFacts(act, person.name, creditKnownAt: known)
            let refusals = mayTakePosts(person, facts, act.now)
            guard refusals.isEmpty else { throw RPCFailure.refused(person.name, refusals) }
            return assignment
        }
    }

    func beginAssignment(
        _ request: CommandRequest, _ call: Call
    ) async throws(RPCFailure) -> Assignment {
        try await self.give(request, call, edit: { $1.onDutyFrom = $0.today.description })
    }

    func leaveAssignment(
        _ request: CommandRequest, _ call: Call
    ) async throws(RPCFailure) -> Assignment {
        try await self.give(request, call, edit: { $1.leftOn = $0.today.description })
    }

    func endAssignment(
        _ request: EndAssignmentRequest, _ call: Call
    ) async throws(RPCFailure) -> Assignment {
        let command = CommandRequest(name: request.name, version: request.version)
        return try await self.give(
            command, call,
            edit: { act, assignment in
                let (day, today) = (request.accessRevokedOn, act.today.description)
                guard assignment.onDutyFrom <= day, day <= today else {
                    throw RPCFailure.invalidArgument(
                        field: "access_revoked_on",
                        rule: "a day from \(assignment.onDutyFrom) to \(today)",
                        remedy: "name the day on which all access was taken back")
                }
                let heir = try act.employee(request.handedOverTo, of: assignment.provider)
                guard heir.name != assignment.person else {
                    throw RPCFailure.invalidArgument(
                        field: "handed_over_to",
                        rule: "another person whom \(assignment.provider) employs",
                        remedy: "name who has taken over")
                }
                assignment.accessRevokedOn = day
                assignment.handedOverTo = heir.name
            })
    }

    func facts(_ act: Act, _ assignment: Assignment) throws -> AssignmentFacts {
        var facts = AssignmentFacts()
        facts.person = try act.current(Person.self, assignment.person)
        let former = try act.current(Assignment.self, assignment.replaces)
        facts.former = try former.flatMap { try act.current(Person.self, $0.person) }
        facts.about = try PersonFacts(
            act, assignment.person, creditKnownAt: self.context.contact(with: "credit"))
        return facts
    }
}

extension Act {
    /// Somebody whom a provider employs; of anybody else it does not even learn that they are known.
    fileprivate func employee(_ name: String, of provider: String) throws -> Person {
        guard let person = try self.current(Person.self, name), person.employer == provider else {
            throw RPCFailure.notFound(name, in: "persons whom \(provider) employs")
        }
        return person
    }

    /// Who held the same key post last, whether at it still or not; `nil` when nobody did.
    fileprivate func keyPerson(before assignment: Assignment) throws -> Assignment? {
        try self.list(Assignment.self, where: [("contract", assignment.contract)])
            .filter { $0.post == assignment.post && $0.keyPost && !$0.onDutyFrom.isEmpty }
            .max { $0.onDutyFrom < $1.onDutyFrom }
    }
}

/// Takes a person off every post once credit bars them (R6.1-7).
func barFromPosts(_ act: Act, _ entry: JournalEntry) throws {
    guard entry.resourceType == Restriction.fullName else { return }
    let bar = try entry.content(Restriction.self)
    guard bar.isBar(on: act.today) else { return }
    for assignment in try act.list(
        Assignment.self, where: [("person", bar.subject)], states: PersonFacts.liveAssignment)
    {
        _ = try act.give(
            assignmentLifecycle, "bar", to: assignment.name, reason: "R6.1-7: \(bar.record)",
            facts: { _ in AssignmentFacts() }, edit: { $0.leftOn = act.today.description })
    }
}

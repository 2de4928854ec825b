import MeshAPI
import MeshLifecycle
import MeshPrimitives
import MeshRPC
import MeshRuntime
import MeshStorage
import MeshWire

/// Answers `govmesh.registry.v1.PersonService`.
struct PersonAnswers: PersonServiceProvider, LifecycleAnswers {
    typealias Answered = Person

    let context: ServiceContext
    let lifecycle = personLifecycle

    func createPerson(
        _ request: CreatePersonRequest, _ call: Call
    ) async throws(RPCFailure) -> Person {
        let name = "\(Person.collection)/\(request.personId)"
        // Who finds persons by numbers is as curious as who finds numbers of persons.
        _ = try await self.context.isKnown("identity_number", to: call) { act in
            try act.other(than: name, with: request.identityNumber) == nil
        }
        return try await self.context.perform(call) { act in
            guard var person = request.person else { throw RPCFailure.missing("person") }
            guard try act.current(Person.self, name) == nil else {
                throw RPCFailure.exists(name)
            }
            try mustEmploy(act, person.employer)
            if let known = try act.other(than: name, with: request.identityNumber) {
                throw RPCFailure.refused(known.name, [isKnown(known)])
            }
            let number = try citizenNumber(request.identityNumber, on: act.today)
            let digest = try act.transaction.keyedDigest(of: number.text)
            person.identityMask = Masking.citizenNumber(number.text)
            person.identityDigest = digest
            (person.party, person.reason) = ("", "")
            person.employments = [
                Employment(employer: person.employer, from: act.today.description)
            ]
            return try act.create(personLifecycle, id: request.personId, person)
        }
    }

    func revisePerson(
        _ request: RevisePersonRequest, _ call: Call
    ) async throws(RPCFailure) -> Person {
        guard let revised = request.person else { throw .missing("person") }
        let command = CommandRequest(name: revised.name, version: revised.version)
        return try await self.give(
            command, call,
            edit: { _, person in
                person.displayName = revised.displayName
                (person.posts, person.skills) = (revised.posts, revised.skills)
                person.certificates = revised.certificates
                person.trainedUntil = revised.trainedUntil
                person.backgroundCheck = revised.backgroundCheck
                person.confidentialitySignedOn = revised.confidentialitySignedOn
            })
    }

    func releasePerson(
        _ request: CommandRequest, _ call: Call
    ) async throws(RPCFailure) -> Person {
        try await self.give(
            request, call,
            edit: { act, person in
                person.employer = ""
                let last = person.employments.indices.last
                if let last { person.employments[last].until = act.today.description }
            })
    }

    /// The caller's party employs the person from today on; check and agreement were the last one's.
    func hirePerson(
        _ request: HirePersonRequest, _ call: Call
    ) async throws(RPCFailure) -> Person {
        let command = CommandRequest(name: request.name, version: request.version)
        _ = await self.context.firstContact(with: "credit")
        // Nobody learns of a person whose number they do not have.
        let isTheirs = try await self.context.isKnown("identity_number", to: call) { act in
            let number = try citizenNumber(request.identityNumber, on: act.today)
            let person = try act.current(Person.self, request.name)
            return try person?.identityDigest == act.transaction.keyedDigest(of: number.text)
        }
        guard isTheirs else { throw RPCFailure.notFound(request.name, in: Person.collection) }
        return try await self.context.perform(call) { act in
            try mustEmploy(act, act.actor.party)
            return try self.give(act, command) { person in
                person.employer = act.actor.party
                (person.posts, person.confidentialitySignedOn) = ([], "")
                person.backgroundCheck = .unspecified
                person.employments.append(
                    Employment(employer: person.employer, from: act.today.description))
            }
        }
    }

    func linkPerson(
        _ request: LinkPersonRequest, _ call: Call
    ) async throws(RPCFailure) -> Person {
        let command = CommandRequest(name: request.name, version: request.version)
        return try await self.context.perform(call) { act in
            try mustBeFreeUser(act, request.party, besides: request.name)
            return try self.give(act, command) { $0.party = request.party }
        }
    }

    func facts(_ act: Act, _ person: Person) throws -> PersonFacts {
        try PersonFacts(
            act, person.name, creditKnownAt: self.context.contact(with: "credit"))
    }
}

extension PersonFacts {
    /// An assignment that holds somebody at a post, or is about to.
    static let liveAssignment: [Assignment.State] = [
        .proposed, .vetted, .approved, .onDuty, .leaving,
    ]

    init(_ act: Act, _ person: String, creditKnownAt: Instant?) throws {
        self.init()
        self.liveAssignments = try act.list(
            Assignment.self, where: [("person", person)], states: Self.liveAssignment
        ).map(\.name)
        self.bars = try act.list(
            Restriction.self, where: [("subject", person)], states: [.imposed])
        self.creditKnownAt = creditKnownAt
    }
}

extension Act {
    /// A person besides `name` who has this number.
    fileprivate func other(than name: String, with number: String) throws -> Person? {
        let digest = try self.transaction.keyedDigest(
            of: citizenNumber(number, on: self.today).text)
        return try self.list(Person.self, where: [("identity_digest", digest)])
            .first { $0.name != name }
    }
}

/// Only an active provider employs.
private func mustEmploy(_ act: Act, _ name: String) throws {
    let party = try act.existing(Party.self, name)
    let refusals = activityRefusal(party, "employer")
    guard refusals.isEmpty else { throw RPCFailure.refused(name, refusals) }
    guard party.roles.contains(.serviceProvider) else {
        throw RPCFailure.invalidArgument(
            field: "person.employer", rule: "a service provider, which \(name) is not",
            remedy: "name a provider")
    }
}

/// Only an active individual user, and of one person.
private func mustBeFreeUser(_ act: Act, _ name: String, besides person: String) throws {
    let party = try act.existing(Party.self, name)
    guard party.state == .active, party.roles.contains(.individualUser) else {
        throw RPCFailure.invalidArgument(
            field: "party", rule: "an active individual user, which \(name) is not",
            remedy: "have the person registered as one")
    }
    let other = try act.list(Person.self, where: [("party", name)]).first { $0.name != person }
    if let other {
        throw RPCFailure.invalidArgument(
            field: "party", rule: "the user of one person; \(name) is \(other.name)",
            remedy: "name another user")
    }
}

/// A number that is checked where it is typed (7.2); no refusal repeats it.
private func citizenNumber(_ text: String, on day: CivilDate) throws -> CitizenNumber {
    let number: CitizenNumber
    do throws(CitizenNumber.Invalid) {
        number = try CitizenNumber(text)
    } catch {
        throw RPCFailure.invalidArgument(
            error.refusals.map { refusal in
                let place = refusal.subject.isEmpty ? "" : "\(refusal.subject): "
                return Violation(
                    field: "identity_number", rule: place + refusal.message,
                    remedy: refusal.remedy)
            })
    }
    guard !number.flags(on: day).contains(.bornInFuture) else {
        throw RPCFailure.invalidArgument(
            field: "identity_number", rule: "positions 7 to 14: a birth date that has come",
            remedy: "compare the number with the document")
    }
    return number
}

private func isKnown(_ person: Person) -> Refusal {
    Refusal(
        code: "PERSON_KNOWN", subject: person.name,
        message: "the number is that of \(person.name)",
        remedy: "hire that person with HirePerson once the last employer has released them",
        requirement: "R6.1-3", source: "design")
}

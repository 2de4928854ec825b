// Made by protoc-gen-govmesh from proto/; `make generate` writes it anew.
import CProtobuf
public import MeshRPC
public import MeshWire
import WireC

/// What a background check came to; its contents are nowhere here (R6.1-2).
public enum BackgroundCheck: Int32, WireEnum {
    /// Not made by the present employer.
    case unspecified = 0
    case passed = 1
    case failed = 2

    public var label: String {
        switch self {
            case .unspecified: "unspecified"
            case .passed: "passed"
            case .failed: "failed"
        }
    }

    public var protoName: String {
        switch self {
            case .unspecified: "BACKGROUND_CHECK_UNSPECIFIED"
            case .passed: "BACKGROUND_CHECK_PASSED"
            case .failed: "BACKGROUND_CHECK_FAILED"
        }
    }
}

/// Time with one employer.
public struct Employment: WireMessage {
    public static let fullName = "govmesh.registry.v1.Employment"

    public var employer: String = ""
    public var from: String = ""
    /// The first day on which it was over; empty while it lasts.
    public var until: String = ""

    public init() {}

    public init(
        employer: String = "",
        from: String = "",
        until: String = ""
    ) {
        self.employer = employer
        self.from = from
        self.until = until
    }
}

extension Employment: Layout {
    static func initialise(_ c: UnsafeMutablePointer<Govmesh__Registry__V1__Employment>?) {
        govmesh__registry__v1__employment__init(c)
    }

    init(layout c: UnsafePointer<Govmesh__Registry__V1__Employment>) {
        self.employer = FromC.text(c.pointee.employer)
        self.from = FromC.text(c.pointee.from)
        self.until = FromC.text(c.pointee.until)
    }

    func fill(_ c: UnsafeMutablePointer<Govmesh__Registry__V1__Employment>, _ arena: Arena) {
        c.pointee.employer = arena.text(self.employer)
        c.pointee.from = arena.text(self.from)
        c.pointee.until = arena.text(self.until)
    }

    public init(wire: [UInt8]) throws(WireFailure) {
        self = try Self.decode(wire)
    }

    public func wireBytes() -> [UInt8] { self.encode() }

    public func violations() -> [Violation] {
        var check = FieldCheck()
        check.text("employer", self.employer)
        check.text("from", self.from, 1024, .civilDate)
        check.text("until", self.until, 1024, .civilDate)
        return check.violations
    }

    public func redacted() -> Self {
        self
    }
}

/// A certificate of a person, by kind, e.g. "security-engineer".
public struct PersonCertificate: WireMessage {
    public static let fullName = "govmesh.registry.v1.PersonCertificate"

    public var kind: String = ""
    /// Last day on which it is valid.
    public var validUntil: String = ""

    public init() {}

    public init(
        kind: String = "",
        validUntil: String = ""
    ) {
        self.kind = kind
        self.validUntil = validUntil
    }
}

extension PersonCertificate: Layout {
    static func initialise(_ c: UnsafeMutablePointer<Govmesh__Registry__V1__PersonCertificate>?) {
        govmesh__registry__v1__person_certificate__init(c)
    }

    init(layout c: UnsafePointer<Govmesh__Registry__V1__PersonCertificate>) {
        self.kind = FromC.text(c.pointee.kind)
        self.validUntil = FromC.text(c.pointee.valid_until)
    }

    func fill(_ c: UnsafeMutablePointer<Govmesh__Registry__V1__PersonCertificate>, _ arena: Arena) {
        c.pointee.kind = arena.text(self.kind)
        c.pointee.valid_until = arena.text(self.validUntil)
    }

    public init(wire: [UInt8]) throws(WireFailure) {
        self = try Self.decode(wire)
    }

    public func wireBytes() -> [UInt8] { self.encode() }

    public func violations() -> [Violation] {
        var check = FieldCheck()
        check.required("kind", !self.kind.isEmpty)
        check.text("kind", self.kind, 1024, .resourceID)
        check.required("valid_until", !self.validUntil.isEmpty)
        check.text("valid_until", self.validUntil, 1024, .civilDate)
        return check.violations
    }

    public func redacted() -> Self {
        self
    }
}

/// Somebody who serves for a provider. SM-PERSON, R6.1-2, R6.1-3.
public struct Person: WireMessage {
    public static let fullName = "govmesh.registry.v1.Person"

    /// "persons/{id}".
    public var name: String = ""
    public var version: Int64 = 0
    public var state: Person.State = .unspecified
    /// Who employs the person now; empty when nobody does.
    public var employer: String = ""
    /// The person as individual user, who sees and disputes what is kept about them (R5.5-5).
    public var party: String = ""
    public var displayName: String = ""
    /// The citizen number masked, "110105********002X" (7.13); the number itself is not kept.
    public var identityMask: String = ""
    /// A keyed digest of the citizen number, by which registry knows it again (7.2).
    public var identityDigest: String = ""
    /// Kinds of posts the person is meant for, e.g. "database-administrator".
    public var posts: [String] = []
    public var skills: [String] = []
    public var certificates: [PersonCertificate] = []
    /// Last day on which the mandatory training counts; empty: not trained (R6.1-6).
    public var trainedUntil: String = ""
    public var backgroundCheck: BackgroundCheck = .unspecified
    /// With the present employer.
    public var confidentialitySignedOn: String = ""
    /// In order of time; one employer at a time.
    public var employments: [Employment] = []
    public var reason: String = ""

    public init() {}

    public init(
        name: String = "",
        version: Int64 = 0,
        state: Person.State = .unspecified,
        employer: String = "",
        party: String = "",
        displayName: String = "",
        identityMask: String = "",
        identityDigest: String = "",
        posts: [String] = [],
        skills: [String] = [],
        certificates: [PersonCertificate] = [],
        trainedUntil: String = "",
        backgroundCheck: BackgroundCheck = .unspecified,
        confidentialitySignedOn: String = "",
        employments: [Employment] = [],
        reason: String = ""
    ) {
        self.name = name
        self.version = version
        self.state = state
        self.employer = employer
        self.party = party
        self.displayName = displayName
        self.identityMask = identityMask
        self.identityDigest = identityDigest
        self.posts = posts
        self.skills = skills
        self.certificates = certificates
        self.trainedUntil = trainedUntil
        self.backgroundCheck = backgroundCheck
        self.confidentialitySignedOn = confidentialitySignedOn
        self.employments = employments
        self.reason = reason
    }

    /// `govmesh.registry.v1.Person.State`.
    public enum State: Int32, WireEnum {
        case unspecified = 0
        case employed = 1
        case released = 2

        public var label: String {
            switch self {
                case .unspecified: "unspecified"
                case .employed: "employed"
                case .released: "released"
            }
        }

        public var protoName: String {
            switch self {
                case .unspecified: "STATE_UNSPECIFIED"
                case .employed: "STATE_EMPLOYED"
                case .released: "STATE_RELEASED"
            }
        }
    }
}

extension Person: Layout {
    static func initialise(_ c: UnsafeMutablePointer<Govmesh__Registry__V1__Person>?) {
        govmesh__registry__v1__person__init(c)
    }

    init(layout c: UnsafePointer<Govmesh__Registry__V1__Person>) {
        self.name = FromC.text(c.pointee.name)
        self.version = c.pointee.version
        self.state = FromC.value(c.pointee.state.rawValue)
        self.employer = FromC.text(c.pointee.employer)
        self.party = FromC.text(c.pointee.party)
        self.displayName = FromC.text(c.pointee.display_name)
        self.identityMask = FromC.text(c.pointee.identity_mask)
        self.identityDigest = FromC.text(c.pointee.identity_digest)
        self.posts = FromC.list(c.pointee.n_posts, c.pointee.posts) { FromC.text($0) }
        self.skills = FromC.list(c.pointee.n_skills, c.pointee.skills) { FromC.text($0) }
        self.certificates = FromC.messages(c.pointee.n_certificates, c.pointee.certificates)
        self.trainedUntil = FromC.text(c.pointee.trained_until)
        self.backgroundCheck = FromC.value(c.pointee.background_check.rawValue)
        self.confidentialitySignedOn = FromC.text(c.pointee.confidentiality_signed_on)
        self.employments = FromC.messages(c.pointee.n_employments, c.pointee.employments)
        self.reason = FromC.text(c.pointee.reason)
    }

    func fill(_ c: UnsafeMutablePointer<Govmesh__Registry__V1__Person>, _ arena: Arena) {
        c.pointee.name = arena.text(self.name)
        c.pointee.version = self.version
        c.pointee.state = .init(rawValue: self.state.cValue())
        c.pointee.employer = arena.text(self.employer)
        c.pointee.party = arena.text(self.party)
        c.pointee.display_name = arena.text(self.displayName)
        c.pointee.identity_mask = arena.text(self.identityMask)
        c.pointee.identity_digest = arena.text(self.identityDigest)
        (c.pointee.n_posts, c.pointee.posts) = arena.list(self.posts) { arena.text($0) }
        (c.pointee.n_skills, c.pointee.skills) = arena.list(self.skills) { arena.text($0) }
        (c.pointee.n_certificates, c.pointee.certificates) = arena.list(self.certificates) { arena.message($0) }
        c.pointee.trained_until = arena.text(self.trainedUntil)
        c.pointee.background_check = .init(rawValue: self.backgroundCheck.cValue())
        c.pointee.confidentiality_signed_on = arena.text(self.confidentialitySignedOn)
        (c.pointee.n_employments, c.pointee.employments) = arena.list(self.employments) { arena.message($0) }
        c.pointee.reason = arena.text(self.reason)
    }

    public init(wire: [UInt8]) throws(WireFailure) {
        self = try Self.decode(wire)
    }

    public func wireBytes() -> [UInt8] { self.encode() }

    public func violations() -> [Violation] {
        var check = FieldCheck()
        check.text("name", self.name)
        check.text("employer", self.employer, 1024, .resourceName)
        check.text("party", self.party, 1024, .resourceName)
        check.required("display_name", !self.displayName.isEmpty)
        check.text("display_name", self.displayName, 800)
        check.text("identity_mask", self.identityMask, 64)
        check.text("identity_digest", self.identityDigest, 64)
        check.items("posts", self.posts.count, 50)
        check.texts("posts", self.posts, 1024, .resourceID)
        check.items("skills", self.skills.count, 50)
        check.texts("skills", self.skills, 1024, .resourceID)
        check.items("certificates", self.certificates.count, 50)
        check.nested("certificates", self.certificates)
        check.text("trained_until", self.trainedUntil, 1024, .civilDate)
        check.text("confidentiality_signed_on", self.confidentialitySignedOn, 1024, .civilDate)
        check.items("employments", self.employments.count, 200)
        check.nested("employments", self.employments)
        check.text("reason", self.reason, 2000)
        return check.violations
    }

    public func redacted() -> Self {
        var copy = self
        copy.displayName = ""
        copy.identityMask = ""
        copy.identityDigest = ""
        copy.reason = ""
        return copy
    }
}

extension Person: Resource {
    public static let collection = "persons"
    public static let machine = "SM-PERSON"

    public var owners: [String] {
        ([self.employer] + [self.party]).filter { !$0.isEmpty }
    }

    public mutating func note(reason: String) {
        self.reason = reason
    }

    public static let indexedFields: [String] = ["identity_digest", "state", "employer", "party"]
    public var indexed: [(field: String, value: String)] {
        var pairs: [(field: String, value: String)] = []
        pairs.append(("identity_digest", self.identityDigest))
        pairs.append(("state", self.state.label))
        pairs.append(("employer", self.employer))
        pairs.append(("party", self.party))
        return pairs.filter { !$0.value.isEmpty }
    }
}

/// `govmesh.registry.v1.CreatePersonRequest`.
public struct CreatePersonRequest: WireMessage {
    public static let fullName = "govmesh.registry.v1.CreatePersonRequest"

    public var personId: String = ""
    /// Employer, name and what they are vetted by; the rest follows.
    public var person: Person? = nil
    /// Citizen identity number, 18 characters or the 15 of the legacy form (公民身份号码, GB 11643-1999).
    public var identityNumber: String = ""

    public init() {}

    public init(
        personId: String = "",
        person: Person? = nil,
        identityNumber: String = ""
    ) {
        self.personId = personId
        self.person = person
        self.identityNumber = identityNumber
    }
}

extension CreatePersonRequest: Layout {
    static func initialise(_ c: UnsafeMutablePointer<Govmesh__Registry__V1__CreatePersonRequest>?) {
        govmesh__registry__v1__create_person_request__init(c)
    }

    init(layout c: UnsafePointer<Govmesh__Registry__V1__CreatePersonRequest>) {
        self.personId = FromC.text(c.pointee.person_id)
        self.person = FromC.message(c.pointee.person)
        self.identityNumber = FromC.text(c.pointee.identity_number)
    }

    func fill(_ c: UnsafeMutablePointer<Govmesh__Registry__V1__CreatePersonRequest>, _ arena: Arena) {
        c.pointee.person_id = arena.text(self.personId)
        if let value = self.person { c.pointee.person = arena.message(value) }
        c.pointee.identity_number = arena.text(self.identityNumber)
    }

    public init(wire: [UInt8]) throws(WireFailure) {
        self = try Self.decode(wire)
    }

    public func wireBytes() -> [UInt8] { self.encode() }

    public func violations() -> [Violation] {
        var check = FieldCheck()
        check.required("person_id", !self.personId.isEmpty)
        check.text("person_id", self.personId, 1024, .resourceID)
        check.required("person", self.person != nil)
        check.nested("person", self.person)
        check.required("identity_number", !self.identityNumber.isEmpty)
        check.text("identity_number", self.identityNumber, 64)
        return check.violations
    }

    public func redacted() -> Self {
        var copy = self
        copy.person = self.person?.redacted()
        copy.identityNumber = ""
        return copy
    }
}

/// `govmesh.registry.v1.RevisePersonRequest`.
public struct RevisePersonRequest: WireMessage {
    public static let fullName = "govmesh.registry.v1.RevisePersonRequest"

    /// Name, posts, skills, certificates, training, check and agreement as they are from now on.
    public var person: Person? = nil

    public init() {}

    public init(
        person: Person? = nil
    ) {
        self.person = person
    }
}

extension RevisePersonRequest: Layout {
    static func initialise(_ c: UnsafeMutablePointer<Govmesh__Registry__V1__RevisePersonRequest>?) {
        govmesh__registry__v1__revise_person_request__init(c)
    }

    init(layout c: UnsafePointer<Govmesh__Registry__V1__RevisePersonRequest>) {
        self.person = FromC.message(c.pointee.person)
    }

    func fill(_ c: UnsafeMutablePointer<Govmesh__Registry__V1__RevisePersonRequest>, _ arena: Arena) {
        if let value = self.person { c.pointee.person = arena.message(value) }
    }

    public init(wire: [UInt8]) throws(WireFailure) {
        self = try Self.decode(wire)
    }

    public func wireBytes() -> [UInt8] { self.encode() }

    public func violations() -> [Violation] {
        var check = FieldCheck()
        check.required("person", self.person != nil)
        check.nested("person", self.person)
        return check.violations
    }

    public func redacted() -> Self {
        var copy = self
        copy.person = self.person?.redacted()
        return copy
    }
}

/// `govmesh.registry.v1.HirePersonRequest`.
public struct HirePersonRequest: WireMessage {
    public static let fullName = "govmesh.registry.v1.HirePersonRequest"

    public var name: String = ""
    public var version: Int64 = 0
    /// Whoever hires has it from the person; a name alone opens no archive.
    public var identityNumber: String = ""

    public init() {}

    public init(
        name: String = "",
        version: Int64 = 0,
        identityNumber: String = ""
    ) {
        self.name = name
        self.version = version
        self.identityNumber = identityNumber
    }
}

extension HirePersonRequest: Layout {
    static func initialise(_ c: UnsafeMutablePointer<Govmesh__Registry__V1__HirePersonRequest>?) {
        govmesh__registry__v1__hire_person_request__init(c)
    }

    init(layout c: UnsafePointer<Govmesh__Registry__V1__HirePersonRequest>) {
        self.name = FromC.text(c.pointee.name)
        self.version = c.pointee.version
        self.identityNumber = FromC.text(c.pointee.identity_number)
    }

    func fill(_ c: UnsafeMutablePointer<Govmesh__Registry__V1__HirePersonRequest>, _ arena: Arena) {
        c.pointee.name = arena.text(self.name)
        c.pointee.version = self.version
        c.pointee.identity_number = arena.text(self.identityNumber)
    }

    public init(wire: [UInt8]) throws(WireFailure) {
        self = try Self.decode(wire)
    }

    public func wireBytes() -> [UInt8] { self.encode() }

    public func violations() -> [Violation] {
        var check = FieldCheck()
        check.required("name", !self.name.isEmpty)
        check.text("name", self.name, 1024, .resourceName)
        check.required("identity_number", !self.identityNumber.isEmpty)
        check.text("identity_number", self.identityNumber, 64)
        return check.violations
    }

    public func redacted() -> Self {
        var copy = self
        copy.identityNumber = ""
        return copy
    }
}

/// `govmesh.registry.v1.LinkPersonRequest`.
public struct LinkPersonRequest: WireMessage {
    public static let fullName = "govmesh.registry.v1.LinkPersonRequest"

    public var name: String = ""
    public var version: Int64 = 0
    /// An active individual user whose identity the management body has checked.
    public var party: String = ""

    public init() {}

    public init(
        name: String = "",
        version: Int64 = 0,
        party: String = ""
    ) {
        self.name = name
        self.version = version
        self.party = party
    }
}

extension LinkPersonRequest: Layout {
    static func initialise(_ c: UnsafeMutablePointer<Govmesh__Registry__V1__LinkPersonRequest>?) {
        govmesh__registry__v1__link_person_request__init(c)
    }

    init(layout c: UnsafePointer<Govmesh__Registry__V1__LinkPersonRequest>) {
        self.name = FromC.text(c.pointee.name)
        self.version = c.pointee.version
        self.party = FromC.text(c.pointee.party)
    }

    func fill(_ c: UnsafeMutablePointer<Govmesh__Registry__V1__LinkPersonRequest>, _ arena: Arena) {
        c.pointee.name = arena.text(self.name)
        c.pointee.version = self.version
        c.pointee.party = arena.text(self.party)
    }

    public init(wire: [UInt8]) throws(WireFailure) {
        self = try Self.decode(wire)
    }

    public func wireBytes() -> [UInt8] { self.encode() }

    public func violations() -> [Violation] {
        var check = FieldCheck()
        check.required("name", !self.name.isEmpty)
        check.text("name", self.name, 1024, .resourceName)
        check.required("party", !self.party.isEmpty)
        check.text("party", self.party, 1024, .resourceName)
        return check.violations
    }

    public func redacted() -> Self {
        self
    }
}

/// `govmesh.registry.v1.ListPersonsResponse`.
public struct ListPersonsResponse: WireMessage {
    public static let fullName = "govmesh.registry.v1.ListPersonsResponse"

    public var persons: [Person] = []
    public var nextPageToken: String = ""

    public init() {}

    public init(
        persons: [Person] = [],
        nextPageToken: String = ""
    ) {
        self.persons = persons
        self.nextPageToken = nextPageToken
    }
}

extension ListPersonsResponse: Layout {
    static func initialise(_ c: UnsafeMutablePointer<Govmesh__Registry__V1__ListPersonsResponse>?) {
        govmesh__registry__v1__list_persons_response__init(c)
    }

    init(layout c: UnsafePointer<Govmesh__Registry__V1__ListPersonsResponse>) {
        self.persons = FromC.messages(c.pointee.n_persons, c.pointee.persons)
        self.nextPageToken = FromC.text(c.pointee.next_page_token)
    }

    func fill(_ c: UnsafeMutablePointer<Govmesh__Registry__V1__ListPersonsResponse>, _ arena: Arena) {
        (c.pointee.n_persons, c.pointee.persons) = arena.list(self.persons) { arena.message($0) }
        c.pointee.next_page_token = arena.text(self.nextPageToken)
    }

    public init(wire: [UInt8]) throws(WireFailure) {
        self = try Self.decode(wire)
    }

    public func wireBytes() -> [UInt8] { self.encode() }

    public func violations() -> [Violation] {
        var check = FieldCheck()
        check.items("persons", self.persons.count)
        check.nested("persons", self.persons)
        check.text("next_page_token", self.nextPageToken)
        return check.violations
    }

    public func redacted() -> Self {
        var copy = self
        copy.persons = self.persons.map { $0.redacted() }
        return copy
    }
}

/// The methods of `govmesh.registry.v1.PersonService`.
public enum PersonServiceMethods {
    /// By the provider that employs. A number that is known already is refused: hire that person.
    public static let createPerson = MethodDescriptor(
        service: "govmesh.registry.v1.PersonService", method: "CreatePerson",
        callClass: .keyed, parties: [.serviceProvider], own: true, resource: "Person", requirements: ["R6.1-2", "R5.2-9"])

    public static let revisePerson = MethodDescriptor(
        service: "govmesh.registry.v1.PersonService", method: "RevisePerson",
        callClass: .keyed, parties: [.serviceProvider], own: true, command: "revise", resource: "Person", requirements: ["R6.1-2", "R6.1-6"])

    /// Ends the employment today; possible when no assignment lasts.
    public static let releasePerson = MethodDescriptor(
        service: "govmesh.registry.v1.PersonService", method: "ReleasePerson",
        callClass: .keyed, parties: [.managementBody, .serviceProvider], own: true, command: "release", resource: "Person", requirements: ["R6.1-3", "RX-3"])

    /// Begins an employment with the caller's party. What the last employer vetted is to be vetted anew.
    public static let hirePerson = MethodDescriptor(
        service: "govmesh.registry.v1.PersonService", method: "HirePerson",
        callClass: .keyed, parties: [.serviceProvider], command: "hire", resource: "Person", requirements: ["R6.1-3", "R6.1-7"])

    /// Says which individual user the person is.
    public static let linkPerson = MethodDescriptor(
        service: "govmesh.registry.v1.PersonService", method: "LinkPerson",
        callClass: .keyed, parties: [.managementBody], roles: [.handler], command: "link", resource: "Person", requirements: ["R5.5-5"])

    public static let getPerson = MethodDescriptor(
        service: "govmesh.registry.v1.PersonService", method: "GetPerson",
        callClass: .noSideEffects, parties: [.managementBody, .serviceProvider, .individualUser], own: true, resource: "Person", requirements: ["R5.5-5"])

    public static let listPersons = MethodDescriptor(
        service: "govmesh.registry.v1.PersonService", method: "ListPersons",
        callClass: .noSideEffects, parties: [.managementBody, .serviceProvider, .individualUser], own: true, resource: "Person")

    public static let all: [MethodDescriptor] = [
        createPerson,
        revisePerson,
        releasePerson,
        hirePerson,
        linkPerson,
        getPerson,
        listPersons,
    ]
}

/// Keeps the personnel of providers (SM-PERSON). Persons are neither watched nor exported (RX-11).
public protocol PersonServiceProvider: Sendable {
    /// By the provider that employs. A number that is known already is refused: hire that person.
    func createPerson(
        _ request: CreatePersonRequest, _ call: Call
    ) async throws(RPCFailure) -> Person
    func revisePerson(
        _ request: RevisePersonRequest, _ call: Call
    ) async throws(RPCFailure) -> Person
    /// Ends the employment today; possible when no assignment lasts.
    func releasePerson(
        _ request: CommandRequest, _ call: Call
    ) async throws(RPCFailure) -> Person
    /// Begins an employment with the caller's party. What the last employer vetted is to be vetted anew.
    func hirePerson(
        _ request: HirePersonRequest, _ call: Call
    ) async throws(RPCFailure) -> Person
    /// Says which individual user the person is.
    func linkPerson(
        _ request: LinkPersonRequest, _ call: Call
    ) async throws(RPCFailure) -> Person
    func getPerson(
        _ request: GetRequest, _ call: Call
    ) async throws(RPCFailure) -> Person
    func listPersons(
        _ request: ListRequest, _ call: Call
    ) async throws(RPCFailure) -> ListPersonsResponse
}

extension PersonServiceProvider where Self: ResourceAnswers, Answered == Person {
    public func getPerson(
        _ request: GetRequest, _ call: Call
    ) async throws(RPCFailure) -> Person {
        try await self.get(request, call)
    }
    public func listPersons(
        _ request: ListRequest, _ call: Call
    ) async throws(RPCFailure) -> ListPersonsResponse {
        let page = try await self.list(request, call)
        return ListPersonsResponse(
            persons: page.items, nextPageToken: page.next)
    }
}

extension PersonServiceProvider {
    /// What a worker of this service offers.
    public var personServiceBindings: [MethodBinding] {
        [
            MethodBinding(PersonServiceMethods.createPerson) {
                payload, call async throws(RPCFailure) in
                try await answer(payload, call, self.createPerson)
            },
            MethodBinding(PersonServiceMethods.revisePerson) {
                payload, call async throws(RPCFailure) in
                try await answer(payload, call, self.revisePerson)
            },
            MethodBinding(PersonServiceMethods.releasePerson) {
                payload, call async throws(RPCFailure) in
                try await answer(payload, call, self.releasePerson)
            },
            MethodBinding(PersonServiceMethods.hirePerson) {
                payload, call async throws(RPCFailure) in
                try await answer(payload, call, self.hirePerson)
            },
            MethodBinding(PersonServiceMethods.linkPerson) {
                payload, call async throws(RPCFailure) in
                try await answer(payload, call, self.linkPerson)
            },
            MethodBinding(PersonServiceMethods.getPerson) {
                payload, call async throws(RPCFailure) in
                try await answer(payload, call, self.getPerson)
            },
            MethodBinding(PersonServiceMethods.listPersons) {
                payload, call async throws(RPCFailure) in
                try await answer(payload, call, self.listPersons)
            },
        ]
    }
}

/// Calls `govmesh.registry.v1.PersonService`.
public struct PersonServiceClient: Sendable {
    private let channel: any Channel
    private let routingKey: String

    /// A routing key names one of many providers; options of a call go first.
    public init(_ channel: any Channel, routingKey: String = "") {
        self.channel = channel
        self.routingKey = routingKey
    }

    /// By the provider that employs. A number that is known already is refused: hire that person.
    public func createPerson(
        _ request: CreatePersonRequest, _ options: CallOptions = CallOptions()
    ) async throws(RPCFailure) -> Person {
        try await ask(
            self.channel, self.routingKey, PersonServiceMethods.createPerson, request, options)
    }

    public func revisePerson(
        _ request: RevisePersonRequest, _ options: CallOptions = CallOptions()
    ) async throws(RPCFailure) -> Person {
        try await ask(
            self.channel, self.routingKey, PersonServiceMethods.revisePerson, request, options)
    }

    /// Ends the employment today; possible when no assignment lasts.
    public func releasePerson(
        _ request: CommandRequest, _ options: CallOptions = CallOptions()
    ) async throws(RPCFailure) -> Person {
        try await ask(
            self.channel, self.routingKey, PersonServiceMethods.releasePerson, request, options)
    }

    /// Begins an employment with the caller's party. What the last employer vetted is to be vetted anew.
    public func hirePerson(
        _ request: HirePersonRequest, _ options: CallOptions = CallOptions()
    ) async throws(RPCFailure) -> Person {
        try await ask(
            self.channel, self.routingKey, PersonServiceMethods.hirePerson, request, options)
    }

    /// Says which individual user the person is.
    public func linkPerson(
        _ request: LinkPersonRequest, _ options: CallOptions = CallOptions()
    ) async throws(RPCFailure) -> Person {
        try await ask(
            self.channel, self.routingKey, PersonServiceMethods.linkPerson, request, options)
    }

    public func getPerson(
        _ request: GetRequest, _ options: CallOptions = CallOptions()
    ) async throws(RPCFailure) -> Person {
        try await ask(
            self.channel, self.routingKey, PersonServiceMethods.getPerson, request, options)
    }

    public func listPersons(
        _ request: ListRequest, _ options: CallOptions = CallOptions()
    ) async throws(RPCFailure) -> ListPersonsResponse {
        try await ask(
            self.channel, self.routingKey, PersonServiceMethods.listPersons, request, options)
    }
}

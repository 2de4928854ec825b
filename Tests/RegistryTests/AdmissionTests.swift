import CreditRules
import MeshAPI
import MeshLifecycle
import MeshPrimitives
import MeshRPC
import Registry
import Testing

/// The admission guard on values alone (section 6).
@Suite struct `The admission guard` {
    /// The start of 2026-06-01 in Asia/Shanghai.
    private static let now =
        CivilDate(year: 2026, month: 6, day: 1)?.start ?? Instant(microseconds: 0)

    /// A provider in good standing with a listed, certified and assessed product.
    private static var facts: AdmissionFacts {
        var facts = AdmissionFacts()
        facts.provider = Party(
            name: "parties/sp", state: .active, roles: [.serviceProvider], verified: true)
        facts.usingOrganisation = Party(
            name: "parties/su", state: .active, roles: [.usingOrganisation], verified: true)
        facts.product = Product(
            name: "products/p", state: .listed, provider: "parties/sp", majorVersion: 1,
            certificationRequired: true, specificationEffectiveFrom: "2026-01-01",
            requiredQualifications: ["cloud"], verified: true)
        facts.certifications = [Self.certificate("2026-01-01", "2027-12-31")]
        facts.qualifications = [Self.qualification("q-1", "2026-01-01", "2027-12-31")]
        facts.archive = Archive(publishedGrade: "AA")
        facts.creditKnownAt = Self.now
        return facts
    }

    private static func certificate(
        _ from: String, _ until: String, _ state: Certification.State = .issued
    ) -> Certification {
        Certification(
            name: "certifications/k", state: state, provider: "parties/sp",
            product: "products/p", productVersion: 1, certificationBody: "parties/cb",
            validFrom: from, validUntil: until, verified: true)
    }

    private static func qualification(
        _ id: String, _ from: String, _ until: String
    ) -> Qualification {
        Qualification(
            name: "qualifications/\(id)", state: .approved, provider: "parties/sp", kind: "cloud",
            validFrom: from, validUntil: until)
    }

    private static func refusals(
        _ facts: AdmissionFacts, from start: String = "2026-07-01",
        until end: String = "2027-06-30",
        minimum: Grade? = nil
    ) throws -> [Refusal] {
        let admission = Admission(
            start: try #require(CivilDate(start)), end: try #require(CivilDate(end)),
            minimumGrade: minimum)
        return admission.refusals(facts, at: Self.now)
    }

    private static func codes(
        _ facts: AdmissionFacts, from start: String = "2026-07-01", until end: String = "2027-06-30"
    ) throws -> [String] {
        try Self.refusals(facts, from: start, until: end).map { $0.code }
    }

    @Test func `R5.3-2 is granted when nothing speaks against it`() throws {
        #expect(try Self.refusals(Self.facts, minimum: .aa).isEmpty)
    }

    @Test func `R5.3-2 R5.2-16: all reasons are told at once`() throws {
        var facts = Self.facts
        facts.provider?.state = .suspended
        facts.provider?.roles = [.certificationBody]
        facts.usingOrganisation?.verified = false
        facts.product?.provider = "parties/other"
        facts.product?.state = .suspended
        facts.product?.verified = false
        facts.product?.specificationEffectiveFrom = "2026-09-01"
        facts.certifications = []
        facts.qualifications = []
        facts.assessments = [
            RiskAssessment(name: "riskAssessments/r", state: .approved, level: .major)
        ]
        facts.archive?.publishedGrade = "D"
        facts.restrictions = [
            Restriction(
                name: "restrictions/sp", state: .imposed, grade: "D", blocksNewBusiness: true,
                termCapMonths: 12)
        ]
        facts.creditKnownAt = Self.now.adding(seconds: -24 * 3_600 - 1)
        let refusals = try Self.refusals(
            facts, from: "2026-08-01", until: "2027-12-31", minimum: .a)
        #expect(
            refusals.map { "\($0.code) \($0.subject)" }.sorted() == [
                "CERT_INVALID products/p", "CREDIT_STALE credit", "GRADE_BELOW A",
                "PARTY_NOT_ACTIVE parties/sp", "PRODUCT_NOT_LISTED products/p",
                "PRODUCT_OF_OTHER products/p", "QUAL_MISSING cloud", "RESTRICTED restrictions/sp",
                "RISK_MAJOR_OPEN riskAssessments/r", "ROLE_MISSING parties/sp",
                "SPEC_NOT_EFFECTIVE products/p", "TERM_ABOVE_CAP restrictions/sp",
                "UNVERIFIED parties/su", "UNVERIFIED products/p",
            ])
        #expect(refusals.allSatisfy { !$0.remedy.isEmpty && !$0.requirement.isEmpty })
    }

    @Test func `R5.3-5 a term does not end before it starts`() throws {
        #expect(
            try Self.codes(Self.facts, from: "2026-07-02", until: "2026-07-01") == ["TERM_INVALID"])
        #expect(try Self.codes(Self.facts, from: "2026-07-02", until: "2026-07-02") == [])
    }

    @Test(arguments: [
        ("2026-07-01", "2027-12-31", [String]()), ("2026-07-02", "2027-12-31", ["CERT_INVALID"]),
        ("2026-01-01", "2026-07-01", []), ("2026-01-01", "2026-06-30", ["CERT_INVALID"]),
    ])
    func `R5.2-7 a certificate covers the start`(
        from: String, until: String, codes: [String]
    ) throws {
        var facts = Self.facts
        facts.certifications = [Self.certificate(from, until)]
        #expect(try Self.codes(facts) == codes)
    }

    @Test(arguments: [
        Certification.State.applied, .testing, .refused, .needsSurveillance, .suspended,
        .withdrawn, .expired,
    ])
    func `R5.2-8 only an issued certificate counts`(state: Certification.State) throws {
        var facts = Self.facts
        facts.certifications = [Self.certificate("2026-01-01", "2027-12-31", state)]
        #expect(try Self.codes(facts) == ["CERT_INVALID"])
    }

    @Test(arguments: [
        ([("2026-07-01", "2027-06-30")], [String]()),
        ([("2026-07-02", "2027-12-31")], ["QUAL_MISSING"]),
        ([("2026-01-01", "2026-06-30")], ["QUAL_MISSING"]),
        ([("2026-01-01", "2027-06-29")], ["QUAL_EXPIRES_IN_TERM"]),
        // Renewed without a gap, in any order; then with one of a day.
        ([("2027-01-01", "2027-12-31"), ("2026-01-01", "2026-12-31")], []),
        ([("2027-01-02", "2027-12-31"), ("2026-01-01", "2026-12-31")], ["QUAL_EXPIRES_IN_TERM"]),
    ])
    func `R5.2-4 a qualification is valid from the start to the end`(
        validities: [(String, String)], codes: [String]
    ) throws {
        var facts = Self.facts
        facts.qualifications = validities.map { Self.qualification("q", $0.0, $0.1) }
        #expect(try Self.codes(facts) == codes)
    }

    @Test func `R5.2-4 a qualification that runs out is named with its day`() throws {
        var facts = Self.facts
        facts.qualifications = [
            Self.qualification("q-1", "2026-01-01", "2026-12-31"),
            Self.qualification("q-2", "2027-01-01", "2027-03-31"),
        ]
        let refusal = try #require(try Self.refusals(facts).first)
        #expect(refusal.subject == "qualifications/q-2")
        #expect(refusal.message.contains("2027-03-31"))
    }

    @Test func `R5.2-4 a change of control ends a qualification that depends on it`() throws {
        var facts = Self.facts
        facts.provider?.controller = "new"
        facts.qualifications[0].controlSensitive = true
        facts.qualifications[0].controllerSnapshot = "old"
        #expect(try Self.codes(facts) == ["QUAL_MISSING"])
    }

    @Test func `R5.1-6 who certified the product does not sell it`() throws {
        var facts = Self.facts
        facts.certifications[0].certificationBody = "parties/sp"
        #expect(try Self.codes(facts) == ["CONFLICT_OF_ROLE"])
    }

    @Test func `R5.2-7 RX-13: a certificate for this version, verified; one that need not be`()
        throws
    {
        var facts = Self.facts
        facts.certifications[0].verified = false
        #expect(try Self.codes(facts) == ["CERT_INVALID"])
        facts = Self.facts
        facts.product?.majorVersion = 2
        #expect(try Self.codes(facts) == ["CERT_INVALID"])
        facts.product?.certificationRequired = false
        #expect(try Self.codes(facts) == [])
    }

    @Test(arguments: [
        Qualification.State.draft, .submitted, .accepted, .inReview, .rejected, .suspended,
        .revoked,
    ])
    func `R5.2-3 only an approved qualification counts`(state: Qualification.State) throws {
        var facts = Self.facts
        facts.qualifications[0].state = state
        #expect(try Self.codes(facts) == ["QUAL_MISSING"])
    }

    @Test func `R4-1 R8.1-1 R8.3-5: a bare product is not listed, and all reasons are told`()
        throws
    {
        let product = Product(
            name: "products/p", state: .submitted, provider: "parties/sp", majorVersion: 1,
            certificationRequired: true)
        func codes(_ facts: ListingFacts) -> [String] {
            let decision = productLifecycle.decide(product, "list", facts, at: Self.now)
            guard case .refused(_, let refusals, _) = decision else { return [] }
            return refusals.map { $0.code }
        }
        let bare = [
            "COMMITMENT_MISSING", "COMMITMENT_MISSING", "SPEC_NOT_EFFECTIVE", "CERT_INVALID",
        ]
        #expect(codes(ListingFacts()) == bare + ["RISK_NOT_ASSESSED"])
        var assessment = RiskAssessment(name: "riskAssessments/r", state: .draft, level: .major)
        #expect(
            codes(ListingFacts(assessments: [assessment])) == bare + ["RISK_NOT_ASSESSED"])
        assessment.state = .approved
        #expect(codes(ListingFacts(assessments: [assessment])) == bare + ["RISK_MAJOR_OPEN"])
    }

    @Test func `R7.1-1 a specification is judged at the start, for listing today`() throws {
        var facts = Self.facts
        facts.product?.specificationEffectiveFrom = "2026-07-01"
        #expect(try Self.codes(facts) == [])
        #expect(try Self.codes(facts, from: "2026-06-30") == ["SPEC_NOT_EFFECTIVE"])

        var product = try #require(facts.product)
        product.state = .submitted
        let listing = ListingFacts(certifications: [Self.certificate("2026-06-02", "2027-12-31")])
        guard
            case .refused(_, let refusals, _) = productLifecycle.decide(
                product, "list", listing, at: Self.now)
        else { Issue.record("listed"); return }
        #expect(
            refusals.map { $0.code }.filter { $0.hasPrefix("SPEC") || $0.hasPrefix("CERT") } == [
                "SPEC_NOT_EFFECTIVE", "CERT_INVALID",
            ])
    }

    @Test func `R5.2-16 a restriction caps the term of a new contract`() throws {
        var facts = Self.facts
        facts.restrictions = [
            Restriction(
                name: "restrictions/sp", state: .imposed, grade: "C", termCapMonths: 12)
        ]
        #expect(try Self.codes(facts, until: "2027-06-30") == [])
        let refusal = try #require(try Self.refusals(facts, until: "2027-07-01").first)
        #expect(refusal.code == "TERM_ABOVE_CAP" && refusal.subject == "restrictions/sp")
        #expect(refusal.message.contains("12 months"))
        #expect(refusal.remedy.contains("2027-06-30"))
        facts.restrictions[0].state = .lifted
        #expect(try Self.codes(facts, until: "2027-07-01") == [])
    }

    @Test func `RX-8 SM-PARTY: nobody leaves on credit data that are stale`() {
        let party = Party(name: "parties/sp", state: .deregistering)
        func codes(_ known: Instant?) -> [String] {
            var facts = PartyFacts()
            facts.creditKnownAt = known
            switch partyLifecycle.decide(party, "deregister", facts, at: Self.now) {
            case .moves: return []
            case .illegal: return ["ILLEGAL"]
            case .refused(_, let refusals, _): return refusals.map(\.code)
            }
        }
        #expect(codes(Self.now) == [])
        #expect(codes(Self.now.adding(seconds: -86_401)) == ["CREDIT_STALE"])
        #expect(codes(nil) == ["CREDIT_STALE"])
    }
}

/// Which export this is.
package struct FedRAMPSnapshot: Equatable, Sendable {
    /// RFC 3339 text, `2026-04-11T02:40:42.016Z`.
    package var lastChange: String
    package var publisher: String
}

/// A cloud service offering of the marketplace.
package struct FedRAMPProduct: Equatable, Sendable {
    package var id: String
    /// The provider's name (`csp`): the export knows providers by name only.
    package var provider: String
    /// The offering's name (`cso`).
    package var offering: String
    /// `FedRAMP Ready`, `FedRAMP In Process` or `FedRAMP Authorized`.
    package var status: String
    /// The civil date of readiness; nil when there is none.
    package var readyOn: String?
    /// The civil date of authorisation; nil when there is none.
    package var authorisedOn: String?
    /// `Agency`, `JAB` or `Program`.
    package var authorisationType: String
    /// `Low`, `Moderate`, `High`, `LI-SaaS`, `20x Low`, `20x Moderate`.
    package var impactLevel: String
    /// Any of `IaaS`, `PaaS`, `SaaS`.
    package var serviceModels: [String]
    package var deploymentModel: String
    /// The assessor's name: nearly always one of the listed assessors.
    package var assessor: String
    /// Names of authorising agencies.
    package var authorisingAgencies: [String]
    /// Ids of products this one is built on.
    package var leveragedProducts: [String]
    package var description: String
    /// The provider's unique entity identifier; empty when unknown.
    package var uniqueEntityIdentifier: String

    init(_ record: JSONRecord) throws(FieldError) {
        self.id = try record.identifier("id")
        // The 2023 export has `name` and `service_offering` only.
        self.provider = try record.text("csp", before: "name")
        self.offering = try record.text("cso", before: "service_offering")
        self.status = try record.text("status")
        self.readyOn = try record.date("ready_date")
        self.authorisedOn = try record.date("auth_date")
        self.authorisationType = try record.text("auth_type")
        self.impactLevel = try record.text("impact_level")
        self.serviceModels = try record.texts("service_model")
        self.deploymentModel = try record.text("deployment_model")
        self.assessor = try record.text("independent_assessor")
        self.authorisingAgencies = try record.texts("agency_authorizations")
        self.leveragedProducts = try record.identifiers("leveraged_systems")
        self.description = try record.textIfPresent("service_desc") ?? ""
        self.uniqueEntityIdentifier = try record.textIfPresent("uei") ?? ""
    }
}

/// A using organisation; one with a ``parent`` part only, or an office of it.
package struct FedRAMPAgency: Equatable, Sendable {
    package var id: String
    package var parent: String
    /// The office's name; empty for the agency itself.
    package var office: String
    /// Ids of products it authorised.
    package var authorisedProducts: [String]
    /// Ids of products it is about to authorise.
    package var productsInProcess: [String]

    init(_ record: JSONRecord) throws(FieldError) {
        self.id = try record.identifier("id")
        self.parent = try record.text("parent")
        self.office = try record.textIfPresent("sub") ?? ""
        self.authorisedProducts = try record.identifiers("auths")
        self.productsInProcess = try record.identifiers("procs")
    }
}

/// An accredited assessment organisation.
package struct FedRAMPAssessor: Equatable, Sendable {
    package var id: String
    package var name: String
    /// The civil date of accreditation; nil when unknown.
    package var accreditedOn: String?
    /// Ids of products it assessed.
    package var products: [String]

    init(_ record: JSONRecord) throws(FieldError) {
        self.id = try record.identifier("id")
        self.name = try record.text("name")
        self.accreditedOn = try record.date("accredited_since")
        self.products = try record.identifiers("clients")
    }
}

/// The authorisation of a product by the first agency (`AtoMapping`).
package struct FedRAMPAuthorisation: Equatable, Sendable {
    package var product: String
    /// Empty when the publisher left it out; not every one is a listed agency.
    package var agency: String
    package var parent: String
    package var office: String
    /// The civil date of the agency's authority to operate.
    package var grantedOn: String?
    /// The civil date of the marketplace's authorisation.
    package var authorisedOn: String?
    /// The civil date of the end; nil when none was given.
    package var expiresOn: String?

    init(_ record: JSONRecord) throws(FieldError) {
        self.product = try record.identifier("id")
        self.agency = try record.text("agency_id")
        self.parent = try record.text("parent")
        self.office = try record.textIfPresent("sub") ?? ""
        self.grantedOn = try record.date("ato_date")
        self.authorisedOn = try record.date("auth_date")
        self.expiresOn = try record.date("exp_date")
    }
}

/// The use of an authorised product by a further agency (`ReuseMapping`).
package struct FedRAMPReuse: Equatable, Sendable {
    package var product: String
    /// Empty when the publisher left it out; not every one is a listed agency.
    package var agency: String
    package var parent: String
    /// The office's id and name; empty for the agency itself.
    package var officeID: String
    package var office: String
    package var grantedOn: String?
    package var authorisedOn: String?
    package var expiresOn: String?

    init(_ record: JSONRecord) throws(FieldError) {
        self.product = try record.identifier("id")
        self.agency = try record.text("agency_id")
        self.parent = try record.text("parent")
        self.officeID = try record.textIfPresent("sub_id") ?? ""
        self.office = try record.textIfPresent("sub") ?? ""
        self.grantedOn = try record.date("ato_date")
        self.authorisedOn = try record.date("auth_date")
        self.expiresOn = try record.date("exp_date")
    }
}

import MeshAPI
import MeshStorage

extension AdmissionFacts {
    /// Reads what the guard needs; copies of credit and risk stand beside registry's own.
    mutating func fill(
        from reader: Reader, provider: String, product: String, usingOrganisation: String
    ) throws {
        self.provider = try reader.current(Party.self, named: provider)
        self.usingOrganisation = try reader.current(Party.self, named: usingOrganisation)
        self.product = try reader.current(Product.self, named: product)
        self.qualifications = try reader.list(Qualification.self, where: [("provider", provider)])
        self.certifications = try reader.list(Certification.self, where: [("product", product)])
        self.assessments = try reader.list(RiskAssessment.self, where: [("product", product)])
        let id = provider.split(separator: "/").last.map(String.init) ?? provider
        self.archive = try reader.current(Archive.self, named: "archives/\(id)")
        self.restrictions = try reader.list(Restriction.self, where: [("subject", provider)])
    }
}

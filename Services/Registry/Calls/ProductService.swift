import MeshAPI
import MeshLifecycle
import MeshRPC
import MeshRuntime

/// Answers `govmesh.registry.v1.ProductService`.
struct ProductAnswers: ProductServiceProvider, LifecycleAnswers {
    typealias Answered = Product

    let context: ServiceContext
    let lifecycle = productLifecycle

    func createProduct(
        _ request: CreateProductRequest, _ call: Call
    ) async throws(RPCFailure) -> Product {
        try await self.context.perform(call) { act in
            guard var draft = request.product else { throw RPCFailure.missing("product") }
            _ = try act.existing(Party.self, draft.provider)
            draft.source = ""
            draft.verified = true
            return try act.create(productLifecycle, id: request.productId, draft)
        }
    }

    /// Certificates of an earlier version need surveillance from now on (R5.2-8).
    func releaseMajorVersion(
        _ request: ReleaseMajorVersionRequest, _ call: Call
    ) async throws(RPCFailure) -> Product {
        let command = CommandRequest(name: request.name, version: request.version)
        return try await self.give(
            command, call,
            edit: { _, product in
                guard request.majorVersion > product.majorVersion else {
                    throw RPCFailure.invalidArgument(
                        field: "major_version", rule: "above \(product.majorVersion)",
                        remedy: "give the next one")
                }
                product.majorVersion = request.majorVersion
            }, then: self.requireSurveillance)
    }

    @Sendable private func requireSurveillance(_ act: Act, _ product: Product) throws {
        let issued = try act.list(
            Certification.self, where: [("product", product.name)], states: [.issued])
        for certification in issued
        where certification.productVersion < product.majorVersion
            && certificationLifecycle.state(of: certification, at: act.now) == .issued
        {
            _ = try act.give(
                certificationLifecycle, "requireSurveillance", to: certification.name,
                reason: "major version \(product.majorVersion) was released")
        }
    }

    func facts(_ act: Act, _ product: Product) throws -> ListingFacts {
        ListingFacts(
            certifications: try act.list(Certification.self, where: [("product", product.name)]),
            assessments: try act.list(RiskAssessment.self, where: [("product", product.name)]))
    }
}

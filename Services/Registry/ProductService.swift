import MeshAPI
import MeshLifecycle
import MeshRPC
import MeshRuntime

/// Answers `govmesh.registry.v1.ProductService`.
struct ProductAnswers: ProductServiceProvider {
    let context: ServiceContext

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

    func submitProduct(
        _ request: CommandRequest, _ call: Call
    ) async throws(RPCFailure) -> Product { try await self.give(request, call) }

    func listProduct(
        _ request: CommandRequest, _ call: Call
    ) async throws(RPCFailure) -> Product { try await self.give(request, call) }

    func suspendProduct(
        _ request: CommandRequest, _ call: Call
    ) async throws(RPCFailure) -> Product { try await self.give(request, call) }

    func relistProduct(
        _ request: CommandRequest, _ call: Call
    ) async throws(RPCFailure) -> Product { try await self.give(request, call) }

    func delistProduct(
        _ request: CommandRequest, _ call: Call
    ) async throws(RPCFailure) -> Product { try await self.give(request, call) }

    /// Certificates of an earlier version need surveillance from now on (R5.2-8).
    func releaseMajorVersion(
        _ request: ReleaseMajorVersionRequest, _ call: Call
    ) async throws(RPCFailure) -> Product {
        let command = CommandRequest(name: request.name, version: request.version)
        return try await self.context.perform(call) { act in
            let product = try self.give(act, command) { product in
                guard request.majorVersion > product.majorVersion else {
                    throw RPCFailure.invalidArgument(
                        field: "major_version", rule: "above \(product.majorVersion)",
                        remedy: "give the next one")
                }
                product.majorVersion = request.majorVersion
            }
            try self.requireSurveillance(act, product)
            return product
        }
    }

    func getProduct(_ request: GetRequest, _ call: Call) async throws(RPCFailure) -> Product {
        try await self.context.get(productLifecycle, request, call)
    }

    func listProducts(
        _ request: ListRequest, _ call: Call
    ) async throws(RPCFailure) -> ListProductsResponse {
        let page = try await self.context.list(productLifecycle, request, call)
        return ListProductsResponse(products: page.items, nextPageToken: page.next)
    }

    private func requireSurveillance(_ act: Act, _ product: Product) throws {
        let issued = try act.list(
            Certification.self, where: [("product", product.name)], states: [.issued])
        for certification in issued
        where certification.productVersion < product.majorVersion
            && certificationLifecycle.state(of: certification, at: act.now) == .issued
        {
            _ = try act.give(
                certificationLifecycle, "requireSurveillance", to: certification.name,
                facts: { _ in NoFacts() },
                edit: { $0.reason = "major version \(product.majorVersion) was released" })
        }
    }

    private func give(_ request: CommandRequest, _ call: Call) async throws(RPCFailure) -> Product {
        try await self.context.perform(call) { act in
            try self.give(act, request) { $0.reason = request.reason }
        }
    }

    private func give(
        _ act: Act, _ request: CommandRequest, edit: (inout Product) throws -> Void
    ) throws -> Product {
        try act.give(
            productLifecycle, act.call?.method.command ?? "", to: request.name,
            version: request.version, reason: request.reason,
            facts: { product in
                ListingFacts(
                    certifications: try act.list(
                        Certification.self, where: [("product", product.name)]),
                    assessments: try act.list(
                        RiskAssessment.self, where: [("product", product.name)]))
            },
            edit: edit)
    }
}

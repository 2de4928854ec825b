import MeshAPI
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

    func getProduct(_ request: GetRequest, _ call: Call) async throws(RPCFailure) -> Product {
        try await self.context.get(productLifecycle, request, call)
    }

    func listProducts(
        _ request: ListRequest, _ call: Call
    ) async throws(RPCFailure) -> ListProductsResponse {
        let page = try await self.context.list(productLifecycle, request, call)
        return ListProductsResponse(products: page.items, nextPageToken: page.next)
    }

    private func give(_ request: CommandRequest, _ call: Call) async throws(RPCFailure) -> Product {
        try await self.context.perform(call) { act in
            try act.give(
                productLifecycle, call.method.command, to: request.name, version: request.version,
                reason: request.reason,
                facts: { product in
                    ListingFacts(
                        certifications: try act.list(
                            Certification.self, where: [("product", product.name)]),
                        assessments: try act.list(
                            RiskAssessment.self, where: [("product", product.name)]))
                },
                edit: { $0.reason = request.reason })
        }
    }
}

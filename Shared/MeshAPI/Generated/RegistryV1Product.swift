// Made by protoc-gen-govmesh from proto/; `make generate` writes it anew.
import CProtobuf
public import MeshRPC
public import MeshWire
import WireC

/// A committed level (承诺) of one metric. R4-1, R7.1-4.
public struct Commitment: WireMessage {
    public static let fullName = "govmesh.registry.v1.Commitment"

    /// Metric id, e.g. "availability".
    public var metric: String = ""
    public var kind: Commitment.Kind = .unspecified
    /// Target in parts per million, e.g. 999000 for 99.9 %.
    public var targetPpm: Int64 = 0
    /// Measuring window; only "month" is measured so far.
    public var window: String = ""
    /// Measuring method id, e.g. "union-minutes".
    public var method: String = ""
    /// Clause of the contract that holds it, e.g. "5.1".
    public var clause: String = ""

    public init() {}

    public init(
        metric: String = "",
        kind: Commitment.Kind = .unspecified,
        targetPpm: Int64 = 0,
        window: String = "",
        method: String = "",
        clause: String = ""
    ) {
        self.metric = metric
        self.kind = kind
        self.targetPpm = targetPpm
        self.window = window
        self.method = method
        self.clause = clause
    }

    /// The kind of promise.
    public enum Kind: Int32, WireEnum {
        case unspecified = 0
        /// 安全
        case safety = 1
        /// 可靠
        case reliability = 2

        public var label: String {
            switch self {
                case .unspecified: "unspecified"
                case .safety: "safety"
                case .reliability: "reliability"
            }
        }

        public var protoName: String {
            switch self {
                case .unspecified: "KIND_UNSPECIFIED"
                case .safety: "KIND_SAFETY"
                case .reliability: "KIND_RELIABILITY"
            }
        }
    }
}

extension Commitment: Layout {
    static func initialise(_ c: UnsafeMutablePointer<Govmesh__Registry__V1__Commitment>?) {
        govmesh__registry__v1__commitment__init(c)
    }

    init(layout c: UnsafePointer<Govmesh__Registry__V1__Commitment>) {
        self.metric = FromC.text(c.pointee.metric)
        self.kind = FromC.value(c.pointee.kind.rawValue)
        self.targetPpm = c.pointee.target_ppm
        self.window = FromC.text(c.pointee.window)
        self.method = FromC.text(c.pointee.method)
        self.clause = FromC.text(c.pointee.clause)
    }

    func fill(_ c: UnsafeMutablePointer<Govmesh__Registry__V1__Commitment>, _ arena: Arena) {
        c.pointee.metric = arena.text(self.metric)
        c.pointee.kind = .init(rawValue: self.kind.cValue())
        c.pointee.target_ppm = self.targetPpm
        c.pointee.window = arena.text(self.window)
        c.pointee.method = arena.text(self.method)
        c.pointee.clause = arena.text(self.clause)
    }

    public init(wire: [UInt8]) throws(WireFailure) {
        self = try Self.decode(wire)
    }

    public func wireBytes() -> [UInt8] { self.encode() }

    public func violations() -> [Violation] {
        var check = FieldCheck()
        check.required("metric", !self.metric.isEmpty)
        check.text("metric", self.metric, 1024, .resourceID)
        check.required("kind", self.kind != .unspecified)
        check.required("target_ppm", self.targetPpm != 0)
        check.number("target_ppm", self.targetPpm, 1...1000000, unit: "ppm")
        check.required("window", !self.window.isEmpty)
        check.text("window", self.window, 1024, .resourceID)
        check.required("method", !self.method.isEmpty)
        check.text("method", self.method, 1024, .resourceID)
        check.text("clause", self.clause, 64)
        return check.violations
    }

    public func redacted() -> Self {
        self
    }
}

/// What a provider offers (服务产品). SM-PROD, R5.3-3.
public struct Product: WireMessage {
    public static let fullName = "govmesh.registry.v1.Product"

    /// "products/{id}".
    public var name: String = ""
    public var version: Int64 = 0
    public var state: Product.State = .unspecified
    public var provider: String = ""
    public var displayName: String = ""
    /// Class code of the configurable list, e.g. "infrastructure" (R5.3-3).
    public var `class`: String = ""
    /// Major version of the product.
    public var majorVersion: Int32 = 0
    /// Which of using organisation and individual user it serves (R4-2).
    public var serves: [PartyRole] = []
    public var commitments: [Commitment] = []
    public var certificationRequired: Bool = false
    /// Version of the service specification (服务规范) and the day it takes effect (R7.1-1).
    public var specificationVersion: String = ""
    public var specificationEffectiveFrom: String = ""
    /// Kinds of qualification a provider needs to offer it.
    public var requiredQualifications: [String] = []
    public var source: String = ""
    public var externalId: String = ""
    public var verified: Bool = false
    public var reason: String = ""

    public init() {}

    public init(
        name: String = "",
        version: Int64 = 0,
        state: Product.State = .unspecified,
        provider: String = "",
        displayName: String = "",
        `class`: String = "",
        majorVersion: Int32 = 0,
        serves: [PartyRole] = [],
        commitments: [Commitment] = [],
        certificationRequired: Bool = false,
        specificationVersion: String = "",
        specificationEffectiveFrom: String = "",
        requiredQualifications: [String] = [],
        source: String = "",
        externalId: String = "",
        verified: Bool = false,
        reason: String = ""
    ) {
        self.name = name
        self.version = version
        self.state = state
        self.provider = provider
        self.displayName = displayName
        self.`class` = `class`
        self.majorVersion = majorVersion
        self.serves = serves
        self.commitments = commitments
        self.certificationRequired = certificationRequired
        self.specificationVersion = specificationVersion
        self.specificationEffectiveFrom = specificationEffectiveFrom
        self.requiredQualifications = requiredQualifications
        self.source = source
        self.externalId = externalId
        self.verified = verified
        self.reason = reason
    }

    /// `govmesh.registry.v1.Product.State`.
    public enum State: Int32, WireEnum {
        case unspecified = 0
        case draft = 1
        case submitted = 2
        case listed = 3
        case suspended = 4
        case delisting = 5
        case delisted = 6
        case retired = 7

        public var label: String {
            switch self {
                case .unspecified: "unspecified"
                case .draft: "draft"
                case .submitted: "submitted"
                case .listed: "listed"
                case .suspended: "suspended"
                case .delisting: "delisting"
                case .delisted: "delisted"
                case .retired: "retired"
            }
        }

        public var protoName: String {
            switch self {
                case .unspecified: "STATE_UNSPECIFIED"
                case .draft: "STATE_DRAFT"
                case .submitted: "STATE_SUBMITTED"
                case .listed: "STATE_LISTED"
                case .suspended: "STATE_SUSPENDED"
                case .delisting: "STATE_DELISTING"
                case .delisted: "STATE_DELISTED"
                case .retired: "STATE_RETIRED"
            }
        }
    }
}

extension Product: Layout {
    static func initialise(_ c: UnsafeMutablePointer<Govmesh__Registry__V1__Product>?) {
        govmesh__registry__v1__product__init(c)
    }

    init(layout c: UnsafePointer<Govmesh__Registry__V1__Product>) {
        self.name = FromC.text(c.pointee.name)
        self.version = c.pointee.version
        self.state = FromC.value(c.pointee.state.rawValue)
        self.provider = FromC.text(c.pointee.provider)
        self.displayName = FromC.text(c.pointee.display_name)
        self.`class` = FromC.text(c.pointee.class_)
        self.majorVersion = c.pointee.major_version
        self.serves = FromC.list(c.pointee.n_serves, c.pointee.serves) { PartyRole(rawValue: Int32(truncatingIfNeeded: $0.rawValue)) }.compactMap { $0 }
        self.commitments = FromC.messages(c.pointee.n_commitments, c.pointee.commitments)
        self.certificationRequired = c.pointee.certification_required != 0
        self.specificationVersion = FromC.text(c.pointee.specification_version)
        self.specificationEffectiveFrom = FromC.text(c.pointee.specification_effective_from)
        self.requiredQualifications = FromC.list(c.pointee.n_required_qualifications, c.pointee.required_qualifications) { FromC.text($0) }
        self.source = FromC.text(c.pointee.source)
        self.externalId = FromC.text(c.pointee.external_id)
        self.verified = c.pointee.verified != 0
        self.reason = FromC.text(c.pointee.reason)
    }

    func fill(_ c: UnsafeMutablePointer<Govmesh__Registry__V1__Product>, _ arena: Arena) {
        c.pointee.name = arena.text(self.name)
        c.pointee.version = self.version
        c.pointee.state = .init(rawValue: self.state.cValue())
        c.pointee.provider = arena.text(self.provider)
        c.pointee.display_name = arena.text(self.displayName)
        c.pointee.class_ = arena.text(self.`class`)
        c.pointee.major_version = self.majorVersion
        (c.pointee.n_serves, c.pointee.serves) = arena.list(self.serves) { .init(rawValue: $0.cValue()) }
        (c.pointee.n_commitments, c.pointee.commitments) = arena.list(self.commitments) { arena.message($0) }
        c.pointee.certification_required = self.certificationRequired ? 1 : 0
        c.pointee.specification_version = arena.text(self.specificationVersion)
        c.pointee.specification_effective_from = arena.text(self.specificationEffectiveFrom)
        (c.pointee.n_required_qualifications, c.pointee.required_qualifications) = arena.list(self.requiredQualifications) { arena.text($0) }
        c.pointee.source = arena.text(self.source)
        c.pointee.external_id = arena.text(self.externalId)
        c.pointee.verified = self.verified ? 1 : 0
        c.pointee.reason = arena.text(self.reason)
    }

    public init(wire: [UInt8]) throws(WireFailure) {
        self = try Self.decode(wire)
    }

    public func wireBytes() -> [UInt8] { self.encode() }

    public func violations() -> [Violation] {
        var check = FieldCheck()
        check.text("name", self.name)
        check.required("provider", !self.provider.isEmpty)
        check.text("provider", self.provider, 1024, .resourceName)
        check.required("display_name", !self.displayName.isEmpty)
        check.text("display_name", self.displayName, 800)
        check.required("class", !self.`class`.isEmpty)
        check.text("class", self.`class`, 1024, .resourceID)
        check.required("major_version", self.majorVersion != 0)
        check.number("major_version", self.majorVersion, 1...100000)
        check.required("serves", !self.serves.isEmpty)
        check.items("serves", self.serves.count, 2)
        check.items("commitments", self.commitments.count, 50)
        check.nested("commitments", self.commitments)
        check.text("specification_version", self.specificationVersion, 64)
        check.text("specification_effective_from", self.specificationEffectiveFrom, 1024, .civilDate)
        check.items("required_qualifications", self.requiredQualifications.count, 20)
        check.texts("required_qualifications", self.requiredQualifications)
        check.text("source", self.source, 64)
        check.text("external_id", self.externalId, 128)
        check.text("reason", self.reason, 2000)
        return check.violations
    }

    public func redacted() -> Self {
        var copy = self
        copy.reason = ""
        return copy
    }
}

extension Product: Resource {
    public static let collection = "products"
    public static let machine = "SM-PROD"

    public var owners: [String] {
        ([self.provider]).filter { !$0.isEmpty }
    }

    public mutating func note(reason: String) {
        self.reason = reason
    }

    public static let indexedFields: [String] = ["external_id", "state", "provider"]
    public var indexed: [(field: String, value: String)] {
        var pairs: [(field: String, value: String)] = []
        pairs.append(("external_id", self.externalId))
        pairs.append(("state", self.state.label))
        pairs.append(("provider", self.provider))
        return pairs.filter { !$0.value.isEmpty }
    }
}

/// `govmesh.registry.v1.CreateProductRequest`.
public struct CreateProductRequest: WireMessage {
    public static let fullName = "govmesh.registry.v1.CreateProductRequest"

    public var productId: String = ""
    public var product: Product? = nil

    public init() {}

    public init(
        productId: String = "",
        product: Product? = nil
    ) {
        self.productId = productId
        self.product = product
    }
}

extension CreateProductRequest: Layout {
    static func initialise(_ c: UnsafeMutablePointer<Govmesh__Registry__V1__CreateProductRequest>?) {
        govmesh__registry__v1__create_product_request__init(c)
    }

    init(layout c: UnsafePointer<Govmesh__Registry__V1__CreateProductRequest>) {
        self.productId = FromC.text(c.pointee.product_id)
        self.product = FromC.message(c.pointee.product)
    }

    func fill(_ c: UnsafeMutablePointer<Govmesh__Registry__V1__CreateProductRequest>, _ arena: Arena) {
        c.pointee.product_id = arena.text(self.productId)
        if let value = self.product { c.pointee.product = arena.message(value) }
    }

    public init(wire: [UInt8]) throws(WireFailure) {
        self = try Self.decode(wire)
    }

    public func wireBytes() -> [UInt8] { self.encode() }

    public func violations() -> [Violation] {
        var check = FieldCheck()
        check.required("product_id", !self.productId.isEmpty)
        check.text("product_id", self.productId, 1024, .resourceID)
        check.required("product", self.product != nil)
        check.nested("product", self.product)
        return check.violations
    }

    public func redacted() -> Self {
        var copy = self
        copy.product = self.product?.redacted()
        return copy
    }
}

/// `govmesh.registry.v1.ReleaseMajorVersionRequest`.
public struct ReleaseMajorVersionRequest: WireMessage {
    public static let fullName = "govmesh.registry.v1.ReleaseMajorVersionRequest"

    public var name: String = ""
    public var version: Int64 = 0
    /// The new major version, above the present one.
    public var majorVersion: Int32 = 0

    public init() {}

    public init(
        name: String = "",
        version: Int64 = 0,
        majorVersion: Int32 = 0
    ) {
        self.name = name
        self.version = version
        self.majorVersion = majorVersion
    }
}

extension ReleaseMajorVersionRequest: Layout {
    static func initialise(_ c: UnsafeMutablePointer<Govmesh__Registry__V1__ReleaseMajorVersionRequest>?) {
        govmesh__registry__v1__release_major_version_request__init(c)
    }

    init(layout c: UnsafePointer<Govmesh__Registry__V1__ReleaseMajorVersionRequest>) {
        self.name = FromC.text(c.pointee.name)
        self.version = c.pointee.version
        self.majorVersion = c.pointee.major_version
    }

    func fill(_ c: UnsafeMutablePointer<Govmesh__Registry__V1__ReleaseMajorVersionRequest>, _ arena: Arena) {
        c.pointee.name = arena.text(self.name)
        c.pointee.version = self.version
        c.pointee.major_version = self.majorVersion
    }

    public init(wire: [UInt8]) throws(WireFailure) {
        self = try Self.decode(wire)
    }

    public func wireBytes() -> [UInt8] { self.encode() }

    public func violations() -> [Violation] {
        var check = FieldCheck()
        check.required("name", !self.name.isEmpty)
        check.text("name", self.name, 1024, .resourceName)
        check.required("major_version", self.majorVersion != 0)
        check.number("major_version", self.majorVersion, 1...100000)
        return check.violations
    }

    public func redacted() -> Self {
        self
    }
}

/// `govmesh.registry.v1.ListProductsResponse`.
public struct ListProductsResponse: WireMessage {
    public static let fullName = "govmesh.registry.v1.ListProductsResponse"

    public var products: [Product] = []
    public var nextPageToken: String = ""

    public init() {}

    public init(
        products: [Product] = [],
        nextPageToken: String = ""
    ) {
        self.products = products
        self.nextPageToken = nextPageToken
    }
}

extension ListProductsResponse: Layout {
    static func initialise(_ c: UnsafeMutablePointer<Govmesh__Registry__V1__ListProductsResponse>?) {
        govmesh__registry__v1__list_products_response__init(c)
    }

    init(layout c: UnsafePointer<Govmesh__Registry__V1__ListProductsResponse>) {
        self.products = FromC.messages(c.pointee.n_products, c.pointee.products)
        self.nextPageToken = FromC.text(c.pointee.next_page_token)
    }

    func fill(_ c: UnsafeMutablePointer<Govmesh__Registry__V1__ListProductsResponse>, _ arena: Arena) {
        (c.pointee.n_products, c.pointee.products) = arena.list(self.products) { arena.message($0) }
        c.pointee.next_page_token = arena.text(self.nextPageToken)
    }

    public init(wire: [UInt8]) throws(WireFailure) {
        self = try Self.decode(wire)
    }

    public func wireBytes() -> [UInt8] { self.encode() }

    public func violations() -> [Violation] {
        var check = FieldCheck()
        check.items("products", self.products.count)
        check.nested("products", self.products)
        check.text("next_page_token", self.nextPageToken)
        return check.violations
    }

    public func redacted() -> Self {
        var copy = self
        copy.products = self.products.map { $0.redacted() }
        return copy
    }
}

/// The methods of `govmesh.registry.v1.ProductService`.
public enum ProductServiceMethods {
    public static let createProduct = MethodDescriptor(
        service: "govmesh.registry.v1.ProductService", method: "CreateProduct",
        callClass: .keyed, parties: [.serviceProvider], own: true, resource: "Product", requirements: ["R5.3-3"])

    public static let submitProduct = MethodDescriptor(
        service: "govmesh.registry.v1.ProductService", method: "SubmitProduct",
        callClass: .keyed, parties: [.serviceProvider], own: true, command: "submit", resource: "Product", requirements: ["R5.3-3"])

    public static let listProduct = MethodDescriptor(
        service: "govmesh.registry.v1.ProductService", method: "ListProduct",
        callClass: .keyed, parties: [.managementBody], roles: [.approver], command: "list", resource: "Product", requirements: ["R4-1", "R5.3-3"])

    public static let suspendProduct = MethodDescriptor(
        service: "govmesh.registry.v1.ProductService", method: "SuspendProduct",
        callClass: .keyed, parties: [.managementBody], roles: [.approver], command: "suspend", resource: "Product", requirements: ["RX-3"])

    public static let relistProduct = MethodDescriptor(
        service: "govmesh.registry.v1.ProductService", method: "RelistProduct",
        callClass: .keyed, parties: [.managementBody], roles: [.approver], command: "relist", resource: "Product")

    /// Brings a new major version into service; certificates of the one before need surveillance.
    public static let releaseMajorVersion = MethodDescriptor(
        service: "govmesh.registry.v1.ProductService", method: "ReleaseMajorVersion",
        callClass: .keyed, parties: [.serviceProvider], own: true, command: "release", resource: "Product", requirements: ["R5.3-3", "R5.2-8"])

    public static let delistProduct = MethodDescriptor(
        service: "govmesh.registry.v1.ProductService", method: "DelistProduct",
        callClass: .keyed, parties: [.serviceProvider], own: true, command: "delist", resource: "Product")

    public static let getProduct = MethodDescriptor(
        service: "govmesh.registry.v1.ProductService", method: "GetProduct",
        callClass: .noSideEffects, parties: [.managementBody, .serviceProvider, .usingOrganisation, .individualUser, .certificationBody], resource: "Product")

    public static let listProducts = MethodDescriptor(
        service: "govmesh.registry.v1.ProductService", method: "ListProducts",
        callClass: .noSideEffects, parties: [.managementBody, .serviceProvider, .usingOrganisation, .individualUser, .certificationBody], resource: "Product")

    public static let all: [MethodDescriptor] = [
        createProduct,
        submitProduct,
        listProduct,
        suspendProduct,
        relistProduct,
        releaseMajorVersion,
        delistProduct,
        getProduct,
        listProducts,
    ]
}

/// Lists products in the catalogue (上架) and takes them off.
public protocol ProductServiceProvider: Sendable {
    func createProduct(
        _ request: CreateProductRequest, _ call: Call
    ) async throws(RPCFailure) -> Product
    func submitProduct(
        _ request: CommandRequest, _ call: Call
    ) async throws(RPCFailure) -> Product
    func listProduct(
        _ request: CommandRequest, _ call: Call
    ) async throws(RPCFailure) -> Product
    func suspendProduct(
        _ request: CommandRequest, _ call: Call
    ) async throws(RPCFailure) -> Product
    func relistProduct(
        _ request: CommandRequest, _ call: Call
    ) async throws(RPCFailure) -> Product
    /// Brings a new major version into service; certificates of the one before need surveillance.
    func releaseMajorVersion(
        _ request: ReleaseMajorVersionRequest, _ call: Call
    ) async throws(RPCFailure) -> Product
    func delistProduct(
        _ request: CommandRequest, _ call: Call
    ) async throws(RPCFailure) -> Product
    func getProduct(
        _ request: GetRequest, _ call: Call
    ) async throws(RPCFailure) -> Product
    func listProducts(
        _ request: ListRequest, _ call: Call
    ) async throws(RPCFailure) -> ListProductsResponse
}

extension ProductServiceProvider where Self: ResourceAnswers, Answered == Product {
    public func submitProduct(
        _ request: CommandRequest, _ call: Call
    ) async throws(RPCFailure) -> Product {
        try await self.give(request, call)
    }
    public func listProduct(
        _ request: CommandRequest, _ call: Call
    ) async throws(RPCFailure) -> Product {
        try await self.give(request, call)
    }
    public func suspendProduct(
        _ request: CommandRequest, _ call: Call
    ) async throws(RPCFailure) -> Product {
        try await self.give(request, call)
    }
    public func relistProduct(
        _ request: CommandRequest, _ call: Call
    ) async throws(RPCFailure) -> Product {
        try await self.give(request, call)
    }
    public func delistProduct(
        _ request: CommandRequest, _ call: Call
    ) async throws(RPCFailure) -> Product {
        try await self.give(request, call)
    }
    public func getProduct(
        _ request: GetRequest, _ call: Call
    ) async throws(RPCFailure) -> Product {
        try await self.get(request, call)
    }
    public func listProducts(
        _ request: ListRequest, _ call: Call
    ) async throws(RPCFailure) -> ListProductsResponse {
        let page = try await self.list(request, call)
        return ListProductsResponse(
            products: page.items, nextPageToken: page.next)
    }
}

extension ProductServiceProvider {
    /// What a worker of this service offers.
    public var productServiceBindings: [MethodBinding] {
        [
            MethodBinding(ProductServiceMethods.createProduct) {
                payload, call async throws(RPCFailure) in
                try await answer(payload, call, self.createProduct)
            },
            MethodBinding(ProductServiceMethods.submitProduct) {
                payload, call async throws(RPCFailure) in
                try await answer(payload, call, self.submitProduct)
            },
            MethodBinding(ProductServiceMethods.listProduct) {
                payload, call async throws(RPCFailure) in
                try await answer(payload, call, self.listProduct)
            },
            MethodBinding(ProductServiceMethods.suspendProduct) {
                payload, call async throws(RPCFailure) in
                try await answer(payload, call, self.suspendProduct)
            },
            MethodBinding(ProductServiceMethods.relistProduct) {
                payload, call async throws(RPCFailure) in
                try await answer(payload, call, self.relistProduct)
            },
            MethodBinding(ProductServiceMethods.releaseMajorVersion) {
                payload, call async throws(RPCFailure) in
                try await answer(payload, call, self.releaseMajorVersion)
            },
            MethodBinding(ProductServiceMethods.delistProduct) {
                payload, call async throws(RPCFailure) in
                try await answer(payload, call, self.delistProduct)
            },
            MethodBinding(ProductServiceMethods.getProduct) {
                payload, call async throws(RPCFailure) in
                try await answer(payload, call, self.getProduct)
            },
            MethodBinding(ProductServiceMethods.listProducts) {
                payload, call async throws(RPCFailure) in
                try await answer(payload, call, self.listProducts)
            },
        ]
    }
}

/// Calls `govmesh.registry.v1.ProductService`.
public struct ProductServiceClient: Sendable {
    private let channel: any Channel
    private let routingKey: String

    /// A routing key names one of many providers; options of a call go first.
    public init(_ channel: any Channel, routingKey: String = "") {
        self.channel = channel
        self.routingKey = routingKey
    }

    public func createProduct(
        _ request: CreateProductRequest, _ options: CallOptions = CallOptions()
    ) async throws(RPCFailure) -> Product {
        try await ask(
            self.channel, self.routingKey, ProductServiceMethods.createProduct, request, options)
    }

    public func submitProduct(
        _ request: CommandRequest, _ options: CallOptions = CallOptions()
    ) async throws(RPCFailure) -> Product {
        try await ask(
            self.channel, self.routingKey, ProductServiceMethods.submitProduct, request, options)
    }

    public func listProduct(
        _ request: CommandRequest, _ options: CallOptions = CallOptions()
    ) async throws(RPCFailure) -> Product {
        try await ask(
            self.channel, self.routingKey, ProductServiceMethods.listProduct, request, options)
    }

    public func suspendProduct(
        _ request: CommandRequest, _ options: CallOptions = CallOptions()
    ) async throws(RPCFailure) -> Product {
        try await ask(
            self.channel, self.routingKey, ProductServiceMethods.suspendProduct, request, options)
    }

    public func relistProduct(
        _ request: CommandRequest, _ options: CallOptions = CallOptions()
    ) async throws(RPCFailure) -> Product {
        try await ask(
            self.channel, self.routingKey, ProductServiceMethods.relistProduct, request, options)
    }

    /// Brings a new major version into service; certificates of the one before need surveillance.
    public func releaseMajorVersion(
        _ request: ReleaseMajorVersionRequest, _ options: CallOptions = CallOptions()
    ) async throws(RPCFailure) -> Product {
        try await ask(
            self.channel, self.routingKey, ProductServiceMethods.releaseMajorVersion, request, options)
    }

    public func delistProduct(
        _ request: CommandRequest, _ options: CallOptions = CallOptions()
    ) async throws(RPCFailure) -> Product {
        try await ask(
            self.channel, self.routingKey, ProductServiceMethods.delistProduct, request, options)
    }

    public func getProduct(
        _ request: GetRequest, _ options: CallOptions = CallOptions()
    ) async throws(RPCFailure) -> Product {
        try await ask(
            self.channel, self.routingKey, ProductServiceMethods.getProduct, request, options)
    }

    public func listProducts(
        _ request: ListRequest, _ options: CallOptions = CallOptions()
    ) async throws(RPCFailure) -> ListProductsResponse {
        try await ask(
            self.channel, self.routingKey, ProductServiceMethods.listProducts, request, options)
    }
}

public import MeshRPC
public import MeshWire

extension StatusDetail {
    /// A message as a typed detail.
    public init<Message: WireMessage>(_ message: Message) {
        self.init(type: Message.fullName, value: message.wireBytes())
    }
}

extension RPCFailure {
    /// The first detail of this type; `nil` when there is none that can be read.
    public func detail<Detail: WireMessage>(_ type: Detail.Type) -> Detail? {
        for detail in self.details where detail.type == Detail.fullName {
            // A detail only explains: one that cannot be read is as good as absent.
            if let message = try? Detail(wire: detail.value) { return message }
        }
        return nil
    }

    /// INVALID_ARGUMENT for one field.
    ///
    /// - Parameters:
    ///   - field: Dotted path, e.g. `contract.commitments[3].metric`; empty for the request.
    ///   - rule: What it breaks, e.g. `at most 200 bytes`.
    ///   - remedy: The way out, e.g. `shorten it by 12 bytes`.
    public static func invalidArgument(field: String, rule: String, remedy: String) -> RPCFailure {
        .invalidArgument([Violation(field: field, rule: rule, remedy: remedy)])
    }

    /// INVALID_ARGUMENT with every violation as detail; the message tells the first.
    public static func invalidArgument(_ violations: [Violation]) -> RPCFailure {
        var message = "The request breaks its contract."
        if let first = violations.first {
            let field = first.field.isEmpty ? "The request" : first.field
            message = "\(field): \(first.rule); \(first.remedy)."
            if violations.count > 1 { message += " \(violations.count - 1) more." }
        }
        let detail = BadRequest(
            violations_: violations.prefix(100).map {
                FieldViolation(field: $0.field, rule: $0.rule, remedy: $0.remedy)
            })
        return RPCFailure(
            .invalidArgument, message, details: [StatusDetail(detail)], verdict: .doNotRetry,
            origin: .worker)
    }
}

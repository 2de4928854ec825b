import MeshRPC
import MeshWire

/// Answers one call: decodes, checks the field rules, runs the method, encodes.
func answer<Request: WireMessage, Response: WireMessage>(
    _ payload: [UInt8], _ call: Call,
    _ method: (Request, Call) async throws(RPCFailure) -> Response
) async throws(RPCFailure) -> Reply {
    let request: Request = try checked(payload)
    return Reply(payload: try await method(request, call).wireBytes())
}

/// Makes one call on a channel.
func ask<Request: WireMessage, Response: WireMessage>(
    _ channel: any Channel, _ routingKey: String, _ method: MethodDescriptor, _ request: Request,
    _ options: CallOptions
) async throws(RPCFailure) -> Response {
    var options = options
    if options.routingKey.isEmpty { options.routingKey = routingKey }
    let reply = try await channel.unary(method, request.wireBytes(), options)
    return try decodedReply(reply.payload, of: method)
}

/// Decodes a request and checks it against the rules of its fields.
func checked<Request: WireMessage>(_ payload: [UInt8]) throws(RPCFailure) -> Request {
    let request: Request
    do throws(WireFailure) {
        request = try Request(wire: payload)
    } catch {
        throw .invalidArgument(
            field: error.field, rule: "\(error.rule) at byte \(error.offset)",
            remedy: "encode the request as \(Request.fullName)")
    }
    let violations = request.violations()
    guard violations.isEmpty else { throw .invalidArgument(violations) }
    return request
}

func decodedReply<Response: WireMessage>(
    _ payload: [UInt8], of method: MethodDescriptor
) throws(RPCFailure) -> Response {
    do throws(WireFailure) {
        return try Response(wire: payload)
    } catch {
        throw RPCFailure(
            .internal,
            "The reply of \(method.path) is not a \(Response.fullName): \(error.field) \(error.rule)"
                + " at byte \(error.offset); caller and service need the same contract.",
            verdict: .doNotRetry, origin: .caller)
    }
}

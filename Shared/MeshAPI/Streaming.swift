public import MeshRPC
public import MeshWire

// MARK: A service's side

/// The requests of a call, in order; each is checked as a single request would be.
public struct Requests<Request: WireMessage>: Sendable {
    private let inbound: Inbound

    init(_ inbound: Inbound) {
        self.inbound = inbound
    }

    /// The next request; `nil` when the caller has finished.
    ///
    /// - Throws: INVALID_ARGUMENT for one that breaks a rule, or what ended the call.
    public func next() async throws(RPCFailure) -> Request? {
        guard let payload = try await self.inbound.next() else { return nil }
        return try checked(payload)
    }
}

/// Where a service writes the answers of a call.
public struct Replies<Response: WireMessage>: Sendable {
    private let outbound: Outbound

    init(_ outbound: Outbound) {
        self.outbound = outbound
    }

    /// Sends one answer, waiting as long as the caller takes no more.
    ///
    /// - Throws: what ended the call: a cancel, its deadline, or a caller that does not read.
    public func send(_ response: Response) async throws(RPCFailure) {
        try await self.outbound.send(response.wireBytes())
    }
}

func answer<Request: WireMessage, Response: WireMessage>(
    _ requests: Inbound, _ replies: Outbound, _ call: Call,
    _ method: (Request, Replies<Response>, Call) async throws(RPCFailure) -> Void
) async throws(RPCFailure) -> Reply {
    guard let request = try await requests.next() else {
        throw RPCFailure(.internal, "\(call.method.path) came without its request")
    }
    try await method(try checked(request), Replies(replies), call)
    return Reply(payload: [])
}

func answer<Request: WireMessage, Response: WireMessage>(
    _ requests: Inbound, _ replies: Outbound, _ call: Call,
    _ method: (Requests<Request>, Call) async throws(RPCFailure) -> Response
) async throws(RPCFailure) -> Reply {
    Reply(payload: try await method(Requests(requests), call).wireBytes())
}

func answer<Request: WireMessage, Response: WireMessage>(
    _ requests: Inbound, _ replies: Outbound, _ call: Call,
    _ method: (Requests<Request>, Replies<Response>, Call) async throws(RPCFailure) -> Void
) async throws(RPCFailure) -> Reply {
    try await method(Requests(requests), Replies(replies), call)
    return Reply(payload: [])
}

// MARK: A caller's side

/// The answers of a call, in order, read at the pace of the loop over them.
///
/// Dropping the sequence cancels the call.
public struct ReplyStream<Response: WireMessage>: AsyncSequence, Sendable {
    public typealias Element = Response
    public typealias Failure = RPCFailure

    private let stream: CallStream
    private let method: MethodDescriptor

    init(_ stream: CallStream, _ method: MethodDescriptor) {
        self.stream = stream
        self.method = method
    }

    /// The next answer; `nil` after the last one.
    public func next() async throws(RPCFailure) -> Response? {
        guard let payload = try await self.stream.next() else { return nil }
        return try decodedReply(payload, of: self.method)
    }

    public func cancel() { self.stream.cancel() }

    public func makeAsyncIterator() -> Iterator { Iterator(stream: self) }

    public struct Iterator: AsyncIteratorProtocol {
        fileprivate let stream: ReplyStream

        public mutating func next() async throws(RPCFailure) -> Response? {
            try await self.stream.next()
        }
    }
}

/// A call whose caller sends many requests: all for one answer, or both sides at their own pace.
///
/// Dropping it cancels the call.
public struct Exchange<Request: WireMessage, Response: WireMessage>: Sendable {
    private let stream: CallStream
    /// The answers, in order.
    public let replies: ReplyStream<Response>

    init(_ stream: CallStream, _ method: MethodDescriptor) {
        self.stream = stream
        self.replies = ReplyStream(stream, method)
    }

    /// Sends one request, waiting as long as the service takes no more.
    public func send(_ request: Request) async throws(RPCFailure) {
        try await self.stream.send(request.wireBytes())
    }

    /// Says that no more requests follow.
    public func finish() { self.stream.finish() }

    /// Finishes and waits for the one answer to all requests.
    public func answer() async throws(RPCFailure) -> Response {
        self.finish()
        guard let response = try await self.replies.next() else {
            throw RPCFailure(
                .internal, "the service ended the call without an answer",
                verdict: .unknownOutcome, origin: .caller)
        }
        return response
    }
}

/// Opens one call with streams on a channel.
func open(
    _ channel: any Channel, _ routingKey: String, _ method: MethodDescriptor, _ payload: [UInt8],
    _ options: CallOptions
) throws(RPCFailure) -> CallStream {
    var options = options
    if options.routingKey.isEmpty { options.routingKey = routingKey }
    return try channel.open(method, payload, options)
}

/// A peer that wants to connect with a key.
public struct Applicant: Sendable {
    /// The domain of the socket it came to.
    public let domain: String
    /// Its network address.
    public let address: String
    public let key: CurveKey
}

/// What an applicant is told.
public enum Admittance: Sendable {
    case admitted
    /// Known to be unwanted; the peer learns that.
    case denied
    /// Cannot be told yet; the peer tries again.
    case notYet
}

/// Answers libzmq's question who may connect, for all sockets of a context (ZAP, ZeroMQ RFC 27).
///
/// Confined to its loop. While none is bound, sockets with keys let nobody in.
public final class Authenticator: LoopResident {
    /// One question a context has a place for.
    private static let address = "inproc://zeromq.zap.01"

    private let socket: MessageSocket
    private let decide: (Applicant) -> Admittance

    /// Binds the context's place for the question; before any socket with keys is bound.
    ///
    /// - Throws: when another one holds it: one gateway with keys for each context.
    public init(
        _ context: MessageContext, decide: @escaping (Applicant) -> Admittance
    ) throws(TransportFailure) {
        self.socket = try MessageSocket(context, .router)
        self.socket.keepsTail = true
        self.decide = decide
        try self.socket.bind(try Endpoint(Self.address))
    }

    /// On the loop only.
    public func start(on loop: IOLoop) {
        loop.add(self)
        loop.attach(self.socket, to: self)
    }

    public var wakeUpAt: Int64 { .max }
    public func wake(at now: Int64) {}
    public func flush(at now: Int64) {}
    public func loopEnded() {}
    public func becameWritable(_ socket: MessageSocket, at now: Int64) {}
    public func becameUnwritable(_ socket: MessageSocket, at now: Int64) {}

    /// The question's frames: delimiter, version, request id, then the tail of domain, address,
    /// routing id, mechanism and credentials.
    public func received(_ message: Message, on socket: MessageSocket, at now: Int64) {
        let version = [UInt8](message.envelope)
        let request = [UInt8](message.payload)
        let (status, user) = self.answer(message.tail)
        let reply = [
            message.routingID, [], version, request, Array(status.code.utf8),
            Array(status.text.utf8), Array(user.utf8), [],
        ]
        // A peer that is gone needs no answer.
        _ = socket.sendRaw(reply)
    }

    private func answer(_ tail: [[UInt8]]) -> (status: (code: String, text: String), user: String) {
        guard tail.count == 5, tail[3] == Array("CURVE".utf8), let key = CurveKey(bytes: tail[4])
        else { return (("400", "a CURVE key is needed"), "") }
        let applicant = Applicant(
            domain: String(decoding: tail[0], as: UTF8.self),
            address: String(decoding: tail[1], as: UTF8.self), key: key)
        switch self.decide(applicant) {
        case .admitted: return (("200", "OK"), key.text)
        case .denied: return (("400", "this key is not admitted"), "")
        case .notYet: return (("300", "the keys are not known yet"), "")
        }
    }
}

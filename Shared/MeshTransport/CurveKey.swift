import CZeroMQ

/// One half of a CURVE key pair: 32 bytes, written as 40 characters of Z85.
public struct CurveKey: Sendable, Hashable {
    public let text: String

    private static let characters = 40

    /// `nil` when `text` is no Z85 of 32 bytes.
    public init?(_ text: String) {
        // Also the check of each character, which libzmq's decoder leaves out.
        guard text.utf8.count == Self.characters, text.utf8.allSatisfy(Self.alphabet.contains),
            let bytes = Self.decode(text), Self.encode(bytes) == text
        else { return nil }
        self.text = text
    }

    /// `nil` when there are not 32 bytes.
    init?(bytes: [UInt8]) {
        guard bytes.count == 32 else { return nil }
        self.text = Self.encode(bytes)
    }

    public var bytes: [UInt8] { Self.decode(self.text) ?? [] }

    private static let alphabet = Set(
        "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ.-:+=^!/*?&<>()[]{}@%$#".utf8
    )

    private static func encode(_ bytes: [UInt8]) -> String {
        var text = [CChar](repeating: 0, count: Self.characters + 1)
        zmq_z85_encode(&text, bytes, bytes.count)
        return String(decoding: text.prefix(Self.characters).map(UInt8.init), as: UTF8.self)
    }

    private static func decode(_ text: String) -> [UInt8]? {
        var bytes = [UInt8](repeating: 0, count: 32)
        return zmq_z85_decode(&bytes, text) == nil ? nil : bytes
    }
}

extension CurveKey: CustomStringConvertible {
    public var description: String { self.text }
}

/// Both halves of a CURVE key.
///
/// Never printed: only the public half has a description.
public struct CurveKeyPair: Sendable, Hashable, CustomStringConvertible {
    public let publicKey: CurveKey
    public let secretKey: CurveKey

    /// A pair nobody has used.
    ///
    /// - Throws: when this libzmq was built without CURVE.
    public init() throws(TransportFailure) {
        var publicText = [CChar](repeating: 0, count: 41)
        var secretText = [CChar](repeating: 0, count: 41)
        guard zmq_curve_keypair(&publicText, &secretText) == 0,
            let publicKey = CurveKey(Self.string(publicText)),
            let secretKey = CurveKey(Self.string(secretText))
        else { throw TransportFailure("libzmq makes no keys: \(errorText(zmq_errno()))") }
        self.publicKey = publicKey
        self.secretKey = secretKey
    }

    /// The pair that belongs to `secretKey`.
    public init(secretKey: CurveKey) throws(TransportFailure) {
        var publicText = [CChar](repeating: 0, count: 41)
        guard zmq_curve_public(&publicText, secretKey.text) == 0,
            let publicKey = CurveKey(Self.string(publicText))
        else { throw TransportFailure("libzmq reads no such key: \(errorText(zmq_errno()))") }
        self.publicKey = publicKey
        self.secretKey = secretKey
    }

    public var description: String { "key pair of \(self.publicKey)" }

    private static func string(_ text: [CChar]) -> String {
        String(decoding: text.prefix { $0 != 0 }.map(UInt8.init), as: UTF8.self)
    }
}

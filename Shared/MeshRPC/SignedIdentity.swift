import Crypto
import MeshTransport

/// The public half of the key with which a gateway signs who is calling; Ed25519, 32 bytes.
public struct IdentityKey: Sendable, Hashable {
    public let bytes: [UInt8]

    /// `nil` when there are not 32 bytes.
    public init?(_ bytes: [UInt8]) {
        guard bytes.count == 32 else { return nil }
        self.bytes = bytes
    }

    /// First 8 bytes of the SHA-256, little endian.
    public var id: UInt64 {
        SHA256.hash(data: self.bytes).prefix(8).reversed().reduce(0) { $0 << 8 | UInt64($1) }
    }
}

/// Signs who is calling, in the name of a gateway.
public struct IdentitySigner: Sendable {
    /// How long a signature holds, in microseconds; renewed when half of it has passed.
    public static let lifetime: Int64 = 300_000_000

    private let key: Curve25519.Signing.PrivateKey
    private let id: UInt64

    /// A key nobody has used.
    public init() {
        self.init(Curve25519.Signing.PrivateKey())
    }

    /// `nil` when `bytes` are no private key.
    public init?(privateKey bytes: [UInt8]) {
        guard let key = try? Curve25519.Signing.PrivateKey(rawRepresentation: bytes) else {
            return nil
        }
        self.init(key)
    }

    private init(_ key: Curve25519.Signing.PrivateKey) {
        self.key = key
        self.id = IdentityKey([UInt8](key.publicKey.rawRepresentation))?.id ?? 0
    }

    public var privateKey: [UInt8] { [UInt8](self.key.rawRepresentation) }
    public var publicKey: IdentityKey? {
        IdentityKey([UInt8](self.key.publicKey.rawRepresentation))
    }

    /// `identity` as of `now`, in microseconds since 1970, under this key.
    ///
    /// Without a signature when the system gives no random bytes; every service then refuses it.
    public func sign(
        _ identity: CallerIdentity, epoch: UInt64, at now: Int64
    ) -> CallerIdentity {
        var signed = identity
        signed.gatewayEpoch = epoch
        signed.issuedUnixMicroseconds = UInt64(clamping: now)
        signed.expiresUnixMicroseconds = UInt64(clamping: now + Self.lifetime)
        signed.signingKey = self.id
        signed.signature = (try? [UInt8](self.key.signature(for: signed.signedBytes))) ?? []
        return signed
    }
}

/// Whose word about callers a worker takes.
public enum IdentityTrust: Sendable {
    /// Any gateway's, unsigned; for workers that decide nothing by who calls.
    case anyGateway
    /// Only what one of these keys has signed.
    case keys([IdentityKey])
}

/// Checks what a gateway says about callers; remembers what it has checked.
///
/// Confined to the worker's loop. A gateway says the same about a session for minutes, so that
/// nearly always a comparison suffices.
final class IdentityVerifier {
    /// How far the clocks of two hosts may be apart, in microseconds.
    static let clockSkew: Int64 = 30_000_000
    /// Identities remembered; more are checked each time anew.
    private static let remembered = 4_096

    private let keys: [UInt64: Curve25519.Signing.PublicKey]?
    private var known: [UInt64: CallerIdentity] = [:]

    init(_ trust: IdentityTrust) {
        switch trust {
        case .anyGateway: self.keys = nil
        case .keys(let keys):
            var known: [UInt64: Curve25519.Signing.PublicKey] = [:]
            for key in keys {
                known[key.id] = try? Curve25519.Signing.PublicKey(rawRepresentation: key.bytes)
            }
            self.keys = known
        }
    }

    /// Why `identity` is not to be believed; `nil` when it is.
    ///
    /// - Parameters:
    ///   - epoch: Of the gateway this session is with: what was said in another one counts not.
    ///   - now: Wall clock, in microseconds since 1970.
    func fault(_ identity: CallerIdentity, epoch: UInt64, at now: Int64) -> String? {
        guard let keys = self.keys else { return nil }
        guard identity.signature.count == 64 else {
            return "the gateway does not sign who is calling"
        }
        guard identity.gatewayEpoch == epoch else {
            return "the caller's identity was signed for another start of the gateway"
        }
        let issued = Int64(clamping: identity.issuedUnixMicroseconds)
        let expires = Int64(clamping: identity.expiresUnixMicroseconds)
        guard issued <= now + Self.clockSkew else {
            return "the caller's identity is not valid yet; set the clocks of gateway and service"
        }
        guard now - Self.clockSkew < expires else {
            return "the caller's identity has expired; set the clocks of gateway and service"
        }
        return self.isSigned(identity, keys)
    }

    private func isSigned(
        _ identity: CallerIdentity, _ keys: [UInt64: Curve25519.Signing.PublicKey]
    ) -> String? {
        // Only where to look: what is found is compared whole.
        let place = identity.signature.withUnsafeBytes { $0.loadUnaligned(as: UInt64.self) }
        if self.known[place] == identity { return nil }
        guard let key = keys[identity.signingKey] else {
            return "the caller's identity is signed with a key this service does not trust"
        }
        guard key.isValidSignature(identity.signature, for: identity.signedBytes) else {
            return "the caller's identity was changed after it was signed"
        }
        if self.known.count >= Self.remembered { self.known.removeAll(keepingCapacity: true) }
        self.known[place] = identity
        return nil
    }
}

extension CallerIdentity {
    /// What is signed: a name for its purpose, then the fields before the signature.
    var signedBytes: [UInt8] {
        var unsigned = self
        unsigned.signature = []
        var writer = ByteWriter()
        unsigned.write(to: &writer)
        return Array("govmesh-caller-1".utf8) + [UInt8](writer.bytes)
    }
}

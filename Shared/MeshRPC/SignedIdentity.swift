import Crypto
import Glibc
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

/// What a worker makes of a gateway's word about a caller.
enum Vouched {
    case caller(CallerIdentity)
    /// Why it is not to be believed.
    case fault(String)
}

/// Checks what a gateway says about callers; remembers what it has checked, byte for byte.
///
/// Confined to the worker's loop. A gateway says the same about a session for minutes, so that
/// nearly always a comparison suffices, and nothing is read.
final class IdentityVerifier {
    /// How far the clocks of two hosts may be apart, in microseconds.
    static let clockSkew: Int64 = 30_000_000
    /// Identities remembered; when there are more, all are checked anew.
    private static let remembered = 4_096

    private struct Known {
        let bytes: [UInt8]
        let caller: CallerIdentity

        func isSame(_ other: UnsafeRawBufferPointer) -> Bool {
            self.bytes.withUnsafeBytes { own in
                guard own.count == other.count, let left = own.baseAddress,
                    let right = other.baseAddress
                else { return false }
                return memcmp(left, right, own.count) == 0
            }
        }
    }

    private let keys: [UInt64: Curve25519.Signing.PublicKey]?
    @exclusivity(unchecked) private var known: [UInt64: Known] = [:]

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

    /// - Parameters:
    ///   - bytes: The content of `Envelope.caller`.
    ///   - epoch: Of the gateway this session is with: what was said in another one counts not.
    ///   - now: Wall clock, in microseconds since 1970.
    func vouched(
        _ bytes: UnsafeRawBufferPointer, epoch: UInt64, at now: Int64 = wallMicroseconds()
    ) throws(EnvelopeFault) -> Vouched {
        // Only where to look, the end of the signature: what is found is compared whole.
        let place =
            bytes.count < 8
            ? 0 : bytes.loadUnaligned(fromByteOffset: bytes.count - 8, as: UInt64.self)
        if let known = self.known[place], known.isSame(bytes) {
            return Self.validity(of: known.caller, epoch, now) ?? .caller(known.caller)
        }
        let caller = try CallerIdentity(bytes)
        guard !caller.principal.isEmpty else { return .fault("the gateway names no caller") }
        guard let keys = self.keys else { return .caller(caller) }
        if let fault = Self.validity(of: caller, epoch, now) ?? Self.signature(of: caller, keys) {
            return fault
        }
        if self.known.count >= Self.remembered { self.known.removeAll(keepingCapacity: true) }
        self.known[place] = Known(bytes: [UInt8](bytes), caller: caller)
        return .caller(caller)
    }

    private static func validity(
        of caller: CallerIdentity, _ epoch: UInt64, _ now: Int64
    ) -> Vouched? {
        guard caller.signature.count == 64 else {
            return .fault("the gateway does not sign who is calling")
        }
        guard caller.gatewayEpoch == epoch else {
            return .fault("the caller's identity was signed for another start of the gateway")
        }
        guard Int64(clamping: caller.issuedUnixMicroseconds) <= now + Self.clockSkew else {
            return .fault(
                "the caller's identity is not valid yet; set the clocks of gateway and service")
        }
        guard now - Self.clockSkew < Int64(clamping: caller.expiresUnixMicroseconds) else {
            return .fault(
                "the caller's identity has expired; set the clocks of gateway and service")
        }
        return nil
    }

    private static func signature(
        of caller: CallerIdentity, _ keys: [UInt64: Curve25519.Signing.PublicKey]
    ) -> Vouched? {
        guard let key = keys[caller.signingKey] else {
            return .fault("the caller's identity is signed with a key this service does not trust")
        }
        guard key.isValidSignature(caller.signature, for: caller.signedBytes) else {
            return .fault("the caller's identity was changed after it was signed")
        }
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

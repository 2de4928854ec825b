import Crypto

/// Ed25519 signatures that lie beside what they sign, as `openssl pkeyutl -rawin` makes and checks.
///
/// The bytes are signed as they are, so a key for this signs nothing else: a gateway's own key never.
public enum DetachedSignature {
    /// The 64 bytes of a signature; `nil` when `privateKey` is none or the system gives no random
    /// bytes.
    public static func sign(_ bytes: [UInt8], with privateKey: [UInt8]) -> [UInt8]? {
        guard let key = try? Curve25519.Signing.PrivateKey(rawRepresentation: privateKey),
            let signature = try? key.signature(for: bytes)
        else { return nil }
        return [UInt8](signature)
    }

    public static func isValid(_ signature: [UInt8], of bytes: [UInt8], by key: IdentityKey) -> Bool
    {
        guard let key = try? Curve25519.Signing.PublicKey(rawRepresentation: key.bytes) else {
            return false
        }
        return key.isValidSignature(signature, for: bytes)
    }

    /// SHA-256, as `sha256sum` shows it.
    public static func digest(of bytes: [UInt8]) -> [UInt8] { [UInt8](SHA256.hash(data: bytes)) }
}

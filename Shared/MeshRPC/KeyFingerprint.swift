import Crypto
public import MeshTransport

extension CurveKey {
    /// What people compare: the first 16 hexadecimal digits of the SHA-256 of the 32 bytes.
    public var fingerprint: String {
        let digits = SHA256.hash(data: self.bytes).prefix(8).map { byte in
            (byte < 16 ? "0" : "") + String(byte, radix: 16)
        }
        return digits.joined()
    }
}

/// The fingerprint of a key in Z85; `nil` when the text is none.
public func keyFingerprint(_ text: String) -> String? {
    CurveKey(text)?.fingerprint
}

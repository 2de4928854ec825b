import Crypto

extension Transaction {
    private static var keyName: String { "digest key" }

    /// A digest by which this store knows a text again that it does not keep, such as the number of
    /// a person: HMAC-SHA256 in 64 hexadecimal digits.
    ///
    /// The key is made at the first use and stays in the store: what a journal or another service
    /// holds tells nothing without it. Who holds the store's file can try all texts.
    package func keyedDigest(of text: String) throws(StorageFailure) -> String {
        let fresh = SymmetricKey(size: .bits256).withUnsafeBytes { hexadecimal($0) }
        try self.execute(SQL.keepFact, [.text(Self.keyName), .text(fresh)])
        let kept = try self.rows(SQL.fact, [.text(Self.keyName)]).first?.text(0) ?? fresh
        let key = SymmetricKey(data: Array(kept.utf8))
        return hexadecimal(HMAC<SHA256>.authenticationCode(for: Array(text.utf8), using: key))
    }
}

private func hexadecimal(_ bytes: some Sequence<UInt8>) -> String {
    bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
}

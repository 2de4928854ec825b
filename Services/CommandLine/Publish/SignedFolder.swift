import Foundation
import MeshRPC
import MeshRuntime

/// A folder of files with their SHA-256 sums, each file signed: `F` by `F.sig`, 64 bytes of Ed25519.
struct SignedFolder {
    /// As `sha256sum` writes and checks it; written last, so that it never names what is not there.
    static let sums = "SHA256SUMS"
    /// The public key as `openssl` reads it: a convenience, and no proof of whose key it is.
    static let pem = "publication.pem"

    let path: String

    private func url(_ name: String) -> URL {
        URL(fileURLWithPath: self.path).appending(path: name)
    }

    // MARK: Writing

    func write(
        _ files: [(name: String, bytes: [UInt8])], signedBy signer: IdentitySigner
    ) throws {
        guard let key = signer.publicKey else {
            throw CommandFailure("The key has no public half.")
        }
        try FileManager.default.createDirectory(
            atPath: self.path, withIntermediateDirectories: true)
        try self.save(Array(Self.pem(of: key).utf8), as: Self.pem)
        for file in files { try self.sign(file.bytes, as: file.name, signer) }
        let sums = files.map { "\(hex(DetachedSignature.digest(of: $0.bytes)))  \($0.name)\n" }
        try self.sign(Array(sums.joined().utf8), as: Self.sums, signer)
    }

    private func sign(_ bytes: [UInt8], as name: String, _ signer: IdentitySigner) throws {
        guard let signature = DetachedSignature.sign(bytes, with: signer.privateKey) else {
            throw CommandFailure("\(name) cannot be signed: the system gives no random bytes.")
        }
        try self.save(bytes, as: name)
        try self.save(signature, as: "\(name).sig")
    }

    /// Whole or not at all.
    private func save(_ bytes: [UInt8], as name: String) throws {
        try Data(bytes).write(to: self.url(name), options: .atomic)
    }

    /// SubjectPublicKeyInfo of Ed25519 (RFC 8410), whose first twelve bytes are always these.
    private static func pem(of key: IdentityKey) -> String {
        let prefix: [UInt8] = [
            0x30, 0x2a, 0x30, 0x05, 0x06, 0x03, 0x2b, 0x65, 0x70, 0x03, 0x21, 0x00,
        ]
        let text = Data(prefix + key.bytes).base64EncodedString()
        return "-----BEGIN PUBLIC KEY-----\n\(text)\n-----END PUBLIC KEY-----\n"
    }

    // MARK: Checking

    /// What does not hold, a line each; empty when everything does.
    ///
    /// - Parameter keys: One of them must have signed; two during a change of keys.
    func faults(trusting keys: [IdentityKey]) -> (files: [String], faults: [String]) {
        guard let sums = self.bytes(Self.sums),
            let text = String(validating: sums, as: UTF8.self)
        else { return ([], ["\(Self.sums) cannot be read"]) }
        var faults = self.signatureFault(Self.sums, sums, keys)
        var files: [String] = []
        for line in text.split(separator: "\n") {
            let words = line.split(separator: " ", omittingEmptySubsequences: true)
            guard words.count == 2, !words[1].contains("/") else {
                faults.append("\(Self.sums): '\(line)' is no sum and name of a file")
                continue
            }
            let name = String(words[1])
            files.append(name)
            guard let bytes = self.bytes(name) else {
                faults.append("\(name) cannot be read")
                continue
            }
            if hex(DetachedSignature.digest(of: bytes)) != words[0] {
                faults.append("\(name) is not the file that \(Self.sums) names")
            }
            faults += self.signatureFault(name, bytes, keys)
        }
        return (files, faults)
    }

    private func signatureFault(_ name: String, _ bytes: [UInt8], _ keys: [IdentityKey]) -> [String]
    {
        guard let signature = self.bytes("\(name).sig") else { return ["\(name) is not signed"] }
        let isSigned = keys.contains { DetachedSignature.isValid(signature, of: bytes, by: $0) }
        return isSigned ? [] : ["\(name) was changed, or signed with another key"]
    }

    private func bytes(_ name: String) -> [UInt8]? {
        (try? Data(contentsOf: self.url(name))).map([UInt8].init)
    }
}

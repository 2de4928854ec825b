import Glibc
import MeshRPC
import MeshTransport

/// What is wrong with a file of keys, and the way out.
package struct KeyFileFailure: Error, Sendable, CustomStringConvertible {
    package let description: String

    package init(_ description: String) {
        self.description = description
    }
}

/// The text of a small file, or `nil` when it cannot be read.
///
/// Without Foundation, whose pages would be a third of a gateway's memory.
package func smallFile(_ path: String) -> String? {
    let file = open(path, O_RDONLY | O_CLOEXEC)
    guard file >= 0 else { return nil }
    defer { close(file) }
    var bytes = [UInt8](repeating: 0, count: 65_536)
    let count = read(file, &bytes, bytes.count)
    guard count >= 0, count < bytes.count else { return nil }
    return String(validating: bytes.prefix(count), as: UTF8.self)
}

package func fileExists(_ path: String) -> Bool { access(path, F_OK) == 0 }

/// Files that hold secrets: made once, for this user alone, and read only while that is so.
enum SecretFile {
    /// - Parameter mode: Who may read it; by default this user alone.
    static func write(
        _ text: String, to path: String, mode: mode_t = 0o600
    ) throws(KeyFileFailure) {
        let file = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode)
        guard file >= 0 else {
            throw KeyFileFailure(
                errno == EEXIST
                    ? "\(path) exists already; a key is never overwritten: choose another file"
                    : "\(path) cannot be written: \(String(cString: strerror(errno)))")
        }
        defer { close(file) }
        let bytes = Array(text.utf8)
        guard Glibc.write(file, bytes, bytes.count) == bytes.count, fsync(file) == 0 else {
            throw KeyFileFailure("\(path) cannot be written: \(String(cString: strerror(errno)))")
        }
    }

    static func read(_ path: String) throws(KeyFileFailure) -> String {
        var status = stat()
        guard stat(path, &status) == 0, let text = smallFile(path) else {
            throw KeyFileFailure("\(path) cannot be read; is it the file of a key?")
        }
        guard status.st_mode & 0o077 == 0 else {
            throw KeyFileFailure("others may read \(path): chmod 600 it, and rotate the key in it")
        }
        return text
    }
}

/// A key as its holder keeps it: both halves, and the public half of the gateway it is for.
package struct KeyFile: Sendable {
    package let pair: CurveKeyPair
    /// `nil` in the gateway's own file.
    package let gateway: CurveKey?

    package init(_ pair: CurveKeyPair, gateway: CurveKey?) {
        self.pair = pair
        self.gateway = gateway
    }

    /// - Throws: when the file is there already.
    package func write(to path: String) throws(KeyFileFailure) {
        var lines = [
            "# A key of GovMesh. Whoever reads the secret half is its holder: keep this file.",
            "public \(self.pair.publicKey)", "secret \(self.pair.secretKey)",
        ]
        if let gateway = self.gateway { lines.append("gateway \(gateway)") }
        try SecretFile.write(lines.joined(separator: "\n") + "\n", to: path)
    }

    package init(path: String) throws(KeyFileFailure) {
        var values: [String: CurveKey] = [:]
        for line in try SecretFile.read(path).split(separator: "\n") where !line.hasPrefix("# ") {
            let words = line.split(separator: " ").map(String.init)
            guard words.count == 2, let key = CurveKey(words[1]) else {
                throw KeyFileFailure("\(path): a line is no name and key in Z85")
            }
            values[words[0]] = key
        }
        guard let secret = values["secret"], let pair = try? CurveKeyPair(secretKey: secret),
            values["public"] == pair.publicKey
        else { throw KeyFileFailure("\(path) holds no key whose halves belong together") }
        self.init(pair, gateway: values["gateway"])
    }

    /// How a caller uses it.
    ///
    /// - Throws: when the file does not say which gateway it is for.
    package func security(path: String) throws(KeyFileFailure) -> Security {
        guard let gateway = self.gateway else {
            throw KeyFileFailure(
                "\(path) names no gateway; add a line `gateway KEY` with its public key")
        }
        return .client(self.pair, server: gateway)
    }
}

/// The key with which a gateway signs who is calling, and what services know of it.
package enum IdentityFiles {
    /// Makes the key at `path`, and its public half beside it as `path.pub`, unless it is there.
    package static func make(at path: String) throws(KeyFileFailure) {
        if !fileExists(path) {
            try SecretFile.write(hex(IdentitySigner().privateKey) + "\n", to: path)
        }
        guard let publicKey = try Self.signer(at: path).publicKey,
            !fileExists(path + ".pub")
        else { return }
        // Readable by anybody: it proves nothing but what the gateway said.
        try SecretFile.write(hex(publicKey.bytes) + "\n", to: path + ".pub", mode: 0o644)
    }

    package static func signer(at path: String) throws(KeyFileFailure) -> IdentitySigner {
        let text = try SecretFile.read(path)
        guard let bytes = bytes(hex: text), let signer = IdentitySigner(privateKey: bytes) else {
            throw KeyFileFailure("\(path) holds no key to sign with: 64 hexadecimal digits")
        }
        return signer
    }

    /// The public keys in a file, one a line; two during a change.
    package static func trusted(at path: String) throws(KeyFileFailure) -> [IdentityKey] {
        guard let text = smallFile(path) else {
            throw KeyFileFailure("\(path) cannot be read; copy it from the folder of the gateway")
        }
        let lines = text.split(separator: "\n")
        let keys = lines.compactMap { bytes(hex: String($0)).flatMap(IdentityKey.init) }
        guard !keys.isEmpty, keys.count == lines.count else {
            throw KeyFileFailure("\(path): each line must be a key of 64 hexadecimal digits")
        }
        return keys
    }

    private static func bytes(hex text: String) -> [UInt8]? {
        let digits = text.compactMap(\.hexDigitValue)
        guard digits.count == 64 else { return nil }
        return stride(from: 0, to: 64, by: 2).map { UInt8(digits[$0] << 4 | digits[$0 + 1]) }
    }
}

/// The principal of a key's holder: `wang-li` of `operators/wang-li`, `service.credit` of
/// `services/credit`.
package func principal(ofHolder holder: String) -> String {
    let parts = holder.split(separator: "/", maxSplits: 1).map(String.init)
    guard parts.count == 2 else { return "" }
    switch parts[0] {
    case "operators": return parts[1]
    case "services": return "service.\(parts[1])"
    default: return ""
    }
}

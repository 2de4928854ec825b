import Crypto
import Foundation
import MeshJSON
import MeshWire

/// The key of a gateway: the runner's own, and that of a gateway under test.
struct SigningKey {
    private static let purpose = Array("govmesh-caller-1".utf8)
    private static let lifetime: Int64 = 300_000_000
    private static let message = "govmesh.mesh.v1.CallerIdentity"

    private let key = Curve25519.Signing.PrivateKey()
    private let id: UInt64

    init() {
        let digest = SHA256.hash(data: self.key.publicKey.rawRepresentation)
        self.id = digest.prefix(8).reversed().reduce(0) { $0 << 8 | UInt64($1) }
    }

    /// The secret half for a gateway, the public one beside it for services.
    func write(to file: URL) throws {
        let secret = Data(([UInt8](self.key.rawRepresentation).hex + "\n").utf8)
        try secret.write(to: file)
        try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: file.path)
        let open = Data(([UInt8](self.key.publicKey.rawRepresentation).hex + "\n").utf8)
        try open.write(to: URL(fileURLWithPath: file.path + ".pub"))
    }

    /// Fills in what a case leaves open of who calls, and signs it.
    func complete(_ caller: JSONValue, _ epoch: UInt64, _ variables: Variables) throws -> JSONValue
    {
        let now = Int64(Date().timeIntervalSince1970 * 1_000_000)
        var members = caller.members
        func fill(_ name: String, _ value: JSONValue) {
            if caller[name] == nil { members.append(JSONValue.Member(name, value)) }
        }
        fill("auth_method", .string("host"))
        fill("gateway_epoch", .number("\(epoch)"))
        fill("issued_unix_us", .number("\(now)"))
        fill("expires_unix_us", .number("\(now + Self.lifetime)"))
        fill("signing_key", .number("\(self.id)"))
        let unsigned = try variables.contract.encode(
            .object(members.filter { $0.name != "signature" }), Self.message, variables)
        let signature = try self.key.signature(for: Self.purpose + unsigned)
        fill("signature", .string(Base64.encode([UInt8](signature))))
        return .object(members)
    }

    /// Whether `caller`, a CallerIdentity, was signed with this key.
    func vouches(for caller: DynamicMessage) throws -> Bool {
        guard let signature = try caller.field("signature").asBytes,
            try caller.number("signing_key") == self.id
        else { return false }
        // The signature is the last field: key, length, 64 bytes.
        let unsigned = caller.bytes.dropLast(signature.count + 2)
        return self.key.publicKey.isValidSignature(signature, for: Self.purpose + unsigned)
    }
}

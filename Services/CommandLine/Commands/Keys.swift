import ArgumentParser
import Foundation
import MeshAPI
import MeshPrimitives
import MeshRPC
import MeshRuntime
import MeshTransport

struct Keys: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "keys",
        abstract:
            "Makes, shows, replaces and ends the keys by which callers beyond this host are known.",
        discussion: """
            govmesh keys make wang.key --holder operators/wang-li    on the host of the mesh
            govmesh keys list --holder operators/wang-li
            govmesh keys rotate keys/1f2e… new.key --hours 24
            govmesh keys revoke keys/1f2e… --reason "R1: laptop lost"

            The secret half is written to the file alone, readable by this user alone.
            """,
        subcommands: [Make.self, List.self, Show.self, Rotate.self, Revoke.self])
}

/// Who gives a command about keys, and to which mesh.
struct KeyOptions: ParsableArguments {
    @OptionGroup var mesh: MeshOptions
    @OptionGroup var door: DoorOptions

    @Option(name: .customLong("as"), help: "The account that calls; a key tells by itself.")
    var principal = "system"

    func with<Result>(_ work: (KeyServiceClient) async throws -> Result) async throws -> Result {
        try await MeshConnection.with(self.mesh, self.door) { connection in
            try await work(KeyServiceClient(connection.channel(as: self.principal)))
        }
    }

    /// Makes a pair and writes it down, together with the public key of the gateway it is for: the
    /// one named, or that of the key in use, or that of the mesh of this host.
    func write(_ file: String, for gatewayKey: String?) throws -> CurveKeyPair {
        var gateway = try self.door.key.flatMap { try KeyFile(path: $0).gateway }
        let folder = MeshFolder(self.mesh.folder)
        if let gatewayKey {
            gateway = CurveKey(gatewayKey)
            guard gateway != nil else {
                throw CommandFailure("--gateway-key must be 40 characters of Z85.")
            }
        } else if gateway == nil, FileManager.default.fileExists(atPath: folder.gatewayKey) {
            gateway = try KeyFile(path: folder.gatewayKey).pair.publicKey
        }
        let pair = try CurveKeyPair()
        try KeyFile(pair, gateway: gateway).write(to: file)
        return pair
    }

    func show(_ keys: [AccessKey]) throws {
        guard !self.mesh.json else { return try sayJSON(keys.map(KeyRow.init)) }
        var table = Table(["key", "state", "holder", "from", "until", "replaces"])
        for key in keys.map(KeyRow.init) {
            table.add([
                key.name, key.state, key.holder, key.validFrom, key.validUntil ?? "no end",
                key.replaces,
            ])
        }
        say(table.text)
    }
}

/// A key for machines.
private struct KeyRow: Encodable {
    var name: String
    var state: String
    var holder: String
    var publicKey: String
    var validFrom: String
    var validUntil: String?
    var replaces: String
    var reason: String

    init(_ key: AccessKey) {
        self.name = key.name
        self.state = key.state.label
        self.holder = key.holder
        self.publicKey = key.publicKey
        self.validFrom = key.validFrom?.description ?? ""
        self.validUntil = key.validUntil?.description
        self.replaces = key.replaces
        self.reason = key.reason
    }
}

extension Keys {
    struct Make: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Makes a key, writes it to a file and has its public half registered.",
            discussion: """
                Without --holder nothing is registered: give the public half to an administrator of
                the mesh. With --bootstrap the public half goes to the mesh's own list, which the
                gateway reads when it starts: for services on other hosts.
                """)

        @OptionGroup var options: KeyOptions

        @Argument(help: "The file to write; it must not exist.", completion: .file())
        var file: String

        @Option(help: "operators/NAME or services/NAME.")
        var holder: String?

        @Option(help: "The gateway's public key; known on its own host.")
        var gatewayKey: String?

        @Flag(help: "Write the public half to the mesh's own list of keys.")
        var bootstrap = false

        func run() async throws {
            let pair = try self.options.write(self.file, for: self.gatewayKey)
            guard let holder = self.holder else {
                return say(
                    "\(self.file) holds a key; have its public half registered with KeyService/RegisterKey:\n\(pair.publicKey)"
                )
            }
            if self.bootstrap {
                let folder = MeshFolder(self.options.mesh.folder)
                try folder.append("\(holder) \(pair.publicKey)\n", to: folder.ring)
                return say(
                    "\(self.file) holds the key of \(holder); the gateway reads it when it starts.")
            }
            do {
                let key = try await self.options.with { keys in
                    try await keys.registerKey(
                        RegisterKeyRequest(holder: holder, publicKey: pair.publicKey.text))
                }
                try self.options.show([key])
            } catch {
                // A key nobody knows opens nothing.
                unlink(self.file)
                throw error
            }
        }
    }

    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Lists keys, never secrets.")

        @OptionGroup var options: KeyOptions

        @Option(help: "operators/NAME or services/NAME.")
        var holder: String?

        func run() async throws {
            let filter = self.holder.map { "holder = \"\($0)\"" } ?? ""
            try await self.options.with { keys in
                var all: [AccessKey] = []
                var token = ""
                repeat {
                    let page = try await keys.listKeys(
                        ListRequest(pageSize: 1_000, pageToken: token, filter: filter))
                    all += page.keys
                    token = page.nextPageToken
                } while !token.isEmpty
                try self.options.show(all)
            }
        }
    }

    struct Show: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Shows one key, or the fingerprint of a key's file.")

        @OptionGroup var options: KeyOptions

        @Argument(help: "keys/FINGERPRINT, or a file.", completion: .file())
        var name: String

        func run() async throws {
            if FileManager.default.fileExists(atPath: self.name) {
                let key = try KeyFile(path: self.name).pair.publicKey
                return say("keys/\(key.fingerprint)  \(key)")
            }
            try await self.options.with { keys in
                try self.options.show([try await keys.getKey(GetRequest(name: self.name))])
            }
        }
    }

    struct Rotate: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Makes a new key beside an old one, which holds on for an overlap.")

        @OptionGroup var options: KeyOptions

        @Argument(help: "The key to be replaced, keys/FINGERPRINT.")
        var name: String

        @Argument(help: "The file to write the new one to.", completion: .file())
        var file: String

        @Option(help: "Hours for which both hold.")
        var hours: Int64 = 24

        @Option(help: "The gateway's public key; known on its own host.")
        var gatewayKey: String?

        func run() async throws {
            let pair = try self.options.write(self.file, for: self.gatewayKey)
            do {
                let key = try await self.options.with { keys in
                    try await keys.rotateKey(
                        RotateKeyRequest(
                            name: self.name, publicKey: pair.publicKey.text,
                            overlapSeconds: self.hours * 3_600))
                }
                try self.options.show([key])
            } catch {
                unlink(self.file)
                throw error
            }
        }
    }

    struct Revoke: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Ends a key and the sessions opened with it.")

        @OptionGroup var options: KeyOptions

        @Argument(help: "keys/FINGERPRINT.")
        var name: String

        @Option(help: "Why; mandatory (RX-3).")
        var reason: String

        func run() async throws {
            try await self.options.with { keys in
                try self.options.show([
                    try await keys.revokeKey(CommandRequest(name: self.name, reason: self.reason))
                ])
            }
        }
    }
}

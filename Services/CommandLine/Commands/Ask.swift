import ArgumentParser
import Foundation
import MeshAPI
import MeshRPC
import MeshSchema

struct Services: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Lists services and methods from the schema the mesh serves.")

    @OptionGroup var options: MeshOptions

    func run() async throws {
        try await MeshConnection.with(self.options) { connection in
            let schema = try await connection.schema()
            if self.options.json {
                let paths = schema.methods.map { "\"\($0.path)\"" }
                return print("[\(paths.joined(separator: ","))]")
            }
            for service in schema.services {
                print(service.name)
                for method in service.methods {
                    print(
                        "  \(method.name)  \(Self.short(method.input)) -> \(Self.short(method.output))"
                    )
                }
            }
        }
    }

    private static func short(_ name: String) -> String {
        name.split(separator: ".").last.map(String.init) ?? name
    }
}

struct CallCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "call", abstract: "Calls a method, JSON in and out.",
        discussion: """
            govmesh call ArchiveService/GetArchive '{"name":"archives/sp"}' --as handler
            govmesh call NodeService/GetStatus '{}' --at credit
            """)

    @OptionGroup var options: MeshOptions

    @Argument(help: "SERVICE/METHOD; the package may be left out.")
    var method: String

    @Argument(help: "The request as JSON; `-` reads standard input.")
    var request = "{}"

    @Option(name: .customLong("as"), help: "The account that calls.")
    var principal = "system"

    @Option(
        name: .customLong("at"), help: "The service asked, for calls that every service offers.")
    var routingKey = ""

    @Option(help: "Idempotency key; a repeat with the same key gets the first answer.")
    var key: String?

    @Option(help: "Seconds to wait.")
    var timeout = 30

    func run() async throws {
        try await MeshConnection.with(self.options) { connection in
            let schema = try await connection.schema()
            guard let method = schema.method(self.method) else {
                throw CommandFailure(
                    "\(self.method) is not in the schema; `govmesh services` lists what is.")
            }
            let input =
                self.request == "-"
                ? String(decoding: FileHandle.standardInput.readDataToEndOfFile(), as: UTF8.self)
                : self.request
            let payload = try schema.encode(json: input, as: method.input)
            let known = MeshContract.methods.first { $0.path == method.path }
            do {
                let reply = try await connection.channel(as: self.principal).unary(
                    known
                        ?? MethodDescriptor(
                            service: method.service, method: method.name, callClass: .keyed),
                    payload,
                    CallOptions(
                        timeout: .seconds(self.timeout),
                        idempotencyKey: self.key.map { Array($0.utf8) } ?? [],
                        routingKey: self.routingKey))
                print(
                    try schema.decode(reply.payload, as: method.output, pretty: !self.options.json))
            } catch let failure as RPCFailure {
                throw CommandFailure(try Self.text(failure, schema))
            }
        }
    }

    /// A failure with its details, which carry the reasons and the commands allowed now.
    private static func text(_ failure: RPCFailure, _ schema: Schema) throws -> String {
        var text = "\(failure)"
        for detail in failure.details where schema.messageNames.contains(detail.type) {
            text += "\n\(try schema.decode(detail.value, as: detail.type, pretty: true))"
        }
        return text
    }
}

struct Explain: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Shows the chain behind a grade, down to the measurements.")

    @OptionGroup var options: MeshOptions

    @Argument(help: "The provider, e.g. parties/sp.")
    var subject: String

    @Option(name: .customLong("as"), help: "The account that asks.")
    var principal = "system"

    func run() async throws {
        try await MeshConnection.with(self.options) { connection in
            let answer = try await ArchiveServiceClient(connection.channel(as: self.principal))
                .explainGrade(ExplainGradeRequest(subject: self.subject))
            guard !self.options.json else {
                let schema = try await connection.schema()
                return print(
                    try schema.decode(answer.wireBytes(), as: ExplainGradeResponse.fullName))
            }
            print(Self.text(answer))
        }
    }

    static func text(_ answer: ExplainGradeResponse) -> String {
        answer.chain.map { link in
            String(repeating: "   ", count: Int(link.depth))
                + "\(link.resource)@\(link.resourceVersion)  \(link.summary)  [\(link.requirement)]"
        }.joined(separator: "\n")
    }
}

struct RequirementCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "requirement",
        abstract: "Shows a requirement: its rule, where it comes from, the methods that carry it.")

    @OptionGroup var options: MeshOptions

    @Argument(help: "E.g. R5.2-9 or RX-2.")
    var id: String

    func run() async throws {
        try await MeshConnection.with(self.options) { connection in
            let client = NodeServiceClient(
                connection.channel(as: "system"), routingKey: "registry")
            let answer = try await client.getRequirement(GetRequirementRequest(id: self.id))
            for entry in answer.requirements {
                print("\(entry.id)  \(entry.titleChinese)  \(entry.titleEnglish)")
                print("  clause   \(entry.clause), \(entry.textStatus)")
                print("  source   \(entry.sources.joined(separator: "; "))")
                print("  owner    \(entry.owners.joined(separator: ", "))")
                print("  rule     \(entry.rule)")
                for method in entry.methods { print("  method   \(method)") }
            }
        }
    }
}

extension MeshConnection {
    /// The schema as the mesh itself serves it.
    func schema() async throws -> Schema {
        let client = NodeServiceClient(self.channel(as: "system"), routingKey: "registry")
        return try Schema(
            descriptorSet: try await client.getSchema(GetSchemaRequest()).descriptorSet)
    }
}

import ArgumentParser
import Foundation
import MeshAPI
import MeshRPC
import MeshSchema

struct Services: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Lists what can be called and by whom, from the schema the mesh serves.",
        discussion: """
            govmesh services                             everything
            govmesh services Archive                     what has Archive in its name
            govmesh services ArchiveService/GetArchive   one method, with a request to fill in
            """)

    @OptionGroup var options: MeshOptions

    @Argument(help: "Part of a method's name, as SERVICE/METHOD.", completion: methodNames)
    var filter = ""

    func run() async throws {
        try await MeshConnection.with(self.options) { connection in
            let schema = try await connection.schema()
            if let one = schema.method(self.filter), !self.options.json {
                return try Self.show(one, schema)
            }
            let found = schema.methods.filter {
                self.filter.isEmpty || $0.path.lowercased().contains(self.filter.lowercased())
            }
            guard !found.isEmpty else {
                throw CommandFailure(
                    "No method has \(self.filter) in its name; near are \(schema.suggestions(for: self.filter))."
                )
            }
            if self.options.json { return try sayJSON(found.map(Entry.init)) }
            for (service, methods) in Dictionary(grouping: found, by: \.service).sorted(
                by: { $0.key < $1.key })
            {
                var table = Table([service, "", ""])
                for method in methods {
                    table.add([
                        "  \(method.name)", "\(short(method.input)) -> \(short(method.output))",
                        callers(of: method),
                    ])
                }
                say(table.text)
            }
        }
    }

    /// A method for machines.
    private struct Entry: Encodable {
        var method: String
        var request: String
        var reply: String
        var who: String

        init(_ method: Schema.Method) {
            self.method = method.path
            self.request = method.input
            self.reply = method.output
            self.who = callers(of: method)
        }
    }

    /// One method in full, with a request to fill in.
    private static func show(_ method: Schema.Method, _ schema: Schema) throws {
        say("\(method.path)\n  \(short(method.input)) -> \(short(method.output))")
        if !method.comment.isEmpty { say("  \(method.comment)") }
        say("  Who: \(callers(of: method))")
        let known = MeshContract.methods.first { $0.path == method.path }
        if let known, !known.requirements.isEmpty {
            say("  Requirements: \(known.requirements.joined(separator: ", "))")
        }
        say("\nThe request with every field empty; leave out what you do not need:")
        say(try schema.template(of: method.input))
    }
}

/// The last part of a full name.
private func short(_ name: String) -> String {
    name.split(separator: ".").last.map(String.init) ?? name
}

/// Who may call a method, in words.
private func callers(of method: Schema.Method) -> String {
    guard let known = MeshContract.methods.first(where: { $0.path == method.path }) else {
        return "not known to this program"
    }
    let parties = known.parties.map { "\($0)" }.joined(separator: " or ")
    var words = [parties]
    if !known.rolesNeeded.isEmpty {
        words.append("as " + known.rolesNeeded.map { "\($0)" }.joined(separator: " or "))
    }
    if known.own { words.append("for what is its own") }
    if known.secondPerson { words.append("a second person") }
    return words.joined(separator: ", ")
}

/// Completes method names in their short form.
private let methodNames = CompletionKind.list(
    MeshContract.methods.map { "\(short($0.service))/\($0.method)" })

struct CallCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "call", abstract: "Calls a method, JSON in and out.",
        discussion: """
            govmesh call ArchiveService/GetArchive '{"name":"archives/sp-okta"}' --as handler
            govmesh call NodeService/GetStatus --at credit
            govmesh call PartyService/CreateParty - --as handler < request.json
            govmesh call PartyService/GetParty '{"name":"parties/a"}' --key my.key --gateway tcp://mesh:5555

            `govmesh services SERVICE/METHOD` shows a request to fill in. A refusal comes with its
            reasons and with what you may do instead; exit status 1.
            """)

    @OptionGroup var options: MeshOptions
    @OptionGroup var door: DoorOptions

    @Argument(help: "SERVICE/METHOD; the package may be left out.", completion: methodNames)
    var method: String

    @Argument(help: "The request as JSON; `-` reads standard input.")
    var request = "{}"

    @Option(name: .customLong("as"), help: "The account that calls; a key tells by itself.")
    var principal = "system"

    @Option(
        name: .customLong("at"),
        help:
            "The service asked, for calls that every service offers: NodeService, JournalService.",
        completion: .list(MeshFolder.services))
    var routingKey = ""

    @Option(help: "A repeat with the same one gets the first answer.")
    var idempotencyKey: String?

    @Option(help: "Seconds to wait.")
    var timeout = 30

    func run() async throws {
        try await MeshConnection.with(self.options, self.door) { connection in
            let schema = try await connection.schema()
            guard let method = schema.method(self.method) else {
                throw CommandFailure(
                    "\(self.method) is no method of this mesh; near are \(schema.suggestions(for: self.method))."
                )
            }
            let isEverywhere = method.service.hasPrefix("govmesh.mesh.")
            guard !isEverywhere || MeshFolder.services.contains(self.routingKey) else {
                throw CommandFailure(
                    "Every service offers \(self.method); name one with --at: \(MeshFolder.services.joined(separator: ", "))."
                )
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
                        idempotencyKey: self.idempotencyKey.map { Array($0.utf8) } ?? [],
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
        if failure.code == .unavailable {
            text += "; `govmesh status` shows what is down, `govmesh up` brings it back"
        }
        for detail in failure.details where schema.messageNames.contains(detail.type) {
            text += "\n\(try schema.decode(detail.value, as: detail.type, pretty: true))"
        }
        return text
    }
}

struct RequirementCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "requirement",
        abstract: "Shows a requirement: its rule, where it comes from, the methods that carry it.",
        discussion: "govmesh requirement R5.2-16")

    @OptionGroup var options: MeshOptions

    @Argument(help: "Such as R5.2-9 or RX-2.")
    var id: String

    func run() async throws {
        try await MeshConnection.with(self.options) { connection in
            let client = NodeServiceClient(
                connection.channel(as: "system"), routingKey: "registry")
            let answer = try await client.getRequirement(GetRequirementRequest(id: self.id))
            guard !self.options.json else {
                return print(
                    try await connection.schema().decode(
                        answer.wireBytes(), as: GetRequirementResponse.fullName))
            }
            for entry in answer.requirements {
                print("\(entry.id)  \(entry.titleChinese)  \(entry.titleEnglish)")
                print("  clause   \(entry.clause), \(entry.textStatus)")
                print("  source   \(entry.sources.joined(separator: "; "))")
                print("  owner    \(entry.owners.joined(separator: ", "))")
                print("  rule     \(entry.rule)")
                for method in entry.methods { print("  method   \(method)") }
                for test in entry.tests { print("  proof    \(test)") }
            }
        }
    }
}

extension MeshConnection {
    /// The schema as the mesh itself serves it; every service has the whole.
    func schema() async throws -> Schema {
        var failure: RPCFailure?
        for service in MeshFolder.services where self.mayServe(service) {
            let client = NodeServiceClient(self.channel(as: "system"), routingKey: service)
            do {
                let answer = try await client.getSchema(GetSchemaRequest())
                return try Schema(descriptorSet: answer.descriptorSet)
            } catch let unanswered as RPCFailure {
                // Nobody else will know this caller either.
                if unanswered.code == .unauthenticated { throw unanswered }
                failure = unanswered
            }
        }
        if let failure { throw failure }
        throw CommandFailure("No service runs; bring them back with `govmesh up`.")
    }
}

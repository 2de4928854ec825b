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
    let isForAll = Set(PartyRole.allCases).subtracting(known.parties).isSubset(of: [.meshService])
    var words = [
        isForAll ? "any party" : known.parties.map { "\($0)" }.joined(separator: " or ")
    ]
    if !known.rolesNeeded.isEmpty, known.rolesNeeded.count < OperatorRole.allCases.count {
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

    @Argument(
        help: "The request as JSON; `-` reads standard input. A stream of requests has one a line.")
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

    @Option(help: "Seconds to wait; by default as long as the method allows.")
    var timeout: Int?

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
            let options = CallOptions(
                timeout: self.timeout.map { .seconds($0) },
                idempotencyKey: self.idempotencyKey.map { Array($0.utf8) } ?? [],
                routingKey: self.routingKey)
            do {
                try await Self.call(
                    method, input, connection.channel(as: self.principal), options, schema,
                    pretty: !self.options.json)
            } catch let failure as RPCFailure {
                throw CommandFailure(try Self.text(failure, schema))
            }
        }
    }

    private static func call(
        _ method: Schema.Method, _ input: String, _ channel: any Channel, _ options: CallOptions,
        _ schema: Schema, pretty: Bool
    ) async throws {
        let shape = CallShape(
            streamsRequests: method.clientStreaming, streamsReplies: method.serverStreaming)
        let descriptor =
            MeshContract.methods.first { $0.path == method.path }
            ?? MethodDescriptor(
                service: method.service, method: method.name,
                callClass: shape == .unary ? .keyed : .idempotent, shape: shape)
        func show(_ payload: [UInt8]) throws {
            print(try schema.decode(payload, as: method.output, pretty: pretty))
        }
        let lines = method.clientStreaming ? input.split(separator: "\n").map(String.init) : [input]
        let requests = try lines.map { try schema.encode(json: $0, as: method.input) }
        guard shape != .unary else {
            return try show(try await channel.unary(descriptor, requests[0], options).payload)
        }
        let stream = try channel.open(
            descriptor, method.clientStreaming ? [] : requests[0], options)
        // A task of its own: a service that answers as it reads must not wait for our reading.
        let writer = Task {
            if method.clientStreaming {
                for request in requests { try await stream.send(request) }
                stream.finish()
            }
        }
        while let payload = try await stream.next() { try show(payload) }
        try await writer.value
    }

    /// A failure with its details, which carry the reasons and the commands allowed now.
    private static func text(_ failure: RPCFailure, _ schema: Schema) throws -> String {
        // The details tell the ways out, too.
        var text = failure.code == .unavailable ? wayOut(of: failure) : "\(failure)"
        for detail in failure.details where schema.messageNames.contains(detail.type) {
            text += "\n\(try schema.decode(detail.value, as: detail.type, pretty: true))"
        }
        return text
    }
}

/// A failure, and what helps: when something is down, or as the service says.
func wayOut(of failure: RPCFailure) -> String {
    if failure.code == .unavailable {
        return "\(failure); `govmesh status` shows what is down, `govmesh up` brings it back"
    }
    let refusals = failure.detail(PreconditionFailure.self)?.refusals ?? []
    let remedies = refusals.filter { !$0.remedy.isEmpty }.map { refusal in
        "\n  way out: \(refusal.remedy)  [\(refusal.requirement)]"
    }
    return "\(failure)\(remedies.joined())"
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

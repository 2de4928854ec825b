/// Writes one service: its methods, what a provider answers, what a client asks.
struct ServiceWriter {
    let service: Service
    let symbols: Symbols

    private static let classes = ["", ".noSideEffects", ".idempotent", ".keyed", ".unsafe"]
    private static let parties = [
        "", ".managementBody", ".serviceProvider", ".usingOrganisation", ".individualUser",
        ".certificationBody", ".meshService",
    ]
    private static let roles = [
        "", ".systemAdministrator", ".securityAdministrator", ".auditAdministrator", ".handler",
        ".reviewer", ".approver",
    ]

    /// The largest numbers of call class, party and role this writer can name.
    static let known = (
        callClass: classes.count - 1, party: parties.count - 1, role: roles.count - 1
    )

    func declaration(_ source: inout Source) {
        let name = self.service.name
        source.line()
        source.line("/// The methods of `\(self.service.fullName)`.")
        source.block("public enum \(name)Methods") { source in
            for method in self.service.methods { self.descriptor(method, &source) }
            source.line("public static let all: [MethodDescriptor] = [")
            for method in self.service.methods { source.line("    \(self.swift(method)),") }
            source.line("]")
        }
        source.line()
        source.comment(self.service.comment, or: "`\(self.service.fullName)`.")
        source.block("public protocol \(name)Provider: Sendable") { source in
            for method in self.service.methods {
                source.comment(method.comment)
                source.line("func \(self.swift(method))(")
                source.line("    \(self.providerParameters(of: method)), _ call: Call")
                let result = method.serverStreaming ? "" : " -> \(self.type(method.output))"
                source.line(") async throws(RPCFailure)\(result)")
            }
        }
        self.standard(&source)
        self.bindings(&source)
        self.client(&source)
    }

    /// What needs no code of a service: each read and each command that only moves the life cycle,
    /// where the provider answers for that resource.
    private func standard(_ source: inout Source) {
        let methods = self.service.methods.compactMap { method in
            StandardMethod(method, self.symbols).map { (method, $0) }
        }
        var resources: [String] = []
        for (_, standard) in methods where !resources.contains(standard.resource) {
            resources.append(standard.resource)
        }
        for resource in resources {
            source.line()
            source.block(
                "extension \(self.service.name)Provider where Self: ResourceAnswers, Answered == \(resource)"
            ) { source in
                for (method, standard) in methods where standard.resource == resource {
                    source.line("public func \(self.swift(method))(")
                    source.line("    \(self.providerParameters(of: method)), _ call: Call")
                    source.block(
                        ") async throws(RPCFailure) -> \(self.type(method.output))"
                    ) { source in
                        for line in standard.body { source.line(line) }
                    }
                }
            }
        }
    }

    private func swift(_ method: Service.Method) -> String {
        Naming.escaped(Naming.lowerFirst(method.name))
    }

    private func type(_ fullName: String) -> String {
        self.symbols.messages[fullName]?.swift ?? fullName
    }

    private func providerParameters(of method: Service.Method) -> String {
        let (input, output) = (self.type(method.input), self.type(method.output))
        let request =
            method.clientStreaming ? "_ requests: Requests<\(input)>" : "_ request: \(input)"
        return request + (method.serverStreaming ? ", _ replies: Replies<\(output)>" : "")
    }

    private static func shape(of method: Service.Method) -> String? {
        switch (method.clientStreaming, method.serverStreaming) {
        case (false, false): nil
        case (false, true): ".serverStream"
        case (true, false): ".clientStream"
        case (true, true): ".bidirectional"
        }
    }

    private func descriptor(_ method: Service.Method, _ source: inout Source) {
        let rule = method.rule ?? MethodRule()
        var arguments = ["callClass: \(Self.classes[Int(rule.callClass)])"]
        if let shape = Self.shape(of: method) { arguments.append("shape: \(shape)") }
        func list(_ label: String, _ values: [UInt64], _ names: [String]) {
            guard !values.isEmpty else { return }
            arguments.append("\(label): [\(values.map { names[Int($0)] }.joined(separator: ", "))]")
        }
        list("parties", rule.parties, Self.parties)
        list("roles", rule.roles, Self.roles)
        if rule.secondPerson { arguments.append("secondPerson: true") }
        if rule.own { arguments.append("own: true") }
        if !rule.command.isEmpty { arguments.append("command: \(quoted(rule.command))") }
        if !rule.resource.isEmpty { arguments.append("resource: \(quoted(rule.resource))") }
        if !rule.requirements.isEmpty {
            let all = rule.requirements.map { quoted($0) }.joined(separator: ", ")
            arguments.append("requirements: [\(all)]")
        }
        if rule.timeoutMilliseconds != 0 {
            arguments.append("timeoutMilliseconds: \(rule.timeoutMilliseconds)")
        }
        source.comment(method.comment)
        source.line("public static let \(self.swift(method)) = MethodDescriptor(")
        source.line(
            "    service: \(quoted(self.service.fullName)), method: \(quoted(method.name)),")
        source.line("    \(arguments.joined(separator: ", ")))")
        source.line()
    }

    private func bindings(_ source: inout Source) {
        let name = self.service.name
        source.line()
        source.block("extension \(name)Provider") { source in
            source.line("/// What a worker of this service offers.")
            source.block("public var \(Naming.lowerFirst(name))Bindings: [MethodBinding]") {
                source in
                source.line("[")
                for method in self.service.methods { self.binding(method, &source) }
                source.line("]")
            }
        }
    }

    private func binding(_ method: Service.Method, _ source: inout Source) {
        let swift = self.swift(method)
        let named = "\(self.service.name)Methods.\(swift)"
        let isStream = Self.shape(of: method) != nil
        let arguments = isStream ? "requests, replies, call" : "payload, call"
        source.line("    MethodBinding(\(named)\(isStream ? ", stream: {" : ") {")")
        source.line("        \(arguments) async throws(RPCFailure) in")
        source.line("        try await answer(\(arguments), self.\(swift))")
        source.line(isStream ? "    })," : "    },")
    }

    private func client(_ source: inout Source) {
        let name = self.service.name
        source.line()
        source.line("/// Calls `\(self.service.fullName)`.")
        source.block("public struct \(name)Client: Sendable") { source in
            source.line("private let channel: any Channel")
            source.line("private let routingKey: String")
            source.line()
            source.line(
                "/// A routing key names one of many providers; options of a call go first.")
            source.block("public init(_ channel: any Channel, routingKey: String = \"\")") {
                $0.line("self.channel = channel")
                $0.line("self.routingKey = routingKey")
            }
            for method in self.service.methods {
                source.line()
                source.comment(method.comment)
                self.clientMethod(method, &source)
            }
        }
    }

    private func clientMethod(_ method: Service.Method, _ source: inout Source) {
        let (input, output) = (self.type(method.input), self.type(method.output))
        let request = method.clientStreaming ? "" : "_ request: \(input), "
        let (effects, result) =
            switch (method.clientStreaming, method.serverStreaming) {
            case (false, false): ("async throws(RPCFailure)", output)
            case (false, true): ("throws(RPCFailure)", "ReplyStream<\(output)>")
            case (true, _): ("throws(RPCFailure)", "Exchange<\(input), \(output)>")
            }
        let named = "\(self.service.name)Methods.\(self.swift(method))"
        source.line("public func \(self.swift(method))(")
        source.line("    \(request)_ options: CallOptions = CallOptions()")
        source.block(") \(effects) -> \(result)") { source in
            guard Self.shape(of: method) != nil else {
                source.line("try await ask(")
                source.line("    self.channel, self.routingKey, \(named), request, options)")
                return
            }
            source.line("let method = \(named)")
            source.line("return \(method.clientStreaming ? "Exchange" : "ReplyStream")(")
            source.line("    try open(")
            source.line("        self.channel, self.routingKey, method,")
            source.line(
                "        \(method.clientStreaming ? "[]" : "request.wireBytes()"), options), method)"
            )
        }
    }
}

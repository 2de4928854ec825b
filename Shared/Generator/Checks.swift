/// What a contract may not hold; each refusal names the way out.
struct Checks {
    let files: [ProtoFile]
    let symbols: Symbols

    /// Swift names that generated code itself uses or that MeshRPC and MeshWire already have.
    private static let reserved: Set<String> = [
        "Any", "Arena", "Array", "Base64", "Bool", "Call", "CallClass", "CallOptions", "Channel",
        "Double", "FieldCheck", "Float", "FromC", "Instant", "Int32", "Int64", "Layout",
        "MeshContract", "Metadata", "MethodBinding", "MethodDescriptor", "OperatorRole",
        "Optional", "Origin", "PartyRole", "Protocol", "RPCFailure", "Reply", "Resource",
        "RetryVerdict", "Self", "Sendable", "StatusCode", "StatusDetail", "String", "Type",
        "UInt32", "UInt64", "UInt8", "UnsafeMutablePointer", "UnsafePointer", "Violation",
        "WireEnum", "WireFailure", "WireLimit", "WireMessage", "Actor",
    ]

    func run() throws {
        var owners: [String: String] = [:]
        func claim(_ name: String, _ place: String, _ file: ProtoFile) throws {
            if let other = owners.updateValue(place, forKey: name) {
                throw Refused(
                    file: file.path, place: place,
                    problem: "the Swift name \(name) is also \(other)",
                    wayOut: "rename one; all packages share one Swift module")
            }
        }
        for file in self.files {
            guard file.syntax == "proto3" else {
                throw Refused(
                    file: file.path, place: "syntax", problem: "proto2 is not supported",
                    wayOut: "write syntax = \"proto3\"")
            }
            for message in file.messages {
                try claim(message.name, message.fullName, file)
                try self.check(message, file)
            }
            for type in file.enums {
                try claim(type.name, type.fullName, file)
                try self.check(type, file)
            }
            for service in file.services {
                for suffix in ["Methods", "Provider", "Client"] {
                    try claim(service.name + suffix, service.fullName, file)
                }
                try self.check(service, file)
            }
        }
    }

    private func check(name: String, _ fullName: String, _ file: ProtoFile) throws {
        if Self.reserved.contains(name) {
            throw Refused(
                file: file.path, place: fullName, problem: "the name \(name) is taken in Swift",
                wayOut: "choose another, e.g. one that says whose \(name) it is")
        }
    }

    private func check(_ message: Message, _ file: ProtoFile) throws {
        func refuse(_ problem: String, _ wayOut: String) -> Refused {
            Refused(file: file.path, place: message.fullName, problem: problem, wayOut: wayOut)
        }
        try self.check(name: message.name, message.fullName, file)
        if let oneof = message.oneofs.first {
            throw refuse(
                "oneof \(oneof) is not supported",
                "use separate fields and say in a comment which one is set")
        }
        if message.fields.count > 128 {
            throw refuse("more than 128 fields", "group some of them in a sub-message")
        }
        if let cycle = self.cycle(from: message, [message.fullName]) {
            throw refuse(
                "recursive through \(cycle.joined(separator: " > "))",
                "hold the name of the other message instead of the message")
        }
        var properties: [String: String] = [:]
        for field in message.fields {
            try self.check(field, of: message, file)
            let property = Naming.property(field, of: message)
            if let other = properties.updateValue(field.name, forKey: property) {
                throw refuse("fields \(other) and \(field.name) are both \(property)", "rename one")
            }
        }
        if let field = self.hidden(in: message) {
            throw refuse(
                "the type of \(field.name) is hidden by a nested type of the same name",
                "rename the nested type")
        }
        try self.checkResource(message, file)
        var nested: Set<String> = []
        for name in message.messages.map({ $0.name }) + message.enums.map({ $0.name }) {
            // Inside the struct, the nested type would hide its namesake.
            guard nested.insert(name).inserted, name != message.name else {
                throw refuse("nested name \(name) occurs twice", "rename one")
            }
        }
        for nested in message.messages { try self.check(nested, file) }
        for type in message.enums { try self.check(type, file) }
    }

    /// A field, also of a nested message, whose type Swift would look for in `message` first.
    private func hidden(in message: Message) -> Field? {
        let names = Set(message.messages.map { $0.name } + message.enums.map { $0.name })
        func search(_ inner: Message) -> Field? {
            let field = inner.fields.first { field in
                let root = self.symbols.type(of: field)?.name.split(separator: ".").first
                return names.contains(root.map { String($0) } ?? "")
            }
            if let field { return field }
            for nested in inner.messages {
                if let found = search(nested) { return found }
            }
            return nil
        }
        return search(message)
    }

    private func cycle(from message: Message, _ path: [String]) -> [String]? {
        for field in message.fields {
            guard case .message(let inner, _) = self.symbols.type(of: field) else { continue }
            if let start = path.firstIndex(of: inner.fullName) {
                return path[start...] + [inner.fullName]
            }
            if let found = self.cycle(from: inner, path + [inner.fullName]) { return found }
        }
        return nil
    }

    private func check(_ field: Field, of message: Message, _ file: ProtoFile) throws {
        func refuse(_ problem: String, _ wayOut: String) -> Refused {
            Refused(
                file: file.path, place: "\(message.fullName).\(field.name)", problem: problem,
                wayOut: wayOut)
        }
        if message.messages.contains(where: { $0.isMapEntry && $0.fullName == field.typeName }) {
            throw refuse("maps are not supported", "use a repeated message with key and value")
        }
        if field.kind == .group {
            throw refuse("groups are not supported", "use a sub-message")
        }
        guard let type = self.symbols.type(of: field) else {
            throw refuse(
                "\(field.typeName) has no Swift type",
                "use a message of this contract or google.protobuf.Timestamp")
        }
        if ["self", "Self", "Type", "init"].contains(Naming.lowerCamel(field.name)) {
            throw refuse("\(field.name) cannot be a Swift property", "rename it")
        }
        let rule = field.rule
        let isInteger: Bool
        let hasBytes: Bool
        switch type {
        case .number(let name):
            isInteger = name.contains("Int")
            hasBytes = false
        case .text, .octets: (isInteger, hasBytes) = (false, true)
        case .bool, .value: (isInteger, hasBytes) = (false, false)
        case .role, .instant, .message:
            (isInteger, hasBytes) = (false, false)
            if field.isOptional {
                throw refuse("`optional` says nothing here", "drop it: absence is already known")
            }
        }
        if !isInteger, rule.minimum != 0 || rule.maximum != 0 {
            throw refuse("minimum and maximum are for integers", "remove them")
        }
        if rule.minimum > rule.maximum {
            throw refuse("minimum is above maximum", "swap them or give both; 0 counts as a bound")
        }
        if !hasBytes, rule.maxBytes != 0 {
            throw refuse("max_bytes is for string and bytes", "remove it")
        }
        if !field.isRepeated, rule.maxItems != 0 {
            throw refuse("max_items is for repeated fields", "remove it")
        }
        if rule.itemsCheckedByMethod {
            guard case .message = type, field.isRepeated else {
                throw refuse("items_checked_by_method is for repeated messages", "remove it")
            }
        }
        if rule.format != 0 {
            guard case .text = type, rule.format <= 3 else {
                throw refuse("format \(rule.format) does not fit", "use a known format on a string")
            }
        }
    }

    private func checkResource(_ message: Message, _ file: ProtoFile) throws {
        guard let rule = message.resource else { return }
        func refuse(_ problem: String, _ wayOut: String) -> Refused {
            Refused(file: file.path, place: message.fullName, problem: problem, wayOut: wayOut)
        }
        let head = message.fields.filter { $0.number <= 3 && !$0.isRepeated && !$0.isOptional }
            .sorted { $0.number < $1.number }
        guard
            head.map({ $0.name }) == ["name", "version", "state"],
            head.map({ $0.kind }) == [.string, .int64, .enum],
            case .value? = self.symbols.type(of: head[2])
        else {
            throw refuse(
                "a resource needs its three first fields",
                "write string name = 1; int64 version = 2; State state = 3;")
        }
        if rule.collection.isEmpty { throw refuse("no collection", "name it in (resource)") }
        for name in rule.owners + rule.indexes + [rule.ownedOn].filter({ !$0.isEmpty }) {
            guard let field = message.fields.first(where: { $0.name == name }) else {
                throw refuse("(resource) names \(name), which is no field", "correct the name")
            }
            let isDay = name == rule.ownedOn
            let isIndexOnly = !isDay && !rule.owners.contains(name)
            switch self.symbols.type(of: field) {
            case .text where !field.isOptional && !(isDay && field.isRepeated): break
            case .value where isIndexOnly && !field.isOptional: break
            default:
                throw refuse(
                    "(resource) names \(name), whose type does not fit",
                    "owners are string or repeated string; indexes may be enums too; "
                        + "owned_on is one string")
            }
        }
    }

    private func check(_ type: EnumType, _ file: ProtoFile) throws {
        func refuse(_ problem: String, _ wayOut: String) -> Refused {
            Refused(file: file.path, place: type.fullName, problem: problem, wayOut: wayOut)
        }
        try self.check(name: type.name, type.fullName, file)
        var cases: [String: String] = [:]
        var numbers: Set<Int32> = []
        for value in type.values {
            guard numbers.insert(value.number).inserted else {
                throw refuse("\(value.name) repeats a number", "give it one of its own")
            }
            let name = Naming.enumCase(value, of: type)
            if let other = cases.updateValue(value.name, forKey: name) {
                throw refuse("\(other) and \(value.name) are both .\(name) in Swift", "rename one")
            }
            if ["self", "init", "label", "protoName"].contains(name) {
                throw refuse("\(value.name) cannot be a Swift case", "rename it")
            }
        }
    }

    private func check(_ service: Service, _ file: ProtoFile) throws {
        for method in service.methods {
            func refuse(_ problem: String, _ wayOut: String) -> Refused {
                Refused(
                    file: file.path, place: "\(service.fullName)/\(method.name)",
                    problem: problem, wayOut: wayOut)
            }
            guard let rule = method.rule, rule.callClass != 0 else {
                throw refuse(
                    "no call class", "add option (govmesh.mesh.v1.method) = {call_class: …}")
            }
            // A key stands for one request and its one answer.
            guard rule.callClass != 3 || !(method.clientStreaming || method.serverStreaming) else {
                throw refuse(
                    "a stream cannot be KEYED", "make each message idempotent, or split the call")
            }
            guard !rule.parties.isEmpty else {
                throw refuse(
                    "nobody may call it", "name each party that may: party: PARTY_ROLE_…")
            }
            let known = ServiceWriter.known
            guard
                rule.callClass <= known.callClass,
                rule.parties.allSatisfy({ $0 > 0 && $0 <= known.party }),
                rule.roles.allSatisfy({ $0 > 0 && $0 <= known.role })
            else {
                throw refuse(
                    "call class, party or role unknown to the generator",
                    "use a specified value, or add new ones to ServiceWriter and MeshRPC")
            }
            for name in [method.input, method.output] where self.symbols.messages[name] == nil {
                throw refuse("\(name) has no Swift type", "use a message of this contract")
            }
        }
    }
}

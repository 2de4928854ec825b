/// Writes one message: the struct, its way to and from protobuf-c, and its rules.
struct MessageWriter {
    let message: Message
    let symbols: Symbols

    /// A field with all its names.
    struct Member {
        let field: Field
        let type: SwiftType
        let property: String
        var escaped: String { Naming.escaped(self.property) }
        var c: String { "c.pointee.\(Naming.cField(self.field.name))" }

        /// The Swift type and its default.
        var declaration: (type: String, initial: String) {
            if self.field.isRepeated { return ("[\(self.type.name)]", "[]") }
            switch self.type {
            case .role, .instant, .message: return ("\(self.type.name)?", "nil")
            case .number, .bool, .text, .octets, .value: break
            }
            if self.field.isOptional { return ("\(self.type.name)?", "nil") }
            switch self.type {
            case .number: return (self.type.name, "0")
            case .bool: return ("Bool", "false")
            case .text: return ("String", "\"\"")
            case .octets: return ("[UInt8]", "[]")
            case .value(let type, let name):
                let first = type.values.first { $0.number == 0 }.map {
                    Naming.enumCase($0, of: type)
                }
                return (name, ".\(Naming.escaped(first ?? "unspecified"))")
            case .role, .instant, .message: return ("\(self.type.name)?", "nil")
            }
        }
    }

    var members: [Member] {
        self.message.fields.compactMap { field in
            self.symbols.type(of: field).map {
                Member(field: field, type: $0, property: Naming.property(field, of: self.message))
            }
        }
    }

    private var swiftName: String {
        self.symbols.messages[self.message.fullName]?.swift ?? self.message.name
    }

    /// The struct with everything nested in it.
    func declaration(_ source: inout Source) {
        source.comment(self.message.comment, or: "`\(self.message.fullName)`.")
        source.block("public struct \(Naming.escaped(self.message.name)): WireMessage") { source in
            source.line("public static let fullName = \(quoted(self.message.fullName))")
            source.line()
            for member in self.members {
                source.comment(member.field.comment)
                let (type, initial) = member.declaration
                source.line("public var \(member.escaped): \(type) = \(initial)")
            }
            if !self.members.isEmpty { source.line() }
            source.line("public init() {}")
            self.memberwise(&source)
            for type in self.message.enums {
                source.line()
                EnumWriter(type: type).declaration(&source)
            }
            for nested in self.message.messages {
                source.line()
                MessageWriter(message: nested, symbols: self.symbols).declaration(&source)
            }
        }
    }

    private func memberwise(_ source: inout Source) {
        let members = self.members
        guard !members.isEmpty else { return }
        source.line()
        source.line("public init(")
        for (index, member) in members.enumerated() {
            let (type, initial) = member.declaration
            let comma = index == members.count - 1 ? "" : ","
            source.line("    \(member.escaped): \(type) = \(initial)\(comma)")
        }
        source.block(")") { source in
            for member in members { source.line("self.\(member.escaped) = \(member.escaped)") }
        }
    }

    /// The conversions, of nested messages too.
    func layout(_ source: inout Source) {
        let cType = Naming.cType(self.message.fullName)
        source.line()
        source.block("extension \(self.swiftName): Layout") { source in
            source.block("static func initialise(_ c: UnsafeMutablePointer<\(cType)>?)") {
                $0.line("\(Naming.cStem(self.message.fullName))__init(c)")
            }
            source.line()
            source.block("init(layout c: UnsafePointer<\(cType)>)") { source in
                for member in self.members {
                    source.line("self.\(member.escaped) = \(self.decoding(member))")
                }
            }
            source.line()
            source.block("func fill(_ c: UnsafeMutablePointer<\(cType)>, _ arena: Arena)") {
                source in
                for member in self.members { self.encoding(member, &source) }
            }
            source.line()
            source.block("public init(wire: [UInt8]) throws(WireFailure)") {
                $0.line("self = try Self.decode(wire)")
            }
            source.line()
            source.line("public func wireBytes() -> [UInt8] { self.encode() }")
            RuleWriter(writer: self, swiftName: self.swiftName).rules(&source)
        }
        RuleWriter(writer: self, swiftName: self.swiftName).resource(&source)
        for nested in self.message.messages {
            MessageWriter(message: nested, symbols: self.symbols).layout(&source)
        }
    }

    private func counted(_ member: Member) -> String {
        "c.pointee.n_\(Naming.cField(member.field.name))"
    }

    private func decoding(_ member: Member) -> String {
        let c = member.c
        if member.field.isRepeated {
            let list = "FromC.list(\(self.counted(member)), \(c))"
            switch member.type {
            case .number: return "\(list) { $0 }"
            case .bool: return "\(list) { $0 != 0 }"
            case .text: return "\(list) { FromC.text($0) }"
            case .octets: return "\(list) { FromC.octets($0) }"
            case .value: return "\(list) { FromC.value($0.rawValue) }"
            case .role(let name):
                return "\(list) { \(name)(rawValue: Int32(truncatingIfNeeded: $0.rawValue)) }"
                    + ".compactMap { $0 }"
            case .instant: return "\(list) { FromC.instant($0) }.compactMap { $0 }"
            case .message: return "FromC.messages(\(self.counted(member)), \(c))"
            }
        }
        let value: String
        switch member.type {
        case .number: value = c
        case .bool: value = "\(c) != 0"
        case .text: value = "FromC.text(\(c))"
        case .octets: value = "FromC.octets(\(c))"
        case .value: value = "FromC.value(\(c).rawValue)"
        case .role(let name): return "\(name)(rawValue: Int32(truncatingIfNeeded: \(c).rawValue))"
        case .instant: return "FromC.instant(\(c))"
        case .message: return "FromC.message(\(c))"
        }
        guard member.field.isOptional else { return value }
        return "\(self.presence(member)).rawValue == \(member.field.number) ? \(value) : nil"
    }

    private func presence(_ member: Member) -> String {
        "c.pointee._\(member.field.name.lowercased())_case"
    }

    private func converted(_ type: SwiftType, _ value: String) -> String {
        switch type {
        case .number: value
        case .bool: "\(value) ? 1 : 0"
        case .text: "arena.text(\(value))"
        case .octets: "arena.octets(\(value))"
        case .value, .role: ".init(rawValue: \(value).cValue())"
        case .instant: "arena.instant(\(value))"
        case .message: "arena.message(\(value))"
        }
    }

    private func encoding(_ member: Member, _ source: inout Source) {
        let property = "self.\(member.escaped)"
        if member.field.isRepeated {
            source.line(
                "(\(self.counted(member)), \(member.c)) = arena.list(\(property)) { "
                    + "\(self.converted(member.type, "$0")) }")
            return
        }
        switch member.type {
        case .role, .instant, .message:
            source.line(
                "if let value = \(property) { \(member.c) = "
                    + "\(self.converted(member.type, "value")) }")
        case .number, .bool, .text, .octets, .value:
            guard member.field.isOptional else {
                return source.line("\(member.c) = \(self.converted(member.type, property))")
            }
            source.block("if let value = \(property)") {
                $0.line("\(self.presence(member)) = .init(rawValue: \(member.field.number))")
                $0.line("\(member.c) = \(self.converted(member.type, "value"))")
            }
        }
    }
}

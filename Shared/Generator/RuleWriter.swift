/// Writes what the options of fields and messages demand.
struct RuleWriter {
    let writer: MessageWriter
    let swiftName: String

    private typealias Member = MessageWriter.Member

    func rules(_ source: inout Source) {
        let checks = self.writer.members.flatMap { self.checks($0) }
        source.line()
        source.block("public func violations() -> [Violation]") { source in
            guard !checks.isEmpty else { return source.line("[]") }
            source.line("var check = FieldCheck()")
            for check in checks { source.line("check.\(check)") }
            source.line("return check.violations")
        }
        source.line()
        source.block("public func redacted() -> Self") { self.redaction(&$0) }
    }

    private func checks(_ member: Member) -> [String] {
        let rule = member.field.rule
        let name = quoted(member.field.name)
        let value = "self.\(member.escaped)"
        let isOptional = member.declaration.type.hasSuffix("?")
        let repeated = member.field.isRepeated
        var checks: [String] = []
        if rule.required { checks.append("required(\(name), \(self.isSet(member)))") }
        if repeated {
            let most = rule.maxItems == 0 ? "" : ", \(rule.maxItems)"
            checks.append("items(\(name), \(value).count\(most))")
        }
        switch member.type {
        case .text:
            let formats = [".civilDate", ".resourceID", ".resourceName"]
            let most = rule.maxBytes == 0 ? 1024 : rule.maxBytes
            var arguments = "\(name), \(value)"
            if rule.format != 0 {
                arguments += ", \(most), \(formats[Int(rule.format) - 1])"
            } else if most != 1024 {
                arguments += ", \(most)"
            }
            checks.append("text\(repeated ? "s" : "")(\(arguments))")
        case .octets:
            let most = rule.maxBytes == 0 ? "" : ", \(rule.maxBytes)"
            if repeated {
                checks.append(
                    "sizes(\(name), \(value)\(most))")
            } else {
                checks.append(
                    "size(\(name), \(isOptional ? "\(value)?.count ?? 0" : "\(value).count")\(most))"
                )
            }
        case .number:
            if rule.minimum != 0 || rule.maximum != 0 {
                let unit = rule.unit.isEmpty ? "" : ", unit: \(quoted(rule.unit))"
                checks.append(
                    "number\(repeated ? "s" : "")(\(name), \(value), "
                        + "\(rule.minimum)...\(rule.maximum)\(unit))")
            }
        case .message:
            if !rule.itemsCheckedByMethod { checks.append("nested(\(name), \(value))") }
        case .bool, .value, .role, .instant: break
        }
        return checks
    }

    private func isSet(_ member: Member) -> String {
        let value = "self.\(member.escaped)"
        if member.field.isRepeated { return "!\(value).isEmpty" }
        if member.declaration.type.hasSuffix("?") { return "\(value) != nil" }
        switch member.type {
        case .number: return "\(value) != 0"
        case .text, .octets: return "!\(value).isEmpty"
        case .value: return "\(value) != \(member.declaration.initial)"
        case .bool: return value
        case .role, .instant, .message: return "\(value) != nil"
        }
    }

    private func redaction(_ source: inout Source) {
        guard self.writer.symbols.isPersonal(self.writer.message) else {
            return source.line("self")
        }
        source.line("var copy = self")
        for member in self.writer.members {
            if member.field.rule.personal {
                source.line("copy.\(member.escaped) = \(member.declaration.initial)")
            } else if case .message(let inner, _) = member.type,
                self.writer.symbols.isPersonal(inner)
            {
                let call = member.field.isRepeated ? ".map { $0.redacted() }" : "?.redacted()"
                source.line("copy.\(member.escaped) = self.\(member.escaped)\(call)")
            }
        }
        source.line("return copy")
    }

    /// The conformance to `Resource`.
    func resource(_ source: inout Source) {
        guard let rule = self.writer.message.resource else { return }
        source.line()
        source.block("extension \(self.swiftName): Resource") { source in
            source.line("public static let collection = \(quoted(rule.collection))")
            source.line("public static let machine = \(quoted(rule.machine))")
            if rule.isDisclosed { source.line("public static let isDisclosed = true") }
            source.line()
            source.block("public var owners: [String]") { source in
                let owners = self.members(rule.owners).map { member in
                    let value = "self.\(member.escaped)"
                    return member.field.isRepeated ? value : "[\(value)]"
                }
                let all = owners.isEmpty ? "[]" : owners.joined(separator: " + ")
                source.line(owners.isEmpty ? "[]" : "(\(all)).filter { !$0.isEmpty }")
            }
            if self.members(["reason"]).contains(where: { $0.field.kind == .string }) {
                source.line()
                source.block("public mutating func note(reason: String)") { source in
                    source.line("self.reason = reason")
                }
            }
            if let day = self.members([rule.ownedOn]).first {
                source.line("public var ownedOn: String { self.\(day.escaped) }")
            }
            source.line()
            let names = self.indexes(rule)
            let list = names.map(quoted).joined(separator: ", ")
            source.line("public static let indexedFields: [String] = [\(list)]")
            source.block("public var indexed: [(field: String, value: String)]") { source in
                self.index(names, &source)
            }
        }
    }

    private func members(_ names: [String]) -> [Member] {
        names.compactMap { name in self.writer.members.first { $0.field.name == name } }
    }

    private func indexes(_ rule: ResourceRule) -> [String] {
        var names: [String] = []
        for name in rule.indexes + rule.owners where !names.contains(name) { names.append(name) }
        return names
    }

    private func index(_ names: [String], _ source: inout Source) {
        guard !names.isEmpty else { return source.line("[]") }
        source.line("var pairs: [(field: String, value: String)] = []")
        for member in self.members(names) {
            let name = quoted(member.field.name)
            let value = "self.\(member.escaped)"
            var text = member.field.isRepeated ? "$0" : value
            if case .value = member.type { text += ".label" }
            source.line(
                member.field.isRepeated
                    ? "pairs += \(value).map { (\(name), \(text)) }"
                    : "pairs.append((\(name), \(text)))")
        }
        source.line("return pairs.filter { !$0.value.isEmpty }")
    }
}

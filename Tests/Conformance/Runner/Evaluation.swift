import MeshJSON

/// What `{"$save": …}` found, and the rounds of repeats.
struct Variables {
    var values: [String: Value] = [:]
    let contract: Contract

    /// What a value of a case stands for.
    func value(_ source: JSONValue) throws -> Value {
        if case .array(let values) = source { return .list(try values.map { try self.value($0) }) }
        guard source.isOperator else { return Value(source) }
        if let hex = source["$hex"]?.string, let bytes = [UInt8](hex: hex) {
            let times = source["$times"]?.int ?? 1
            return .bytes(Array(repeatElement(bytes, count: times).joined()))
        }
        if let text = source["$text"]?.string { return .bytes(Array(text.utf8)) }
        if let count = source["$fill"]?.int {
            return .bytes([UInt8](repeating: UInt8(source["$byte"]?.int ?? 0), count: count))
        }
        if let name = source["$var"]?.string {
            guard let known = self.values[name] else {
                throw Mismatch("nothing was saved as \(name)")
            }
            guard let more = source["$plus"]?.int else { return known }
            return .number((known.asNumber ?? 0) + Int128(more))
        }
        if let name = source["$message"]?.string {
            return .bytes(try self.contract.encode(source["fields"] ?? .object([]), name, self))
        }
        throw Mismatch("no such value: \(source.text())")
    }

    /// Compares what was found with what a case expects; may save a variable.
    mutating func check(_ expected: JSONValue, _ found: Value, _ path: String) throws {
        if case .message(let message) = found, case .object(let members) = expected,
            !expected.isOperator
        {
            for member in members {
                let field = try message.field(member.name)
                try self.check(member.value, field, "\(path).\(member.name)")
            }
            return
        }
        if expected.isOperator, try self.match(expected, found, path) { return }
        if case .array(let wanted) = expected, case .list(let values) = found {
            try require(wanted.count == values.count, path, "\(wanted.count) elements", found)
            for (index, (wanted, value)) in zip(wanted, values).enumerated() {
                try self.check(wanted, value, "\(path)[\(index)]")
            }
            return
        }
        let wanted = try self.value(expected)
        try require(wanted == found, path, short(wanted), found)
    }

    /// - Returns: whether there was a matcher, which has then been applied.
    private mutating func match(
        _ expected: JSONValue, _ found: Value, _ path: String
    ) throws -> Bool {
        var isMatcher = false
        for member in expected.members {
            let says = "\(member.name) \(member.value.text())"
            var holds = true
            switch member.name {
            case "$save": self.values[member.value.string ?? ""] = found
            case "$any": holds = .flag(found.isSomething) == Value(member.value)
            case "$min": holds = try number(found) >= number(self.value(member.value))
            case "$max": holds = try number(found) <= number(self.value(member.value))
            case "$length": holds = found.length == member.value.int
            case "$contains": holds = found.contains(try self.value(member.value))
            case "$not": holds = try self.value(member.value) != found
            case "$in": holds = try self.value(member.value).contains(found)
            case "$message":
                guard let bytes = found.asBytes, let name = member.value.string else { continue }
                let message = Value.message(try self.contract.decode(bytes, name))
                try self.check(expected["fields"] ?? .object([]), message, path)
            default: continue
            }
            isMatcher = true
            try require(holds, path, says, found)
        }
        return isMatcher
    }
}

private func number(_ value: Value) throws -> Int128 {
    guard let number = value.asNumber else { throw Mismatch("\(short(value)) is no number") }
    return number
}

private func require(
    _ holds: Bool, _ path: String, _ expected: String, _ found: Value
) throws {
    guard holds else { throw Mismatch("\(path): expected \(expected), found \(short(found))") }
}

private func short(_ value: Value) -> String {
    let text = value.asBytes?.hex ?? "\(value)"
    return text.count <= 200 ? text : "\(text.prefix(200))… (\(value.length ?? 0) long)"
}

/// Collects what breaks the field rules of a message; called by generated code.
public struct FieldCheck {
    /// How a text must look; `govmesh.mesh.v1.Format`.
    public enum Format: Sendable {
        case any
        case civilDate
        case resourceID
        case resourceName
    }

    public private(set) var violations: [Violation] = []

    public init() {}

    private mutating func add(_ field: String, _ rule: String, _ remedy: String) {
        self.violations.append(Violation(field: field, rule: rule, remedy: remedy))
    }

    /// A field that must be set.
    public mutating func required(_ field: String, _ isSet: Bool) {
        if !isSet { self.add(field, "must be set", "give it a value") }
    }

    /// A text of at most `maximum` bytes; an absent or empty one has no format to break.
    public mutating func text(
        _ field: String, _ text: String?, _ maximum: Int = 1024, _ format: Format = .any
    ) {
        guard let text, !text.isEmpty else { return }
        self.size(field, text.utf8.count, maximum)
        switch format {
        case .any: break
        case .civilDate:
            if !isCivilDate(text) {
                self.add(field, "must be a date", "write it as year-month-day, e.g. 2026-11-24")
            }
        case .resourceID:
            if !isResourceID(text[...], upTo: 63) {
                self.add(field, "must be a resource id", "use 1 to 63 of \(idCharacters)")
            }
        case .resourceName:
            let parts = text.split(separator: "/", omittingEmptySubsequences: false)
            if parts.count != 2 || !isResourceID(parts[1], upTo: 127) || !isCollection(parts[0]) {
                self.add(
                    field, "must be a resource name",
                    "write it as collection/id, e.g. parties/sp-1; the id is 1 to 127 of \(idCharacters)"
                )
            }
        }
    }

    public mutating func texts(
        _ field: String, _ texts: [String], _ maximum: Int = 1024, _ format: Format = .any
    ) {
        for (index, text) in texts.enumerated() {
            self.text("\(field)[\(index)]", text, maximum, format)
        }
    }

    /// Bytes, or the bytes of a text.
    public mutating func size(_ field: String, _ count: Int, _ maximum: Int = 1024) {
        if count > maximum {
            self.add(field, "at most \(maximum) bytes", "shorten it by \(count - maximum) bytes")
        }
    }

    public mutating func sizes(_ field: String, _ values: [[UInt8]], _ maximum: Int = 1024) {
        for (index, value) in values.enumerated() {
            self.size("\(field)[\(index)]", value.count, maximum)
        }
    }

    public mutating func items(_ field: String, _ count: Int, _ maximum: Int = 1000) {
        if count > maximum {
            self.add(field, "at most \(maximum) elements", "leave out \(count - maximum) of them")
        }
    }

    /// A number within inclusive bounds.
    public mutating func number(
        _ field: String, _ number: (some BinaryInteger)?, _ bounds: ClosedRange<Int64>,
        unit: String = ""
    ) {
        guard let number, !bounds.contains(Int64(clamping: number)) else { return }
        let suffix = unit.isEmpty ? "" : " \(unit)"
        let rule =
            switch (bounds.lowerBound, bounds.upperBound) {
            case (let lowest, .max): "at least \(lowest)\(suffix)"
            case (.min, let highest): "at most \(highest)\(suffix)"
            case (let lowest, let highest): "from \(lowest) to \(highest)\(suffix)"
            }
        self.add(field, rule, "choose a value \(rule)")
    }

    public mutating func numbers(
        _ field: String, _ numbers: [some BinaryInteger], _ bounds: ClosedRange<Int64>,
        unit: String = ""
    ) {
        for (index, number) in numbers.enumerated() {
            self.number("\(field)[\(index)]", number, bounds, unit: unit)
        }
    }

    /// What breaks the rules inside a sub-message, under its path.
    public mutating func nested(_ field: String, _ message: (some WireMessage)?) {
        guard let message else { return }
        for violation in message.violations() {
            self.add("\(field).\(violation.field)", violation.rule, violation.remedy)
        }
    }

    public mutating func nested(_ field: String, _ messages: [some WireMessage]) {
        for (index, message) in messages.enumerated() {
            self.nested("\(field)[\(index)]", message)
        }
    }
}

private let idCharacters = "a-z, 0-9 and \"-\", starting with a letter or digit"

private func isResourceID(_ id: Substring, upTo limit: Int) -> Bool {
    guard (1...limit).contains(id.utf8.count), id.utf8.first != UInt8(ascii: "-") else {
        return false
    }
    return id.utf8.allSatisfy {
        (0x61...0x7a).contains($0) || (0x30...0x39).contains($0) || $0 == UInt8(ascii: "-")
    }
}

/// Collections are lower camel case: `creditRecords`.
private func isCollection(_ name: Substring) -> Bool {
    guard let first = name.utf8.first, (0x61...0x7a).contains(first) else { return false }
    return name.utf8.allSatisfy {
        (0x61...0x7a).contains($0) || (0x41...0x5a).contains($0) || (0x30...0x39).contains($0)
            || $0 == UInt8(ascii: "-")
    }
}

private func isCivilDate(_ text: String) -> Bool {
    let octets = Array(text.utf8)
    guard octets.count == 10, octets[4] == 0x2d, octets[7] == 0x2d else { return false }
    func number(_ range: Range<Int>) -> Int? {
        var value = 0
        for octet in octets[range] {
            guard (0x30...0x39).contains(octet) else { return nil }
            value = value * 10 + Int(octet - 0x30)
        }
        return value
    }
    guard
        let year = number(0..<4), let month = number(5..<7), let day = number(8..<10),
        year >= 1, (1...12).contains(month)
    else { return false }
    let isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
    let lengths = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
    return (1...lengths[month - 1]).contains(day)
}

import MeshJSON

/// Why a record lacks what its reader needs.
struct FieldError: Error, Equatable, Sendable {
    var reason: String
}

/// The fields of one record, read by name and kind.
struct JSONRecord {
    /// How the publisher writes "no date": these are values, not mistakes.
    private static let noDate: Set<String> = [
        "", "N/A", "No FRR Date", "Not Active", "Not Authorized", "Not In Process",
    ]

    private let members: [String: JSONValue]

    init(_ value: JSONValue) throws(FieldError) {
        guard case .object(let members) = value else {
            throw FieldError(reason: "not an object")
        }
        self.members = Dictionary(members.map { ($0.name, $0.value) }) { first, _ in first }
    }

    /// Reads the text of one record.
    init(_ bytes: [UInt8]) throws(FieldError) {
        let value: JSONValue
        do {
            value = try JSONValue(parsing: bytes)
        } catch {
            throw FieldError(reason: "\(error.problem) at byte \(error.offset)")
        }
        try self.init(value)
    }

    func text(_ name: String) throws(FieldError) -> String {
        guard let text = try self.textIfPresent(name) else {
            throw FieldError(reason: "\(name) is missing")
        }
        return text
    }

    /// Text of the field `name`, or of `other` in older files.
    func text(_ name: String, before other: String) throws(FieldError) -> String {
        if let text = try self.textIfPresent(name) { return text }
        return try self.text(other)
    }

    /// Text of a field that older files lack.
    func textIfPresent(_ name: String) throws(FieldError) -> String? {
        switch self.members[name] {
        case nil, .null: return nil
        case .string(let text): return text
        case .object, .array, .number, .bool: throw FieldError(reason: "\(name) is not text")
        }
    }

    /// An identifier that must not be empty, written as text or as a number.
    func identifier(_ name: String) throws(FieldError) -> String {
        if case .number(let digits) = self.members[name] { return digits }
        let text = try self.text(name)
        guard !text.isEmpty else { throw FieldError(reason: "\(name) is empty") }
        return text
    }

    func integer(_ name: String) throws(FieldError) -> Int64 {
        guard let value = self.members[name] else {
            throw FieldError(reason: "\(name) is missing")
        }
        guard case .number(let digits) = value, let number = Int64(digits) else {
            throw FieldError(reason: "\(name) is not a whole number")
        }
        return number
    }

    /// The civil date, `YYYY-MM-DD`; nil where the publisher says there is none.
    func date(_ name: String) throws(FieldError) -> String? {
        guard let text = try self.textIfPresent(name), !Self.noDate.contains(text) else {
            return nil
        }
        guard let date = CalendarText.civilDate(text) else {
            throw FieldError(reason: "\(name) is not a date: \(text)")
        }
        return date
    }

    /// The texts of a list; empty ones, the publisher's filler, are left out.
    func texts(_ name: String) throws(FieldError) -> [String] {
        var texts: [String] = []
        for element in try self.elements(name) {
            guard case .string(let text) = element else {
                throw FieldError(reason: "\(name) holds something that is not text")
            }
            if !text.isEmpty { texts.append(text) }
        }
        return texts
    }

    /// The `id` of each object of a list.
    func identifiers(_ name: String) throws(FieldError) -> [String] {
        var identifiers: [String] = []
        for element in try self.elements(name) {
            identifiers.append(try JSONRecord(element).identifier("id"))
        }
        return identifiers
    }

    private func elements(_ name: String) throws(FieldError) -> [JSONValue] {
        switch self.members[name] {
        case nil, .null: return []
        case .array(let elements): return elements
        case .object, .string, .number, .bool: throw FieldError(reason: "\(name) is not a list")
        }
    }
}

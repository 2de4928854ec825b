/// The unified social credit code of a legal entity (统一社会信用代码, GB 32100-2015).
///
/// 7.1, R5.3-1.
package enum UnifiedCreditCode {
    private static let alphabet = Array("0123456789ABCDEFGHJKLMNPQRTUWXY")
    private static let weights = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28]

    /// Upper case; full-width characters are left as they are and refused.
    package static func normalised(_ code: String) -> String {
        String(code.map { $0.isASCII ? Character($0.uppercased()) : $0 })
    }

    /// Everything that is wrong with a normalised code, each with the position where it shows.
    package static func faults(in code: String) -> [String] {
        let characters = Array(code)
        guard characters.count == 18 else {
            return ["has \(characters.count) characters instead of 18"]
        }
        var values: [Int] = []
        for (index, character) in characters.enumerated() {
            guard let value = Self.alphabet.firstIndex(of: character) else {
                return ["position \(index + 1): \(character) is not one of the 31 characters"]
            }
            values.append(value)
        }
        if let index = (2..<8).first(where: { values[$0] > 9 }) {
            return ["position \(index + 1): the division must be digits"]
        }
        var faults: [String] = []
        let check = Self.checkCharacter(values)
        if characters[17] != check {
            faults.append("position 18: the check character should be \(check)")
        }
        let body = String(characters[8..<16])
        if let inner = OrganisationCode.checkCharacter(body), inner != characters[16] {
            faults.append("position 17: the organisation code's check character should be \(inner)")
        }
        return faults
    }

    private static func checkCharacter(_ values: [Int]) -> Character {
        let sum = zip(values, Self.weights).reduce(0) { $0 + $1.0 * $1.1 }
        return Self.alphabet[(31 - sum % 31) % 31]
    }

    /// A valid code in the area reserved for internal use, PDY00001 to PDY99999 (7.3).
    ///
    /// - Parameters:
    ///   - prefix: Registering department, class and division, 8 characters.
    ///   - number: 1 to 99,999.
    package static func internalCode(prefix: String, number: Int) -> String? {
        let digits = String(number)
        guard prefix.count == 8, (1...99_999).contains(number) else { return nil }
        let body = "PDY" + String(repeating: "0", count: 5 - digits.count) + digits
        guard let inner = OrganisationCode.checkCharacter(body) else { return nil }
        let first = Array(prefix + body + String(inner))
        let values = first.compactMap { Self.alphabet.firstIndex(of: $0) }
        guard values.count == 17 else { return nil }
        return String(first) + String(Self.checkCharacter(values))
    }
}

/// The organisation code inside the credit code (组织机构代码, GB 11714-1997).
///
/// 7.3.
package enum OrganisationCode {
    private static let alphabet = Array("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ")
    private static let weights = [3, 7, 9, 10, 5, 8, 4, 2]

    /// The check character of an 8 character body; `nil` when the body is none.
    package static func checkCharacter(_ body: String) -> Character? {
        let values = body.compactMap { Self.alphabet.firstIndex(of: $0) }
        guard values.count == 8, body.count == 8 else { return nil }
        let sum = zip(values, Self.weights).reduce(0) { $0 + $1.0 * $1.1 }
        switch 11 - sum % 11 {
        case 10: return "X"
        case 11: return "0"
        case let value: return Self.alphabet[value]
        }
    }
}

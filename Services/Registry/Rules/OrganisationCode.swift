import MeshPrimitives

/// An organisation code (组织机构代码), stored without its hyphen.
///
/// The check cannot tell characters 11 values apart (`PDY00001`, `PDYB0001` and `PDYM0001` all
/// check to X), so it proves nothing alone; inside a unified credit code the outer check does.
///
/// - Source: GB 11714-1997; requirement 7.3 (found F18).
package struct OrganisationCode: Sendable, Hashable {
    /// Eight body characters and the check character.
    package let text: String

    package enum Failure: Error, Sendable, Hashable {
        /// The number of characters found, without a hyphen before the last; 9 are needed.
        case length(Int)
        /// Not a digit or letter; the position counts from 1 without the hyphen.
        case character(Character, position: Int)
        case checkCharacter(found: Character, expected: Character)
    }

    /// Lower case and the display hyphen before the last character are accepted.
    package init(_ input: String) throws(Failure) {
        var characters = input.map(\.asciiUppercased)
        if characters.count == 10 && characters[8] == "-" { characters.remove(at: 8) }
        if let failure = Self.failure(in: characters) { throw failure }
        self.text = String(characters)
    }

    /// With the hyphen, as printed: `D2143569-X`.
    package var displayText: String {
        "\(self.text.prefix(8))-\(self.text.suffix(1))"
    }

    /// Whether the code lies in PDY00001 to PDY99999, reserved for internal use.
    ///
    /// Such codes must not be exchanged between systems: tests and temporary ids only.
    package var isReservedForInternalUse: Bool {
        self.text.hasPrefix("PDY")
            && self.text.dropFirst(3).prefix(5).allSatisfy { ("0"..."9").contains($0) }
            && self.text.dropFirst(3).prefix(5) != "00000"
    }

    /// The first reason why nine upper-case characters are no organisation code.
    static func failure(in characters: [Character]) -> Failure? {
        for (index, character) in characters.enumerated() {
            // The ninth character is a digit or X; another letter fails as a check character.
            if Self.value(of: character) == nil {
                return .character(character, position: index + 1)
            }
        }
        guard characters.count == 9 else { return .length(characters.count) }
        guard let expected = Self.checkCharacter(of: characters.dropLast()) else { return nil }
        return characters[8] == expected
            ? nil : .checkCharacter(found: characters[8], expected: expected)
    }

    /// `nil` unless the body is eight characters of 0-9 and A-Z.
    package static func checkCharacter(of body: some Collection<Character>) -> Character? {
        let values = body.compactMap(Self.value(of:))
        guard values.count == 8, body.count == 8 else { return nil }
        let sum = zip(values, [3, 7, 9, 10, 5, 8, 4, 2]).reduce(0) { $0 + $1.0 * $1.1 }
        switch 11 - sum % 11 {
        case 10: return "X"
        case 11: return "0"
        case let digit: return Character(String(digit))
        }
    }

    /// 0-9 and A=10 to Z=35: all letters count, unlike in the unified credit code.
    private static func value(of character: Character) -> Int? {
        guard let ascii = character.asciiValue else { return nil }
        switch character {
        case "0"..."9": return Int(ascii) - 48
        case "A"..."Z": return Int(ascii) - 55
        default: return nil
        }
    }
}

extension OrganisationCode.Failure {
    package var refusal: Refusal {
        switch self {
        case .length(let count):
            Self.refusal(
                "ORGANISATION_CODE_LENGTH", "", "The organisation code has \(count) characters.",
                "Give 8 characters and the check character.")
        case .character(let character, let position):
            Self.refusal(
                "ORGANISATION_CODE_CHARACTER", "position \(position)",
                "'\(character)' cannot stand in an organisation code.",
                "Use half-width digits and letters A to Z.")
        case .checkCharacter(let found, let expected):
            Self.refusal(
                "ORGANISATION_CODE_CHECK", "position 9",
                "The check character is '\(found)', but the body gives '\(expected)'.",
                "Compare the code with the certificate, character by character.")
        }
    }

    private static func refusal(
        _ code: String, _ subject: String, _ message: String, _ remedy: String
    ) -> Refusal {
        Refusal(
            code: code, subject: subject, message: message, remedy: remedy, requirement: "7.3",
            source: "found F18")
    }
}

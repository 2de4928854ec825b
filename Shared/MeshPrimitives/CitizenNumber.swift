/// A citizen identity number (公民身份号码) of 18 characters, normalised to a capital X.
///
/// A number that passes is well formed; it never proves who somebody is.
///
/// - Source: GB 11643-1999; requirement 7.2 (found F19).
package struct CitizenNumber: Sendable, Hashable {
    package let text: String
    package let birthDate: CivilDate

    package enum Failure: Sendable, Hashable {
        /// The number of characters found; 18, or 15 in the legacy form, are needed.
        case length(Int)
        /// Not a half-width digit, nor an X at the end; the position counts from 1.
        case character(Character, position: Int)
        /// The eight digits name a day that does not exist.
        case birthDate(String)
        case checkCharacter(found: Character, expected: Character)
    }

    /// All reasons why a text is no citizen number.
    package struct Invalid: Error, Sendable, Hashable {
        package let failures: [Failure]
    }

    /// What is well formed but asks for a second look.
    package enum Flag: Sendable, Hashable {
        case olderThan120Years
        case bornInFuture
    }

    /// Accepts also the legacy form of 15 digits, born 19xx, and stores it as 18.
    package init(_ input: String) throws(Invalid) {
        var characters = input.map(\.asciiUppercased)
        if characters.count == 15 && characters.allSatisfy(Self.isDigit) {
            characters.insert(contentsOf: "19", at: 6)
            characters += Self.checkCharacter(of: characters).map { [$0] } ?? []
        }
        let birthDate = Self.birthDate(of: characters)
        let failures = Self.failures(in: characters)
        guard failures.isEmpty, let birthDate else { throw Invalid(failures: failures) }
        self.text = String(characters)
        self.birthDate = birthDate
    }

    /// The last digit of the sequence is odd for men and even for women.
    package var isMale: Bool {
        self.text.dropFirst(16).first.map { "13579".contains($0) } ?? false
    }

    package func flags(on date: CivilDate) -> Set<Flag> {
        if self.birthDate > date { return [.bornInFuture] }
        return self.birthDate.adding(months: 121 * 12) <= date ? [.olderThan120Years] : []
    }

    private static func failures(in characters: [Character]) -> [Failure] {
        var failures: [Failure] = []
        if characters.count != 18 { failures.append(.length(characters.count)) }
        for (index, character) in characters.enumerated() {
            let isCheck = index == 17 && character == "X"
            if !isCheck && !Self.isDigit(character) {
                failures.append(.character(character, position: index + 1))
            }
        }
        guard failures.isEmpty else { return failures }
        if Self.birthDate(of: characters) == nil {
            failures.append(.birthDate(String(characters[6..<14])))
        }
        if let expected = Self.checkCharacter(of: characters.dropLast()),
            expected != characters[17]
        {
            failures.append(.checkCharacter(found: characters[17], expected: expected))
        }
        return failures
    }

    /// `nil` unless given 17 digits.
    package static func checkCharacter(of body: some Collection<Character>) -> Character? {
        let digits = body.compactMap { Self.isDigit($0) ? $0.wholeNumberValue : nil }
        guard digits.count == 17, body.count == 17 else { return nil }
        let weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
        let sum = zip(digits, weights).reduce(0) { $0 + $1.0 * $1.1 }
        return Array("10X98765432")[sum % 11]
    }

    private static func birthDate(of characters: [Character]) -> CivilDate? {
        guard characters.count == 18 else { return nil }
        let parts = [characters[6..<10], characters[10..<12], characters[12..<14]]
        return CivilDate(parts.map { String($0) }.joined(separator: "-"))
    }

    private static func isDigit(_ character: Character) -> Bool {
        ("0"..."9").contains(character) && character.isASCII
    }
}

extension CitizenNumber.Invalid {
    package var refusals: [Refusal] { self.failures.map(\.refusal) }
}

extension CitizenNumber.Failure {
    /// Never repeats the number: refusals are logged and shown, the number is personal data.
    package var refusal: Refusal {
        switch self {
        case .length(let count):
            Self.refusal(
                "CITIZEN_NUMBER_LENGTH", "", "The number has \(count) characters.",
                "Give 18 characters, or the 15 digits of the legacy form.")
        case .character(_, let position):
            Self.refusal(
                "CITIZEN_NUMBER_CHARACTER", "position \(position)",
                "The number has a character that cannot stand there.",
                "Use half-width digits; only the last character may be X.")
        case .birthDate:
            Self.refusal(
                "CITIZEN_NUMBER_BIRTH_DATE", "positions 7 to 14",
                "The birth date does not exist.", "Compare the number with the document.")
        case .checkCharacter:
            Self.refusal(
                "CITIZEN_NUMBER_CHECK", "position 18",
                "The check character does not fit the number.",
                "Compare the number with the document, digit by digit.")
        }
    }

    private static func refusal(
        _ code: String, _ subject: String, _ message: String, _ remedy: String
    ) -> Refusal {
        Refusal(
            code: code, subject: subject, message: message, remedy: remedy, requirement: "7.2",
            source: "found F19")
    }
}

extension Character {
    /// Capital for the letters a to z only: a full case mapping would turn `ı` into `I`.
    package var asciiUppercased: Character {
        self.isASCII ? Character(self.uppercased()) : self
    }
}

import MeshPrimitives

/// A unified social credit code (统一社会信用代码), normalised to upper case.
///
/// Registering department, organisation class, division (6 digits), organisation code (9), check.
///
/// - Source: GB 32100-2015; requirement 7.1 (found F17).
package struct UnifiedCreditCode: Sendable, Hashable {
    package let text: String

    package enum Failure: Sendable, Hashable {
        /// The number of characters found; 18 are needed.
        case length(Int)
        /// Outside the alphabet: I, O, S, V, Z, full-width or no letter at all. Counts from 1.
        case character(Character, position: Int)
        /// A letter in the division, positions 3 to 8.
        case division(Character, position: Int)
        case checkCharacter(found: Character, expected: Character)
        /// Characters 9 to 17 are no organisation code; independent of the outer check.
        case organisationCode(OrganisationCode.Failure)
    }

    /// All reasons why a text is no unified credit code.
    package struct Invalid: Error, Sendable, Hashable {
        package let failures: [Failure]
    }

    /// Lower case is accepted; full-width characters are refused, not converted (RX-12).
    package init(_ input: String) throws(Invalid) {
        let characters = input.map(\.asciiUppercased)
        let failures = Self.failures(in: characters)
        guard failures.isEmpty else { throw Invalid(failures: failures) }
        self.text = String(characters)
    }

    private static let alphabet = Array("0123456789ABCDEFGHJKLMNPQRTUWXY")
    private static let values = Dictionary(
        uniqueKeysWithValues: Self.alphabet.enumerated().map { ($1, $0) })
    /// Powers of 3 modulo 31.
    private static let weights = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28]

    private static func failures(in characters: [Character]) -> [Failure] {
        var failures: [Failure] = []
        if characters.count != 18 { failures.append(.length(characters.count)) }
        for (index, character) in characters.enumerated() {
            if Self.values[character] == nil {
                failures.append(.character(character, position: index + 1))
            } else if (2..<8).contains(index) && !("0"..."9").contains(character) {
                failures.append(.division(character, position: index + 1))
            }
        }
        guard characters.count == 18 else { return failures }
        // A character outside the alphabet makes the outer check meaningless, not the inner one.
        if let expected = Self.checkCharacter(of: characters.dropLast()),
            Self.values[characters[17]] != nil, characters[17] != expected
        {
            failures.append(.checkCharacter(found: characters[17], expected: expected))
        }
        if let failure = OrganisationCode.failure(in: Array(characters[8..<17])) {
            failures.append(.organisationCode(failure))
        }
        return failures
    }

    /// `nil` unless all 17 characters belong to the alphabet.
    package static func checkCharacter(of body: some Collection<Character>) -> Character? {
        let values = body.compactMap { Self.values[$0] }
        guard values.count == 17, body.count == 17 else { return nil }
        let sum = zip(values, Self.weights).reduce(0) { $0 + $1.0 * $1.1 }
        // The outer remainder turns 31 into 0; validators without it refuse good codes.
        return Self.alphabet[(31 - sum % 31) % 31]
    }
}

extension UnifiedCreditCode {
    /// What the first two characters suggest about the role of a party; never a reason to refuse.
    package enum RoleHint: Sendable, Hashable {
        /// 11 state organ (机关), 12 public institution (事业单位), 13 organ of the same department.
        case governmentSide
        case none
    }

    package var roleHint: RoleHint {
        ["11", "12", "13"].contains(self.text.prefix(2)) ? .governmentSide : .none
    }

    /// Whether the code is a made-up one of the area PDY00001 to PDY99999 (7.3).
    package var isTestCode: Bool {
        let inner = try? OrganisationCode(String(self.text.dropFirst(8).prefix(9)))
        return inner?.isReservedForInternalUse ?? false
    }

    /// Why this code cannot stand in a filing: test codes are refused outside test systems.
    package func filingRefusal(allowingTestCodes: Bool) -> Refusal? {
        guard self.isTestCode && !allowingTestCodes else { return nil }
        return Refusal(
            code: "CREDIT_CODE_RESERVED", subject: self.text,
            message: "Codes with PDY00001 to PDY99999 are reserved for internal use.",
            remedy: "File with the code on the party's registration certificate.",
            requirement: "7.3", source: "found F18")
    }

    /// A valid code of the reserved test area.
    ///
    /// - Parameters:
    ///   - department: The registering department, such as 9 for market regulation.
    ///   - organisationClass: The class within the department, such as 1 for an enterprise.
    ///   - division: The administrative division, six digits.
    ///   - number: 1...99 999.
    /// - Returns: `nil` when a part is not of that form.
    package static func testCode(
        department: Character, organisationClass: Character, division: String, number: Int
    ) -> UnifiedCreditCode? {
        guard (1...99_999).contains(number) else { return nil }
        let digits = String(number)
        let body = "PDY" + String(repeating: "0", count: 5 - digits.count) + digits
        guard let inner = OrganisationCode.checkCharacter(of: body) else { return nil }
        let text = "\(department)\(organisationClass)\(division)\(body)\(inner)"
        guard let check = Self.checkCharacter(of: text) else { return nil }
        // Every failure of the parts means the same here: the caller gave no such part.
        return try? UnifiedCreditCode("\(text)\(check)")
    }
}

extension UnifiedCreditCode.Invalid {
    package var refusals: [Refusal] { self.failures.map(\.refusal) }
}

extension UnifiedCreditCode.Failure {
    package var refusal: Refusal {
        switch self {
        case .length(let count):
            Self.refusal(
                "CREDIT_CODE_LENGTH", "", "The code has \(count) characters.", "Give 18.")
        case .character(let character, let position):
            Self.refusal(
                "CREDIT_CODE_CHARACTER", "position \(position)",
                "'\(character)' cannot stand in a unified credit code.",
                "Use half-width digits and capital letters without I, O, S, V and Z.")
        case .division(let character, let position):
            Self.refusal(
                "CREDIT_CODE_DIVISION", "position \(position)",
                "'\(character)' stands in the administrative division.",
                "Positions 3 to 8 are digits.")
        case .checkCharacter(let found, let expected):
            Self.refusal(
                "CREDIT_CODE_CHECK", "position 18",
                "The check character is '\(found)', but the code gives '\(expected)'.",
                "Compare the code with the certificate, character by character.")
        case .organisationCode(let failure):
            Self.inner(failure.refusal)
        }
    }

    /// The inner code keeps its own code and rule id; the subject says where it sits.
    private static func inner(_ refusal: Refusal) -> Refusal {
        var refusal = refusal
        refusal.subject = "positions 9 to 17"
        return refusal
    }

    private static func refusal(
        _ code: String, _ subject: String, _ message: String, _ remedy: String
    ) -> Refusal {
        Refusal(
            code: code, subject: subject, message: message, remedy: remedy, requirement: "7.1",
            source: "found F17")
    }
}

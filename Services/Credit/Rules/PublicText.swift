import MeshPrimitives

/// Text that anybody may read must not tell who a natural person is (7.13, RX-12).
package enum PublicText {
    /// Why a text may not stand in a public field; `nil` when it may.
    ///
    /// Looks for valid citizen numbers and for mobile phone numbers; names it cannot know.
    package static func refusal(_ text: String, in field: String) -> Refusal? {
        guard let found = Self.personal(in: text).first else { return nil }
        return Self.refusal(field, found.what, found.masked)
    }

    /// The text with every citizen and phone number masked.
    package static func masked(_ text: String) -> String {
        var masked = text
        for found in Self.personal(in: text).reversed() {
            masked.replaceSubrange(found.range, with: found.masked)
        }
        return masked
    }

    /// What tells who somebody is, in the order of the text.
    private static func personal(
        in text: String
    ) -> [(range: Range<String.Index>, what: String, masked: String)] {
        let runs = text.split { !$0.isASCII || !($0.isNumber || $0 == "X" || $0 == "x") }
        return runs.compactMap { run in
            let range = run.startIndex..<run.endIndex
            if run.count == 18, (try? CitizenNumber(String(run))) != nil {
                return (range, "a citizen number", Masking.citizenNumber(String(run)))
            }
            if run.count == 11, Self.isMobile(run) {
                return (range, "a phone number", Masking.phone(String(run)))
            }
            return nil
        }
    }

    /// 1, then 3 to 9, then nine more digits.
    private static func isMobile(_ run: Substring) -> Bool {
        guard run.first == "1", let second = run.dropFirst().first else { return false }
        return ("3"..."9").contains(second) && run.allSatisfy(\.isNumber)
    }

    private static func refusal(_ field: String, _ what: String, _ masked: String) -> Refusal {
        Refusal(
            code: "PERSONAL_DATA", subject: field,
            message: "\(field) is public and holds \(what), \(masked)",
            remedy: "leave it out or mask it", requirement: "7.13",
            source: "design")
    }
}

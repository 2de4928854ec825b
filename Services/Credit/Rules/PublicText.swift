import MeshPrimitives

/// Text that anybody may read must not tell who a natural person is (7.13, RX-12).
package enum PublicText {
    /// Why a text may not stand in a public field; `nil` when it may.
    ///
    /// Looks for valid citizen numbers and for mobile phone numbers; names it cannot know.
    package static func refusal(_ text: String, in field: String) -> Refusal? {
        for run in Self.runs(of: text) {
            switch Self.find(run) {
            case .citizenNumber(let masked):
                return Self.refusal(field, "a citizen number", masked)
            case .phone(let masked): return Self.refusal(field, "a phone number", masked)
            case nil: break
            }
        }
        return nil
    }

    /// The text with such numbers masked.
    package static func masked(_ text: String) -> String {
        var masked = ""
        var place = text.startIndex
        for run in Self.runs(of: text) {
            masked += text[place..<run.startIndex]
            switch Self.find(run) {
            case .citizenNumber(let number), .phone(let number): masked += number
            case nil: masked += run
            }
            place = run.endIndex
        }
        return masked + text[place...]
    }

    /// What tells who somebody is, masked.
    private enum Finding {
        case citizenNumber(String)
        case phone(String)
    }

    private static func runs(of text: String) -> [Substring] {
        text.split { !$0.isASCII || !($0.isNumber || $0 == "X" || $0 == "x") }
    }

    private static func find(_ run: Substring) -> Finding? {
        if run.count == 18, (try? CitizenNumber(String(run))) != nil {
            return .citizenNumber(Masking.citizenNumber(String(run)))
        }
        if run.count == 11, Self.isMobile(run) { return .phone(Masking.phone(String(run))) }
        return nil
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

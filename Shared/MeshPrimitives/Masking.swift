/// Hides the identifying part of personal data before it is shown (7.13).
///
/// The code of an organisation is public and needs no mask. Text too short to keep both ends is
/// hidden entirely, so that a malformed number never leaks more than a good one.
public enum Masking {
    /// `11010519491231002X` becomes `110105********002X`.
    public static func citizenNumber(_ text: String) -> String {
        self.mask(text, keepingFirst: 6, last: 4)
    }

    /// `13800001234` becomes `138****1234`.
    public static func phone(_ text: String) -> String {
        self.mask(text, keepingFirst: 3, last: 4)
    }

    /// Keeps the first character: `欧阳修` becomes `欧**`.
    public static func name(_ text: String) -> String {
        self.mask(text, keepingFirst: 1, last: 0)
    }

    static func mask(_ text: String, keepingFirst first: Int, last: Int) -> String {
        let hidden = text.count - first - last
        guard hidden > 0 else { return String(repeating: "*", count: text.count) }
        return text.prefix(first) + String(repeating: "*", count: hidden) + text.suffix(last)
    }
}

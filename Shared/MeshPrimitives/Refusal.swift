/// One reason why a rule says no: what is wrong, the way out, and where the rule comes from.
///
/// Rules return all failing reasons as values; only a rule that cannot go on throws one.
public struct Refusal: Error, Sendable, Hashable {
    /// Machine-readable, such as `REPAIR_TOO_EARLY`.
    public var code: String
    /// What it is about, such as `position 3` or `records/r-1`; empty for the whole input.
    public var subject: String
    public var message: String
    /// The way out.
    public var remedy: String
    /// The requirement or rule id it comes from, such as `R5.2-14`.
    public var requirement: String
    /// The source tag of that requirement, such as `found F1`.
    public var source: String

    public init(
        code: String, subject: String = "", message: String, remedy: String, requirement: String,
        source: String
    ) {
        self.code = code
        self.subject = subject
        self.message = message
        self.remedy = remedy
        self.requirement = requirement
        self.source = source
    }
}

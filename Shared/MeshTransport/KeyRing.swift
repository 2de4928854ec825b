/// Which key belongs to whom, and for how long; a value, replaced whole.
///
/// A key that is not in it opens nothing.
public struct KeyRing: Sendable, Equatable {
    /// One key and its holder.
    public struct Entry: Sendable, Equatable {
        /// An account, or `service.` and the name of a service.
        public var principal: String
        /// From when and until when it opens the door, in microseconds since 1970.
        public var validFrom: Int64
        public var validUntil: Int64

        public init(principal: String, validFrom: Int64 = 0, validUntil: Int64 = .max) {
            self.principal = principal
            self.validFrom = validFrom
            self.validUntil = validUntil
        }

        /// A key that opens nothing any more.
        public static let revoked = Entry(principal: "", validUntil: 0)
    }

    private var entries: [CurveKey: Entry]
    /// Whether a key that is not in it is known to be unwanted.
    ///
    /// Until then it is told to come again.
    public var isComplete: Bool

    public init(_ entries: [CurveKey: Entry] = [:], isComplete: Bool = false) {
        self.entries = entries
        self.isComplete = isComplete
    }

    public subscript(key: CurveKey) -> Entry? {
        get { self.entries[key] }
        set { self.entries[key] = newValue }
    }

    /// This ring with what `other` says; where both know a key, `other` holds.
    public func overridden(by other: KeyRing) -> KeyRing {
        KeyRing(
            self.entries.merging(other.entries) { $1 },
            isComplete: self.isComplete || other.isComplete)
    }

    /// Who holds `key` at `time`; `nil` for nobody.
    ///
    /// The bootstrap account has no key: it exists on one host only.
    public func holder(of key: CurveKey, at time: Int64) -> String? {
        guard let entry = self.entries[key], entry.validFrom <= time, time < entry.validUntil,
            !entry.principal.isEmpty, entry.principal != "system"
        else { return nil }
        return entry.principal
    }

    /// What an applicant with this key is told.
    public func admits(_ key: CurveKey, at time: Int64) -> Admittance {
        if self.holder(of: key, at: time) != nil { return .admitted }
        return self.isComplete || self.entries[key] != nil ? .denied : .notYet
    }
}

/// Requests that were at work when a worker died, and those that were proven to kill.
///
/// A suspect is known by a fingerprint, which another request may share: that costs it a trial and no
/// more. Only a digest convicts.
public struct Quarantine: Sendable {
    /// Bounds of what is remembered; times in microseconds.
    public struct Limits: Sendable, Hashable {
        public var suspects = 1_024
        public var letters = 256
        /// How long a suspect is remembered.
        public var memory: Int64 = 600_000_000

        public init() {}
    }

    /// What is known of a fingerprint.
    public enum Standing: Sendable, Equatable {
        /// So many workers died with it.
        case suspect(deaths: Int)
        /// One request with this fingerprint is quarantined.
        case quarantined
    }

    private struct Suspect {
        var deaths: Int
        var last: Int64
    }

    private let limits: Limits
    private var suspects: [UInt64: Suspect] = [:]
    public private(set) var letters: [QuarantinedRequest] = [] {
        didSet { self.quarantined = Set(self.letters.map(\.fingerprint)) }
    }
    private var quarantined: Set<UInt64> = []

    public init(_ limits: Limits = .init()) {
        self.limits = limits
    }

    /// Whether no request needs to be looked up.
    public var isEmpty: Bool { self.suspects.isEmpty && self.letters.isEmpty }
    public var suspectCount: Int { self.suspects.count }

    public subscript(fingerprint: UInt64) -> Standing? {
        if self.quarantined.contains(fingerprint) { return .quarantined }
        return self.suspects[fingerprint].map { .suspect(deaths: $0.deaths) }
    }

    /// A worker died with this request.
    public mutating func noteDeath(with fingerprint: UInt64, at now: Int64) {
        // Full of suspects there is a greater trouble than one message.
        guard self.suspects[fingerprint] != nil || self.suspects.count < self.limits.suspects
        else { return }
        self.suspects[fingerprint, default: Suspect(deaths: 0, last: now)].deaths += 1
        self.suspects[fingerprint]?.last = now
    }

    /// A worker answered it: it does not kill.
    public mutating func clear(_ fingerprint: UInt64) {
        self.suspects[fingerprint] = nil
    }

    /// A worker died with this request and nothing else; the oldest letter makes room.
    public mutating func convict(_ letter: QuarantinedRequest) {
        var letter = letter
        letter.deaths = (self.suspects[letter.fingerprint]?.deaths ?? 0) + 1
        self.suspects[letter.fingerprint] = nil
        if self.letters.count >= self.limits.letters { self.letters.removeFirst() }
        self.letters.append(letter)
    }

    /// The letter of exactly this request, which was sent again at `time`, since 1970.
    public mutating func letter(
        _ service: String, _ method: String, _ digest: [UInt8], refusedAt time: Int64
    ) -> QuarantinedRequest? {
        let place = self.letters.firstIndex {
            $0.digest == digest && $0.method == method && $0.service == service
        }
        guard let place else { return nil }
        self.letters[place].refused += 1
        self.letters[place].lastSeen = time
        return self.letters[place]
    }

    /// Lets the request of a letter run again.
    ///
    /// - Returns: `nil` when there is no such letter.
    public mutating func release(_ id: String) -> QuarantinedRequest? {
        self.letters.firstIndex { $0.id == id }.map { self.letters.remove(at: $0) }
    }

    public mutating func expire(at now: Int64) {
        guard !self.suspects.isEmpty else { return }
        self.suspects = self.suspects.filter { now - $0.value.last < self.limits.memory }
    }
}

/// A request that no worker gets any more; its content is not kept.
public struct QuarantinedRequest: Sendable, Hashable {
    let fingerprint: UInt64
    public let service: String
    public let method: String
    /// SHA-256 of the payload.
    public let digest: [UInt8]
    /// Of the payload, in bytes.
    public let size: Int
    /// Who sent it when it was convicted.
    public let principal: String
    /// Microseconds since 1970.
    public let quarantined: Int64
    public internal(set) var lastSeen: Int64
    /// Workers that died with it.
    public internal(set) var deaths = 0
    /// How often it was refused since.
    public internal(set) var refused = 0

    public init(
        fingerprint: UInt64, service: String, method: String, digest: [UInt8], size: Int,
        principal: String, at time: Int64
    ) {
        self.fingerprint = fingerprint
        self.service = service
        self.method = method
        self.digest = digest
        self.size = size
        self.principal = principal
        self.quarantined = time
        self.lastSeen = time
    }

    /// 16 hexadecimal digits, the same at every gateway.
    public var id: String {
        let word = self.digest.prefix(8).reduce(self.fingerprint) {
            ($0 << 8 | $0 >> 56) ^ UInt64($1)
        }
        let digits = String(word, radix: 16)
        return String(repeating: "0", count: 16 - digits.count) + digits
    }
}

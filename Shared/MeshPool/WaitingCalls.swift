import MeshTransport

/// How much a call matters; `Envelope.priority`.
public enum Priority: UInt32, CaseIterable, Sendable {
    case normal = 0
    /// Only services of the mesh may say so.
    case critical = 1
    /// May be refused early.
    case sheddable = 2
    /// Has all the time in the world.
    case batch = 3

    /// In the order they are served.
    public static let served: [Priority] = [.critical, .normal, .sheddable, .batch]

    public init(_ number: UInt32, of principal: String) {
        let named = Priority(rawValue: number) ?? .normal
        self = named == .critical && !principal.hasPrefix("service.") ? .normal : named
    }
}

/// Calls that wait for one service: by priority, and among equals each principal in turn, however
/// many it has sent.
public struct WaitingCalls {
    private struct Line {
        var calls: [String: FirstInFirstOut<UInt64>] = [:]
        var turns = FirstInFirstOut<String>()

        mutating func append(_ number: UInt64, of principal: String) {
            if self.calls[principal] == nil { self.turns.append(principal) }
            self.calls[principal, default: FirstInFirstOut()].append(number)
        }

        mutating func popFirst() -> UInt64? {
            guard let principal = self.turns.popFirst(),
                let number = self.calls[principal]?.popFirst()
            else { return nil }
            if self.calls[principal]?.isEmpty == true {
                self.calls[principal] = nil
            } else {
                self.turns.append(principal)
            }
            return number
        }
    }

    private var lines = Priority.allCases.map { _ in Line() }

    public init() {}

    /// Numbers of calls; one that is over is skipped by who takes it out.
    public mutating func append(_ number: UInt64, of principal: String, _ priority: Priority) {
        self.lines[Int(priority.rawValue)].append(number, of: principal)
    }

    public mutating func popFirst() -> UInt64? {
        for priority in Priority.served {
            if let number = self.lines[Int(priority.rawValue)].popFirst() { return number }
        }
        return nil
    }
}

/// How long calls wait for a service, measured while some do.
public struct QueueTime: Sendable {
    /// Microseconds that one call takes away from the queue; 0 before it was measured.
    public private(set) var perCall: Int64 = 0
    private var finished: Int64 = 0
    private var wasBusy = false
    private var since: Int64 = 0
    /// Since when some call has waited at any time; `nil` when none does, or none did when stock
    /// was taken last.
    private var standing: Int64?
    private var hasRefused = false
    /// Whether calls may wait only a moment, since more come than are answered.
    public private(set) var isOverrun = false

    public init() {}

    public mutating func noteEnd() { self.finished += 1 }

    /// No call waits any more.
    public mutating func noteEmpty() { self.standing = nil }

    /// A call was told to come again.
    public mutating func noteRefusal() { self.hasRefused = true }

    /// Takes stock, some ten times a second; only an interval in which calls waited from end to
    /// end says how fast they go.
    ///
    /// - Parameter limit: How long calls may wait without a pause before the queue is kept short;
    ///   that ends with an interval after which none waits and in which none was refused.
    public mutating func measure(isBusy: Bool, limit: Int64, at now: Int64) {
        if isBusy, self.wasBusy {
            let sample = (now - self.since) / max(self.finished, 1)
            self.perCall = self.perCall == 0 ? sample : (self.perCall + sample) / 2
        }
        self.wasBusy = isBusy
        self.standing = isBusy ? self.standing ?? now : nil
        if let standing = self.standing {
            self.isOverrun = self.isOverrun || now - standing >= limit
        } else if !self.hasRefused {
            self.isOverrun = false
        }
        self.hasRefused = false
        self.finished = 0
        self.since = now
    }

    /// How long a call would wait behind `count` others, in microseconds.
    public func expected(behind count: Int) -> Int64 { self.perCall * Int64(count) }
}

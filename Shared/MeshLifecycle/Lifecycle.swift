import MeshPrimitives
import MeshWire

/// The life of one kind of resource, as a table.
///
/// A row says from which states a command leads where and which guards must hold, or at which date
/// a state becomes another by itself. The table is the only description: legality, the list of
/// commands allowed now and the diagrams come from it. Who may give a command stands in the
/// contract, at the method that carries it.
package struct Lifecycle<Subject: Resource, Facts: Sendable>: Sendable {
    package typealias Row = LifecycleRow<Subject, Facts>

    package let initial: Subject.State
    package let rows: [Row]

    package init(
        initial: Subject.State, @LifecycleBuilder<Subject, Facts> rows: () -> [Row]
    ) {
        self.initial = initial
        self.rows = rows()
    }

    /// The state that holds at `now`: the stored one, moved on by every date that has passed.
    package func state(of subject: Subject, at now: Instant) -> Subject.State {
        var moved = subject
        while let turn = self.turn(of: moved), turn.at <= now, turn.to != moved.state {
            moved.state = turn.to
        }
        return moved.state
    }

    /// The next date-driven transition of the stored state.
    package func turn(of subject: Subject) -> (at: Instant, to: Subject.State)? {
        var next: (at: Instant, to: Subject.State)?
        for row in self.rows where row.from.contains(subject.state) {
            guard case .date(let date) = row.trigger, let instant = date(subject) else { continue }
            if let known = next, known.at <= instant { continue }
            next = (instant, row.to)
        }
        return next
    }

    /// The states that dates alone turn into `state`, in any number of steps.
    package func states(turningInto state: Subject.State) -> [Subject.State] {
        var found: [Subject.State] = []
        var open = [state]
        while let goal = open.popLast() {
            for row in self.rows where row.to == goal {
                guard case .date = row.trigger else { continue }
                let earlier = row.from.filter { $0 != state && !found.contains($0) }
                found += earlier
                open += earlier
            }
        }
        return found
    }

    /// Commands that lead on from `state`, in the order of the table.
    package func commands(from state: Subject.State) -> [String] {
        var commands: [String] = []
        for row in self.rows where row.from.contains(state) {
            if case .command(let command) = row.trigger, !commands.contains(command) {
                commands.append(command)
            }
        }
        return commands
    }

    /// Decides whether `command` may be given, from values alone.
    package func decide(
        _ subject: Subject, _ command: String, _ facts: Facts, at now: Instant
    ) -> Decision<Subject.State> {
        let state = self.state(of: subject, at: now)
        let candidates = self.rows.filter { row in
            guard case .command(command) = row.trigger else { return false }
            return row.from.contains(state)
        }
        guard let first = candidates.first else { return .illegal(current: state) }
        var refusals: [Refusal] = []
        for row in candidates {
            refusals = row.guards.flatMap { $0(subject, facts, now) }
            if refusals.isEmpty { return .moves(from: state, to: row.to, reason: row.needsReason) }
        }
        return .refused(current: state, refusals, reason: first.needsReason)
    }
}

/// What a life cycle says to a command.
package enum Decision<State: Sendable>: Sendable {
    case moves(from: State, to: State, reason: Bool)
    /// The table has no such row.
    case illegal(current: State)
    /// A row exists, but guards say no: all their reasons.
    case refused(current: State, [Refusal], reason: Bool)
}

/// One row of a life cycle table.
package struct LifecycleRow<Subject: Resource, Facts: Sendable>: Sendable {
    package typealias Guard = @Sendable (Subject, Facts, Instant) -> [Refusal]

    package enum Trigger: Sendable {
        case command(String)
        /// Happens by itself at the date, if the resource has one.
        case date(@Sendable (Subject) -> Instant?)
    }

    package let from: [Subject.State]
    package let trigger: Trigger
    package let to: Subject.State
    package let guards: [Guard]
    /// The command needs a reason (RX-3).
    package let needsReason: Bool
}

/// The states a row starts from; reads as a sentence with what follows.
package struct From<Subject: Resource, Facts: Sendable> {
    private let states: [Subject.State]

    package init(_ states: Subject.State...) {
        self.states = states
    }

    /// A command leads to a state, when its guards hold.
    package func on(
        _ command: String, to state: Subject.State, reason: Bool = false,
        when guards: LifecycleRow<Subject, Facts>.Guard...
    ) -> LifecycleRow<Subject, Facts> {
        LifecycleRow(
            from: self.states, trigger: .command(command), to: state, guards: guards,
            needsReason: reason)
    }

    /// A date leads to a state; to the one it starts from, while work goes on step by step.
    package func becomes(
        _ state: Subject.State, at date: @escaping @Sendable (Subject) -> Instant?
    ) -> LifecycleRow<Subject, Facts> {
        LifecycleRow(
            from: self.states, trigger: .date(date), to: state, guards: [], needsReason: false)
    }
}

@resultBuilder
package enum LifecycleBuilder<Subject: Resource, Facts: Sendable> {
    /// Tells the compiler what a row is about, so that tables need no type names.
    package static func buildExpression(
        _ row: LifecycleRow<Subject, Facts>
    ) -> LifecycleRow<Subject, Facts> {
        row
    }

    package static func buildBlock(
        _ rows: LifecycleRow<Subject, Facts>...
    ) -> [LifecycleRow<Subject, Facts>] {
        rows
    }
}

/// Stands for the facts of a life cycle whose guards need none.
package struct NoFacts: Sendable {
    package init() {}
}

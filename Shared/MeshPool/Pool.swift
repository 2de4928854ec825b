/// Members that share the calls for one service: smooth weighted round robin, in which nobody gets
/// more than a quarter above its share of what is at work.
///
/// So calls go by weight when all are equally fast, and around whoever is slow. Inlinable, as
/// `NumberTable` is.
@frozen public struct Pool<Member: AnyObject> {
    @usableFromInline struct Seat {
        @usableFromInline let member: Member
        /// Its share beside others; 0 when it can take nothing now.
        @usableFromInline var weight = 0
        /// Calls it has at work.
        @usableFromInline var load = 0
        /// How much it is behind.
        @usableFromInline var balance = 0

        @inlinable init(_ member: Member) {
            self.member = member
        }
    }

    @usableFromInline var seats: [Seat] = []

    @inlinable public init() {}

    @inlinable public var count: Int { self.seats.count }
    @inlinable public var isEmpty: Bool { self.seats.isEmpty }
    @inlinable public var members: [Member] { self.seats.map(\.member) }
    /// The only member, where it is so.
    @inlinable public var lone: Member? { self.seats.count == 1 ? self.seats[0].member : nil }

    @inlinable public func count(where isSo: (Member) -> Bool) -> Int {
        self.seats.reduce(0) { isSo($1.member) ? $0 + 1 : $0 }
    }

    @inlinable public mutating func add(_ member: Member) {
        self.seats.append(Seat(member))
    }

    @inlinable public mutating func remove(_ member: Member) {
        self.seats.removeAll { $0.member === member }
    }

    /// Whose turn it is; `nil` when none can take anything.
    ///
    /// - Parameter standing: A member's weight, 0 to be passed over, and its calls at work.
    @inlinable public mutating func next(
        _ standing: (Member) -> (weight: Int, load: Int)
    ) -> Member? {
        var (weights, loads) = (0, 1)
        for index in self.seats.indices {
            let (weight, load) = standing(self.seats[index].member)
            self.seats[index].weight = weight
            self.seats[index].load = load
            weights += weight
            loads += weight > 0 ? load : 0
        }
        var best: Int?
        var given = 0
        for index in self.seats.indices {
            let seat = self.seats[index]
            // At least one has less than its share, so somebody is found if anybody is fit.
            guard seat.weight > 0, seat.load * weights * 4 < seat.weight * loads * 5 else {
                continue
            }
            self.seats[index].balance += seat.weight
            given += seat.weight
            if let best, self.seats[best].balance >= self.seats[index].balance { continue }
            best = index
        }
        guard let best else { return nil }
        self.seats[best].balance -= given
        return self.seats[best].member
    }
}

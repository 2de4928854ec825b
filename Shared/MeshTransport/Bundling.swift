import CZeroMQ

/// The bundles of a socket: those that are being filled, and the one that is being read.
struct Bundles {
    /// Filled at once, before the oldest is sent without waiting for the round's end.
    static let most = 64

    /// Being filled in this round, or refused by a slow peer.
    fileprivate var filling: [Bundle] = []
    fileprivate var spares: [Bundle] = []
    /// Peers that were gone when theirs was to be sent.
    fileprivate var lost: [UInt64] = []
    /// What arrived, and how far it was read.
    fileprivate var arrived: Message?
    fileprivate var offset = 0

    fileprivate mutating func begin(for routing: UInt64) -> Bundle {
        let bundle = self.spares.popLast() ?? Bundle()
        bundle.begin(routing)
        self.filling.append(bundle)
        return bundle
    }

    fileprivate mutating func end(_ bundle: Bundle) {
        self.filling.removeAll { $0 === bundle }
        if self.spares.count < 8 { self.spares.append(bundle) }
    }
}

// MARK: - Sending

extension MessageSocket {
    /// Sends three frames at the end of the round, together with what else goes to the same peer;
    /// for peers that said they read bundles.
    ///
    /// ``SendOutcome/sent`` means that it will be, and ``flush()`` tells who was gone by then.
    public func post(
        to routing: UInt64 = 0, preamble: UInt64, envelope: UnsafeRawBufferPointer,
        payload: UnsafeRawBufferPointer
    ) -> SendOutcome {
        guard self.isOpen else { return .unreachable }
        guard Bundle.holds(envelope, payload) else {
            return self.send(to: routing, preamble: preamble, envelope: envelope, payload: payload)
        }
        if let bundle = self.filling(for: routing) {
            if bundle.add(preamble, envelope, payload) { return .sent }
            let outcome = self.send(bundle)
            guard outcome == .sent else { return outcome }
        } else if self.bundles.filling.count >= Bundles.most,
            let oldest = self.bundles.filling.first,
            self.send(oldest) == .unreachable
        {
            self.bundles.lost.append(oldest.routing)
        }
        _ = self.bundles.begin(for: routing).add(preamble, envelope, payload)
        return .sent
    }

    /// The same, moving the payload out of `message` where that is large.
    public func post(
        to routing: UInt64, preamble: UInt64, envelope: UnsafeRawBufferPointer,
        moving message: Message?
    ) -> SendOutcome {
        let payload = message?.payload ?? UnsafeRawBufferPointer(start: nil, count: 0)
        return Bundle.holds(envelope, payload)
            ? self.post(to: routing, preamble: preamble, envelope: envelope, payload: payload)
            : self.send(to: routing, preamble: preamble, envelope: envelope, moving: message)
    }

    /// Sends all bundles; those of slow peers stay.
    ///
    /// - Returns: the peers that are gone.
    public func flush() -> [UInt64] {
        var slow = 0
        while slow < self.bundles.filling.count {
            let bundle = self.bundles.filling[slow]
            switch self.send(bundle) {
            case .sent: continue
            case .full: slow += 1
            case .unreachable: self.bundles.lost.append(bundle.routing)
            }
        }
        guard !self.bundles.lost.isEmpty else { return [] }
        defer { self.bundles.lost = [] }
        return self.bundles.lost
    }

    /// Sends what waits for `routing` before something that is in no bundle.
    func sendBundle(for routing: UInt64) -> SendOutcome {
        self.filling(for: routing).map(self.send) ?? .sent
    }

    private func filling(for routing: UInt64) -> Bundle? {
        self.bundles.filling.first { $0.routing == routing }
    }

    private func send(_ bundle: Bundle) -> SendOutcome {
        let outcome: SendOutcome
        var offset = 0
        if bundle.messages == 1, let only = Bundle.entry(bundle.bytes, at: &offset) {
            outcome = self.sendAlone(
                to: bundle.routing, preamble: only.preamble, envelope: only.envelope,
                payload: only.payload)
        } else {
            outcome = self.sendAlone(
                to: bundle.routing, preamble: Bundle.preamble,
                envelope: UnsafeRawBufferPointer(start: nil, count: 0), payload: bundle.bytes)
        }
        if outcome != .full { self.bundles.end(bundle) }
        return outcome
    }
}

// MARK: - Receiving

extension MessageSocket {
    /// The next message of the bundle that is being read.
    func nextOfBundle() -> Message? {
        guard let arrived = self.bundles.arrived else { return nil }
        guard let entry = Bundle.entry(arrived.payload, at: &self.bundles.offset) else {
            self.bundles.arrived = nil
            arrived.recycle()
            return nil
        }
        let message = self.blank()
        message.copy(entry, routing: arrived.routing)
        return message
    }

    /// Begins to read `message` if it is a bundle.
    ///
    /// - Returns: `false` for any other, and for one that is no proper bundle; that is marked as
    ///   such.
    func open(_ message: Message) -> Bool {
        guard message.preamble & 0xFFFF_FFFF == Bundle.preamble, message.isWellFormed else {
            return false
        }
        message.isWellFormed =
            message.preamble == Bundle.preamble && message.envelope.isEmpty
            && Bundle.isValid(message.payload)
        guard message.isWellFormed else { return false }
        self.bundles.arrived = message
        self.bundles.offset = 0
        return true
    }
}

import MeshRPC
import MeshTransport

/// What the core decided, sent; what waits for slow peers.
extension Switchboard {
    /// Carries out what the core decided; what that brings to light is decided at once.
    func act(at now: Int64) {
        repeat {
            // The two lists change places, so that neither is allocated anew.
            swap(&self.core.actions, &self.acting)
            for action in self.acting {
                switch action {
                case .send(let peer, let kind, let envelope):
                    self.writer.reset()
                    envelope.write(to: &self.writer)
                    self.send(kind, nil, to: peer)
                case .forward(let forward):
                    self.writer.reset()
                    forward.fields.rewrite(
                        forward.parcel.envelope, keeping: forward.kept, to: &self.writer)
                    self.send(forward.kind, forward.parcel, to: forward.peer)
                }
            }
            self.acting.removeAll(keepingCapacity: true)
            self.flushSockets()
            let gone = self.gone
            self.gone = []
            for peer in gone {
                self.forget(peer)
                self.core.unreachable(peer, at: now)
            }
        } while !self.core.actions.isEmpty || !self.gone.isEmpty
    }

    /// A peer of each socket, with no routing id yet.
    private static let doors = [
        Peer(side: .front, routing: 0), Peer(side: .back, routing: 0),
        Peer(side: .front, isKeyed: true, routing: 0), Peer(side: .back, isKeyed: true, routing: 0),
    ]

    /// Sends the bundles of the round.
    private func flushSockets() {
        for door in Self.doors {
            for routing in self.socket(of: door)?.flush() ?? [] {
                self.core.counters.undeliverable += 1
                self.gone.append(Peer(side: door.side, isKeyed: door.isKeyed, routing: routing))
            }
        }
    }

    private func send(_ kind: Kind, _ message: Message?, to peer: Peer) {
        guard !self.writer.isOverflowing else {
            self.core.counters.oversizeEnvelopes += 1
            return
        }
        let flags = message.flatMap { Preamble(word: $0.preamble)?.flags } ?? []
        let preamble = Preamble(kind, envelopeLength: self.writer.count, flags: flags).word
        let outcome =
            self.outboxes.isEmpty || self.outboxes[peer] == nil
            ? self.put(preamble, self.writer.bytes, message, to: peer) : .full
        switch outcome {
        case .sent:
            message?.recycle()
        case .full:
            self.keep(
                Waiting(preamble: preamble, envelope: [UInt8](self.writer.bytes), payload: message),
                for: peer)
        case .unreachable:
            self.core.counters.undeliverable += 1
            self.gone.append(peer)
        }
    }

    private func put(
        _ preamble: UInt64, _ envelope: UnsafeRawBufferPointer, _ message: Message?, to peer: Peer
    ) -> SendOutcome {
        guard let socket = self.socket(of: peer) else { return .unreachable }
        let kind = Preamble(word: preamble).flatMap { Kind(rawValue: $0.kind) }
        let isBundled = kind?.isOfCall == true && self.core.readsBundles(peer)
        return isBundled
            ? socket.post(to: peer.routing, preamble: preamble, envelope: envelope, moving: message)
            : socket.send(to: peer.routing, preamble: preamble, envelope: envelope, moving: message)
    }

    private func socket(of peer: Peer) -> MessageSocket? {
        switch (peer.side, peer.isKeyed) {
        case (.front, false): self.front
        case (.back, false): self.back
        case (.front, true): self.keyedFront
        case (.back, true): self.keyedBack
        }
    }

    private func keep(_ waiting: Waiting, for peer: Peer) {
        if self.outboundBytes + waiting.size > self.limits.outboundBytes {
            // The one that holds most gives room to all others.
            guard let largest = self.outboxes.max(by: { $0.value.bytes < $1.value.bytes })?.key
            else { return self.drop(peer) }
            self.drop(largest)
            if largest == peer { return }
        }
        var outbox = self.outboxes[peer] ?? Outbox()
        guard outbox.messages.count < self.limits.outboundMessagesPerPeer,
            outbox.bytes + waiting.size <= self.limits.outboundBytesPerPeer
        else {
            return self.drop(peer)
        }
        self.outboundBytes += waiting.size
        outbox.bytes += waiting.size
        outbox.messages.append(waiting)
        self.outboxes[peer] = outbox
    }

    /// A peer that reads nothing loses its session: a gap would be worse.
    private func drop(_ peer: Peer) {
        self.core.counters.slowPeerDrops += UInt64((self.outboxes[peer]?.messages.count ?? 0) + 1)
        self.forget(peer)
        self.gone.append(peer)
    }

    func forget(_ peer: Peer) {
        guard let outbox = self.outboxes.removeValue(forKey: peer) else { return }
        self.outboundBytes -= outbox.bytes
    }

    func sendWaiting(to peer: Peer) {
        while let waiting = self.outboxes[peer]?.messages.first {
            let outcome = waiting.envelope.withUnsafeBytes {
                self.put(waiting.preamble, $0, waiting.payload, to: peer)
            }
            switch outcome {
            case .full: return
            case .unreachable:
                self.core.counters.undeliverable += 1
                self.gone.append(peer)
                return
            case .sent:
                self.outboundBytes -= waiting.size
                self.outboxes[peer]?.bytes -= waiting.size
                _ = self.outboxes[peer]?.messages.popFirst()
            }
        }
        self.forget(peer)
    }
}

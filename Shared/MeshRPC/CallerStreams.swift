import MeshTransport

/// The streams of a caller's open calls.
extension CallerCore {
    /// There is something to send for `pending`.
    func sendable(_ pending: PendingCall) {
        // Before the request is sent, sending it finds out.
        if case .sent = pending.state { self.sendable.append(pending) }
    }

    func granted(_ grant: CreditGrant, to pending: PendingCall) {
        if case .sent = pending.state { self.grants.append((pending, grant)) }
    }

    func stalled(_ pending: PendingCall, _ number: UInt64) {
        guard !pending.isFinished else { return }
        self.stalls.add(
            Stall(pending: pending, number: number),
            due: monotonicMicroseconds() + CallLimit.slowConsumer)
    }

    func expireStalls(at now: Int64) {
        while let stall = self.stalls.takeDue(at: now) {
            guard stall.pending.core === self, !stall.pending.isFinished,
                let flow = stall.pending.flow,
                flow.outbound.isStalled(stall.number)
            else { continue }
            self.giveUp(stall.pending, .slowConsumer)
        }
    }

    /// A message of a stream, or the credit for one.
    func received(
        _ kind: Kind, _ header: CallHeader, _ message: Message, _ pending: PendingCall,
        _ flow: CallFlow
    ) {
        switch kind {
        case .credit:
            flow.outbound.raise(messages: header.creditMessages, bytes: header.creditBytes)
        case .data:
            do throws(RPCFailure) {
                try flow.inbound.receive(
                    [UInt8](message.payload), sequence: header.streamSequence)
            } catch {
                self.giveUp(pending, error)
            }
        default: return
        }
    }

    /// Tells both the service and the application that the call is over.
    func giveUp(_ pending: PendingCall, _ failure: RPCFailure) {
        var failure = failure
        failure.origin = .caller
        self.withdraw(pending)
        self.finish(pending, .failure(failure))
    }

    /// Gives the application the end of a call.
    func end(_ flow: CallFlow, _ shape: CallShape, _ result: Result<Reply, RPCFailure>) {
        switch result {
        case .success(let reply):
            if !shape.streamsReplies { flow.inbound.receiveOnly(reply.payload) }
            flow.inbound.end(.success(reply.metadata))
            flow.outbound.fail(
                RPCFailure(
                    .cancelled, "the service ended the call; read its answer",
                    verdict: .doNotRetry, origin: .caller))
        case .failure(let failure):
            flow.inbound.end(.failure(failure), discarding: failure.origin == .caller)
            flow.outbound.fail(failure)
        }
    }

    /// Credit goes before all else: the other side may wait for nothing but that.
    ///
    /// - Returns: `false` when the gateway takes nothing now.
    func flushGrants(on link: Link) -> Bool {
        while let (pending, grant) = self.grants.first {
            if case .sent(let callID) = pending.state {
                if link.send(grant, callID) == .full { return false }
            }
            _ = self.grants.popFirst()
        }
        return true
    }

    /// A few messages of each call in turn, so that a long stream holds up no other.
    func flushMessages(on link: Link) {
        while let pending = self.sendable.popFirst() {
            guard case .sent(let callID) = pending.state, let flow = pending.flow else { continue }
            switch link.send(flow.outbound, callID, atEnd: .halfClose) {
            case .again: self.sendable.append(pending)
            case .done: continue
            case .full: return self.sendable.prepend(pending)
            }
        }
    }
}

extension Link {
    /// What became of one turn of a stream.
    enum Turn {
        case again
        case done
        case full
    }

    /// Grants the other side of a call what it may send.
    func send(_ grant: CreditGrant, _ callID: UInt64) -> SendOutcome {
        self.send(.credit) { envelope in
            envelope.callID = callID
            envelope.creditMessages = grant.messages
            envelope.creditBytes = grant.bytes
        }
    }

    /// Messages of one stream before another has its turn.
    private static let quantum = 16

    /// Sends the next messages of a stream.
    ///
    /// - Parameter kind: What says that nothing follows; `nil` when that is said elsewhere.
    func send(_ outbound: Outbound, _ callID: UInt64, atEnd kind: Kind?) -> Turn {
        var next = outbound.next()
        for _ in 0..<Self.quantum {
            switch next {
            case .nothing: return .done
            case .message(let message, let number):
                let outcome = self.send(.data, payload: message) { writer, session, sequence in
                    writer.number(1, callID)
                    writer.fixed(2, session)
                    writer.number(6, sequence)
                    writer.number(8, UInt64(number))
                }
                if outcome == .full { return .full }
                next = outbound.nextAfterSending()
            case .end:
                guard let kind else { return .done }
                guard self.send(kind, { $0.callID = callID }) != .full else { return .full }
                outbound.noteEnd()
                return .done
            }
        }
        return .again
    }
}

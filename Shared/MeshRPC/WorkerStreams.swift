import MeshTransport

/// The streams of a worker's running calls.
extension WorkerCore {
    /// Streams may not take all slots: a watch holds one for hours.
    func checkRoom() throws(RPCFailure) {
        guard self.openStreams < self.settings.streams else {
            throw RPCFailure(
                .resourceExhausted,
                "\(self.openStreams) streams are open at \(self.name), which is its limit; close one or "
                    + "call again later",
                retryAfterMilliseconds: 1_000, verdict: .safeNotStarted, origin: .worker,
                originID: self.name)
        }
    }

    func openFlow(of call: RunningCall, _ header: CallHeader, _ payload: [UInt8]) {
        let loop = self.loop
        let flow = CallFlow(
            inbound: Inbound { [weak call] grant in
                guard let call else { return }
                loop.perform { self.grants.append((call, grant)) }
            },
            outbound: Outbound(
                ready: { [weak call] in
                    guard let call else { return }
                    loop.perform { self.sendable.append(call) }
                },
                stalled: { [weak call] number in
                    guard let call else { return }
                    loop.perform {
                        self.stalls.add(
                            Stall(call: call, number: number),
                            due: monotonicMicroseconds() + CallLimit.slowConsumer)
                    }
                }))
        call.flow = flow
        self.openStreams += 1
        flow.outbound.raise(messages: header.creditMessages, bytes: header.creditBytes)
        if call.bound?.binding.descriptor.shape.streamsRequests == true {
            // A caller may send requests only when the handler's process grants it: until a worker
            // has the call, nobody would hold them.
            self.grants.append((call, CreditGrant()))
        } else {
            flow.inbound.receiveOnly(payload)
            flow.inbound.end(.success([]))
        }
    }

    /// What the handler wrote still goes out, before END.
    func endFlow(of call: RunningCall) {
        self.openStreams -= 1
        call.flow?.outbound.close()
        call.flow?.inbound.end(.success([]), discarding: true)
    }

    /// Ends streams that only read, which may last for hours: their callers open them again where
    /// they stopped.
    func endWatches() {
        for call in self.open.values
        where call.bound?.binding.descriptor.callClass == .noSideEffects {
            guard call.flow != nil else { continue }
            call.fail(
                RPCFailure(
                    .unavailable, "\(self.name) is being stopped; open the stream again",
                    retryAfterMilliseconds: 100, verdict: .safeIdempotent))
        }
    }

    func expireStalls(at now: Int64) {
        while let stall = self.stalls.takeDue(at: now) {
            guard !stall.call.isFinished, let flow = stall.call.flow,
                flow.outbound.isStalled(stall.number)
            else { continue }
            stall.call.fail(.slowConsumer)
        }
    }

    /// A message of a stream, the end of one, or credit.
    func received(
        _ kind: Kind, _ header: CallHeader, _ message: Message, _ call: RunningCall,
        _ flow: CallFlow
    ) {
        switch kind {
        case .credit:
            flow.outbound.raise(messages: header.creditMessages, bytes: header.creditBytes)
        case .halfClose:
            flow.inbound.end(.success([]))
        default:
            do throws(RPCFailure) {
                try flow.inbound.receive(
                    [UInt8](message.payload), sequence: header.streamSequence)
                if header.flags.contains(.endOfStream) { flow.inbound.end(.success([])) }
            } catch {
                call.fail(error)
            }
        }
    }

    /// - Returns: `false` when the gateway takes nothing now.
    func flushGrants(on link: Link) -> Bool {
        while let (call, grant) = self.grants.first {
            if !call.isFinished, call.session == link.sessionID {
                if link.send(grant, call.callID) == .full { return false }
            }
            _ = self.grants.popFirst()
        }
        return true
    }

    /// A few messages of each call in turn, so that a long stream holds up no other.
    ///
    /// - Returns: `false` when the gateway takes nothing now.
    func flushMessages(on link: Link) -> Bool {
        while let call = self.sendable.popFirst() {
            guard let flow = call.flow, !call.isFinished, call.session == link.sessionID else {
                continue
            }
            switch link.send(flow.outbound, call.callID, atEnd: nil) {
            case .again: self.sendable.append(call)
            case .done: continue
            case .full:
                self.sendable.prepend(call)
                return false
            }
        }
        return true
    }

    /// Sends what a handler that has ended wrote before.
    ///
    /// - Returns: `false` when the gateway takes nothing now.
    func flushRest(of call: RunningCall, on link: Link) -> Bool {
        guard let flow = call.flow else { return true }
        while true {
            switch link.send(flow.outbound, call.callID, atEnd: nil) {
            case .again: continue
            case .done: return true
            case .full: return false
            }
        }
    }
}

import MeshTransport

/// A read that takes long is made once more; the first answer counts.
extension CallerCore {
    /// Notes when a call that was sent is to be hedged.
    func hedgeLater(_ pending: PendingCall, at now: Int64) {
        guard let delay = self.settings.hedgeAfter, pending.method.callClass == .noSideEffects,
            pending.flow == nil, pending.attempt == 0
        else { return }
        self.hedges.add(pending, due: now + delay.microseconds)
    }

    /// Hedges what was not answered in time, as far as the budget allows it now.
    func hedgeLate(at now: Int64) {
        while let pending = self.hedges.takeDue(at: now) {
            guard case .sent = pending.state, pending.core === self, pending.rival == nil else {
                continue
            }
            guard self.budget.reserve(at: now) == 0 else {
                self.budget.giveBack()
                continue
            }
            self.counters.hedges += 1
            let hedge = PendingCall(hedging: pending)
            if let picker = self.picker {
                picker.submit(hedge, avoiding: self)
            } else {
                hedge.core = self
                self.submit(hedge)
            }
        }
    }

    /// Ends the other of two that ran for one answer; the service is told.
    func endRival(of pending: PendingCall) {
        guard let rival = pending.rival.take() else { return }
        rival.rival = nil
        rival.core?.lose(rival)
    }

    /// A hedge failed before any handler saw it: the first call goes on alone.
    func endHedge(_ hedge: PendingCall) {
        hedge.rival.take()?.rival = nil
        self.lose(hedge)
    }

    private func lose(_ pending: PendingCall) {
        guard !pending.isFinished else { return }
        if case .sent(let callID) = pending.state, self.open[callID] === pending {
            self.withdraw(pending)
            self.losers.insert(callID)
        }
        self.drop(pending)
        pending.state = .finished
        self.live -= 1
    }

    /// The END of a loser is expected; any other came too late.
    func countLate(_ callID: UInt64) {
        if self.losers.remove(callID) == nil {
            self.counters.lateReplies += 1
        } else {
            self.counters.hedgeLosers += 1
        }
    }
}

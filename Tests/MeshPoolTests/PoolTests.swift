import MeshPool
import Testing

@Suite struct `A member of a pool` {
    private let limits = PoolLimits()

    private func failing(_ count: Int, at now: Int64) -> OutlierWatch {
        var watch = OutlierWatch()
        for _ in 0..<count { _ = watch.note(isFault: true, at: now, self.limits) }
        return watch
    }

    @Test func `goes out after five faults in a row, and not when a call between them goes well`() {
        var watch = self.failing(4, at: 0)
        #expect(!watch.isOut(at: 0))
        #expect(watch.note(isFault: false, at: 0, self.limits) == nil)
        for _ in 0..<4 { #expect(watch.note(isFault: true, at: 0, self.limits) == nil) }
        #expect(watch.note(isFault: true, at: 0, self.limits) == .wentOut)
        #expect(watch.isOut(at: 29_999_999) && !watch.isOut(at: 30_000_000))
    }

    @Test func `goes out when nearly all of many calls of a window are faults`() {
        var watch = OutlierWatch()
        var left: [Int] = []
        // Every eighth goes well: 87.5 percent are faults, never five in a row without one.
        for number in 1...80 {
            // Four faults, one that goes well, and so on: 80 percent never suffice.
            let isFault = number % 5 != 0
            if watch.note(isFault: isFault, at: 0, self.limits) != nil { left.append(number) }
        }
        #expect(left.isEmpty)
        var limits = self.limits
        limits.faultsInARow = 100
        var worse = OutlierWatch()
        for number in 1...60 {
            if worse.note(isFault: number % 8 != 0, at: 0, limits) != nil { left.append(number) }
        }
        #expect(left == [50], "not before fifty calls")
        var slow = OutlierWatch()
        for number in 1...60 {
            // Fifty calls, but never in one window.
            #expect(slow.note(isFault: true, at: Int64(number) * 250_000, limits) == nil)
        }
    }

    @Test func `is probed with one call, out longer when that fails, and back when it goes well`() {
        var watch = self.failing(5, at: 0)
        watch.noteCall(at: 30_000_000, self.limits)
        #expect(watch.isOut(at: 30_000_000), "one call is enough to know")
        #expect(watch.note(isFault: true, at: 30_000_001, self.limits) == .wentOut)
        #expect(watch.isOut(at: 90_000_000) && !watch.isOut(at: 90_000_001))
        watch.noteCall(at: 90_000_001, self.limits)
        #expect(watch.note(isFault: false, at: 90_000_002, self.limits) == .cameBack)
        #expect(!watch.isOut(at: 90_000_002))
    }

    @Test func `is out for five minutes at most, and begins anew when it was well as long`() {
        var watch = self.failing(5, at: 0)
        var now = watch.outUntil
        for _ in 0..<20 {
            watch.noteCall(at: now, self.limits)
            #expect(watch.note(isFault: true, at: now, self.limits) == .wentOut)
            #expect(watch.outUntil - now <= 300_000_000)
            now = watch.outUntil
        }
        #expect(watch.timesOut == 21)
        watch.noteCall(at: now, self.limits)
        #expect(watch.note(isFault: false, at: now, self.limits) == .cameBack)
        now += 300_000_000
        for _ in 0..<5 { _ = watch.note(isFault: true, at: now, self.limits) }
        #expect(watch.timesOut == 1 && watch.outUntil == now + 30_000_000)
    }

    @Test func `begins with a tenth and has all after ten seconds`() {
        let limits = self.limits
        #expect(
            [0, 5_000_000, 10_000_000].map { limits.percent(since: 7, at: 7 + $0) } == [
                10, 55, 100,
            ])
    }
}

@Suite struct `A quarantine` {
    private func letter(_ fingerprint: UInt64, _ digest: [UInt8]) -> QuarantinedRequest {
        QuarantinedRequest(
            fingerprint: fingerprint, service: "a.S", method: "M", digest: digest, size: 3,
            principal: "wang.li", at: 5)
    }

    @Test func `remembers suspects for ten minutes after their last death, and so many`() {
        var limits = Quarantine.Limits()
        limits.suspects = 2
        var quarantine = Quarantine(limits)
        for number: UInt64 in 1...3 { quarantine.noteDeath(with: number, at: 0) }
        quarantine.noteDeath(with: 1, at: 100)
        #expect(quarantine[1] == .suspect(deaths: 2) && quarantine[3] == nil)
        quarantine.expire(at: 600_000_000)
        #expect(quarantine[1] != nil && quarantine[2] == nil)
        quarantine.clear(1)
        #expect(quarantine.isEmpty)
    }

    @Test func `refuses what was convicted and nothing that only looks like it, until released`() {
        var quarantine = Quarantine()
        quarantine.noteDeath(with: 1, at: 0)
        quarantine.convict(self.letter(1, [7]))
        #expect(quarantine[1] == .quarantined && quarantine.suspectCount == 0)
        #expect(quarantine.letter("a.S", "M", [8], refusedAt: 9) == nil)
        #expect(quarantine.letter("a.S", "N", [7], refusedAt: 9) == nil)
        let letter = quarantine.letter("a.S", "M", [7], refusedAt: 9)
        #expect(letter?.deaths == 2 && letter?.refused == 1 && letter?.lastSeen == 9)
        #expect(quarantine.release("0000000000000000") == nil)
        #expect(quarantine.release(letter?.id ?? "") != nil)
        #expect(quarantine.isEmpty)
    }

    @Test func `keeps the newest letters`() {
        var limits = Quarantine.Limits()
        limits.letters = 2
        var quarantine = Quarantine(limits)
        for number: UInt64 in 1...3 { quarantine.convict(self.letter(number, [7])) }
        #expect(quarantine.letters.count == 2 && quarantine[1] == nil && quarantine[3] != nil)
        #expect(Set(quarantine.letters.map(\.id)).count == 2)
    }

    @Test func `tells requests apart by service, method, length and both ends`() {
        func print(_ service: String, _ method: String, _ payload: [UInt8]) -> UInt64 {
            Array(service.utf8).withUnsafeBytes { service in
                Array(method.utf8).withUnsafeBytes { method in
                    payload.withUnsafeBytes { payload in
                        fingerprint(service: service, method: method, payload: payload)
                    }
                }
            }
        }
        let long = [UInt8](repeating: 1, count: 5_000)
        var end = long
        end[4_999] = 2
        let prints = [
            print("a.S", "M", []), print("a.S", "MM", []), print("a.SM", "M", []),
            print("a.S", "M", [0]), print("a.S", "M", [0, 0]), print("a.S", "M", [1]),
            print("a.S", "M", long), print("a.S", "M", end), print("a.S", "M", long + [1]),
            print("b.S", "M", long),
        ]
        #expect(Set(prints).count == prints.count)
        #expect(print("a.S", "M", long) == print("a.S", "M", long))
    }
}

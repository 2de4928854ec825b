import MeshPrimitives
import SampleFormats
import Testing

@Suite struct `An outage` {
    @Test func `lasts from the first down event to the next one that is not down`() {
        let found = outages(from: [
            event(1, .up), event(2, .down), event(3, .down), event(5, .degraded), event(9, .up),
        ])
        #expect(found == [outage(2, 5)])
    }

    @Test func `is open at the end of the history and cut at the last event`() {
        #expect(
            outages(from: [event(1, .down), event(4, .down)]) == [outage(1, 4, isOpen: true)])
        #expect(outages(from: [event(1, .down)]) == [outage(1, 1, isOpen: true)])
    }

    @Test func `does not depend on the order in which probes report`() {
        let events = [
            event(1, .up), event(2, .down), event(5, .up), event(7, .down), event(8, .up),
        ]
        #expect(outages(from: events.reversed()) == outages(from: events))
        #expect(outages(from: events) == [outage(2, 5), outage(7, 8)])
    }

    @Test func `of no length is none, the later of two reports of an instant counting`() {
        #expect(outages(from: [event(1, .down), event(1, .up), event(2, .up)]) == [])
        #expect(outages(from: [event(1, .up), event(1, .down), event(2, .up)]) == [outage(1, 2)])
    }

    @Test func `belongs to its site, and sites come in order of name`() {
        let found = outages(from: [
            event(1, .down, "b"), event(2, .down, "a"), event(3, .up, "b"), event(4, .up, "a"),
        ])
        #expect(found == [outage(2, 4, "a"), outage(1, 3, "b")])
    }
}

private func event(_ second: Int64, _ status: ProbeStatus, _ site: String = "a") -> ProbeEvent {
    ProbeEvent(
        at: Instant(microseconds: second * 1_000_000), site: site, status: status, httpStatus: 0,
        responseMilliseconds: 0)
}

private func outage(
    _ from: Int64, _ until: Int64, _ site: String = "a", isOpen: Bool = false
) -> Outage {
    Outage(
        site: site, from: Instant(microseconds: from * 1_000_000),
        until: Instant(microseconds: until * 1_000_000), isOpen: isOpen)
}

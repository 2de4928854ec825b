import MeshPrimitives

/// A span of time in which a site was down.
package struct Outage: Equatable, Sendable {
    package var site: String
    package var from: Instant
    /// The first instant at which the site was no longer known to be down.
    package var until: Instant
    /// The history ends while the site is down: the true end is unknown and later.
    package var isOpen: Bool

    package init(site: String, from: Instant, until: Instant, isOpen: Bool) {
        self.site = site
        self.from = from
        self.until = until
        self.isOpen = isOpen
    }
}

/// The outages in `events`, by site name and then by start.
///
/// A state holds until the site's next event; `degraded` is up. Events are put in order of time
/// first, those of the same instant keeping their order, so clock skew between probes gives the
/// same answer every time. An outage that the history does not see end stops at the site's last
/// event and is marked open. To follow a site through a change of name, give its events one name
/// first.
package func outages(from events: some Sequence<ProbeEvent>) -> [Outage] {
    var bySite: [String: [ProbeEvent]] = [:]
    for event in events {
        bySite[event.site, default: []].append(event)
    }
    return bySite.keys.sorted().flatMap { site in
        outages(at: site, inOrder: stablySorted(bySite[site] ?? []))
    }
}

private func outages(at site: String, inOrder events: [ProbeEvent]) -> [Outage] {
    var found: [Outage] = []
    var start: Instant?
    for event in events {
        switch event.status {
        case .down:
            start = start ?? event.at
        case .up, .degraded:
            if let from = start, from < event.at {
                found.append(Outage(site: site, from: from, until: event.at, isOpen: false))
            }
            start = nil
        }
    }
    if let from = start, let last = events.last {
        found.append(Outage(site: site, from: from, until: last.at, isOpen: true))
    }
    return found
}

/// The standard library promises no stability, so the position decides between equal instants.
private func stablySorted(_ events: [ProbeEvent]) -> [ProbeEvent] {
    events.enumerated()
        .sorted { left, right in
            (left.element.at, left.offset) < (right.element.at, right.offset)
        }
        .map(\.element)
}

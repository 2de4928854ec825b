import Foundation
import MeshAPI
import MeshRPC
import MeshStorage
import Synchronization
import Testing

@Suite(.serialized, .timeLimit(.minutes(2))) struct `A service that follows a journal` {
    private static let codes = ["91370100PDY0001750", "12330100PDY0000283", "91370100PDY0000369"]

    /// Parties a and b, of which a cannot have its effects.
    private static func parkTwo(_ pair: Pair) async throws -> (first: Int64, second: Int64) {
        try await pair.found()
        try await pair.account("handler", .handler)
        pair.effects.refuse("parties/a")
        try await pair.party("a", Self.codes[0])
        try await pair.party("b", Self.codes[1])
        try await pair.submit("a")
        try await pair.submit("b")
        try await pair.settle()
        return (3, 5)
    }

    @Test
    func `parks what it refuses, keeps the order of that resource and goes on with others`()
        async throws
    {
        try await Pair.with { pair in
            let (first, second) = try await Self.parkTwo(pair)
            #expect(try await pair.reactions(to: "b") == "1 2 ")
            #expect(try await pair.reactions(to: "a") == "", "nothing is half-written")
            let copy = try await pair.read { try $0.current(Party.self, named: "parties/a") }
            #expect(copy?.version == 2, "copies go on")

            let parked = try await pair.following.listParkedEntries(
                ListParkedEntriesRequest(source: "registry"))
            #expect(parked.entries.map(\.entry?.sequence) == [first, second])
            #expect(parked.entries.map(\.waitsBehind) == [0, first])
            #expect(parked.entries.map(\.attempts) == [3, 0])
            #expect(parked.entries[0].error.contains("parties/a has no contract yet"))
            #expect(parked.entries[0].parkedAt != nil)

            let status = try await pair.status()
            #expect(status.health == "DEGRADED" && status.reasons.count == 1)
            #expect(status.reasons[0].contains("2 of the entries of registry are parked"))
            #expect(status.reasons[0].contains("parties/a has no contract yet"))
            // It serves, and says what it lacks.
            let health = try await pair.health.checkHealth(CheckHealthRequest())
            #expect(health.status == .serving && health.reasons == status.reasons)
            let progress = try await pair.journal.getProgress(GetProgressRequest())
            #expect(progress.sources.map(\.parked) == [2])
        }
    }

    @Test
    func `applies a parked entry once when it is retried, and then those behind it`()
        async throws
    {
        try await Pair.with { pair in
            let (first, second) = try await Self.parkTwo(pair)
            let still = await rpcFailure {
                _ = try await pair.following.retryParkedEntry(
                    RetryParkedEntryRequest(source: "registry", sequence: first))
            }
            #expect(still?.code == .failedPrecondition)
            #expect(still?.message.contains("parties/a has no contract yet") == true)
            let behind = await rpcFailure {
                _ = try await pair.following.retryParkedEntry(
                    RetryParkedEntryRequest(source: "registry", sequence: second))
            }
            #expect(behind?.message.contains("waits behind entry \(first)") == true)
            let parked = try await pair.following.listParkedEntries(
                ListParkedEntriesRequest(source: "registry", limit: 1))
            #expect(parked.entries.map(\.attempts) == [4])

            pair.effects.allow("parties/a")
            let retry = RetryParkedEntryRequest(source: "registry", sequence: first)
            let applied = try await pair.following.retryParkedEntry(retry)
            #expect(applied.applied == [first, second])
            let again = try await pair.following.retryParkedEntry(retry)
            #expect(again.applied == [])
            #expect(try await pair.reactions(to: "a") == "1 2 ")
            #expect(try await pair.status().health == "SERVING")
        }
    }

    @Test
    func `ends a retry at the entry that is refused in turn, until that one is released`()
        async throws
    {
        try await Pair.with { pair in
            let (first, second) = try await Self.parkTwo(pair)
            try await pair.account("approver", .approver)
            _ = try await PartyServiceClient(pair.channel(as: "approver")).rejectParty(
                CommandRequest(name: "parties/a", reason: "R5.3-1: not the applicant"))
            try await pair.settle()
            pair.effects.allow("parties/a")
            pair.effects.refuse("parties/a@2")
            let half = try await pair.following.retryParkedEntry(
                RetryParkedEntryRequest(source: "registry", sequence: first))
            #expect(half.applied == [first] && half.refused == second)
            #expect(half.error.contains("parties/a has no contract yet"))
            #expect(try await pair.reactions(to: "a") == "1 ")

            let released = try await pair.following.releaseParkedEntry(
                ReleaseParkedEntryRequest(
                    source: "registry", sequence: second, reason: "R1: entered by hand"))
            let applied = try await pair.following.retryParkedEntry(
                RetryParkedEntryRequest(source: "registry", sequence: released.next))
            #expect(applied.applied == [released.next] && applied.refused == 0)
            #expect(try await pair.reactions(to: "a") == "1 3 ", "the released effect never comes")
        }
    }

    @Test
    func `RX-1 RX-3: releases only with a reason, which the auditor reads later`() async throws {
        try await Pair.with { pair in
            let (first, _) = try await Self.parkTwo(pair)
            let mute = await rpcFailure {
                _ = try await pair.following.releaseParkedEntry(
                    ReleaseParkedEntryRequest(source: "registry", sequence: first))
            }
            #expect(mute?.detail(BadRequest.self)?.violations_.map(\.field) == ["reason"])
            _ = try await pair.following.releaseParkedEntry(
                ReleaseParkedEntryRequest(
                    source: "registry", sequence: first, reason: "R1: entered by hand"))
            try await pair.account("auditor", .auditAdministrator)
            let trail = try await AuditServiceClient(
                pair.channel(as: "auditor"), routingKey: "follower"
            ).listAuditEntries(ListAuditEntriesRequest())
            let release = try #require(trail.entries.last)
            #expect(release.resource == "registry/\(first)" && release.principal == "system")
            #expect(release.reason == "R1: entered by hand" && release.code == 0)
        }
    }

    @Test
    func `tries an effect again before it parks its entry`() async throws {
        try await Pair.with { pair in
            try await pair.found()
            try await pair.account("handler", .handler)
            pair.effects.refuse("parties/a", times: 2)
            try await pair.party("a", Self.codes[0])
            try await pair.settle()
            #expect(try await pair.reactions(to: "a") == "1 ")
            #expect(try await pair.status().health == "SERVING")
        }
    }

    @Test
    func `keeps parked entries over a restart`() async throws {
        let folder = NSTemporaryDirectory() + "following-\(UUID().uuidString)"
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let pair = try Pair()
        try await pair.startRegistry()
        try await pair.startFollower(try Store.open(folder: folder, producer: "follower"))
        let (first, second) = try await Self.parkTwo(pair)
        await pair.stop("follower")
        pair.effects.allow("parties/a")
        try await pair.startFollower(try Store.open(folder: folder, producer: "follower"))
        try await pair.settle()
        #expect(try await pair.reactions(to: "a") == "", "an operator decides, not a restart")
        let applied = try await pair.following.retryParkedEntry(
            RetryParkedEntryRequest(source: "registry", sequence: first))
        #expect(applied.applied == [first, second])
        #expect(try await pair.reactions(to: "a") == "1 2 ")
        await pair.stop()
    }

    @Test
    func `says so when a source does not answer`() async throws {
        try await Pair.with(silence: .milliseconds(200)) { pair in
            try await pair.found()
            try await pair.settle()
            await pair.stop("registry")
            var status = try await pair.status()
            while status.health == "SERVING" { status = try await pair.status() }
            #expect(status.reasons.first?.hasPrefix("registry has not answered for") == true)
        }
    }

    @Test
    func `stops at a restored journal until an operator adopts it`() async throws {
        try await Pair.with { pair in
            try await pair.found()
            try await pair.account("handler", .handler)
            try await pair.party("a", Self.codes[0])
            try await pair.settle()
            await pair.stop("registry")
            try await pair.startRegistry(epoch: "two")
            try await pair.found()
            try await pair.account("handler", .handler)
            try await pair.party("b", Self.codes[1])
            try await pair.submit("b")
            try await pair.party("c", Self.codes[2])

            var status = try await pair.status()
            while status.health == "SERVING" { status = try await pair.status() }
            #expect(status.reasons[0].contains("its epoch was one and is now two"))
            #expect(status.reasons[0].contains("AdoptJournal"))
            #expect(try await pair.reactions(to: "b") == "")
            let rebuild = await rpcFailure {
                _ = try await pair.journal.rebuildProjections(RebuildProjectionsRequest())
            }
            #expect(rebuild?.code == .failedPrecondition)
            let copies = try await pair.read { try $0.current(Party.self, named: "parties/a") }
            #expect(copies != nil, "a refused rebuild leaves the copies alone")

            let adopt = AdoptJournalRequest(source: "registry", reason: "R1: disk replaced")
            let adopted = try await pair.following.adoptJournal(adopt)
            #expect(adopted.epoch == "two" && adopted.sequence == 5 && adopted.resources == 4)
            #expect(try await pair.following.adoptJournal(adopt) == adopted)
            try await pair.submit("c")
            try await pair.settle()
            #expect(try await pair.reactions(to: "b") == "", "copied, not reacted to")
            #expect(try await pair.reactions(to: "c") == "2 ", "later entries have their effect")
            let gone = try await pair.read { try $0.current(Party.self, named: "parties/a") }
            #expect(gone == nil)
            #expect(try await pair.status().health == "SERVING")
        }
    }

    @Test
    func `notices a restored journal that has grown past what was read of the former one`()
        async throws
    {
        let folder = NSTemporaryDirectory() + "following-\(UUID().uuidString)"
        defer { try? FileManager.default.removeItem(atPath: folder) }
        try FileManager.default.createDirectory(
            atPath: folder, withIntermediateDirectories: true)
        let (registry, backup) = ("\(folder)/registry", "\(folder)/backup")
        func openRegistry() throws -> Store {
            try Store.open(folder: registry, producer: "registry")
        }
        func openFollower() throws -> Store {
            try Store.open(folder: "\(folder)/follower", producer: "follower")
        }
        let pair = try Pair()
        try await pair.startRegistry(try openRegistry())
        try await pair.startFollower(try openFollower())
        try await pair.found()
        try await pair.account("handler", .handler)
        try await pair.settle()
        await pair.stop("registry")
        try FileManager.default.copyItem(atPath: registry, toPath: backup)
        try await pair.startRegistry(try openRegistry())
        try await pair.party("a", Self.codes[0])
        try await pair.settle()

        // While the follower is away, registry is restored and goes on differently.
        await pair.stop("follower")
        await pair.stop("registry")
        try FileManager.default.removeItem(atPath: registry)
        try FileManager.default.moveItem(atPath: backup, toPath: registry)
        try await pair.startRegistry(try openRegistry())
        try await pair.party("b", Self.codes[1])
        try await pair.submit("b")
        try await pair.startFollower(try openFollower())

        var status = try await pair.status()
        while status.health == "SERVING" { status = try await pair.status() }
        #expect(status.reasons[0].contains("its entry 3 is not the one that was applied"))
        #expect(status.reasons[0].contains("AdoptJournal"))
        let rebuild = await rpcFailure {
            _ = try await pair.journal.rebuildProjections(RebuildProjectionsRequest())
        }
        #expect(rebuild?.message.contains("AdoptJournal") == true)
        let ghost = try await pair.read { try $0.current(Party.self, named: "parties/a") }
        #expect(ghost != nil, "nothing of the other journal was applied")
        #expect(try await pair.reactions(to: "b") == "")

        let adopted = try await pair.following.adoptJournal(
            AdoptJournalRequest(source: "registry", reason: "R1: disk replaced"))
        #expect(adopted.sequence == 4 && adopted.resources == 3)
        try await pair.party("c", Self.codes[2])
        try await pair.settle()
        #expect(try await pair.reactions(to: "c") == "1 ")
        #expect(try await pair.status().health == "SERVING")
        await pair.stop()
    }

    @Test
    func `stops at an entry whose copy it cannot write, and a rebuild heals it`() async throws {
        try await Pair.with { pair in
            try await pair.found()
            try await pair.account("handler", .handler)
            try await pair.settle()
            // A copy that no journal tells of stands in the way of the true one.
            try await pair.spoil("parties/a")
            try await pair.party("a", Self.codes[0])
            var status = try await pair.status()
            while status.health == "SERVING" { status = try await pair.status() }
            #expect(status.reasons[0].contains("The journal of registry stands"))
            #expect(
                status.reasons[0].contains("EVENT_REPEATED (RX-7): version 1 of parties/a came"))
            let rebuilt = try await pair.journal.rebuildProjections(RebuildProjectionsRequest())
            #expect(rebuilt.digestBefore != rebuilt.digestAfter)
            try await pair.settle()
            #expect(try await pair.reactions(to: "a") == "1 ")
            #expect(try await pair.status().health == "SERVING")
        }
    }

    @Test
    func `RX-8: has no contact before all of a journal is applied`() async throws {
        let pair = try Pair()
        try await pair.startRegistry()
        try await pair.found()
        try await pair.account("handler", .handler)
        for number in 0..<200 { try await pair.account("h-\(number)", .handler) }
        try await pair.party("a", Self.codes[0])
        let store = try Store.inMemory(producer: "follower")
        // The first page can be applied, the last entry of the second cannot.
        try await pair.spoil("parties/a", in: store)
        try await pair.startFollower(store)
        var status = try await pair.status()
        while status.health == "SERVING" { status = try await pair.status() }
        var source = try await pair.journal.getProgress(GetProgressRequest()).sources.first
        #expect(source?.applied == 200 && source?.contactAt == nil)
        _ = try await pair.journal.rebuildProjections(RebuildProjectionsRequest())
        try await pair.settle()
        source = try await pair.journal.getProgress(GetProgressRequest()).sources.first
        #expect(source?.applied == 203 && source?.contactAt != nil)
        await pair.stop()
    }

    @Test
    func `rebuilds long journals page by page to the same copies, seen all the while`()
        async throws
    {
        try await Pair.with { pair in
            try await pair.found()
            for number in 0..<450 { try await pair.account("h-\(number)", .handler) }
            try await pair.settle()
            let isOver = Mutex(false)
            async let reads = {
                var reads = 0
                while !isOver.withLock({ $0 }) {
                    let copy = try await pair.read {
                        try $0.current(Operator.self, named: "operators/h-449")
                    }
                    #expect(copy != nil)
                    reads += 1
                }
                return reads
            }()
            let rebuilt = try await pair.journal.rebuildProjections(RebuildProjectionsRequest())
            isOver.withLock { $0 = true }
            #expect(try await reads > 0)
            #expect(rebuilt.resources == 451)
            #expect(rebuilt.digestBefore == rebuilt.digestAfter)
            try await pair.account("late", .handler)
            try await pair.settle()
            #expect(
                try await pair.read { try $0.current(Operator.self, named: "operators/late") }
                    != nil)
        }
    }
}

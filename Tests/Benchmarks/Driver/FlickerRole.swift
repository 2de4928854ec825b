import MeshRPC
import MeshTransport

/// Callers that come and go in the middle of their calls.
extension Role {
    private static let flickering = 16

    /// Makes calls until `count` were answered; prints how many got another's answer, how many
    /// failed though their caller stayed, and how many callers there were.
    static func flicker(_ context: MessageContext, _ front: String, count: Int) async throws {
        let loop = IOLoop(context: context, name: "flicker")
        let tally = FlickerTally(count)
        await withDiscardingTaskGroup { group in
            for number in 0..<Self.flickering {
                group.addTask(executorPreference: loop) {
                    while !tally.isOver { await Self.visit(loop, front, number, tally) }
                }
            }
        }
        loop.stop()
        print(tally.wrong, tally.failed, tally.visits)
    }

    /// One caller from its first call until it leaves, with calls open.
    private static func visit(
        _ loop: IOLoop, _ front: String, _ number: Int, _ tally: FlickerTally
    ) async {
        let caller = Caller(loop: loop, endpoint: front, principal: "flicker-\(number)")
        let visit = FlickerVisit(answers: Int.random(in: 1...2_000))
        tally.visits += 1
        await withDiscardingTaskGroup { group in
            for _ in 0..<32 {
                group.addTask(executorPreference: loop) {
                    await visit.call(caller, tally)
                    if !visit.isOver {
                        visit.isOver = true
                        await caller.close()
                    }
                }
            }
        }
    }
}

/// Unchecked: confined to its loop.
private final class FlickerTally: @unchecked Sendable {
    private var left: Int
    private var last: UInt64 = 0
    var wrong = 0
    var failed = 0
    var visits = 0

    init(_ count: Int) {
        self.left = count
    }

    var isOver: Bool { self.left <= 0 }

    /// Bytes that no other call sends.
    func payload() -> [UInt8] {
        self.last += 1
        return withUnsafeBytes(of: self.last) { [UInt8]($0) } + randomBytes(24)
    }

    func note(_ reply: Reply, to payload: [UInt8]) {
        self.left -= 1
        if reply.payload != payload { self.wrong += 1 }
    }
}

/// Unchecked: confined to its loop.
private final class FlickerVisit: @unchecked Sendable {
    private var answers: Int
    var isOver = false

    init(answers: Int) {
        self.answers = answers
    }

    /// Calls until the visit has had its answers; what is open then is given up.
    func call(_ caller: Caller, _ tally: FlickerTally) async {
        while self.answers > 0, !tally.isOver {
            let payload = tally.payload()
            do throws(RPCFailure) {
                tally.note(try await caller.unary(Role.echo, payload, .init()), to: payload)
                self.answers -= 1
            } catch {
                if !self.isOver { tally.failed += 1 }
                return
            }
        }
    }
}

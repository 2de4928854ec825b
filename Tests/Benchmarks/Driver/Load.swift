import MeshRPC
import MeshTransport
import Synchronization

/// Calls without end, so many at once, until it is told to stop; what became of each.
///
/// Unchecked: confined to its loop.
final class Load: @unchecked Sendable {
    /// Times in microseconds of the monotonic clock.
    struct Call: Sendable {
        var begun: Int64
        var ended: Int64

        func isOpen(at time: Int64) -> Bool { self.begun <= time && time < self.ended }
    }

    private let loop: IOLoop
    private let caller: Caller
    private let method: MethodDescriptor
    private var most: Int
    private var made = 0
    private var calls: [Call] = []
    private(set) var failures: [String] = []
    private let ended = Atomic<Bool>(false)

    /// Whether all calls it was to make were made and answered; from any thread.
    var isOver: Bool { self.ended.load(ordering: .acquiring) }

    /// - Parameters:
    ///   - fronts: One endpoint of each gateway.
    ///   - most: Ends the load by itself after so many calls.
    init(
        _ context: MessageContext, fronts: [String], principal: String, _ method: MethodDescriptor,
        most: Int = .max
    ) {
        self.loop = IOLoop(context: context, name: "load")
        self.caller = Caller(loop: self.loop, endpoints: fronts, principal: principal)
        self.method = method
        self.most = most
    }

    /// Calls until it has made its calls or is told to stop; an answer must be its request's.
    func run(outstanding: Int) async throws -> [Call] {
        try await self.caller.ready(within: .seconds(5))
        await withDiscardingTaskGroup { group in
            for _ in 0..<outstanding {
                group.addTask(executorPreference: self.loop) {
                    while self.made < self.most { await self.call() }
                }
            }
        }
        self.ended.store(true, ordering: .releasing)
        await self.caller.close()
        self.loop.stop()
        return self.calls
    }

    func stop() {
        self.loop.perform { self.most = 0 }
    }

    private func call() async {
        self.made += 1
        let payload = withUnsafeBytes(of: UInt64(self.made).bigEndian) { [UInt8]($0) }
        let begun = monotonicMicroseconds()
        do throws(RPCFailure) {
            let reply = try await self.caller.unary(self.method, payload, .init())
            if reply.payload != payload { self.failures.append("another's answer") }
            self.calls.append(Call(begun: begun, ended: monotonicMicroseconds()))
        } catch {
            self.failures.append("\(error)")
        }
    }
}

extension [Load.Call] {
    /// The 99th of a hundred round trips, in milliseconds.
    var p99: Double {
        Double(percentile(self.map { $0.ended - $0.begun }.sorted(), 99)) / 1_000
    }

    /// Calls answered in a second between two times.
    func rate(_ from: Int64, _ until: Int64) -> Double {
        Double(self.count { from <= $0.ended && $0.ended < until }) * 1e6 / Double(until - from)
    }
}

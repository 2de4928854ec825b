import Glibc
import MeshRPC
import MeshTransport

/// Clients that measure.
extension Role {
    private static func caller(_ loop: IOLoop, _ front: String) throws -> Caller {
        Caller(
            loop: loop, endpoint: front, principal: Self.principal,
            security: try RoleKeys.caller.security(at: front))
    }

    /// Prints "0 0" and the messages a second of one stream.
    static func sink(_ context: MessageContext, _ front: String, _ count: Int) async throws {
        let loop = IOLoop(context: context, name: "client")
        let caller = try Self.caller(loop, front)
        try await caller.ready(within: .seconds(5))
        let reading = Task(executorPreference: loop) {
            let request = withUnsafeBytes(of: UInt64(count).littleEndian) { [UInt8]($0) }
            let stream = try caller.open(Self.count, request, .init())
            _ = try await stream.next()
            let start = nanosecondsNow()
            while try await stream.next() != nil {}
            return Int64(Double(count) * 1e9 / Double(nanosecondsNow() - start))
        }
        print(0, 0, try await reading.value)
        await caller.close()
        loop.stop()
    }

    /// Round trips, in nanoseconds.
    ///
    /// Unchecked: confined to the client's loop.
    private final class Samples: @unchecked Sendable {
        var nanoseconds: [Int64] = []
        var warm = 0
        var start: Int64 = 0
        var end: Int64 = .max
    }

    /// Calls over and over, so many at once; prints the middle round trip, the 99th of a hundred
    /// and the calls a second.
    static func client(
        _ context: MessageContext, _ front: String, _ outstanding: Int, _ seconds: Double
    ) async throws {
        let loop = IOLoop(context: context, name: "client")
        let caller = try Self.caller(loop, front)
        try await caller.ready(within: .seconds(5))
        let samples = Samples()
        samples.nanoseconds.reserveCapacity(200_000)
        let tasks = (0..<outstanding).map { _ in
            Task(executorPreference: loop) {
                let payload = [UInt8](repeating: 7, count: 100)
                while true {
                    let begun = nanosecondsNow()
                    if begun > samples.end { break }
                    _ = try await caller.unary(Self.echo, payload, .init())
                    let now = nanosecondsNow()
                    if samples.start == 0 {
                        samples.warm += 1
                        guard samples.warm > 500 else { continue }
                        samples.start = now
                        samples.end = now + Int64(seconds * 1e9)
                    } else {
                        samples.nanoseconds.append(now - begun)
                    }
                }
            }
        }
        for task in tasks { try await task.value }
        await caller.close()
        loop.stop()
        report(samples.nanoseconds, seconds: seconds)
    }
}

/// Prints what ``Side`` reads of a client.
func report(_ nanoseconds: [Int64], seconds: Double) {
    let sorted = nanoseconds.sorted()
    let rate = Int64(Double(sorted.count) / seconds)
    print(percentile(sorted, 50), percentile(sorted, 99), rate)
}

/// The value that `percent` of the sorted ones do not pass; 0 of none.
func percentile(_ sorted: [Int64], _ percent: Int) -> Int64 {
    sorted.isEmpty ? 0 : sorted[min(sorted.count * percent / 100, sorted.count - 1)]
}

func nanosecondsNow() -> Int64 {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return Int64(time.tv_sec) * 1_000_000_000 + Int64(time.tv_nsec)
}

import Foundation
import GRPCCore
import GRPCNIOTransportHTTP2Posix
import Synchronization

/// gRPC Swift 2 without a broker.
///
///     grpc-swift-echo worker SOCKET | grpc-swift-echo client SOCKET OUTSTANDING SECONDS
///
/// The client prints the middle round trip and the 99th of a hundred in nanoseconds, and the calls
/// a second.
@main
struct Main {
    static func main() async throws {
        let arguments = Array(CommandLine.arguments.dropFirst())
        switch (arguments.first, arguments.count) {
        case ("worker", 2): try await Self.worker(arguments[1])
        case ("client", 4):
            try await Self.client(
                arguments[1], Int(arguments[2]) ?? 1, Double(arguments[3]) ?? 1)
        default: exit(1)
        }
    }

    private static func worker(_ path: String) async throws {
        let server = GRPCServer(
            transport: .http2NIOPosix(
                address: .unixDomainSocket(path: path), transportSecurity: .plaintext),
            services: [Echo()])
        try await server.serve()
    }

    private static func client(_ path: String, _ outstanding: Int, _ seconds: Double) async throws {
        let transport = try HTTP2ClientTransport.Posix(
            target: .unixDomainSocket(path: path), transportSecurity: .plaintext)
        try await withGRPCClient(transport: transport) { client in
            let samples = Samples(seconds: seconds)
            try await withThrowingDiscardingTaskGroup { group in
                for _ in 0..<outstanding {
                    group.addTask { try await Self.call(client, samples) }
                }
            }
            samples.report()
        }
    }

    private static func call(
        _ client: GRPCClient<HTTP2ClientTransport.Posix>, _ samples: Samples
    ) async throws {
        let payload = [UInt8](repeating: 7, count: 100)
        var isOver = false
        while !isOver {
            let begun = ContinuousClock.now
            _ = try await client.unary(
                request: ClientRequest(message: payload), descriptor: Echo.method,
                serializer: Bytes(), deserializer: Bytes(), options: .defaults
            ) { try $0.message }
            isOver = samples.note(ContinuousClock.now - begun)
        }
    }
}

/// Round trips after 500 to warm up, over so many seconds.
final class Samples: Sendable {
    private struct State {
        var warm = 0
        var start: ContinuousClock.Instant?
        var nanoseconds: [Int64] = []
    }

    private let state = Mutex(State())
    private let seconds: Double

    init(seconds: Double) {
        self.seconds = seconds
    }

    /// - Returns: Whether the time is over.
    func note(_ duration: Duration) -> Bool {
        self.state.withLock { state in
            guard let start = state.start else {
                state.warm += 1
                if state.warm > 500 { state.start = .now }
                return false
            }
            state.nanoseconds.append(Int64(duration / .nanoseconds(1)))
            return ContinuousClock.now - start > .seconds(self.seconds)
        }
    }

    func report() {
        let sorted = self.state.withLock { $0.nanoseconds.sorted() }
        let rate = Int64(Double(sorted.count) / self.seconds)
        print(sorted[sorted.count / 2], sorted[sorted.count * 99 / 100], rate)
    }
}

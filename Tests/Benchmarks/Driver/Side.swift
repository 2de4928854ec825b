import Glibc

/// One side of a comparison: its servers run all the time, a client for each sample.
final class Side {
    /// What a client measured.
    struct Sample {
        /// Round trips in nanoseconds: the middle one, and the 99th of a hundred.
        var median: Double
        var p99: Double
        /// Calls, or messages, in a second.
        var rate: Double
    }

    /// Length of one sample, in seconds.
    static let seconds = 0.5

    private let client: [String]
    private let servers: [ChildProcess]

    /// - Parameter client: Its command without what differs from sample to sample.
    init(servers: [[String]], client: [String]) throws {
        self.client = client
        self.servers = try servers.map { try ChildProcess($0) }
    }

    /// A gateway with one worker at it and clients of it, all of them roles of `program`.
    convenience init(
        _ program: [String], at place: Place, worker: String = "worker", _ manner: String...
    ) throws {
        try self.init(
            servers: [
                program + ["gateway", place.front, place.back] + manner,
                program + [worker, place.back] + manner,
            ], client: program + ["client", place.front])
    }

    /// - Parameter outstanding: Calls made at once.
    func sample(_ outstanding: Int, seconds: Double = Side.seconds) throws -> Sample {
        try Self.result(self.client + ["\(outstanding)", "\(seconds)"])
    }

    /// What a client of another kind measures.
    static func result(_ command: [String]) throws -> Sample {
        let numbers = try Self.numbers(command)
        return Sample(median: numbers[0], p99: numbers[1], rate: numbers[2])
    }

    /// The three numbers that a command prints.
    static func numbers(_ command: [String]) throws -> [Double] {
        let client = try ChildProcess(command)
        let text = client.result()
        let numbers = text.split { $0 == " " || $0 == "\n" }.compactMap { Double($0) }
        guard client.hasSucceeded, numbers.count == 3 else {
            throw BenchmarkFailure(description: "\(command.joined(separator: " ")) said \(text)")
        }
        return numbers
    }

    /// Lets sides take turns, so that a slow moment of the machine meets all of them; the middle
    /// of each figure over the rounds, side by side.
    static func compare(
        _ sides: [Side], outstanding: Int, rounds: Int
    ) throws -> [Sample] {
        // All find their peers in a first round, which is not counted.
        for side in sides { _ = try side.sample(1, seconds: 0.1) }
        return try Self.interleave(
            sides.map { side in { try side.sample(outstanding) } }, rounds: rounds)
    }

    static func interleave(_ samples: [() throws -> Sample], rounds: Int) throws -> [Sample] {
        var taken = samples.map { _ in [Sample]() }
        for _ in 0..<rounds {
            for (index, sample) in samples.enumerated() { taken[index].append(try sample()) }
        }
        return taken.map { samples in
            Sample(
                median: middle(samples.map(\.median)),
                p99: middle(samples.map(\.p99)),
                rate: middle(samples.map(\.rate)))
        }
    }
}

/// Where a gateway of a benchmark listens.
struct Place {
    var front: String
    var back: String

    /// On this host.
    static func ipc(_ folder: String) -> Place {
        mkdir(folder, 0o700)
        return Place(front: "ipc://\(folder)/front", back: "ipc://\(folder)/back")
    }

    /// As for other hosts, with keys.
    static func tcp() throws -> Place {
        Place(front: "tcp://\(try freeAddress())", back: "tcp://\(try freeAddress())")
    }
}

/// An address of this host where nobody listens.
func freeAddress() throws -> String {
    let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    defer { close(descriptor) }
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = UInt32(0x7f00_0001).bigEndian
    var size = socklen_t(MemoryLayout<sockaddr_in>.size)
    let isBound = withUnsafeMutablePointer(to: &address) { pointer in
        pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
            bind(descriptor, $0, size) == 0 && getsockname(descriptor, $0, &size) == 0
        }
    }
    guard isBound else { throw BenchmarkFailure(description: "no free port") }
    return "127.0.0.1:\(UInt16(bigEndian: address.sin_port))"
}

/// A yardstick of `Tests/Benchmarks/Peers`, made if it is not there.
func peer(_ name: String) throws -> String {
    let path = ".build/peers/\(name)"
    let make = try ChildProcess([
        "make", "--silent", "--directory", "Tests/Benchmarks/Peers", "OUT=../../../.build/peers",
        "../../../\(path)",
    ])
    print(make.result(), terminator: "")
    guard make.hasSucceeded else {
        throw BenchmarkFailure(
            description: "Tests/Benchmarks/Peers has no \(name); run in the repository, and "
                + "`make bench-peers` once, which installs what the peers need")
    }
    return path
}

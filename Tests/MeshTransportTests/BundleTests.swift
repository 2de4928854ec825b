import MeshTransport
import SeededGenerator
import Synchronization
import Testing

/// Sends numbered messages of many sizes, bundled or not, as fast as the other side takes them.
private final class Feeder: LoopResident, @unchecked Sendable {
    private let socket: MessageSocket
    private var random: SeededGenerator
    private var number: UInt64 = 0
    private let count: UInt64
    private let routing: UInt64
    /// Tells that the other side was too slow.
    let refusals: AsyncStream<Void>
    private let refused: AsyncStream<Void>.Continuation

    init(_ socket: MessageSocket, to routing: UInt64 = 0, count: UInt64, seed: UInt64) {
        self.socket = socket
        self.routing = routing
        self.count = count
        self.random = SeededGenerator(seed: seed)
        (self.refusals, self.refused) = AsyncStream.makeStream(bufferingPolicy: .bufferingOldest(1))
    }

    var wakeUpAt: Int64 { .max }
    func wake(at now: Int64) {}
    func received(_ message: Message, on socket: MessageSocket, at now: Int64) {}
    func loopEnded() {}
    func becameWritable(_ socket: MessageSocket, at now: Int64) { self.flush(at: now) }
    func becameUnwritable(_ socket: MessageSocket, at now: Int64) {}
    func sendAgain(on socket: MessageSocket, at now: Int64) { self.flush(at: now) }

    func flush(at now: Int64) {
        while self.number < self.count, self.sendNext() {}
        #expect(self.socket.flush().isEmpty)
    }

    private func sendNext() -> Bool {
        var copy = self.random
        let size =
            Int.random(in: 0..<10, using: &copy) == 0
            ? 4_000 : Int.random(in: 0..<300, using: &copy)
        let isBundled = Int.random(in: 0..<5, using: &copy) > 0
        let envelope = withUnsafeBytes(of: self.number.littleEndian) { [UInt8]($0) }
        // A request, as far as the preamble tells.
        let preamble: UInt64 = 0x1001_5A4D | 8 << 48
        let payload = [UInt8](repeating: UInt8(truncatingIfNeeded: self.number), count: size)
        let outcome = envelope.withUnsafeBytes { envelope in
            payload.withUnsafeBytes { payload in
                isBundled
                    ? self.socket.post(
                        to: self.routing, preamble: preamble, envelope: envelope, payload: payload)
                    : self.socket.send(
                        to: self.routing, preamble: preamble, envelope: envelope, payload: payload)
            }
        }
        if outcome == .full { self.refused.yield() }
        guard outcome == .sent else { return false }
        self.random = copy
        self.number += 1
        return true
    }
}

/// Tells the numbers of what arrives, and what is not as it was sent.
private final class Reader: LoopResident, Sendable {
    let numbers: AsyncStream<UInt64>
    private let sink: AsyncStream<UInt64>.Continuation
    let bundled = Atomic<Int>(0)
    let spoilt = Atomic<Int>(0)
    let peer = Atomic<UInt64>(0)

    init() { (self.numbers, self.sink) = AsyncStream.makeStream() }

    var wakeUpAt: Int64 { .max }
    func wake(at now: Int64) {}
    func flush(at now: Int64) {}
    func loopEnded() {}
    func becameWritable(_ socket: MessageSocket, at now: Int64) {}
    func becameUnwritable(_ socket: MessageSocket, at now: Int64) {}

    func received(_ message: Message, on socket: MessageSocket, at now: Int64) {
        self.peer.store(message.routing, ordering: .relaxed)
        let number = UInt64(littleEndian: message.envelope.loadUnaligned(as: UInt64.self))
        if message.isBundled { self.bundled.add(1, ordering: .relaxed) }
        if !message.isWellFormed
            || message.payload.contains(where: { $0 != UInt8(truncatingIfNeeded: number) })
        {
            self.spoilt.add(1, ordering: .relaxed)
        }
        self.sink.yield(number)
    }
}

@Suite(.timeLimit(.minutes(1))) struct `Bundles of a socket` {
    @Test(arguments: [1, 2, 3] as [UInt64])
    func `keep the order of all that is sent, however slow the other side reads`(
        seed: UInt64
    ) async throws {
        let context = try transportContext.get()
        let endpoint = try Endpoint("inproc://bundles-\(randomWord())")
        let (sending, reading) = (
            IOLoop(context: context, name: "sending"), IOLoop(context: context, name: "reading")
        )
        let count: UInt64 = 20_000
        let router = try MessageSocket(context, .router)
        try router.bind(endpoint)
        let dealer = try MessageSocket(context, .dealer)
        try dealer.connect(endpoint)
        let feeder = Feeder(dealer, count: count, seed: seed)
        let reader = Reader()
        nonisolated(unsafe) let (from, to) = (dealer, router)
        sending.perform {
            sending.add(feeder)
            sending.attach(from, to: feeder)
        }
        // Nobody reads until the sender was refused.
        for await _ in feeder.refusals { break }
        reading.perform {
            reading.add(reader)
            reading.attach(to, to: reader)
        }
        var next: UInt64 = 0
        for await number in reader.numbers {
            #expect(number == next)
            next = number + 1
            if next == count { break }
        }
        #expect(reader.spoilt.load(ordering: .relaxed) == 0)
        #expect(reader.bundled.load(ordering: .relaxed) > Int(count) / 2)
        sending.stop()
        reading.stop()
    }

    @Test func `tell of peers that were gone before they left`() async throws {
        let context = try transportContext.get()
        let endpoint = try Endpoint("inproc://bundles-\(randomWord())")
        let loop = IOLoop(context: context, name: "test")
        let router = try MessageSocket(context, .router)
        try router.bind(endpoint)
        let dealer = try MessageSocket(context, .dealer)
        try dealer.connect(endpoint)
        let reader = Reader()
        let greeting = Feeder(dealer, count: 1, seed: 1)
        nonisolated(unsafe) let (from, to) = (dealer, router)
        loop.perform {
            loop.add(greeting)
            loop.attach(from, to: greeting)
            loop.add(reader)
            loop.attach(to, to: reader)
        }
        for await _ in reader.numbers { break }
        let routing = reader.peer.load(ordering: .relaxed)
        let lost = await withUnsafeContinuation { continuation in
            loop.perform {
                loop.detach(from)
                var lost: [UInt64] = []
                // libzmq takes a moment to see that the other end is closed.
                while lost.isEmpty {
                    for _ in 0..<2 {
                        [1].withUnsafeBytes { bytes in
                            _ = to.post(
                                to: routing, preamble: 0x1001_5A4D, envelope: bytes, payload: bytes)
                        }
                    }
                    lost = to.flush()
                }
                continuation.resume(returning: lost)
            }
        }
        #expect(lost == [routing])
        loop.stop()
    }
}

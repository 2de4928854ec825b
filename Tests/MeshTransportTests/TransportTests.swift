import Glibc
import MeshTransport
import Synchronization
import Testing

/// The one context of the test process.
let transportContext = Result { () throws(TransportFailure) in try MessageContext() }

private func freshFolder() -> String { "/tmp/mesh-\(String(randomWord(), radix: 36))" }

private func removeFolder(_ folder: String) {
    for name in ["a", "a.lock", "b", "b.lock"] { unlink("\(folder)/\(name)") }
    rmdir(folder)
}

/// What setting up `body` was refused with.
private func refusal(_ body: () throws(TransportFailure) -> Void) -> String? {
    do throws(TransportFailure) {
        try body()
        return nil
    } catch {
        return error.message
    }
}

@Suite struct `An endpoint` {
    @Test(arguments: ["udp://1.2.3.4:5", "ws://a:1", "ipc:/a", "", "tcp//a", "ipc://", "inproc://"])
    func `is refused when no scheme of the mesh reads it`(text: String) {
        #expect(throws: TransportFailure.self) { try Endpoint(text) }
    }

    @Test func `is refused when its path does not fit a Unix socket`() throws {
        let path = String(repeating: "a", count: 107)
        #expect(try Endpoint("ipc://\(path)").address == path)
        let message = refusal { () throws(TransportFailure) in _ = try Endpoint("ipc://\(path)b") }
        #expect(message?.contains("107") == true)
    }

    @Test(arguments: [
        ("ipc:///a/b", true), ("inproc://a", true), ("tcp://127.0.0.1:1", true),
        ("tcp://localhost:1", true), ("tcp://[::1]:1", true), ("tcp://10.0.0.1:1", false),
        ("tcp://*:1", false),
    ])
    func `says whether it stays on this host`(text: String, isLocal: Bool) throws {
        #expect(try Endpoint(text).isLocal == isLocal)
    }

    @Test func `is bound once, in a folder of its user alone`() throws {
        let context = try transportContext.get()
        let folder = freshFolder()
        defer { removeFolder(folder) }
        let endpoint = try Endpoint("ipc://\(folder)/a")
        let first = try MessageSocket(context, .router)
        try first.bind(endpoint)
        var status = stat()
        #expect(stat(folder, &status) == 0 && status.st_mode & 0o777 == 0o700)
        let second = try MessageSocket(context, .router)
        let message = refusal { () throws(TransportFailure) in try second.bind(endpoint) }
        #expect(message?.contains("in use by another process") == true)
        first.close()
        try second.bind(endpoint)
        chmod(folder, 0o755)
        let third = try MessageSocket(context, .router)
        let open = refusal { () throws(TransportFailure) in
            try third.bind(try Endpoint("ipc://\(folder)/b"))
        }
        #expect(open?.contains("0700") == true)
        second.close()
        third.close()
    }

    @Test func `says that a port is in use`() throws {
        let context = try transportContext.get()
        let first = try MessageSocket(context, .router)
        // Below the range from which the kernel picks ports by itself.
        let port = (20_000..<30_000).first { port in
            refusal { () throws(TransportFailure) in
                try first.bind(try Endpoint("tcp://127.0.0.1:\(port)"))
            } == nil
        }
        let second = try MessageSocket(context, .router)
        let message = refusal { () throws(TransportFailure) in
            try second.bind(try Endpoint("tcp://127.0.0.1:\(port ?? 0)"))
        }
        #expect(message?.contains("choose another port") == true)
        first.close()
        second.close()
    }
}

@Suite struct `A loop` {
    @Test func `runs what is posted in order, on its own thread`() async throws {
        let loop = IOLoop(context: try transportContext.get(), name: "test")
        let order = Mutex<[Int]>([])
        for index in 0..<1_000 {
            loop.perform { order.withLock { $0.append(index) } }
        }
        let isCurrent = await Task(executorPreference: loop) { loop.isCurrent }.value
        #expect(isCurrent)
        #expect(order.withLock { $0 } == Array(0..<1_000))
        loop.stop()
    }

    @Test func `comes back to its thread after each wait`() async throws {
        let loop = IOLoop(context: try transportContext.get(), name: "test")
        let stayed = await Task(executorPreference: loop) {
            for _ in 0..<100 {
                await Task.yield()
                guard loop.isCurrent else { return false }
            }
            return true
        }.value
        #expect(stayed)
        loop.stop()
    }

    @Test func `finishes tasks that outlive it`() async throws {
        let loop = IOLoop(context: try transportContext.get(), name: "test")
        let (stream, continuation) = AsyncStream.makeStream(of: Int.self)
        let task = Task(executorPreference: loop) {
            for await value in stream { return value }
            return 0
        }
        loop.stop()
        continuation.yield(7)
        #expect(await task.value == 7)
    }
}

@Suite struct `A queue` {
    @Test func `keeps its order while it grows and turns`() {
        var queue = FirstInFirstOut<Int>()
        var next = 0
        for round in 0..<100 {
            for index in 0..<7 { queue.append(round * 7 + index) }
            for _ in 0..<5 {
                #expect(queue.popFirst() == next)
                next += 1
            }
        }
        queue.prepend(-1)
        #expect(queue.popFirst() == -1)
        #expect(queue.count == 700 - next)
        while let value = queue.popFirst() {
            #expect(value == next)
            next += 1
        }
        #expect(queue.isEmpty && next == 700)
    }

    @Test func `of deadlines gives back what is due, earliest first`() {
        var queue = DeadlineQueue<Int>()
        for due in [5, 3, 9, 1, 7, 3] { queue.add(due, due: Int64(due)) }
        #expect(queue.first == 1)
        var taken: [Int] = []
        while let key = queue.takeDue(at: 5) { taken.append(key) }
        #expect(taken == [1, 3, 3, 5])
        #expect(queue.first == 7)
    }

    @Test func `of deadlines forgets stale ones when they crowd it`() {
        var queue = DeadlineQueue<Int>()
        for key in 0..<3_000 { queue.add(key, due: Int64(3_000 - key)) }
        #expect(queue.isCrowded(liveCount: 10) && !queue.isCrowded(liveCount: 2_000))
        queue.compact { $0 % 300 == 0 }
        #expect(!queue.isCrowded(liveCount: 10))
        var taken: [Int] = []
        while let key = queue.takeDue(at: .max) { taken.append(key) }
        #expect(taken == (0..<10).map { 2_700 - $0 * 300 })
    }
}

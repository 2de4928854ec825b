import CZeroMQ
import Glibc
import Synchronization

/// Lives on a loop: gets its sockets' messages and a call when its time has come.
public protocol LoopResident: AnyObject {
    /// When ``wake(at:)`` wants to be called next, in microseconds of the monotonic clock.
    var wakeUpAt: Int64 { get }
    func wake(at now: Int64)
    func received(_ message: Message, on socket: MessageSocket, at now: Int64)
    /// The round is over: what it collected may be sent in one go, which wakes libzmq once.
    func flush(at now: Int64)
    /// What `socket` refused may be tried again.
    func sendAgain(on socket: MessageSocket, at now: Int64)
    /// The loop has ended and closed the sockets.
    func loopEnded()
    /// A connection came up or a slow peer caught up: what waits may be sent.
    func becameWritable(_ socket: MessageSocket, at now: Int64)
    /// The connection was lost, or the peer is slow.
    func becameUnwritable(_ socket: MessageSocket, at now: Int64)
}

extension LoopResident {
    public func sendAgain(on socket: MessageSocket, at now: Int64) {}
}

/// One thread that owns its sockets for life and runs the tasks that prefer it.
///
/// Nothing that blocks may run here. Work and jobs from other threads come through one inbox and an
/// eventfd; what the loop's own thread adds stays on it without a lock.
public final class IOLoop: TaskExecutor, Sendable {
    public let context: MessageContext
    public let name: String
    private let inbox: LoopInbox
    private let core: LoopCore
    private let thread: Mutex<pthread_t?>

    public init(context: MessageContext, name: String) {
        self.context = context
        self.name = name
        self.inbox = LoopInbox()
        self.core = LoopCore(inbox: self.inbox)
        self.thread = Mutex(nil)
        self.core.executor = self.asUnownedTaskExecutor()
        let started = startThread(name: name) { [core] in core.run() }
        self.thread.withLock { $0 = started }
    }

    /// Runs what is queued, closes the sockets and waits for the thread to end.
    public func stop() {
        self.inbox.requestStop()
        let thread = self.thread.withLock { thread in
            defer { thread = nil }
            return thread
        }
        guard let thread, !self.isCurrent else { return }
        pthread_join(thread, nil)
    }

    /// Whether the calling thread is the loop's own.
    public var isCurrent: Bool { self.core.isCurrent }

    /// Runs `work` on the loop: at once when already there, otherwise in the order posted.
    public func perform(_ work: @escaping @Sendable () -> Void) {
        if self.isCurrent {
            work()
        } else if !self.inbox.add(.work(work)) {
            // The loop has ended: its residents are gone and refuse by themselves.
            work()
        }
    }

    public func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        if self.isCurrent {
            self.core.local.append(job)
        } else if !self.inbox.add(.job(job)) {
            // After the end a task still has to finish somewhere.
            job.runSynchronously(on: self.asUnownedTaskExecutor())
        }
    }

    public func asUnownedTaskExecutor() -> UnownedTaskExecutor {
        UnownedTaskExecutor(ordinary: self)
    }

    /// Gives `resident` its wake-ups; on the loop only.
    public func add(_ resident: any LoopResident) {
        precondition(self.isCurrent)
        self.core.residents.append(resident)
    }

    /// Ends the wake-ups and closes no sockets; on the loop only.
    public func remove(_ resident: any LoopResident) {
        precondition(self.isCurrent)
        self.core.residents.removeAll { $0 === resident }
    }

    /// Gives `resident` the messages of `socket`; on the loop only.
    public func attach(_ socket: MessageSocket, to resident: any LoopResident) {
        precondition(self.isCurrent)
        socket.resident = resident
        self.core.sockets.append(socket)
        self.core.socketsChanged = true
    }

    /// Closes `socket`; on the loop only.
    public func detach(_ socket: MessageSocket) {
        precondition(self.isCurrent)
        self.core.sockets.removeAll { $0 === socket }
        socket.resident = nil
        self.core.socketsChanged = true
        socket.close()
    }
}

/// What the loop's thread alone touches, and its rounds.
///
/// Unchecked: `IOLoop` lets only its own thread in, save for `executor`, set before it starts.
final class LoopCore: @unchecked Sendable {
    /// Messages taken from one socket in one round, so that a busy peer starves nobody.
    ///
    /// Answers leave at the end of a round: more in it would let the peers wait for work, fewer
    /// would wake libzmq more often.
    private static let messagesPerRound = 16
    private static let jobsPerRound = 1_024

    var executor: UnownedTaskExecutor?
    @exclusivity(unchecked) var local = FirstInFirstOut<UnownedJob>()
    @exclusivity(unchecked) var residents: [any LoopResident] = []
    @exclusivity(unchecked) var sockets: [MessageSocket] = []
    var socketsChanged = true
    /// Whether a socket had a full round of messages the last time, so that more wait.
    private var isLoaded = false
    private let inbox: LoopInbox
    private let owner = Atomic<UInt>(0)
    private var pollItems: [pollfd] = []
    private var taken: [LoopInbox.Entry] = []

    init(inbox: LoopInbox) {
        self.inbox = inbox
    }

    var isCurrent: Bool { self.owner.load(ordering: .relaxed) == UInt(pthread_self()) }

    func run() {
        self.owner.store(UInt(pthread_self()), ordering: .relaxed)
        while true {
            // Who takes this loop's messages goes first: there is work for both.
            if self.isLoaded { sched_yield() }
            let now = monotonicMicroseconds()
            self.drainSockets(at: now)
            self.runJobs()
            self.runInbox()
            self.wakeResidents(at: now)
            self.flushResidents(at: monotonicMicroseconds())
            if self.inbox.isStopping { break }
            guard self.local.isEmpty, !self.refreshSockets() else { continue }
            self.sleep()
        }
        self.end()
    }

    private func end() {
        repeat {
            self.runInbox()
            self.runJobs()
        } while !self.local.isEmpty || !self.inbox.close()
        for socket in self.sockets {
            socket.close()
            socket.resident = nil
        }
        let residents = self.residents
        self.sockets = []
        self.residents = []
        for resident in residents { resident.loopEnded() }
        while !self.local.isEmpty { self.runJobs() }
    }

    private func drainSockets(at now: Int64) {
        self.isLoaded = false
        for socket in self.sockets where socket.isReadable {
            var count = 0
            while socket.isOpen, count < Self.messagesPerRound, var message = socket.receive() {
                count += 1
                socket.resident?.received(message, on: socket, at: now)
                if isKnownUniquelyReferenced(&message) { message.recycle() }
            }
            self.isLoaded = self.isLoaded || count == Self.messagesPerRound
        }
    }

    private func runJobs() {
        guard let executor = self.executor else { return }
        var count = 0
        while count < Self.jobsPerRound, let job = self.local.popFirst() {
            count += 1
            job.runSynchronously(on: executor)
        }
    }

    private func runInbox() {
        guard self.inbox.take(into: &self.taken) else { return }
        for entry in self.taken {
            switch entry {
            case .work(let work): work()
            case .job(let job): self.local.append(job)
            }
        }
        self.taken.removeAll(keepingCapacity: true)
        self.runJobs()
    }

    private func wakeResidents(at now: Int64) {
        for resident in self.residents where resident.wakeUpAt <= now {
            resident.wake(at: now)
        }
    }

    /// With a time of its own: the jobs of the round took some, and a call they made must not be
    /// given more than it asked for.
    private func flushResidents(at now: Int64) {
        for resident in self.residents { resident.flush(at: now) }
    }

    /// Asks libzmq for each socket's events; sending may have consumed the descriptor's edge.
    ///
    /// - Returns: whether there is something to do before sleeping.
    private func refreshSockets() -> Bool {
        var isBusy = false
        for socket in self.sockets where socket.isOpen {
            let isWritable =
                socket.isStale && !socket.isReadable ? socket.refresh() : socket.isWritable
            isBusy = isBusy || socket.isReadable || self.sendAgain(on: socket)
            guard isWritable != socket.isWritable else { continue }
            socket.isWritable = isWritable
            isBusy = true
            if isWritable {
                socket.resident?.becameWritable(socket, at: monotonicMicroseconds())
            } else {
                socket.resident?.becameUnwritable(socket, at: monotonicMicroseconds())
            }
        }
        return isBusy
    }

    private func sleep() {
        if self.socketsChanged {
            self.socketsChanged = false
            self.pollItems =
                [pollfd(fd: self.inbox.descriptor, events: Int16(POLLIN), revents: 0)]
                + self.sockets.map { pollfd(fd: $0.descriptor, events: Int16(POLLIN), revents: 0) }
        }
        guard self.inbox.prepareToSleep() else { return }
        var due = Int64.max
        for resident in self.residents { due = min(due, resident.wakeUpAt) }
        let wait = due == .max ? -1 : max(0, min(due - monotonicMicroseconds(), 60_000_000))
        // Rounded up: waking early would only turn the loop once more.
        poll(
            &self.pollItems, nfds_t(self.pollItems.count),
            Int32(wait < 0 ? -1 : (wait + 999) / 1_000))
        self.inbox.woken(isSignalled: self.pollItems[0].revents != 0)
        for index in 1..<max(self.pollItems.count, 1) where self.pollItems[index].revents != 0 {
            // Reading tells as much as asking would.
            self.sockets[index - 1].isReadable = true
            self.sockets[index - 1].isStale = true
        }
    }

    /// Tries again what was refused: libzmq may have taken note in between that the peer caught up,
    /// and then its descriptor stays silent.
    ///
    /// - Returns: whether anything went out; then there may be more to do.
    private func sendAgain(on socket: MessageSocket) -> Bool {
        guard socket.hasRefused else { return false }
        socket.hasRefused = false
        socket.resident?.sendAgain(on: socket, at: monotonicMicroseconds())
        return !socket.hasRefused
    }
}

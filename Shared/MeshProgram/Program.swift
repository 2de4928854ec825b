import Glibc

/// As every process tells it.
package let meshVersion = "0.1.0"

/// `--name value` pairs of a program's command line.
package struct ProgramArguments: Sendable {
    private let values: [String: String]

    package init(_ arguments: [String]) {
        var values: [String: String] = [:]
        var rest = arguments.dropFirst()
        while let name = rest.popFirst(), name.hasPrefix("--"), let value = rest.popFirst() {
            values[String(name.dropFirst(2))] = value
        }
        self.values = values
    }

    package subscript(name: String) -> String? { self.values[name] }

    /// Endpoints separated by commas; `nil` without any.
    package func endpoints(_ name: String) -> [String]? {
        let endpoints = (self[name] ?? "").split(separator: ",").map(String.init)
        return endpoints.isEmpty ? nil : endpoints
    }
}

/// Counts stop signals; made once and never freed, as a handler may post at any time.
nonisolated(unsafe) private let stops: UnsafeMutablePointer<sem_t> = {
    let semaphore = UnsafeMutablePointer<sem_t>.allocate(capacity: 1)
    sem_init(semaphore, 0, 0)
    return semaphore
}()

/// Waits for SIGTERM or SIGINT; a second one ends the process at once.
///
/// A handler and not a blocked signal: the runtime keeps a thread that blocks none, and a signal
/// that reaches it there would end the process.
package struct StopSignal: Sendable {
    package init() {
        _ = stops
        var action = sigaction()
        action.__sigaction_handler.sa_handler = { _ in sem_post(stops) }
        action.sa_flags = Int32(bitPattern: UInt32(SA_RESETHAND)) | SA_RESTART
        sigaction(SIGTERM, &action, nil)
        sigaction(SIGINT, &action, nil)
    }

    /// Returns when the process is asked to stop; one thread sleeps for it.
    package func received() async {
        await withCheckedContinuation { (continuation: CheckedContinuation<Void, Never>) in
            var thread = pthread_t()
            let waiting = Unmanaged.passRetained(Waiting(continuation))
            pthread_create(
                &thread, nil,
                { context in
                    guard let context else { return nil }
                    while sem_wait(stops) != 0 {}
                    Unmanaged<Waiting>.fromOpaque(context).takeRetainedValue()
                        .continuation.resume()
                    return nil
                }, waiting.toOpaque())
            pthread_detach(thread)
        }
    }

    private final class Waiting {
        let continuation: CheckedContinuation<Void, Never>

        init(_ continuation: CheckedContinuation<Void, Never>) {
            self.continuation = continuation
        }
    }
}

/// Says why on standard error and ends the process.
package func fail(_ message: String) -> Never {
    let line = message + "\n"
    _ = line.withCString { write(STDERR_FILENO, $0, strlen($0)) }
    exit(1)
}

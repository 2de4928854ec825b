import CZeroMQ
import Glibc

/// Starts a thread with every signal blocked: signals belong to the program, not to its loops.
func startThread(name: String, _ body: @escaping @Sendable () -> Void) -> pthread_t {
    final class Start: Sendable {
        let body: @Sendable () -> Void
        init(_ body: @escaping @Sendable () -> Void) { self.body = body }
    }
    var all = sigset_t()
    var before = sigset_t()
    sigfillset(&all)
    pthread_sigmask(SIG_SETMASK, &all, &before)
    defer { pthread_sigmask(SIG_SETMASK, &before, nil) }
    var thread = pthread_t()
    let start = Unmanaged.passRetained(
        Start {
            // Linux keeps fifteen bytes of a thread's name.
            mesh_name_this_thread(name)
            body()
        })
    let result = pthread_create(
        &thread, nil,
        { argument in
            if let argument {
                Unmanaged<Start>.fromOpaque(argument).takeRetainedValue().body()
            }
            return nil
        }, start.toOpaque())
    precondition(result == 0, "out of threads: \(errorText(result))")
    return thread
}

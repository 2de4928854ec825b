import CZeroMQ
import Glibc

/// What the threads that pass messages on are to the kernel: on waking they push nobody aside.
///
/// Of a chain of loops and I/O threads on few processors each would otherwise interrupt the one that
/// feeds it after its first message. A third more calls with 64 at once, and a fifth quicker one by
/// one, than with SCHED_OTHER; needs no privilege.
let passingPolicy = Int32(mesh_sched_batch)

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
            var parameters = sched_param()
            // Where it is refused, the thread is an ordinary one.
            pthread_setschedparam(pthread_self(), passingPolicy, &parameters)
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

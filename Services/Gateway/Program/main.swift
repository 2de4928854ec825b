import Gateway
import MeshTransport

#if canImport(Glibc)
    import Glibc
#endif

// usage: govmesh-gateway FRONT BACK
let arguments = CommandLine.arguments
guard arguments.count == 3 else {
    fail("usage: govmesh-gateway FRONT-ENDPOINT BACK-ENDPOINT")
}
// Blocked before any thread starts, so that only the wait below takes them.
var signals = sigset_t()
sigemptyset(&signals)
sigaddset(&signals, SIGTERM)
sigaddset(&signals, SIGINT)
pthread_sigmask(SIG_BLOCK, &signals, nil)
do {
    let gateway = Gateway(
        context: try MessageContext(), front: [arguments[1]], back: [arguments[2]])
    try gateway.start()
    var signal: Int32 = 0
    sigwait(&signals, &signal)
    gateway.stop()
} catch {
    fail("govmesh-gateway: \(error)")
}

/// Says why on standard error and ends the process.
func fail(_ message: String) -> Never {
    let line = message + "\n"
    _ = line.withCString { write(STDERR_FILENO, $0, strlen($0)) }
    exit(1)
}

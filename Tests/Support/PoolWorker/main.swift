import Glibc
import MeshProgram
import MeshRPC
import MeshTransport

// A worker of the tests' own service: `pool-worker BACK NAME`. It answers with its name, and aborts on
// `abort FILE` as long as there is such a file. SIGTERM drains it.

let service = "test.v1.PoolService"
let words = CommandLine.arguments
let signals = StopSignal()
let loop = IOLoop(context: try MessageContext(), name: "worker")
let worker = Worker(
    loop: loop, endpoint: words[1], name: words[2], shared: [],
    bindings: [CallClass.noSideEffects, .unsafe].map { callClass in
        MethodBinding(
            MethodDescriptor(
                service: service, method: callClass == .unsafe ? "Change" : "Read",
                callClass: callClass)
        ) { payload, _ in
            let text = String(decoding: payload, as: UTF8.self)
            if text.hasPrefix("abort "), access(String(text.dropFirst(6)), F_OK) == 0 {
                // At once, without the runtime's account of where it happened.
                signal(SIGABRT, SIG_DFL)
                abort()
            }
            // What is at work in several calls at once when one of them aborts.
            try? await Task.sleep(for: .milliseconds(2))
            return Reply(payload: Array(words[2].utf8))
        }
    },
    settings: WorkerSettings(slots: 64, build: "test"), trust: .anyGateway
) { _, call in
    Actor(
        principal: call.principal, person: call.principal, party: "parties/p",
        partyRole: .individualUser, operatorRoles: [])
}
worker.start()
await signals.received()
await worker.drain(grace: .seconds(10))

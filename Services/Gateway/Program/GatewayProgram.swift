import Desk
import Gateway
import MeshPrimitives
import MeshProgram
import MeshRPC
import MeshTransport

/// The life of the gateway's process.
enum GatewayProgram {
    private static let usage = """
        usage: govmesh-gateway --front ENDPOINTS --back ENDPOINTS --identity FILE \
        [--name NAME] [--key FILE --ring FILE] [--clock FILE]
        Endpoints are separated by commas; the first ones are ipc, and tcp ones need a key. NAME is \
        how operators call it, `gateway` when absent.
        """

    /// The memory of this process is the gateway's alone.
    private static var limits: GatewayLimits {
        var limits = GatewayLimits()
        limits.residentBytes = 1024 * 1024 * 1024
        return limits
    }

    static func run() async {
        let arguments = ProgramArguments(CommandLine.arguments)
        guard let front = arguments.endpoints("front"), let door = front.first,
            let back = arguments.endpoints("back"), let workers = back.first,
            let identity = arguments["identity"]
        else { fail(Self.usage) }
        let signals = StopSignal()
        do {
            let context = try MessageContext()
            let keys = try Self.keys(arguments)
            let signer = try IdentityFiles.signer(at: identity)
            let gateway = Gateway(
                context: context, front: front, back: back, limits: Self.limits, keys: keys,
                signing: CallerSigning(signer))
            try gateway.start()
            let feed = keys.map { KeyFeed(gateway, first: $0.ring, context, front: door) }
            feed?.start()
            let desk = Desk(
                gateway, name: arguments["name"] ?? "gateway", context: context, front: door,
                back: workers, trust: [signer.publicKey].compactMap { $0 })
            desk.start()
            await signals.received()
            await desk.stop()
            await feed?.stop()
            await gateway.drain(grace: .seconds(25))
        } catch {
            fail("govmesh-gateway: \(error)")
        }
    }

    private static func keys(_ arguments: ProgramArguments) throws -> GatewayKeys? {
        guard let key = arguments["key"] else { return nil }
        let ring = try arguments["ring"].map { try RingFile.read($0) } ?? KeyRing()
        let own = try KeyFile(path: key).pair
        guard let file = arguments["clock"] else { return GatewayKeys(own: own, ring: ring) }
        let clock = try VirtualClock(file: file, start: nil)
        return GatewayKeys(own: own, ring: ring, clock: { clock.now.microseconds })
    }
}

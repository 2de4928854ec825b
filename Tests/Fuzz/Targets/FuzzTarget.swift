import MeshAPI
import MeshRPC
import MeshWire

/// A decoder that takes bytes of strangers.
package enum FuzzTarget: String, CaseIterable, Sendable {
    case preamble
    case bundle
    case envelope
    case registry
    case credit
    case quality
    case risk

    /// Decodes `bytes` and checks what must hold of every input.
    ///
    /// - Returns: why they were refused; `nil` when they were accepted.
    /// - Throws: ``BrokenPromise``; a crash or too much memory is for the fuzzer to notice.
    package func check(_ bytes: [UInt8]) throws(BrokenPromise) -> String? {
        switch self {
        case .preamble: try checkPreamble(bytes)
        case .bundle: try checkBundle(bytes)
        case .envelope: try checkEnvelope(bytes)
        case .registry: try Self.check(bytes, as: Contract.self)
        case .credit: try Self.check(bytes, as: Record.self)
        case .quality: try Self.check(bytes, as: Period.self)
        case .risk: try Self.check(bytes, as: RiskAssessment.self)
        }
    }

    /// What preflight accepts protobuf-c accepts, and what was accepted comes back as it was written.
    private static func check<Message: WireMessage>(
        _ bytes: [UInt8], as type: Message.Type
    ) throws(BrokenPromise) -> String? {
        let message: Message
        do throws(WireFailure) {
            message = try Message(wire: bytes)
        } catch {
            try require(
                error.rule != "needs more memory than a message may",
                "protobuf-c refuses what preflight accepted: \(error)")
            try require((0...bytes.count).contains(error.offset), "a fault outside: \(error)")
            return "\(error.field) \(error.rule)"
        }
        let written = message.wireBytes()
        let again: Message
        do throws(WireFailure) {
            again = try Message(wire: written)
        } catch {
            throw BrokenPromise("what was written is refused: \(error)")
        }
        // By bytes: NaN is not equal to itself.
        try require(again.wireBytes() == written, "written twice it differs")
        _ = message.violations()
        try require(
            message.redacted().redacted() == message.redacted(), "redacted twice it differs")
        return nil
    }
}

/// What a decoder promises and did not keep.
package struct BrokenPromise: Error {
    package let text: String

    init(_ text: String) {
        self.text = text
    }
}

func require(_ holds: Bool, _ text: @autoclosure () -> String) throws(BrokenPromise) {
    guard holds else { throw BrokenPromise(text()) }
}

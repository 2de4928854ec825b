import MeshAPI
import MeshPrimitives
import MeshRPC
import MeshStorage

extension RPCFailure {
    package static func notFound(_ name: String, in collection: String) -> RPCFailure {
        RPCFailure(
            .notFound, "\(name) is not among the \(collection) known here; check the name.",
            verdict: .doNotRetry, origin: .handler)
    }

    package static func exists(_ name: String) -> RPCFailure {
        RPCFailure(
            .alreadyExists, "\(name) exists already; read it or choose another id.",
            verdict: .doNotRetry, origin: .handler)
    }

    /// INVALID_ARGUMENT for a part of the request that must be there.
    package static func missing(_ field: String) -> RPCFailure {
        .invalidArgument(field: field, rule: "required", remedy: "set it")
    }

    /// Reasons of a rule that is not a life cycle guard.
    package static func refused(
        _ resource: String, _ refusals: [Refusal]
    ) -> RPCFailure {
        let detail = PreconditionFailure(
            resource: resource, refusals: refusals.map(PreconditionFailure.Refusal.init)
        ).fitting()
        let message = refusals.map { "\($0.code) \($0.message)" }.joined(separator: "; ")
        return RPCFailure(
            .failedPrecondition, String("\(resource): \(message)".prefix(1_000)),
            details: [StatusDetail(detail)], verdict: .doNotRetry, origin: .handler)
    }

    /// What a failing store means to a caller.
    init(_ failure: StorageFailure) {
        switch failure {
        case .tooManyReplies:
            // Stored replies are forgotten at the next sweep at the earliest.
            self.init(
                .resourceExhausted, "\(failure)",
                retryAfterMilliseconds: UInt32(StorageLimits.sweepSeconds * 1_000),
                verdict: .safeNotStarted, origin: .handler)
        case .overloaded:
            self.init(
                .resourceExhausted, "\(failure)", retryAfterMilliseconds: 100,
                verdict: .safeNotStarted, origin: .handler)
        case .full:
            self.init(
                .resourceExhausted, "\(failure)", retryAfterMilliseconds: 10_000,
                verdict: .safeNotStarted, origin: .handler)
        case .staleVersion(let current):
            self.init(
                .aborted, "The stored version is \(current); read it again and decide anew.",
                verdict: .doNotRetry, origin: .handler)
        case .tooLarge(let name, let bytes):
            self = .invalidArgument(
                field: name, rule: "at most \(StorageLimits.resourceBytes) bytes, not \(bytes)",
                remedy: "shorten its texts or lists")
        case .keyReused:
            self.init(
                .failedPrecondition,
                "KEY_REUSED: this idempotency key belongs to another request; use a fresh key.",
                verdict: .doNotRetry, origin: .handler)
        case .broken, .closed:
            self.init(
                .unavailable, "\(failure)", retryAfterMilliseconds: 1_000, verdict: .unknownOutcome,
                origin: .handler)
        case .locked, .cannotOpen, .notDurable, .newerSchema, .foreignFolder, .copied, .gap,
            .repeatedEvent, .missedEvent, .anotherJournal, .tooManyParked, .damagedJournal,
            .damaged, .undecodable, .statement:
            self.init(.internal, "\(failure)", verdict: .doNotRetry, origin: .handler)
        }
    }

    /// Whether a repeat of the call would get the same answer, so that it may be kept.
    var isFinal: Bool {
        switch self.code {
        case .invalidArgument, .alreadyExists, .failedPrecondition, .outOfRange, .permissionDenied:
            true
        // What is not known here may be on its way from another service.
        case .notFound: false
        case .ok, .cancelled, .unknown, .deadlineExceeded, .resourceExhausted, .aborted,
            .unimplemented, .internal, .unavailable, .dataLoss, .unauthenticated:
            false
        }
    }
}

extension PreconditionFailure.Refusal {
    package init(_ refusal: Refusal) {
        self.init(
            code: refusal.code, subject: refusal.subject, message: refusal.message,
            remedy: refusal.remedy, requirement: refusal.requirement, source: refusal.source)
    }
}

extension PreconditionFailure {
    /// Leaves out, and counts, the last reasons that do not fit into an answer.
    func fitting() -> PreconditionFailure {
        var fitting = self
        while fitting.wireBytes().count > EnvelopeLimit.detailBytes - Self.fullName.utf8.count,
            fitting.refusals.popLast() != nil
        {
            fitting.omittedRefusals += 1
        }
        return fitting
    }
}

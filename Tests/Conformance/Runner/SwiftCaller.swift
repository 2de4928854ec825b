import Foundation
import MeshJSON
import MeshRPC
import MeshTransport
import Synchronization

/// The Swift caller as a subject: takes orders as lines of JSON, tells what became of calls.
actor SwiftCaller {
    private let caller: Caller
    private var tasks: [String: Task<Void, Never>] = [:]
    private var streams: [String: CallStream] = [:]

    static func run() async {
        do {
            guard let line = readLine() else { return }
            let begin = try JSONValue(parsing: line)
            let loop = IOLoop(context: try MessageContext(), name: "caller")
            let caller = Caller(
                loop: loop, endpoints: begin["endpoints"]?.elements.compactMap(\.string) ?? [],
                principal: begin["principal"]?.string ?? "")
            let subject = SwiftCaller(caller)
            while let line = readLine() { await subject.obey(try JSONValue(parsing: line)) }
            await caller.close()
        } catch {
            print("{\"call\": \"\", \"code\": \"\(error)\"}")
        }
    }

    private init(_ caller: Caller) {
        self.caller = caller
    }

    private func obey(_ order: JSONValue) {
        let payload = order.payload
        let caller = self.caller
        if let name = order["call"]?.string {
            self.tasks[name] = Task {
                do throws(RPCFailure) {
                    tell(name, try await caller.unary(order.method, payload, order.options))
                } catch {
                    tell(name, error)
                }
            }
        } else if let name = order["open"]?.string {
            do throws(RPCFailure) {
                self.streams[name] = try caller.open(order.method, payload, order.options)
            } catch {
                tell(name, error)
            }
        } else if let name = order["send"]?.string, let stream = self.streams[name] {
            self.tasks[name] = Task {
                do throws(RPCFailure) {
                    try await stream.send(payload)
                    tell(name, "SENT", [])
                } catch {
                    tell(name, error)
                }
            }
        } else if let name = order["read"]?.string, let stream = self.streams[name] {
            self.tasks[name] = Task { await read(name, stream) }
        } else if let name = order["finish"]?.string {
            self.streams[name]?.finish()
        } else if let name = order["cancel"]?.string {
            if let stream = self.streams[name] {
                stream.cancel()
            } else {
                self.tasks[name]?.cancel()
            }
        }
    }
}

private func read(_ name: String, _ stream: CallStream) async {
    do throws(RPCFailure) {
        if let message = try await stream.next() {
            tell(name, "MESSAGE", [.init("payload", .string(message.hex))])
        } else {
            tell(name, "OK", [.init("metadata", json(stream.trailingMetadata))])
        }
    } catch {
        tell(name, error)
    }
}

// MARK: Telling

private let output = Mutex(FileHandle.standardOutput)

private func tell(_ name: String, _ code: String, _ facts: [JSONValue.Member]) {
    let line = JSONValue.object(
        [.init("call", .string(name)), .init("code", .string(code))] + facts)
    // In one piece, however many tasks tell something.
    output.withLock { $0.write(Data((line.text() + "\n").utf8)) }
}

private func tell(_ name: String, _ reply: Reply) {
    tell(
        name, "OK",
        [
            .init("payload", .string(reply.payload.hex)),
            .init("metadata", json(reply.metadata)),
        ])
}

private func tell(_ name: String, _ failure: RPCFailure) {
    let verdict =
        switch failure.verdict {
        case .unspecified: "UNSPECIFIED"
        case .safeNotStarted: "SAFE_NOT_STARTED"
        case .safeIdempotent: "SAFE_IDEMPOTENT"
        case .doNotRetry: "DO_NOT_RETRY"
        case .unknownOutcome: "UNKNOWN_OUTCOME"
        }
    tell(
        name, failure.code.name,
        [
            .init("number", .number("\(failure.code.rawValue)")),
            .init("message", .string(failure.message)), .init("verdict", .string(verdict)),
            .init("origin", .string("\(failure.origin)".uppercased())),
            .init("details", .number("\(failure.details.count)")),
            .init("metadata", json(failure.metadata)),
        ])
}

private func json(_ metadata: [Metadata]) -> JSONValue {
    .array(
        metadata.map {
            .array([.string($0.key), .string(String(decoding: $0.value, as: UTF8.self))])
        })
}

extension JSONValue {
    /// Hex, or so many bytes of a sort.
    fileprivate var payload: [UInt8] {
        guard let payload = self["payload"] else { return [] }
        if let count = payload["$fill"]?.int {
            return [UInt8](repeating: UInt8(payload["$byte"]?.int ?? 0), count: count)
        }
        return payload.string.flatMap { [UInt8](hex: $0) } ?? []
    }

    fileprivate var method: MethodDescriptor {
        let path = (self["method"]?.string ?? "").split(separator: "/").map(String.init)
        let callClass: CallClass =
            switch self["class"]?.string {
            case "IDEMPOTENT": .idempotent
            case "KEYED": .keyed
            case "UNSAFE": .unsafe
            default: .noSideEffects
            }
        return MethodDescriptor(
            service: path.first ?? "", method: path.last ?? "", callClass: callClass,
            shape: CallShape(
                streamsRequests: self["streams_requests"] == .bool(true),
                streamsReplies: self["streams_replies"] == .bool(true)))
    }

    fileprivate var options: CallOptions {
        CallOptions(
            timeout: self["timeout_ms"]?.int.map { .milliseconds($0) },
            idempotencyKey: self["idempotency_key"]?.string.flatMap { [UInt8](hex: $0) } ?? [],
            routingKey: self["routing_key"]?.string ?? "",
            metadata: (self["metadata"]?.elements ?? []).map { pair in
                Metadata(
                    key: pair.elements.first?.string ?? "",
                    value: Array((pair.elements.last?.string ?? "").utf8))
            })
    }
}

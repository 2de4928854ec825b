import CZeroMQ
import Foundation
import MeshJSON

/// A subject that runs and the peers around it; plays one case step by step.
final class Stage {
    static let session: UInt64 = 0x0102_0304_0506_0708
    static let epoch: UInt64 = 0x1112_1314_1516_1718
    /// How long a subject may take for anything unless the case says otherwise.
    static let patience = Duration.seconds(10)
    static let envelope = "govmesh.mesh.v1.Envelope"

    let item: Case
    let running: Running
    let key = SigningKey()
    var variables: Variables
    /// The step that is played, for people.
    private(set) var place = "0"
    private let context = zmq_ctx_new()
    private var peers: [String: Peer] = [:]
    var callIDs: [String: UInt64] = [:]
    private var results: [String: [JSONValue]] = [:]

    init(_ item: Case, _ running: Running, _ contract: Contract) {
        self.item = item
        self.running = running
        self.variables = Variables(contract: contract)
    }

    /// - Throws: ``Mismatch``, naming the step, when the subject breaks a promise.
    func play() throws {
        defer { self.end() }
        do {
            try self.begin()
            try self.steps(self.item.steps, "")
        } catch let mismatch as Mismatch {
            let log = self.item.subject == "caller" ? "" : "\n\(self.running.log)"
            throw Mismatch("step \(self.place): \(mismatch.text)\(log)")
        }
    }

    private func begin() throws {
        try self.key.write(to: self.running.folder.appending(path: "identity"))
        // A gateway waits for peers; for the others the runner is the gateway.
        if self.item.subject != "gateway" { _ = try self.peer("gateway") }
        try self.running.start()
        guard self.item.subject == "caller" else { return }
        try self.running.tell(
            .object([
                .init("endpoints", .array([.string(self.running.front)])),
                .init("principal", .string("tester")),
            ]))
    }

    private func end() {
        self.running.stop()
        for peer in self.peers.values { peer.close() }
        zmq_ctx_term(self.context)
    }

    func peer(_ name: String) throws -> Peer {
        if let known = self.peers[name] { return known }
        guard let context = self.context else { throw Mismatch("no context") }
        let isBack = name.hasPrefix("worker") || self.item.subject == "worker"
        let peer = try Peer(
            context, isBack ? self.running.back : self.running.front, self.running,
            self.variables.contract, binds: self.item.subject != "gateway",
            delimits: name.hasPrefix("req"), answersPings: self.item.answersPings)
        self.peers[name] = peer
        return peer
    }

    private func steps(_ steps: [JSONValue], _ place: String) throws {
        for (index, step) in steps.enumerated() {
            let names = step.members.map(\.name).joined(separator: ", ")
            self.place = "\(place)\(index + 1) (\(names))"
            try self.play(step, "\(place)\(index + 1).")
        }
    }

    private func play(_ step: JSONValue, _ place: String) throws {
        let name = step["peer"]?.string ?? ""
        if let principal = step["open"]?.string {
            try self.open(step, name, principal)
        } else if let kind = step["send"]?.string {
            try self.send(step, name, kind)
        } else if let steps = step["bundle"]?.elements {
            try self.send(bundle: steps, step, name)
        } else if let frames = step["send_raw"]?.elements {
            let values = try frames.map { try self.variables.value($0).asBytes ?? [] }
            try self.peer(name).send(values)
        } else if let kind = step["expect"]?.string {
            try self.expect(step, name, kind)
        } else if let name = step["quiet"]?.string {
            try self.quiet(name)
        } else if let name = step["close"]?.string {
            self.peers.removeValue(forKey: name)?.close()
        } else if let times = step["repeat"]?.int, let steps = step["steps"]?.elements {
            for round in 0..<times {
                self.variables.values["round"] = .number(Int128(round))
                try self.steps(steps, "\(place)\(round).")
            }
        } else {
            try self.playProcess(step)
        }
    }

    /// Steps that concern the subject's process.
    private func playProcess(_ step: JSONValue) throws {
        if let name = step["signal"]?.string {
            self.running.signal(name)
        } else if let code = step["exit"] {
            let patience = step["within_ms"]?.int ?? 30_000
            let status = try self.running.wait(within: .milliseconds(patience))
            try self.variables.check(code, .number(Int128(status)), "exit")
        } else if step["start"] == .bool(true) {
            try self.running.start()
        } else if let order = step["order"] {
            try self.running.tell(try self.order(order))
        } else if let name = step["result"]?.string {
            try self.result(name, step.members.filter { $0.name != "result" })
        } else {
            throw Mismatch("no such step: \(step.text())")
        }
    }

    /// Nothing was sent before the answer to a PING, which is sent in order.
    private func quiet(_ name: String) throws {
        let mark = JSONValue.object([
            .init("envelope", .object([.init("sent_unix_us", .number("77"))]))
        ])
        try self.send(mark, name, "PING")
        try self.expect(mark, name, "PONG")
    }

    // MARK: Callers

    /// Orders are JSON; what is bytes is written in hex, save for a `$fill`.
    private func order(_ order: JSONValue) throws -> JSONValue {
        .object(
            try order.members.map { member in
                guard member.value.isOperator, member.value["$fill"] == nil else { return member }
                let value = try self.variables.value(member.value)
                return .init(member.name, .string(value.asBytes?.hex ?? value.asText ?? ""))
            })
    }

    private func result(_ name: String, _ expected: [JSONValue.Member]) throws {
        while self.results[name, default: []].isEmpty {
            let heard = try self.running.hear(within: Self.patience)
            self.results[heard["call"]?.string ?? "", default: []].append(heard)
        }
        guard let found = self.results[name]?.removeFirst() else { return }
        for member in expected {
            var value = Value(found[member.name] ?? .null)
            if member.name == "payload", let hex = value.asText, let bytes = [UInt8](hex: hex) {
                value = .bytes(bytes)
            }
            try self.variables.check(member.value, value, "\(name).\(member.name)")
        }
    }
}

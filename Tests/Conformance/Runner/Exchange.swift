import MeshJSON

/// What the runner sends and expects as a peer of the subject.
extension Stage {
    /// Given with REQUEST when the case says nothing else.
    private static let timeout = "10000000"

    /// A session: said HELLO, or, where the runner is the gateway, heard it.
    func open(_ step: JSONValue, _ name: String, _ principal: String) throws {
        let peer = try self.peer(name)
        if peer.binds {
            let heard = JSONValue.object([.init("envelope", step["envelope"] ?? .object([]))])
            try self.expect(heard, name, "HELLO")
            let plan = JSONValue.object([
                .init("heartbeat_ms", .number("60000")), .init("dead_after_ms", .number("240000")),
                .init("epoch", .number("\(Self.epoch)")),
            ])
            let hello = plan.updated(with: step["welcome"]?.members ?? [])
            let envelope = JSONValue.object([
                .init("session", .number("\(Self.session)")), .init("hello", hello),
            ])
            try self.send(.object([.init("envelope", envelope)]), name, "WELCOME")
        } else {
            let hello = JSONValue.object([.init("principal", .string(principal))])
                .updated(with: step["hello"]?.members ?? [])
            let envelope = try self.variables.contract.encode(
                .object([.init("hello", hello)]), Self.envelope, self.variables)
            try peer.send(try Received.frames("HELLO", envelope))
            _ = try peer.receive("WELCOME", within: Self.patience)
        }
        self.variables.values["\(name).session"] = .number(Int128(peer.session))
        if let offers = step["offers"] {
            try self.offer(offers, step["slots"] ?? .number("16"), name, principal)
        }
    }

    private func offer(
        _ services: JSONValue, _ slots: JSONValue, _ name: String, _ principal: String
    ) throws {
        let ready = JSONValue.object([
            .init("name", .string(String(principal.dropFirst("service.".count)))),
            .init("instance", .object([.init("$fill", .number("16"))])),
            .init("services", services),
        ])
        let envelope = JSONValue.object([.init("ready", ready), .init("credit_messages", slots)])
        try self.send(.object([.init("envelope", envelope)]), name, "READY")
        // The lease says that it was taken.
        let lease = JSONValue.object([
            .init("lease_ms", .object([.init("$min", .number("1"))]))
        ])
        try self.expect(.object([.init("envelope", lease)]), name, "PING")
    }

    func send(_ step: JSONValue, _ name: String, _ kind: String) throws {
        try self.peer(name).send(try self.frames(step, name, kind))
    }

    /// Several messages in one.
    func send(bundle steps: [JSONValue], _ step: JSONValue, _ name: String) throws {
        try self.peer(name).send(try self.frames(bundle: steps, step, name))
    }

    private func frames(
        bundle steps: [JSONValue], _ step: JSONValue, _ name: String
    ) throws -> [[UInt8]] {
        let entries = try steps.map { inner in
            if let steps = inner["bundle"]?.elements {
                return Received.entry(try self.frames(bundle: steps, inner, name))
            }
            return Received.entry(try self.frames(inner, name, inner["send"]?.string ?? ""))
        }
        let envelope = try self.variables.contract.encode(
            step["envelope"] ?? .object([]), Self.envelope, self.variables)
        return try Received.frames(
            "BUNDLE", envelope, entries.flatMap { $0 }, flags: step["flags"]?.int ?? 0)
    }

    private func frames(
        _ step: JSONValue, _ name: String, _ kind: String
    ) throws -> [[UInt8]] {
        let peer = try self.peer(name)
        var fields = step["envelope"] ?? .object([])
        if kind != "HELLO", kind != "WELCOME", !peer.delimits {
            fields.fill("session", .number("\(peer.session)"))
            if fields["session_seq"] == nil {
                fields.fill("session_seq", .number("\(peer.nextSequence())"))
            }
        }
        if kind == "REQUEST" {
            let callID = self.callIDs[name, default: 0] + 1
            fields.fill("call_id", .number("\(callID)"))
            fields.fill("timeout_us", .number(Self.timeout))
            let given = try self.variables.value(fields["call_id"] ?? .null).asNumber ?? 0
            self.callIDs[name] = max(callID, UInt64(given))
        }
        if peer.binds, let caller = fields["caller"], step["signed"] != .bool(false) {
            let signed = try self.key.complete(caller, Self.epoch, self.variables)
            fields = fields.updated(with: [.init("caller", signed)])
        }
        var content = try self.variables.contract.encode(fields, Self.envelope, self.variables)
        // Fields that no message of the contract could write.
        for extra in ["raw_fields", "unknown_fields"] {
            if let value = step[extra] { content += try self.variables.value(value).asBytes ?? [] }
        }
        let payload = try step["payload"].map { try self.variables.value($0).asBytes ?? [] } ?? []
        if kind == "WELCOME" {
            try peer.begin(try self.variables.contract.decode(content, Self.envelope))
        }
        return try Received.frames(kind, content, payload, flags: step["flags"]?.int ?? 0)
    }

    func expect(_ step: JSONValue, _ name: String, _ kind: String) throws {
        let patience = step["within_ms"]?.int.map { Duration.milliseconds($0) } ?? Self.patience
        let received = try self.peer(name).receive(kind, within: patience)
        guard received.kind == kind else {
            throw Mismatch("expected \(kind), found \(received.text)")
        }
        try self.variables.check(
            step["envelope"] ?? .object([]), .message(received.envelope), kind)
        if step["vouched"] != nil { try self.checkVouched(received) }
        if let payload = step["payload"] {
            try self.variables.check(payload, .bytes(received.payload), "payload of \(kind)")
        }
        if let flags = step["flags"] {
            try self.variables.check(flags, .number(Int128(received.flags)), "flags of \(kind)")
        }
        if let bundled = step["bundled"] {
            try self.variables.check(bundled, .flag(received.isBundled), "\(kind) is bundled")
        }
        if let unknown = step["unknown_fields"] {
            guard Value.bytes(received.envelope.bytes).contains(try self.variables.value(unknown))
            else {
                throw Mismatch("unknown fields: \(received.envelope.bytes.hex) has them not")
            }
        }
    }

    private func checkVouched(_ received: Received) throws {
        let caller = try received.envelope.message("caller")
        guard try self.key.vouches(for: caller) else {
            throw Mismatch("the gateway did not sign \(caller)")
        }
    }
}

extension JSONValue {
    /// Sets a member that is not there.
    mutating func fill(_ name: String, _ value: JSONValue) {
        if self[name] == nil { self = .object(self.members + [Member(name, value)]) }
    }

    /// These members in the place of those of their names.
    func updated(with others: [Member]) -> JSONValue {
        let names = Set(others.map(\.name))
        return .object(self.members.filter { !names.contains($0.name) } + others)
    }
}

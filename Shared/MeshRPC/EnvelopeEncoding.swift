extension Envelope {
    /// Writes the fields in the order of their numbers; unknown ones last.
    public func write(to writer: inout ByteWriter) {
        self.writeCall(to: &writer)
        self.writeIdentity(to: &writer)
        self.unknown.withUnsafeBytes { writer.raw($0) }
    }

    private func writeCall(to writer: inout ByteWriter) {
        writer.number(1, self.callID)
        writer.fixed(2, self.session)
        writer.string(3, self.service)
        writer.string(4, self.method)
        if let timeout = self.timeoutMicroseconds {
            writer.varint(5 << 3)
            writer.varint(timeout)
        }
        writer.number(6, self.sessionSequence)
        writer.number(7, UInt64(self.attempt))
        writer.number(8, UInt64(self.streamSequence))
        writer.number(9, self.creditMessages)
        writer.number(10, self.creditBytes)
        writer.bytes(11, self.idempotencyKey)
        writer.bytes(12, self.trace)
        if let status = self.status { writer.message(13) { status.write(to: &$0) } }
        self.metadata.write(to: &writer)
        writer.number(15, UInt64(self.priority))
    }

    private func writeIdentity(to writer: inout ByteWriter) {
        writer.number(16, self.sentUnixMicroseconds)
        writer.string(17, self.routingKey)
        writer.number(18, UInt64(self.encoding))
        writer.number(19, self.plainSize)
        writer.fixed(20, self.schemaFingerprint)
        if let caller = self.caller { writer.message(21) { caller.write(to: &$0) } }
        writer.number(22, UInt64(self.hops))
        writer.bytes(23, self.clientID)
        writer.bytes(25, self.requestDigest)
        writer.number(26, UInt64(self.leaseMilliseconds))
        if let hello = self.hello { writer.message(27) { hello.write(to: &$0) } }
        if let ready = self.ready { writer.message(28) { ready.write(to: &$0) } }
        writer.bytes(30, self.clientToken)
    }
}

extension [Metadata] {
    /// Field 14, once for each entry.
    func write(to writer: inout ByteWriter) {
        for entry in self {
            writer.message(14) {
                $0.string(1, entry.key)
                $0.bytes(2, entry.value)
            }
        }
    }
}

extension CallerIdentity {
    public func write(to writer: inout ByteWriter) {
        writer.string(1, self.principal)
        writer.string(2, self.method)
        writer.string(3, self.address)
        writer.fixed(5, self.gatewayEpoch)
        writer.number(6, self.issuedUnixMicroseconds)
        writer.number(7, self.expiresUnixMicroseconds)
        writer.fixed(8, self.signingKey)
        writer.bytes(9, self.signature)
    }
}

extension RPCFailure {
    /// Cuts what passes the protocol's bounds: a failure must always get through.
    public func write(to writer: inout ByteWriter) {
        writer.number(1, UInt64(UInt32(bitPattern: self.code.rawValue)))
        writer.string(2, self.message.cut(toBytes: EnvelopeLimit.messageBytes))
        var room = EnvelopeLimit.detailBytes
        for detail in self.details.prefix(EnvelopeLimit.details) {
            room -= detail.type.utf8.count + detail.value.count
            guard room >= 0 else { break }
            writer.message(3) {
                $0.string(1, detail.type)
                $0.bytes(2, detail.value)
            }
        }
        writer.number(4, UInt64(self.retryAfterMilliseconds))
        writer.number(5, UInt64(self.verdict.rawValue))
        writer.number(6, UInt64(self.origin.rawValue))
        writer.string(7, self.originID.cut(toBytes: EnvelopeLimit.textBytes))
    }
}

extension Hello {
    func write(to writer: inout ByteWriter) {
        writer.number(1, UInt64(self.minimumMinor))
        writer.number(2, UInt64(self.maximumMinor))
        writer.number(3, UInt64(self.minor))
        writer.fixed(4, self.features.rawValue)
        writer.fixed(5, self.epoch)
        writer.string(6, self.principal)
        writer.number(7, UInt64(self.heartbeatMilliseconds))
        writer.number(8, UInt64(self.deadAfterMilliseconds))
        writer.number(9, self.payloadLimit)
        writer.number(10, UInt64(self.envelopeLimit))
        writer.number(11, UInt64(self.callsInFlight))
        for endpoint in self.endpoints { writer.element(12, endpoint) }
        writer.bytes(13, self.resumeToken)
        writer.number(14, UInt64(self.goaway.rawValue))
        writer.number(15, UInt64(self.reconnectAfterMilliseconds))
    }
}

extension Ready {
    func write(to writer: inout ByteWriter) {
        writer.bytes(1, self.instance)
        writer.string(2, self.name)
        for service in self.services { writer.element(3, service) }
        writer.string(4, self.build)
        writer.string(5, self.zone)
        writer.number(6, UInt64(self.loadPermille))
        writer.number(7, UInt64(self.weight))
        writer.number(8, UInt64(self.inFlight))
    }
}

extension String {
    /// At most `limit` bytes of UTF-8, never half a character and never NUL.
    func cut(toBytes limit: Int) -> String {
        let clean = self.utf8.contains(0) ? String(self.filter { $0 != "\0" }) : self
        guard clean.utf8.count > limit else { return clean }
        var result = ""
        var room = limit
        for scalar in clean.unicodeScalars {
            room -= UTF8.width(scalar)
            guard room >= 0 else { break }
            result.unicodeScalars.append(scalar)
        }
        return result
    }
}

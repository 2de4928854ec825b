extension Envelope {
    /// Reads an envelope; the bytes are not kept.
    public init(_ bytes: UnsafeRawBufferPointer) throws(EnvelopeFault) {
        guard bytes.count <= Preamble.envelopeLimit else { throw .tooMuch(field: 0) }
        var reader = FieldReader(bytes)
        var unknownFields = 0
        var metadataRoom = EnvelopeLimit.metadataBytes
        while let field = try reader.next() {
            if field.number == 14 {
                metadataRoom -= field.content.count
                guard metadataRoom >= 0, self.metadata.count < EnvelopeLimit.metadataEntries else {
                    throw .tooMuch(field: 14)
                }
            }
            if try self.readCall(field) { continue }
            if try self.readIdentity(field) { continue }
            unknownFields += 1
            guard unknownFields <= EnvelopeLimit.unknownFields,
                self.unknown.count + field.whole.count <= EnvelopeLimit.unknownBytes
            else { throw .tooMuch(field: field.number) }
            self.unknown.append(contentsOf: field.whole)
        }
    }

    /// The fields of numbers 1 to 15.
    private mutating func readCall(_ field: Field) throws(EnvelopeFault) -> Bool {
        switch field.number {
        case 1: self.callID = try field.number()
        case 2: self.session = try field.fixed()
        case 3: self.service = try field.text(EnvelopeLimit.serviceBytes)
        case 4: self.method = try field.text(EnvelopeLimit.methodBytes)
        case 5: self.timeoutMicroseconds = try field.number()
        case 6: self.sessionSequence = try field.number()
        case 7: self.attempt = try field.small()
        case 8: self.streamSequence = try field.small()
        case 9: self.creditMessages = try field.number()
        case 10: self.creditBytes = try field.number()
        case 11: self.idempotencyKey = try field.bytes(EnvelopeLimit.keyBytes)
        case 12: self.trace = try field.bytes(EnvelopeLimit.traceBytes)
        case 13:
            guard self.status == nil else { throw .repeated(field: 13) }
            self.status = try RPCFailure(try field.body())
        case 14: self.metadata.append(try Metadata(try field.body()))
        case 15: self.priority = try field.small()
        default: return false
        }
        return true
    }

    /// The fields of numbers 16 to 30.
    private mutating func readIdentity(_ field: Field) throws(EnvelopeFault) -> Bool {
        switch field.number {
        case 16: self.sentUnixMicroseconds = try field.number()
        case 17: self.routingKey = try field.text(EnvelopeLimit.serviceBytes)
        case 18: self.encoding = try field.small()
        case 19: self.plainSize = try field.number()
        case 20: self.schemaFingerprint = try field.fixed()
        case 21:
            guard self.caller == nil else { throw .repeated(field: 21) }
            self.caller = try CallerIdentity(try field.body())
        case 22: self.hops = try field.small()
        case 23: self.clientID = try field.bytes(16)
        case 25: self.requestDigest = try field.bytes(EnvelopeLimit.digestBytes)
        case 26: self.leaseMilliseconds = try field.small()
        case 27:
            guard self.hello == nil else { throw .repeated(field: 27) }
            self.hello = try Hello(try field.body())
        case 28:
            guard self.ready == nil else { throw .repeated(field: 28) }
            self.ready = try Ready(try field.body())
        case 30: self.clientToken = try field.bytes(16)
        default: return false
        }
        return true
    }
}

extension Metadata {
    init(_ bytes: UnsafeRawBufferPointer) throws(EnvelopeFault) {
        self.init(key: "", value: [])
        var reader = FieldReader(bytes)
        while let field = try reader.next() {
            switch field.number {
            case 1: self.key = try field.text(EnvelopeLimit.textBytes)
            case 2: self.value = try field.bytes(EnvelopeLimit.metadataBytes)
            default: continue
            }
        }
    }
}

extension CallerIdentity {
    init(_ bytes: UnsafeRawBufferPointer) throws(EnvelopeFault) {
        self.init(principal: "")
        var reader = FieldReader(bytes)
        while let field = try reader.next() {
            switch field.number {
            case 1: self.principal = try field.text(EnvelopeLimit.textBytes)
            case 2: self.method = try field.text(EnvelopeLimit.textBytes)
            case 3: self.address = try field.text(EnvelopeLimit.textBytes)
            case 5: self.gatewayEpoch = try field.fixed()
            case 6: self.issuedUnixMicroseconds = try field.number()
            case 7: self.expiresUnixMicroseconds = try field.number()
            case 8: self.signingKey = try field.fixed()
            case 9: self.signature = try field.bytes(EnvelopeLimit.keyBytes)
            default: continue
            }
        }
    }
}

extension RPCFailure {
    /// A code, verdict or origin this version does not know reads as UNKNOWN or unspecified.
    init(_ bytes: UnsafeRawBufferPointer) throws(EnvelopeFault) {
        self.init(.ok, "")
        var reader = FieldReader(bytes)
        var room = EnvelopeLimit.detailBytes
        while let field = try reader.next() {
            switch field.number {
            case 1:
                self.code =
                    StatusCode(rawValue: Int32(truncatingIfNeeded: try field.number())) ?? .unknown
            case 2: self.message = try field.text(EnvelopeLimit.messageBytes)
            case 3:
                room -= try field.body().count
                guard self.details.count < EnvelopeLimit.details,
                    room >= -4 * EnvelopeLimit.details
                else { throw .tooMuch(field: 3) }
                self.details.append(try StatusDetail(try field.body()))
            case 4: self.retryAfterMilliseconds = try field.small()
            case 5: self.verdict = RetryVerdict(rawValue: try field.small()) ?? .unspecified
            case 6: self.origin = Origin(rawValue: try field.small()) ?? .unspecified
            case 7: self.originID = try field.text(EnvelopeLimit.textBytes)
            default: continue
            }
        }
    }
}

extension StatusDetail {
    init(_ bytes: UnsafeRawBufferPointer) throws(EnvelopeFault) {
        self.init(type: "", value: [])
        var reader = FieldReader(bytes)
        while let field = try reader.next() {
            switch field.number {
            case 1: self.type = try field.text(EnvelopeLimit.textBytes)
            case 2: self.value = try field.bytes(EnvelopeLimit.detailBytes)
            default: continue
            }
        }
    }
}

extension Hello {
    init(_ bytes: UnsafeRawBufferPointer) throws(EnvelopeFault) {
        self.init()
        var reader = FieldReader(bytes)
        while let field = try reader.next() {
            switch field.number {
            case 1: self.minimumMinor = try field.small()
            case 2: self.maximumMinor = try field.small()
            case 3: self.minor = try field.small()
            case 4: self.features = Features(rawValue: try field.fixed())
            case 5: self.epoch = try field.fixed()
            case 6: self.principal = try field.text(EnvelopeLimit.textBytes)
            case 7: self.heartbeatMilliseconds = try field.small()
            case 8: self.deadAfterMilliseconds = try field.small()
            case 9: self.payloadLimit = try field.number()
            case 10: self.envelopeLimit = try field.small()
            case 11: self.callsInFlight = try field.small()
            case 12:
                guard self.endpoints.count < EnvelopeLimit.names else { throw .tooMuch(field: 12) }
                self.endpoints.append(try field.text(EnvelopeLimit.textBytes))
            case 13: self.resumeToken = try field.bytes(EnvelopeLimit.keyBytes)
            case 14: self.goaway = GoawayReason(rawValue: try field.small()) ?? .unspecified
            case 15: self.reconnectAfterMilliseconds = try field.small()
            default: continue
            }
        }
    }
}

extension Ready {
    init(_ bytes: UnsafeRawBufferPointer) throws(EnvelopeFault) {
        self.init()
        var reader = FieldReader(bytes)
        while let field = try reader.next() {
            switch field.number {
            case 1: self.instance = try field.bytes(16)
            case 2: self.name = try field.text(EnvelopeLimit.serviceBytes)
            case 3:
                guard self.services.count < EnvelopeLimit.names else { throw .tooMuch(field: 3) }
                self.services.append(try field.text(EnvelopeLimit.textBytes))
            case 4: self.build = try field.text(EnvelopeLimit.textBytes)
            case 5: self.zone = try field.text(EnvelopeLimit.textBytes)
            case 6: self.loadPermille = try field.small()
            case 7: self.weight = try field.small()
            case 8: self.inFlight = try field.small()
            default: continue
            }
        }
    }
}

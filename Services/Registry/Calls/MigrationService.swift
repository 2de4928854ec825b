import MeshAPI
import MeshLifecycle
import MeshPrimitives
import MeshRPC
import MeshRuntime
import MeshStorage
import MeshWire

/// Answers `govmesh.registry.v1.MigrationService` (RX-13).
struct MigrationAnswers: MigrationServiceProvider {
    let context: ServiceContext

    func importRecords(
        _ request: ImportRecordsRequest, _ call: Call
    ) async throws(RPCFailure) -> ImportRecordsResponse {
        try await self.context.perform(call) { act in
            var response = ImportRecordsResponse()
            for var party in request.parties {
                (party.source, party.verified) = (request.source, false)
                let fault = try codeFault(act, &party)
                try load(act, party, partyLifecycle, fault, &response)
            }
            for var product in request.products {
                (product.source, product.verified) = (request.source, false)
                let fault = try unknown(act, Party.self, product.provider)
                try load(act, product, productLifecycle, fault, &response)
            }
            for var certification in request.certifications {
                (certification.source, certification.verified) = (request.source, false)
                let fault = try unknown(act, Product.self, certification.product)
                try load(act, certification, certificationLifecycle, fault, &response)
            }
            for var contract in request.contracts {
                (contract.source, contract.verified) = (request.source, false)
                let fault =
                    try unknown(act, Product.self, contract.product)
                    ?? unknown(act, Party.self, contract.usingOrganisation)
                    ?? creditTermsHold(contract).first?.message
                try load(act, contract, contractLifecycle, fault, &response)
            }
            return response
        }
    }

    func streamRecords(
        _ requests: Requests<ImportRecordsRequest>, _ replies: Replies<ImportRecordsResponse>,
        _ call: Call
    ) async throws(RPCFailure) {
        while let request = try await requests.next() {
            try await replies.send(try await self.importRecords(request, call))
        }
    }

    func verifyImported(
        _ request: VerifyImportedRequest, _ call: Call
    ) async throws(RPCFailure) -> VerifyImportedResponse {
        try await self.context.perform(call) { act in
            let version: Int64
            switch request.name.prefix(while: { $0 != "/" }) {
            case "parties":
                version = try verify(act, request.name, partyLifecycle) { $0.verified = true }
            case "products":
                version = try verify(act, request.name, productLifecycle) { $0.verified = true }
            case "certifications":
                version = try verify(act, request.name, certificationLifecycle) {
                    $0.verified = true
                }
            case "contracts":
                version = try verify(act, request.name, contractLifecycle) { $0.verified = true }
            case let other:
                throw RPCFailure.invalidArgument(
                    field: "name",
                    rule: "a party, product, certification or contract, not \(other)",
                    remedy: "name one of those")
            }
            return VerifyImportedResponse(name: request.name, version: version)
        }
    }
}

/// Saves a loaded record in the state it came with, unless it is there already or has a fault.
///
/// What is there already is compared as it was first saved: later commands and the verification
/// are no change of the original.
private func load<R: Resource, Facts: Sendable>(
    _ act: Act, _ record: R, _ lifecycle: Lifecycle<R, Facts>, _ fault: String?,
    _ response: inout ImportRecordsResponse
) throws {
    if let first = try act.transaction.history(R.self, named: record.name, limit: 1).first {
        var repeated = record
        repeated.version = first.content.version
        if repeated == first.content {
            response.unchanged += 1
        } else {
            let fields = differences(repeated, first.content).joined(separator: ", ")
            response.conflicts.append(
                SkippedRecord(name: record.name, reason: "is there with another \(fields)"))
        }
        return
    }
    if let reason = fieldFault(record) ?? fault {
        response.skipped.append(SkippedRecord(name: record.name, reason: reason))
        return
    }
    var record = record
    record.version = 0
    _ = try act.save(record, lifecycle, command: "import", from: "")
    response.created += 1
}

/// The first field that breaks its rule; as a loaded record brings them, name and state are fields
/// like the others.
private func fieldFault<R: Resource>(_ record: R) -> String? {
    var check = FieldCheck()
    check.required("name", !record.name.isEmpty)
    check.text("name", record.name, 1_024, .resourceName)
    check.required("state", record.state.rawValue != 0)
    if let broken = (check.violations + record.violations()).first {
        return "\(broken.field): \(broken.rule)"
    }
    let start = "\(R.collection)/"
    return record.name.hasPrefix(start) ? nil : "name: must begin with \(start)"
}

/// Normalises the credit code; tells why it is none, or who has it already.
private func codeFault(_ act: Act, _ party: inout Party) throws -> String? {
    if let refusal = creditCodeHolds(party).first {
        let place = refusal.subject.isEmpty ? "" : "\(refusal.subject): "
        return "credit_code: \(place)\(refusal.message)"
    }
    party.creditCode = party.creditCode.uppercased()
    return try holder(act, of: party.creditCode, besides: party.name).map {
        "credit_code: \($0) holds \(party.creditCode) already"
    }
}

/// Names of the fields in which two messages of one type differ.
private func differences<Message: WireMessage>(_ one: Message, _ other: Message) -> [String] {
    zip(Mirror(reflecting: one).children, Mirror(reflecting: other).children)
        .filter { "\($0.value)" != "\($1.value)" }
        .compactMap { $0.0.label }
}

private func unknown<R: Resource>(_ act: Act, _ type: R.Type, _ name: String) throws -> String? {
    try act.current(type, name) == nil ? "\(name) is not known here" : nil
}

private func verify<R: Resource, Facts: Sendable>(
    _ act: Act, _ name: String, _ lifecycle: Lifecycle<R, Facts>, _ edit: (inout R) -> Void
) throws -> Int64 {
    var record = try act.existing(R.self, name)
    try act.mustBeAnotherPerson(than: R.self, name, besides: "verify")
    edit(&record)
    return try act.save(record, lifecycle, command: "verify", from: record.state.label).version
}

import MeshPrimitives

/// What evidence may look like: of which kind, in which format, where its content is.
///
/// - Source: requirements R5.2-11 and RX-4 (inferred: administrative practice); the lists are design.
package struct EvidenceForm: Sendable, Hashable {
    /// What a piece of evidence shows.
    package enum Kind: String, Sendable, CaseIterable {
        case contractClause = "contract-clause"
        case measurement
        case inspectionReport = "inspection-report"
        case courtRuling = "court-ruling"
        case administrativeDecision = "administrative-decision"
        case proofOfCorrection = "proof-of-correction"
        case commitment
        case deliveryProof = "delivery-proof"
        case testimony
    }

    /// Bytes of a content that one message brings, and one stored part holds.
    package static let partBytes = 65_536
    /// Bytes of a content that is kept here.
    package static let mostBytes = 4 << 20

    package static let messagesDiffer = Self.refusal(
        "EVIDENCE_MESSAGES_DIFFER", "evidence", "the messages of one upload say different things",
        "repeat in each what the first says, and change content alone")
    package static let tooLarge = Self.refusal(
        "EVIDENCE_TOO_LARGE", "content", "more than \(Self.mostBytes) bytes came",
        "keep the file and give its address as uri")

    package static let mediaTypes = [
        "application/json", "application/pdf", "application/xml", "image/jpeg", "image/png",
        "text/csv", "text/plain",
    ]

    /// A content as it came: its digest in lower hex and its size in bytes.
    package struct Content: Sendable, Hashable {
        package let sha256: String
        package let bytes: Int64

        package init(sha256: String, bytes: Int64) {
            self.sha256 = sha256
            self.bytes = bytes
        }
    }

    package let kind: String
    package let mediaType: String
    /// Digest and size as the sender states them.
    package let stated: Content
    /// What arrived; `nil` when the content is kept elsewhere.
    package let content: Content?
    package let uri: String

    package init(
        kind: String, mediaType: String, stated: Content, content: Content?, uri: String
    ) {
        self.kind = kind
        self.mediaType = mediaType
        self.stated = stated
        self.content = content
        self.uri = uri
    }

    /// Every reason why it may not be kept.
    package var refusals: [Refusal] {
        [
            Self.unknown(self.kind, among: Kind.allCases.map(\.rawValue), "KIND", "kind"),
            Self.unknown(self.mediaType, among: Self.mediaTypes, "MEDIA_TYPE", "media_type"),
            self.formRefusal, self.placeRefusal, self.digestRefusal, self.sizeRefusal,
        ].compactMap { $0 }
    }

    /// The kinds that a record still lacks, in order.
    ///
    /// - Parameter isOfBreach: It comes from a breach, which the journal proves to be measured.
    package static func missing(
        _ needed: Set<String>, having kinds: some Sequence<String>, isOfBreach: Bool
    ) -> [String] {
        let proven = isOfBreach ? [Kind.measurement.rawValue] : []
        return needed.subtracting(kinds).subtracting(proven).sorted()
    }

    private static func unknown(
        _ value: String, among known: [String], _ code: String, _ field: String
    ) -> Refusal? {
        guard !known.contains(value) else { return nil }
        return Self.refusal(
            "EVIDENCE_\(code)_UNKNOWN", field, "'\(value)' is no \(field) of evidence",
            "use one of \(known.joined(separator: ", "))")
    }

    private var formRefusal: Refusal? {
        let digits = self.stated.sha256.utf8
        let isHex = digits.allSatisfy { (0x30...0x39).contains($0) || (0x61...0x66).contains($0) }
        guard digits.count != 64 || !isHex else { return nil }
        return Self.refusal(
            "EVIDENCE_DIGEST_INVALID", "sha256", "a SHA-256 has 64 lower hex digits",
            "write what `sha256sum FILE` prints")
    }

    /// Either here or elsewhere, never both: there would be two originals.
    private var placeRefusal: Refusal? {
        if self.content != nil, !self.uri.isEmpty {
            return Self.refusal(
                "EVIDENCE_TWICE", "uri", "the content is here and elsewhere",
                "send content or uri, not both")
        }
        guard self.content == nil, !self.uri.hasPrefix("https://") else { return nil }
        return Self.refusal(
            "EVIDENCE_NOWHERE", "content", "there is neither a content nor an https address of it",
            "send up to 64 KiB as content, up to 4 MiB by StreamEvidence, or keep the file and give its address as uri"
        )
    }

    private var digestRefusal: Refusal? {
        guard let content = self.content, content.sha256 != self.stated.sha256 else { return nil }
        return Self.refusal(
            "EVIDENCE_DIGEST_DIFFERS", "sha256",
            "the content that arrived has the SHA-256 \(content.sha256)",
            "compute the digest of what is sent, and send it again")
    }

    private var sizeRefusal: Refusal? {
        guard let content = self.content, content.bytes != self.stated.bytes else { return nil }
        return Self.refusal(
            "EVIDENCE_SIZE_DIFFERS", "size_bytes", "\(content.bytes) bytes arrived",
            "state the size of what is sent, and send all of it")
    }

    private static func refusal(
        _ code: String, _ field: String, _ message: String, _ remedy: String
    ) -> Refusal {
        Refusal(
            code: code, subject: field, message: message, remedy: remedy, requirement: "R5.2-11",
            source: "design")
    }
}

import Foundation
import MeshAPI
import MeshPrimitives

/// The files of one day: grades and records, each as JSON and as CSV.
///
/// A function of what it is given and of nothing else: the same day gives the same bytes.
struct PublicationFiles {
    let day: String
    var grades: [PublicGrade] = []
    var records: [PublicRecord] = []

    init(day: String) { self.day = day }

    mutating func add(_ item: BulletinItem) {
        if let grade = item.grade { self.grades.append(grade) }
        if let record = item.record { self.records.append(record) }
    }

    /// Names and contents, in the order of the names.
    func contents() throws -> [(name: String, bytes: [UInt8])] {
        let grades = self.grades.map { GradeRow(self.day, $0) }
        let records = self.records.map { RecordRow(self.day, $0) }
        return [
            ("grades.csv", Self.csv(GradeRow.header, grades.map(\.cells))),
            ("grades.json", try Self.json(grades)),
            ("records.csv", Self.csv(RecordRow.header, records.map(\.cells))),
            ("records.json", try Self.json(records)),
        ]
    }

    /// An array with keys in order, one key a line.
    private static func json(_ rows: some Encodable) throws -> [UInt8] {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .prettyPrinted, .withoutEscapingSlashes]
        return [UInt8](try encoder.encode(rows)) + [0x0a]
    }

    /// RFC 4180 in UTF-8 with a byte order mark, without which spreadsheet programs read Chinese
    /// text wrong.
    private static func csv(_ header: [String], _ rows: [[String]]) -> [UInt8] {
        let lines = ([header] + rows).map { $0.map(Self.cell).joined(separator: ",") + "\r\n" }
        return [0xef, 0xbb, 0xbf] + Array(lines.joined().utf8)
    }

    private static let formulaStarts: Set<Character> = [
        "=", "+", "-", "@", "\t", "\r", "\n", "\r\n", "＝", "＋", "－", "＠",
    ]

    /// A cell that a spreadsheet program takes for a formula gets an apostrophe before it.
    static func cell(_ text: String) -> String {
        let isFormula = text.first.map(Self.formulaStarts.contains) ?? false
        let safe = isFormula ? "'" + text : text
        guard safe.contains(where: { ",\"".contains($0) || $0.isNewline }) else { return safe }
        return "\"" + safe.replacingOccurrences(of: "\"", with: "\"\"") + "\""
    }
}

/// A grade as it is published.
private struct GradeRow: Encodable {
    let day: String
    let subject: String
    let subjectKind: String
    let displayName: String
    let creditCode: String
    let grade: String
    let evaluation: String
    let asOf: String

    static let header = [
        "day", "subject", "subjectKind", "displayName", "creditCode", "grade", "evaluation", "asOf",
    ]

    init(_ day: String, _ grade: PublicGrade) {
        self.day = day
        self.subject = grade.subject?.name ?? ""
        self.subjectKind = grade.subject?.kind.label ?? ""
        self.displayName = grade.subject?.displayName ?? ""
        self.creditCode = grade.subject?.creditCode ?? ""
        self.grade = grade.grade
        self.evaluation = grade.evaluation
        self.asOf = grade.asOf
    }

    var cells: [String] {
        [
            self.day, self.subject, self.subjectKind, self.displayName, self.creditCode, self.grade,
            self.evaluation, self.asOf,
        ]
    }
}

/// A record as it is published.
private struct RecordRow: Encodable {
    let day: String
    let record: String
    let subject: String
    let subjectKind: String
    let displayName: String
    let creditCode: String
    let behaviour: String
    /// Empty for good behaviour.
    let severity: String
    let facts: String
    let basis: String
    let determinedOn: String
    let determinedBy: String
    let publicationUntil: String
    let disputed: Bool

    static let header = [
        "day", "record", "subject", "subjectKind", "displayName", "creditCode", "behaviour",
        "severity", "facts", "basis", "determinedOn", "determinedBy", "publicationUntil",
        "disputed",
    ]

    init(_ day: String, _ record: PublicRecord) {
        self.day = day
        self.record = record.record
        self.subject = record.subject?.name ?? ""
        self.subjectKind = record.subject?.kind.label ?? ""
        self.displayName = record.subject?.displayName ?? ""
        self.creditCode = record.subject?.creditCode ?? ""
        self.behaviour = record.behaviour
        self.severity = record.good ? "" : record.severity.label
        self.facts = record.facts
        self.basis = record.basis
        self.determinedOn = record.determinedOn
        self.determinedBy = record.determinedBy
        self.publicationUntil = record.publicationUntil
        self.disputed = record.disputed
    }

    var cells: [String] {
        [
            self.day, self.record, self.subject, self.subjectKind, self.displayName,
            self.creditCode, self.behaviour, self.severity, self.facts, self.basis,
            self.determinedOn, self.determinedBy, self.publicationUntil,
            self.disputed ? "true" : "false",
        ]
    }
}

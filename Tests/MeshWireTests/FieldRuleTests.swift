import MeshAPI
import MeshPrimitives
import MeshRPC
import MeshWire
import Testing

@Suite struct `Field rules` {
    private var valid: Sample {
        Sample(name: "samples/s-1", state: .draft, part: Sample.Part(label: "l"))
    }

    @Test func `are silent about a valid message`() {
        #expect(self.valid.violations().isEmpty)
    }

    @Test func `name every field that must be set`() {
        #expect(
            Sample(part: Sample.Part()).violations().map { $0.field } == [
                "name", "state", "part.label",
            ])
    }

    @Test func `name the path, the rule and the remedy`() {
        var sample = self.valid
        sample.parts = [
            Sample.Part(label: "ok"), Sample.Part(label: String(repeating: "x", count: 32)),
        ]
        #expect(
            sample.violations() == [
                Violation(
                    field: "parts[1].label", rule: "at most 20 bytes",
                    remedy: "shorten it by 12 bytes")
            ])
    }

    @Test(arguments: [
        ("samples/s-1", true), ("samples/S-1", false), ("samples", false), ("samples/", false),
        ("samples/-a", false), ("a/b/c", false), ("/a", false),
        ("samples/" + String(repeating: "a", count: 127), true),
        ("samples/" + String(repeating: "a", count: 128), false),
    ])
    func `know a resource name`(name: String, isValid: Bool) {
        var sample = self.valid
        sample.name = name
        #expect(sample.violations().isEmpty == isValid)
    }

    @Test(arguments: [
        ("2026-11-24", true), ("2024-02-29", true), ("2023-02-29", false), ("1900-02-29", false),
        ("2026-13-01", false), ("2026-1-1", false), ("2026-11-31", false), ("", true),
    ])
    func `know a date`(day: String, isValid: Bool) {
        var sample = self.valid
        sample.day = day
        #expect(sample.violations().isEmpty == isValid)
    }

    @Test func `bound numbers, elements, texts and bytes`() {
        var sample = self.valid
        sample.amountFen = 6
        sample.deltas = [1, 0]
        sample.tags = ["a", "b", "c", "A"]
        sample.provider = String(repeating: "x", count: 1025)
        sample.seal = [1, 2, 3, 4, 5]
        sample.blobs = [[], [1, 2, 3, 4, 5]]
        let violations = sample.violations().map { "\($0.field): \($0.rule)" }
        #expect(
            violations == [
                "provider: at most 1024 bytes", "tags: at most 3 elements",
                "tags[3]: must be a resource id", "amount_fen: from -5 to 5 fen",
                "seal: at most 4 bytes", "deltas[1]: at least 1", "blobs[1]: at most 4 bytes",
            ])
    }

    @Test func `empty personal fields at any depth and nothing else`() {
        let redacted = fullSample.redacted()
        #expect(redacted.note == nil)
        #expect(redacted.part == Sample.Part(label: "l", moods: [.default, .mood2Step]))
        #expect(redacted.name == fullSample.name)
        let entry = JournalEntry(sequence: 4)
        #expect(entry.redacted() == entry)
    }

    @Test func `make a message a resource`() {
        #expect(Sample.collection == "samples")
        #expect(Sample.machine == "SM-SAMPLE")
        #expect(fullSample.owners == ["parties/sp-1", "parties/u-1", "parties/u-2"])
        let pairs = fullSample.indexed.map { "\($0.field)=\($0.value)" }
        #expect(
            pairs == [
                "mood=cold", "tags=a", "tags=b-2", "provider=parties/sp-1", "users=parties/u-1",
                "users=parties/u-2",
            ])
    }

    @Test func `give enums labels and proto names`() {
        #expect(Sample.State.inReview.label == "inReview")
        #expect(Sample.State.inReview.protoName == "STATE_IN_REVIEW")
        #expect(Sample.Mood.mood2Step.protoName == "MOOD_2_STEP")
        #expect(Sample.Mood.cold.rawValue == -3)
    }
}

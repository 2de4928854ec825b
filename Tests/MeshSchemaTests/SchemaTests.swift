import MeshAPI
import MeshJSON
import MeshPrimitives
import MeshRPC
import MeshSchema
import MeshWire
import Testing

private let sample = "govmesh.mesh.v1.Sample"

@Suite struct `A schema` {
    private let schema: Schema

    init() throws {
        self.schema = try Schema(descriptorSet: MeshContract.descriptorSet)
    }

    private func failure(_ json: String, _ message: String = sample) -> SchemaFailure? {
        do throws(SchemaFailure) {
            _ = try self.schema.encode(json: json, as: message)
            return nil
        } catch {
            return error
        }
    }

    @Test func `lists services and methods`() throws {
        let method = try #require(self.schema.method("JournalService/ReadJournal"))
        #expect(method.service == "govmesh.mesh.v1.JournalService")
        #expect(method.input == "govmesh.mesh.v1.ReadJournalRequest")
        #expect(method.output == "govmesh.mesh.v1.ReadJournalResponse")
        #expect(!method.options.isEmpty)
        #expect(self.schema.methods.map { $0.path } == MeshContract.methods.map { $0.path })
    }

    @Test func `turns JSON into the same bytes as the generated code`() throws {
        let json = """
            {
              "name": "samples/s-1", "version": "-7", "state": "inReview",
              "users": ["a", "b"], "mood": "MOOD_COLD", "note": "说明\\n\\ud83d\\ude00",
              "amount_fen": 0, "checked": false, "seal": "", "otherMood": 0,
              "createdAt": "1970-01-01T08:00:01.5+08:00", "seenAt": ["1969-12-31T23:59:59.999999Z"],
              "part": {"moods": ["mood2Step", 1]}, "parts": [{}, {"label": "x"}],
              "parties": ["managementBody", "PARTY_ROLE_INDIVIDUAL_USER"], "role": "reviewer",
              "default": 4000000000, "delta": -3, "deltas": [9223372036854775807, "1", 1e3],
              "fixed": "18446744073709551615", "small": -2147483648, "codes": [1, 2.0],
              "flags": [true, false], "blobs": ["", "AP8="], "ratio": -0.25, "share": 1.5,
              "large": "18446744073709551615", "raw": "AAEC", "whole": -1, "day": null
            }
            """
        let message = Sample(
            name: "samples/s-1", version: -7, state: .inReview, users: ["a", "b"], mood: .cold,
            note: "说明\n😀", amountFen: 0, checked: false, seal: [], otherMood: .unspecified,
            createdAt: Instant(microseconds: 1_500_000), seenAt: [Instant(microseconds: -1)],
            part: Sample.Part(moods: [.mood2Step, .default]),
            parts: [Sample.Part(), Sample.Part(label: "x")],
            parties: [.managementBody, .individualUser], role: .reviewer, default: 4_000_000_000,
            delta: -3, deltas: [.max, 1, 1000], fixed: .max, small: .min, codes: [1, 2],
            flags: [true, false], blobs: [[], [0, 255]], ratio: -0.25, share: 1.5, large: .max,
            raw: [0, 1, 2], whole: -1)
        let bytes = try self.schema.encode(json: json, as: sample)
        #expect(bytes == message.wireBytes())
        // And back again: canonical JSON is a fixed point.
        let canonical = try self.schema.decode(bytes, as: sample)
        #expect(try self.schema.encode(json: canonical, as: sample) == bytes)
    }

    @Test func `prints fields in tag order and leaves defaults out`() throws {
        let message = Sample(
            name: "samples/s", version: 5, state: .draft, amountFen: 0,
            createdAt: Instant(microseconds: 1_764_000_000_120_000), part: Sample.Part(),
            role: .approver, large: 7, raw: [255])
        #expect(
            try self.schema.decode(message.wireBytes(), as: sample)
                == #"{"name":"samples/s","version":"5","state":"STATE_DRAFT","amountFen":"0","#
                + #""createdAt":"2025-11-24T16:00:00.120Z","part":{},"role":"OPERATOR_ROLE_APPROVER","#
                + #""large":"7","raw":"/w=="}"#)
        #expect(try self.schema.decode([], as: sample) == "{}")
        #expect(
            try self.schema.decode(Sample(users: ["a"]).wireBytes(), as: sample, pretty: true)
                == "{\n  \"users\": [\n    \"a\"\n  ]\n}")
    }

    @Test func `names an unknown field and its neighbours`() {
        let failure = self.failure(#"{"parts": [{}, {"lable": "x"}]}"#)
        #expect(failure?.path == "parts[1].lable")
        #expect(failure?.remedy == "did you mean label, phone, moods?")
    }

    @Test(arguments: [
        (#"{"state": "inreview"}"#, "state"), (#"{"version": 1.5}"#, "version"),
        (#"{"small": 2147483648}"#, "small"), (#"{"default": -1}"#, "default"),
        (#"{"checked": "true"}"#, "checked"), (#"{"users": "a"}"#, "users"),
        (#"{"users": [1]}"#, "users[0]"), (#"{"raw": "*"}"#, "raw"),
        (#"{"createdAt": "2023-02-29T00:00:00Z"}"#, "createdAt"),
        (#"{"createdAt": "2023-02-28T24:00:00Z"}"#, "createdAt"),
        (#"{"createdAt": "2023-02-28"}"#, "createdAt"), (#"{"part": []}"#, "part"),
        (#"{"amountFen": 1, "amount_fen": 1}"#, "amount_fen"), (#"{"note": "a\u0000"}"#, "note"),
        (#"{"users": [null]}"#, "users[0]"), (#"[]"#, ""),
    ])
    func `refuses what does not fit and says where`(json: String, path: String) {
        #expect(self.failure(json)?.path == path)
    }

    @Test func `refuses a message it does not know`() {
        #expect(self.failure("{}", "govmesh.mesh.v1.Smaple")?.remedy.contains(sample) == true)
    }

    @Test func `refuses bytes that are no message`() {
        for bytes: [UInt8] in [[0x0a, 5, 1], [0x08, 1], [0x22, 1, 0xff], [0x0b], [0x80]] {
            #expect(throws: SchemaFailure.self) {
                try self.schema.decode(bytes, as: "govmesh.mesh.v1.Sample")
            }
        }
        #expect(throws: SchemaFailure.self) { try Schema(descriptorSet: [1, 2, 3]) }
    }
}

@Suite struct `JSON` {
    private func isRefused(_ text: String) -> Bool {
        do throws(JSONFault) {
            _ = try JSONValue(parsing: text)
            return false
        } catch {
            return true
        }
    }

    @Test func `keeps order and digits`() throws {
        let text = #"{"b":[1.50,-0,1e+9],"a":{"é\"\\\u0001":null},"c":[],"d":{},"e":true}"#
        #expect(try JSONValue(parsing: text).text() == text)
    }

    @Test(arguments: [
        "", "{", "[1,]", "{\"a\":1,}", "{'a':1}", "01", "1.", ".5", "+1", "NaN", "\"", "\"\\x\"",
        "\"\\ud800\"", "\"\n\"", "tru", "1 2", "{\"a\":1,\"a\":2}", "[1}", "-", "1e",
    ])
    func `refuses what is none`(text: String) {
        #expect(self.isRefused(text))
    }

    @Test func `has at most 64 levels`() {
        let levels = { String(repeating: "[", count: $0) + String(repeating: "]", count: $0) }
        #expect(!self.isRefused(levels(64)))
        #expect(self.isRefused(levels(65)))
        #expect(self.isRefused(String(repeating: "[", count: 1_000_000)))
    }

    @Test func `tells line and column of a fault`() {
        do throws(JSONFault) {
            _ = try JSONValue(parsing: "{\n  \"a\": x\n}")
            Issue.record("accepted")
        } catch {
            #expect(error.problem == "not a JSON value" && (error.line, error.column) == (2, 8))
        }
    }
}

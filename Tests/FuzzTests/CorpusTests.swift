import Foundation
import FuzzTargets
import Testing

/// Inputs that once reached new code in a decoder, each with what becomes of it.
@Suite struct `The kept corpus` {
    private struct Input {
        let isAccepted: Bool
        let bytes: [UInt8]
    }

    private static func inputs(_ target: FuzzTarget) throws -> [Input] {
        let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
            .deletingLastPathComponent().appending(path: "Fuzz/corpus/\(target.rawValue).txt")
        return try String(contentsOf: file, encoding: .utf8).split(separator: "\n").map { line in
            let digits = line.dropFirst(2).compactMap(\.hexDigitValue)
            let bytes = stride(from: 0, to: digits.count - 1, by: 2).map {
                UInt8(digits[$0] << 4 | digits[$0 + 1])
            }
            return Input(isAccepted: line.hasPrefix("+"), bytes: bytes)
        }
    }

    @Test(arguments: FuzzTarget.allCases)
    func `is accepted and refused as it was, and every promise holds`(target: FuzzTarget) throws {
        var reasons: Set<String> = []
        var accepted = 0
        for input in try Self.inputs(target) {
            let reason = try target.check(input.bytes)
            #expect((reason == nil) == input.isAccepted, "\(input.bytes): \(reason ?? "accepted")")
            if let reason { reasons.insert(reason) } else { accepted += 1 }
        }
        #expect(accepted > 1 && reasons.count > 2, "\(accepted) accepted, \(reasons) refused")
    }
}

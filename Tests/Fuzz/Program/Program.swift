import FuzzTargets
import Glibc

/// The decoder named by `FUZZ_TARGET`.
let target: FuzzTarget = {
    let name = getenv("FUZZ_TARGET").map { String(cString: $0) } ?? ""
    guard let target = FuzzTarget(rawValue: name) else {
        let names = FuzzTarget.allCases.map(\.rawValue).joined(separator: ", ")
        fatalError("FUZZ_TARGET must be one of \(names)")
    }
    return target
}()

#if FUZZING
    /// What libFuzzer calls with each input.
    @_cdecl("LLVMFuzzerTestOneInput")
    func testOneInput(_ start: UnsafePointer<UInt8>?, _ count: Int) -> Int32 {
        do {
            _ = try target.check([UInt8](UnsafeBufferPointer(start: start, count: count)))
            return 0
        } catch {
            fatalError("\(target.rawValue): \(error.text)")
        }
    }
#else
    /// Tells of each input, a line in hex on standard input, whether it is accepted.
    @main struct Judge {
        static func main() {
            while let line = readLine() {
                do {
                    print(try target.check(bytes(line)) ?? "accepted")
                } catch {
                    print("BROKEN: \(error.text)")
                    exit(1)
                }
            }
        }

        private static func bytes(_ hex: String) -> [UInt8] {
            let digits = hex.utf8.compactMap { Character(UnicodeScalar($0)).hexDigitValue }
            return stride(from: 0, to: digits.count - 1, by: 2).map {
                UInt8(digits[$0] << 4 | digits[$0 + 1])
            }
        }
    }
#endif

import Foundation

/// Prints a line at once, so that a person sees the work go on.
func say(_ line: String) {
    print(line)
    fflush(nil)
}

/// Prints a value for machines, on one line with keys in order.
func sayJSON(_ value: some Encodable) throws {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    say(String(decoding: try encoder.encode(value), as: UTF8.self))
}

/// One line on standard error that fills as the work goes on; silent where nobody looks.
struct ProgressBar {
    private let title: String
    private let isShown: Bool
    private var percent = -1

    init(_ title: String) {
        self.title = title
        self.isShown = isatty(STDERR_FILENO) == 1
    }

    mutating func show(_ done: Int64, of total: Int64) {
        let now = total > 0 ? Int(done * 100 / total) : 0
        guard self.isShown, now != self.percent else { return }
        self.percent = now
        let bar = String(repeating: "#", count: now / 4)
            .padding(toLength: 25, withPad: ".", startingAt: 0)
        FileHandle.standardError.write(Data("\r\(self.title) [\(bar)] \(now) %".utf8))
    }

    /// Clears the line for what comes after it.
    func end() {
        if self.isShown { FileHandle.standardError.write(Data("\r\u{1B}[K".utf8)) }
    }
}

/// Swift text being written, one indented line after the other.
struct Source {
    private(set) var text: String
    private var depth = 0

    init(imports: [String]) {
        self.text = "// Made by protoc-gen-govmesh from proto/; `make generate` writes it anew.\n"
        for name in imports { self.text += "\(name)\n" }
    }

    mutating func line(_ line: String = "") {
        self.text +=
            line.isEmpty ? "\n" : String(repeating: "    ", count: self.depth) + line + "\n"
    }

    /// A doc comment taken over from the contract; the fallback when it has none.
    mutating func comment(_ comment: String, or fallback: String? = nil) {
        let lines = comment.split(separator: "\n", omittingEmptySubsequences: false).map {
            String($0.drop { $0 == " " })
        }
        let trimmed = lines.last == "" ? lines.dropLast() : lines[...]
        for line in trimmed { self.line(line.isEmpty ? "///" : "/// \(line)") }
        if trimmed.isEmpty, let fallback { self.line("/// \(fallback)") }
    }

    mutating func block(_ head: String, _ body: (inout Source) throws -> Void) rethrows {
        self.line("\(head) {")
        self.depth += 1
        try body(&self)
        self.depth -= 1
        self.line("}")
    }
}

/// A Swift string literal.
func quoted(_ text: String) -> String {
    var quoted = "\""
    for character in text {
        switch character {
        case "\"": quoted += "\\\""
        case "\\": quoted += "\\\\"
        case "\n": quoted += "\\n"
        default: quoted.append(character)
        }
    }
    return quoted + "\""
}

/// Writes one enum.
struct EnumWriter {
    let type: EnumType

    func declaration(_ source: inout Source) {
        source.comment(self.type.comment, or: "`\(self.type.fullName)`.")
        source.block("public enum \(Naming.escaped(self.type.name)): Int32, WireEnum") { source in
            for value in self.type.values {
                source.comment(value.comment)
                source.line("case \(self.name(value)) = \(value.number)")
            }
            self.table("label", &source) { Naming.enumCase($0, of: self.type) }
            self.table("protoName", &source) { $0.name }
        }
    }

    private func name(_ value: EnumType.Value) -> String {
        Naming.escaped(Naming.enumCase(value, of: self.type))
    }

    private func table(
        _ property: String, _ source: inout Source, _ text: (EnumType.Value) -> String
    ) {
        source.line()
        source.block("public var \(property): String") { source in
            source.block("switch self") { source in
                for value in self.type.values {
                    source.line("case .\(self.name(value)): \(quoted(text(value)))")
                }
            }
        }
    }
}

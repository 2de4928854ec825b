/// Words that need backticks as names in Swift.
private let swiftWords: Set<String> = [
    "associatedtype", "class", "deinit", "enum", "extension", "fileprivate", "func", "import",
    "init", "inout", "internal", "let", "open", "operator", "private", "precedencegroup",
    "protocol", "public", "rethrows", "static", "struct", "subscript", "typealias", "var",
    "break", "case", "catch", "continue", "default", "defer", "do", "else", "fallthrough", "for",
    "guard", "if", "in", "repeat", "return", "throw", "switch", "where", "while", "as", "any",
    "false", "is", "nil", "self", "super", "throws", "true", "try", "some", "await",
]

/// Words protoc-c appends `_` to.
private let cWords: Set<String> = [
    "and", "and_eq", "asm", "auto", "bitand", "bitor", "bool", "break", "case", "catch", "char",
    "class", "compl", "const", "const_cast", "continue", "default", "delete", "do", "double",
    "dynamic_cast", "else", "enum", "explicit", "extern", "false", "float", "for", "friend",
    "goto", "if", "inline", "int", "long", "mutable", "namespace", "new", "not", "not_eq",
    "operator", "or", "or_eq", "private", "protected", "public", "register",
    "reinterpret_cast", "return", "short", "signed", "sizeof", "static", "static_cast",
    "struct", "switch", "template", "this", "throw", "true", "try", "typedef", "typeid",
    "typename", "union", "unsigned", "using", "virtual", "void", "volatile", "wchar_t", "while",
    "xor", "xor_eq",
]

/// Members every message has; a field of that name gets a `_`, as protoc-c does for keywords.
private let messageMembers: Set<String> = [
    "fullName", "wireBytes", "violations", "redacted", "fill", "hash", "hashValue",
]

/// Further members of a message marked as a resource.
private let resourceMembers: Set<String> = [
    "collection", "machine", "owners", "ownedOn", "indexed", "indexedFields",
]

enum Naming {
    /// `request_digest` or `REQUEST_DIGEST` as `requestDigest`, without backticks.
    static func lowerCamel(_ name: String) -> String {
        let parts = name.split(separator: "_").map { String($0) }
        guard let first = parts.first else { return name }
        let rest = parts.dropFirst().map { $0.prefix(1).uppercased() + $0.dropFirst().lowercased() }
        return first.lowercased() + rest.joined()
    }

    /// `ConfirmRecord` as `confirmRecord`, `URLOf` as `urlOf`.
    static func lowerFirst(_ name: String) -> String {
        let capitals = name.prefix { $0.isUppercase }.count
        let count = capitals > 1 && capitals < name.count ? capitals - 1 : capitals
        return name.prefix(count).lowercased() + name.dropFirst(count)
    }

    static func escaped(_ name: String) -> String {
        swiftWords.contains(name) ? "`\(name)`" : name
    }

    /// The Swift name of a field, without backticks.
    static func property(_ field: Field, of message: Message) -> String {
        let name = lowerCamel(field.name)
        let taken =
            messageMembers.contains(name)
            || message.resource != nil && resourceMembers.contains(name)
        return taken ? name + "_" : name
    }

    /// The name protoc-c gives a field.
    static func cField(_ name: String) -> String {
        let lower = name.lowercased()
        return cWords.contains(lower) ? lower + "_" : lower
    }

    /// The name protoc-c gives a struct: `Govmesh__Mesh__V1__JournalEntry`.
    static func cType(_ fullName: String) -> String {
        fullName.split(separator: ".").map { piece in
            piece.split(separator: "_", omittingEmptySubsequences: true)
                .map { $0.prefix(1).uppercased() + $0.dropFirst() }.joined()
        }.joined(separator: "__")
    }

    /// The stem protoc-c gives functions: `govmesh__mesh__v1__journal_entry`.
    static func cStem(_ fullName: String) -> String {
        fullName.split(separator: ".").map { piece in
            var stem = ""
            var wasUpper = true
            for character in piece {
                if character.isUppercase && !wasUpper { stem += "_" }
                stem += character.lowercased()
                wasUpper = character.isUppercase
            }
            return stem
        }.joined(separator: "__")
    }

    /// `PartyRole` as `PARTY_ROLE_`.
    static func enumPrefix(_ name: String) -> String {
        var prefix = ""
        var previous: Character = "A"
        for character in name {
            if character.isUppercase && !previous.isUppercase { prefix += "_" }
            prefix += character.uppercased()
            previous = character
        }
        return prefix + "_"
    }

    /// The case of an enum value, prefix stripped, without backticks.
    static func enumCase(_ value: EnumType.Value, of type: EnumType) -> String {
        let prefix = enumPrefix(type.name)
        let short =
            value.name.hasPrefix(prefix) ? value.name.dropFirst(prefix.count) : value.name[...]
        let usable = short.first.map { $0.isLetter } ?? false
        return lowerCamel(usable ? String(short) : value.name)
    }

    /// The name of the Swift file of a proto file, unique in the module.
    static func file(_ path: String) -> String {
        let parts = path.dropLast(".proto".count).split(separator: "/")
        return parts.drop { $0 == "govmesh" }.map { part in
            part.split(separator: "_").map { $0.prefix(1).uppercased() + $0.dropFirst() }.joined()
        }.joined() + ".swift"
    }
}

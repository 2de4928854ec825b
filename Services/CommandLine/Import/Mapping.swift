import Foundation

/// Which probe stands for which product: openly a stand-in, see `deploy/sample/mapping.json`.
struct Mapping: Decodable {
    struct Entry: Decodable {
        var product: String
        var provider: String
        var offering: String
        var sites: [String]
    }

    struct Statement: Decodable {
        var en: String
        var zh: String
    }

    var statement: Statement
    var snapshot: String
    var probes: String
    var products: [Entry]

    /// - Parameter option: What names another place on the command line.
    static func read(_ path: String, option: String = "--mapping") throws -> Mapping {
        guard let data = FileManager.default.contents(atPath: path) else {
            throw CommandFailure(
                "\(path) cannot be read; go to the project's folder or name the place with \(option)."
            )
        }
        do {
            return try JSONDecoder().decode(Mapping.self, from: data)
        } catch {
            throw CommandFailure("\(path) is no mapping: \(error)")
        }
    }
}

/// A resource id made of any text: lower case, digits and hyphens, at most 63 characters.
func slug(_ text: String) -> String {
    var result = ""
    for scalar in text.lowercased().unicodeScalars {
        let character = Character(scalar)
        if character.isASCII, character.isLetter || character.isNumber {
            result.append(character)
        } else if !result.isEmpty, result.last != "-" {
            result.append("-")
        }
    }
    while result.last == "-" { result.removeLast() }
    return String(result.prefix(63))
}

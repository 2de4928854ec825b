import Foundation
import Glibc

/// Plays the cases of the protocol against a gateway, a worker or a caller of any language.
@main struct Runner {
    private static let usage = """
        usage: mesh-conformance [NAME …] [--case PATTERN] [--verbose]
               mesh-conformance --caller    (is itself a caller, and takes orders)
        """

    private let library: Library
    private let contract: Contract
    private let places: [String: String]
    private let pattern: String
    private let isVerbose: Bool

    static func main() async {
        signal(SIGPIPE, SIG_IGN)
        var names = Array(CommandLine.arguments.dropFirst())
        if names == ["--caller"] { return await SwiftCaller.run() }
        let isVerbose = names.contains("--verbose")
        names.removeAll { $0 == "--verbose" }
        var pattern = "*"
        if let place = names.firstIndex(of: "--case"), place + 1 < names.count {
            pattern = names[place + 1]
            names.removeSubrange(place...(place + 1))
        }
        do {
            guard !names.contains(where: { $0.hasPrefix("-") }) else { throw Mismatch(Self.usage) }
            let runner = try Runner(pattern, isVerbose)
            exit(try runner.run(names) ? 0 : 1)
        } catch let mismatch as Mismatch {
            print(mismatch.text)
        } catch {
            print("mesh-conformance: \(error)")
        }
        exit(2)
    }

    private init(_ pattern: String, _ isVerbose: Bool) throws {
        let programs = URL(fileURLWithPath: CommandLine.arguments[0]).deletingLastPathComponent()
        let here = URL(fileURLWithPath: FileManager.default.currentDirectoryPath)
        let root = here.deletingLastPathComponent().deletingLastPathComponent()
        self.library = Library(folder: here)
        self.contract = try Contract()
        self.places = [
            "programs": programs.standardizedFileURL.path, "here": here.path,
            "python": root.appending(path: ".build/python/bin/python").path,
        ]
        self.pattern = pattern
        self.isVerbose = isVerbose
    }

    /// - Returns: whether all subjects did as the lists say.
    private func run(_ names: [String]) throws -> Bool {
        let cases = try self.library.cases().filter { fnmatch(self.pattern, $0.name, 0) == 0 }
        let subjects = try self.library.subjects().filter {
            names.isEmpty || names.contains($0.name)
        }
        var isGood = !subjects.isEmpty
        for subject in subjects { isGood = try self.run(subject, cases) && isGood }
        return isGood
    }

    private func run(_ subject: Subject, _ cases: [Case]) throws -> Bool {
        let failing = try self.library.knownFailures(of: subject.name)
        let mine = cases.filter { $0.subject == subject.role }
        let able = mine.filter { $0.needs.isSubset(of: subject.features) }
        var surprises: [String] = []
        let begun = ContinuousClock.now
        for item in able {
            let problem = try self.problem(item, subject)
            let isExpected = item.mustFail || failing.contains(item.name)
            if let problem, !isExpected {
                surprises.append("\(item.name) (\(item.source)): \(problem)")
            } else if problem == nil, isExpected {
                surprises.append("\(item.name) passes, but should not")
            } else if self.isVerbose {
                print("  \(item.name): \(problem == nil ? "passes" : "fails as it should")")
            }
        }
        let unknown = failing.subtracting(mine.map(\.name))
        if self.pattern == "*" {
            surprises += unknown.sorted().map {
                "failing/\(subject.name).json lists \($0), which is no case"
            }
        }
        let took = begun.duration(to: .now).components
        let tenths = took.attoseconds / 100_000_000_000_000_000
        let left = able.count < mine.count ? ", \(mine.count - able.count) left out" : ""
        print(
            "\(subject.name): \(able.count) cases in \(took.seconds).\(tenths) s\(left), "
                + "\(surprises.count) surprises")
        for surprise in surprises { print("  \(surprise)") }
        return surprises.isEmpty && !able.isEmpty
    }

    /// What the subject does wrong; `nil` when the case passes.
    private func problem(_ item: Case, _ subject: Subject) throws -> String? {
        do {
            try Stage(item, try Running(subject, self.places), self.contract).play()
            return nil
        } catch let mismatch as Mismatch {
            return mismatch.text
        }
    }
}

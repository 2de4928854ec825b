import MeshTransport

/// The keys a gateway knows before registry answers: of services on other hosts, and of whoever
/// comes before the first account.
///
/// One a line, `HOLDER KEY`; what registry says of the same key goes first.
package enum RingFile {
    package static func read(_ path: String) throws(KeyFileFailure) -> KeyRing {
        var ring = KeyRing()
        guard fileExists(path) else { return ring }
        guard let text = smallFile(path) else {
            throw KeyFileFailure("\(path) cannot be read")
        }
        for (number, line) in text.split(separator: "\n", omittingEmptySubsequences: false)
            .enumerated() where !line.isEmpty && !line.hasPrefix("# ")
        {
            let words = line.split(separator: " ").map(String.init)
            guard words.count == 2, let key = CurveKey(words[1]),
                !principal(ofHolder: words[0]).isEmpty
            else {
                throw KeyFileFailure(
                    "\(path), line \(number + 1): write `operators/NAME KEY` or `services/NAME KEY`"
                )
            }
            ring[key] = KeyRing.Entry(principal: principal(ofHolder: words[0]))
        }
        return ring
    }
}

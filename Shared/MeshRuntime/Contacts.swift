import MeshPrimitives
import Synchronization

/// When each other service last answered.
final class Contacts: Sendable {
    private let times = Mutex<[String: Instant]>([:])

    subscript(source: String) -> Instant? {
        get { self.times.withLock { $0[source] } }
        set { self.times.withLock { $0[source] = newValue } }
    }
}

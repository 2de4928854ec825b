/// Every bound of storage.
package struct StorageLimits: Sendable, Hashable {
    /// Writes that may wait; one more is refused as overloaded.
    package var queuedWrites = 4_096
    /// Writes that share one commit at most.
    package var writesPerCommit = 256
    /// Bytes of changes that one commit keeps to repeat them after a failed job; beyond it each job
    /// gets a savepoint.
    package var repeatableBytes = 8 << 20
    /// Reads that run at once; more wait.
    ///
    /// Each open reader costs `readerCacheKibibytes`.
    package var readers = 2
    package var writerCacheKibibytes = 2_048
    package var readerCacheKibibytes = 512
    /// Live stored replies of one principal.
    package var repliesPerPrincipal = 10_000
    /// Bytes of them.
    package var replyBytesPerPrincipal = 64 << 20
    /// How long a stored reply answers repeated calls, in seconds.
    package var replyWindowSeconds: Int64 = 86_400
    /// Entries of one journal whose effect may wait for an operator.
    package var parkedPerSource = 10_000
    /// How long audit entries are kept, in days: three years (requirement 7.12).
    ///
    /// The Cybersecurity Law (网络安全法, article 21) asks for six months at least.
    package var auditRetentionDays: Int64 = 1_096
    /// Bytes the database file may have; `nil` leaves the bound to the disk.
    package var databaseBytes: Int64?

    package init() {}

    /// How often what has outlived its time is forgotten, in seconds: stored replies, audit entries.
    package static let sweepSeconds: Int64 = 600

    /// Bytes of a resource; other services read it from the journal in one entry.
    package static let resourceBytes = 256 << 10

    /// Bytes of entries that one page of a journal carries at most; a message may have 4 MiB.
    package static let journalPageBytes = 2 << 20

    /// Index entries that a page of a past list looks at, at most.
    package static let pageEntries = 4_096
    /// Resources that a page of a past list reads in vain, at most.
    package static let pageMisses = 256

    /// Rows that one read of a list, history or journal returns at most.
    package static let pageRows = 1_000
}

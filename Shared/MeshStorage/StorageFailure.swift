import MeshWire

/// Why storage refused or could not do something; each description names the way out.
package enum StorageFailure: Error, Sendable, Hashable {
    // Opening.
    /// Another process, or another store of this one, has the folder open.
    case locked(folder: String)
    case cannotOpen(folder: String, reason: String)
    /// The engine would acknowledge writes before they are on disk.
    case notDurable(found: String)
    case newerSchema(found: Int64, known: Int64)
    /// The folder belongs to another service.
    case foreignFolder(owner: String, expected: String)

    // Writing at all.
    /// The queue of writes is full; nothing was written, calling again later is safe.
    case overloaded(limit: Int)
    /// No space left; nothing was written, reads go on, writes succeed again once there is space.
    case full
    /// The disk failed. Whether the write at hand survives is known only after a restart.
    case broken(reason: String)
    case closed

    // What was written.
    /// The resource is not at the version before the one given; `current` is 0 when it is absent.
    case staleVersion(current: Int64)
    case tooLarge(name: String, bytes: Int)
    /// The resource is a copy of what another service owns.
    case copied(origin: String)
    /// An entry of another journal came too early.
    case gap(expected: Int64, received: Int64)
    /// An entry brings a version that the copy has already, or has left behind.
    case repeatedEvent(resource: String, version: Int64, current: Int64)
    /// An entry brings a version whose predecessor never came.
    case missedEvent(resource: String, version: Int64, current: Int64)
    /// The other journal is not the one that was followed: an operator decides.
    case anotherJournal(reason: String)
    /// As many entries of a journal as allowed wait for an operator already.
    case tooManyParked(source: String, limit: Int)
    /// An idempotency key came again with another request.
    case keyReused
    /// The principal holds as many stored replies as allowed.
    case tooManyReplies(rows: Int, bytes: Int)

    // Reading.
    /// A journal entry is missing, or its bytes do not match its leaf.
    case damagedJournal(sequence: Int64, reason: String)
    /// A stored row does not have the form that was written.
    case damaged(reason: String)
    case undecodable(name: String, failure: WireFailure)
    /// The engine refused one statement; the code is the engine's own.
    case statement(code: Int32, message: String)
}

extension StorageFailure {
    /// Whether the transaction around it must be given up, with all its jobs.
    package var endsTransaction: Bool {
        switch self {
        case .full, .broken, .closed: true
        case .locked, .cannotOpen, .notDurable, .newerSchema, .foreignFolder, .overloaded,
            .staleVersion, .copied, .gap, .repeatedEvent, .missedEvent, .anotherJournal,
            .tooManyParked, .keyReused, .tooManyReplies, .tooLarge, .damagedJournal, .damaged,
            .undecodable, .statement:
            false
        }
    }
}

extension StorageFailure: CustomStringConvertible {
    package var description: String {
        switch self {
        case .locked(let folder):
            "\(folder) is in use by another process: stop that one or choose another folder"
        case .cannotOpen(let folder, let reason):
            "\(folder) cannot be opened (\(reason)): check that it exists, its owner and its mount"
        case .notDurable(let found):
            "the database does not wait for the disk (\(found)): this build must not run"
        case .newerSchema(let found, let known):
            "the folder has schema \(found), this program knows \(known): start a newer program"
        case .foreignFolder(let owner, let expected):
            "the folder belongs to \(owner), not to \(expected): correct the folder in the settings"
        case .overloaded(let limit):
            "\(limit) writes are waiting already: call again later"
        case .full:
            "no space left for writing: free or add space; reading goes on"
        case .broken(let reason):
            "the disk failed (\(reason)): replace or repair it, then restart the service"
        case .closed:
            "storage is closed: the service is stopping"
        case .staleVersion(let current):
            "the resource is at version \(current): read it again, then repeat the change"
        case .copied(let origin):
            "the resource belongs to \(origin): change it there"
        case .gap(let expected, let received):
            "EVENT_GAP (R9.3-5): entry \(expected) is next, \(received) came, and nothing of it was applied: read the journal from \(expected); if the source has lost it, restore the source from a backup, then AdoptJournal"
        case .repeatedEvent(let resource, let version, let current):
            "EVENT_REPEATED (RX-7): version \(version) of \(resource) came, the resource is at version \(current) here, and nothing was applied: JournalService/RebuildProjections writes the copies anew from the journal; if it stays, the source has written a version twice"
        case .missedEvent(let resource, let version, let current):
            "EVENT_GAP (R9.3-5): version \(version) of \(resource) came, \(current + 1) is next here, and nothing was applied: JournalService/RebuildProjections writes the copies anew from the journal; if it stays, the source has lost an entry"
        case .anotherJournal(let reason):
            "the journal is another one than was followed (\(reason)): adopt it"
        case .tooManyParked(let source, let limit):
            "\(limit) entries of \(source) are parked: retry or release some"
        case .keyReused:
            "the idempotency key belongs to another request: use a new key"
        case .tooLarge(let name, let bytes):
            "\(name) has \(bytes) bytes, at most \(StorageLimits.resourceBytes) are stored: shorten it"
        case .tooManyReplies(let rows, let bytes):
            "the caller holds as many stored replies as allowed (\(rows), \(bytes) bytes): wait until older ones expire, or spread the work over several accounts"
        case .damagedJournal(let sequence, let reason):
            "journal entry \(sequence) is damaged (\(reason)): restore the folder from a backup"
        case .damaged(let reason):
            "the database is damaged (\(reason)): restore the folder from a backup"
        case .undecodable(let name, let failure):
            "\(name) cannot be decoded (\(failure.field): \(failure.rule)): start a newer program"
        case .statement(let code, let message):
            "the database refused a statement (\(code): \(message)): report this as a fault"
        }
    }
}

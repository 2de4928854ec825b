/// Every statement of storage, in words that SQLite and PostgreSQL share.
enum SQL {
    static let commit = "COMMIT"
    static let rollback = "ROLLBACK"
    static let beginJob = "SAVEPOINT job"
    static let keepJob = "RELEASE SAVEPOINT job"
    static let undoJob = "ROLLBACK TO SAVEPOINT job"

    static let fact = "SELECT value FROM facts WHERE name = $1"
    static let keepFact = "INSERT INTO facts (name, value) VALUES ($1, $2) ON CONFLICT DO NOTHING"
    static let setFact = """
        INSERT INTO facts (name, value) VALUES ($1, $2)
        ON CONFLICT (name) DO UPDATE SET value = excluded.value
        """

    // MARK: Resources

    static let current = """
        SELECT body, version, origin FROM resources WHERE kind = $1 AND name = $2
        """
    /// What a new version follows.
    static let stored = """
        SELECT body, version, origin, due_at, effective_from, recorded_at
        FROM resources WHERE kind = $1 AND name = $2
        """
    static let saveCurrent = """
        INSERT INTO resources (kind, name, version, state, origin, due_at, body, effective_from,
        recorded_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
        ON CONFLICT (kind, name) DO UPDATE SET version = excluded.version,
        state = excluded.state, origin = excluded.origin, due_at = excluded.due_at,
        body = excluded.body, effective_from = excluded.effective_from,
        recorded_at = excluded.recorded_at
        """
    static let addVersion = """
        INSERT INTO versions (kind, name, version, effective_from, effective_until, recorded_at,
        origin, sequence, body) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
        """
    static let addIndexEntry = """
        INSERT INTO index_entries (kind, field, value, live, name, ended, held_from, known_from,
        due_at, ended_from, ended_until, ended_known)
        VALUES ($1, $2, $3, 1, $4, 0, $5, $6, $7, 0, 0, \(Int64.max)) ON CONFLICT DO NOTHING
        """
    /// Names the whole key, which spares SQLite a second pass.
    static let endIndexEntry = """
        UPDATE index_entries SET live = 0, ended = $1, ended_from = $2, ended_until = $3,
        ended_known = $4
        WHERE kind = $5 AND field = $6 AND value = $7 AND live = 1 AND name = $8 AND ended = 0
        """
    static let kinds = "SELECT DISTINCT kind FROM versions"
    static let allVersions = """
        SELECT name, version, effective_from, effective_until, recorded_at, body
        FROM versions WHERE kind = $1 ORDER BY name, version
        """
    /// The inner query reads an index alone, however long the history.
    static let asOf = """
        SELECT body FROM versions WHERE kind = $1 AND name = $2 AND version =
        (SELECT version FROM versions WHERE kind = $1 AND name = $2 AND recorded_at <= $3
        AND effective_from <= $4 AND effective_until > $4 ORDER BY version DESC LIMIT 1)
        """
    static let history = """
        SELECT effective_from, effective_until, recorded_at, origin, sequence, body
        FROM versions WHERE kind = $1 AND name = $2 AND version > $3 ORDER BY version LIMIT $4
        """
    /// Own versions with their entries, newest first.
    static let authorship = """
        SELECT v.version, j.entry, j.sequence FROM versions v
        JOIN journal j ON j.sequence = v.sequence
        WHERE v.kind = $1 AND v.name = $2 AND v.version < $3 AND v.origin = ''
        ORDER BY v.version DESC LIMIT $4
        """
    static let due = """
        SELECT kind, name FROM resources WHERE due_at <= $1
        ORDER BY due_at, kind, name LIMIT $2
        """
    /// Resources of kind $2 whose date has come; an expression keeps engines to the index by date,
    /// which holds few of them.
    static let overdue = """
        SELECT name, body FROM resources WHERE due_at <= $1 AND kind || '' = $2 AND name > $3
        ORDER BY name LIMIT $4
        """
    static let dueCount = "SELECT COUNT(*) FROM resources WHERE due_at <= $1"

    // MARK: Journal

    static let head = "SELECT COALESCE(MAX(sequence), 0) FROM journal"
    static let addEntry = """
        INSERT INTO journal (sequence, recorded_at, entry, leaf) VALUES ($1, $2, $3, $4)
        """
    static let entries = """
        SELECT sequence, entry, leaf FROM journal WHERE sequence > $1 ORDER BY sequence LIMIT $2
        """
    static let leaves = "SELECT leaf FROM journal WHERE sequence > $1 ORDER BY sequence LIMIT $2"
    static let leaf = "SELECT leaf FROM journal WHERE sequence = $1"
    static let allEntries = "SELECT sequence, entry, leaf FROM journal ORDER BY sequence"

    // MARK: Audit

    static let auditHead = "SELECT sequence, chain FROM audit ORDER BY sequence DESC LIMIT 1"
    static let addAudit = "INSERT INTO audit (sequence, entry, chain) VALUES ($1, $2, $3)"
    static let audit = """
        SELECT sequence, entry, chain FROM audit WHERE sequence > $1 ORDER BY sequence LIMIT $2
        """

    static let expireAudit = "DELETE FROM audit WHERE sequence < $1"

    // MARK: Replies

    static let reply = """
        SELECT fingerprint, completed_at, code, status, payload FROM replies
        WHERE principal = $1 AND service = $2 AND method = $3 AND call_key = $4
        """
    static let addReply = """
        INSERT INTO replies (principal, service, method, call_key, fingerprint, completed_at,
        code, status, payload) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
        ON CONFLICT DO NOTHING
        """
    static let countReply = """
        INSERT INTO reply_counts (principal, live, bytes) VALUES ($1, 1, $2)
        ON CONFLICT (principal) DO UPDATE SET live = reply_counts.live + 1,
        bytes = reply_counts.bytes + excluded.bytes
        WHERE reply_counts.live < $3 AND reply_counts.bytes + excluded.bytes <= $4
        """
    static let expireReplies = "DELETE FROM replies WHERE completed_at < $1"
    static let recountReplies = """
        UPDATE reply_counts SET (live, bytes) =
        (SELECT COUNT(*), COALESCE(SUM(LENGTH(status) + LENGTH(payload)), 0) FROM replies
        WHERE replies.principal = reply_counts.principal)
        """
    static let forgetCounts = "DELETE FROM reply_counts WHERE live = 0"

    // MARK: Copies of other services' resources

    static let cursor = "SELECT source, epoch, sequence, leaf FROM cursors WHERE source = $1"
    static let cursors = "SELECT source, epoch, sequence, leaf FROM cursors ORDER BY source"
    static let setCursor = """
        INSERT INTO cursors (source, epoch, sequence, leaf) VALUES ($1, $2, $3, $4)
        ON CONFLICT (source) DO UPDATE SET epoch = excluded.epoch, sequence = excluded.sequence,
        leaf = excluded.leaf
        """
    static let consumers = "SELECT name, sequence, acknowledged_at FROM consumers ORDER BY name"
    static let acknowledge = """
        INSERT INTO consumers (name, sequence, acknowledged_at) VALUES ($1, $2, $3)
        ON CONFLICT (name) DO UPDATE SET sequence = excluded.sequence,
        acknowledged_at = excluded.acknowledged_at WHERE excluded.sequence > consumers.sequence
        """
    static let forgetConsumer = "DELETE FROM consumers WHERE name = $1"
    static let dropCursor = "DELETE FROM cursors WHERE source = $1"
    static let clearCopies = [
        """
        DELETE FROM index_entries WHERE (kind, name) IN
        (SELECT kind, name FROM resources WHERE origin = $1)
        """,
        "DELETE FROM resources WHERE origin = $1",
        "DELETE FROM versions WHERE origin = $1",
    ]
    /// Rebuilt copies of origin $1 lose the mark before their kind.
    static let unmarkIndex = """
        UPDATE index_entries SET kind = substr(kind, \(Rebuild.mark.utf8.count + 1))
        WHERE (kind, name) IN (SELECT kind, name FROM resources WHERE origin = $1)
        """
    /// Rebuilt copies of origin $2 become copies of origin $1.
    static let promoteCopies = ["resources", "versions"].map { table in
        """
        UPDATE \(table) SET origin = $1, kind = substr(kind, \(Rebuild.mark.utf8.count + 1))
        WHERE origin = $2
        """
    }
    static let copyCount = "SELECT COUNT(*) FROM resources WHERE origin <> ''"
    static let copies = [
        """
        SELECT kind, name, version, state, origin, body FROM resources WHERE origin = $1
        ORDER BY kind, name
        """,
        """
        SELECT kind, name, version, effective_from, effective_until, recorded_at, origin,
        sequence, body FROM versions WHERE origin = $1 ORDER BY kind, name, version
        """,
        """
        SELECT kind, field, value, live, name, ended, held_from, known_from, ended_from,
        ended_until, ended_known FROM index_entries WHERE (kind, name) IN
        (SELECT kind, name FROM resources WHERE origin = $1)
        ORDER BY kind, field, value, live, name, ended
        """,
    ]

    // MARK: Parked entries

    static let park = """
        INSERT INTO parked (source, sequence, resource, body) VALUES ($1, $2, $3, $4)
        ON CONFLICT (source, sequence) DO UPDATE SET body = excluded.body
        """
    static let unpark = "DELETE FROM parked WHERE source = $1 AND sequence = $2"
    static let parked = "SELECT body FROM parked WHERE source = $1 AND sequence = $2"
    static let parkedAfter = """
        SELECT body FROM parked WHERE source = $1 AND sequence > $2 ORDER BY sequence LIMIT $3
        """
    static let parkedOf = """
        SELECT COALESCE(MIN(sequence), 0) FROM parked WHERE source = $1 AND resource = $2
        """
    static let parkedCount = "SELECT COUNT(*) FROM parked WHERE source = $1"

    // MARK: Lists

    /// How the rows of a list follow each other.
    enum Order {
        /// By name, from behind one on.
        case names
        /// By when the newest version was recorded, the last one first.
        case newest
    }

    /// A list or a count: each index pair narrows it by one join, states by a set.
    ///
    /// Parameters in order: the kind, field and value of each pair, the states, then for a list by
    /// names the one after which it starts, and for any list the number of rows.
    ///
    /// - Parameter order: `nil` for a count.
    static func select(_ columns: String, pairs: Int, states: Int, order: Order?) -> String {
        var next = 1
        func parameter() -> String {
            defer { next += 1 }
            return "$\(next)"
        }
        var tables = "resources r"
        var conditions = ["r.kind = \(parameter())"]
        for pair in 0..<pairs {
            tables += " JOIN index_entries i\(pair)"
            tables += " ON i\(pair).kind = r.kind AND i\(pair).name = r.name"
            conditions.append("i\(pair).kind = $1")
            conditions.append("i\(pair).live = 1")
            conditions.append("i\(pair).field = \(parameter())")
            conditions.append("i\(pair).value = \(parameter())")
        }
        if states > 0 {
            let set = (0..<states).map { _ in parameter() }
            conditions.append("r.state IN (\(set.joined(separator: ", ")))")
        }
        let first = pairs > 0 ? "i0.name" : "r.name"
        var end = ""
        switch order {
        case .names:
            conditions.append("\(first) > \(parameter())")
            end = " ORDER BY \(first) LIMIT \(parameter())"
        case .newest: end = " ORDER BY r.recorded_at DESC, r.name DESC LIMIT \(parameter())"
        case nil: break
        }
        return "SELECT \(columns) FROM \(tables) WHERE \(conditions.joined(separator: " AND "))"
            + end
    }

    static let entryCount = """
        SELECT COUNT(*) FROM (SELECT 1 FROM index_entries
        WHERE kind = $1 AND field = $2 AND value = $3 LIMIT 1000) AS e
        """
}

/// The few words in which SQL engines differ.
package struct Dialect: Sendable, Hashable {
    /// A signed 64-bit integer.
    package var integer: String
    /// Text that sorts by its UTF-8 bytes.
    package var text: String
    package var bytes: String
    /// Ends the definition of a table that is all primary key.
    package var clustered: String
    /// Starts a transaction that excludes every other writer of this journal.
    package var begin: [String]
    /// Takes back all of a transaction and goes on excluding other writers all along.
    package var restart: [String]

    package init(
        integer: String, text: String, bytes: String, clustered: String, begin: [String],
        restart: [String]
    ) {
        self.integer = integer
        self.text = text
        self.bytes = bytes
        self.clustered = clustered
        self.begin = begin
        self.restart = restart
    }

    /// The lock on its folder keeps other writers out between two transactions.
    ///
    /// `INTEGER` makes a lone primary key the row's own address; `BIGINT` would not.
    package static let sqlite = Dialect(
        integer: "INTEGER", text: "TEXT", bytes: "BLOB", clustered: " WITHOUT ROWID",
        begin: ["BEGIN IMMEDIATE"], restart: ["ROLLBACK", "BEGIN IMMEDIATE"])

    package static let postgreSQL = Dialect(
        integer: "BIGINT", text: "TEXT COLLATE \"C\"", bytes: "BYTEA", clustered: "",
        begin: ["BEGIN", "LOCK TABLE journal IN EXCLUSIVE MODE", "SAVEPOINT batch"],
        restart: ["ROLLBACK TO SAVEPOINT batch"])
}

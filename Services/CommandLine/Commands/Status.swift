import ArgumentParser
import Foundation
import MeshAPI
import MeshRPC

struct Status: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Shows health, memory, journal and lag of the gateways and every service.",
        discussion: """
            govmesh status
            govmesh status --json | jq '.[] | select(.health != "SERVING")'

            Lag tells how many entries of another service's journal are not applied yet. Exit status 1
            when a process does not serve.
            """)

    @OptionGroup var options: MeshOptions

    func run() async throws {
        let rows = try await Self.rows(MeshFolder(self.options.folder))
        if self.options.json { try sayJSON(rows) } else { say(Self.table(rows)) }
        if rows.contains(where: { $0.health != "SERVING" }) { throw ExitCode(1) }
    }

    /// One process of the mesh as it stands.
    struct Row: Encodable {
        var process: String
        /// As the process tells; `DOWN` when there is none, a status code when it does not answer.
        var health: String
        var pid: Int32?
        var residentKib: Int64?
        /// The service's own time, RFC 3339.
        var time: String?
        var journalHead: Int64?
        /// Entries not applied yet, by the service they come from.
        var lag: [String: Int64]?
        /// Why the process is degraded, one sentence each.
        var reasons: [String]?
    }

    static func rows(_ folder: MeshFolder) async throws -> [Row] {
        guard FileManager.default.fileExists(atPath: folder.path) else {
            throw CommandFailure(
                "There is no mesh in \(folder.path); start one with `govmesh up`, or name its folder with --folder."
            )
        }
        var rows = folder.programs.map { program in
            let id = folder.process(program)
            return Row(
                process: program, health: id == nil ? "DOWN" : "SERVING", pid: id,
                residentKib: id.flatMap(residentKibibytes))
        }
        let services = rows.indices.dropFirst(folder.gateways.count)
        guard folder.gateways.contains(where: { folder.process($0) != nil }) else {
            // Whoever else lives cannot be asked without a gateway.
            for index in rows.indices where rows[index].pid != nil {
                rows[index].health = StatusCode.unavailable.name
            }
            return rows
        }
        let connection = try MeshConnection(folder)
        for index in services where rows[index].pid != nil {
            await Self.ask(connection, &rows[index])
        }
        await connection.close()
        let heads = Dictionary(uniqueKeysWithValues: rows.map { ($0.process, $0.journalHead ?? 0) })
        for index in rows.indices {
            rows[index].lag = rows[index].lag.map { applied in
                Dictionary(
                    uniqueKeysWithValues: applied.map { ($0, max((heads[$0] ?? 0) - $1, 0)) })
            }
        }
        return rows
    }

    /// Fills in what a service tells; `lag` first holds how far it has read.
    private static func ask(_ connection: MeshConnection, _ row: inout Row) async {
        let channel = connection.channel(as: "system")
        let options = CallOptions(timeout: .seconds(3))
        do throws(RPCFailure) {
            let progress = try await JournalServiceClient(channel, routingKey: row.process)
                .getProgress(GetProgressRequest(), options)
            let status = try await NodeServiceClient(channel, routingKey: row.process)
                .getStatus(GetStatusRequest(), options)
            row.health = status.health
            row.reasons = status.reasons
            row.residentKib = status.residentKib
            row.time = status.time
            row.journalHead = status.journalHead
            row.lag = Dictionary(
                progress.sources.map { ($0.source, $0.applied) }, uniquingKeysWith: max)
        } catch {
            row.health = error.code.name
        }
    }

    static func table(_ rows: [Row]) -> String {
        var table = Table(["process", "health", "pid", "memory", "journal", "lag", "time"])
        for row in rows {
            let behind = (row.lag ?? [:]).filter { $0.value > 0 }.sorted { $0.key < $1.key }
            let lag = behind.map { "\($0.value) of \($0.key)" }.joined(separator: ", ")
            table.add([
                row.process, row.health, row.pid.map { "\($0)" } ?? "-",
                row.residentKib.map { "\($0 / 1_024) MiB" } ?? "-",
                row.journalHead.map { "\($0)" } ?? "-",
                row.lag == nil ? "-" : behind.isEmpty ? "none" : lag, row.time ?? "-",
            ])
        }
        let reasons = rows.flatMap { row in
            (row.reasons ?? []).map { "\(row.process): \($0)" }
        }
        return ([table.text] + reasons).joined(separator: "\n")
    }
}

/// Resident memory of a process in KiB; `nil` when the system does not tell.
private func residentKibibytes(_ process: pid_t) -> Int64? {
    guard let text = try? String(contentsOfFile: "/proc/\(process)/statm", encoding: .utf8) else {
        return nil
    }
    let fields = text.split(separator: " ")
    guard fields.count > 1, let pages = Int64(fields[1]) else { return nil }
    return pages * Int64(sysconf(Int32(_SC_PAGESIZE))) / 1_024
}

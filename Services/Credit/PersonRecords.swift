import CreditRules
import MeshAPI
import MeshLifecycle
import MeshPrimitives
import MeshRPC
import MeshRuntime

/// What the record of a person means beyond their score.
extension Act {
    /// Closes all posts to the person, if the model says so (行业禁入), from the determination on.
    ///
    /// Registry takes it from the journal (R6.1-7).
    func bar(because record: Record) throws {
        guard let ban = try self.behaviour(of: record)?.postBan,
            let day = CivilDate(record.determinedOn)
        else { return }
        let bar = Restriction(
            subject: record.subject, barsFromPosts: true,
            until: ban.lastDay(from: day)?.description ?? "", record: record.name)
        guard let known = try self.current(Restriction.self, record.barName) else {
            _ = try self.create(restrictionLifecycle, id: resourceID(of: record.barName), bar)
            return
        }
        _ = try self.give(
            restrictionLifecycle, "impose", to: known.name, edit: { $0.until = bar.until })
    }

    /// A record that weighs nothing bars nobody (R5.2-14).
    func liftBar(of record: Record) throws {
        guard let bar = try self.current(Restriction.self, record.barName),
            restrictionLifecycle.state(of: bar, at: self.now) == .imposed
        else { return }
        _ = try self.give(
            restrictionLifecycle, "lift", to: bar.name)
    }

    /// Proposes the record of the organisation that answers for the person's behaviour, if the model
    /// says that one does (R5.2-9).
    ///
    /// It is the one that employed the person on the day of determination, and it is heard like
    /// anybody else before the record counts.
    func callToAccount(for record: Record) throws {
        guard let code = try self.behaviour(of: record)?.responsibleOrganisation,
            let day = CivilDate(record.determinedOn),
            let employer = try self.current(Person.self, record.subject)?.employer(on: day)
        else { return }
        let subject = Subject(employer, .provider)
        guard try self.current(Archive.self, subject.archive)?.state == .open else { return }
        let draft = Record(
            behaviour: code, facts: "\(record.name) was confirmed about personnel of that day",
            basis: "R5.2-9: the organisation answers for \(record.behaviour)")
        var proposed = try self.blame(draft, of: subject)
        proposed.followsFrom = record.name
        let id = "\(resourceID(of: record.name))-organisation-v\(record.version)"
        _ = try self.create(recordLifecycle, id: id, proposed)
    }

    /// A record that should never have counted takes what followed from it along; a repaired one
    /// does not, for the organisation repairs its own.
    func withdrawWhatFollows(from record: Record) throws {
        for follower in try self.list(Record.self, where: [("follows_from", record.name)])
        where follower.state != .withdrawn && follower.state != .dropped {
            try Consequences.withdraw(self, follower, because: "\(record.name) does not stand")
        }
    }

    /// The row of the model in force; `nil` for records of others than persons.
    private func behaviour(of record: Record) throws -> CreditModel.Behaviour? {
        guard record.subjectKind == .person else { return nil }
        return try self.transaction.rules(for: .person, on: self.today)
            .behaviours[record.behaviour]
    }
}

extension Record {
    /// What the bar that follows from it is named.
    fileprivate var barName: String { "\(Restriction.collection)/bar-\(resourceID(of: self.name))" }
}

import CreditRules
import MeshAPI
import MeshLifecycle
import MeshPrimitives
import MeshRPC
import MeshRuntime
import MeshStorage

extension Reader {
    /// The model that judges a kind of subject on a day: of those approved, the latest in effect.
    func model(for kind: SubjectKind, on day: CivilDate) throws -> ScoringModel {
        let kind = kind == .unspecified ? SubjectKind.provider : kind
        return try self.once(from: ScoringModel.self, "\(kind.label) on \(day)") {
            try self.modelInForce(for: kind, on: day)
        }
    }

    /// The rules of a stored model.
    func rules(of model: ScoringModel) throws -> CreditModel {
        try self.once(from: ScoringModel.self, "\(model.name)@\(model.version)") {
            try CreditModel(model)
        }
    }

    /// The rules that judge a kind of subject on a day.
    func rules(for kind: SubjectKind, on day: CivilDate) throws -> CreditModel {
        try self.rules(of: self.model(for: kind, on: day))
    }

    private func modelInForce(for kind: SubjectKind, on day: CivilDate) throws -> ScoringModel {
        let approved = try self.all(
            ScoringModel.self, where: [("subject_kind", kind.label)],
            states: [.approved, .effective, .superseded])
        let known = approved.compactMap { model in
            CivilDate(model.effectiveFrom).map { (from: $0, model: model) }
        }
        guard let found = CreditModel.inForce(on: day, of: known) else {
            throw Refusal(
                code: "NO_MODEL", subject: kind.label,
                message: "no scoring model for \(kind.label) is in force on \(day)",
                remedy: "approve one with ScoringModelService", requirement: "RX-5",
                source: "design")
        }
        return found
    }
}

extension Act {
    /// Saves the models that ship, of each kind of which the mesh has none yet: a mesh that is judged
    /// by an earlier one goes on with it until people approve another (RX-5).
    func shipModels() throws {
        let shipped: [(SubjectKind, CreditModel, String)] = [
            (.provider, .provider, "服务提供机构"), (.person, .person, "服务人员"),
            (.usingOrganisation, .usingOrganisation, "服务使用机构"),
            (.managementBody, .managementBody, "服务管理机构"),
        ]
        for (kind, model, title) in shipped {
            let known = try self.list(ScoringModel.self, where: [("subject_kind", kind.label)])
            guard known.isEmpty else { continue }
            let resource = ScoringModel(model, for: kind, title: title)
            _ = try self.save(resource, scoringModelLifecycle, command: "ship", from: "")
        }
    }
}

extension ScoringModel {
    /// In force since before the standard's own publication, so that any history can be rated.
    private static let shippedSince = "2000-01-01"

    init(_ model: CreditModel, for kind: SubjectKind, title: String) {
        self.init(
            name: "\(Self.collection)/\(model.version)", state: .effective, subjectKind: kind,
            title: title, baseMilliPoints: model.base.value,
            capGoodMilliPoints: model.capGood.value,
            behaviours: model.behaviours.values.map(Behaviour.init).sorted { $0.code < $1.code },
            bands: model.bands.bands.map {
                Band(
                    grade: $0.grade.rawValue, fromMilliPoints: $0.lower.value,
                    toMilliPoints: $0.upper.value)
            },
            consequences: model.consequences.map(GradeConsequence.init)
                .sorted { $0.grade < $1.grade },
            breachRules: model.breachRules.map {
                BreachRule(
                    severity: Severity($0.severity), metric: $0.metric,
                    fromOccurrence: Int32($0.fromOccurrence), behaviour: $0.behaviour)
            },
            effectiveFrom: Self.shippedSince,
            publicityRules: model.publicityRules.map(MeshAPI.PublicityRule.init),
            sections: (kind == .person ? ArchiveLayout.shippedForPersons : ArchiveLayout.shipped)
                .map(ArchiveSection.init),
            shrinkage: model.shrinkage.map(MeshAPI.Shrinkage.init))
    }
}

extension CreditModel {
    /// The rules of a stored model.
    ///
    /// - Throws: A refusal that says which part breaks which rule.
    package init(_ model: ScoringModel) throws(Refusal) {
        var bands: [GradeBands.Band] = []
        for band in model.bands {
            bands.append(
                GradeBands.Band(
                    try Self.grade(band.grade), from: MilliPoints(band.fromMilliPoints),
                    to: MilliPoints(band.toMilliPoints)))
        }
        var behaviours: [Behaviour] = []
        for behaviour in model.behaviours { behaviours.append(try Behaviour(behaviour)) }
        var consequences: [Grade: CreditRules.GradeConsequence] = [:]
        for consequence in model.consequences {
            let grade = try Self.grade(consequence.grade)
            consequences[grade] = CreditRules.GradeConsequence(consequence)
        }
        _ = try ArchiveLayout(model)
        var publicity: [CreditRules.PublicityRule] = []
        for rule in model.publicityRules {
            publicity.append(try CreditRules.PublicityRule(rule))
        }
        let shipped =
            model.subjectKind == .person
            ? CreditRules.PublicityRule.shippedForPersons : CreditRules.PublicityRule.shipped
        try self.init(
            version: resourceID(of: model.name), base: MilliPoints(model.baseMilliPoints),
            capGood: MilliPoints(model.capGoodMilliPoints), behaviours: behaviours,
            bands: GradeBands(bands),
            newEntityRule: model.newEntityGrade.isEmpty
                ? .scored : .grade(Self.grade(model.newEntityGrade)),
            directDRule: model.directDByAuthorities ? .byAuthorities : .always,
            upgradeLimit: model.upgradeLimit == 0 ? nil : Int(model.upgradeLimit),
            countsDisputed: !model.ignoresDisputed, consequences: consequences,
            breachRules: model.breachRules.map {
                BreachRule(
                    CreditRules.Severity($0.severity), metric: $0.metric,
                    fromOccurrence: max(1, Int($0.fromOccurrence)), is: $0.behaviour)
            },
            publicityRules: publicity.isEmpty ? shipped : publicity,
            shrinkage: model.shrinkage.map(CreditRules.Shrinkage.init))
    }

    private static func grade(_ text: String) throws(Refusal) -> Grade {
        guard let grade = Grade(rawValue: text) else {
            throw Refusal(
                code: "GRADE_UNKNOWN", subject: text, message: "'\(text)' is no grade",
                remedy: "use one of \(Grade.allCases.map(\.rawValue).joined(separator: ", "))",
                requirement: "7.7", source: "design")
        }
        return grade
    }
}

extension CreditModel.Behaviour {
    fileprivate init(_ behaviour: MeshAPI.Behaviour) throws(Refusal) {
        guard let decay = behaviour.decay.flatMap({ CreditRules.Decay($0) }) else {
            throw Refusal(
                code: "DECAY_INVALID", subject: behaviour.code,
                message: "the decay of \(behaviour.code) has no kind or no days",
                remedy: "name a kind; give linear and half-life decay their days",
                requirement: "7.7", source: "design")
        }
        self.init(
            code: behaviour.code,
            kind: behaviour.good ? .good : .bad(CreditRules.Severity(behaviour.severity)),
            points: MilliPoints(behaviour.pointsMilliPoints), decay: decay,
            isDirectD: behaviour.directD, evidenceKinds: Set(behaviour.evidenceKinds),
            postBan: CreditModel.PostBan(behaviour),
            responsibleOrganisation: behaviour.responsibleOrganisationBehaviour.isEmpty
                ? nil : behaviour.responsibleOrganisationBehaviour)
    }
}

extension CreditModel.PostBan {
    fileprivate init?(_ behaviour: MeshAPI.Behaviour) {
        guard behaviour.barsFromPosts else { return nil }
        self = behaviour.barMonths == 0 ? .forLife : .months(Int(behaviour.barMonths))
    }
}

extension MeshAPI.Behaviour {
    fileprivate init(_ behaviour: CreditModel.Behaviour) {
        self.init(
            code: behaviour.code, pointsMilliPoints: behaviour.points.value,
            decay: MeshAPI.Decay(behaviour.decay), directD: behaviour.isDirectD,
            evidenceKinds: behaviour.evidenceKinds.sorted(),
            barsFromPosts: behaviour.postBan != nil,
            responsibleOrganisationBehaviour: behaviour.responsibleOrganisation ?? "")
        if case .months(let count)? = behaviour.postBan { self.barMonths = Int32(count) }
        switch behaviour.kind {
        case .good: self.good = true
        case .bad(let severity): self.severity = MeshAPI.Severity(severity)
        }
    }
}

extension CreditRules.Decay {
    fileprivate init?(_ decay: MeshAPI.Decay) {
        switch decay.kind {
        case .unspecified: return nil
        case .none: self = .none
        case .linear: self = .linear(validDays: Int(decay.days))
        case .step:
            self = .step(
                decay.steps.map { Step(fromDay: Int($0.fromDay), weight: $0.weightPerMille) })
        case .halfLife:
            guard let table = HalfLifeTable(days: Int(decay.days)) else { return nil }
            self = .halfLife(table)
        }
    }
}

extension MeshAPI.Decay {
    fileprivate init(_ decay: CreditRules.Decay) {
        switch decay {
        case .none: self.init(kind: .none)
        case .linear(let days): self.init(kind: .linear, days: Int32(days))
        case .halfLife(let table): self.init(kind: .halfLife, days: Int32(table.days))
        case .step(let steps):
            self.init(
                kind: .step,
                steps: steps.map {
                    DecayStep(fromDay: Int32($0.fromDay), weightPerMille: $0.weight)
                })
        }
    }
}

extension CreditRules.Shrinkage {
    fileprivate init(_ shrinkage: MeshAPI.Shrinkage) {
        self.init(
            priorObservations: shrinkage.priorObservations,
            mean: MilliPoints(shrinkage.meanMilliPoints),
            deviation: MilliPoints(shrinkage.deviationMilliPoints), grades: shrinkage.grades)
    }
}

extension MeshAPI.Shrinkage {
    fileprivate init(_ shrinkage: CreditRules.Shrinkage) {
        self.init(
            priorObservations: shrinkage.priorObservations,
            meanMilliPoints: shrinkage.mean.value,
            deviationMilliPoints: shrinkage.deviation.value, grades: shrinkage.grades)
    }
}

extension MeshAPI.Confidence {
    init(_ confidence: CreditRules.Confidence) {
        self.init(
            weightPerMille: confidence.weight, estimateMilliPoints: confidence.estimate.value,
            lowMilliPoints: confidence.low.value, highMilliPoints: confidence.high.value)
    }
}

extension CreditRules.GradeConsequence {
    fileprivate init(_ row: MeshAPI.GradeConsequence) {
        self.init(
            blocksNewBusiness: row.blocksNewBusiness, inspectionRatePpm: row.inspectionRatePpm,
            termCapMonths: row.termCapMonths == 0 ? nil : row.termCapMonths,
            depositPpm: row.depositPpm, bidBonusPpm: row.bidBonusPpm)
    }
}

extension MeshAPI.GradeConsequence {
    fileprivate init(_ grade: Grade, _ consequence: CreditRules.GradeConsequence) {
        self.init(
            grade: grade.rawValue, blocksNewBusiness: consequence.blocksNewBusiness,
            inspectionRatePpm: consequence.inspectionRatePpm,
            termCapMonths: consequence.termCapMonths ?? 0, depositPpm: consequence.depositPpm,
            bidBonusPpm: consequence.bidBonusPpm)
    }
}

extension CreditRules.Severity {
    /// What does not say is minor.
    init(_ severity: MeshAPI.Severity) {
        switch severity {
        case .unspecified, .minor: self = .minor
        case .general: self = .general
        case .serious: self = .serious
        }
    }
}

extension MeshAPI.Severity {
    init(_ severity: CreditRules.Severity) {
        switch severity {
        case .minor: self = .minor
        case .general: self = .general
        case .serious: self = .serious
        }
    }
}

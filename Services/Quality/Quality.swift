import MeshAPI
import MeshLifecycle
import MeshRuntime

/// Quality (质量): measurements, monthly results and breaches.
package let qualityService = ServiceDefinition(
    name: "quality",
    collections: [
        Collection(periodLifecycle, PeriodServiceMethods.listPeriods),
        Collection(breachLifecycle, BreachServiceMethods.listBreaches),
    ],
    dates: [DateKeeper(periodLifecycle), DateKeeper(breachLifecycle)],
    subscriptions: [
        Subscription(
            to: "registry",
            copying: [Party.self, Operator.self, Product.self, Contract.self]),
        Subscription(to: "credit", copying: [Restriction.self]) { act, entry in
            guard entry.resourceType == Restriction.fullName else { return }
            try setInspectionRate(act, try entry.content(Restriction.self))
        },
    ],
    tellings: qualityTellings
) { context in
    MeasurementAnswers(context: context).measurementServiceBindings
        + PeriodAnswers(context: context).periodServiceBindings
        + BreachAnswers(context: context).breachServiceBindings
        + InspectionAnswers(context: context).inspectionServiceBindings
}

/// A grade's inspection rate takes effect at once (R5.2-6, R5.2-16).
private func setInspectionRate(_ act: Act, _ restriction: Restriction) throws {
    let name = "inspectionRates/\(resourceID(of: restriction.subject))"
    var rate = try act.current(InspectionRate.self, name) ?? InspectionRate(name: name)
    guard rate.ratePpm != restriction.inspectionRatePpm || rate.version == 0 else { return }
    rate.state = .set
    rate.provider = restriction.subject
    rate.grade = restriction.grade
    rate.ratePpm = restriction.inspectionRatePpm
    _ = try act.save(rate, Lifecycle<InspectionRate, NoFacts>?.none, command: "set", from: "")
}

import MeshAPI
import MeshRuntime

/// Registry (登记): parties, accounts and their keys, qualifications, products, contracts and
/// personnel.
package let registryService = ServiceDefinition(
    name: "registry",
    collections: [
        Collection(partyLifecycle, PartyServiceMethods.listParties),
        Collection(productLifecycle, ProductServiceMethods.listProducts),
        Collection(contractLifecycle, ContractServiceMethods.listContracts),
        Collection(keyLifecycle, KeyServiceMethods.listKeys),
        Collection(assignmentLifecycle, AssignmentServiceMethods.listAssignments),
    ],
    dates: [
        DateKeeper(qualificationLifecycle), DateKeeper(certificationLifecycle),
        DateKeeper(contractLifecycle), DateKeeper(keyLifecycle),
    ],
    subscriptions: [
        Subscription(
            to: "credit", copying: [Archive.self, Restriction.self, Evaluation.self, Record.self],
            react: barFromPosts),
        Subscription(to: "risk", copying: [RiskAssessment.self, Warning.self]),
    ],
    tellings: registryTellings
) { context in
    PartyAnswers(context: context).partyServiceBindings
        + OperatorAnswers(context: context).operatorServiceBindings
        + KeyAnswers(context: context).keyServiceBindings
        + QualificationAnswers(context: context).qualificationServiceBindings
        + CertificationAnswers(context: context).certificationServiceBindings
        + ProductAnswers(context: context).productServiceBindings
        + ContractAnswers(context: context).contractServiceBindings
        + PersonAnswers(context: context).personServiceBindings
        + AssignmentAnswers(context: context).assignmentServiceBindings
        + MigrationAnswers(context: context).migrationServiceBindings
}

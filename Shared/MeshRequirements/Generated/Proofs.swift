// Written by generate.py from the names of the tests; do not edit.

let generatedProofs: [String: [String]] = [
    "R4-1": [
        "Tests/RegistryTests/AdmissionTests.swift: R4-1 R8.1-1 R8.3-5: a bare product is not listed, and all reasons are told",
    ],
    "R5.1-1": [
        "Tests/EndToEndTests/RegistryTests.swift: R5.1-1 one person holds at most one of the three administrations",
    ],
    "R5.1-6": [
        "Tests/EndToEndTests/RegistryTests.swift: R5.1-6 who certifies and provides leaves its own product to the other body",
        "Tests/EndToEndTests/RegistryTests.swift: R5.2-7 R5.1-6 only an entrusted body other than the provider certifies",
        "Tests/RegistryTests/AdmissionTests.swift: R5.1-6 who certified the product does not sell it",
    ],
    "R5.2-3": [
        "Tests/EndToEndTests/RegistryTests.swift: R5.2-3 SM-QUAL: all missing items are asked for at once, one time",
        "Tests/RegistryTests/AdmissionTests.swift: R5.2-3 only an approved qualification counts",
    ],
    "R5.2-4": [
        "Tests/EndToEndTests/ContractTests.swift: R5.3-11 R5.2-4: contract and qualification run out by their dates",
        "Tests/RegistryTests/AdmissionTests.swift: R5.2-4 a change of control ends a qualification that depends on it",
        "Tests/RegistryTests/AdmissionTests.swift: R5.2-4 a qualification is valid from the start to the end",
        "Tests/RegistryTests/AdmissionTests.swift: R5.2-4 a qualification that runs out is named with its day",
    ],
    "R5.2-7": [
        "Tests/EndToEndTests/RegistryTests.swift: R5.2-7 R5.1-6 only an entrusted body other than the provider certifies",
        "Tests/EndToEndTests/RegistryTests.swift: R5.2-7 SM-CERT: surveillance falls due by date and ends in issued or withdrawn",
        "Tests/EndToEndTests/RegistryTests.swift: R5.2-7 a certificate does not end before it begins",
        "Tests/RegistryTests/AdmissionTests.swift: R5.2-7 RX-13: a certificate for this version, verified; one that need not be",
        "Tests/RegistryTests/AdmissionTests.swift: R5.2-7 a certificate covers the start",
    ],
    "R5.2-8": [
        "Tests/EndToEndTests/RegistryTests.swift: R5.2-8 a new major version needs surveillance, and its confirmation covers it",
        "Tests/RegistryTests/AdmissionTests.swift: R5.2-8 only an issued certificate counts",
    ],
    "R5.2-10": [
        "Tests/EndToEndTests/CreditCaseTests.swift: R5.2-10: only an admitted provider has an archive, and only it is told why",
    ],
    "R5.2-11": [
        "Tests/EndToEndTests/ConsequenceTests.swift: R5.2-11: another severity after the notice brings a hearing of its own",
        "Tests/EndToEndTests/ConsequenceTests.swift: R9.3-5 R5.2-11: what people decided about a record is not proposed again",
        "Tests/EndToEndTests/CreditCaseTests.swift: R5.2-11 R5.2-12: who stays silent has waived the hearing, a minor record stays in",
        "Tests/EndToEndTests/LoopTests.swift: R5.2-11 R5.2-14 R5.2-15 R5.2-16 R9.3-3: runs from qualification to admission and back",
    ],
    "R5.2-12": [
        "Tests/CreditTests/ModelRuleTests.swift: R5.2-12 vector 7.11: a minor record is repaired on the day of the duty",
        "Tests/CreditTests/ModelRuleTests.swift: R5.2-12 vectors 7.11: minimum, first repair and end of publication",
        "Tests/EndToEndTests/CorrectionTests.swift: R5.2-12 R5.2-13: an unpublished record stays so when its objection fails",
        "Tests/EndToEndTests/CreditCaseTests.swift: R5.2-11 R5.2-12: who stays silent has waived the hearing, a minor record stays in",
        "Tests/EndToEndTests/CreditCaseTests.swift: R5.2-12: a record is published for its year, the last day included",
    ],
    "R5.2-13": [
        "Tests/EndToEndTests/CorrectionTests.swift: R5.2-12 R5.2-13: an unpublished record stays so when its objection fails",
        "Tests/EndToEndTests/CorrectionTests.swift: R5.2-13: a rescinded breach closes what was open about its record",
        "Tests/EndToEndTests/CreditCaseTests.swift: R5.2-13 R5.2-15: an objection that is upheld takes the record and its grade back",
        "Tests/EndToEndTests/CreditCaseTests.swift: R5.2-15 R5.2-13: an evaluation waits for its publicity and for open objections",
    ],
    "R5.2-14": [
        "Tests/CreditTests/ModelRuleTests.swift: R5.2-14 vector 7.11: a day early is refused with the first possible date",
        "Tests/CreditTests/ModelRuleTests.swift: R5.2-14: without the duty met there is no repair",
        "Tests/EndToEndTests/CorrectionTests.swift: R5.2-14: who confirmed a record does not decide its repair",
        "Tests/EndToEndTests/CreditCaseTests.swift: R5.2-14: a repair that fails leaves the record as it stood",
        "Tests/EndToEndTests/CreditCaseTests.swift: R5.2-14: a rescinded breach closes the repair of its record",
        "Tests/EndToEndTests/LoopTests.swift: R5.2-11 R5.2-14 R5.2-15 R5.2-16 R9.3-3: runs from qualification to admission and back",
    ],
    "R5.2-15": [
        "Tests/CreditTests/ModelRuleTests.swift: R5.2-15 7.7: the model that ships is the example v1",
        "Tests/CreditTests/ScoreRuleTests.swift: R5.2-15 vector 7.7 #2: the ledger shows every weight and product",
        "Tests/CreditTests/ScoreRuleTests.swift: R5.2-15 vector 7.7 #8: a direct D names its record and ends with it",
        "Tests/CreditTests/ScoreRuleTests.swift: R5.2-15 vectors 7.7 #1 to #8: score and grade under P1 and P2",
        "Tests/CreditTests/ScoreRuleTests.swift: R5.2-15 vectors 7.7 #4 and #5: weights of 600 and 973",
        "Tests/CreditTests/ScoreRuleTests.swift: R5.2-15: an unknown behaviour is refused with its record",
        "Tests/EndToEndTests/ConsequenceTests.swift: R5.2-15: a recomputed grade rests on no record that was never public",
        "Tests/EndToEndTests/CorrectionTests.swift: R5.2-15 RX-6: an evaluation becomes final with the records that stand then",
        "Tests/EndToEndTests/CreditCaseTests.swift: R5.2-13 R5.2-15: an objection that is upheld takes the record and its grade back",
        "Tests/EndToEndTests/CreditCaseTests.swift: R5.2-15 R5.2-13: an evaluation waits for its publicity and for open objections",
        "Tests/EndToEndTests/CreditCaseTests.swift: R5.2-15 R5.2-16: what an evaluation lists adds up, and a restriction is explained",
        "Tests/EndToEndTests/LoopTests.swift: R5.2-11 R5.2-14 R5.2-15 R5.2-16 R9.3-3: runs from qualification to admission and back",
    ],
    "R5.2-16": [
        "Tests/CreditTests/ModelRuleTests.swift: R5.2-16: only D blocks new business and worse grades are inspected more",
        "Tests/EndToEndTests/ContractTests.swift: R5.3-3 R5.2-16: names a provider of the product and a grade there is",
        "Tests/EndToEndTests/CorrectionTests.swift: R5.2-16: grade D bars new business, not the running contract, until it is corrected",
        "Tests/EndToEndTests/CreditCaseTests.swift: R5.2-15 R5.2-16: what an evaluation lists adds up, and a restriction is explained",
        "Tests/EndToEndTests/LoopTests.swift: R5.2-11 R5.2-14 R5.2-15 R5.2-16 R9.3-3: runs from qualification to admission and back",
        "Tests/RegistryTests/AdmissionTests.swift: R5.2-16 a restriction caps the term of a new contract",
        "Tests/RegistryTests/AdmissionTests.swift: R5.3-2 R5.2-16: all reasons are told at once",
    ],
    "R5.3-1": [
        "Tests/EndToEndTests/RegistryTests.swift: R5.3-1 SM-PARTY: all gaps are asked for at once, one time",
        "Tests/EndToEndTests/RegistryTests.swift: R5.3-1 SM-PARTY: deregistering waits for contracts, products and open cases",
        "Tests/EndToEndTests/RegistryTests.swift: R5.3-1: one founding, one party per code, and accounts in roles it holds",
        "Tests/RegistryTests/CodeRuleTests.swift: R5.3-1 vectors 7.1 #1 to #9: the check character",
    ],
    "R5.3-2": [
        "Tests/EndToEndTests/RegistryTests.swift: R5.3-2 CheckAdmission names what does not fit together",
        "Tests/RegistryTests/AdmissionTests.swift: R5.3-2 R5.2-16: all reasons are told at once",
        "Tests/RegistryTests/AdmissionTests.swift: R5.3-2 is granted when nothing speaks against it",
    ],
    "R5.3-3": [
        "Tests/EndToEndTests/ContractTests.swift: R5.3-3 R5.2-16: names a provider of the product and a grade there is",
    ],
    "R5.3-4": [
        "Tests/EndToEndTests/ContractTests.swift: R5.3-4: each side signs once, and nobody brings signatures along",
        "Tests/EndToEndTests/RegistryTests.swift: R5.3-4 SM-CONTR: a short contract does not run out before it starts",
        "Tests/EndToEndTests/RegistryTests.swift: R5.3-4 SM-CONTR: only active parties sign",
    ],
    "R5.3-5": [
        "Tests/EndToEndTests/ContractTests.swift: R5.3-5 R7.1-2: a text with gaps, weaker promises or odd bands is not locked",
        "Tests/EndToEndTests/PeriodTests.swift: R9.3-4 R5.3-5: a contract's own bands, cap and way of counting apply",
        "Tests/RegistryTests/AdmissionTests.swift: R5.3-5 a term does not end before it starts",
    ],
    "R5.3-9": [
        "Tests/EndToEndTests/CorrectionTests.swift: R9.3-2 R5.3-9: a disputed month waits for its adjustment, its breach with it",
        "Tests/EndToEndTests/PeriodTests.swift: R9.3-2 R5.3-9: five working days pass before month and breach are final",
    ],
    "R5.3-11": [
        "Tests/EndToEndTests/ContractTests.swift: R5.3-11 R5.2-4: contract and qualification run out by their dates",
    ],
    "R7.1-1": [
        "Tests/RegistryTests/AdmissionTests.swift: R7.1-1 a specification is judged at the start, for listing today",
    ],
    "R7.1-2": [
        "Tests/EndToEndTests/ContractTests.swift: R5.3-5 R7.1-2: a text with gaps, weaker promises or odd bands is not locked",
    ],
    "R8.1-1": [
        "Tests/EndToEndTests/ContractTests.swift: R8.3-5 R8.1-1: a product is listed again only when it still may be",
        "Tests/RegistryTests/AdmissionTests.swift: R4-1 R8.1-1 R8.3-5: a bare product is not listed, and all reasons are told",
    ],
    "R8.1-4": [
        "Tests/RiskTests/RiskRuleTests.swift: R8.1-4: a control counts only while its test is valid",
    ],
    "R8.2-4": [
        "Tests/EndToEndTests/WarningTests.swift: R8.2-4 R8.3-4: raises the one warning of its provider, lowers it when rescinded",
    ],
    "R8.3-2": [
        "Tests/RiskTests/RiskRuleTests.swift: R8.3-2 7.4 M1: a factor or band out of range is refused",
        "Tests/RiskTests/RiskRuleTests.swift: R8.3-2 7.4 M1: the cells of each level",
        "Tests/RiskTests/RiskRuleTests.swift: R8.3-2 7.4 M2: more of a factor never lowers the risk",
        "Tests/RiskTests/RiskRuleTests.swift: R8.3-2 7.4 M3: a table with holes or a step down is refused",
        "Tests/RiskTests/RiskRuleTests.swift: R8.3-2 7.4 M3: total and monotonic tables answer",
        "Tests/RiskTests/RiskRuleTests.swift: R8.3-2 vectors 7.4 M1: likelihood times impact",
        "Tests/RiskTests/RiskRuleTests.swift: R8.3-2 vectors 7.4 M2: the rounded root without a root",
    ],
    "R8.3-4": [
        "Tests/EndToEndTests/WarningTests.swift: R8.2-4 R8.3-4: raises the one warning of its provider, lowers it when rescinded",
    ],
    "R8.3-5": [
        "Tests/EndToEndTests/ContractTests.swift: R8.3-5 R8.1-1: a product is listed again only when it still may be",
        "Tests/RegistryTests/AdmissionTests.swift: R4-1 R8.1-1 R8.3-5: a bare product is not listed, and all reasons are told",
    ],
    "R9.3-1": [
        "Tests/EndToEndTests/CorrectionTests.swift: R9.3-1 R9.3-2 RX-10: only what a contract covers is measured, and nothing is overwritten",
        "Tests/EndToEndTests/PeriodTests.swift: R9.3-1: finds the one closed month among more than a page of open ones",
        "Tests/EndToEndTests/PeriodTests.swift: R9.3-1: is measured by who has a contract, within its span, until it is closed",
        "Tests/EndToEndTests/PeriodTests.swift: R9.3-1: takes twenty rows of one party about one product and month",
        "Tests/EndToEndTests/PeriodTests.swift: R9.3-1: what one customer measured decides no month of another",
    ],
    "R9.3-2": [
        "Tests/EndToEndTests/ConsequenceTests.swift: R9.3-2 RX-6: a dispute settled late makes the month final from then on",
        "Tests/EndToEndTests/CorrectionTests.swift: R9.3-1 R9.3-2 RX-10: only what a contract covers is measured, and nothing is overwritten",
        "Tests/EndToEndTests/CorrectionTests.swift: R9.3-2 R5.3-9: a disputed month waits for its adjustment, its breach with it",
        "Tests/EndToEndTests/PeriodTests.swift: R9.3-2 R5.3-9: five working days pass before month and breach are final",
        "Tests/EndToEndTests/PeriodTests.swift: R9.3-2: needs 95 % of its samples to be met or missed",
        "Tests/QualityTests/AvailabilityRuleTests.swift: R9.3-2 7.5: a target hit exactly is met",
        "Tests/QualityTests/AvailabilityRuleTests.swift: R9.3-2 vector 7.5 #1: two monitors and a maintenance window",
        "Tests/QualityTests/AvailabilityRuleTests.swift: R9.3-2 vectors 7.5 #2 and #3: the target decides in integers",
    ],
    "R9.3-3": [
        "Tests/EndToEndTests/ConsequenceTests.swift: R9.3-3: a breach that was rescinded is found again when its month is missed again",
        "Tests/EndToEndTests/CorrectionTests.swift: R9.3-3: a command after the window finds the breach confirmed by its date",
        "Tests/EndToEndTests/LoopTests.swift: R5.2-11 R5.2-14 R5.2-15 R5.2-16 R9.3-3: runs from qualification to admission and back",
        "Tests/EndToEndTests/PeriodTests.swift: R9.3-3 R9.3-4: a correction leaves the decisions of people and open windows alone",
        "Tests/EndToEndTests/ProcessTests.swift: R9.3-3 RX-7: the loop ends alike when any process is killed at ten random points",
    ],
    "R9.3-4": [
        "Tests/EndToEndTests/CorrectionTests.swift: R9.3-4 R9.3-5: a corrected month gives breach and record another depth",
        "Tests/EndToEndTests/PeriodTests.swift: R9.3-3 R9.3-4: a correction leaves the decisions of people and open windows alone",
        "Tests/EndToEndTests/PeriodTests.swift: R9.3-4 R5.3-5: a contract's own bands, cap and way of counting apply",
        "Tests/QualityTests/SettlementRuleTests.swift: R9.3-4 7.6: a contract's own bands come in any order, none means the default",
        "Tests/QualityTests/SettlementRuleTests.swift: R9.3-4 vector 7.6: two breaches are rounded one by one and capped together",
        "Tests/QualityTests/SettlementRuleTests.swift: R9.3-4 vectors 7.6 of one line: the band and its share",
    ],
    "R9.3-5": [
        "Tests/EndToEndTests/ConsequenceTests.swift: R9.3-5 R5.2-11: what people decided about a record is not proposed again",
        "Tests/EndToEndTests/CorrectionTests.swift: R9.3-4 R9.3-5: a corrected month gives breach and record another depth",
        "Tests/EndToEndTests/CreditCaseTests.swift: R9.3-5: a record that is proposed follows the corrected figures of its breach",
        "Tests/EndToEndTests/PeriodTests.swift: R9.3-5: the depth of a miss is judged exactly",
    ],
    "RX-1": [
        "Tests/EndToEndTests/AuditTests.swift: RX-1: refused attempts are kept, chained, and read by the auditor alone",
        "Tests/EndToEndTests/FollowingTests.swift: RX-1 RX-3: releases only with a reason, which the auditor reads later",
        "Tests/EndToEndTests/RefusalTests.swift: RX-1 RX-2 RX-3 RX-7: each bad call is refused with its code and way out",
        "Tests/EndToEndTests/StreamTests.swift: RX-1: the journal as it grows, without a gap",
        "Tests/MeshStorageTests/AuditTests.swift: RX-1: is chained as requirement 7.13 shows",
    ],
    "RX-2": [
        "Tests/EndToEndTests/AuthorityTests.swift: RX-2: decides for others what came since the last second person's decision",
        "Tests/EndToEndTests/CommandTests.swift: RX-2: these decisions need a second person, and no others",
        "Tests/EndToEndTests/MigrationTests.swift: RX-13 RX-2 what is loaded counts only when another person verified it",
        "Tests/EndToEndTests/RefusalTests.swift: RX-1 RX-2 RX-3 RX-7: each bad call is refused with its code and way out",
    ],
    "RX-3": [
        "Tests/EndToEndTests/FollowingTests.swift: RX-1 RX-3: releases only with a reason, which the auditor reads later",
        "Tests/EndToEndTests/RefusalTests.swift: RX-1 RX-2 RX-3 RX-7: each bad call is refused with its code and way out",
        "Tests/EndToEndTests/WarningTests.swift: RX-3 RX-6: is named as cause of its record, each act with who, why and of what",
    ],
    "RX-6": [
        "Tests/EndToEndTests/ConsequenceTests.swift: R9.3-2 RX-6: a dispute settled late makes the month final from then on",
        "Tests/EndToEndTests/CorrectionTests.swift: R5.2-15 RX-6: an evaluation becomes final with the records that stand then",
        "Tests/EndToEndTests/WarningTests.swift: RX-3 RX-6: is named as cause of its record, each act with who, why and of what",
    ],
    "RX-7": [
        "Tests/EndToEndTests/AuditTests.swift: RX-7: a stored answer says that it is one, and from when",
        "Tests/EndToEndTests/ProcessTests.swift: R9.3-3 RX-7: the loop ends alike when any process is killed at ten random points",
        "Tests/EndToEndTests/RefusalTests.swift: RX-1 RX-2 RX-3 RX-7: each bad call is refused with its code and way out",
    ],
    "RX-8": [
        "Tests/EndToEndTests/AuthorityTests.swift: RX-8: is refused when unknown, not judged while registry is away, served when known",
        "Tests/RegistryTests/AdmissionTests.swift: RX-8 SM-PARTY: nobody leaves on credit data that are stale",
    ],
    "RX-10": [
        "Tests/EndToEndTests/CorrectionTests.swift: R9.3-1 R9.3-2 RX-10: only what a contract covers is measured, and nothing is overwritten",
        "Tests/MeshPrimitivesTests/TimeTests.swift: RX-10: have their legal date in Asia/Shanghai",
    ],
    "RX-13": [
        "Tests/EndToEndTests/MigrationTests.swift: RX-13 RX-2 what is loaded counts only when another person verified it",
        "Tests/EndToEndTests/MigrationTests.swift: RX-13 a record loaded again is unchanged, one with other content is in conflict",
        "Tests/EndToEndTests/RegistryTests.swift: RX-13 a bad record is skipped with name, field and rule, the others are loaded",
        "Tests/EndToEndTests/StreamTests.swift: RX-13: batches of legacy data, each answered when it is on disk",
        "Tests/RegistryTests/AdmissionTests.swift: R5.2-7 RX-13: a certificate for this version, verified; one that need not be",
    ],
]

import CreditRules
import MeshPrimitives
import Testing

@Suite struct `A model of persons` {
    @Test func `R6.1-7: a ban lasts to the day before its months are over, or for life`() throws {
        let day = try #require(CivilDate("2026-01-31"))
        #expect(CreditModel.PostBan.months(1).lastDay(from: day)?.description == "2026-02-27")
        #expect(CreditModel.PostBan.months(36).lastDay(from: day)?.description == "2029-01-30")
        #expect(CreditModel.PostBan.forLife.lastDay(from: day) == nil)
    }

    @Test func `R5.2-9 R6.1-7: what ships bars by two behaviours and calls no organisation in`() {
        let behaviours = CreditModel.person.behaviours.values
        #expect(
            behaviours.filter { $0.postBan != nil }.map(\.code).sorted()
                == ["post-ban", "post-ban-for-life"])
        #expect(behaviours.allSatisfy { $0.responsibleOrganisation == nil })
    }

    @Test func `R5.2-9: good behaviour neither bars nor calls to account`() {
        for (ban, code) in [(CreditModel.PostBan.forLife, nil), (nil, "false-material")] {
            let good = CreditModel.Behaviour(
                code: "g", kind: .good, points: .zero, decay: .none, postBan: ban,
                responsibleOrganisation: code)
            let refusal = #expect(throws: Refusal.self) {
                try CreditModel(
                    version: "v", base: .zero, capGood: .zero, behaviours: [good], bands: .p1)
            }
            #expect(refusal?.code == "CREDIT_MODEL_INVALID")
        }
    }
}

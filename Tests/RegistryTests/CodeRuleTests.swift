import Registry
import Testing

@Suite struct CodeRuleTests {
    @Test(
        "R5.3-1 7.1 valid unified social credit codes",
        arguments: [
            "91350100M000100Y43", "91370100PDY0000369", "11100000PDY00001X7", "12330100PDY0000283",
            "91370100PDY0001750", "A1100000PDY000044K", "N2370100PDY000052E", "Y1100000PDY000060L",
            "91370100PDY000052Y",
        ])
    func valid(_ code: String) {
        #expect(UnifiedCreditCode.faults(in: code).isEmpty)
    }

    @Test(
        "R5.3-1 7.1 invalid codes name the position",
        arguments: [
            ("91350100M000100Y4Z", "position 18"), ("91370100PDY0000368", "position 18"),
            ("9137010OPDY0000369", "position 8"), ("913701A0PDY0000369", "position 7"),
            ("91370100PDY000036", "17 characters"), ("91370100PDY00003699", "19 characters"),
            ("91370100PDY0000370", "position 17"),
        ])
    func invalid(_ code: String, _ fault: String) {
        let faults = UnifiedCreditCode.faults(in: code)
        #expect(faults.contains { $0.contains(fault) }, "\(faults)")
    }

    @Test("R5.3-1 7.1 lower case is raised, full width is not")
    func normalised() {
        #expect(UnifiedCreditCode.normalised("91370100pdy0000369") == "91370100PDY0000369")
        #expect(
            !UnifiedCreditCode.faults(in: UnifiedCreditCode.normalised("９1370100PDY0000369"))
                .isEmpty)
    }

    @Test(
        "R5.3-1 7.3 check characters of organisation codes",
        arguments: [
            ("D2143569", "X"), ("M000100Y", "4"), ("PDY00001", "X"), ("PDY00006", "0"),
            ("PDY00003", "6"),
        ])
    func organisation(_ body: String, _ check: String) {
        #expect(OrganisationCode.checkCharacter(body).map(String.init) == check)
    }

    @Test("RX-13 every internal test code made is valid")
    func made() throws {
        for number in [1, 6, 175, 99_999] {
            let code = try #require(
                UnifiedCreditCode.internalCode(prefix: "91370100", number: number))
            #expect(UnifiedCreditCode.faults(in: code).isEmpty)
        }
        #expect(UnifiedCreditCode.internalCode(prefix: "91370100", number: 100_000) == nil)
    }
}

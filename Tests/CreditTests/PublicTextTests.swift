import CreditRules
import Testing

@Suite struct PublicTextTests {
    @Test func `7.13: numbers that tell who somebody is are masked, and nothing else`() {
        #expect(
            PublicText.masked("call 13800001234, id 11010519491231002X.")
                == "call 138****1234, id 110105********002X.")
        for text in ["", "23800001234", "order 110105194912310021 of 2026-03-10", "availability"] {
            #expect(PublicText.masked(text) == text)
        }
    }
}

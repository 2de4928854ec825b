import MeshPrimitives
import RegistryRules
import Testing

@Suite struct `Unified credit codes` {
    @Test(arguments: [
        ("#1", "91350100M000100Y4", "3" as Character),
        ("#2", "91370100PDY000036", "9"),
        ("#3", "11100000PDY00001X", "7"),
        ("#4", "12330100PDY000028", "3"),
        ("#5", "91370100PDY000175", "0"),
        ("#6", "A1100000PDY000044", "K"),
        ("#7", "N2370100PDY000052", "E"),
        ("#8", "Y1100000PDY000060", "L"),
        ("#9", "91370100PDY000052", "Y"),
    ])
    func `R5.3-1 vectors 7.1 #1 to #9: the check character`(
        vector: String, body: String, check: Character
    ) throws {
        #expect(UnifiedCreditCode.checkCharacter(of: body) == check, "\(vector)")
        #expect(try UnifiedCreditCode("\(body)\(check)").text == "\(body)\(check)")
        #expect(throws: Never.self) { try OrganisationCode(String(body.dropFirst(8))) }
    }

    @Test func `7.1: lower case is normalised`() throws {
        #expect(try UnifiedCreditCode("a1100000pdy000044k").text == "A1100000PDY000044K")
    }

    func failures(_ text: String) -> [UnifiedCreditCode.Failure] {
        do throws(UnifiedCreditCode.Invalid) {
            _ = try UnifiedCreditCode(text)
            return []
        } catch {
            return error.failures
        }
    }

    @Test func `vector 7.1 #1: the published invalid example ends in Z`() {
        #expect(self.failures("91350100M000100Y4Z") == [.character("Z", position: 18)])
    }

    @Test func `7.1 negative: a wrong check names both characters`() {
        #expect(
            self.failures("91370100PDY0000368") == [.checkCharacter(found: "8", expected: "9")])
    }

    @Test func `7.1 negative: 17 or 19 characters`() {
        #expect(self.failures("91370100PDY000036") == [.length(17)])
        #expect(self.failures("91370100PDY00003699") == [.length(19)])
        #expect(self.failures("") == [.length(0)])
    }

    @Test func `7.1 negative: a letter in the division`() {
        #expect(self.failures("9137A100PDY0000369").contains(.division("A", position: 5)))
    }

    @Test(arguments: ["I", "O", "S", "V", "Z", "９", "中", " ", "ı", "5\u{301}"])
    func `7.1 negative: a character outside the alphabet names its position`(
        character: Character
    ) {
        var text = Array("91370100PDY0000369")
        text[3] = character
        #expect(self.failures(String(text)) == [.character(character, position: 4)])
        text[3] = "7"
        text[10] = character
        #expect(self.failures(String(text)).first == .character(character, position: 11))
    }

    @Test func `7.1: all failures are reported, the inner code's apart`() throws {
        let failures = self.failures("9137B100PDY00003O8")
        #expect(failures.contains(.division("B", position: 5)))
        #expect(failures.contains(.character("O", position: 17)))
        #expect(
            failures.contains(.organisationCode(.checkCharacter(found: "O", expected: "6"))))
        // Position 17 is the inner check; change it so that the outer one still passes.
        let body = "91370100PDY000037"
        let check = try #require(UnifiedCreditCode.checkCharacter(of: body))
        #expect(
            self.failures("\(body)\(check)")
                == [.organisationCode(.checkCharacter(found: "7", expected: "6"))])
    }

    @Test func `7.1: refusals name the rule and the way out`() {
        for refusal in self.failures("9137B100PDY00003O8").map(\.refusal) {
            #expect(["7.1", "7.3"].contains(refusal.requirement))
            #expect(!refusal.remedy.isEmpty && !refusal.message.isEmpty)
        }
    }

    @Test func `7.1: the first two characters hint at the role`() throws {
        #expect(try UnifiedCreditCode("11100000PDY00001X7").roleHint == .governmentSide)
        #expect(try UnifiedCreditCode("12330100PDY0000283").roleHint == .governmentSide)
        #expect(try UnifiedCreditCode("91370100PDY0000369").roleHint == .none)
    }

    @Test func `7.3: test codes are refused in production filings`() throws {
        let made = try UnifiedCreditCode("91370100PDY0000369")
        #expect(made.isTestCode)
        #expect(made.filingRefusal(allowingTestCodes: true) == nil)
        #expect(made.filingRefusal(allowingTestCodes: false)?.code == "CREDIT_CODE_RESERVED")
        let real = try UnifiedCreditCode("91350100M000100Y43")
        #expect(!real.isTestCode)
        #expect(real.filingRefusal(allowingTestCodes: false) == nil)
    }

    @Test func `7.1: every made test code is valid and marked as one`() throws {
        for number in 1...99_999 {
            let code = UnifiedCreditCode.testCode(
                department: "9", organisationClass: "1", division: "370100", number: number)
            guard let code, code.isTestCode else {
                Issue.record("no code for \(number)")
                return
            }
        }
        let second = UnifiedCreditCode.testCode(
            department: "9", organisationClass: "1", division: "370100", number: 3)
        #expect(second?.text == "91370100PDY0000369")
    }

    @Test func `7.1: the maker refuses parts of another form`() {
        func made(_ department: Character, _ division: String, _ number: Int) -> Bool {
            UnifiedCreditCode.testCode(
                department: department, organisationClass: "1", division: division, number: number)
                != nil
        }
        #expect(made("A", "100000", 4))
        #expect(!made("9", "37010", 4))
        #expect(!made("9", "37010A", 4))
        #expect(!made("I", "370100", 4))
        #expect(!made("9", "370100", 0))
        #expect(!made("9", "370100", 100_000))
    }

    @Test func `7.1: any single wrong character is noticed`() throws {
        let good = Array("91370100PDY0000369")
        for position in good.indices {
            for character in "0123456789ABCDEFGHJKLMNPQRTUWXY" where character != good[position] {
                var text = good
                text[position] = character
                #expect(!self.failures(String(text)).isEmpty)
            }
        }
    }
}

@Suite struct `Organisation codes` {
    @Test(arguments: [
        ("#1", "D2143569", "X" as Character), ("#2", "M000100Y", "4"), ("#3", "PDY00001", "X"),
        ("#4", "PDY00006", "0"), ("#5", "PDY00003", "6"),
    ])
    func `vectors 7.3 #1 to #5: the check character`(
        vector: String, body: String, check: Character
    ) throws {
        #expect(OrganisationCode.checkCharacter(of: body) == check, "\(vector)")
        let code = try OrganisationCode("\(body.lowercased())-\(check)")
        #expect(code.text == "\(body)\(check)")
        #expect(code.displayText == "\(body)-\(check)")
    }

    @Test func `7.3: codes 11 values apart collide, which is a known weakness`() throws {
        for body in ["PDY00001", "PDYB0001", "PDYM0001"] {
            #expect(OrganisationCode.checkCharacter(of: body) == "X")
        }
        #expect(try OrganisationCode("PDY00001X").isReservedForInternalUse)
        #expect(try !OrganisationCode("PDYB0001X").isReservedForInternalUse)
        let zero = try #require(OrganisationCode.checkCharacter(of: "PDY00000"))
        #expect(try !OrganisationCode("PDY00000\(zero)").isReservedForInternalUse)
    }

    @Test func `7.3: a malformed code says why`() {
        #expect(throws: OrganisationCode.Failure.length(8)) { try OrganisationCode("D2143569") }
        #expect(throws: OrganisationCode.Failure.character("ı", position: 2)) {
            try OrganisationCode("Dı143569X")
        }
        #expect(throws: OrganisationCode.Failure.checkCharacter(found: "1", expected: "X")) {
            try OrganisationCode("D21435691")
        }
    }
}

@Suite struct `Citizen numbers` {
    func failures(_ text: String) -> [CitizenNumber.Failure] {
        do throws(CitizenNumber.Invalid) {
            _ = try CitizenNumber(text)
            return []
        } catch {
            return error.failures
        }
    }

    @Test(arguments: [
        ("#1", "11010519491231002X"), ("#2", "440524188001010014"), ("#3", "360426199101010071"),
    ])
    func `vectors 7.2 #1 to #3: valid numbers`(vector: String, text: String) throws {
        #expect(try CitizenNumber(text).text == text, "\(vector)")
    }

    @Test func `vector 7.2 #2: an age far over 120 is flagged, not refused`() throws {
        let today = try #require(CivilDate("2026-11-24"))
        #expect(try CitizenNumber("440524188001010014").flags(on: today) == [.olderThan120Years])
        #expect(try CitizenNumber("11010519491231002X").flags(on: today) == [])
        #expect(try CitizenNumber("360426199101010071").flags(on: .first) == [.bornInFuture])
    }

    @Test func `vector 7.2 #4: the check should be X`() {
        #expect(
            self.failures("110105194912310021") == [.checkCharacter(found: "1", expected: "X")])
    }

    @Test func `vector 7.2 #5: 29 February 1949 does not exist`() {
        #expect(self.failures("110105194902290010") == [.birthDate("19490229")])
    }

    @Test func `vector 7.2 #6: 31 April does not exist`() {
        #expect(self.failures("110105194904310011") == [.birthDate("19490431")])
    }

    @Test func `vector 7.2 #7: a small x is normalised`() throws {
        #expect(try CitizenNumber("11010519491231002x").text == "11010519491231002X")
    }

    @Test func `7.2: the legacy form of 15 digits becomes 18`() throws {
        let number = try CitizenNumber("110105491231002")
        #expect(number.text == "11010519491231002X")
        #expect(number.birthDate.description == "1949-12-31")
        #expect(!number.isMale)
        #expect(try CitizenNumber("360426199101010071").isMale)
    }

    @Test func `7.2: all failures are reported with their position`() {
        #expect(self.failures("1101051949123100２x").contains(.character("２", position: 17)))
        #expect(self.failures("X1010519491231002") == [.length(17), .character("X", position: 1)])
        #expect(self.failures("").first == .length(0))
        let refusals = self.failures("110105194902290019").map(\.refusal)
        #expect(refusals.map(\.code) == ["CITIZEN_NUMBER_BIRTH_DATE", "CITIZEN_NUMBER_CHECK"])
        #expect(refusals.allSatisfy { !$0.message.contains("19490229") })
    }
}

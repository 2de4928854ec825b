import MeshPrimitives
import Testing

@Suite struct `Exact numbers` {
    @Test func `money prints and reads groups of yuan and two decimals`() throws {
        #expect(Money(fen: 1_280_000).text == "12,800.00")
        #expect(Money(fen: 5).text == "0.05")
        #expect(Money(fen: -123_456).text == "-1,234.56")
        #expect(Money("12,800.00") == Money(fen: 1_280_000))
        #expect(Money("33333.33") == Money(fen: 3_333_333))
        #expect(Money("1,000") == Money(fen: 100_000))
        #expect(Money("-0.5") == Money(fen: -50))
        for text in ["", "1.234", "1,2800.00", "１.00", "1.", ".5", "+1", "99999999999999999999"] {
            #expect(Money(text) == nil, "\(text)")
        }
    }

    @Test func `money refuses to overflow`() {
        let largest = Money(fen: .max)
        #expect(throws: ArithmeticOverflow.self) { try largest.adding(Money(fen: 1)) }
        #expect(throws: ArithmeticOverflow.self) { try largest.multiplied(by: 2) }
        #expect(throws: ArithmeticOverflow.self) { try Money(fen: .min).subtracting(largest) }
        #expect(throws: ArithmeticOverflow.self) { try largest.share(Fraction(2)) }
    }

    @Test func `a share of money is rounded half up once`() throws {
        let fee = Money(fen: 3_333_333)
        #expect(try fee.share(#require(Fraction(25, 100))) == Money(fen: 833_333))
        #expect(try fee.share(#require(Fraction(1, 2))) == Money(fen: 1_666_667))
        #expect(try Money(fen: -3).share(#require(Fraction(1, 2))) == Money(fen: -1))
    }

    @Test func `points print and read three decimals`() {
        #expect(MilliPoints(71_599).text == "71.599")
        #expect(MilliPoints(-5).text == "-0.005")
        #expect(MilliPoints("71.599") == MilliPoints(71_599))
        #expect(MilliPoints("80") == MilliPoints(80_000))
        #expect(MilliPoints("1.2345") == nil)
        #expect(MilliPoints(59_900).points == Fraction(599, 10))
    }

    @Test func `fractions are in lowest terms and compare exactly`() throws {
        #expect(Fraction(43_130, 43_200)?.description == "4313/4320")
        #expect(Fraction(1, -2) == Fraction(-1, 2))
        #expect(Fraction(1, 0) == nil)
        #expect(Fraction(0, 7) == .zero)
        #expect(Fraction(.min, .min) == .one)
        let below = try #require(Fraction(.max - 1, .max))
        #expect(below < .one)
        let other = try #require(Fraction(.max - 2, .max - 1))
        #expect(other < below)
    }

    @Test func `fractions calculate exactly or say that they cannot`() throws {
        let third = try #require(Fraction(1, 3))
        let sixth = try #require(Fraction(1, 6))
        #expect(try third.adding(sixth) == Fraction(1, 2))
        #expect(try third.subtracting(sixth) == sixth)
        #expect(try third.multiplied(by: sixth) == Fraction(1, 18))
        #expect(try third.divided(by: sixth) == Fraction(2))
        #expect(throws: ArithmeticOverflow.self) { try Fraction(.max).adding(.one) }
        #expect(throws: ArithmeticOverflow.self) {
            try #require(Fraction(1, .max)).multiplied(by: third)
        }
    }

    @Test func `fractions show percent rounded half up`() throws {
        #expect(Fraction(4313, 4320)?.percentText() == "99.8380")
        #expect(Fraction(1, 3)?.percentText() == "33.3333")
        #expect(Fraction(2, 3)?.percentText() == "66.6667")
        #expect(Fraction(1, 8)?.percentText(decimals: 0) == "13")
        #expect(Fraction(-1, 8)?.percentText(decimals: 0) == "-12")
        #expect(Fraction(869, 10)?.decimalText(decimals: 2) == "86.90")
    }

    @Test func `fractions read decimals exactly`() throws {
        #expect(Fraction(decimal: "99.95") == Fraction(1999, 20))
        #expect(Fraction(decimal: "-0.5") == Fraction(-1, 2))
        #expect(Fraction(decimal: "1e3") == nil)
    }

    @Test(arguments: [
        (5 as Int128, 2 as Int128, 3 as Int128), (-5, 2, -2), (4, 3, 1), (-4, 3, -1), (0, 9, 0),
        (-1, 3, 0), (.max, .max, 1),
    ])
    func `half is rounded upwards`(numerator: Int128, denominator: Int128, result: Int128) {
        #expect(roundedHalfUp(numerator, over: denominator) == result)
    }
}

@Suite struct `Masks of 7.13` {
    @Test func `7.13: a citizen number keeps six and four characters`() {
        #expect(Masking.citizenNumber("11010519491231002X") == "110105********002X")
        #expect(Masking.citizenNumber("1101051949") == "**********")
    }

    @Test func `7.13: a telephone number keeps three and four digits`() {
        #expect(Masking.phone("13800001234") == "138****1234")
        #expect(Masking.phone("1234567") == "*******")
    }

    @Test func `7.13: a name keeps its first character`() {
        #expect(Masking.name("张三") == "张*")
        #expect(Masking.name("阿卜杜·热合曼") == "阿******")
        #expect(Masking.name("李") == "*")
        #expect(Masking.name("") == "")
    }
}

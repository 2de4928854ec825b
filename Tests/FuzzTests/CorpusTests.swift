import FuzzTargets
import Testing

@Suite struct X { @Test func y() {} }

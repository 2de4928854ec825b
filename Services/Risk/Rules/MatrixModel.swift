import MeshPrimitives

/// A lookup table from two levels, each counted from 1, to a third.
package struct RiskMatrix: Sendable, Hashable {
    /// By row, then column.
    package let cells: [[Int]]

    package var rows: Int { self.cells.count }
    package var columns: Int { self.cells.first?.count ?? 0 }
    /// The largest level it answers.
    package var largest: Int { self.cells.joined().max() ?? 0 }

    /// Accepts only a total and monotonic table: moving right or down never lowers the level.
    package init(_ cells: [[Int]], name: String) throws(Refusal) {
        let columns = cells.first?.count ?? 0
        guard columns > 0, cells.allSatisfy({ $0.count == columns && $0.allSatisfy { $0 > 0 } })
        else {
            throw RiskScoring.refusal(
                "RISK_MATRIX_INCOMPLETE", "The matrix '\(name)' has empty cells.",
                "Give every row the same number of levels, counted from 1.", subject: name)
        }
        for (row, values) in cells.enumerated() {
            for (column, value) in values.enumerated() {
                let left = column > 0 ? values[column - 1] : value
                let above = row > 0 ? cells[row - 1][column] : value
                guard max(left, above) <= value else {
                    throw RiskScoring.refusal(
                        "RISK_MATRIX_NOT_MONOTONIC",
                        "The matrix '\(name)' falls at row \(row + 1), column \(column + 1).",
                        "Let no level be lower than the one to its left or above it.",
                        subject: name)
                }
            }
        }
        self.cells = cells
    }

    /// `nil` outside the table.
    func level(_ row: Int, _ column: Int) -> Int? {
        guard (1...self.rows).contains(row), (1...self.columns).contains(column) else {
            return nil
        }
        return self.cells[row - 1][column - 1]
    }
}

/// Model M3: three configured tables.
///
/// - Source: requirement 7.4.
package struct MatrixModel: Sendable, Hashable {
    /// Threat by vulnerability.
    package let likelihood: RiskMatrix
    /// Asset by vulnerability.
    package let loss: RiskMatrix
    /// Likelihood by loss.
    package let level: RiskMatrix

    /// Refuses tables that do not fit: the third must know every level of the first two.
    package init(likelihood: RiskMatrix, loss: RiskMatrix, level: RiskMatrix) throws(Refusal) {
        guard
            likelihood.columns == loss.columns, likelihood.largest <= level.rows,
            loss.largest <= level.columns
        else {
            throw RiskScoring.refusal(
                "RISK_MATRIX_INCOMPLETE", "The three matrices do not fit together.",
                "Give the third a row for every likelihood and a column for every loss.")
        }
        self.likelihood = likelihood
        self.loss = loss
        self.level = level
    }

    package func risk(asset: Int, threat: Int, vulnerability: Int) throws(Refusal) -> Int {
        guard
            let likelihood = self.likelihood.level(threat, vulnerability),
            let loss = self.loss.level(asset, vulnerability),
            let level = self.level.level(likelihood, loss)
        else {
            throw RiskScoring.refusal(
                "RISK_FACTOR_RANGE", "A factor lies outside the matrices of the model.",
                "Give levels that the model's matrices know.")
        }
        return level
    }
}

import MeshAPI

/// The indicator that counts a provider's breaches (R8.2-4).
enum BreachIndicator {
    /// Yellow from one breach on, orange from two, red from three.
    static func colour(breaches: Int) -> Warning.Colour? {
        switch breaches {
        case ...0: nil
        case 1: .yellow
        case 2: .orange
        default: .red
        }
    }
}

import MeshAPI

/// The requirement catalogue as the mesh serves it.
enum Requirements {
    static let entries: [RequirementEntry] = []
}

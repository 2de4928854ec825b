import MeshAPI
import MeshLifecycle

/// The life of a product in the catalogue (SM-PROD).
package let productLifecycle = Lifecycle<Product, ListingFacts>(initial: .draft) {
    From(.draft).on("submit", to: .submitted)
    From(.submitted).on("list", to: .listed, when: mayBeListed)
    From(.listed).on("suspend", to: .suspended, reason: true)
    From(.suspended).on("relist", to: .listed, when: mayBeListed)
    From(.listed).on("release", to: .listed)
    From(.suspended).on("release", to: .suspended)
    From(.listed, .suspended).on("delist", to: .delisting, reason: true)
}

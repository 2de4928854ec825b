import MeshAPI
import MeshLifecycle
import MeshPrimitives

/// The life of a notice (SM-NOTICE, RX-4): whoever evades it counts as told in the end.
package let noticeLifecycle = Lifecycle<Notice, NoFacts>(initial: .sent) {
    From(.sent).becomes(.undelivered) { $0.undeliveredAt }
    From(.undelivered).becomes(.deemedDelivered) { $0.deemedAt }
    From(.sent, .undelivered).on("redirect", to: .sent, reason: true)
    From(.sent, .undelivered).on("confirmDelivery", to: .delivered)
    From(.sent, .undelivered, .delivered, .deemedDelivered).on("read", to: .read)
}

/// Tells requests apart well enough to find a suspect; made for every request, so of no more than
/// the ends of a long payload.
public func fingerprint(
    service: UnsafeRawBufferPointer, method: UnsafeRawBufferPointer,
    payload: UnsafeRawBufferPointer
) -> UInt64 {
    var hash = UInt64(payload.count) &* 0x9E37_79B9_7F4A_7C15
    mix(service, into: &hash)
    mix(method, into: &hash)
    mix(UnsafeRawBufferPointer(rebasing: payload.prefix(longestEnd)), into: &hash)
    if payload.count > longestEnd {
        mix(UnsafeRawBufferPointer(rebasing: payload.suffix(longestEnd)), into: &hash)
    }
    return hash
}

/// In bytes.
private let longestEnd = 512

private func mix(_ bytes: UnsafeRawBufferPointer, into hash: inout UInt64) {
    var index = 0
    while index + 8 <= bytes.count {
        mix(bytes.loadUnaligned(fromByteOffset: index, as: UInt64.self), into: &hash)
        index += 8
    }
    var rest: UInt64 = 0
    while index < bytes.count {
        rest = rest << 8 | UInt64(bytes[index])
        index += 1
    }
    mix(rest ^ UInt64(bytes.count) << 56, into: &hash)
}

private func mix(_ word: UInt64, into hash: inout UInt64) {
    let (high, low) = (hash ^ word).multipliedFullWidth(by: 0x9E37_79B9_7F4A_7C15)
    hash = hash &+ 1 ^ high ^ low
}

// swift-tools-version: 6.2
// The map of GovMesh: one list of services, one ordered list of shared libraries, no logic.
import PackageDescription

let swift: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .treatAllWarnings(as: .error),
    // Tests run with these checks; in the gateway they cost a seventh of its time.
    .unsafeFlags(["-enforce-exclusivity=unchecked"], .when(configuration: .release)),
]

/// A service: the library in `Services/Name` and its program `govmesh-name`.
func service(_ name: String, _ dependencies: [Target.Dependency] = ["MeshRuntime"]) -> [Target] {
    [
        .target(
            name: name, dependencies: dependencies, path: "Services/\(name)",
            exclude: ["Program", "README.md"], swiftSettings: swift),
        .executableTarget(
            name: "govmesh-\(name.lowercased())",
            dependencies: [.target(name: name), "MeshRuntime"],
            path: "Services/\(name)/Program", swiftSettings: swift),
    ]
}

/// A library of `Shared`: how the mesh does it.
func shared(_ name: String, _ dependencies: [Target.Dependency] = []) -> [Target] {
    [
        .target(
            name: name, dependencies: dependencies, path: "Shared/\(name)", swiftSettings: swift)
    ]
}

func tests(_ name: String, _ dependencies: [Target.Dependency]) -> [Target] {
    [
        .testTarget(
            name: "\(name)Tests", dependencies: dependencies, path: "Tests/\(name)Tests",
            swiftSettings: swift)
    ]
}

let grdb = Target.Dependency.product(name: "GRDB", package: "GRDB.swift")
let crypto = Target.Dependency.product(name: "Crypto", package: "swift-crypto")
let logging = Target.Dependency.product(name: "Logging", package: "swift-log")
let arguments = Target.Dependency.product(name: "ArgumentParser", package: "swift-argument-parser")

let services = [
    service("Registry"),
    service("Credit"),
    service("Quality"),
    service("Risk"),
    service("Gateway", ["MeshRPC", "MeshTransport", "MeshAPI", logging]),
]

let libraries = [
    shared("MeshPrimitives"),
    shared("MeshWire", ["CProtobuf", "MeshPrimitives"]),
    shared("MeshTransport", ["CZeroMQ", "MeshPrimitives"]),
    shared("MeshRPC", ["MeshTransport", "MeshPrimitives", crypto]),
    shared("MeshAPI", ["WireC", "CProtobuf", "MeshWire", "MeshRPC", "MeshPrimitives"]),
    shared("MeshStorage", ["MeshAPI", "MeshWire", "MeshRPC", "MeshPrimitives", grdb, crypto]),
]

let runtime: [[Target]] = [
    shared("MeshPrimitives"),
    shared("MeshTransport", ["CZeroMQ", "MeshPrimitives"]),
    shared("MeshRPC", ["MeshTransport", "MeshPrimitives", crypto]),
    [
        .target(
            name: "Gateway", dependencies: ["MeshRPC", "MeshTransport"], path: "Services/Gateway",
            exclude: ["Program"], swiftSettings: swift),
        .executableTarget(
            name: "mesh-benchmarks", dependencies: ["Gateway", "MeshRPC", "MeshTransport"],
            path: "Tests/Benchmarks/Driver", swiftSettings: swift),
    ],
    tests("MeshTransport", ["MeshTransport", "CZeroMQ"]),
    tests("MeshRPC", ["MeshRPC", "MeshTransport", "Gateway"]),
    tests("Gateway", ["MeshRPC", "MeshTransport", "Gateway"]),
]

let package = Package(
    name: "GovMesh",
    dependencies: [
        .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
        .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
    ],
    targets: [
        .systemLibrary(name: "CZeroMQ", path: "Shared/CZeroMQ"),
        .systemLibrary(name: "CProtobuf", path: "Shared/CProtobuf"),
    ] + runtime.flatMap { $0 }
)

// swift-tools-version: 6.2
// The map of GovMesh: one list of services, one ordered list of shared libraries, no logic.
import PackageDescription

let swift: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
    .treatAllWarnings(as: .error),
]

/// A service: its rules, which are pure, the library in `Services/Name`, its program
/// `govmesh-name`, and the tests of its rules and guards.
func service(_ name: String, rulesOf others: [String] = []) -> [Target] {
    let rules = Target.Dependency.target(name: "\(name)Rules")
    return program(
        name,
        [
            "MeshRuntime", "MeshStorage", "MeshLifecycle", "MeshProgram", "MeshAPI", "MeshWire",
            "MeshRPC", "MeshPrimitives", rules,
        ] + others.map { .target(name: "\($0)Rules") },
        excluding: ["Rules", "Lifecycles/README.md"])
        + [
            .target(
                name: "\(name)Rules", dependencies: ["MeshPrimitives"],
                path: "Services/\(name)/Rules", swiftSettings: swift)
        ]
        + tests(
            name,
            [
                .target(name: name), rules, "MeshLifecycle", "MeshAPI", "MeshRPC", "MeshPrimitives",
                "SeededGenerator",
            ] + others.map { .target(name: "\($0)Rules") })
}

/// The library in `Services/Name` and its program `govmesh-name`.
func program(
    _ name: String, _ dependencies: [Target.Dependency], excluding others: [String] = [],
    runningOn base: [Target.Dependency] = ["MeshRuntime"]
) -> [Target] {
    [
        .target(
            name: name, dependencies: dependencies, path: "Services/\(name)",
            exclude: ["Program", "README.md"] + others, swiftSettings: swift),
        .executableTarget(
            name: "govmesh-\(name.lowercased())",
            dependencies: [
                .target(name: name), "MeshProgram", "MeshAPI", "MeshWire", "MeshRPC",
                "MeshTransport", "MeshPrimitives",
            ] + base,
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
let grdbSQLite = Target.Dependency.product(name: "GRDBSQLite", package: "GRDB.swift")
let crypto = Target.Dependency.product(name: "Crypto", package: "swift-crypto")
let logging = Target.Dependency.product(name: "Logging", package: "swift-log")
let arguments = Target.Dependency.product(name: "ArgumentParser", package: "swift-argument-parser")

let services = [
    service("Registry", rulesOf: ["Credit", "Quality"]),
    service("Credit"),
    service("Quality"),
    service("Risk"),
    // Without the runtime of services, which brings a store and Foundation: a gateway is small.
    program("Gateway", ["MeshPool", "MeshRPC", "MeshTransport"], runningOn: ["Desk"]),
    // What operators ask a gateway; in its process, beside the routing.
    [
        .target(
            name: "Desk",
            dependencies: [
                "Gateway", "MeshPool", "MeshProgram", "MeshAPI", "MeshWire", "MeshRPC",
                "MeshTransport", "MeshPrimitives",
            ],
            path: "Services/Desk", exclude: ["README.md"], swiftSettings: swift)
    ],
    [
        .executableTarget(
            name: "govmesh",
            dependencies: [
                "MeshRuntime", "MeshSchema", "MeshAPI", "MeshWire", "MeshRPC", "MeshTransport",
                "MeshPrimitives", "SampleFormats", "RegistryRules", "Credit", arguments,
            ],
            path: "Services/CommandLine", exclude: ["README.md"], swiftSettings: swift)
    ],
]

/// From the bottom up: a library imports only what stands above it here.
let libraries = [
    shared("MeshPrimitives"),
    shared("MeshWire", ["CProtobuf", "MeshPrimitives"]),
    shared("MeshTransport", ["CZeroMQ", "MeshPrimitives"]),
    shared("MeshPool", ["MeshTransport"]),
    shared("MeshRPC", ["MeshTransport", "MeshPrimitives", crypto]),
    [.target(name: "WireC", path: "Shared/WireC", linkerSettings: [.linkedLibrary("protobuf-c")])],
    shared("MeshProgram", ["MeshRPC", "MeshTransport", "MeshPrimitives"]),
    shared("MeshAPI", ["WireC", "CProtobuf", "MeshWire", "MeshRPC", "MeshPrimitives"]),
    shared("MeshJSON"),
    shared("MeshSchema", ["MeshWire", "MeshJSON"]),
    shared("MeshLifecycle", ["MeshWire", "MeshPrimitives"]),
    [
        .target(
            name: "MeshRequirements", path: "Shared/MeshRequirements",
            exclude: ["generate.py", "requirements.json"], swiftSettings: swift)
    ],
    shared("SampleFormats", ["CZlib", "MeshJSON", "MeshPrimitives"]),
    shared(
        "MeshStorage",
        ["MeshAPI", "MeshWire", "MeshRPC", "MeshPrimitives", grdb, grdbSQLite, crypto]),
    shared(
        "MeshRuntime",
        [
            "MeshStorage", "MeshLifecycle", "MeshAPI", "MeshWire", "MeshRPC", "MeshTransport",
            "MeshProgram", "MeshRequirements", "MeshPrimitives", logging,
        ]),
    shared(
        "MeshTestKit",
        [
            "Registry", "Credit", "Quality", "Risk", "Gateway", "Desk", "MeshRuntime",
            "MeshStorage", "MeshAPI", "MeshWire", "MeshRPC", "MeshTransport", "MeshPrimitives",
        ]),
]

/// The program that turns contracts into Swift; it must build without what it generates.
///
/// `GeneratorC` is protoc-c's output for descriptor.proto and plugin.proto, without comments.
let generator: [[Target]] = [
    [
        .target(
            name: "GeneratorC", path: "Shared/GeneratorC",
            linkerSettings: [.linkedLibrary("protobuf-c")]),
        .executableTarget(
            name: "protoc-gen-govmesh", dependencies: ["GeneratorC", "CProtobuf"],
            path: "Shared/Generator", exclude: ["generate.sh"], swiftSettings: swift),
    ]
]

/// Measures against yardsticks; built on demand by `make bench`.
let benchmarks: [Target] = [
    .executableTarget(
        name: "mesh-benchmarks",
        dependencies: [
            "Gateway", "Registry", "MeshTestKit", "MeshRuntime", "MeshStorage", "MeshProgram",
            "MeshAPI", "MeshRPC", "MeshTransport", "MeshPrimitives", "StorageSample",
            "SeededGenerator",
        ],
        path: "Tests/Benchmarks/Driver", swiftSettings: swift)
]

/// What tests share: how programs are run, random numbers that a seed repeats, sample resources, and programs that are
/// made to be killed.
let support: [Target] = [
    .target(name: "Programs", path: "Tests/Support/Programs", swiftSettings: swift),
    .target(
        name: "SeededGenerator", path: "Tests/Support/SeededGenerator", swiftSettings: swift),
    .target(
        name: "StorageSample",
        dependencies: ["MeshStorage", "MeshWire", "MeshRPC", "MeshPrimitives"],
        path: "Tests/Support/StorageSample", swiftSettings: swift),
    .target(
        name: "FuzzTargets",
        dependencies: ["MeshAPI", "MeshWire", "MeshRPC", "MeshTransport", "WireC"],
        path: "Tests/Fuzz/Targets", swiftSettings: swift),
    .executableTarget(
        name: "mesh-fuzz", dependencies: ["FuzzTargets"], path: "Tests/Fuzz/Program",
        swiftSettings: swift),
    .executableTarget(
        name: "mesh-conformance",
        dependencies: [
            "MeshSchema", "MeshJSON", "MeshAPI", "MeshWire", "MeshRPC", "MeshTransport", "CZeroMQ",
            crypto,
        ],
        path: "Tests/Conformance/Runner", swiftSettings: swift),
    .executableTarget(
        name: "score-sample",
        dependencies: ["Credit", "MeshAPI", "MeshSchema", "MeshPrimitives", "SeededGenerator"],
        path: "Tests/Support/ScoreSample", swiftSettings: swift),
    .executableTarget(
        name: "pool-worker", dependencies: ["MeshProgram", "MeshRPC", "MeshTransport"],
        path: "Tests/Support/PoolWorker", swiftSettings: swift),
    .executableTarget(
        name: "storage-crash-probe", dependencies: ["MeshStorage", "StorageSample"],
        path: "Tests/Support/StorageCrashProbe", swiftSettings: swift),
]

let testTargets = [
    tests("MeshPrimitives", ["MeshPrimitives", "SeededGenerator"]),
    tests("MeshTransport", ["MeshTransport", "CZeroMQ", "Programs", "SeededGenerator"]),
    tests(
        "MeshRPC",
        [
            "MeshRPC", "MeshTransport", "Gateway", "SeededGenerator", "Programs", "pool-worker",
        ]),
    tests("Gateway", ["MeshPool", "MeshRPC", "MeshTransport", "Gateway"]),
    tests("MeshPool", ["MeshPool"]),
    tests(
        "MeshWire",
        ["CProtobuf", "MeshWire", "MeshAPI", "MeshRPC", "MeshPrimitives", "SeededGenerator"]),
    tests("Fuzz", ["FuzzTargets"]),
    tests("MeshSchema", ["MeshSchema", "MeshJSON", "MeshAPI", "MeshWire", "MeshPrimitives"]),
    tests("Generator", ["Programs", "protoc-gen-govmesh"]),
    tests(
        "MeshStorage",
        [
            "MeshStorage", "MeshAPI", "MeshWire", "MeshRPC", "MeshPrimitives", "StorageSample",
            "SeededGenerator", "storage-crash-probe",
        ]),
    tests(
        "EndToEnd",
        [
            "MeshTestKit", "Registry", "Credit", "Quality", "Risk", "Gateway", "MeshRuntime",
            "MeshStorage", "MeshLifecycle", "MeshAPI", "MeshWire", "MeshRPC", "MeshTransport",
            "MeshPrimitives", "SeededGenerator", "Programs", "pool-worker", "govmesh",
            "govmesh-gateway", "govmesh-registry",
            "govmesh-credit",
            "govmesh-quality", "govmesh-risk",
        ]),
    tests("SampleFormats", ["SampleFormats", "MeshPrimitives"]),
    tests("MeshRequirements", ["MeshRequirements"]),
    tests("Documentation", ["MeshLifecycle", "Registry", "Credit", "Quality", "Risk"]),
    tests("Example", ["MeshTestKit", "MeshAPI"]),
    tests(
        "CommandLine",
        [
            "Programs", "MeshTestKit", "MeshAPI", "MeshRPC", "score-sample", "govmesh",
            "govmesh-gateway", "govmesh-registry", "govmesh-credit",
            "govmesh-quality",
            "govmesh-risk",
        ]),
]

let package = Package(
    name: "GovMesh",
    products: [
        .library(name: "MeshAPI", targets: ["MeshAPI"]),
        .library(name: "MeshTestKit", targets: ["MeshTestKit"]),
    ],
    dependencies: [
        .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
        .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
    ],
    targets: [
        .systemLibrary(name: "CZeroMQ", path: "Shared/CZeroMQ"),
        .systemLibrary(name: "CProtobuf", path: "Shared/CProtobuf"),
        .systemLibrary(name: "CZlib", path: "Shared/CZlib"),
    ] + (libraries + generator + services + testTargets).flatMap { $0 } + support
        + benchmarks
)

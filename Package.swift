// swift-tools-version: 6.3
import PackageDescription

let strict: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .strictMemorySafety(),
    .treatAllWarnings(as: .error),
]

/// A module of ours: its folder is its name, its dependencies are the inner rings it may import.
func ring(_ name: String, _ dependencies: [Target.Dependency] = []) -> Target {
    .target(name: name, dependencies: dependencies, swiftSettings: strict)
}

func tests(of name: String, _ dependencies: [Target.Dependency] = []) -> Target {
    .testTarget(name: name + "Tests", dependencies: [.target(name: name)] + dependencies, swiftSettings: strict)
}

let package = Package(
    name: "mock-okta",
    products: [
        .library(name: "MockOkta", targets: ["MockOkta"]),
        .executable(name: "mock-okta", targets: ["mock-okta"]),
    ],
    traits: [
        .trait(name: "SQLite", description: "State in a file (--store sqlite:PATH); needs libsqlite3-dev."),
        .trait(name: "Redis", description: "State in a Redis server (--store redis://…); needs libhiredis-dev."),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/apple/swift-collections", from: "1.6.0"),
        .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
    ],
    targets: [
        .systemLibrary(
            name: "CMockOktaOpenSSL",
            pkgConfig: "openssl",
            providers: [.apt(["libssl-dev"]), .brew(["openssl@3"])]
        ),
        ring("MockOktaFormats"),
        ring("MockOktaCrypto", ["CMockOktaOpenSSL"]),
        .systemLibrary(name: "CMockOktaLinux"),
        ring("MockOktaSystem", ["CMockOktaLinux"]),
        ring("MockOktaHTTP", ["MockOktaFormats"]),
        // A blocking client: for the program's commands, and for what the double fetches itself.
        ring("MockOktaHTTPClient", ["MockOktaHTTP", "MockOktaFormats", "MockOktaCrypto", "MockOktaSystem"]),
        ring(
            "MockOktaModel",
            [
                "MockOktaFormats", "MockOktaCrypto",
                .product(name: "HashTreeCollections", package: "swift-collections"),
            ]
        ),
        ring("MockOktaExpressions", ["MockOktaModel", "MockOktaFormats", "MockOktaSystem"]),
        ring(
            "MockOktaIssuing",
            ["MockOktaExpressions", "MockOktaModel", "MockOktaFormats", "MockOktaCrypto", "MockOktaSystem"]
        ),
        ring(
            "MockOktaEndpoints",
            ["MockOktaIssuing", "MockOktaModel", "MockOktaHTTP", "MockOktaFormats", "MockOktaSystem"]
        ),
        ring("MockOktaSignIn", ["MockOktaIssuing", "MockOktaModel", "MockOktaFormats", "MockOktaCrypto"]),
        ring(
            "MockOktaAuthorization",
            [
                "MockOktaSignIn", "MockOktaEndpoints", "MockOktaIssuing", "MockOktaModel", "MockOktaHTTP",
                "MockOktaFormats",
                "MockOktaCrypto", "MockOktaSystem",
            ]
        ),
        ring(
            "MockOktaManagement",
            [
                "MockOktaSignIn", "MockOktaEndpoints", "MockOktaIssuing", "MockOktaModel", "MockOktaHTTP",
                "MockOktaFormats",
                "MockOktaCrypto",
            ]
        ),
        ring(
            "MockOktaTransport",
            [
                "MockOktaHTTP", "MockOktaCrypto", "MockOktaFormats", "MockOktaSystem",
                .product(name: "DequeModule", package: "swift-collections"),
                .product(name: "HeapModule", package: "swift-collections"),
            ]
        ),
        ring(
            "MockOktaMemoryStore",
            ["MockOktaModel", "MockOktaSystem", .product(name: "HeapModule", package: "swift-collections")]
        ),
        .systemLibrary(name: "CMockOktaSQLite"),
        // Empty without the trait, so that a build needs the library only for it.
        ring(
            "MockOktaSQLiteStore",
            [
                .target(name: "CMockOktaSQLite", condition: .when(traits: ["SQLite"])),
                "MockOktaModel", "MockOktaSystem",
            ]
        ),
        .systemLibrary(name: "CMockOktaRedis"),
        ring(
            "MockOktaRedisStore",
            [
                .target(name: "CMockOktaRedis", condition: .when(traits: ["Redis"])),
                "MockOktaModel", "MockOktaSystem", "MockOktaFormats",
            ]
        ),
        // The console's page, style and script: files of their own, embedded by the compiler.
        .target(name: "CMockOktaConsole", exclude: ["page"]),
        ring(
            "MockOktaControl",
            [
                "CMockOktaConsole", "MockOktaIssuing", "MockOktaModel", "MockOktaHTTP", "MockOktaFormats",
                "MockOktaCrypto", "MockOktaSystem", .product(name: "DequeModule", package: "swift-collections"),
            ]
        ),
        ring(
            "MockOktaEngine",
            [
                "MockOktaAuthorization", "MockOktaControl", "MockOktaManagement", "MockOktaEndpoints",
                "MockOktaIssuing", "MockOktaModel", "MockOktaSystem", "MockOktaHTTP", "MockOktaFormats",
                "MockOktaCrypto",
            ]
        ),
        .target(name: "CMockOktaFixtures"),
        ring(
            "MockOkta",
            [
                "MockOktaEngine", "MockOktaMemoryStore", "MockOktaSQLiteStore", "MockOktaRedisStore",
                "MockOktaTransport",
                "MockOktaModel", "MockOktaSystem", "MockOktaIssuing", "MockOktaControl", "MockOktaHTTPClient",
                "MockOktaHTTP",
                "MockOktaFormats",
                "MockOktaCrypto", "CMockOktaFixtures",
            ]
        ),
        // What only the program needs: card, doctor, export, log lines.
        ring(
            "MockOktaCommandLine",
            [
                "MockOkta", "MockOktaEngine", "MockOktaControl", "MockOktaIssuing", "MockOktaModel", "MockOktaHTTP",
                "MockOktaHTTPClient", "MockOktaFormats", "MockOktaCrypto", "MockOktaSystem",
            ]
        ),
        .executableTarget(
            name: "mock-okta",
            dependencies: [
                "MockOkta", "MockOktaCommandLine", "MockOktaHTTPClient", "MockOktaSystem",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
                .product(name: "Logging", package: "swift-log"),
            ],
            swiftSettings: strict
        ),
        tests(of: "MockOktaFormats"),
        tests(of: "MockOktaCrypto"),
        tests(of: "MockOktaHTTP", ["MockOktaFormats"]),
        tests(of: "MockOktaHTTPClient"),
        tests(of: "MockOktaSystem"),
        tests(
            of: "MockOktaTransport",
            ["MockOktaHTTP", "MockOktaCrypto", "MockOktaSystem", "MockOktaTestSupport", "CMockOktaOpenSSL"]
        ),
        tests(of: "MockOktaModel", ["MockOktaFormats", "MockOktaCrypto"]),
        tests(of: "MockOktaExpressions", ["MockOktaTestSupport", "MockOktaModel", "MockOktaFormats"]),
        tests(
            of: "MockOktaIssuing",
            [
                "MockOktaTestSupport", "MockOktaEngine", "MockOktaMemoryStore", "MockOktaModel", "MockOktaFormats",
                "MockOktaCrypto",
            ]
        ),
        .target(
            name: "MockOktaTestSupport",
            dependencies: [
                "MockOkta", "MockOktaControl", "MockOktaEndpoints", "MockOktaEngine", "MockOktaMemoryStore",
                "MockOktaTransport", "MockOktaIssuing", "MockOktaModel", "MockOktaHTTP", "MockOktaFormats",
                "MockOktaCrypto",
            ],
            path: "Tests/Support",
            swiftSettings: strict
        ),
        tests(
            of: "MockOktaSignIn",
            ["MockOktaTestSupport", "MockOktaIssuing", "MockOktaModel", "MockOktaFormats", "MockOktaCrypto"]
        ),
        tests(of: "MockOktaMemoryStore", ["MockOktaModel", "MockOktaTestSupport"]),
        tests(
            of: "MockOktaSQLiteStore",
            [
                "MockOktaTestSupport", "MockOktaEngine", "MockOktaIssuing", "MockOktaModel", "MockOktaHTTP",
                "MockOktaFormats", "MockOktaSystem",
            ]
        ),
        tests(
            of: "MockOktaRedisStore",
            [
                "MockOktaTestSupport", "MockOktaEngine", "MockOktaIssuing", "MockOktaModel", "MockOktaHTTP",
                "MockOktaFormats", "MockOktaSystem",
            ]
        ),
        tests(
            of: "MockOktaAuthorization",
            [
                "MockOktaTestSupport", "MockOktaSignIn", "MockOktaIssuing", "MockOktaModel", "MockOktaHTTP",
                "MockOktaFormats",
                "MockOktaCrypto",
            ]
        ),
        tests(
            of: "MockOktaEngine",
            [
                "MockOktaTestSupport", "MockOktaAuthorization", "MockOktaControl", "MockOktaEndpoints",
                "MockOktaMemoryStore", "MockOktaIssuing", "MockOktaModel", "MockOktaHTTP", "MockOktaFormats",
                "MockOktaCrypto", "MockOktaSystem",
            ]
        ),
        .testTarget(
            name: "MockOktaConformanceTests",
            dependencies: [
                "MockOktaTestSupport", "MockOktaEngine", "MockOktaIssuing", "MockOktaModel", "MockOktaHTTP",
                "MockOktaFormats", "MockOktaCrypto",
            ],
            exclude: ["README.md"],
            swiftSettings: strict
        ),
        tests(
            of: "MockOktaControl",
            [
                "MockOktaTestSupport", "MockOktaEngine", "MockOktaIssuing", "MockOktaModel", "MockOktaHTTP",
                "MockOktaFormats",
                "MockOktaCrypto",
            ]
        ),
        tests(
            of: "MockOktaManagement",
            [
                "MockOktaTestSupport", "MockOktaSignIn", "MockOktaEndpoints", "MockOktaEngine", "MockOktaModel",
                "MockOktaHTTP",
                "MockOktaFormats",
            ]
        ),
        tests(
            of: "MockOkta",
            ["MockOktaTestSupport", "MockOktaIssuing", "MockOktaModel", "MockOktaSystem", "MockOktaFormats"]
        ),
        tests(
            of: "MockOktaCommandLine",
            [
                "mock-okta", "MockOkta", "MockOktaTestSupport", "MockOktaHTTPClient", "MockOktaModel",
                "MockOktaSystem", "MockOktaFormats",
            ]
        ),
        // Sees what is public, as somebody else's package would.
        .testTarget(
            name: "ExampleTests",
            dependencies: ["MockOkta"],
            packageAccess: false,
            swiftSettings: strict
        ),
    ],
    cLanguageStandard: .c2x
)

// A measure that must see the inside, for those who ask for it: see Benchmarks/README.md.
if Context.environment["MOCK_OKTA_BENCHMARKS"] != nil {
    package.targets.append(
        .executableTarget(
            name: "grants-benchmark",
            dependencies: [
                "MockOkta", "MockOktaEngine", "MockOktaFormats", "MockOktaHTTP", "MockOktaIssuing",
                "MockOktaMemoryStore", "MockOktaModel",
            ],
            path: "Benchmarks/Grants"
        )
    )
}

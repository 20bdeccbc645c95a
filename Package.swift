// swift-tools-version: 6.2
import PackageDescription

// A stand-alone library (`Bitrix24`) and the server (`voice-agent`). Arrows between the targets follow docs/architecture.md: Sources/ may only
// depend downwards, and the sandbox on nothing of the product but Audio's value types.

let hummingbird: Target.Dependency = .product(name: "Hummingbird", package: "hummingbird")
let hummingbirdCore: Target.Dependency = .product(name: "HummingbirdCore", package: "hummingbird")
let asyncHTTPClient: Target.Dependency = .product(name: "AsyncHTTPClient", package: "async-http-client")
let logging: Target.Dependency = .product(name: "Logging", package: "swift-log")
let metrics: Target.Dependency = .product(name: "Metrics", package: "swift-metrics")
let crypto: Target.Dependency = .product(name: "Crypto", package: "swift-crypto")
let lifecycle: Target.Dependency = .product(name: "ServiceLifecycle", package: "swift-service-lifecycle")
let configuration: Target.Dependency = .product(name: "Configuration", package: "swift-configuration")
let nioCore: Target.Dependency = .product(name: "NIOCore", package: "swift-nio")
let nioHTTP1: Target.Dependency = .product(name: "NIOHTTP1", package: "swift-nio")
let nioPosix: Target.Dependency = .product(name: "NIOPosix", package: "swift-nio")
let nioHTTPTypes: Target.Dependency = .product(name: "NIOHTTPTypes", package: "swift-nio-extras")
let nioSSL: Target.Dependency = .product(name: "NIOSSL", package: "swift-nio-ssl")
let httpTypes: Target.Dependency = .product(name: "HTTPTypes", package: "swift-http-types")
let mustache: Target.Dependency = .product(name: "Mustache", package: "swift-mustache")
let yams: Target.Dependency = .product(name: "Yams", package: "Yams")
let subprocess: Target.Dependency = .product(name: "Subprocess", package: "swift-subprocess")

let package = Package(
    name: "bitrix24-voice-agent",
    platforms: [.macOS(.v15)],
    products: [
        .executable(name: "voice-agent", targets: ["VoiceAgent"]),
        .library(name: "Bitrix24", targets: ["Bitrix24"]),
    ],
    dependencies: [
        .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.1", traits: []),
        .package(url: "https://github.com/swift-server/async-http-client", from: "1.37.0"),
        .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),
        .package(url: "https://github.com/apple/swift-nio-ssl", from: "2.37.6"),
        .package(url: "https://github.com/apple/swift-nio-extras.git", from: "1.34.3"),
        .package(url: "https://github.com/apple/swift-http-types", from: "1.8.0"),
        .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
        .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.13.0"),
        .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
        .package(url: "https://github.com/apple/swift-metrics", from: "2.13.0"),
        .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
        .package(url: "https://github.com/apple/swift-configuration", from: "1.4.0", traits: ["YAML"]),
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/hummingbird-project/swift-mustache", from: "2.1.1"),
        .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
        .package(url: "https://github.com/swiftlang/swift-subprocess", from: "1.0.2"),
    ],
    targets: [
        // System libraries and the few lines of C that variadic functions need.
        .systemLibrary(name: "CSndFile", pkgConfig: "sndfile", providers: [.apt(["libsndfile1-dev"])]),
        .systemLibrary(name: "CSpeexDSP", pkgConfig: "speexdsp", providers: [.apt(["libspeexdsp-dev"])]),
        .target(name: "CCurl", linkerSettings: [.linkedLibrary("curl")]),
        .target(name: "CMatchedFilter", linkerSettings: [.linkedLibrary("kissfft-float"), .linkedLibrary("m")]),

        // The product, in layers.
        .target(name: "Bitrix24", dependencies: [asyncHTTPClient, nioCore, nioHTTP1, logging, metrics]),
        .target(name: "Audio", dependencies: ["CSndFile", "CSpeexDSP"]),
        .target(name: "Fetch", dependencies: ["CCurl"]),
        .target(name: "Providers", dependencies: [asyncHTTPClient, nioCore, nioHTTP1, nioSSL, logging, metrics]),
        .target(name: "Speech", dependencies: ["Audio", "Providers", asyncHTTPClient, nioCore, nioHTTP1, logging, metrics]),
        .target(name: "LanguageModel", dependencies: ["Providers", asyncHTTPClient, nioCore, nioHTTP1, logging, metrics]),
        .target(name: "Dialog", dependencies: [yams]),
        .target(name: "Storage", dependencies: [.product(name: "GRDB", package: "GRDB.swift"), crypto, logging]),
        .target(
            name: "CallDesk",
            dependencies: [
                "Bitrix24", "Fetch", "Storage", "Dialog", "Speech", "LanguageModel", "Providers", "Audio", lifecycle, logging, metrics, mustache, crypto, yams,
            ]),
        .target(
            name: "Web",
            dependencies: [
                "CallDesk", "Bitrix24", "Storage", "Dialog", "Speech", "Providers", "Audio", "Fetch", hummingbird, hummingbirdCore, nioCore, nioHTTP1, nioHTTPTypes, httpTypes, lifecycle,
                logging, metrics, mustache, crypto, yams,
            ]),
        .target(
            name: "Sandbox",
            dependencies: ["Audio", "CMatchedFilter", hummingbird, asyncHTTPClient, nioCore, nioHTTP1, httpTypes, lifecycle, logging, mustache, subprocess, crypto]),
        .executableTarget(
            name: "VoiceAgent",
            dependencies: [
                "Web", "CallDesk", "Sandbox", "Storage", "Bitrix24", "Speech", "LanguageModel", "Providers", "Audio", "Dialog", "Fetch", hummingbird, asyncHTTPClient,
                nioCore, lifecycle, logging, metrics, configuration, yams, crypto,
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ]),

        // Tests: one folder per module, then the whole over real sockets.
        .testTarget(
            name: "Bitrix24Tests", dependencies: ["Bitrix24", hummingbird, asyncHTTPClient, logging, nioCore, nioPosix, httpTypes],
            resources: [.copy("Events")]),
        .testTarget(name: "AudioTests", dependencies: ["Audio"]),
        .testTarget(name: "FetchTests", dependencies: ["Fetch", hummingbird, nioCore, httpTypes]),
        .target(name: "ProvidersTestSupport", dependencies: ["Providers", hummingbird, lifecycle, logging, nioCore, httpTypes], path: "Tests/ProvidersTestSupport"),
        .testTarget(name: "ProvidersTests", dependencies: ["Providers", "ProvidersTestSupport", asyncHTTPClient, hummingbird, logging, nioCore, nioPosix, httpTypes]),
        .testTarget(name: "SpeechTests", dependencies: ["Speech", "Audio", "Providers", "ProvidersTestSupport", hummingbird, logging, nioCore, httpTypes]),
        .testTarget(name: "LanguageModelTests", dependencies: ["LanguageModel", "Providers", "ProvidersTestSupport", hummingbird, logging, nioCore, httpTypes]),
        .testTarget(name: "DialogTests", dependencies: ["Dialog"], resources: [.copy("Transcripts")]),
        .testTarget(name: "StorageTests", dependencies: ["Storage", .product(name: "GRDB", package: "GRDB.swift")]),
        .testTarget(name: "CallDeskTests", dependencies: ["CallDesk", "Storage", "Bitrix24", "Dialog", "Fetch", "Speech", "Audio", "Providers"]),
        .testTarget(
            name: "WebTests",
            dependencies: [
                "Web", "CallDesk", "Storage", "Bitrix24", "Dialog", "Speech", "LanguageModel", "Fetch", "Audio", asyncHTTPClient, hummingbird, nioCore,
                nioHTTP1, nioPosix, httpTypes, lifecycle, logging, metrics, yams,
            ]),
        .testTarget(name: "SandboxTests", dependencies: ["Sandbox", "CMatchedFilter", "Audio", asyncHTTPClient, nioCore, nioHTTP1]),
        .testTarget(name: "VoiceAgentTests", dependencies: [
                "VoiceAgent", "Bitrix24", "CallDesk", "Dialog", "Sandbox", "Storage", "Web", configuration, logging, .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ]),
        .testTarget(
            name: "EndToEnd",
            dependencies: [
                "VoiceAgent", "Sandbox", "CallDesk", "Storage", "Web", "Audio", "Speech", "Dialog", asyncHTTPClient, nioCore, subprocess, configuration, crypto, logging,
                lifecycle, .product(name: "GRDB", package: "GRDB.swift"),
            ]),
    ],
    swiftLanguageModes: [.v6]
)

// One loop, so that no target is checked less strictly than another.
for target in package.targets where target.type != .system && !["CCurl", "CMatchedFilter"].contains(target.name) {
    target.swiftSettings = [
        .enableUpcomingFeature("ExistentialAny"),  // SE-0335
        .enableUpcomingFeature("MemberImportVisibility"),  // SE-0444
        .enableUpcomingFeature("InternalImportsByDefault"),  // SE-0409
        .enableUpcomingFeature("NonisolatedNonsendingByDefault"),  // SE-0461
        .treatAllWarnings(as: .error),
    ]
}

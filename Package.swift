// swift-tools-version: 6.2
import PackageDescription

let swiftSettings: [SwiftSetting] = [
  .swiftLanguageMode(.v6),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
  .treatAllWarnings(as: .error),
]

let package = Package(
  name: "vsdk",
  platforms: [.macOS(.v15)],
  products: [
    .library(name: "VideoSDKClient", targets: ["VideoSDKClient"]),
    .executable(name: "vsdk", targets: ["vsdk"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
    .package(url: "https://github.com/apple/swift-http-types", from: "1.8.0"),
    .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
    .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),
    .package(url: "https://github.com/apple/swift-nio-ssl", from: "2.37.6"),
    .package(
      url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.1", traits: []),
    .package(url: "https://github.com/swift-server/async-http-client", from: "1.37.0"),
    .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.13.0"),
    .package(url: "https://github.com/vapor/jwt-kit", from: "5.7.1"),
  ],
  targets: [
    .systemLibrary(
      name: "CLibEdit", pkgConfig: "libedit", providers: [.apt(["libedit-dev"])]),
    .target(name: "CEditLine", dependencies: ["CLibEdit"]),
    .systemLibrary(
      name: "CPCRE2", pkgConfig: "libpcre2-8",
      providers: [.apt(["libpcre2-dev"]), .brew(["pcre2"])]),
    .target(name: "Patterns", dependencies: ["CPCRE2"], swiftSettings: swiftSettings),
    .target(name: "CommandLanguage", dependencies: ["Patterns"], swiftSettings: swiftSettings),
    .target(
      name: "VideoSDKClient",
      dependencies: [
        .product(name: "AsyncHTTPClient", package: "async-http-client"),
        .product(name: "Crypto", package: "swift-crypto"),
        .product(name: "CryptoExtras", package: "swift-crypto"),
        .product(name: "NIOCore", package: "swift-nio"),
        .product(name: "NIOHTTP1", package: "swift-nio"),
        .product(name: "NIOPosix", package: "swift-nio"),
        .product(name: "NIOSSL", package: "swift-nio-ssl"),
      ],
      swiftSettings: swiftSettings),
    .systemLibrary(
      name: "CSQLite", pkgConfig: "sqlite3",
      providers: [.apt(["libsqlite3-dev"]), .brew(["sqlite3"])]),
    .target(name: "SQLite", dependencies: ["CSQLite"], swiftSettings: swiftSettings),
    .target(name: "Ledger", dependencies: ["SQLite"], swiftSettings: swiftSettings),
    .target(
      name: "ShellCore",
      dependencies: ["CommandLanguage", "Patterns", "VideoSDKClient", "Ledger"],
      resources: [.embedInCode("Lessons/Files")], swiftSettings: swiftSettings),
    .target(
      name: "LineEditing",
      dependencies: ["CEditLine", "ShellCore", "CommandLanguage"],
      swiftSettings: swiftSettings),
    .target(
      name: "HookReceiver",
      dependencies: [
        "ShellCore", "VideoSDKClient",
        .product(name: "NIOCore", package: "swift-nio"),
        .product(name: "NIOHTTP1", package: "swift-nio"),
        .product(name: "NIOPosix", package: "swift-nio"),
      ],
      swiftSettings: swiftSettings),
    .target(
      name: "SandboxServer",
      dependencies: [
        "SQLite",
        .product(name: "Crypto", package: "swift-crypto"),
        .product(name: "CryptoExtras", package: "swift-crypto"),
        .product(name: "HTTPTypes", package: "swift-http-types"),
        .product(name: "HummingbirdCore", package: "hummingbird"),
        .product(name: "Logging", package: "swift-log"),
        .product(name: "NIOCore", package: "swift-nio"),
        .product(name: "NIOHTTP1", package: "swift-nio"),
        .product(name: "NIOPosix", package: "swift-nio"),
        .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
      ],
      resources: [.embedInCode("Page/Files")], swiftSettings: swiftSettings),
    .executableTarget(
      name: "vsdk",
      dependencies: [
        "CommandLanguage", "HookReceiver", "Ledger", "LineEditing", "SandboxServer", "ShellCore",
        "VideoSDKClient",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      swiftSettings: swiftSettings),
    .target(
      name: "TestSupport",
      dependencies: [
        "CEditLine", "CommandLanguage", "HookReceiver", "Ledger", "SandboxServer", "ShellCore",
        "VideoSDKClient",
        .product(name: "NIOCore", package: "swift-nio"),
        .product(name: "NIOHTTP1", package: "swift-nio"),
        .product(name: "NIOPosix", package: "swift-nio"),
        .product(name: "NIOSSL", package: "swift-nio-ssl"),
      ],
      path: "Tests/TestSupport", exclude: ["starts.table"], swiftSettings: swiftSettings),
    .testTarget(name: "PatternsTests", dependencies: ["Patterns"], swiftSettings: swiftSettings),
    .testTarget(
      name: "CommandLanguageTests", dependencies: ["CommandLanguage"],
      swiftSettings: swiftSettings),
    .testTarget(
      name: "VideoSDKClientTests",
      dependencies: [
        "SandboxServer", "TestSupport", "VideoSDKClient",
        .product(name: "Crypto", package: "swift-crypto"),
        .product(name: "JWTKit", package: "jwt-kit"),
        .product(name: "NIOCore", package: "swift-nio"),
        .product(name: "NIOHTTP1", package: "swift-nio"),
        .product(name: "NIOPosix", package: "swift-nio"),
        .product(name: "NIOSSL", package: "swift-nio-ssl"),
      ],
      exclude: ["Fixtures"], swiftSettings: swiftSettings),
    .testTarget(
      name: "SQLiteTests", dependencies: ["SQLite", "TestSupport"], swiftSettings: swiftSettings),
    .testTarget(
      name: "LedgerTests", dependencies: ["Ledger", "SQLite", "TestSupport"],
      swiftSettings: swiftSettings),
    .testTarget(
      name: "LineEditingTests",
      dependencies: ["CEditLine", "CommandLanguage", "LineEditing", "ShellCore", "TestSupport"],
      swiftSettings: swiftSettings),
    .testTarget(
      name: "SandboxServerTests",
      dependencies: [
        "CEditLine", "SQLite", "SandboxServer", "TestSupport", "vsdk",
        .product(name: "AsyncHTTPClient", package: "async-http-client"),
        .product(name: "Crypto", package: "swift-crypto"),
        .product(name: "HTTPTypes", package: "swift-http-types"),
        .product(name: "JWTKit", package: "jwt-kit"),
        .product(name: "NIOCore", package: "swift-nio"),
        .product(name: "NIOHTTP1", package: "swift-nio"),
        .product(name: "NIOPosix", package: "swift-nio"),
      ],
      exclude: ["Contract"], swiftSettings: swiftSettings),
    .testTarget(
      name: "ShellCoreTests",
      dependencies: [
        "CommandLanguage", "HookReceiver", "Ledger", "SandboxServer", "ShellCore", "TestSupport",
        "VideoSDKClient",
        .product(name: "NIOCore", package: "swift-nio"),
        .product(name: "NIOHTTP1", package: "swift-nio"),
        .product(name: "NIOPosix", package: "swift-nio"),
      ],
      exclude: ["Transcripts"], swiftSettings: swiftSettings),
    .testTarget(
      name: "EndToEndTests",
      dependencies: [
        "CommandLanguage", "Ledger", "SandboxServer", "TestSupport", "VideoSDKClient", "vsdk",
        .product(name: "NIOCore", package: "swift-nio"),
        .product(name: "NIOHTTP1", package: "swift-nio"),
        .product(name: "NIOPosix", package: "swift-nio"),
      ],
      exclude: ["Scripts"], swiftSettings: swiftSettings),
  ]
)

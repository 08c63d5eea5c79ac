import FoundationEssentials
import TestSupport

/// The `openssl` program, which shares no code with what it checks.
enum OpenSSL {
  /// Whether a base64 signature of RSA-SHA256 belongs to a text.
  static func verifies(_ signature: String, of text: String, publicKey: String) async throws -> Bool
  {
    let folder = FileManager.default.temporaryDirectory
      .appending(path: "hook-\(UInt64.random(in: 0...(.max)))")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let files = ["key", "signature", "text"].map { folder.appending(path: $0) }
    try Data(publicKey.utf8).write(to: files[0])
    try (Data(base64Encoded: signature) ?? Data()).write(to: files[1])
    try Data(text.utf8).write(to: files[2])
    let result = try await ProcessRunner.run(
      "/usr/bin/env",
      arguments: [
        "openssl", "dgst", "-sha256", "-verify", files[0].path, "-signature", files[1].path,
        files[2].path,
      ], environment: ["PATH": "/usr/local/bin:/usr/bin:/bin"])
    return result.status == 0
  }
}

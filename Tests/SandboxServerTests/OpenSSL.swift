import FoundationEssentials
import Glibc

/// The `openssl` program, which shares no code with what it checks.
enum OpenSSL {
  /// Whether a base64 signature of RSA-SHA256 belongs to a text.
  static func verifies(_ signature: String, of text: String, publicKey: String) throws -> Bool {
    let folder = FileManager.default.temporaryDirectory
      .appending(path: "hook-\(UInt64.random(in: 0...(.max)))")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let files = ["key", "signature", "text"].map { folder.appending(path: $0) }
    try Data(publicKey.utf8).write(to: files[0])
    try (Data(base64Encoded: signature) ?? Data()).write(to: files[1])
    try Data(text.utf8).write(to: files[2])
    return try run([
      "dgst", "-sha256", "-verify", files[0].path, "-signature", files[1].path, files[2].path,
    ]) == 0
  }

  private struct NotRun: Error {
    let code: Int32
  }

  /// Runs it without output and gives its exit status.
  private static func run(_ arguments: [String]) throws -> Int32 {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    for descriptor: Int32 in [0, 1, 2] {
      posix_spawn_file_actions_addopen(&actions, descriptor, "/dev/null", O_RDWR, 0)
    }
    let words = (["openssl"] + arguments).map { strdup($0) }
    defer { for word in words { free(word) } }
    var process: pid_t = 0
    let code = posix_spawnp(&process, "openssl", &actions, nil, words + [nil], environ)
    guard code == 0 else { throw NotRun(code: code) }
    var status: Int32 = 0
    while waitpid(process, &status, 0) == -1, errno == EINTR {}
    return (status >> 8) & 0xFF
  }
}

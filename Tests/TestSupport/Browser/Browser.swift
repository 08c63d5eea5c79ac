import FoundationEssentials
import Glibc
import VideoSDKClient

/// Debian's Chromium without a window, with a profile of its own, gone with all its processes after use.
///
/// It resolves no name but `localhost`, so no page can reach another machine by one.
public enum Browser {
  private static let program = "/usr/bin/chromium"

  /// Whether tests in a browser run: where there is one, and always in CI, where they fail without it.
  public static let isExpected =
    FileManager.default.isExecutableFile(atPath: program)
    || ProcessInfo.processInfo.environment["CI"] == "true"

  /// What a test that is skipped says.
  public static let absence = "Chromium is not installed: apt-get install chromium"

  /// Opens an empty page, which is there while `body` runs.
  ///
  /// - Throws: `BrowserFailure`, otherwise what `body` throws.
  public static func withPage<Result>(
    _ body: (BrowserPage) async throws -> Result
  ) async throws -> Result {
    guard FileManager.default.isExecutableFile(atPath: program) else {
      throw BrowserFailure(absence)
    }
    var template = Array("/tmp/vsdk-browser.XXXXXX".utf8CString)
    guard let name = mkdtemp(&template) else {
      throw SpawnError(executable: program, code: errno)
    }
    let profile = String(cString: name)
    defer { remove(profile) }
    let (commandsRead, commandsWrite) = try pipe()
    let (eventsRead, eventsWrite) = try pipe()
    let child: ChildProcess
    do {
      defer { for end in [commandsRead, eventsWrite] { close(end) } }
      child = try launch(profile: profile, commands: commandsRead, events: eventsWrite)
    } catch {
      for end in [commandsWrite, eventsRead] { close(end) }
      throw error
    }
    let outcome: Swift.Result<Result, any Error>
    do {
      let page = try await BrowserPage(commands: commandsWrite, events: eventsRead)
      outcome = .success(try await body(page))
    } catch {
      outcome = .failure(error)
    }
    child.signalGroup(SIGKILL)
    _ = await child.exit(within: .seconds(20))
    return try outcome.get()
  }

  /// The program in a session of its own, whose number is its process group's too.
  private static func launch(
    profile: String, commands: Int32, events: Int32
  ) throws -> ChildProcess {
    // Commands are read from descriptor 3, and events written to 4.
    let script = #"exec 3<&0 4>&1 </dev/null >/dev/null; exec "$0" "$@""#
    let nowhere = open("/dev/null", O_WRONLY | O_CLOEXEC)
    defer { close(nowhere) }
    return try ChildProcess(
      executable: "/usr/bin/setsid",
      arguments: ["/bin/sh", "-c", script, program] + flags(profile),
      environment: ["HOME": profile, "PATH": "/usr/bin:/bin", "LANG": "C.UTF-8", "TZ": "UTC"],
      directory: nil,
      streams: .descriptors(input: commands, output: events, error: nowhere))
  }

  private static func flags(_ profile: String) -> [String] {
    [
      "--headless", "--remote-debugging-pipe", "--user-data-dir=\(profile)",
      "--no-first-run", "--no-default-browser-check", "--disable-gpu", "--disable-dev-shm-usage",
      "--disable-breakpad", "--disable-sync", "--disable-component-update", "--mute-audio",
      "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE localhost , EXCLUDE 127.0.0.1",
    ]
      // The browser's own sandbox does not run as root.
      + (geteuid() == 0 ? ["--no-sandbox"] : [])
  }

  private static func pipe() throws -> (Int32, Int32) {
    let (read, write) = try ProcessRunner.openPipe(program)
    for end in [read, write] { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    return (read, write)
  }

  /// Processes that were killed may still hold files for a moment; the folder then needs another look.
  private static func remove(_ folder: String) {
    for _ in 0..<100 where FileManager.default.fileExists(atPath: folder) {
      try? FileManager.default.removeItem(atPath: folder)
    }
  }
}

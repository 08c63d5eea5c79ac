import CommandLanguage
import FoundationEssentials
import Synchronization
import TestSupport
import Testing
import VideoSDKClient

@testable import ShellCore

@Suite(.timeLimit(.minutes(2)))
struct TranscriptCommandTests {
  @Test func `keeps commands and answers, and replays`() async throws {
    let folder = try TemporaryFolder()
    let environment = ["MY_SECRET": "hunter22-and-more"]
    var options = ShellHarness.Options()
    options.environment = environment

    _ = try await TypedSession.type(
      [
        "param who = abcd", "set room abcd-efgh-ijkl", "transcript DIR/t.vsdk",
        "set participant ${who}", "# now the microphone", "start audio  # mine", "strat",
        "start audio", "expect error already", "echo a; echo 'b", "c'", "secret s = env:MY_SECRET",
        "set api-secret ${s}", "unset api-secret", "let room = state.room", "room ${room}",
        "echo hunter22-and-more", "expect http == 404", "history 1", "stop all",
        "expect http == 200", "transcript off", "echo after",
      ], in: folder, options: options)

    let text = try #require(folder.text("t.vsdk"))
    let lines = text.split(separator: "\n").map { String($0) }
    #expect(
      lines.filter { !$0.hasPrefix("#") } == [
        "vsdk 1", "set room abcd-efgh-ijkl", "set participant abcd", "start audio  # mine",
        "try start audio", "expect error already", "echo a", #"echo "b\nc""#,
        "unset api-secret", "let room = state.room", "room ${room}", "echo [redacted]", "stop all",
        "expect http == 200",
      ], "\(text)")
    #expect(
      text.contains(
        """
        # now the microphone
        start audio  # mine
        #   track recording started successfully.  audio · abcd · abcd-efgh-ijkl
        # > strat
        #   error: unknown command `strat`
        #     strat
        #     ^^^^^
        #     hint: did you mean `start`?
        try start audio
        """))
    #expect(
      text.contains(
        """
        # > set api-secret ${s}
        #   in a script: `secret NAME = env:MY_SECRET` at the top, and `set api-secret ${NAME}`

        """), "\(text)")
    #expect(text.hasSuffix("\nexpect http == 200\n"))
    let replayed = try await TypedSession.replay("\(folder.path)/t.vsdk", environment: environment)
    #expect(replayed.status == .success, "\(replayed.output)\n\(text)")
  }

  @Test func `continues a script, and no other file`() async throws {
    let folder = try TemporaryFolder()
    try folder.write("vsdk 1\nset participant efgh\n", to: "t.vsdk")
    try folder.write("notes\n", to: "notes.txt")

    let session = try await TypedSession.type(
      ["transcript DIR/notes.txt", "transcript DIR/t.vsdk", "echo one"], in: folder)

    #expect(
      session.log.text(.standardError) == """
        error: `\(folder.path)/notes.txt` is there already and is no script
          transcript \(folder.path)/notes.txt
                     \(String(repeating: "^", count: folder.path.count + 10))
          hint: choose another name: a transcript only continues a file that begins with `vsdk 1`
          hint: `explain script` tells what the word means

        """)
    #expect(folder.text("notes.txt") == "notes\n")
    #expect(
      folder.text("t.vsdk")?.split(separator: "\n", omittingEmptySubsequences: false)
        .filter { !$0.hasPrefix("# target: ") && !$0.hasPrefix("# begun: ") }
        .joined(separator: "\n") == """
          vsdk 1
          set participant efgh

          # version: vsdk
          unset room
          unset participant
          unset format
          unset webhook
          unset bucket
          unset timeout
          unset retries
          unset concurrency
          # > transcript \(folder.path)/t.vsdk
          #   commands and answers continue `\(folder.path)/t.vsdk`
          echo one
          #   one

          """)
    #expect(try await TypedSession.replay("\(folder.path)/t.vsdk").status == .success)
  }

  @Test func `says when the disk is full, and the shell goes on`() async throws {
    let folder = try TemporaryFolder()
    var options = ShellHarness.Options()
    let written = Mutex(0)
    options.files.append = { path, _ throws(FileProblem) in
      guard
        written.withLock({
          $0 += 1; return $0
        }) < 3
      else {
        throw FileProblem(path: path, reason: "no space left on device")
      }
    }

    let session = try await TypedSession.type(
      ["transcript DIR/t.vsdk", "echo one", "echo two", "echo three"], in: folder, options: options)

    #expect(
      session.log.text == """
        commands and answers go to `\(folder.path)/t.vsdk`
        one
        two
        warning: the transcript `\(folder.path)/t.vsdk` ends here: no space left on device
          hint: `transcript FILE` begins another; the shell goes on
        three

        """)
    #expect(session.status == .success)
  }

  @Test func `says when it cannot begin`() async throws {
    let folder = try TemporaryFolder()

    let session = try await TypedSession.type(
      ["transcript DIR/none/t.vsdk", "transcript off", "echo one"], in: folder)

    #expect(
      session.log.text.replacing(folder.path, with: "DIR")
        == """
        error: cannot write `DIR/none/t.vsdk`: no such file or directory
          transcript DIR/none/t.vsdk
                     \(String(repeating: "^", count: folder.path.count + 12))
          hint: no transcript is written
        one

        """.replacing("  hint: no transcript is written", with: "no transcript is written"))
  }

  @Test func `a sign that would break a line is not written`() async throws {
    let folder = try TemporaryFolder()

    _ = try await TypedSession.type(
      ["transcript DIR/t.vsdk", #"echo "a\u{1B}[2Jb\u{2028}c""#], in: folder)

    #expect(folder.text("t.vsdk")?.hasSuffix("#   a\\u{1b}[2Jb\\u{2028}c\n") == true)
  }
}

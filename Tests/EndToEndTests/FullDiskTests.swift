import FoundationEssentials
import NIOCore
import NIOPosix
import SandboxServer
import Synchronization
import TestSupport
import Testing
import VideoSDKClient

extension EndToEnd {
  /// A ledger that cannot be written: LIVE starts nothing, and other targets say so.
  @Suite struct FullDiskTests {
    /// Where the program may write: a script that `$RUN` stands in, and what then keeps the ledger from being written.
    struct Place: Sendable, CustomTestStringConvertible {
      let testDescription: String
      let script: String
      let reason: String

      static let all = [
        Place(
          testDescription: "a folder that cannot be made",
          script: "VSDK_HOME=/dev/null/state; export VSDK_HOME; $RUN",
          reason: "cannot open the ledger /dev/null/state/ledger.sqlite: not a directory"),
        Place(
          testDescription: "a disk that is full from the beginning",
          script: "mount -t tmpfs -o size=8k tmpfs state && cat /dev/zero >state/fill; $RUN",
          reason: "cannot open the ledger STATE/ledger.sqlite: the disk is full"),
        Place(
          testDescription: "a disk that became full",
          script: """
            mount -t tmpfs -o size=256k tmpfs state && $FIRST && cat /dev/zero >state/fill; $RUN
            """,
          reason: "cannot open the ledger STATE/ledger.sqlite: the disk is full"),
        Place(
          testDescription: "a disk that is read-only",
          script: """
            mount -t tmpfs tmpfs state && $FIRST && mount -o remount,ro state && $RUN
            """,
          reason: "cannot open the ledger STATE/ledger.sqlite: read-only file system"),
      ]
    }

    /// Counts connections and ends each; nothing gets beyond it.
    private func withProxy(
      _ body: (_ port: Int, _ connections: @Sendable () -> Int) async throws -> Void
    ) async throws {
      let counter = Counter()
      let server = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
        .childChannelInitializer { channel in
          counter.add()
          return channel.close()
        }
        .bind(host: "127.0.0.1", port: 0).get()
      try await body(try #require(server.localAddress?.port)) { counter.value }
      try await server.close()
    }

    private final class Counter: Sendable {
      private let count = Mutex(0)
      var value: Int { count.withLock { $0 } }
      func add() { count.withLock { $0 += 1 } }
    }

    /// Runs a place's script in a mount namespace of its own.
    private func run(
      _ place: Place, in program: Program, _ arguments: String
    ) async throws -> ProcessResult {
      try FileManager.default.createDirectory(
        atPath: program.home.state, withIntermediateDirectories: true)
      try program.home.write(place.script + "\n", to: "place.sh")
      var program = program
      let text = "\"\(LocalSandbox.place)start audio\""
      program.environment["FIRST"] = "sh first.sh"
      program.environment["RUN"] = "sh run.sh"
      try program.home.write(
        "$VSDK -c \(text) 2>/dev/null; test $? = 6\n", to: "first.sh")
      try program.home.write("exec $VSDK \(arguments) -c \(text)\n", to: "run.sh")
      return try await program.shell("exec unshare -rm sh place.sh 2>&1")
    }

    @Test(.enabled("needs a mount namespace", canMount), arguments: Place.all)
    func `LIVE starts nothing, and says why before anything is sent`(_ place: Place) async throws {
      try await LocalSandbox.serve { sandbox in
        try await withProxy { port, connections in
          let program = try sandbox.program(["https_proxy": "http://127.0.0.1:\(port)"])

          let result = try await run(place, in: program, "--live")

          #expect(result.status == 3, "\(result)")
          let reason = place.reason.replacing("STATE", with: program.home.state)
          #expect(result.standardOutput.contains("<command>:1:48: \(reason)\n"), "\(result)")
          #expect(result.standardOutput.contains("= nothing was sent\n"))
          #expect(connections() == 0)
        }
      }
    }

    @Test(.enabled("needs a mount namespace", canMount), arguments: Place.all)
    func `LIVE does without a ledger only when it is told to`(_ place: Place) async throws {
      try await LocalSandbox.serve { sandbox in
        try await withProxy { port, connections in
          let program = try sandbox.program(["https_proxy": "http://127.0.0.1:\(port)"])

          let result = try await run(
            place, in: program, "--live --set ledger=off --set retries=0 --timeout 5s")

          #expect(result.status == 3)
          #expect(!result.standardOutput.contains("cannot"), "\(result)")
          #expect(connections() > 0)
        }
      }
    }

    @Test(.enabled("needs a mount namespace", canMount), arguments: Place.all)
    func `another target is warned, and starts`(_ place: Place) async throws {
      try await LocalSandbox.serve { sandbox in
        let program = try sandbox.program()

        let result = try await run(place, in: program, "--set room=\(LocalSandbox.room)")

        let reason = place.reason.replacing("STATE", with: program.home.state)
        #expect(result.standardOutput.contains("warning: \(reason)\n"), "\(result)")
        #expect(result.standardOutput.contains("= the start is not noted on disk\n"))
        #expect(try await sandbox.operations().contains("startTrackRecording"))
      }
    }

    @Sendable static func canMount() async throws -> Bool {
      try await ProcessRunner.run(
        "/bin/sh", arguments: ["-c", "exec unshare -rm mount -t tmpfs tmpfs /mnt"],
        environment: ["PATH": "/usr/bin:/bin"]
      ).status == 0
    }
  }
}

import CommandLanguage
import FoundationEssentials
import Testing

@testable import ShellCore

extension LargeScripts {
  /// What a check costs grows as the script does, whatever the script looks like.
  @Suite struct CheckGrowthTests {
    struct Shape: CustomTestStringConvertible, Sendable {
      let testDescription: String
      var files: [String: String] = [:]
      /// A script of about so many items.
      let text: @Sendable (_ count: Int) -> String

      init(
        _ name: String, files: [String: String] = [:],
        _ text: @escaping @Sendable (_ count: Int) -> String
      ) {
        testDescription = name
        self.files = files
        self.text = text
      }

      static func lines(_ count: Int, _ line: (Int) -> String) -> String {
        (0..<count).map { line($0) + "\n" }.joined()
      }

      static let all = [
        Shape("parameters that are read") { count in
          lines(count) { "param p\($0) = \($0)" } + lines(count) { "echo ${p\($0)}" }
        },
        Shape("parameters that nothing reads") { count in
          lines(count) { "param p\($0) = \($0)" } + "echo x\n"
        },
        Shape("parameters that are declared twice") { count in
          lines(count) { "param p\($0 / 2)" }
        },
        Shape("variables that nothing defines") { count in
          lines(count) { "param p\($0) = \($0)" } + lines(count) { "echo ${q\($0)}" }
        },
        Shape("commands on one line") { count in
          (0..<count).map { "let x\($0) = state.running" }.joined(separator: "; ")
        },
        Shape("commands and expectations on one line") { count in
          String(repeating: "rooms; expect http == 200; ", count: count)
        },
        Shape("mistakes on one line") { count in
          String(repeating: "start aüdio; ", count: count)
        },
        Shape("mistakes of every sort on one line") { count in
          String(repeating: "echo a;; echo \"\\q\" 'b'c; start audio a=b a=b; ", count: count / 4)
        },
        Shape("mistakes in one word") { count in
          "echo \"" + String(repeating: "\\q", count: count) + "\""
        },
        Shape("quotes that stay open") { count in lines(count) { _ in #"echo \"a\""# } },
        Shape("escapes in a quote that stays open") { count in
          "echo \"" + String(repeating: #"\""#, count: count * 8)
        },
        Shape("lines behind a quote that stays open") { count in
          "echo \"\n" + lines(count) { _ in #"bogus \" \""# }
        },
        Shape("secrets, and settings that name them") { count in
          lines(count) { "secret s\($0) = env:S\($0)" } + lines(count) { "set token env:S\($0)" }
        },
        Shape("lines that go on") { count in
          String(repeating: "echo x; \\\n", count: count) + "echo y\n"
        },
        Shape("patterns") { count in lines(count) { "expect last matches /\($0)(a|b)*/" } },
        Shape("patterns that do not compile") { count in
          "rooms\n" + lines(count) { "expect last matches /\($0)(/" }
        },
        Shape("a script that is included again and again", files: ["f.vsdk": "start audio\n"]) {
          count in
          "set room r\nset participant p\ndefer stop all\n" + lines(count) { _ in "run f.vsdk" }
        },
        Shape(
          "a script that is included with other arguments",
          files: ["f.vsdk": "param x\nstart audio participant=${x}\n"]
        ) { count in
          "set room r\ndefer stop all\n" + lines(count) { "run f.vsdk x=p\($0)" }
        },
        Shape(
          "a script that is included in other rooms",
          files: ["f.vsdk": "recordings\ndefer echo x\n"]
        ) { count in
          lines(count) { "set room r\($0)\nrun f.vsdk" }
        },
        Shape("deferred commands") { count in lines(count) { "defer echo \($0)" } },
      ]
    }

    /// The time that this thread has worked, whatever others do beside it.
    private static var used: Duration {
      // The kernel's own account: nanoseconds on a processor come first.
      let account = try? String(contentsOfFile: "/proc/thread-self/schedstat", encoding: .utf8)
      return .nanoseconds(account?.split(separator: " ").first.flatMap { Int($0) } ?? 0)
    }

    private func time(_ shape: Shape, _ count: Int) throws -> Duration {
      let text = shape.text(count)
      let session = try Sample.session()
      let times = (0..<3).map { _ in
        let start = Self.used
        let services = Sample.services(files: MemoryFiles(shape.files))
        let (_, problems) = Checker.check(
          SourceText(name: "main.vsdk", text: text), arguments: ScriptArguments(),
          session: session, services: services)
        // What is found is drawn, too.
        for problem in problems {
          _ = problem.event.masked(by: services.redactor, columns: nil)
          _ = DiagnosticText.render(problem.diagnostic)
        }
        return Self.used - start
      }
      return times.min() ?? .zero
    }

    @Test(.timeLimit(.minutes(2)), arguments: Shape.all)
    func `four times as much takes about four times as long`(_ shape: Shape) throws {
      _ = try time(shape, 100)
      let small = try time(shape, 1000)
      let large = try time(shape, 4000)

      // What is quadratic takes sixteen times as long.
      #expect(large < small * 9 + .milliseconds(20), "\(small) and \(large)")
    }

    @Test func `a dry run of one command is as long as its requests`() throws {
      func plan(_ count: Int) throws -> Int {
        let text =
          "set room r\ndefer stop all\nstart audio participant="
          + (0..<count).map { "p\($0)" }.joined(separator: ",") + "\n"
        let session = try Sample.session()
        let services = Sample.services()
        let (script, _) = Checker.check(
          SourceText(name: "main.vsdk", text: text), arguments: ScriptArguments(),
          session: session, services: services)
        var bytes = 0
        Checker.plan(try #require(script), session: session, services: services) {
          bytes += $0.lines.reduce(0) { $0 + $1.utf8.count }
        }
        return bytes
      }

      #expect(try plan(2_000) < plan(1_000) * 5 / 2)
    }

    @Test func `parameters that double fill no memory`() throws {
      let text =
        "param p0 = xxxxxxxx\n"
        + Shape.lines(60) { "param p\($0 + 1) = \"${p\($0)}${p\($0)}\"" } + "echo ${p60}\n"

      let drawn = try CheckerTests.check(text).drawn

      #expect(
        drawn.first?.contains("`${p17}` makes the word longer than 1 MiB") == true, "\(drawn)")
    }

    // Ten to the power of sixteen ways lead to the last script.
    private static func fanOut(_ line: String, _ last: String) -> MemoryFiles {
      var files: [String: String] = ["16.vsdk": last]
      for place in 1..<16 {
        files["\(place).vsdk"] = Shape.lines(10) { number in
          line.replacing("NEXT", with: "\(place + 1).vsdk").replacing("N", with: "\(number)")
        }
      }
      return MemoryFiles(files)
    }

    @Test(
      .timeLimit(.minutes(1)),
      arguments: [
        ("run NEXT", "echo end\n"), ("run NEXT", "start audio\nstop audio\n"),
        ("run NEXT", "start audio participant=all\n"), ("run NEXT", "param x\necho ${x}\n"),
        ("set participant pN; run NEXT; recordings", "start audio\ndefer stop audio\n"),
        ("wait 1s; run NEXT", "recordings\nwait 1s\nrecordings\n"),
        ("defer run NEXT", "start audio\nstop audio\n"),
        ("listen; run NEXT", "start audio\nstop audio\ndefer echo x\n"),
        ("run NEXT; set room roomN", "start nothing\n"),
      ])
    func `a script is walked once, whatever the number of ways to it`(
      _ line: String, _ last: String
    )
      throws
    {
      let files = Self.fanOut(line, last)

      let (script, drawn, _) = try CheckerTests.check(
        "set room r\nset participant p\ndefer stop all\nrun 1.vsdk\n", files: files)

      #expect(files.reads.sorted() == (1...16).map { "\($0).vsdk" }.sorted())
      #expect((script == nil) == !drawn.isEmpty)
      #expect(drawn.count < 2000)
    }

    @Test func `what an included script did is known though it was walked before`() throws {
      let files = MemoryFiles([
        "join.vsdk": "set room r\nset participant p\n", "leave.vsdk": "unset room\n",
        "later.vsdk": "defer unset room\ndefer start audio\n",
      ])
      let again = "run join.vsdk\nrun leave.vsdk\n"

      let drawn = try CheckerTests.check(again + again + again + "start audio\n", files: files)
        .drawn
      let deferred = try CheckerTests.check(
        "run join.vsdk\n" + String(repeating: "run later.vsdk\n", count: 4), files: files
      ).drawn

      #expect(drawn.count == 1 && drawn[0].hasPrefix("main.vsdk:7:1: no room chosen"), "\(drawn)")
      // The last that was deferred runs first and still has its room; of the others, those that were walked tell it.
      #expect(deferred.count == 2, "\(deferred)")
    }

    @Test func `wrong arguments are told for each place`() throws {
      let files = MemoryFiles(["f.vsdk": "param x\necho ${x}\n"])

      let drawn = try CheckerTests.check(
        String(repeating: "run f.vsdk y=1\n", count: 4), files: files
      ).drawn

      #expect(drawn.count == 8)
    }

    @Test func `a check ends when it is cancelled, and at its limit`() async throws {
      let text = Shape.lines(200_000) { "start audio participant=p\($0) room=r" }
      let source = SourceText(name: "main.vsdk", text: text)
      let session = try Sample.session()
      let services = Sample.services()
      let task = Task {
        while !Task.isCancelled { await Task.yield() }
        return Checker.check(
          source, arguments: ScriptArguments(), session: session, services: services
        ).problems
      }
      task.cancel()
      let (script, problems) = Checker.check(
        source, arguments: ScriptArguments(), session: session, services: services,
        within: .milliseconds(1))

      #expect(await task.value == [.interrupted])
      #expect(script == nil && problems == [.checkLimit(.milliseconds(1))])
      #expect(Checker.status(of: problems) == ExitStatus(.transport))
    }

    @Test func `a dry run ends at its limit, which is told as it was given`() throws {
      let text =
        "set room r\ndefer stop all\n"
        + Shape.lines(2000) { "start audio participant=p\($0)" }
      let session = try Sample.session()
      let services = Sample.services()
      let script = try #require(
        Checker.check(
          SourceText(name: "main.vsdk", text: text), arguments: ScriptArguments(),
          session: session, services: services
        ).script)
      var told = 0

      let failure = Checker.plan(
        script, session: session, services: services, within: .zero, of: .seconds(5)
      ) { _ in told += 1 }

      #expect(failure == .planLimit(.seconds(5)))
      #expect(told == 0)
      #expect(Checker.plan(script, session: session, services: services) { _ in } == nil)
    }
  }
}

import Testing
import TestSupport

extension EndToEnd {
  /// `vsdk fmt` and `vsdk check`, which send nothing.
  @Suite struct LayoutTests {
    @Test func `lays a file out and keeps its permissions`() async throws {
      let program = try Program()
      let file = try program.home.write("set  room a # b\n\n\n\necho c;echo d", to: "f.vsdk")
      let mode = program.home.mode(of: "f.vsdk")

      let checked = try await program.run("fmt", "--check", file)
      let untouched = program.home.text(of: "f.vsdk")
      let result = try await program.run("fmt", file)

      #expect(checked.status == 4)
      #expect(checked.standardOutput == "\(file)\n")
      #expect(untouched == "set  room a # b\n\n\n\necho c;echo d")
      #expect(result.status == 0)
      #expect(program.home.text(of: "f.vsdk") == "set room a  # b\n\necho c; echo d\n")
      #expect(program.home.mode(of: "f.vsdk") == mode)
    }

    @Test func `leaves a file that does not parse as it is`() async throws {
      let program = try Program()
      let file = try program.home.write("echo 'open\n", to: "f.vsdk")

      let result = try await program.run("fmt", file)

      #expect(result.status == 2)
      #expect(program.home.text(of: "f.vsdk") == "echo 'open\n")
    }

    @Test func `checks without sending and lists parameters`() async throws {
      let program = try Program()
      let good = try program.home.write(
        "param who\nparam room = a\nset room ${room}; set participant ${who}; start audio; stop audio\n",
        to: "good.vsdk")
      let bad = try program.home.write("start audio\n", to: "bad.vsdk")

      let result = try await program.run("check", good, bad)

      #expect(result.status == 2)
      #expect(
        result.standardOutput
          == """
          \(good): ok
            param who  (needs a value)
            param room = a
            sends to: a sandbox in this process
            secrets: nothing
            includes: nothing
            writes: nothing
            listens: nothing

          """)
      #expect(
        result.standardError == """
          \(bad):1:1: no room chosen
              1 | start audio
                | ^^^^^
                = hint: `rooms` lists them; choose one with `set room ID`, or by `room=ID` behind the command

          """)
    }

    @Test func `finds the examples in the canonical layout`() async throws {
      let files = GoldenCase.examples.compactMap(\.arguments.last)

      let result = try await Program().run(
        arguments: ["fmt", "--check"] + files, directory: GoldenCase.project)

      #expect(files.count > 2)
      #expect(result.standardOutput == "")
      #expect(result.status == 0)
    }
  }
}

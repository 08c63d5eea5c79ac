import TestSupport
import Testing

private let name =
  "Zoe\u{1B}]52;c;aGk=\u{7}\r\nFORGED\u{202E}\u{9B}31m\u{200B}\u{2028}\u{7F}.vsdk"

private let calls: [[String]] = [
  ["run", name], ["run", "--dry-run", name], ["check", name], ["fmt", name],
  ["fmt", "--check", name], ["run", "--report", "junit=\(name)/x", name],
  ["run", "--report", "\(name)=x", name], ["-c", "run \(name)"], ["-c", "room '\(name)'"],
  ["--profile", name], ["--set", "\(name)=1"], ["--endpoint", name], ["--timeout", name],
  ["--\(name)"], [name], ["run", "--time-limit", name, name],
  ["token", "mint", "--lifetime", name],
  ["sandbox", "--data", "\(name)/none/x"], ["sandbox", "--host", name],
  ["doctor", "--profile", name], ["run", "--output", "json", name],
  ["run", "--output", "json", "--no-echo", "good.vsdk", "\(name)=x"],
]

private let runs: [[String]] = [
  ["run", name], ["run", "--dry-run", name], ["run", "--dry-run", "--output", "json", name],
  ["check", name], ["fmt", "--check", name], ["run", "--report", "tap=/dev/stdout", name],
  ["run", "--report", "junit=/dev/stdout", name],
  ["run", "--report", "jsonl=/dev/stdout", name],
  ["run", "--color", "always", "--verbose", name],
  ["run", "--keep-going", "--output", "json", name],
]

extension EndToEnd {
  /// Names of files, arguments and variables that a terminal would obey, through every way of calling the program.
  @Suite struct ForeignNameTests {
    @Test(arguments: calls)
    func `a name is shown, not obeyed`(_ arguments: [String]) async throws {
      let program = try Program()
      try program.home.write("echo one", to: "good.vsdk")

      let result = try await program.run(arguments: arguments)

      // What the doctor finds is its answer.
      #expect(result.status != 0 || arguments.first == "doctor")
      expectHarmless(result.standardOutput + result.standardError, "\(arguments)")
    }

    @Test(arguments: runs)
    func `a script of that name runs, and what it says is shown`(_ arguments: [String]) async throws
    {
      let program = try Program()
      // The steps of a path are separated, so that the name can be one.
      try program.home.write(
        #"""
        param who = "\u{1B}[2J\u{202E}"
        set room abcd-efgh-ijkl;   set participant abcd
        try start audio bucket=${who} webhook="https://h.example/\u{9b}"
        stop all
        echo ${who} "\u{9b}\u{d}\nFORGED"
        room "none"

        """#, to: name)

      let result = try await program.run(arguments: arguments)

      let colored = arguments.contains("always")
      let text = result.standardOutput + result.standardError
      expectHarmless(
        colored ? text.replacing(/\u{1B}\[[0-9]+m/, with: "") : text, "\(arguments)")
      #expect(text.contains("u{1b}") || text.contains("u001b"), "\(text)")
    }

    private func expectHarmless(_ text: String, _ comment: Comment) {
      let obeyed = text.unicodeScalars.filter { scalar in
        switch scalar.value {
        case 0x0A: false
        case 0..<0x20, 0x7F..<0xA0, 0x200B...0x200F, 0x2028...0x202E, 0x2060...0x206F: true
        default: false
        }
      }
      #expect(obeyed.map(\.value) == [], "\(comment): \(text.debugDescription)")
      #expect(!text.split(separator: "\n").contains { $0.hasPrefix("FORGED") }, comment)
    }
  }
}

import FoundationEssentials
import TestSupport
import Testing

extension EndToEnd {
  @Suite struct SchemaTests {
    private static let check = """
      import json, sys
      from jsonschema import Draft202012Validator
      lines = sys.stdin.read().split("\\n---\\n")
      schema = json.loads(lines[0])
      Draft202012Validator.check_schema(schema)
      validator = Draft202012Validator(schema)
      count = 0
      for line in lines[1].splitlines():
          count += 1
          for error in validator.iter_errors(json.loads(line)):
              print(line, error.message)
      print(count, "lines")
      """

    private static let script =
      LocalSandbox.place
        + """
        set; session; start audio video; try start audio; recordings; recording audio; stop all; stop all
        create room; rooms; room abcd-efgh-ijkl; sessions; participants active; participants
        sandbox status; sandbox join zoe; sandbox mute abcd audio; sandbox fail start status=503; sandbox fail off
        sandbox leave zoe; sandbox clock +1s; help; help start; echo a b; session as commands; listen; wait 1ms
        let room = state.room; unset format; sandbox reset
        """.replacing("\n", with: "; ")

    /// Where Python has the package; our own validator is used everywhere else.
    private static func hasPackage() async throws -> Bool {
      let environment = ["PATH": ProcessInfo.processInfo.environment["PATH"] ?? ""]
      return try await ProcessRunner.run(
        "/usr/bin/env", arguments: ["python3", "-c", "import jsonschema"], environment: environment
      ).status == 0
    }

    @Test(.enabled("Python's jsonschema is not installed") { try await hasPackage() })
    func `is one that another validator reads alike`() async throws {
      let program = try Program()
      let schema = try await program.run("reference", "--json-schema").standardOutput
      let lines = try await program.run("--sandbox", "--output", "json", "-c", Self.script)
      #expect(lines.status == 0, "\(lines.standardOutput)\(lines.standardError)")
      let mistake = try await program.run("--output", "json", "-c", "strat")
      let checkup = try await program.run("doctor", "--output", "json")
      let plan = try await program.run(
        "run", "--dry-run", "--output", "json", "-", input: LocalSandbox.place + "start audio")
      let output =
        lines.standardOutput + mistake.standardOutput + plan.standardOutput + checkup.standardOutput

      let result = try await ProcessRunner.run(
        "/usr/bin/env", arguments: ["python3", "-c", Self.check],
        environment: ["PATH": ProcessInfo.processInfo.environment["PATH"] ?? ""],
        input: schema + "\n---\n" + output)

      let count = output.split(separator: "\n").count
      #expect(result.standardOutput == "\(count) lines\n", "\(result.standardError)")
      #expect(count > 30)
    }
  }
}

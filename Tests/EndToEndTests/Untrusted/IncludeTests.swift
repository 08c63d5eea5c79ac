import FoundationEssentials
import Glibc
import TestSupport
import Testing

extension EndToEnd.Untrusted {
  /// Which files a script runs, and that no other is opened for it.
  @Suite struct IncludeTests {
    private static let secrets = "PASSWORD=hunter2hunter2 sound\nstart sound\n"

    /// A folder `pack` with a stranger's script, beside and below files of one's own.
    private func program(_ script: String) throws -> Program {
      let program = try Program()
      try program.home.makeFolder("pack")
      try program.home.makeFolder("pack/parts")
      try program.home.write(script, to: "pack/a.vsdk")
      try program.home.write("echo a part\n", to: "pack/parts/b.vsdk")
      for name in ["env.txt", ".env", "mine.vsdk", "pack/notes.txt", "pack/.vsdk"] {
        try program.home.write(Self.secrets, to: name)
      }
      let home = program.home.path
      for (link, target) in [
        ("pack/out.vsdk", "\(home)/mine.vsdk"), ("pack/passwd.vsdk", "/etc/passwd"),
        ("pack/notes.vsdk", "notes.txt"), ("pack/way", home),
      ] { try #require(symlink(target, "\(home)/\(link)") == 0) }
      try #require(mkfifo("\(home)/pack/pipe.vsdk", 0o600) == 0)
      return program
    }

    @Test(arguments: [
      "../env.txt", "../.env", "../mine.vsdk", "notes.txt", ".vsdk", "parts/../../mine.vsdk",
      "out.vsdk", "passwd.vsdk", "notes.vsdk", "way/mine.vsdk", "/etc/passwd", "/etc/hostname",
      "pipe.vsdk", "parts", "HOME/mine.vsdk", "/dev/zero", "/proc/self/environ", "a.vsdk\\u{0}x",
    ])
    func `nothing else is opened, and nothing is quoted`(_ path: String) async throws {
      let program = try program("")
      let written = path.replacing("HOME", with: program.home.path)
      try program.home.write("run \"\(written)\"\n", to: "pack/a.vsdk")
      let folder = "\(program.home.path)/pack"
      for arguments in [
        ["run", "a.vsdk"], ["check", "a.vsdk"], ["run", "--dry-run", "a.vsdk"],
        ["-c", "run \"\(written)\""], ["run", "--output", "json", "a.vsdk"],
      ] {
        let result = try await program.run(arguments: arguments, directory: folder)

        #expect(result.status == 2 || result.status == 1, "\(result)")
        for text in ["PASSWORD", "hunter2", "sound", "root:"] {
          #expect(!result.standardError.contains(text), "\(result.standardError)")
          #expect(!result.standardOutput.contains(text))
        }
      }
    }

    @Test func `the mistake has its place and the flag`() async throws {
      let program = try program("run ../mine.vsdk\n")

      let result = try await program.run("check", "a.vsdk", directory: "\(program.home.path)/pack")

      #expect(
        result.standardError == """
          a.vsdk:1:5: `../mine.vsdk` is not below `\(program.home.path)/pack`
              1 | run ../mine.vsdk
                |     ^^^^^^^^^^^^
                = hint: `--root \(program.home.path)` lets scripts run those in that folder too

          """)
      #expect(result.status == 2)
    }

    @Test func `the root is the script's folder, or the current one that holds it`() async throws {
      let program = try program("run ../good.vsdk\n")
      try program.home.write("echo good\n", to: "good.vsdk")
      let home = program.home.path

      let fromAbove = try await program.run("run", "--no-echo", "pack/a.vsdk")
      let fromWithin = try await program.run("run", "a.vsdk", directory: "\(home)/pack")
      let fromElsewhere = try await program.run("run", "\(home)/pack/a.vsdk", directory: "/")
      let widened = try await program.run(
        "run", "--no-echo", "--root", home, "a.vsdk", directory: "\(home)/pack")

      #expect(fromAbove.standardOutput == "good\n", "\(fromAbove)")
      #expect(fromWithin.status == 2)
      #expect(fromElsewhere.standardOutput == "good\n", "the current folder / holds everything")
      #expect(widened.standardOutput == "good\n", "\(widened)")
    }

    @Test func `an include of an include has the same root`() async throws {
      let program = try program("run parts/c.vsdk\n")
      try program.home.write("run ../../mine.vsdk\n", to: "pack/parts/c.vsdk")

      let result = try await program.run("run", "a.vsdk", directory: "\(program.home.path)/pack")

      #expect(
        result.talk.hasPrefix("a.vsdk:1 → parts/c.vsdk:1:5: `../../mine.vsdk` is not below `"))
      #expect(result.status == 2)
    }

    @Test func `a person at the prompt runs what they name`() async throws {
      let program = try program("run ../mine.vsdk\n")
      try program.home.write("echo mine\n", to: "odd.txt")

      try await program.onTerminal(columns: 200) { terminal in
        try await terminal.expectPrompt("-/- ▸ ")
        try terminal.send("run odd.txt\r")
        try await terminal.expect("\nmine\n")
        try await terminal.expectPrompt("-/- ▸ ")
        #expect(try await terminal.leave() == .exited(0))
      }
    }
  }
}

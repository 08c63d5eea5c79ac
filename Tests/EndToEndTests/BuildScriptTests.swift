import FoundationEssentials
import TestSupport
import Testing

extension EndToEnd {
  /// What `scripts/build` and `scripts/vsdk` say and do, with a `swift` that only plays a build.
  @Suite struct BuildScriptTests {
    /// A clone of the scripts, with the compiler's part played by a few lines of shell.
    private struct Clone {
      let program: Program

      init(swift: String?) throws {
        program = try Program()
        try program.home.makeFolder("clone/scripts")
        try program.home.makeFolder("clone/Sources")
        try program.home.makeFolder("bin")
        for name in ["build", "vsdk", "prepare"] {
          try FileManager.default.copyItem(
            atPath: "\(GoldenCase.project)/scripts/\(name)",
            toPath: "\(program.home.path)/clone/scripts/\(name)")
        }
        try program.home.write("6.3.1\n", to: "clone/.swift-version")
        try program.home.write("", to: "clone/Package.swift")
        guard let swift else { return }
        try program.home.write("#!/bin/bash\ncd \"$HOME\"\n\(swift)\n", to: "bin/swift")
        try FileManager.default.setAttributes(
          [.posixPermissions: 0o755], ofItemAtPath: "\(program.home.path)/bin/swift")
      }

      var environment: [String: String] {
        program.environment.merging(["PATH": "\(program.home.path)/bin:/usr/bin:/bin"]) { $1 }
      }

      func run(_ script: String, _ arguments: String...) async throws -> ProcessResult {
        try await ProcessRunner.run(
          "/bin/bash", arguments: ["\(program.home.path)/clone/scripts/\(script)"] + arguments,
          environment: environment, directory: program.home.path)
      }
    }

    private static let version = "[ \"$1\" != --version ] || { echo 'Swift version 6.3.1'; exit; }"

    /// A build of three steps, which makes a program that prints its arguments.
    private static let build = """
      \(version)
      echo call >>calls
      echo 'Fetching https://example.test/library'
      echo '[0/1] Planning build'
      echo 'Building for debugging...'
      echo '[1/3] Compiling Library file.swift'
      echo '[3/3] Linking vsdk'
      mkdir -p clone/.build/debug
      printf '#!/bin/sh\\necho ran "$@"\\n' >clone/.build/debug/vsdk
      chmod +x clone/.build/debug/vsdk
      echo 'Build complete! (1.0s)'
      """

    @Test func `says without a terminal that it builds, why it takes long, and how long it took`()
      async throws
    {
      let clone = try Clone(swift: Self.build)

      let result = try await clone.run("build", "--debug")

      #expect(result.status == 0)
      #expect(result.standardOutput == "")
      #expect(
        try ExpectedText(
          """
          build: the first one also compiles what vsdk stands on, most of it HTTP and TLS;
          build: six to eight minutes on two cores, and seconds from then on
          fetching the packages · <<[0-9]+>> s
          built in <<[0-9]+>> s

          """
        ).matches(result.standardError), "\(result.standardError)")
    }

    @Test func `shows an error whole, and no step of the way to it`() async throws {
      let error = "error: emit-module failed\na.swift:1:1: error: none\n 1 | let\n   | `- here\n"
      let clone = try Clone(
        swift: """
          \(Self.version)
          printf '[1/9] Compiling A a.swift\\n%s' '\(error.replacing("'", with: "'\\''"))'
          echo '[2/9] Compiling B b.swift'
          exit 1
          """)

      let result = try await clone.run("build")

      #expect(result.status == 1)
      #expect(result.standardError.contains(error), "\(result.standardError)")
      #expect(!result.standardError.contains("Compiling"))
      #expect(result.standardError.contains("build: the build failed after "))
    }

    private static let installing = """
      ; vsdk is built with Swift 6.3.1, which two lines install for your account:
        curl -O https://download.swift.org/swiftly/linux/swiftly-$(uname -m).tar.gz && tar -xzf swiftly-$(uname -m).tar.gz && ./swiftly init --skip-install --quiet-shell-followup
        . ~/.local/share/swiftly/env.sh && swiftly install 6.3.1
      prepare: https://www.swift.org/install tells of other ways

      """

    @Test(arguments: ["5.10", "6.2.4"])
    func `names the two lines that install Swift where it is too old`(_ old: String) async throws {
      let clone = try Clone(swift: "echo 'Swift version \(old) (swift-\(old)-RELEASE)'")

      let result = try await clone.run("vsdk", "--version")

      #expect(result.status == 127)
      #expect(result.standardError == "prepare: this is Swift \(old)\(Self.installing)")
    }

    @Test func `names them where there is none`() async throws {
      let clone = try Clone(swift: nil)
      // Where the toolchain is a part of the system, a path without it has the other programs one by one.
      let tools = ["bash", "cat", "chmod", "dirname", "mkdir", "pkg-config", "readlink", "stat"]
      for tool in tools {
        try FileManager.default.createSymbolicLink(
          atPath: "\(clone.program.home.path)/bin/\(tool)", withDestinationPath: "/usr/bin/\(tool)")
      }

      let result = try await ProcessRunner.run(
        "/bin/bash", arguments: ["\(clone.program.home.path)/clone/scripts/vsdk"],
        environment: ["PATH": "\(clone.program.home.path)/bin", "HOME": clone.program.home.path],
        directory: clone.program.home.path)

      #expect(result.status == 127)
      #expect(result.standardError == "prepare: no swift on the PATH\(Self.installing)")
    }

    @Test func `builds again only when something changed`() async throws {
      let clone = try Clone(swift: Self.build)
      let home = clone.program.home

      for _ in 1...2 {
        #expect(try await clone.run("vsdk", "a b", "c").standardOutput == "ran a b c\n")
      }
      #expect(home.text(of: "calls") == "call\n")

      try home.write("", to: "clone/Sources/new.swift")
      _ = try await clone.run("vsdk")
      #expect(home.text(of: "calls") == "call\ncall\n")

      try FileManager.default.removeItem(atPath: "\(home.path)/clone/Sources/new.swift")
      _ = try await clone.run("vsdk")
      #expect(home.text(of: "calls") == "call\ncall\ncall\n")
    }

    @Test func `a build that failed is tried again`() async throws {
      let clone = try Clone(swift: Self.version + "\necho call >>calls\nexit 1")

      for _ in 1...2 { #expect(try await clone.run("vsdk").status == 1) }

      #expect(clone.program.home.text(of: "calls") == "call\ncall\n")
    }

    @Test func `Control-C ends the build, and the line of progress is gone`() async throws {
      let clone = try Clone(
        swift: """
          \(Self.version)
          trap 'echo ended >end; exit 130' INT
          echo '[812/2400] Compiling A a.swift'
          while :; do sleep 0.1; done
          """)
      var environment = clone.environment
      environment["TERM"] = "xterm"
      let terminal = try PseudoTerminal(
        "/bin/bash", arguments: ["\(clone.program.home.path)/clone/scripts/vsdk"],
        environment: environment, directory: clone.program.home.path, columns: 100)
      try await terminal.expect(matching: "building 812 of 2400 · [0-9]+ s")

      try terminal.send("\u{3}")

      try await terminal.expect(
        matching: "build: interrupted after [0-9]+ s; the next one goes on from there")
      #expect(try await terminal.waitForExit().shellStatus == 130)
      #expect(clone.program.home.text(of: "end") == "ended\n")
    }
  }
}

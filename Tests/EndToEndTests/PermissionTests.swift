import TestSupport
import Testing

extension EndToEnd {
  /// The program's own files are their owner's alone, whatever the umask says.
  @Suite struct PermissionTests {
    @Test(arguments: ["000", "022", "077"])
    func `makes folders 0700 and files 0600`(_ umask: String) async throws {
      try await LocalSandbox.serve { sandbox in
        var program = try sandbox.program()
        let home = program.home.path
        program.environment["VSDK_HOME"] = nil
        program.environment["XDG_STATE_HOME"] = "\(home)/x/state"
        let start = LocalSandbox.place + "start audio"
        let script = "umask \(umask); exec \"$0\" \"$@\""
        try await program.onTerminal(launcher: ["/bin/sh", "-c", script]) {
          terminal in
          try await terminal.expectPrompt("-/- ▸ ")
          try terminal.send(start + "\r")
          try await terminal.expectPrompt("●1 ▸ ")

          // While the ledger is open its side files are there too.
          let names = program.home.files().keys.sorted()
          #expect(
            names
              == ["history", "ledger.sqlite", "ledger.sqlite-shm", "ledger.sqlite-wal"].map {
                "x/state/vsdk/\($0)"
              })
          for name in names { #expect(program.home.mode(of: name) == 0o600, "\(name)") }
          for name in ["x", "x/state", "x/state/vsdk"] {
            #expect(program.home.mode(of: name) == 0o700, "\(name)")
          }
          try await terminal.enter("stop all", then: "abcd ▸ ")
          #expect(try await terminal.leave() == .exited(0))
        }
      }
    }
  }
}

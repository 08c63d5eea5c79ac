import ArgumentParser
import ShellCore

/// `vsdk doctor [--network]`.
struct DoctorSubcommand: ProcessCommand {
  static let configuration = CommandConfiguration(
    commandName: "doctor",
    abstract: "Look for what is wrong around vsdk, and say what to do.",
    discussion: """
      Configuration files, permissions, the ledger, the terminal, target and credentials, the token's time. \
      Changes nothing, shows no secret, and ends with 0 whatever it finds.
      """)

  @OptionGroup var options: GlobalOptions

  @Flag(help: "Ask the endpoint too, once and without credentials.")
  var network = false

  func run(in console: Console) async -> ExitStatus {
    let root = CompositionRoot(console: console, options: options)
    return await root.examine(asksNetwork: network)
  }
}

public import ArgumentParser
import CommandLanguage
import LineEditing
public import SandboxServer
import ShellCore
import VideoSDKClient

/// `vsdk sandbox`: the sandbox alone.
struct SandboxSubcommand: ProcessCommand {
  static let configuration = CommandConfiguration(
    commandName: "sandbox",
    abstract: "Serve the sandbox until SIGINT or SIGTERM.",
    discussion:
      "Prints its address, key, secret, rooms and the page for a browser once it accepts connections."
  )

  @Option(help: "Address to listen on; only loopback unless this says otherwise.")
  var host = "127.0.0.1"

  @Option(help: "Port to listen on; 0 takes a free one.")
  var port = 9797

  @Option(help: "classroom or empty.")
  var seed = SandboxConfiguration.Seed.classroom

  @Option(help: "text or json (one line).")
  var output = Form.text

  @Option(
    help: ArgumentHelp(
      "Keep everything in this file, across restarts and crashes; without it, memory.",
      valueName: "file"))
  var data: String?

  @Option(
    help: ArgumentHelp(
      "Let pages of this origin call the API from a browser, `*` those of all; never the control plane. Repeatable.",
      valueName: "origin"))
  var cors: [String] = []

  @Option(
    help: ArgumentHelp(
      "Serve under this name too, and send webhooks to it, such as `host.docker.internal`. Repeatable.",
      valueName: "name"))
  var allowHost: [String] = []

  @Flag(help: "The same ids and times in every run.")
  var deterministic = false

  @Flag(help: "Refuse tokens with roles or a scope but without a version.")
  var strictTokens = false

  @Option(help: "Status of a second start: 409, 400 or 200.")
  var duplicateStart = SandboxConfiguration.Switches.DuplicateStart.conflict

  @Option(help: "Status of what is not there: 404 or 402.")
  var notFound = SandboxConfiguration.Switches.NotFound.notFound

  @Option(help: "Status of a start while the recording before is processed: 200 or 409.")
  var earlyRestart = SandboxConfiguration.Switches.EarlyRestart.accepted

  @Option(
    help: ArgumentHelp(
      "How long files are processed behind a stop, such as 0s, 500ms or 1m; at most 10m.",
      valueName: "duration"),
    transform: SandboxSubcommand.duration)
  var processing = Duration.seconds(1)

  @Option(
    help: "Whose storage files go to: vendor, own (no fileUrl) or none (a bucket path fails).")
  var storage = SandboxConfiguration.Storage.vendor

  enum Form: String, ExpressibleByArgument, CaseIterable {
    case text, json
  }

  func validate() throws {
    guard (0...65_535).contains(port) else {
      throw ValidationError("--port is 0 to 65535, got \(port)")
    }
    for text in cors where WebOrigin(text) == nil {
      throw ValidationError(
        "--cors is `*`, `null`, or an origin such as `http://localhost:3000`, without a path, got `\(text)`"
      )
    }
    for text in allowHost where HostName(text) == nil {
      throw ValidationError(
        "--allow-host is a name or an address, without scheme and port, such as `sandbox`, got `\(text)`"
      )
    }
  }

  func run(in console: Console) async -> ExitStatus {
    guard let interrupts = Interrupts(dropsIdleInterrupts: false) else {
      return console.complain(ExitStatus(.transport), "no file descriptors left")
    }
    let configuration = SandboxConfiguration(
      host: host, port: port, seed: seed, isDeterministic: deterministic,
      switches: .init(
        strictTokens: strictTokens, duplicateStart: duplicateStart, notFound: notFound,
        earlyRestart: earlyRestart),
      processing: processing, storage: storage, dataFile: data,
      allowedOrigins: cors.compactMap(WebOrigin.init),
      allowedHosts: allowHost.compactMap(HostName.init))
    if !["127.0.0.1", "::1", "localhost"].contains(host) {
      console.write(
        lines: ["warning: other machines can reach a sandbox on \(host)"], to: .standardError)
    }
    let form = output
    let (failure, _) = await interrupts.run { () -> Problem? in
      do {
        try await SandboxService.serve(configuration) { sandbox in
          console.write(lines: Self.warnings(of: sandbox.leftOut), to: .standardError)
          console.writeSecret(Self.greeting(sandbox, form))
        }
        return nil
      } catch let error as SandboxError {
        return Self.wording(error)
      } catch is CancellationError {
        return nil
      } catch {
        return Problem("the sandbox failed: \(error)")
      }
    }
    guard let failure else { return .success }
    return console.complain(ExitStatus(.transport), failure.message, hints: failure.hints)
  }

  private static func duration(_ text: String) throws -> Duration {
    guard let duration = DurationLiteral.parse(text), duration <= .seconds(600) else {
      throw ValidationError("--processing is a duration up to 10m such as 1s, got `\(text)`")
    }
    return duration
  }

  private struct Problem: Sendable {
    let message: String
    let hints: [String]

    init(_ message: String, hint: String? = nil) {
      self.message = message
      hints = hint.map { [$0] } ?? []
    }
  }

  /// How many damaged records are named; of more it is only told how many there are.
  private static let mostNamed = 10

  private static func warnings(of leftOut: [String]) -> [String] {
    let lines = leftOut.prefix(mostNamed).map {
      "warning: \($0) of the data file is damaged and left out"
    }
    let more = leftOut.count - lines.count
    return lines + (more > 0 ? ["warning: so are \(more) more"] : [])
  }

  private static func greeting(_ sandbox: RunningSandbox, _ form: Form) -> String {
    switch form {
    case .json:
      let object = JSONValue.object([
        "endpoint": .string(sandbox.endpoint), "apiKey": .string(sandbox.apiKey),
        "secret": .string(sandbox.secret),
        "rooms": .array(sandbox.rooms.map { .string($0) }),
        "page": sandbox.page.map { .string($0) },
      ])
      return String(decoding: object.encoded(), as: UTF8.self) + "\n"
    case .text:
      let page = sandbox.page.map { "page      \($0)\n" } ?? ""
      return """
        endpoint  \(sandbox.endpoint)
        api key   \(sandbox.apiKey)
        secret    \(sandbox.secret)
        rooms     \(sandbox.rooms.joined(separator: ", "))
        \(page)
        """
    }
  }

  private static func wording(_ error: SandboxError) -> Problem {
    let otherPort = "choose another with --port; 0 takes a free one"
    let otherFile = "name another with --data; it was left as it is"
    switch error {
    case .portInUse(let host, let port):
      return Problem("port \(port) on \(host) is taken", hint: otherPort)
    case .cannotBind(let host, let port, let reason):
      return Problem("cannot listen on \(host), port \(port): \(reason)", hint: otherPort)
    case .ended(let reason): return Problem(reason)
    case .notData(let path, let reason):
      return Problem("`\(path)` is not a sandbox's data file: \(reason)", hint: otherFile)
    case .newerData(let path, let found, let known):
      return Problem(
        "`\(path)` was written by a later version (\(found); this one knows \(known))",
        hint: otherFile)
    case .cannotUseData(let path, let reason):
      return Problem("cannot use `\(path)`: \(reason)")
    }
  }
}

extension SandboxConfiguration.Seed: ExpressibleByArgument {}
extension SandboxConfiguration.Switches.DuplicateStart: ExpressibleByArgument {}
extension SandboxConfiguration.Switches.NotFound: ExpressibleByArgument {}
extension SandboxConfiguration.Switches.EarlyRestart: ExpressibleByArgument {}
extension SandboxConfiguration.Storage: ExpressibleByArgument {}

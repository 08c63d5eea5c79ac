import CommandLanguage
import ShellCore
import VideoSDKClient

/// What a session begins with, put together from flags, environment and configuration files.
struct SessionConfiguration {
  var settings = Settings()
  var choice: TargetChoice
  /// What the files give, in the order of its rank.
  var credentials: [GivenCredentials] = []
  /// What is told once the target is named.
  var events: [Event] = []
}

// The sessions that may begin with it.
extension SessionConfiguration {
  /// The session that begins at an origin.
  func session(at target: Target, _ environment: [String: String]) -> Session {
    let credentials = CredentialSettings(
      environment: environment, for: target.origin, others: credentials)
    return Session(target: target, credentials: credentials, settings: settings)
  }

  /// The session that begins in the embedded sandbox, to which nothing else is ever sent.
  func sandboxSession(
    at target: Target, apiKey: String, secret: String, _ environment: [String: String]
  ) -> Session {
    let own = GivenCredentials(
      apiKey: apiKey, secret: Secret(secret), from: "the sandbox's own key pair",
      for: target.origin)
    let credentials = CredentialSettings(
      environment: environment, for: nil, others: [own] + credentials)
    return Session(target: target, credentials: credentials, settings: settings)
  }

  /// The session of whoever sends nothing, for which no sandbox is started.
  func offlineSession(_ environment: [String: String]) -> Session {
    switch choice {
    case .origin(let target): return session(at: target, environment)
    case .embeddedSandbox(let reason):
      let target = Target(kind: .sandbox, origin: .videoSDK, reason: reason)
      let credentials = CredentialSettings(environment: [:], for: target.origin)
      return Session(target: target, credentials: credentials, settings: settings)
    }
  }
}

extension SessionConfiguration {
  /// What is read.
  struct Selection {
    let options: GlobalOptions
    /// Whether `init.vsdk` is read.
    let isShell: Bool
    /// False leaves every secret where it is.
    let needsSecrets: Bool
    /// Whether a person is asked for what a file does not hold.
    let asks: Bool
  }

  /// Reads what there is to read.
  ///
  /// - Throws: `ConfigurationProblem`; only `init.vsdk` may be broken without one, and is then left out.
  static func read(
    _ selection: Selection, in console: Console
  ) throws(ConfigurationProblem) -> SessionConfiguration {
    let files = ConfigurationFiles(console: console)
    var profile: ConfigurationFile?
    if let name = selection.options.profile { profile = try files.profile(name) }
    var start: ConfigurationFile?
    var events: [Event] = []
    if selection.isShell {
      do throws(ConfigurationProblem) { start = try files.start() } catch { events = told(error) }
    }
    while true {
      var configuration = try plan(selection.options, profile, start, console.environment)
      configuration.events = events
      let origin = selection.needsSecrets ? configuration.choice.origin : nil
      do throws(ConfigurationProblem) {
        configuration.credentials = try files.credentials(
          of: start, for: origin, asks: selection.asks)
      } catch {
        events = told(error)
        start = nil
        continue
      }
      configuration.credentials.insert(
        contentsOf: try files.credentials(of: profile, for: origin, asks: selection.asks), at: 0)
      return configuration
    }
  }

  private static func told(_ problem: ConfigurationProblem) -> [Event] {
    problem.diagnostics.map { Event.failure(Failure($0, .usage)) }
      + [Event.note("init.vsdk is not used until it is corrected")]
  }

  private static func plan(
    _ options: GlobalOptions, _ profile: ConfigurationFile?, _ start: ConfigurationFile?,
    _ environment: [String: String]
  ) throws(ConfigurationProblem) -> SessionConfiguration {
    var settings = Settings()
    start?.apply(to: &settings)
    profile?.apply(to: &settings)
    do throws(SettingError) { settings = try options.settings(over: settings) } catch {
      throw ConfigurationProblem("bad-setting", error.message, hints: error.hints)
    }
    do throws(TargetError) {
      let choice = try TargetChoice.resolve(
        flags: options.target, environment: environment, profile: profile, start: start)
      return SessionConfiguration(settings: settings, choice: choice)
    } catch {
      throw ConfigurationProblem("bad-target", error.message, hints: error.hints)
    }
  }
}

extension TargetChoice {
  /// The origin, when it is known before anything is started.
  fileprivate var origin: Origin? {
    if case .origin(let target) = self { target.origin } else { Origin.nowhere }
  }
}

extension Origin {
  /// Stands for the sandbox in this process before it runs: no file can give credentials for it.
  static var nowhere: Origin? { try? Origin("http://localhost:1") }
}

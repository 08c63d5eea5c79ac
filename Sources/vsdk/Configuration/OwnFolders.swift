import FoundationEssentials

/// Where a person keeps what the program is to begin with.
struct ConfigurationFolder: Sendable {
  let path: String

  /// `VSDK_HOME`, else `XDG_CONFIG_HOME/vsdk`, else `~/.config/vsdk`; never the folder that happens to be current.
  init(environment: [String: String]) {
    path = OwnFolder.path(
      environment, variable: "XDG_CONFIG_HOME", inHome: ".config")
  }

  var start: String { "\(path)/init.vsdk" }
  var profiles: String { "\(path)/profiles" }

  /// The names of the profiles that are there, sorted.
  var profileNames: [String] {
    LocalFile.names(in: profiles).filter { $0.hasSuffix(".vsdk") }.map { String($0.dropLast(5)) }
  }
}

/// Where the program keeps its own files.
struct StateFolder: Sendable {
  let path: String

  /// `VSDK_HOME`, else `XDG_STATE_HOME/vsdk`, else `~/.local/state/vsdk`; never the folder that happens to be current.
  init(environment: [String: String]) {
    path = OwnFolder.path(environment, variable: "XDG_STATE_HOME", inHome: ".local/state")
  }

  var history: String { "\(path)/history" }
  var ledger: String { "\(path)/ledger.sqlite" }
  /// What lessons the person has been through.
  var lessons: String { "\(path)/lessons" }
}

/// The rule by which the program finds its folders.
enum OwnFolder {
  /// `VSDK_HOME`, else a folder below the one that `variable` names, else below the person's home.
  static func path(_ environment: [String: String], variable: String, inHome: String) -> String {
    func value(_ name: String) -> String? {
      environment[name].flatMap { $0.isEmpty ? nil : $0 }
    }
    return value("VSDK_HOME")
      ?? value(variable).map { "\($0)/vsdk" }
      ?? "\(value("HOME") ?? accountHome)/\(inHome)/vsdk"
  }

  /// Where the system's list of accounts says that the user is at home.
  private static var accountHome: String {
    FileManager.default.homeDirectoryForCurrentUser.path(percentEncoded: false)
  }
}

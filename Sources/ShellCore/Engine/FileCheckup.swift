public import CommandLanguage

/// The folders and files of the program: whether they are there, can be read, and are nobody else's.
struct FileCheckup {
  let systemFacts: SystemFacts
  let files: Files
  let redactor: Redactor

  var findings: [Finding] { folders + stateFiles + configuration }

  private var folders: [Finding] {
    var paths = [systemFacts.configurationFolder]
    if systemFacts.stateFolder != systemFacts.configurationFolder {
      paths.append(systemFacts.stateFolder)
    }
    paths.append(systemFacts.profileFolder)
    return paths.map { path in
      guard let facts = files.facts(path) else {
        return Finding("folder", .note, "`\(path)` is not there")
      }
      guard facts.isFolder else {
        return Finding("folder", .bad, "`\(path)` is not a folder", advice: "move it away")
      }
      return owned("folder", path, facts, refused: 0o077, mode: "700")
    }
  }

  private var stateFiles: [Finding] {
    let ledger = systemFacts.ledgerFile
    return [systemFacts.historyFile, ledger, "\(ledger)-wal", "\(ledger)-shm"].compactMap { path in
      guard let facts = files.facts(path) else { return nil }
      guard !facts.isFolder else {
        return Finding("file", .bad, "`\(path)` is a folder", advice: "move it away")
      }
      return owned("file", path, facts, refused: 0o077, mode: "600")
    }
  }

  private func owned(
    _ area: String, _ path: String, _ facts: FileFacts, refused: UInt32, mode: String
  ) -> Finding {
    guard facts.isOwn else {
      return Finding(
        area, .bad, "`\(path)` belongs to another account",
        advice: "name a folder of your own with VSDK_HOME")
    }
    guard facts.mode & refused == 0 else {
      return Finding(
        area, .bad, "`\(path)` is open to others (\(facts.modeText))",
        advice: "chmod \(mode) \(path.quotedForShell)")
    }
    return Finding(area, .good, "`\(path)` is yours alone (\(facts.modeText))")
  }

  private var configuration: [Finding] {
    let folder = systemFacts.profileFolder
    let profiles = files.names(folder).compactMap { name -> (String, String)? in
      guard name.hasSuffix(".vsdk") else { return nil }
      return (String(name.dropLast(5)), "\(folder)/\(name)")
    }
    return [check(systemFacts.startFile, as: .start)]
      + profiles.map { check($0.1, as: .profile($0.0)) }
  }

  private func check(_ path: String, as kind: ConfigurationFile.Kind) -> Finding {
    guard let facts = files.facts(path) else {
      return Finding(kind.area, .note, "`\(path)` is not there; it is not needed")
    }
    if let distrust = ConfigurationFile.distrust(path, facts) {
      return Finding(kind.area, .bad, distrust.message, advice: distrust.hints.first)
    }
    let bytes: [UInt8]
    do throws(FileProblem) { bytes = try files.read(path) } catch {
      return Finding(
        kind.area, .bad, "cannot read `\(path)`: \(error.reason)",
        advice: "make it readable for yourself")
    }
    let (file, problems) = ConfigurationReader.read(bytes, at: path, as: kind, redactor: redactor)
    guard let file else {
      let problem = problems.first?.heading
      return Finding(
        kind.area, .bad, redactor.redact(problem ?? "`\(path)` cannot be used"),
        advice: problems.first?.hints.first ?? "correct the line")
    }
    if let exposure = file.exposure(facts) {
      return Finding(kind.area, .bad, exposure.message, advice: "chmod 600 \(path.quotedForShell)")
    }
    let lines = file.count == 1 ? "1 line" : "\(file.count) lines"
    return Finding(kind.area, .good, "`\(path)` can be used: \(lines) (\(facts.modeText))")
  }
}

extension ConfigurationFile.Kind {
  fileprivate var area: String {
    switch self {
    case .start: "init.vsdk"
    case .profile: "profile"
    }
  }
}

extension Diagnostic {
  /// The sentence with its place, in one line.
  public var heading: String {
    location == nil ? message : DiagnosticText.render(self).first ?? message
  }
}

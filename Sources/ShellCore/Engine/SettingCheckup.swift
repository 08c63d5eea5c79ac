import FoundationEssentials
import Ledger
import VideoSDKClient

/// The ledger, the terminal, the locale.
struct SettingCheckup {
  let systemFacts: SystemFacts
  let files: Files
  let environment: [String: String]
  /// Whether requests go to the sandbox of this process, whose starts are not written down.
  let isOwnSandbox: Bool

  var findings: [Finding] { ledger + [terminal, color, locale] }

  private var ledger: [Finding] {
    let path = systemFacts.ledgerFile
    let own =
      isOwnSandbox
      ? [Finding("ledger", .good, "the sandbox's, in memory: it ends with the sandbox")] : []
    guard files.facts(path) != nil else {
      return isOwnSandbox
        ? own : [Finding("ledger", .good, "none yet: the first start makes `\(path)`")]
    }
    return own + written
  }

  /// What is on disk.
  private var written: [Finding] {
    do throws(LedgerError) {
      let entries = try systemFacts.openLedger().open()
      let running = entries.recordings
      let damage = entries.damaged.isEmpty ? [] : [Self.damage(entries.damaged.count)]
      let opens = "opens, schema \(Ledger.schemaVersion)"
      guard !running.isEmpty else {
        return [Finding("ledger", .good, "\(opens), nothing runs")] + damage
      }
      let some = running.prefix(3).map {
        RecordedSubject($0.start.track).subject
      }
      let more = running.count > 3 ? " and \(running.count - 3) more" : ""
      return [
        Finding(
          "ledger", .note,
          "\(opens), \(running.count) may still run: \(some.joined(separator: ", "))\(more)",
          advice: "`recover` at the prompt asks the service, and stops, leaves or forgets them")
      ] + damage
    } catch {
      let failure = Failure.ledger(error, .unread)
      return [Finding("ledger", .bad, failure.message, advice: failure.hints.first)]
    }
  }

  private static func damage(_ count: Int) -> Finding {
    let failure = Failure.damaged(count)
    return Finding("ledger", .bad, failure.message, advice: failure.hints.first)
  }

  private var terminal: Finding {
    let terminal = systemFacts.terminal
    let name = terminal.name.map { "TERM=\($0)" } ?? "TERM is not set"
    let size = terminal.columns.map { ", \($0) columns" } ?? ""
    guard terminal.isInteractive else {
      return Finding("terminal", .note, "standard input is not a terminal (\(name)\(size))")
    }
    guard terminal.canEdit else {
      return Finding(
        "terminal", .bad, "lines cannot be edited (\(name)\(size))",
        advice: "set TERM to what the terminal is, such as xterm-256color")
    }
    return Finding("terminal", .good, "\(name)\(size)")
  }

  private var color: Finding {
    guard systemFacts.terminal.hasColor else {
      let isRefused = !(environment["NO_COLOR"] ?? "").isEmpty
      return Finding("colour", .note, isRefused ? "none: NO_COLOR is set" : "none on this stream")
    }
    return Finding("colour", .good, "answers are drawn in colour")
  }

  private var locale: Finding {
    let names = ["LC_ALL", "LC_CTYPE", "LANG"]
    let set = names.first { !(environment[$0] ?? "").isEmpty }
    let text = set.map { "\($0)=\(environment[$0] ?? "")" } ?? "LANG is not set"
    guard systemFacts.terminal.isUTF8 else {
      return Finding(
        "locale", .note, "\(text): not UTF-8, signs are drawn in ASCII",
        advice: "set LANG=C.UTF-8 when the terminal shows UTF-8")
    }
    return Finding("locale", .good, "\(text), UTF-8")
  }
}

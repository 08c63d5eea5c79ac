import FoundationEssentials

/// The rows of `starts.table`: what becomes of a start or a stop, whatever the service does.
package enum StartTable {
  /// One row.
  package struct Row: Sendable, CustomStringConvertible {
    /// What is known of a track.
    package enum State: String, Sendable {
      case idle, running, assumed, unknown
    }

    /// What is asked for.
    package enum Command: String, Sendable {
      case start, stop
    }

    /// The row as it is written.
    package let description: String
    /// What runs before.
    package let before: State
    /// What is asked for.
    package let command: Command
    /// What the service does with one request after the other.
    package let faults: [FaultyTracks.Fault]
    /// What its list does meanwhile.
    package let list: FaultyTracks.ListFault
    /// What is known then.
    package let after: State
    /// How many requests reached the service.
    package let sent: Int
    /// The exit code.
    package let exit: Int32

    /// Whether an answer does not come, so that the command should not have long.
    package var isSilent: Bool { faults.contains { [.silence, .endless].contains($0.way) } }

    init?(_ line: Substring) {
      let words = line.split(separator: " ").map(String.init)
      guard words.count == 7, let before = State(rawValue: words[0]),
        let command = Command(rawValue: words[1]), let list = FaultyTracks.ListFault(words[3]),
        let after = State(rawValue: words[4]), let sent = Int(words[5]), let exit = Int32(words[6])
      else { return nil }
      let faults = words[2].split(separator: ",").map { FaultyTracks.Fault(String($0)) }
      guard !faults.contains(nil) else { return nil }
      description = words.joined(separator: " ")
      self.before = before
      self.command = command
      self.faults = faults.compactMap(\.self)
      self.list = list
      self.after = after
      self.sent = sent
      self.exit = exit
    }
  }

  /// All rows, and the lines that are none.
  package static func read() throws -> (rows: [Row], mistakes: [String]) {
    let path = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "starts.table")
    let lines = String(decoding: try Data(contentsOf: path), as: UTF8.self)
      .split(separator: "\n").filter { !$0.hasPrefix("#") }
    let rows = lines.map { Row($0) }
    return (
      rows.compactMap(\.self), zip(lines, rows).filter { $0.1 == nil }.map { String($0.0) }
    )
  }
}

import Glibc

/// A place in a test.
struct CallSite: Sendable, CustomStringConvertible {
  private let file: StaticString
  private let line: UInt

  init(_ file: StaticString, _ line: UInt) {
    self.file = file
    self.line = line
  }

  var description: String { "\(file):\(line)" }
}

/// What a test did to a terminal and what came back, in order.
struct TerminalTranscript: Sendable, CustomStringConvertible {
  enum Action: Sendable {
    case sent(String)
    case expected(String)
    case signal(Int32)
  }

  private enum Entry: Sendable {
    case action(Action, CallSite)
    case received([UInt8])
  }

  /// Of a long entry the end tells most.
  private static let longestEntry = 4000

  private var entries: [Entry] = []

  mutating func add(_ action: Action, at site: CallSite) {
    entries.append(.action(action, site))
  }

  mutating func received(_ bytes: [UInt8]) {
    if case .received(let earlier)? = entries.last {
      entries[entries.count - 1] = .received(earlier + bytes)
    } else {
      entries.append(.received(bytes))
    }
  }

  var description: String { entries.map { Self.line(for: $0) }.joined(separator: "\n") }

  private static func line(for entry: Entry) -> String {
    switch entry {
    case .received(let bytes): "  received " + visible(String(decoding: bytes, as: UTF8.self))
    case .action(.sent(let text), let site): "  sent     \(visible(text))  (\(site))"
    case .action(.expected(let what), let site): "  expected \(what)  (\(site))"
    case .action(.signal(let number), let site): "  signal   \(number)  (\(site))"
    }
  }

  private static func visible(_ text: String) -> String {
    let scalars = text.unicodeScalars
    let shown = scalars.suffix(longestEntry).map {
      $0 == "\u{1b}" ? "⟨esc⟩" : $0.escaped(asASCII: false)
    }
    return (scalars.count > longestEntry ? "… " : "") + shown.joined()
  }
}

/// Something that did not happen on a terminal, with all that did.
public struct PseudoTerminalFailure: Error, CustomStringConvertible {
  /// What did not happen.
  public let message: String
  /// File and line of the call that failed.
  public let location: String
  /// Everything that was sent, expected and received, in order.
  public let transcript: String

  /// Place, sentence and transcript.
  public var description: String { "\(location): \(message)\n\(transcript)" }
}

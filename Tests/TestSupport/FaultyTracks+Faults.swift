extension FaultyTracks {
  /// What happens to one request to start or stop.
  package struct Fault: Sendable, Hashable, CustomStringConvertible {
    /// How the request is answered.
    package enum Way: Sendable, Hashable {
      /// As what was done demands.
      case honest
      case status(Int)
      case reset, unread, silence
      /// 200 with a body that is not JSON, breaks off, never ends, or is empty.
      case garbage, half, endless, empty
      /// There is no connection at all.
      case refused, unresolved, tls
    }

    /// How the request is answered.
    package let way: Way
    /// Whether the service acts on it first.
    package let acts: Bool

    /// Acts, and says so.
    package static let honest = Fault(way: .honest, acts: true)

    /// Describes a fault.
    package init(way: Way, acts: Bool) {
      self.way = way
      self.acts = acts
    }

    /// Reads a word of the table.
    package init?(_ word: String) {
      let acts = word.hasSuffix("!")
      let name = acts ? String(word.dropLast()) : word
      guard let way = Way(name) else { return nil }
      self.init(way: way, acts: acts || way == .honest)
    }

    /// The word of the table.
    package var description: String { way.word + (acts && way != .honest ? "!" : "") }
  }

  /// What happens to the list of recordings.
  package struct ListFault: Sendable, Hashable, CustomStringConvertible {
    /// How many looks do not show what begins meanwhile.
    package let hiddenLooks: Int
    /// How many looks fail.
    package let failures: Int

    /// It is right at once.
    package static let right = ListFault(hiddenLooks: 0, failures: 0)

    /// Describes a fault.
    package init(hiddenLooks: Int, failures: Int) {
      self.hiddenLooks = hiddenLooks
      self.failures = failures
    }

    /// Reads a word of the table.
    package init?(_ word: String) {
      let words: [String: (Int, Int)] = [
        "-": (0, 0), "lag1": (1, 0), "lag2": (2, 0), "never": (1_000_000, 0), "fails1": (0, 1),
        "fails2": (0, 2), "fails": (0, 1_000_000),
      ]
      guard let (hiddenLooks, failures) = words[word] else { return nil }
      self.init(hiddenLooks: hiddenLooks, failures: failures)
    }

    /// Its numbers.
    package var description: String { "list(hidden \(hiddenLooks), failing \(failures))" }
  }
}

extension FaultyTracks.Fault.Way {
  private static let names: [(String, Self)] = [
    ("ok", .honest), ("reset", .reset), ("unread", .unread), ("silence", .silence),
    ("garbage", .garbage), ("half", .half), ("endless", .endless), ("empty", .empty),
    ("refused", .refused), ("unresolved", .unresolved), ("tls", .tls),
  ]

  fileprivate init?(_ word: String) {
    if let named = Self.names.first(where: { $0.0 == word }) {
      self = named.1
    } else {
      guard word.utf8.count == 3, let status = Int(word) else { return nil }
      self = .status(status)
    }
  }

  fileprivate var word: String {
    if case .status(let status) = self {
      let digits = String(status)
      return String(repeating: "0", count: max(0, 3 - digits.count)) + digits
    }
    return Self.names.first { $0.1 == self }?.0 ?? "?"
  }

  /// - Parameter honest: how an honest service would answer.
  func reaction(_ honest: Reaction) -> Reaction {
    let head = "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\n"
    switch self {
    case .honest: return honest
    case .status(307): return .answer(307, "", "Location: http://127.0.0.1:1/elsewhere")
    case .status:
      return .write("HTTP/1.1 \(word) X\r\ncontent-length: 14\r\n\r\n{\"error\":\"no\"}")
    case .reset, .unread, .refused, .unresolved, .tls: return .reset
    case .silence: return .silence
    case .garbage: return .answer(200, "<html><title>Sign in</title></html>")
    case .half: return .writeAndClose(Array((head + "content-length: 99\r\n\r\n\"track rec").utf8))
    case .endless: return .write(head + "content-length: 99\r\n\r\n\"track rec")
    case .empty: return .answer(200, "")
    }
  }
}

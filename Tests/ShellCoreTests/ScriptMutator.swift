import CommandLanguage
import FoundationEssentials

/// Scripts of this project, and what may have become of them: changed by one who knows the language, or byte by byte.
struct ScriptMutator {
  /// The golden scripts and the examples; each with the scripts beside it.
  static let originals: [Original] = {
    let root = "/" + "\(#filePath)".split(separator: "/").dropLast(3).joined(separator: "/")
    let manager = FileManager.default
    let cases = "\(root)/Tests/EndToEndTests/Scripts"
    let folders =
      ["\(root)/scripts/examples"]
      + ((try? manager.contentsOfDirectory(atPath: cases)) ?? []).sorted().map { "\(cases)/\($0)" }
    return folders.flatMap { folder -> [Original] in
      let names = ((try? manager.contentsOfDirectory(atPath: folder)) ?? []).sorted()
      let scripts = names.filter { $0.hasSuffix(".vsdk") }.compactMap { name in
        manager.contents(atPath: "\(folder)/\(name)").map { (name, Array($0)) }
      }
      let files = Dictionary(scripts) { $1 }
      return scripts.map { Original(name: $0.0, bytes: $0.1, files: files) }
    }
  }()

  /// A script, and those that it may include.
  struct Original: Sendable {
    let name: String
    let bytes: [UInt8]
    let files: [String: [UInt8]]
  }

  private static let words = [
    "start", "stop", "audio", "video", "screen", "screen_audio", "all", "room=r-1",
    "participant=p-1",
    "participant=all", "set", "unset", "room", "participant", "format", "webm", "retries", "0", "2",
    "expect", "http", "==", "!=", "<", ">=", "200", "4xx", "409", "error", "not", "exists",
    "contains",
    "matches", "/a|b/", "/(a+)+b/", "/(/", "state.audio", "state.running", "recording.audio.id",
    "last.data[0].id", "last", "elapsed", "5s", "500ms", "wait", "until", "within=2s",
    "every=500ms",
    "let", "x", "=", "${x}", "${1}", "${missing:-abcd}", "\"a b\"", "'c d'", "\"\"",
    "\"\\u{1F600}\"",
    "echo", "rooms", "sessions", "recordings", "recording", "participants", "session", "create",
    "sandbox", "status", "reset", "join", "leave", "mute", "fail", "try", "defer", "quit", "12",
    "param",
    "y", "secret", "env:HOME", "vsdk", "1", "run", "part.vsdk", "case.vsdk", "listen", "port=0",
    "hook",
    "true", "null", "delete", "ended", "state=ended", "per-page=1", "page=1", "abcd", "\\", ";",
    "#",
    "as", "curl", "dry", "whoami", "token", "show", "else", "\"no\"", "hook.data.kind", "[0]",
    "last.data[kind=audio].id",
  ]

  var generator: SeededBytes

  /// A script that differs from one of the originals in one to four ways.
  mutating func next() -> Original {
    let original =
      Self.originals.randomElement(using: &generator) ?? Original(name: "", bytes: [], files: [:])
    var bytes = original.bytes
    for _ in 0..<Int.random(in: 1...4, using: &generator) {
      if Int.random(in: 0..<5, using: &generator) == 0 {
        generator.edit(&bytes)
      } else {
        rewrite(&bytes)
      }
    }
    return Original(name: original.name, bytes: bytes, files: original.files)
  }

  /// Changes a line or a word.
  private mutating func rewrite(_ bytes: inout [UInt8]) {
    var lines = bytes.split(separator: 10, omittingEmptySubsequences: false).map(Array.init)
    let place = Int.random(in: lines.indices, using: &generator)
    switch Int.random(in: 0..<9, using: &generator) {
    case 0: lines.remove(at: place)
    case 1: lines.insert(lines[place], at: place)
    case 2: lines.swapAt(place, Int.random(in: lines.indices, using: &generator))
    case 3: lines[place] = Array("try ".utf8) + lines[place]
    case 4: lines[place] = Array("defer ".utf8) + lines[place]
    case 5 where place + 1 < lines.count:
      lines[place] += Array("; ".utf8) + lines.remove(at: place + 1)
    case 6: lines.insert(madeUp(), at: place)
    default:
      var words = lines[place].split(separator: 32).map(Array.init)
      guard !words.isEmpty else { return }
      let word = Int.random(in: words.indices, using: &generator)
      switch Int.random(in: 0..<4, using: &generator) {
      case 0: words.remove(at: word)
      case 1: words.insert(self.word(), at: word)
      default: words[word] = self.word()
      }
      lines[place] = Array(words.joined(separator: [32]))
    }
    bytes = Array(lines.joined(separator: [10]))
  }

  private mutating func madeUp() -> [UInt8] {
    let words = (0..<Int.random(in: 1...5, using: &generator)).map { _ in word() }
    return Array(words.joined(separator: [32]))
  }

  private mutating func word() -> [UInt8] {
    Array((Self.words.randomElement(using: &generator) ?? "").utf8)
  }
}

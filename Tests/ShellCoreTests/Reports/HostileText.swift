import Testing

/// A text that a format must not let out of its place.
struct HostileText: Sendable, CustomTestStringConvertible {
  let name: String
  let text: String

  var testDescription: String { name }

  static let all = [
    HostileText(name: "markup", text: #"<a href="x">&amp; ]]> <!-- 'q' -->"#),
    HostileText(name: "every control character", text: controls),
    HostileText(name: "lines and tabs", text: "one\n  two\r\n\tthree\n\nfour\n"),
    HostileText(name: "not characters", text: "a\u{FFFE}b\u{FFFF}c\u{FEFF}d"),
    HostileText(name: "line ends of Unicode", text: "a\u{85}b\u{2028}c\u{2029}d"),
    HostileText(name: "beyond the first plane", text: "日本 é 👩‍👩‍👧 \u{10FFFF}"),
    HostileText(name: "directives", text: ##"a # SKIP b \# todo c \\# SKIP"##),
    HostileText(name: "TAP's own words", text: "ok 1\nnot ok 2\n1..9\nBail out! x\n  ...\n---"),
    HostileText(name: "a backslash at the end", text: #"a\"#),
    HostileText(name: "leading blanks", text: "  a: b\n- c: \"d\""),
    HostileText(name: "nothing", text: ""),
  ]

  private static let controls = String(
    String.UnicodeScalarView((0..<0xA0).compactMap(Unicode.Scalar.init)))
}

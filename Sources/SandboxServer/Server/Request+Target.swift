import Hummingbird

extension Request {
  /// What is asked for, as it is written: the path, and what stands behind the question mark.
  var target: (path: Substring, query: Substring?) {
    let text = head.path ?? "/"
    // Compared by bytes, which is cheap enough for every request.
    guard let mark = text.utf8.firstIndex(of: UInt8(ascii: "?")) else { return (text[...], nil) }
    return (text[..<mark], text[text.utf8.index(after: mark)...])
  }
}

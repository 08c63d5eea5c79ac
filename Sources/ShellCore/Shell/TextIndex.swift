/// Many texts behind each other, in which those that begin so, or hold a text, are found within a key, of a hundred thousand.
///
/// Pure. Texts are known by their places, in the order in which they were added; they are compared byte by byte.
package struct TextIndex: Sendable {
  private var bytes: [UInt8] = []
  /// Where each ends in `bytes`.
  private var ends: [Int] = []

  package init() {}

  package mutating func append(_ text: String) {
    bytes.append(contentsOf: text.utf8)
    ends.append(bytes.count)
  }

  package mutating func removeAll() { (bytes, ends) = ([], []) }

  /// The last place before another whose text begins so, and fits.
  package func last(
    before end: Int, beginningWith start: String, where fits: (Int) -> Bool = { _ in true }
  ) -> Int? {
    look(for: start) { look in
      var place = min(end, ends.count)
      while place > 0 {
        place -= 1
        if look.begins(at: place), fits(place) { return place }
      }
      return nil
    }
  }

  /// The first place behind another whose text begins so, and fits.
  package func first(
    behind place: Int, beginningWith start: String, where fits: (Int) -> Bool = { _ in true }
  ) -> Int? {
    look(for: start) { look in
      var place = place + 1
      while place < ends.count {
        if look.begins(at: place), fits(place) { return place }
        place += 1
      }
      return nil
    }
  }

  /// The last place before another whose text holds this one.
  package func last(before end: Int, holding text: String) -> Int? {
    look(for: text) { look in
      var place = min(end, ends.count)
      while place > 0 {
        place -= 1
        if look.holds(at: place) { return place }
      }
      return nil
    }
  }

  private func look(for text: String, _ body: (Look) -> Int?) -> Int? {
    let wanted = Array(text.utf8)
    return bytes.withUnsafeBufferPointer { bytes in
      ends.withUnsafeBufferPointer { ends in
        wanted.withUnsafeBufferPointer { body(Look(bytes: bytes, ends: ends, wanted: $0)) }
      }
    }
  }

  /// The texts, and what is looked for in them.
  private struct Look {
    let bytes: UnsafeBufferPointer<UInt8>
    let ends: UnsafeBufferPointer<Int>
    let wanted: UnsafeBufferPointer<UInt8>

    func begins(at place: Int) -> Bool { stands(at: start(of: place), before: ends[place]) }

    func holds(at place: Int) -> Bool {
      guard let first = wanted.first else { return true }
      var start = start(of: place)
      while start <= ends[place] - wanted.count {
        if bytes[start] == first, stands(at: start, before: ends[place]) { return true }
        start += 1
      }
      return false
    }

    private func start(of place: Int) -> Int { place == 0 ? 0 : ends[place - 1] }

    /// From its end: what many lines begin with is alike.
    private func stands(at start: Int, before end: Int) -> Bool {
      guard end - start >= wanted.count else { return false }
      var place = wanted.count
      while place > 0 {
        place -= 1
        if bytes[start + place] != wanted[place] { return false }
      }
      return true
    }
  }
}

/// Finds what a mistyped word was meant to be.
public enum Suggestion {
  private static let longest = 64
  /// Among more of them none is looked for: a script may have thousands of names and of slips.
  private static let mostCandidates = 512

  /// The candidate a word was most likely meant to be; nil when none is near.
  ///
  /// Another case wins, then the fewest typing slips (one for each three letters, at least one),
  /// then the only candidate the word begins. The first candidate wins among equals.
  public static func nearest(
    to word: String, in candidates: some Sequence<String>
  ) -> String? {
    let candidates = Array(candidates)
    guard !word.isEmpty, word.utf8.count <= longest, candidates.count <= mostCandidates
    else { return nil }
    let lower = word.lowercased()
    if let match = candidates.first(where: { $0.lowercased() == lower }) { return match }
    return nearestBySlips(to: Array(lower), in: candidates)
      ?? onlyCandidate(beginningWith: lower, in: candidates)
  }

  /// Number of insertions, deletions, replacements and swaps of neighbours between two words.
  static func distance(_ left: [Character], _ right: [Character]) -> Int {
    var beforeLast: [Int] = []
    var last = Array(0...right.count)
    for (row, letter) in left.enumerated() {
      var current = [row + 1]
      for (column, other) in right.enumerated() {
        var cost = min(
          last[column + 1] + 1, current[column] + 1, last[column] + (letter == other ? 0 : 1))
        if row > 0, column > 0, letter == right[column - 1], left[row - 1] == other {
          cost = min(cost, beforeLast[column - 1] + 1)
        }
        current.append(cost)
      }
      (beforeLast, last) = (last, current)
    }
    return last[right.count]
  }

  private static func nearestBySlips(to word: [Character], in candidates: [String]) -> String? {
    guard word.count > 1 else { return nil }
    let limit = max(1, min(3, word.count / 3))
    var best: (candidate: String, distance: Int)?
    for candidate in candidates where candidate.utf8.count <= longest {
      let letters = Array(candidate.lowercased())
      guard abs(letters.count - word.count) <= limit else { continue }
      let distance = distance(word, letters)
      guard distance <= limit, distance < best?.distance ?? .max else { continue }
      best = (candidate, distance)
    }
    return best?.candidate
  }

  private static func onlyCandidate(
    beginningWith word: String, in candidates: [String]
  ) -> String? {
    guard word.count >= 3 else { return nil }
    let matches = candidates.filter { $0.lowercased().hasPrefix(word) }
    return matches.count == 1 ? matches.first : nil
  }
}

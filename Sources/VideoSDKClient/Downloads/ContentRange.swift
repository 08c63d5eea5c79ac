/// Which part of a file an answer holds, by its `Content-Range` header field.
struct ContentRange: Equatable {
  let start: Int
  /// The length of the whole file; nil when the server does not know.
  let total: Int?

  /// Reads `bytes FIRST-LAST/TOTAL`, where the total may be `*`; nil for anything else.
  init?(_ field: String?) {
    guard let field, field.hasPrefix("bytes ") else { return nil }
    let parts = field.dropFirst(6).split(separator: "/", omittingEmptySubsequences: false)
    guard parts.count == 2 else { return nil }
    let ends = parts[0].split(separator: "-", omittingEmptySubsequences: false).map { Int($0) }
    guard ends.count == 2, let first = ends[0], let last = ends[1], 0 <= first, first <= last
    else { return nil }
    start = first
    total = Int(parts[1])
    guard total != nil || parts[1] == "*", total.map({ last < $0 }) ?? true else { return nil }
  }
}

import CPCRE2

/// A regular expression that a person or a script wrote, matched by PCRE2 within limits.
///
/// Neither the pattern nor the text can be trusted to go together: backtracking may take longer than anybody lives.
/// PCRE2's own limits hold for one place of the text at a time, so the limit that counts is ours: PCRE2 calls us before
/// each item of the pattern, and we count these calls and the bytes between them over the whole match. The same calls
/// ask whether the task was cancelled; that is how Control-C and a time limit end a match.
///
/// A match is found at any place of the text. Texts are Unicode: `\w`, `\d`, `\b` and `(?i)` know more than ASCII.
/// Swift's strings are always valid UTF-8, so the text never is what PCRE2 would have to refuse.
public struct Pattern: ~Copyable {
  /// How many bytes a pattern may have.
  public static let longestPattern = 8192
  /// How deep groups may stand inside each other.
  public static let deepestGroup: UInt32 = 100

  private let code: OpaquePointer

  /// Compiles a pattern.
  ///
  /// - Throws: `PatternMistake` with the place that PCRE2 gives.
  public init(_ text: String) throws(PatternMistake) {
    let context = pcre2_compile_context_create_8(nil)
    defer { pcre2_compile_context_free_8(context) }
    pcre2_set_parens_nest_limit_8(context, Self.deepestGroup)
    pcre2_set_max_pattern_length_8(context, Self.longestPattern)
    var text = text
    var error: Int32 = 0
    var offset = 0
    let code = text.withUTF8 { bytes in
      // Without `\C` no match can end inside a character.
      pcre2_compile_8(
        bytes.baseAddress, bytes.count,
        PCRE2_UTF | PCRE2_UCP | PCRE2_NEVER_BACKSLASH_C | PCRE2_AUTO_CALLOUT, &error, &offset,
        context)
    }
    guard let code else {
      throw PatternMistake(reason: Self.reason(error), offset: min(offset, text.utf8.count))
    }
    self.code = code
  }

  deinit { pcre2_code_free_8(code) }

  /// Whether the pattern fits somewhere in a text.
  ///
  /// - Throws: `MatchProblem` when a limit is reached, or the task is cancelled while it takes its time.
  public func matches(_ text: String) throws(MatchProblem) -> Bool {
    var budget = MatchBudget()
    return try matches(text, within: &budget)
  }

  /// Whether the pattern fits somewhere in a text; several matches can share one budget.
  ///
  /// - Throws: `MatchProblem` when a limit is reached, or the task is cancelled while it takes its time.
  public func matches(
    _ text: String, within budget: inout MatchBudget
  ) throws(MatchProblem) -> Bool {
    let context = pcre2_match_context_create_8(nil)
    defer { pcre2_match_context_free_8(context) }
    pcre2_set_match_limit_8(context, MatchBudget.backtracks)
    pcre2_set_depth_limit_8(context, MatchBudget.depth)
    pcre2_set_heap_limit_8(context, MatchBudget.heapKibibytes)
    let data = pcre2_match_data_create_8(1, nil)
    defer { pcre2_match_data_free_8(data) }
    var text = text
    budget.begin()
    let result = withUnsafeMutablePointer(to: &budget) { budget in
      pcre2_set_callout_8(context, Self.count, budget)
      return text.withUTF8 { bytes in
        pcre2_match_8(code, bytes.baseAddress, bytes.count, 0, 0, data, context)
      }
    }
    switch result {
    case 0...: return true
    case PCRE2_ERROR_NOMATCH: return false
    case PCRE2_ERROR_CALLOUT where budget.isCancelled: throw .cancelled
    case PCRE2_ERROR_CALLOUT: throw .tooCostly(.steps)
    case PCRE2_ERROR_MATCHLIMIT: throw .tooCostly(.backtracks)
    case PCRE2_ERROR_DEPTHLIMIT: throw .tooCostly(.depth)
    case PCRE2_ERROR_HEAPLIMIT: throw .tooCostly(.memory)
    default: throw .impossible(Self.message(of: result))
    }
  }

  /// Is called before each item of the pattern; anything but 0 ends the match.
  private static let count:
    @convention(c) (
      UnsafeMutablePointer<pcre2_callout_block_8>?, UnsafeMutableRawPointer?
    ) -> Int32 = { block, budget in
      guard let block, let budget else { return 0 }
      let mayGoOn = budget.assumingMemoryBound(to: MatchBudget.self).pointee
        .spend(at: block.pointee.current_position)
      return mayGoOn ? 0 : PCRE2_ERROR_CALLOUT
    }

  private static func reason(_ error: Int32) -> String {
    switch error {
    case PCRE2_ERROR_PATTERN_STRING_TOO_LONG: "it has more than \(longestPattern) bytes"
    case PCRE2_ERROR_PARENTHESES_NEST_TOO_DEEP:
      "parentheses are too deeply nested, more than \(deepestGroup) inside each other"
    default: message(of: error)
    }
  }

  private static func message(of code: Int32) -> String {
    var buffer = [UInt8](repeating: 0, count: 256)
    let length = pcre2_get_error_message_8(code, &buffer, buffer.count)
    return String(decoding: buffer.prefix(max(0, Int(length))), as: UTF8.self)
  }
}

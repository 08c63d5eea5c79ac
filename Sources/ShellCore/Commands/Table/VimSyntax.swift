public import CommandLanguage

/// The language as a syntax file for Vim, `~/.vim/syntax/vsdk.vim`.
///
/// An item of a line is a region from its verb to its end, begun only where one may stand (`nextgroup`), so that a word
/// means something only behind the verb that knows it; see `:help :syn-nextgroup`.
public enum VimSyntax {
  /// The file, with a line end.
  public static func text(_ table: GrammarTable) -> String {
    let words = EditorWords(table)
    var lines: [String] = [
      "\" Vim syntax file for VideoSDK scripts, written by `vsdk reference --vim`.",
      "if exists('b:current_syntax')", "  finish", "endif", "syn case match",
      "syn sync fromstart", "",
      #"syn match vsdkStart /^\s*\ze\S/ nextgroup=@vsdkItem"#,
      #"syn match vsdkSeparator /;\s*/ nextgroup=@vsdkItem"#,
      "syn cluster vsdkItem contains=vsdkComment,vsdkDirective,vsdkHeaderItem,vsdkPrefix,@vsdkCommand",
      "syn cluster vsdkArgument contains=vsdkComment,vsdkSingle,vsdkDouble,vsdkVariable,vsdkNumber",
      "",
    ]
    lines += pieces
    lines += words.prefixes.flatMap(prefix)
    lines += words.verbs.flatMap(command)
    lines += links(words)
    lines.append("let b:current_syntax = 'vsdk'")
    return lines.joined(separator: "\n") + "\n"
  }

  /// Where a word ends.
  ///
  /// Not `\%(…\|$\)\@=`: behind that no region ends with the line.
  private static let end = #"[^ \t;]\@!"#
  /// Where a word may begin that is no verb.
  private static let start = #"\%(^\|[ \t;]\)\@1<="#
  private static let itemEnd = #"skip=/\\$/ end=/;\@=/ end=/$/"#

  private static var pieces: [String] {
    let predicates =
      (EditorWords.predicates.words + EditorWords.predicates.signs).joined(separator: #"\|"#)
    let headers = EditorPattern.anyOf(EditorWords.headers, #"\|"#)
    return [
      #"syn match vsdkComment /\#(start)#.*/"#,
      #"syn match vsdkDirective /\#(start)#:.*/"#,
      #"syn region vsdkSingle start=/'/ end=/'/ contained"#,
      #"syn region vsdkDouble start=/"/ skip=/\\\\\|\\"/ end=/"/ contained contains=vsdkEscape,vsdkVariable"#,
      #"syn match vsdkEscape /\\\%(u{\x\{1,6}}\|["\\$nt]\)/ contained"#,
      #"syn match vsdkVariable /\${[a-z0-9][a-z0-9_-]*\%(:-[^}]*\)\=}/ contained"#,
      #"syn match vsdkNumber /\%([ \t;,=]\)\@1<=\%(\%(\d\+\%(ms\|[smhd]\)\)\+\|-\=\d\+\%(\.\d\+\)\=\)[^ \t;,]\@!/ contained"#,
      #"syn region vsdkHeaderItem matchgroup=vsdkHeader start=/\%(\#(headers)\)\#(end)/ \#(itemEnd) contained contains=@vsdkArgument"#,
      #"syn match vsdkPredicate /\#(start)\%(\#(predicates)\)\#(end)/ contained"#,
      #"syn match vsdkConnective /\#(start)\%(\#(EditorPattern.anyOf(EditorWords.connectives, #"\|"#))\)\#(end)/ contained"#,
      #"syn match vsdkRoot /\#(start)\%(\#(EditorPattern.anyOf(EditorWords.roots, #"\|"#))\)[^ \t;.[]\@!/ contained"#,
      #"syn match vsdkRegex /\%(matches\s\+\)\@20<=\/\%(\\.\|[^\/\\]\)*\// contained"#,
      "syn cluster vsdkQuery contains=vsdkPredicate,vsdkConnective,vsdkRoot,vsdkRegex",
    ]
  }

  private static func prefix(_ verb: EditorWords.Verb) -> [String] {
    guard !verb.words.isEmpty else {
      return [
        #"syn match vsdkPrefix /\#(verb.name)\#(end)/ contained nextgroup=@vsdkItem skipwhite"#
      ]
    }
    let group = groupName(of: verb)
    return [
      #"syn match vsdkPrefix /\#(verb.name)\#(end)/ contained nextgroup=\#(group)Word skipwhite"#,
      #"syn match \#(group)Word /\%(\#(EditorPattern.anyOf(verb.words, #"\|"#))\)\#(end)/ contained nextgroup=@vsdkItem skipwhite"#,
    ]
  }

  private static func command(_ verb: EditorWords.Verb) -> [String] {
    let group = groupName(of: verb)
    var lines: [String] = []
    var inside = ["@vsdkArgument"]
    if verb.takesQuery { inside.append("@vsdkQuery") }
    let keys: String? =
      switch verb.options {
      case .keys(let keys): keys.isEmpty ? nil : EditorPattern.anyOf(keys, #"\|"#)
      case .any: "[a-z][a-z0-9_-]*"
      }
    if let keys {
      inside.append("\(group)Option")
      lines.append(#"syn match \#(group)Option /\#(start)\%(\#(keys)\)=\@=/ contained"#)
    }
    if !verb.words.isEmpty {
      inside.append("\(group)Word")
      lines.append(
        #"syn match \#(group)Word /\%([ \t,=]\)\@1<=\%(\#(EditorPattern.anyOf(verb.words, #"\|"#))\)[^ \t;,]\@!/ contained"#
      )
    }
    lines.append(
      #"syn region \#(group) matchgroup=vsdkVerb start=/\#(verb.name)\#(end)/ \#(itemEnd) contained contains="#
        + inside.joined(separator: ","))
    return lines + ["syn cluster vsdkCommand add=\(group)"]
  }

  private static func links(_ words: EditorWords) -> [String] {
    let own =
      (words.verbs + words.prefixes).filter { !$0.words.isEmpty }
      .map { (groupName(of: $0) + "Word", "Constant") }
      + words.verbs.filter { $0.options != .keys([]) }
      .map { (groupName(of: $0) + "Option", "Type") }
    let all =
      [
        ("vsdkComment", "Comment"), ("vsdkDirective", "SpecialComment"), ("vsdkSingle", "String"),
        ("vsdkDouble", "String"), ("vsdkEscape", "SpecialChar"), ("vsdkVariable", "Identifier"),
        ("vsdkNumber", "Number"), ("vsdkHeader", "PreProc"), ("vsdkPrefix", "Keyword"),
        ("vsdkVerb", "Statement"), ("vsdkPredicate", "Operator"), ("vsdkConnective", "Operator"),
        ("vsdkRoot", "Function"), ("vsdkRegex", "String"),
      ] + own
    return all.map { "hi def link \($0.0) \($0.1)" }
  }

  private static func groupName(of verb: EditorWords.Verb) -> String {
    "vsdk" + verb.name.prefix(1).uppercased() + verb.name.dropFirst() + "Item"
  }
}

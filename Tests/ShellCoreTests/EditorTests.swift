import CommandLanguage
import FoundationEssentials
import TestSupport
import Testing
import VideoSDKClient

@testable import ShellCore

/// The files for editors, held against the parser: what it reads as a verb, a kind, a text, a comment or a variable is
/// coloured as one.
@Suite(.timeLimit(.minutes(2))) struct EditorTests {
  /// More than the examples show.
  private static let sample = #"""
    vsdk 1
    #: title start audio, in a comment
    param who = abcd  # a default
    param greeting = 'stop ${who}'
    secret key = env:KEY
    set room abcd-efgh-ijkl; set participant ${who}; set timeout 10s
    start audio video participant=${who} ; stop   all # start video
      try start screen_audio \
        participant="efgh # no comment; start video"
    echo start audio 'single "quotes"' "double ${who} \"and\" \u{1F600}" é ${1:-x}
    echo "a text
    start audio; # over lines ${who}
    of three" ; stop audio
    defer stop all;defer echo '#'
    as curl start audio; dry stop all
    expect http == 200; expect not state.audio == recording else "not ${who}"
    wait until recording.audio.id exists within=5s every=50ms
    expect error.message matches /^start "audio\/$/
    let first = last.data[kind=audio].id secret
    run parts/other.vsdk word key=value # audio
    starts audio start-audio; recordings audio,video state=recording page=2
    webhook=#none; sandbox fail next=start
    """#

  private static var samples: [(name: String, text: String)] {
    let folder = TestFiles.beside("../../scripts/examples")
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    let examples = names.filter { $0.hasSuffix(".vsdk") }.sorted().compactMap { name in
      FileManager.default.contents(atPath: "\(folder)/\(name)")
        .map { (name: name, text: String(decoding: $0, as: UTF8.self)) }
    }
    return examples + [("sample.vsdk", sample + "\n")]
  }

  // MARK: What the parser says

  /// A stretch of a text and the letter of its group.
  private struct Expected {
    var spans: [(span: SourceSpan, letter: Character)] = []
    private let source: SourceText
    private let table = CommandTable.grammars

    init(_ text: String) {
      source = SourceText(name: "sample.vsdk", text: text)
      for line in Parser(source, dialect: .file) {
        if let comment = line.comment { spans.append((comment.span, "c")) }
        for statement in line.statements { add(statement) }
      }
    }

    private mutating func add(_ statement: Statement) {
      let start = statement.span.start
      switch statement.body {
      case .version: spans.append((SourceSpan(start, start + 4), "h"))
      case .parameter(_, let value):
        spans.append((SourceSpan(start, start + 5), "h"))
        if let value { add(value) }
      case .secret: spans.append((SourceSpan(start, start + 6), "h"))
      case .expectation(let expectation):
        spans.append((SourceSpan(start, start + 6), "v"))
        if case .condition(let condition) = expectation.claim { add(condition) }
        if let complaint = expectation.complaint { add(complaint) }
      case .command(let command):
        if let modifier = command.modifier {
          spans.append((SourceSpan(start, start + modifier.rawValue.utf8.count), "m"))
        }
        add(command)
      }
    }

    private mutating func add(_ command: CommandSyntax) {
      let grammar = table.grammar(for: command.verb.text)
      var isPrefix = false
      switch command.form {
      case .nested(let inner):
        isPrefix = true
        add(inner)
      case .waitUntil(let condition): add(condition)
      case .plain, .capture: break
      }
      if grammar != nil { spans.append((command.verb.span, isPrefix ? "m" : "v")) }
      let kinds: [String] =
        if case .choice(let kinds)? = grammar?.parameters.first?.type { kinds.map(\.name) } else {
          []
        }
      for argument in command.arguments {
        switch argument {
        case .word(let word):
          add(word)
          if word.isVerbatim, kinds.contains(word.literalText ?? "") {
            spans.append((word.span, "w"))
          }
        case .option(let key, let value):
          add(value)
          if grammar?.options.contains(where: { $0.key == key.text }) == true {
            spans.append((key.span, "o"))
          }
        }
      }
    }

    private mutating func add(_ condition: Condition) {
      switch condition.operand {
      case .word(let word): add(word)
      case .regex(_, let span): spans.append((span, "s"))
      case nil: break
      }
    }

    private mutating func add(_ word: Word) {
      if word.quoting != .bare { spans.append((word.span, "s")) }
      for case .variable(let variable) in word.pieces { spans.append((variable.span, "x")) }
    }

    /// What is wrong about a text of letters, one for each byte.
    func mistakes(in letters: [UInt8]) -> [String] {
      var wanted = [UInt8?](repeating: nil, count: source.utf8.count)
      for (span, letter) in spans {
        for place in span.start..<span.end { wanted[place] = letter.asciiValue }
      }
      guard letters.count == wanted.count else { return ["\(letters.count) of \(wanted.count)"] }
      return wanted.indices.compactMap { place in
        guard let letter = wanted[place], letter != letters[place], source.utf8[place] != 0x0A
        else { return nil }
        let position = source.position(at: place)
        return "\(position.line):\(position.column): wanted \(Unicode.Scalar(letter)), found "
          + "\(Unicode.Scalar(letters[place]))"
      }
    }
  }

  @Test func `the samples hold every group`() {
    let letters = Set(Expected(Self.sample).spans.map(\.letter))

    #expect(letters == Set("vmwscxoh"))
    #expect(Self.samples.count > 15)
  }

  // MARK: Vim

  /// Vim with syntax files; its small edition has none.
  ///
  /// Where everything has to be installed, a test fails without it.
  private static func hasVim() async throws -> Bool {
    if ProcessInfo.processInfo.environment["CI"] == "true" { return true }
    guard FileManager.default.isExecutableFile(atPath: "/usr/bin/vim") else { return false }
    return try await ProcessRunner.run(
      "/usr/bin/vim", arguments: ["--version"], environment: [:]
    ).standardOutput.contains("+syntax")
  }

  private static let vimScript = #"""
    set nocompatible encoding=utf-8 nomore
    syntax enable
    let s:letters = [['vsdkVerb', 'v'], ['vsdkPrefix', 'm'], ['Word$', 'w'], ['vsdkSingle', 's'],
      \ ['vsdkDouble', 's'], ['vsdkEscape', 's'], ['vsdkRegex', 's'], ['vsdkComment', 'c'],
      \ ['vsdkDirective', 'c'], ['vsdkVariable', 'x'], ['Option$', 'o'], ['vsdkNumber', 'n'],
      \ ['vsdkPredicate', 'p'], ['vsdkConnective', 'p'], ['vsdkRoot', 'q'], ['vsdkHeader$', 'h']]
    function s:Letter(name)
      for [l:pattern, l:letter] in s:letters
        if a:name =~# l:pattern
          return l:letter
        endif
      endfor
      return '.'
    endfunction
    for s:file in glob('*.vsdk', 0, 1)
      execute 'edit' fnameescape(s:file)
      syntax clear
      unlet! b:current_syntax
      source vsdk.vim
      let s:lines = []
      for s:number in range(1, line('$'))
        let s:text = ''
        for s:column in range(1, len(getline(s:number)))
          let s:name = synIDattr(synID(s:number, s:column, 1), 'name')
          let s:text .= s:Letter(s:name)
        endfor
        call add(s:lines, s:text)
      endfor
      call writefile(s:lines, s:file . '.letters')
    endfor
    qall!
    """#

  @Test(.enabled("vim is not installed") { try await hasVim() })
  func `vim colours what the parser reads`() async throws {
    try await Self.inFolder { folder in
      for (name, text) in Self.samples { try Self.write(text, to: "\(folder)/\(name)") }
      try Self.write(VimSyntax.text(CommandTable.grammars), to: "\(folder)/vsdk.vim")
      try Self.write(Self.vimScript + "\n", to: "\(folder)/letters.vim")

      let terminal = try PseudoTerminal(
        "/usr/bin/vim",
        arguments: ["-u", "NONE", "-i", "NONE", "-n", "-N", "-S", "letters.vim"],
        environment: ["HOME": folder, "TERM": "xterm", "LANG": "C.UTF-8", "PATH": "/usr/bin:/bin"],
        directory: folder)
      #expect(try await terminal.waitForExit() == .exited(0), "\(terminal.receivedText)")

      for (name, text) in Self.samples {
        let letters = FileManager.default.contents(atPath: "\(folder)/\(name).letters")
        #expect(Expected(text).mistakes(in: Array(letters ?? Data())) == [], "\(name)")
      }
    }
  }

  // MARK: TextMate

  /// A tokenizer of TextMate's kind: a stack of rules over the lines, the first match counts, the end before the rest.
  private static let tokenizer = #"""
    import json, re, sys
    grammar, texts = json.load(sys.stdin)
    LETTERS = [("support.function", "v"), ("keyword.control", "m"), ("constant.language", "w"),
               ("string", "s"), ("constant.character.escape", "s"), ("comment", "c"),
               ("variable.other", "x"), ("variable.parameter", "o"), ("constant.numeric", "n"),
               ("keyword.operator", "p"), ("variable.language", "q"), ("keyword.other", "h")]
    def letter(scope):
        return next((l for s, l in LETTERS if scope and scope.startswith(s)), None)
    def rules(patterns):
        for rule in patterns:
            if "include" in rule:
                rule = grammar["repository"][rule["include"][1:]]
            if "match" in rule or "begin" in rule: yield rule
            else: yield from rules(rule["patterns"])
    def paint(out, start, end, scope):
        if letter(scope): out[start:end] = letter(scope) * (end - start)
    def captures(out, match, rule, key):
        for number, capture in rule.get(key, {}).items():
            if match.group(int(number)) is not None:
                paint(out, *match.span(int(number)), capture["name"])
    def line(text, stack):
        out, place = list("." * len(text)), 0
        while True:
            top, best = stack[-1], None
            if "end" in top:
                best = re.compile(top["end"]).search(text, place)
            found, rule = best, None
            for candidate in rules(top.get("patterns", [])):
                match = re.compile(candidate.get("match") or candidate["begin"]).search(text, place)
                if match and (found is None or match.start() < found.start()):
                    found, rule = match, candidate
            scope = top.get("name")
            if found is None:
                paint(out, place, len(text), scope)
                return out
            paint(out, place, found.start(), scope)
            if rule is None:
                paint(out, *found.span(), scope)
                stack.pop()
            elif "match" in rule:
                paint(out, *found.span(), rule.get("name") or scope)
                captures(out, found, rule, "captures")
            else:
                paint(out, *found.span(), rule.get("name") or scope)
                captures(out, found, rule, "beginCaptures")
                stack.append(rule)
            if found.end() == place == found.start() and rule is not None and "match" in rule:
                place += 1
            else:
                place = found.end()
    result = []
    for text in texts:
        stack, painted = [grammar], ""
        for row in text.split("\n"):
            for sign, found in zip(row, line(row, stack)):
                painted += found * len(sign.encode())
            painted += "\n"
        result.append(painted[:-1])
    print(json.dumps(result))
    """#

  @Test(.enabled(if: Tool("python3").isInstalled, "python3 is not installed"))
  func `a TextMate tokenizer colours what the parser reads`() async throws {
    let samples = Self.samples
    let texts = samples.map { JSONText.line(.string($0.text)) }.joined(separator: ",")
    let input = "[\(TextMateGrammar.text(CommandTable.grammars)),[\(texts)]]"

    let result = try await ProcessRunner.run(
      "/usr/bin/env", arguments: ["python3", "-c", Self.tokenizer],
      environment: ["PATH": ProcessInfo.processInfo.environment["PATH"] ?? ""], input: input)

    guard
      case .array(let letters) = try JSONValue(parsing: Array(result.standardOutput.utf8)),
      letters.count == samples.count
    else {
      Issue.record("\(result.standardError)")
      return
    }
    for (sample, letters) in zip(samples, letters) {
      guard case .string(let text) = letters else { continue }
      #expect(Expected(sample.text).mistakes(in: Array(text.utf8)) == [], "\(sample.name)")
    }
  }

  // MARK: Files

  private static func inFolder(_ body: (String) async throws -> Void) async throws {
    let folder = FileManager.default.temporaryDirectory
      .appending(component: "vsdk-editors-\(UUID().uuidString)").path(percentEncoded: false)
    try FileManager.default.createDirectory(
      atPath: folder, withIntermediateDirectories: false)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    try await body(folder)
  }

  private static func write(_ text: String, to path: String) throws {
    try Data(text.utf8).write(to: URL(filePath: path))
  }
}

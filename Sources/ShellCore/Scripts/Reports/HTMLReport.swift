import CommandLanguage
import VideoSDKClient

/// A replay as a page for people: one file that needs no other, no network and no JavaScript.
///
/// It is well-formed XML too, but for its first line, so that any text of others is held by the same escaping as in JUnit's.
enum HTMLReport {
  static func render(_ record: ReplayRecord) -> String {
    let title = title(record)
    let head = [
      "<!DOCTYPE html>", #"<html lang="en">"#, "<head>", #"<meta charset="utf-8"/>"#,
      #"<meta http-equiv="Content-Security-Policy" content="\#(policy)"/>"#,
      #"<meta name="viewport" content="width=device-width, initial-scale=1"/>"#,
      #"<meta name="color-scheme" content="light dark"/>"#,
      "<title>\(XMLText.shown(title))</title>",
      "<style>", XMLText.content(ReportStyle.sheet + TimelinePicture.style), "</style>", "</head>",
      "<body>",
    ]
    let body =
      [
        #"<header class="\#(style(record))">"#, "<h1>\(XMLText.shown(title))</h1>",
        "<p>\(XMLText.shown(facts(record)))</p>",
      ]
      + (record.interruption.map { [#"<p class="bad">\#($0.sentence)</p>"#] } ?? [])
      + ["</header>", "<main>"] + summary(record)
      + record.files.enumerated().flatMap { section($1, number: $0 + 1) } + ["</main>"]
    return (head + body + ["</body>", "</html>"]).joined(separator: "\n") + "\n"
  }

  /// Nothing may be loaded or run, whatever a text of others would bring.
  private static let policy =
    "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"

  // MARK: The whole

  private static func title(_ record: ReplayRecord) -> String {
    let counts = Counts(record.files.map(\.verdict))
    guard counts.total > 0 else { return "vsdk: nothing was run" }
    let scripts = counts.total == 1 ? "1 script" : "\(counts.total) scripts"
    guard counts.failed > 0 else {
      return counts.skipped > 0
        ? "vsdk: \(counts.passed) of \(scripts) passed, \(counts.skipped) not run"
        : "vsdk: \(scripts) passed"
    }
    return "vsdk: \(counts.failed) of \(scripts) failed"
  }

  /// How the whole ended, for its colour and sign.
  private static func style(_ record: ReplayRecord) -> String {
    let counts = Counts(record.files.map(\.verdict))
    if counts.failed > 0 || record.interruption != nil { return "bad" }
    return counts.passed > 0 && counts.skipped == 0 ? "good" : "muted"
  }

  private static func facts(_ record: ReplayRecord) -> String {
    let counts = Counts(record.files.flatMap { $0.steps.map(\.verdict) })
    let elapsed = record.files.reduce(Duration.zero) { $0 + $1.elapsed }
    let parts = [counts.phrase("step"), DurationText.short(elapsed), record.ended]
    return parts.compactMap(\.self).joined(separator: " · ")
  }

  private static func summary(_ record: ReplayRecord) -> [String] {
    guard record.files.count > 1 else { return [] }
    let rows = record.files.enumerated().map { place, file in
      "<tr><td>\(sign(file.verdict))</td>"
        + ##"<td><a href="#file-\##(place + 1)">\##(XMLText.shown(file.name))</a></td>"##
        + "<td>\(Counts(file.steps.map(\.verdict)).phrase("step"))</td>"
        + "<td>\(DurationText.short(file.elapsed))</td>"
        + "<td>\(XMLText.shown(reason(file.verdict)))</td></tr>"
    }
    return [
      #"<section aria-labelledby="scripts">"#,
      #"<div class="head"><h2 id="scripts">Scripts</h2></div>"#,
      scrolled("scripts") + "<table>",
      "<thead><tr><th>verdict</th><th>script</th><th>steps</th><th>time</th><th>because</th></tr></thead>",
      "<tbody>",
    ] + rows + ["</tbody>", "</table></div>", "</section>"]
  }

  /// What may be wider than the window; the keyboard must be able to scroll it too.
  private static func scrolled(_ name: String) -> String {
    #"<div class="wide" tabindex="0" role="region" aria-labelledby="\#(name)">"#
  }

  private static func timeline(_ file: FileRecord, number: Int) -> [String] {
    guard let timeline = file.timeline else { return [] }
    let name = "times-\(number)"
    return [
      #"<h3 id="\#(name)">What was recorded when</h3>"#, scrolled(name),
      TimelinePicture(timeline, name: "timeline-\(number)").element, "</div>",
    ]
  }

  // MARK: A script

  private static func section(_ file: FileRecord, number: Int) -> [String] {
    let counts = Counts(file.steps.map(\.verdict)).phrase("step")
    let facts = "\(counts) · \(DurationText.short(file.elapsed)) · exit code \(file.exit.code)"
    // What no step has, such as a leak.
    let own = file.failures.first.map { failure in
      file.steps.contains { $0.verdict == .failed(failure) } ? [] : excerpt(failure, "own ")
    }
    let skipped =
      if case .skipped(let reason) = file.verdict {
        [#"<p class="muted">not run: \#(XMLText.shown(reason))</p>"#]
      } else { [String]() }
    return [
      #"<section class="file" id="file-\#(number)" aria-labelledby="name-\#(number)">"#,
      #"<div class="head">"#,
      #"<h2 id="name-\#(number)">\#(sign(file.verdict)) \#(XMLText.shown(file.name))</h2>"#,
    ] + (skipped.isEmpty ? [#"<p class="muted">\#(facts)</p>"#] : skipped) + ["</div>"]
      + (own ?? [])
      + timeline(file, number: number)
      + (file.steps.isEmpty ? [] : ["<ol>"] + steps(of: file) + ["</ol>"])
      + ["</section>"]
  }

  /// An expectation that failed is about the answer of the command above it, which is then open too.
  private static func steps(of file: FileRecord) -> [String] {
    var isWanted = false
    var parts: [[String]] = []
    for item in file.steps.reversed() {
      parts.append(step(item, of: file, isOpen: isWanted))
      if case .failed = item.verdict, item.role == .expectation { isWanted = true }
      if item.role != .expectation { isWanted = false }
    }
    return parts.reversed().flatMap(\.self)
  }

  private static func step(
    _ step: StepRecord, of file: FileRecord, isOpen isWanted: Bool
  ) -> [String] {
    let line = headline(step, of: file)
    var inner = step.exchanges.flatMap(exchange)
    if step.omittedExchanges > 0 {
      let count = step.omittedExchanges
      inner.append(
        #"<p class="muted">\#(count) \#(count == 1 ? "request" : "requests") in the middle left out</p>"#
      )
    }
    var isOpen = isWanted
    switch step.verdict {
    case .passed: break
    case .failed(let failure):
      inner = excerpt(failure) + inner
      isOpen = true
    case .skipped(let reason):
      inner.append(#"<p class="muted">\#(XMLText.shown(reason))</p>"#)
    }
    guard !inner.isEmpty else { return [#"<li><div class="step">\#(line)</div></li>"#] }
    return ["<li><details\(isOpen ? #" open="""# : "")><summary>\(line)</summary>"] + inner
      + ["</details></li>"]
  }

  /// Verdict, place, the step itself, the answer's status, its time, what was sent again.
  private static func headline(_ step: StepRecord, of file: FileRecord) -> String {
    let place = step.place.description(within: file.name).onOneLine
    let role =
      switch step.role {
      case .deferred: ["deferred"]
      case .command, .expectation: [String]()
      }
    let facts =
      role
      + [step.http.map { "\($0)" }, step.elapsed.map(DurationText.short), step.retried.phrase]
      .compactMap(\.self)
    let told = XMLText.shown(facts.joined(separator: " · "))
    return sign(step.verdict) + #" <span class="place">\#(XMLText.shown(place))</span>"#
      + " <code>\(XMLText.shown(step.text.onOneLine))</code>"
      + (told.isEmpty ? "" : #" <span class="facts muted">\#(told)</span>"#)
  }

  private static func exchange(_ exchange: RecordedExchange) -> [String] {
    let attempt =
      exchange.attempt > 1 ? #" <span class="muted">attempt \#(exchange.attempt)</span>"# : ""
    let status = exchange.status.map { "\($0)" } ?? exchange.failure ?? "no answer"
    let isGood = exchange.status.map { $0 < 400 } ?? false
    return [
      #"<div class="exchange">"#,
      "<p>sent <code>\(XMLText.shown(exchange.request))</code>\(attempt)</p>",
    ] + body(exchange.requestBody) + [
      #"<p>back <b class="\#(isGood ? "good" : "bad")">\#(XMLText.shown(status))</b> "#
        + #"<span class="muted">\#(DurationText.short(exchange.elapsed))</span></p>"#
    ] + body(exchange.answer)
      + (exchange.omission.map { [#"<p class="muted">\#($0)</p>"#] } ?? []) + ["</div>"]
  }

  /// JSON over several lines, anything else as it came.
  private static func body(_ text: String?) -> [String] {
    guard let text else { return [] }
    let laidOut = (try? JSONValue(parsing: Array(text.utf8))).map { JSONText.laidOut($0) }
    return pre([laidOut ?? text])
  }

  /// What is wrong, with the lines of the script and the caret.
  private static func excerpt(_ failure: RecordedFailure, _ style: String = "") -> [String] {
    pre(failure.lines, style + "bad-edge")
  }

  /// Each line in an element of its own: none can look like a line of this file.
  private static func pre(_ texts: [String], _ style: String = "") -> [String] {
    let lines = texts.flatMap {
      $0.unicodeScalars.split(separator: "\n", omittingEmptySubsequences: false)
    }
    .map { "<code>\(XMLText.shown(String($0)))</code>" }.joined(separator: "\n")
    // Narrow windows scroll it, which the keyboard must be able to do too.
    let style = style.isEmpty ? "" : #" class="\#(style)""#
    return ["<pre tabindex=\"0\"\(style)>\(lines)</pre>"]
  }

  // MARK: Words

  /// Seen as a sign, and read as a word.
  private static func sign(_ verdict: ReplayRecord.Verdict) -> String {
    switch verdict {
    case .passed: #"<b class="sign good">passed</b>"#
    case .failed: #"<b class="sign bad">failed</b>"#
    case .skipped: #"<b class="sign muted">not run</b>"#
    }
  }

  private static func reason(_ verdict: ReplayRecord.Verdict) -> String {
    switch verdict {
    case .passed: ""
    case .failed(let failure): failure.message
    case .skipped(let reason): reason
    }
  }

  private struct Counts {
    var passed = 0
    var failed = 0
    var skipped = 0
    var total: Int { passed + failed + skipped }

    init(_ verdicts: [ReplayRecord.Verdict]) {
      for verdict in verdicts {
        switch verdict {
        case .passed: passed += 1
        case .failed: failed += 1
        case .skipped: skipped += 1
        }
      }
    }

    /// `12 steps, 1 failed`.
    func phrase(_ thing: String) -> String {
      let parts = [
        total == 1 ? "1 \(thing)" : "\(total) \(thing)s", failed > 0 ? "\(failed) failed" : nil,
        skipped > 0 ? "\(skipped) not run" : nil,
      ]
      return parts.compactMap(\.self).joined(separator: ", ")
    }
  }
}

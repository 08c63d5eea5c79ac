import CommandLanguage
import VideoSDKClient

/// What a lesson shows: its task, what became of each line, hints, and the end.
///
/// Pure.
enum LessonScreen {
  /// A row below a line: what was sent, what came back, what changed.
  static func row(
    _ name: String, _ text: String, _ role: StyledText.Role = .plain
  ) -> TalkLine {
    let padding = String(repeating: " ", count: max(0, 9 - name.count))
    return TalkLine(StyledText([.init("  \(name)\(padding)", .muted)]), text, role)
  }

  // MARK: The beginning

  /// Title, progress, task, and how to get on.
  static func opening(_ place: Int, in catalog: LessonCatalog, _ progress: LessonProgress)
    -> [TalkLine]
  {
    let lesson = catalog.lessons[place]
    let title = "lesson \(place + 1) of \(catalog.lessons.count) · \(lesson.title)"
    let lead = StyledText([.init(title, .strong)])
    let task = lesson.tasks.enumerated().map { number, text in
      TalkLine(StyledText([.init(number == 0 ? "task   " : "       ", .muted)]), text)
    }
    return [TalkLine(lead, trail: bar(catalog, progress, at: place))] + task
      + [
        TalkLine(
          StyledText([.init("stuck  ", .muted)]),
          "lesson hint · lesson solution · lesson next skips · lesson off leaves", .muted)
      ]
  }

  /// Which are done and which is under way, as `██▒░░░░░░░ 2 of 10 done`.
  private static func bar(
    _ catalog: LessonCatalog, _ progress: LessonProgress, at place: Int
  ) -> String {
    let signs = catalog.lessons.enumerated().map { number, lesson in
      number == place ? "▒" : progress.hasDone(lesson) ? "█" : "░"
    }
    let done = catalog.lessons.count { progress.hasDone($0) }
    return signs.joined() + (done == 0 ? " none done yet" : " \(done) of \(signs.count) done")
  }

  /// The list, with what is done and where one is.
  static func list(
    _ catalog: LessonCatalog, _ progress: LessonProgress, at place: Int?
  ) -> [TalkLine] {
    let width = catalog.lessons.map(\.name.count).max() ?? 0
    return catalog.lessons.enumerated().map { number, lesson in
      let standing = progress.standing(of: lesson)
      let margin = number < 9 ? " " : ""
      let name = lesson.name + String(repeating: " ", count: width - lesson.name.count)
      var parts: [StyledText.Part] = [
        .init(standing == .open ? "  " : "✓ ", .good), .init("\(margin)\(number + 1)  "),
        .init(name, .id),
      ]
      if number == place { parts.append(.init(" ◂", .strong)) }
      let what = standing == .doneBefore ? "\(lesson.title) (changed since)" : lesson.title
      parts.append(.init(number == place ? " " : "   "))
      return TalkLine(StyledText(parts), what)
    }
  }

  // MARK: Below a line

  /// What a line came to.
  static func told(_ look: LessonDesk.Look) -> [TalkLine] {
    var lines = WireText.lines(look.exchanges)
    let width = look.changes.map { DisplayWidth.columns(of: $0.subject) }.max() ?? 0
    for (place, change) in look.changes.enumerated() {
      let gap = width - DisplayWidth.columns(of: change.subject)
      let subject = change.subject + String(repeating: " ", count: gap)
      var line = row(place == 0 ? "changed" : "", "\(change.before) → \(change.after)", .strong)
      line.lead = line.lead + StyledText([.init(subject + "  ")])
      lines.append(line)
    }
    guard let verdicts = look.verdicts else { return lines }
    let firstMiss = verdicts.firstIndex { $0.complaint != nil }
    for (place, verdict) in verdicts.enumerated() {
      lines.append(
        line(verdict, trail: place == firstMiss && look.offersHint ? "stuck? lesson hint" : ""))
    }
    return lines
  }

  private static func line(_ verdict: LessonDesk.Verdict, trail: String) -> TalkLine {
    guard let complaint = verdict.complaint else {
      return TalkLine(StyledText([.init("  ✓ ", .good)]), verdict.check, .good)
    }
    // What is to be reads as what is, where nothing stands before it.
    let text = complaint == verdict.check ? "not yet: \(complaint)" : complaint
    return TalkLine(StyledText([.init("  ✗ ", .bad)]), text, trail: trail)
  }

  // MARK: What is asked for

  static func hint(_ hint: (number: Int, text: String), of count: Int) -> [TalkLine] {
    let head = "hint \(hint.number) of \(count)  "
    let trail = hint.number == count ? "lesson solution" : ""
    return [TalkLine(StyledText([.init(head, .muted)]), hint.text, trail: trail)]
  }

  static let noMoreHints = [
    TalkLine(
      StyledText([.init("hint  ", .muted)]),
      "there are no more; `lesson solution` puts the next line into your input line")
  ]

  // MARK: The end

  /// What is said once a lesson is done.
  static func done(
    _ place: Int, in catalog: LessonCatalog, _ progress: LessonProgress
  ) -> [TalkLine] {
    let lesson = catalog.lessons[place]
    let words = lesson.words.map { "`explain \($0)`" }.joined(separator: ", ")
    let know = words.isEmpty ? "" : " · more about it: \(words)"
    var lines = [
      TalkLine(
        StyledText([.init("done   ", .good)]), "lesson \(place + 1), \(lesson.title)\(know)", .good)
    ]
    let open = catalog.lessons.indices.filter { !progress.hasDone(catalog.lessons[$0]) }
    guard open.isEmpty else {
      let next = open.first { $0 > place } ?? open[0]
      lines.append(
        TalkLine(
          StyledText([.init("next   ", .muted)]),
          "`lesson next` · \(next + 1), \(catalog.lessons[next].title)"))
      return lines
    }
    return lines + farewell(catalog.lessons.count)
  }

  /// What is said to whoever leaves the shell in a lesson.
  static func left(_ place: Int, in catalog: LessonCatalog, isDone: Bool) -> [TalkLine] {
    let what = isDone ? "done and kept" : "open"
    return [
      TalkLine(
        StyledText([.init("note: ", .muted)]),
        "the sandbox of the lesson is closed, nothing runs on; lesson \(place + 1) is \(what), "
          + "`vsdk lesson` in the system's shell goes on")
    ]
  }

  /// What is said to whoever leaves a lesson and stays in the shell.
  static func off(in catalog: LessonCatalog, _ progress: LessonProgress) -> [TalkLine] {
    let next = progress.next(in: catalog).map {
      "`lesson` goes on with \($0 + 1), \(catalog.lessons[$0].title)"
    }
    return [
      TalkLine(
        StyledText([.init("note: ", .muted)]),
        "you are in your own shell again; \(next ?? "`lesson` lists what you have done")")
    ]
  }

  /// What is said to whoever asks for a lesson and has done them all.
  static func allDone(in catalog: LessonCatalog) -> [TalkLine] {
    let count = catalog.lessons.count
    return [
      TalkLine(
        StyledText([.init("done   ", .good)]),
        "all \(count) lessons; `lesson 3` does the third once more, and takes nothing back", .good)
    ] + whereTo
  }

  private static func farewell(_ count: Int) -> [TalkLine] {
    [
      TalkLine(
        StyledText([.init("       ", .muted)]),
        "congratulations: all \(count) lessons are done. You can record, stop, fetch, wait, be "
          + "refused, lose a network and script it all.", .strong),
      TalkLine(
        StyledText([.init("next   ", .muted)]),
        "`lesson off` goes back to your own shell, which has a sandbox too"),
    ] + whereTo
  }

  /// What there is behind the lessons: scripts, the language of one's program, the real service and its price.
  private static let whereTo: [TalkLine] = [
    (
      "script",
      "`save FILE.vsdk` and `run FILE.vsdk` for your own; `help scripts` and `help expectations` "
        + "tell what they may say: `try start audio` goes on when it is refused, "
        + "`let id = last.data[0].id` keeps a part of an answer as `${id}`"
    ),
    (
      "look",
      "`dry start audio` shows a request and sends nothing, `as node start audio` writes it in the "
        + "language of your program (curl, php, python, swift too), `watch recordings` looks again "
        + "and again"
    ),
    (
      "live",
      "take an API key and its secret from VideoSDK's dashboard, and put them into "
        + "VIDEOSDK_API_KEY and VIDEOSDK_SECRET; `vsdk --live` in the system's shell then asks "
        + "the real service. People come into its rooms by your app, with VideoSDK's SDK and a token "
        + "of the role rtc"
    ),
    (
      "costs",
      "recordings, by the vendor's list: $\(CostEstimate.perMinute(.audio)) a minute for a "
        + "microphone, $\(CostEstimate.perMinute(.video)) for a camera; nothing in a sandbox"
    ),
  ].map { name, text in
    let padding = String(repeating: " ", count: 7 - name.count)
    return TalkLine(StyledText([.init(name + padding, .muted)]), text)
  }
}

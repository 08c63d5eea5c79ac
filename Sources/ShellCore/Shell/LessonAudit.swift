public import CommandLanguage
import Synchronization
import VideoSDKClient

/// Whether the lessons keep what they promise; each is played as a person would, without one.
public struct LessonAudit {
  private let services: Services
  private let interrupts: any InterruptScope
  private let recorder: ReplayRecorder?

  /// Webhooks and files come a moment after the last line of a solution.
  private static let patience = Duration.seconds(5)

  /// - Parameter recorder: takes each promise as a step, for a report.
  public init(services: Services, interrupts: any InterruptScope, recorder: ReplayRecorder?) {
    self.services = services
    self.interrupts = interrupts
    self.recorder = recorder
  }

  /// What was found of one promise.
  private struct Step {
    let line: Int
    let promise: String
    /// Nil when it is kept.
    let breach: String?
  }

  /// Plays all lessons.
  ///
  /// - Parameter tell: is given a line for each lesson, and one for each promise that is not kept.
  public func run(tell: (Report) -> Void) async -> ExitStatus {
    guard var doors = services.lessons else { return ExitStatus(.internal) }
    doors.readProgress = { [] }
    doors.addProgress = { _ in }
    let catalog: LessonCatalog
    do throws(Mistakes) { catalog = try LessonCatalog() } catch {
      for failure in error.list {
        tell(Self.report("FAIL", DiagnosticText.render(failure.diagnostic).joined(separator: "\n")))
      }
      return ExitStatus(.script)
    }
    var status = ExitStatus.success
    var taught: Set<String> = []
    for place in catalog.lessons.indices {
      let lesson = catalog.lessons[place]
      let watch = Stopwatch(services.clock)
      let (steps, ended) = await play(place, in: catalog, doors)
      if let ended { return ended }
      let all = steps + [speech(lesson, &taught)]
      let isKept = all.allSatisfy { $0.breach == nil }
      tell(
        Self.report(
          isKept ? "ok  " : "FAIL", "\(lesson.name)  \(DurationText.short(watch.elapsed))"))
      for step in all {
        note(step, of: lesson)
        guard let breach = step.breach else { continue }
        tell(Self.report("    ", "\(lesson.name).vsdk:\(step.line)  \(step.promise): \(breach)"))
      }
      let own = isKept ? ExitStatus.success : ExitStatus(.expectation)
      if status == .success { status = own }
      recorder?.end(file: "\(lesson.name).vsdk", own, after: watch.elapsed)
    }
    return status
  }

  private static func report(_ word: String, _ text: String) -> Report {
    Report(
      json: .object(["verdict": .string(word.trimmingSpace), "text": .string(text)]),
      body: [.line(StyledText([.init(word, word == "FAIL" ? .bad : .good), .init(" \(text)")]))])
  }

  private func note(_ step: Step, of lesson: Lesson) {
    let command = WrittenCommand(
      place: RecordedPlace(source: "\(lesson.name).vsdk", line: step.line), text: step.promise,
      role: .expectation)
    guard let breach = step.breach else {
      recorder?.note(.held(command))
      return
    }
    var outcome = CommandOutcome(failures: [
      Failure(.expectation, "lesson-breach", "\(step.promise): \(breach)")
    ])
    outcome.command = command
    recorder?.note(.completed(outcome))
  }

  // MARK: Promises

  private func play(
    _ place: Int, in catalog: LessonCatalog, _ doors: LessonDoors
  ) async -> (steps: [Step], ended: ExitStatus?) {
    let lesson = catalog.lessons[place]
    var steps: [Step] = []
    let untouched = await attempt(place, [], in: catalog, doors) { _ in true }
    if let ended = untouched.ended { return (steps, ended) }
    steps += promises(of: lesson, "fails on the set-up alone", untouched) {
      $0.complaint == nil ? "it passes untouched" : nil
    }
    let solved = await attempt(place, lesson.solution, in: catalog, doors) { verdicts in
      verdicts.allSatisfy { $0.complaint == nil }
    }
    if let ended = solved.ended { return (steps, ended) }
    steps += promises(of: lesson, "holds behind the solution", solved) { verdict in
      verdict.complaint.map { ([$0] + solved.failures).joined(separator: "; ") }
    }
    for wrong in lesson.wrongs {
      let hope = { (verdicts: [LessonDesk.Verdict]) in
        verdicts.first { $0.complaint != nil }?.complaint == wrong.text
      }
      let gone = await attempt(place, wrong.lines, in: catalog, doors, hope)
      if let ended = gone.ended { return (steps, ended) }
      let said = gone.verdicts.compactMap(\.complaint).first
      steps.append(
        Step(
          line: wrong.line, promise: "the wrong way is told `\(wrong.text)`",
          breach: gone.mistake
            ?? (said == wrong.text ? nil : "it is told `\(said ?? "nothing: all checks hold")`")))
    }
    return (steps, nil)
  }

  private func promises(
    of lesson: Lesson, _ what: String, _ attempt: Attempt,
    breach: (LessonDesk.Verdict) -> String?
  ) -> [Step] {
    if let mistake = attempt.mistake {
      return [Step(line: 1, promise: "the set-up runs", breach: mistake)]
    }
    return zip(lesson.checks, attempt.verdicts).map { check, verdict in
      Step(line: check.line, promise: "`\(check.text)` \(what)", breach: breach(verdict))
    }
  }

  /// Whether the solution has no verb that neither this lesson nor one before it tells of.
  private func speech(_ lesson: Lesson, _ taught: inout Set<String>) -> Step {
    for text in lesson.tasks + lesson.hints {
      let parts = text.split(separator: "`", omittingEmptySubsequences: false)
      for place in parts.indices where place % 2 == 1 {
        if let word = parts[place].split(separator: " ").first { taught.insert(String(word)) }
      }
    }
    let unknown = lesson.solution.first { line in
      guard let word = line.text.split(separator: " ").first else { return false }
      return !taught.contains(String(word))
    }
    return Step(
      line: unknown?.number ?? 1, promise: "the solution says only what was taught",
      breach: unknown.map { "nothing so far tells of `\($0.text)`" })
  }

  // MARK: Playing

  private struct Attempt {
    var verdicts: [LessonDesk.Verdict] = []
    /// Why it did not begin.
    var mistake: String?
    /// What went wrong on the way, wanted or not.
    var failures: [String] = []
    var ended: ExitStatus?
  }

  private func attempt(
    _ place: Int, _ lines: [Lesson.Line], in catalog: LessonCatalog, _ doors: LessonDoors,
    _ hope: @escaping ([LessonDesk.Verdict]) -> Bool
  ) async -> Attempt {
    let lesson = catalog.lessons[place]
    let desk: LessonDesk
    do throws(Mistakes) {
      desk = try await LessonDesk(lesson, services, doors)
    } catch {
      return Attempt(mistake: error.list.map(\.message).joined(separator: "; "))
    }
    defer { desk.close() }
    let failures = Mutex<[String]>([])
    var shell = ShellLoop(
      lines: PreparedLines(lines.map(\.text)), session: desk.session,
      interpreter: desk.interpreter, interrupts: interrupts, redactor: services.redactor,
      style: ShellLoop.Style(isUTF8: true, isColored: false)
    ) { event in
      switch event {
      case .completed(let outcome): failures.withLock { $0 += outcome.failures.map(\.message) }
      case .failure(let failure): failures.withLock { $0.append(failure.message) }
      default: break
      }
    }
    shell.lesson = LessonUnderWay(catalog: catalog, place: place, desk: desk)
    shell.lessonDoors = doors
    var attempt = Attempt()
    if case .left(let status) = await shell.depart(), status.code > 128 { attempt.ended = status }
    guard var after = shell.lesson?.desk else { return attempt }
    let limit = Self.patience
    let (settled, ended) = await interrupts.run { [state = shell.state] in
      await after.settle(state.session, state.scope, within: limit, hope)
      return after.verdicts
    }
    attempt.verdicts = settled
    attempt.ended = attempt.ended ?? ended
    attempt.failures = failures.withLock { $0 }
    return attempt
  }
}

/// The lines of a person who is not there.
private final class PreparedLines: LineSource {
  private let texts: Mutex<ArraySlice<String>>
  let stored: [String] = []

  init(_ texts: [String]) { self.texts = Mutex(texts[...]) }

  func nextLine(prompt: Prompt, assistant: LineAssistant) -> LineInput {
    texts.withLock { $0.popFirst() }.map { .line($0) } ?? .end
  }

  func remember(_ entry: String, stored: Bool) {}
  func forget() throws(FileProblem) {}
  func prepareFarewell(_ text: String) {}
  func prefill(_ text: String) -> Bool { false }
  func clearScreen() {}
  func dropPendingLines() -> Int { 0 }
}

/// The lessons as whoever starts the process knows them.
public enum Lessons {
  /// What is wrong with a word that is to name a lesson; nil for one that does.
  public static func problem(with word: String) -> Diagnostic? {
    do throws(Failure) {
      _ = try (try? LessonCatalog())?.place(of: word)
      return nil
    } catch {
      return error.diagnostic
    }
  }
}

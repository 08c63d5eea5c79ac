import CommandLanguage
import VideoSDKClient

/// A lesson in the shell that is for it.
struct LessonUnderWay: Sendable {
  let catalog: LessonCatalog
  /// Where the lesson stands, from 0.
  let place: Int
  var desk: LessonDesk
}

/// Lessons: listed, begun, helped with, and looked at behind every line.
///
/// A lesson has a shell of its own inside the person's, so that nothing of either reaches the other; what is asked of
/// lessons there ends it, and the outer one carries it out.
extension ShellLoop {
  /// Carries out what is asked of lessons.
  ///
  /// - Returns: what came of it, and the signal that ended it.
  mutating func perform(_ order: LessonOrder) async -> (CommandOutcome, ExitStatus?) {
    guard let doors = interpreter.services.lessons ?? lessonDoors else {
      return (CommandOutcome(failures: [.noLessonsHere]), nil)
    }
    do throws(Mistakes) {
      let catalog = try LessonCatalog()
      if lesson == nil { return try await begin(order, catalog, doors) }
      return (try await carryOut(order, catalog, doors), nil)
    } catch {
      return (CommandOutcome(failures: error.list), nil)
    }
  }

  private func place(
    _ word: String, _ span: SourceSpan, in catalog: LessonCatalog
  ) throws(Mistakes) -> Int {
    do throws(Failure) { return try catalog.place(of: word, span) } catch {
      throw Mistakes(error)
    }
  }

  // MARK: Outside of a lesson

  private mutating func begin(
    _ order: LessonOrder, _ catalog: LessonCatalog, _ doors: LessonDoors
  ) async throws(Mistakes) -> (CommandOutcome, ExitStatus?) {
    let progress = progress(doors)
    let next = progress.next(in: catalog)
    switch order {
    case .list, .next:
      if order == .list { tell(LessonScreen.list(catalog, progress, at: next)) }
      guard let next else {
        tell(LessonScreen.allDone(in: catalog))
        return (CommandOutcome(), nil)
      }
      return (CommandOutcome(), await teach(next, catalog, doors))
    case .begin(let word, let span):
      let place = try place(word, span, in: catalog)
      return (CommandOutcome(), await teach(place, catalog, doors))
    case .hint, .again, .solution, .off: throw Mistakes(.noLessonUnderWay)
    }
  }

  /// Holds lessons until the person leaves them.
  ///
  /// - Returns: the signal that ended them.
  private mutating func teach(
    _ first: Int, _ catalog: LessonCatalog, _ doors: LessonDoors
  ) async -> ExitStatus? {
    var place = first
    while true {
      let lesson = catalog.lessons[place]
      let settings = settingsForLessons
      let (opened, ended) = await interrupts.run {
        [services = interpreter.services] () async -> Result<LessonDesk, Mistakes> in
        do throws(Mistakes) {
          return .success(try await LessonDesk(lesson, services, doors, settings: settings))
        } catch {
          return .failure(error)
        }
      }
      let desk: LessonDesk
      switch opened {
      case .failure(let mistakes):
        for failure in mistakes.list { emit(.failure(failure)) }
        state.didFail = true
        return ended
      case .success(let opened): desk = opened
      }
      defer { desk.close() }
      if let ended { return ended }
      note(.begun, lesson, doors)
      tell(LessonScreen.opening(place, in: catalog, progress(doors)))
      var shell = inner(for: LessonUnderWay(catalog: catalog, place: place, desk: desk))
      shell.lessonDoors = doors
      let departure = await shell.depart()
      entries = shell.entries
      switch departure {
      case .left(let status):
        tell(LessonScreen.left(place, in: catalog, isDone: shell.lesson?.desk.isDone == true))
        state.leaving = .asked(code: status.code)
        return nil
      case .lesson(.begin(let word, _)): place = (try? catalog.place(of: word)) ?? place
      case .lesson(.next): place = Self.place(after: place, in: catalog, progress(doors))
      case .lesson(.again): break
      case .lesson:
        tell(LessonScreen.off(in: catalog, progress(doors)))
        return nil
      }
    }
  }

  /// What a lesson takes over of how the person wants things written.
  private var settingsForLessons: Settings {
    var settings = Settings()
    for key in [SettingKey.color, .output, .timing, .highlight, .suggest, .pager] {
      settings.take(key, from: state.session.settings)
    }
    return settings
  }

  /// The next that is open, else the next of all.
  private static func place(
    after place: Int, in catalog: LessonCatalog, _ progress: LessonProgress
  ) -> Int {
    let count = catalog.lessons.count
    let others = (1..<count).map { (place + $0) % count }
    return others.first { !progress.hasDone(catalog.lessons[$0]) } ?? (place + 1) % count
  }

  // MARK: In a lesson

  private mutating func carryOut(
    _ order: LessonOrder, _ catalog: LessonCatalog, _ doors: LessonDoors
  ) async throws(Mistakes) -> CommandOutcome {
    guard var underWay = lesson else { return CommandOutcome() }
    defer { lesson = underWay }
    switch order {
    case .list:
      let progress = progress(doors)
      tell(LessonScreen.list(catalog, progress, at: underWay.place))
      tell(LessonScreen.opening(underWay.place, in: catalog, progress))
    case .begin(let word, let span):
      _ = try place(word, span, in: catalog)
      leaveLesson(for: order)
    case .next, .off: leaveLesson(for: order)
    case .again:
      emit(.note("the recordings and choices of this lesson would be lost; files stay"))
      guard agrees(to: "begin this lesson anew") else { break }
      state.leaving = .lesson(.again)
    case .hint:
      let count = underWay.desk.lesson.hints.count
      tell(
        underWay.desk.nextHint().map { LessonScreen.hint($0, of: count) }
          ?? LessonScreen.noMoreHints)
    case .solution:
      guard let line = underWay.desk.nextSolutionLine else {
        emit(.note("that was all of it; `lesson again` begins this lesson anew"))
        break
      }
      if !lines.prefill(line) { emit(.note("the next line is `\(line)`")) }
    }
    return CommandOutcome()
  }

  /// Tells what ends with the lesson's sandbox, for elsewhere it would run on.
  private mutating func leaveLesson(for order: LessonOrder) {
    let running = state.session.running
    if !running.isEmpty {
      let many = running.count == 1 ? "1 recording ran" : "\(running.count) recordings ran"
      let named = running.prefix(3).map(\.subject) + (running.count > 3 ? ["…"] : [])
      emit(
        .note(
          "\(many) here still, and ended with the lesson: \(named.joined(separator: ", ")); "
            + "on the real service \(running.count == 1 ? "it" : "they") would run on and be billed "
            + "until `stop all`"))
    }
    state.leaving = .lesson(order)
  }

  /// Shows what a line came to in a lesson, and ends the lesson when all holds.
  ///
  /// - Parameter entry: nil where nothing was typed, and something has come.
  mutating func lookAtLesson(behind entry: LineEntry?) async {
    guard var underWay = lesson, let doors = lessonDoors else { return }
    if let entry, !state.didFail {
      underWay.desk.note(typed: String(decoding: entry.source.utf8, as: UTF8.self))
    }
    let (found, ended) = await interrupts.run { [state, desk = underWay.desk] in
      var desk = desk
      let look = await desk.look(state.session, state.scope, isTyped: entry != nil)
      return (desk: desk, look: look)
    }
    if let ended, ended != .interrupted { state.leaving = .forced(ended) }
    underWay.desk = found.desk
    lesson = underWay
    var lines = LessonScreen.told(found.look)
    if found.look.isDoneNow {
      note(.done, found.desk.lesson, doors)
      lines += LessonScreen.done(underWay.place, in: underWay.catalog, progress(doors))
    }
    if !lines.isEmpty { tell(lines) }
  }

  // MARK: Progress

  /// What the file says now, with what this shell could not write.
  private func progress(_ doors: LessonDoors) -> LessonProgress {
    var progress = LessonProgress()
    do throws(FileProblem) {
      if let problem = progress.read(try doors.readProgress()) { tellOnce(problem) }
    } catch {
      tellOnce("the progress of lessons is not known: cannot read `\(error.path)`: \(error.reason)")
    }
    for line in unkept.lines { progress.add(line) }
    return progress
  }

  private func note(
    _ end: LessonProgress.Line.End, _ lesson: Lesson, _ doors: LessonDoors
  ) {
    let line = LessonProgress.Line(end, lesson, at: interpreter.services.now())
    do throws(FileProblem) {
      try doors.addProgress(line.written)
    } catch {
      unkept.add(line)
      tellOnce(
        "the progress of lessons is kept in this shell alone: cannot write `\(error.path)`: "
          + error.reason)
    }
  }

  private func tellOnce(_ text: String) {
    if unkept.isNew(text) { emit(.note(text)) }
  }

  private func tell(_ lines: [TalkLine]) { emit(.told(lines)) }
}

extension Failure {
  fileprivate static let noLessonUnderWay = Failure(
    .usage, "no-lesson-under-way", "no lesson is under way",
    hints: ["`lesson` lists them and begins, `lesson 1` begins at the first"])

  fileprivate static let noLessonsHere = Failure(
    .usage, "no-lessons", "there are no lessons here",
    hints: ["`vsdk lesson` in the system's shell begins one"])
}

import CommandLanguage
import FoundationEssentials
import Testing

@testable import ShellCore

@Suite struct LessonProgressTests {
  private let catalog: LessonCatalog

  init() throws { catalog = try LessonCatalog() }

  private func progress(_ lines: String...) -> LessonProgress {
    var progress = LessonProgress()
    #expect(progress.read(lines) == nil)
    return progress
  }

  private static let time = "2026-11-28T22:16:14Z"

  @Test func `a line is read as it was written`() throws {
    let date = try Date(Self.time, strategy: .iso8601)

    let line = LessonProgress.Line(.done, catalog.lessons[0], at: date)

    #expect(line.written == "done people \(catalog.lessons[0].version) \(Self.time)")
    #expect(LessonProgress.Line(line.written) == line)
  }

  @Test func `goes on where one was, else at the first that is open`() {
    #expect(LessonProgress().next(in: catalog) == 0)
    #expect(progress("begun webhooks 1 \(Self.time)").next(in: catalog) == 6)
    #expect(progress("done people 1 \(Self.time)").next(in: catalog) == 1)
    #expect(progress("done script 1 \(Self.time)").next(in: catalog) == 0)
    #expect(
      progress("done track 1 \(Self.time)", "done people 1 \(Self.time)").next(in: catalog) == 2)
    #expect(progress("done removed 1 \(Self.time)").next(in: catalog) == 0)
  }

  @Test func `doing a lesson again undoes nothing`() {
    let again = progress("done people 1 \(Self.time)", "begun people 1 \(Self.time)")

    #expect(again.hasDone(catalog.lessons[0]))
    #expect(again.next(in: catalog) == 1)
  }

  @Test func `tells of a lesson that has changed since, and counts it as done`() {
    var lesson = catalog.lessons[0]
    #expect(progress("done people 1 \(Self.time)").standing(of: lesson) == .done)
    lesson = lesson.with(version: 2)

    #expect(progress("done people 1 \(Self.time)").standing(of: lesson) == .doneBefore)
    #expect(
      progress("done people 1 \(Self.time)", "done people 2 \(Self.time)").standing(of: lesson)
        == .done)
    // An older program that finds the progress of a newer one.
    #expect(progress("done people 3 \(Self.time)").standing(of: lesson) == .doneBefore)
  }

  @Test func `all done is told as such`() {
    var progress = LessonProgress()
    for lesson in catalog.lessons { progress.add(.init(.done, lesson, at: Date())) }

    #expect(progress.next(in: catalog) == nil)
  }

  @Test(arguments: [
    "", "done", "done people 1", "done people 0 2026-11-28T22:16:14Z", "done people one \(time)",
    "did people 1 \(time)", "done  1 \(time)", "done people 1 yesterday", "\u{1b}[2J",
    "done people 1 \(time) more", "done people 99999999999999999999 \(time)",
  ])
  func `a damaged line is told and left out`(_ line: String) {
    var progress = LessonProgress()

    let told = progress.read(["done people 1 \(Self.time)", line])

    #expect(told == "1 line of the progress of lessons cannot be read and is left out")
    #expect(progress.lines.map(\.lesson) == ["people"])
  }

  @Test func `a file that is something else begins anew`() {
    var progress = LessonProgress()

    let told = progress.read(["SQLite format 3", "\u{0}\u{1}"])

    #expect(told == "the progress of lessons cannot be read and begins anew (2 lines)")
    #expect(progress.next(in: catalog) == 0)
  }
}

extension Lesson {
  fileprivate func with(version: Int) -> Lesson {
    Lesson(
      name: name, version: version, title: title, tasks: tasks, words: words, hints: hints,
      setup: setup, checks: checks, solution: solution, wrongs: wrongs)
  }
}

import FoundationEssentials
import Synchronization

/// Which lessons a person has begun and done: a file with a line for each time, to which every shell adds.
///
/// A line is never taken back, so that doing a lesson again, an older program or another shell undoes nothing.
struct LessonProgress: Sendable {
  private(set) var lines: [Line] = []

  /// `done people 1 2026-11-28T22:16:14Z`: what became of which version of which lesson, and when.
  struct Line: Sendable, Equatable {
    let end: End
    let lesson: String
    let version: Int
    /// As written; only people read it.
    let time: String

    enum End: String, Sendable { case begun, done }

    var written: String { "\(end.rawValue) \(lesson) \(version) \(time)" }

    init(_ end: End, _ lesson: Lesson, at time: Date) {
      self.end = end
      self.lesson = lesson.name
      version = lesson.version
      self.time = time.formatted(.iso8601)
    }

    /// Nil for what is no line of progress.
    init?(_ text: String) {
      let words = text.split(separator: " ", omittingEmptySubsequences: false).map(String.init)
      guard words.count == 4, let end = End(rawValue: words[0]), !words[1].isEmpty,
        let version = Int(words[2]), version > 0, (try? Date(words[3], strategy: .iso8601)) != nil
      else { return nil }
      (self.end, lesson, self.version, time) = (end, words[1], version, words[3])
    }
  }

  /// Takes what a file holds; answers what is to be said of lines that are none.
  mutating func read(_ texts: [String]) -> String? {
    lines = texts.compactMap { Line($0) }
    let damaged = texts.count - lines.count
    guard damaged > 0 else { return nil }
    let what = damaged == 1 ? "1 line" : "\(damaged) lines"
    return lines.isEmpty
      ? "the progress of lessons cannot be read and begins anew (\(what))"
      : "\(what) of the progress of lessons cannot be read and "
        + "\(damaged == 1 ? "is" : "are") left out"
  }

  mutating func add(_ line: Line) { lines.append(line) }

  /// What is known of a lesson.
  enum Standing: Equatable {
    case open
    case done
    /// Of another version, which the program has changed since.
    case doneBefore
  }

  func standing(of lesson: Lesson) -> Standing {
    let done = lines.filter { $0.end == .done && $0.lesson == lesson.name }
    if done.contains(where: { $0.version == lesson.version }) { return .done }
    return done.isEmpty ? .open : .doneBefore
  }

  /// Whether it was ever done, in whatever version.
  func hasDone(_ lesson: Lesson) -> Bool { standing(of: lesson) != .open }

  /// Where to go on: at what was begun last and is not done, else at the first open one behind what was done last, else
  /// at the first open one; nil when all are done.
  func next(in catalog: LessonCatalog) -> Int? {
    let lessons = catalog.lessons
    let open = lessons.indices.filter { !hasDone(lessons[$0]) }
    guard let last = lines.last,
      let place = lessons.firstIndex(where: { $0.name == last.lesson })
    else { return open.first }
    if open.contains(place) { return place }
    return open.first { $0 > place } ?? open.first
  }
}

/// What a shell knows of progress that no file could take, and what it has said of that.
///
/// A class because the shell of a lesson and the one around it share it.
final class UnkeptProgress: Sendable {
  private let state = Mutex((lines: [LessonProgress.Line](), told: Set<String>()))

  var lines: [LessonProgress.Line] { state.withLock { $0.lines } }

  func add(_ line: LessonProgress.Line) { state.withLock { $0.lines.append(line) } }

  /// Whether something is said for the first time.
  func isNew(_ text: String) -> Bool { state.withLock { $0.told.insert(text).inserted } }
}

import CommandLanguage

/// A lesson as its file tells it: what is to be done, what it begins with, and how it is seen that it was done.
struct Lesson: Sendable {
  /// The name of the file, by which `lesson NAME` and the progress know it.
  let name: String
  /// Grows when the file changes so much that whoever did it once should do it again.
  let version: Int
  /// A few words.
  let title: String
  /// What is to be done and what there is to know, a paragraph each; one at least.
  let tasks: [String]
  /// The words of `explain` that it teaches.
  let words: [String]
  /// From a nudge to the way itself; two at least.
  let hints: [String]
  /// What runs before the learner's first line: the file, with everything else blank, so that places stay.
  let setup: SourceText
  /// What must hold in the end; one at least.
  let checks: [Check]
  /// A way that leads there; one line at least.
  let solution: [Line]
  /// Ways that do not; one at least.
  let wrongs: [Wrong]

  /// Expectations about state, with what is said when one of them fails and has nothing of its own to say.
  struct Check: Sendable {
    let text: String
    /// 1-based.
    let line: Int
    let expectations: [ExpectationSyntax]
  }

  /// A line as a person would type it.
  struct Line: Sendable, Equatable {
    let text: String
    /// 1-based.
    let number: Int
  }

  /// Lines that a check answers with just this text.
  struct Wrong: Sendable {
    let text: String
    /// 1-based.
    let line: Int
    let lines: [Line]
  }
}

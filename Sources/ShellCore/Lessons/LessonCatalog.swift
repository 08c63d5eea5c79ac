import CommandLanguage

/// The lessons that are in the program, in the order in which they are taken.
struct LessonCatalog: Sendable {
  let lessons: [Lesson]

  /// Name and content of each file; a test says where a file has no place here.
  static let files: [(name: String, bytes: [UInt8])] = [
    ("people", PackageResources.people_vsdk),
    ("track", PackageResources.track_vsdk),
    ("fetch", PackageResources.fetch_vsdk),
    ("everyone", PackageResources.everyone_vsdk),
    ("refused", PackageResources.refused_vsdk),
    ("tokens", PackageResources.tokens_vsdk),
    ("webhooks", PackageResources.webhooks_vsdk),
    ("failures", PackageResources.failures_vsdk),
    ("recover", PackageResources.recover_vsdk),
    ("script", PackageResources.script_vsdk),
  ]

  /// Reads them all.
  ///
  /// - Throws: `Mistakes` for the first file that is none; a test reads each.
  init() throws(Mistakes) {
    var lessons: [Lesson] = []
    for file in Self.files {
      let text = String(decoding: file.bytes, as: UTF8.self)
      lessons.append(
        try LessonReader.read(
          SourceText(name: "\(file.name).vsdk", text: text), name: file.name))
    }
    self.lessons = lessons
  }

  /// Where the lesson of a number or a name stands, from 0.
  ///
  /// - Throws: `Failure`, which names the nearest.
  func place(of word: String, _ span: SourceSpan? = nil) throws(Failure) -> Int {
    if let number = Int(word), lessons.indices.contains(number - 1) { return number - 1 }
    if let place = lessons.firstIndex(where: { $0.name == word }) { return place }
    throw .noLesson(word, in: self, span)
  }
}

extension Failure {
  fileprivate static func noLesson(
    _ word: String, in catalog: LessonCatalog, _ span: SourceSpan?
  ) -> Failure {
    let names = catalog.lessons.map(\.name)
    let nearest =
      Int(word).map { String(min(max($0, 1), names.count)) }
      ?? Suggestion.nearest(to: word, in: names + LessonOrder.words)
    return Failure(
      .usage, "no-lesson", "there is no lesson `\(word)`", span: span,
      hints: [
        nearest.map { "did you mean `lesson \($0)`?" },
        "there are 1 to \(names.count): \(names.joined(separator: ", "))",
      ].compactMap(\.self))
  }
}

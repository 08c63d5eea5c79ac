import CommandLanguage
import FoundationEssentials
import Testing

@testable import ShellCore

@Suite struct LessonCatalogTests {
  /// The words of `explain`.
  private static let explained: Set = [
    "room", "session", "participant", "track", "kind", "recording", "token", "webhook", "target",
    "sandbox", "ledger", "script",
  ]

  @Test func `every lesson can be read, and stands there once`() throws {
    let catalog = try LessonCatalog()

    #expect(catalog.lessons.count == 10)
    #expect(Set(catalog.lessons.map(\.name)).count == 10)
    #expect(catalog.lessons.allSatisfy { Int($0.name) == nil })
    #expect(catalog.lessons.allSatisfy { !LessonOrder.words.contains($0.name) })
  }

  @Test func `every file of the folder is a lesson`() throws {
    let folder = TestFiles.beside("../../../Sources/ShellCore/Lessons/Files")
    let files = try FileManager.default.contentsOfDirectory(atPath: folder)

    #expect(files.sorted() == LessonCatalog.files.map { "\($0.name).vsdk" }.sorted())
    for file in LessonCatalog.files {
      let bytes = FileManager.default.contents(atPath: "\(folder)/\(file.name).vsdk")
      #expect(bytes.map(Array.init) == file.bytes)
    }
  }

  @Test func `every word of explain is taught, and no other`() throws {
    let taught = Set(try LessonCatalog().lessons.flatMap(\.words))

    #expect(taught == Self.explained)
  }

  @Test func `each has a number and a name`() throws {
    let catalog = try LessonCatalog()

    #expect(try catalog.place(of: "1") == 0)
    #expect(try catalog.place(of: "10") == 9)
    #expect(try catalog.place(of: "webhooks") == 6)
  }

  @Test(arguments: [
    ("0", "did you mean `lesson 1`?"), ("11", "did you mean `lesson 10`?"),
    ("99999999999999999999", nil), ("-3", "did you mean `lesson 1`?"),
    ("webhook", "did you mean `lesson webhooks`?"), ("hnit", "did you mean `lesson hint`?"),
    ("Track", "did you mean `lesson track`?"), ("quantum", nil),
  ])
  func `one that is not there is answered with the nearest`(
    _ word: String, _ hint: String?
  ) throws {
    let all =
      "there are 1 to 10: people, track, fetch, everyone, refused, tokens, webhooks, failures, "
      + "recover, script"

    let failure = #expect(throws: Failure.self) { try LessonCatalog().place(of: word) }

    #expect(failure?.message == "there is no lesson `\(word)`")
    #expect(failure?.hints == [hint, all].compactMap(\.self))
  }
}

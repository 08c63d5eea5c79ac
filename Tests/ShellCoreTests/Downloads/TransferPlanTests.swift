import Testing
import VideoSDKClient

@testable import ShellCore

@Suite struct TransferPlanTests {
  private static let a = #"{"fileUrl":"https://cdn.example/x/a.webm?sig=1"}"#
  private static let b = #"{"fileUrl":"https://cdn.example/y/a.webm"}"#

  private func paths(
    _ files: [String], to destination: String?, folders: [String] = []
  ) throws -> (paths: [String], folder: String?) {
    let plan = try TransferPlan(try Sample.transfer(files, to: destination)) {
      folders.contains($0) ? .folder : .absent
    }
    return (plan.items.map(\.path), plan.folder)
  }

  @Test func `without a destination files go where the shell is`() throws {
    let plan = try paths([Self.a], to: nil)

    #expect(plan.paths == ["a.webm"])
    #expect(plan.folder == nil)
  }

  @Test(arguments: [("out/", "out/"), ("there", "there")])
  func `a folder ends in a slash or is one`(_ destination: String, _ folder: String) throws {
    let plan = try paths([Self.a], to: destination, folders: ["there"])

    #expect(plan.paths == [(folder.hasSuffix("/") ? folder : folder + "/") + "a.webm"])
    #expect(plan.folder == folder)
  }

  @Test func `anything else is the name of the file`() throws {
    #expect(try paths([Self.a], to: "x/lesson.webm").paths == ["x/lesson.webm"])
  }

  @Test func `several files need a folder`() throws {
    #expect(throws: Failure.severalFiles(2, destination: "lesson.webm")) {
      _ = try paths([Self.a, Self.b], to: "lesson.webm")
    }
  }

  @Test func `no two files share a name`() throws {
    #expect(
      try paths([Self.a, Self.b, "{}"], to: "o/").paths == [
        "o/a.webm", "o/r1-2.webm", "o/r1-3.webm",
      ])
  }

  @Test(arguments: [
    ("https://h/x/a.webm", "a.webm"), ("https://h/a%20b.webm#t", "a b.webm"),
    ("https://h/%E2%82%AC.webm", "€.webm"), ("https://h/x/", nil), ("https://h", nil),
    ("https://h/..", nil), ("https://h/.profile", nil), ("https://h/%2Eprofile", nil),
    ("https://h/a%2Fb", nil), ("https://h/a%5Cb", nil), ("https://h/a%00b", nil),
    ("https://h/a%1B%5B2J", nil), ("https://h/%E2%80%AEmbew.a", nil), ("https://h/a%FF", nil),
    ("https://h/a%4", nil), ("https://h/a%+1", nil), ("no address/a.webm", nil),
  ])
  func `takes a file's name from its address only when it is harmless`(
    _ url: String, _ name: String?
  ) {
    #expect(FileName.last(of: url) == name)
  }

  @Test(arguments: [
    (0, 999, "0 of 999 bytes"), (999, 1_000, "0.9 of 1.0 kB"),
    (1_299_999, 3_400_000, "1.2 of 3.4 MB"), (999_999_999, 1_000_000_000, "0.9 of 1.0 GB"),
  ])
  func `progress is told in the whole's unit`(_ done: Int, _ total: Int, _ text: String) {
    #expect(ByteText.part(done, of: total) == text)
  }
}

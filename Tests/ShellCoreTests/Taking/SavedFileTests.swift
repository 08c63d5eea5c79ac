import TestSupport
import Testing

@testable import ShellCore

/// The file that `save` writes: its name, what stands there already, and why none is written.
@Suite(.timeLimit(.minutes(2)))
struct SavedFileTests {
  @Test func `never replaces a file unless that is wanted`() async throws {
    let folder = try TemporaryFolder()
    try folder.write("mine", to: "a.vsdk")

    let session = try await TypedSession.type(
      ["echo one", "save DIR/a.vsdk", "what", "", "save DIR/a.vsdk 1-1", "y"], in: folder)

    #expect(
      session.log.text == """
        one
        note: answer y, n or Enter
        error: `\(folder.path)/a.vsdk` is there already
          save \(folder.path)/a.vsdk
               \(String(repeating: "^", count: folder.path.count + 7))
          hint: nothing was written; another name, or y to the question, writes it
        saved 1 command to \(folder.path)/a.vsdk  `run \(folder.path)/a.vsdk` plays it
          vsdk 1
          
          echo one

        """)
    #expect(folder.text("a.vsdk") == "vsdk 1\n\necho one\n")
  }

  @Test func `asks nothing where nothing is to be asked`() async throws {
    let folder = try TemporaryFolder()
    try folder.write("mine", to: "a.vsdk")

    let session = try await TypedSession.type(
      ["echo one", "set confirm off", "save DIR/a.vsdk 1-1"], in: folder)

    #expect(session.log.text.contains("saved 1 command to"))
    #expect(folder.text("a.vsdk") == "vsdk 1\n\necho one\n")
  }

  @Test func `says what to do first where the script would start once more what records`()
    async throws
  {
    let session = try await TypedSession.type(
      ["set room abcd-efgh-ijkl", "set participant abcd", "start audio", "save DIR/a.vsdk"],
      in: try TemporaryFolder())

    #expect(
      session.log.text.contains(
        "note: something still records: `stop all` before `run`, which would start it a second time"
      ))
  }

  @Test func `names the file as the prompt takes it`() async throws {
    let folder = try TemporaryFolder()

    let session = try await TypedSession.type(["echo one", #"save "DIR/a b.vsdk""#], in: folder)

    #expect(
      session.log.text(.standardOutput).contains(
        "`run '\(folder.path)/a b.vsdk'` plays it"))
    #expect(folder.text("a b.vsdk") == "vsdk 1\n\necho one\n")
  }

  @Test(arguments: [("a", true), ("a.txt", true), ("a.vsdk", false)])
  func `a name that another script cannot run is told`(_ name: String, _ isTold: Bool) async throws
  {
    let folder = try TemporaryFolder()

    let session = try await TypedSession.type(["echo one", "save DIR/\(name)"], in: folder)

    let note = "note: another script can run it only where its name ends in .vsdk\n"
    #expect(session.log.text.contains(note) == isTold)
    #expect(folder.text(name) == "vsdk 1\n\necho one\n")
  }

  @Test(arguments: [
    (["save DIR/a.vsdk"], "error: no command has succeeded since this shell began"),
    (
      ["echo one", "save DIR/a.vsdk 7-9"],
      "error: none of these lines was a command of this shell that succeeded"
    ),
    (["echo one", "save DIR"], "error: cannot write `DIR`: it is a folder"),
    (
      ["echo one", "save DIR/none/a.vsdk"],
      "error: cannot write `DIR/none/a.vsdk`: no such file or directory"
    ),
    (["echo one", "save DIR/a.vsdk 3"], "error: `3` is no part of the history"),
  ])
  func `says why nothing is written`(_ lines: [String], _ error: String) async throws {
    let folder = try TemporaryFolder()

    let session = try await TypedSession.type(lines, in: folder)

    let first = session.log.text(.standardError).split(separator: "\n").first ?? ""
    #expect(first == error.replacing("DIR", with: folder.path))
    #expect(folder.text("a.vsdk") == nil)
  }

  @Test(arguments: [
    ("part.vsdk", "a.vsdk", "part.vsdk"), ("part.vsdk", "x/y/a.vsdk", "../../part.vsdk"),
    ("/p.vsdk", "x/a.vsdk", "/p.vsdk"), ("part.vsdk", "/x/a.vsdk", "part.vsdk"),
    ("part.vsdk", "./a.vsdk", "part.vsdk"), ("part.vsdk", "../a.vsdk", "part.vsdk"),
  ])
  func `a script that it runs is found from where it lies`(
    _ path: String, _ file: String, _ expected: String
  ) {
    #expect(ScriptPath.relocate(path, to: file) == expected)
  }
}

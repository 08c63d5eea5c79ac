import FoundationEssentials
import Glibc
import Testing

@testable import vsdk

/// What words on the command line name.
@Suite struct ScriptFolderTests {
  private let home: TemporaryHome

  init() throws { home = try TemporaryHome() }

  private func write(_ names: String...) throws {
    for name in names {
      let folder = name.split(separator: "/").dropLast().joined(separator: "/")
      try home.makeFolder(folder)
      try home.write("echo a\n", to: name)
    }
  }

  private func link(_ name: String, to target: String) throws {
    try FileManager.default.createSymbolicLink(
      atPath: "\(home.path)/\(name)", withDestinationPath: target)
  }

  private func search(_ folder: String, roots: [String] = []) -> ScriptFolder {
    var found = ScriptFolder("\(home.path)/\(folder)", roots: roots)
    found.search()
    return found
  }

  /// Without the way to the home.
  private func short(_ text: String) -> String { text.replacing("\(home.path)/", with: "") }

  private func names(_ folder: ScriptFolder) -> [String] { folder.files.map { short($0.name) } }

  @Test func `scripts below a folder come in the order of their paths`() throws {
    try write(
      "t/b.vsdk", "t/a/z.vsdk", "t/a/a.vsdk", "t/a.vsdk", "t/B.vsdk", "t/é.vsdk", "t/readme.md",
      "t/a/vsdk", "t/c/d/e.vsdk")

    let found = search("t")

    #expect(
      names(found) == [
        "t/B.vsdk", "t/a/a.vsdk", "t/a/z.vsdk", "t/a.vsdk", "t/b.vsdk", "t/c/d/e.vsdk", "t/é.vsdk",
      ])
    #expect(found.files.allSatisfy { $0.problem == nil })
    #expect(found.note == nil)
  }

  @Test func `links to folders end no search, and what is hidden or no file is left out`() throws {
    try write("t/a.vsdk", "t/.git/b.vsdk", "t/.c.vsdk", "t/sub/d.vsdk")
    try link("t/loop", to: ".")
    try link("t/sub/up", to: "..")
    mkfifo("\(home.path)/t/pipe.vsdk", 0o600)

    let found = search("t")

    #expect(names(found) == ["t/a.vsdk", "t/sub/d.vsdk"])
    #expect(
      found.note.map(short)
        == "note: left out below `t`: `t/.c.vsdk` (hidden), `t/.git` (hidden), `t/loop` (a link to a "
        + "folder), `t/pipe.vsdk` (not a file), `t/sub/up` (a link to a folder)")
  }

  @Test func `a name that is not UTF-8 is left out, and told so`() throws {
    try write("t/a.vsdk")
    let name = Array("\(home.path)/t/".utf8) + [0xFF] + Array(".vsdk".utf8) + [0]
    close(open(name.map { CChar(bitPattern: $0) }, O_CREAT | O_WRONLY, 0o600))

    let found = search("t")

    #expect(names(found) == ["t/a.vsdk"])
    #expect(found.note?.hasSuffix("(its name is not UTF-8)") == true)
  }

  @Test func `a link to a script counts where it leads to one below`() throws {
    try write("t/sub/a.vsdk", "other/b.vsdk", "t/c.txt")
    try link("t/inside.vsdk", to: "sub/a.vsdk")
    try link("t/nowhere.vsdk", to: "gone.vsdk")
    try link("t/otherwise.vsdk", to: "c.txt")
    try link("t/out.vsdk", to: "../other/b.vsdk")

    let found = search("t")
    let wider = search("t", roots: ["\(home.path)/other"])

    #expect(
      names(found) == [
        "t/inside.vsdk", "t/nowhere.vsdk", "t/otherwise.vsdk", "t/out.vsdk", "t/sub/a.vsdk",
      ])
    let out = "is a link that leads out of the folder"
    #expect(
      found.files.map { ($0.problem?.message).map(short) } == [
        nil, "cannot read `t/nowhere.vsdk`: it is a link to nothing",
        "`t/otherwise.vsdk` is a link to a file of another name", "`t/out.vsdk` \(out)", nil,
      ])
    #expect(wider.files.first { $0.name.hasSuffix("out.vsdk") }?.problem == nil)
  }

  @Test func `a folder without scripts, or that cannot be read, is a problem`() throws {
    try home.makeFolder("empty/sub")

    #expect(
      search("empty").files.map { ($0.problem?.message).map(short) } == [
        "there is no script in the folder `empty`"
      ])
    var file = ScriptFolder("/dev/null", roots: [])
    file.search()
    #expect(
      file.files.map { $0.problem?.message } == ["cannot read `/dev/null`: not a directory"])
  }

  struct Words: Sendable, CustomTestStringConvertible {
    let words: String
    let files: String
    let isSeries: Bool

    init(_ words: String, _ files: String, isSeries: Bool) {
      self.words = words
      self.files = files
      self.isSeries = isSeries
    }

    var testDescription: String { words }
  }

  @Test(arguments: [
    Words("a.vsdk", "a.vsdk", isSeries: false),
    Words("a.vsdk b.vsdk c", "a.vsdk b.vsdk", isSeries: true),
    Words("a.vsdk key=b.vsdk", "a.vsdk", isSeries: false),
    Words("a.vsdk there=b.vsdk", "a.vsdk there=b.vsdk", isSeries: true),
    Words("a.vsdk folder", "a.vsdk", isSeries: false),
    Words("a.vsdk folder/", "a.vsdk folder/", isSeries: true),
    Words("a.vsdk gone/", "a.vsdk", isSeries: false),
    Words("folder", "folder", isSeries: true),
    Words("folder other", "folder other", isSeries: true),
    Words("folder word other", "folder", isSeries: true),
    Words("folder key=value a.vsdk", "folder a.vsdk", isSeries: true),
    Words("- word", "-", isSeries: false),
  ])
  func `words are files, folders or arguments`(_ sample: Words) {
    let words = ScriptWords(
      sample.words.split(separator: " ").map(String.init), exists: { $0 == "there=b.vsdk" },
      isFolder: { ["folder", "folder/", "other"].contains($0) })

    #expect(words.files.joined(separator: " ") == sample.files)
    #expect(words.isSeries == sample.isSeries)
  }
}

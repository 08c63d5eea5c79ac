import CommandLanguage
import Testing

@testable import ShellCore

@Suite struct CheckerIncludeTests {
  @Test func `a mistake in an included file names the way to it`() throws {
    let files = MemoryFiles([
      "parts/b.vsdk": "echo b\nrun c.vsdk\n", "parts/c.vsdk": "start sound\n",
    ])

    let drawn = try CheckerTests.check("\nrun parts/b.vsdk\n", files: files).drawn

    #expect(
      drawn == [
        """
        main.vsdk:2 → parts/b.vsdk:2 → parts/c.vsdk:1:7: `sound` is not a value of `KIND`
            1 | start sound
              |       ^^^^^
              = hint: it can be `audio`, `video`, `screen_audio`, `screen_video`, `screen` or `all`
        """
      ])
  }

  @Test func `a cycle is drawn as the way around it`() throws {
    let files = MemoryFiles(["b.vsdk": "run c.vsdk\n", "c.vsdk": "run b.vsdk\n"])

    let drawn = try CheckerTests.check("run b.vsdk\n", files: files).drawn

    #expect(
      drawn == [
        """
        main.vsdk:1 → b.vsdk:1 → c.vsdk:1:5: the scripts run each other: b.vsdk → c.vsdk → b.vsdk
            1 | run b.vsdk
              |     ^^^^^^
        """
      ])
  }

  @Test func `a cycle of deferred scripts is found too`() throws {
    let files = MemoryFiles(["b.vsdk": "defer run c.vsdk\n", "c.vsdk": "defer run b.vsdk\n"])

    let drawn = try CheckerTests.check("defer run b.vsdk\n", files: files).drawn

    #expect(
      drawn == [
        """
        main.vsdk:1 → b.vsdk:1 → c.vsdk:1:11: the scripts run each other: b.vsdk → c.vsdk → b.vsdk
            1 | defer run b.vsdk
              |           ^^^^^^
        """
      ])
  }

  @Test func `sixteen scripts inside each other are the most`() throws {
    let deepest = MemoryFiles(Self.chain(of: 16))
    #expect(try CheckerTests.check("run 1.vsdk\n", files: deepest).drawn == [])

    let tooDeep = MemoryFiles(Self.chain(of: 17))
    let drawn = try CheckerTests.check("run 1.vsdk\n", files: tooDeep).drawn

    let way = (1...15).map { "\($0).vsdk:1 → " }.joined()
    #expect(
      drawn == [
        """
        main.vsdk:1 → \(way)16.vsdk:1:5: more than 16 scripts inside each other
            1 | run 17.vsdk
              |     ^^^^^^^
        """
      ])
  }

  @Test func `no file is read twice`() throws {
    let files = MemoryFiles(["b.vsdk": "run c.vsdk\n", "c.vsdk": "echo c\n"])

    let script = try CheckerTests.check(
      "run b.vsdk\nrun b.vsdk\nrun c.vsdk\n", files: files
    ).script

    #expect(files.reads == ["b.vsdk", "c.vsdk"])
    #expect(script?.library.keys.sorted() == ["b.vsdk", "c.vsdk"])
  }

  @Test func `the session goes on through included files`() throws {
    let files = MemoryFiles(["room.vsdk": "param id\nset room ${id}\nset participant abcd\n"])

    let drawn = try CheckerTests.check(
      "run room.vsdk id=abcd\nstart audio\n", files: files
    ).drawn

    #expect(drawn == [])
  }

  @Test func `variables do not cross into included files or out of them`() throws {
    let files = MemoryFiles(["b.vsdk": "param inner = 1\necho ${outer}\n"])

    let drawn = try CheckerTests.check(
      "param outer = 1\nrun b.vsdk\necho ${inner}\n", files: files
    ).drawn

    #expect(
      drawn.compactMap { $0.split(separator: "\n").first } == [
        "main.vsdk:2 → b.vsdk:2:6: nothing defines `${outer}`",
        "main.vsdk:3:6: nothing defines `${inner}`",
      ])
  }

  @Test func `a file that is not UTF-8 says where`() throws {
    let files = MemoryFiles()
    files["b.vsdk"] = Array("echo a\nab".utf8) + [0xFF]

    let drawn = try CheckerTests.check("run b.vsdk\n", files: files).drawn

    #expect(
      drawn == [
        """
        main.vsdk:1:5: `b.vsdk` is not UTF-8: line 2, column 3
            1 | run b.vsdk
              |     ^^^^^^
        """
      ])
  }

  @Test func `what a deferred script defers is checked too`() throws {
    let files = MemoryFiles(["b.vsdk": "defer start audio\n"])

    let drawn = try CheckerTests.check("defer run b.vsdk\n", files: files).drawn

    #expect(
      drawn.compactMap { $0.split(separator: "\n").first } == [
        "main.vsdk:1 → b.vsdk:1:7: no room chosen"
      ])
  }

  private static func chain(of depth: Int) -> [String: String] {
    var files: [String: String] = [:]
    for place in 1..<depth { files["\(place).vsdk"] = "run \(place + 1).vsdk\n" }
    files["\(depth).vsdk"] = "echo the end\n"
    return files
  }
}

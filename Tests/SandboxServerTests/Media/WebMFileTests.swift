import Testing

@testable import SandboxServer

@Suite struct WebMFileTests {
  @Test(arguments: WebMCase.all)
  func `a header and a segment fill the file`(_ given: WebMCase) throws {
    let bytes = given.file.bytes(in: 0..<given.file.byteCount)

    let nodes = try EBMLNode.nodes(of: bytes, in: 0..<bytes.count)

    #expect(bytes.count == given.file.byteCount)
    #expect(nodes.map(\.id) == [0x1A45_DFA3, 0x1853_8067])
    #expect(nodes.last?.end == given.file.byteCount)
  }

  @Test func `the header names the format and its version`() throws {
    let bytes = WebMCase.audio[0].file.bytes(in: 0..<100)

    let header = try #require(EBMLNode.nodes(of: bytes, in: 0..<header(of: bytes)).first)

    #expect(header.first(0x4282)?.text == "webm")
    #expect(header.first(0x4287)?.unsigned == 4)
    #expect(header.first(0x4285)?.unsigned == 2)
  }

  @Test(arguments: WebMCase.all)
  func `the announced duration is the given one`(_ given: WebMCase) throws {
    let info = try ReadWebM(given.file).info

    #expect(info.first(0x2A_D7B1)?.unsigned == 1_000_000)
    #expect(info.first(0x4489)?.float == Double(given.expectedMilliseconds))
  }

  @Test(arguments: WebMCase.all)
  func `the seek head points at the parts`(_ given: WebMCase) throws {
    let segment = try ReadWebM(given.file).segment

    let seeks = try #require(segment.first(0x114D_9B74)).all(0x4DBB)

    #expect(seeks.map { $0.first(0x53AB)?.unsigned } == [0x1549_A966, 0x1654_AE6B, 0x1C53_BB6B])
    for seek in seeks {
      let target = segment.children.first { $0.id == seek.first(0x53AB)?.unsigned }
      #expect(seek.first(0x53AC)?.unsigned == target.map { $0.start - segment.contentStart })
    }
  }

  @Test(arguments: WebMCase.all)
  func `every cluster has a cue that points at it`(_ given: WebMCase) throws {
    let file = try ReadWebM(given.file)

    let cues = file.cues.all(0xBB)

    #expect(cues.map { $0.first(0xB3)?.unsigned } == file.clusters.map { $0.first(0xE7)?.unsigned })
    #expect(
      cues.map { $0.first(0xB7, 0xF1)?.unsigned }
        == file.clusters.map { $0.start - file.segment.contentStart })
  }

  @Test(arguments: WebMCase.all)
  func `clusters start with a key frame and span at most five seconds`(_ given: WebMCase) throws {
    for cluster in try ReadWebM(given.file).clusters {
      let frames = ReadWebM.frames(of: cluster)
      let first = try #require(frames.first)
      let last = try #require(frames.last)

      #expect(first.isKey)
      #expect(first.milliseconds == cluster.first(0xE7)?.unsigned)
      #expect(last.milliseconds - first.milliseconds < 5000)
    }
  }

  @Test(arguments: WebMCase.all)
  func `frames follow each other evenly`(_ given: WebMCase) throws {
    let times = try ReadWebM(given.file).frames.map(\.milliseconds)

    let interval = given.content == .audio ? 120 : 250
    #expect(times == times.indices.map { $0 * interval })
  }

  @Test(arguments: [0, 1, 400, 1001])
  func `a range is a part of the whole`(_ length: Int) {
    let file = WebMCase.video[4].file
    let whole = file.bytes(in: 0..<file.byteCount)

    for start in stride(from: 0, through: file.byteCount, by: 97) {
      let end = min(start + length, file.byteCount)
      #expect(file.bytes(in: start..<end) == Array(whole[start..<end]))
    }
  }

  @Test func `what lies outside of the file is left out`() {
    let file = WebMCase.audio[2].file

    let bytes = file.bytes(in: file.byteCount - 3..<file.byteCount + 50)

    #expect(bytes == Array(file.bytes(in: 0..<file.byteCount).suffix(3)))
    #expect(file.bytes(in: file.byteCount + 1..<file.byteCount + 2) == [])
  }

  @Test func `the same arguments give the same bytes`() {
    let (first, second) = (WebMCase.video[2].file, WebMCase.video[2].file)

    #expect(first.bytes(in: 0..<first.byteCount) == second.bytes(in: 0..<second.byteCount))
  }

  @Test(arguments: [
    (WebMContent.audio, 2_000_000), (.video(.camera), 3_000_000),
    (.video(.screen), 3_000_000),
  ])
  func `an hour stays small`(_ content: WebMContent, _ limit: Int) {
    #expect(WebMFile(content: content, duration: .seconds(3600)).byteCount <= limit)
  }

  @Test(arguments: [
    (Duration.microseconds(1499), 1.0), (.microseconds(1500), 2), (.milliseconds(-7), 1),
    (.seconds(Int64.max), 3_162_240_000_000), (.seconds(Int64.min), 1),
  ])
  func `durations are rounded to milliseconds and kept in bounds`(
    _ duration: Duration, _ expected: Double
  ) throws {
    let file = WebMFile(content: .audio, duration: duration)
    let head = file.bytes(in: 0..<300)

    let start = try #require(head.indices.first { head[$0...].starts(with: [0x44, 0x89, 0x88]) })

    let announced = head[start + 3..<start + 11].reduce(0) { $0 << 8 | UInt64($1) }
    #expect(Double(bitPattern: announced) == expected)
  }

  @Test func `the end of the longest file can be read alone`() throws {
    let file = WebMFile(content: .audio, duration: .seconds(Int64.max))
    let tail = file.bytes(in: file.byteCount - 2000..<file.byteCount)

    let start = try #require(
      tail.indices.last { tail[$0...].starts(with: [0x1F, 0x43, 0xB6, 0x75]) })

    let cluster = try #require(EBMLNode.nodes(of: tail, in: start..<tail.count).first)
    #expect(cluster.first(0xE7)?.unsigned == 3_162_240_000_000)
  }

  private func header(of bytes: [UInt8]) -> Int {
    12 + Int(bytes[11])
  }
}

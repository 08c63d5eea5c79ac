import CommandLanguage
import FoundationEssentials
import VideoSDKClient

/// The answer of `align`, and what it writes to `session.json`.
enum AlignReport {
  static let fileName = "session.json"

  static let schema = ResultSchema.defined(
    "alignment",
    .closed(
      [
        "room": .optionalString, "session": .optionalString, "start": .string,
        "seconds": seconds,
        "segments": .list(
          of: .closed([
            "offset": seconds, "seconds": ResultSchema("{\"type\": [\"number\", \"null\"]}"),
            "kind": .optionalString, "participant": .optionalString, "name": .optionalString,
            "recording": .string, "file": .string,
          ])),
        "leftOut": .list(
          of: .closed([
            "recording": .string, "kind": .optionalString, "participant": .optionalString,
            "reason": .string,
          ])),
      ],
      optional: [
        "folder": .string,
        "files": .list(
          of: .closed(["path": .string, "bytes": .count, "fetched": .boolean])),
      ]))

  private static let seconds = ResultSchema("{\"type\": \"number\", \"minimum\": 0}")

  /// On the screen alone.
  static func listed(_ alignment: Alignment, _ order: AlignOrder) -> Report {
    Report(
      json: .object(members(alignment)),
      body: table(alignment, order) + [.line(hint(alignment))])
  }

  /// With what lies in a folder now.
  static func written(
    _ alignment: Alignment, _ order: AlignOrder, _ files: [FetchedFile]
  ) -> Report {
    let folder = order.folder.isEmpty ? "./" : order.folder
    let bytes = files.reduce(0) { $0.addingReportingOverflow($1.bytes).partialValue }
    let more: [JSONValue.Member] = [
      .init(name: "folder", value: .string(folder)),
      .init(name: "files", value: .array(files.map(\.json))),
    ]
    let old = files.filter(\.wasThere).count
    let there = old == 0 ? "" : ", \(old) of them there already"
    let many = files.count == 1 ? "1 file" : "\(files.count) files"
    return Report(
      json: .object(members(alignment) + more),
      body: table(alignment, order) + [
        .line(StyledText([.init(folder, .code), .init("  \(many), \(bytes) bytes\(there)")]))
      ] + advice(alignment, folder))
  }

  /// What stands in `session.json`.
  static func file(_ alignment: Alignment) -> String {
    JSONText.laidOut(.object(members(alignment))) + "\n"
  }

  // MARK: For people

  private static func table(_ alignment: Alignment, _ order: AlignOrder) -> [Report.Block] {
    var blocks: [Report.Block] = [.line(title(alignment, others: order.others))]
    if !alignment.segments.isEmpty {
      blocks.append(
        .table(
          header: ["offset", "length", "kind", "participant", "recording"],
          rows: alignment.segments.map(row)))
    }
    return blocks
      + alignment.leftOut.map { item in
        let subject = [
          item.kind?.wireName, item.participant?.rawValue, item.recording.rawValue,
        ].compactMap(\.self).joined(separator: " · ")
        return .line(StyledText([.init("left out: ", .bad), .init("\(subject): \(item.reason)")]))
      }
  }

  private static func title(_ alignment: Alignment, others count: Int) -> StyledText {
    let id = alignment.session?.rawValue ?? "without an id"
    let start =
      alignment.isStartKnown
      ? "began \(time(alignment.start))" : "first recorded \(time(alignment.start))"
    let others =
      switch count {
      case 0: ""
      case 1: "; the latest of 2, `session=ID` names the other"
      default: "; the latest of \(count + 1), `session=ID` names another"
      }
    return StyledText([
      .init("session "), .init(id, .id),
      .init("\(alignment.room.map { " of \($0.rawValue)" } ?? ""), \(start)\(others)"),
    ])
  }

  private static func row(_ segment: Alignment.Segment) -> [StyledText] {
    [
      StyledText(clock(segment.offset)),
      StyledText(segment.length.map { DurationText.short(.milliseconds($0)) } ?? "-"),
      StyledText(segment.kind?.wireName ?? "-", .strong),
      StyledText(segment.participant?.rawValue ?? "-", .id),
      StyledText(segment.recording.rawValue, .id),
    ]
  }

  private static func hint(_ alignment: Alignment) -> StyledText {
    alignment.segments.isEmpty
      ? "nothing of it can be aligned"
      : "`align to=FOLDER` fetches the files and writes what mixes them"
  }

  private static func advice(_ alignment: Alignment, _ folder: String) -> [Report.Block] {
    guard let script = MixScript(alignment) else {
      return [.line("nothing of it can be mixed")]
    }
    var lines: [Report.Block] = [
      .line(
        StyledText([
          .init("sh \((folder + MixScript.fileName).quotedForShell)", .code),
          .init("  mixes them to \(script.output)"),
        ]))
    ]
    if script.longestCut >= 60 {
      lines.append(
        .line(
          "nothing is heard in its first \(DurationText.short(.seconds(script.longestCut))); "
            + "`sh \(MixScript.fileName) \(script.longestCut)` leaves them out"))
    }
    return lines
  }

  /// `12:42.345`: as a clock that runs shows it.
  private static func clock(_ milliseconds: Int) -> String {
    let rest = String(milliseconds % 1000)
    return DurationText.clock(.milliseconds(milliseconds)) + "."
      + String(repeating: "0", count: 3 - rest.count) + rest
  }

  // MARK: For programs

  private static func members(_ alignment: Alignment) -> [JSONValue.Member] {
    [
      .init(name: "room", value: .orNull(alignment.room?.rawValue)),
      .init(name: "session", value: .orNull(alignment.session?.rawValue)),
      .init(name: "start", value: .string(time(alignment.start))),
      .init(name: "seconds", value: number(alignment.length)),
      .init(name: "segments", value: .array(alignment.segments.map(json))),
      .init(
        name: "leftOut",
        value: .array(
          alignment.leftOut.map { item in
            .object([
              "recording": .string(item.recording.rawValue), "kind": .orNull(item.kind?.wireName),
              "participant": .orNull(item.participant?.rawValue), "reason": .string(item.reason),
            ])
          })),
    ]
  }

  private static func json(_ segment: Alignment.Segment) -> JSONValue {
    .object([
      "offset": number(segment.offset), "seconds": segment.length.map(number) ?? .null,
      "kind": .orNull(segment.kind?.wireName),
      "participant": .orNull(segment.participant?.rawValue), "name": .orNull(segment.name),
      "recording": .string(segment.recording.rawValue), "file": .string(segment.fileName),
    ])
  }

  private static func number(_ milliseconds: Int) -> JSONValue {
    .number(Double(milliseconds) / 1000)
  }

  /// In UTC, with milliseconds.
  private static func time(_ date: Date) -> String {
    // Half a millisecond more: what is cut off behind is then rounded.
    let style = Date.ISO8601FormatStyle(includingFractionalSeconds: true)
    return date.addingTimeInterval(0.0005).formatted(style)
  }
}

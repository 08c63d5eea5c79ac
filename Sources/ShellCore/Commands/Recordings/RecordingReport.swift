import FoundationEssentials
import VideoSDKClient

/// All that the server knows of one recording.
enum RecordingReport {
  static func one(_ recording: RecordingRecord) -> Report {
    var facts = FactLines()
    facts.add("id", recording.id.rawValue, .id)
    if recording.sort != .meeting {
      facts.add("kind", recording.kind, .strong)
      facts.add("participant", recording.participantID?.rawValue, .id)
    }
    facts.add("room", recording.roomID?.rawValue, .id)
    facts.add("session", recording.sessionID?.rawValue, .id)
    if let state = recording.state { facts.add("state", state.rawValue, state.role) }
    facts.add("start", recording.start?.text)
    if recording.sort != .meeting { facts.add("end", recording.end?.text) }
    facts.add("duration", recording.duration.map(DurationText.short))
    if let webhook = recording.webhook { facts.add("webhooks", text(of: webhook)) }
    add(recording.files, of: recording, to: &facts)
    return Report(json: recording.json, body: facts.blocks)
  }

  private static func add(
    _ files: [RecordingFile], of recording: RecordingRecord, to facts: inout FactLines
  ) {
    guard !files.isEmpty else {
      let isEmpty = recording.sort == .meeting || recording.presence(of: "files") == .empty
      let none = recording.state == .failed ? "none" : "none yet"
      facts.add("files", isEmpty ? none : nothing("files", in: recording), .muted)
      return
    }
    for (number, file) in files.enumerated() {
      add(file, named: files.count == 1 ? "file" : "file \(number + 1)", to: &facts)
    }
  }

  static func add(_ file: RecordingFile, named name: String, to facts: inout FactLines) {
    facts.add(name, file.fileURL ?? nothing("fileUrl", in: file), .code)
    facts.add("  path", file.filePath ?? nothing("filePath", in: file))
    facts.add("  size", file.size.map { "\($0) bytes" })
  }

  /// What is drawn for a field without a value: `null` where the service says so; nil where it says nothing.
  static func nothing(_ field: String, in record: some WireRecord) -> String? {
    record.presence(of: field) == .null ? "null" : nil
  }

  static func text(of webhook: WebhookSummary) -> String? {
    guard let total = webhook.totalCount else { return nil }
    guard total > 0 else { return "none sent" }
    return "\(webhook.successCount ?? 0) of \(total) delivered"
  }
}

extension ResultSchema {
  static let apiRecording = defined(
    "apiRecording",
    open(
      [
        "id": string, "roomId": optionalString, "sessionId": optionalString,
        "participantId": optionalString, "kind": optionalString, "start": optionalString,
        "end": optionalString, "files": ResultSchema("{\"type\": [\"array\", \"null\"]}"),
      ], required: ["id"]))
}

package import FoundationEssentials

extension Client {
  /// The files of a track recording, in the order in which they were recorded.
  ///
  /// There is one for each unbroken segment: muting ends one, and none may be there before the
  /// recording has stopped.
  public func files(of id: RecordingID) async throws(ClientError) -> [RecordingFile] {
    let files = try await send(GetTrackRecording(id: id)).value.files
    let starts = files.compactMap(\.segmentStart)
    guard starts.count == files.count else { return files }
    return zip(starts, files).sorted { $0.0 < $1.0 }.map(\.1)
  }
}

extension RecordingFile {
  /// When the segment began, by the 13 digits at the end of the file's name; nil without them.
  ///
  /// The record has no field for it.
  package var segmentStart: Date? {
    guard let name = filePath?.split(separator: "/").last,
      let digits = name.prefix(while: { $0 != "." }).split(separator: "_").last,
      digits.utf8.count == 13, let milliseconds = Int64(digits), milliseconds >= 0
    else { return nil }
    return Date(timeIntervalSince1970: Double(milliseconds) / 1000)
  }
}

/// A file whose bytes are made while they are sent.
protocol MediaFile: Sendable {
  /// What the `Content-Type` field says.
  var contentType: String { get }

  /// The size of the whole file.
  var byteCount: Int { get }

  /// A part of the file; what lies outside of the file is left out.
  func bytes(in range: Range<Int>) -> [UInt8]
}

/// A file that can be downloaded.
struct ServedFile: Sendable {
  let id: String
  let media: any MediaFile
}

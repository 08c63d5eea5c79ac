import VideoSDKClient

/// A transfer with a place for every file.
struct TransferPlan: Sendable, Equatable {
  /// One file and where it goes.
  struct Item: Sendable, Equatable {
    let file: RecordingFile
    let path: String
  }

  let items: [Item]
  /// The folder that has to be there; nil for one that is there by itself.
  let folder: String?

  /// - Parameter status: tells what is at a path.
  /// - Throws: `Failure` when several files would have to share one name.
  init(_ transfer: Transfer, status: (String) -> FileStatus) throws(Failure) {
    guard let destination = transfer.destination else {
      folder = nil
      items = Self.items(transfer, in: "")
      return
    }
    if destination.hasSuffix("/") || status(destination) == .folder {
      folder = destination
      items = Self.items(transfer, in: destination.hasSuffix("/") ? destination : destination + "/")
      return
    }
    guard transfer.files.count == 1 else {
      throw .severalFiles(transfer.files.count, destination: destination)
    }
    folder = nil
    items = [Item(file: transfer.files[0], path: destination)]
  }

  /// The files of a transfer with their own names.
  ///
  /// - Parameter folder: with a `/` behind it; empty for the current one.
  static func items(_ transfer: Transfer, in folder: String) -> [Item] {
    transfer.files.enumerated().map { place, file in
      let name = FileName(
        transfer,
        suffix: [file.fileURL, file.filePath].compactMap(\.self).compactMap(FileName.suffix),
        number: transfer.files.count > 1 ? place + 1 : nil)
      return Item(file: file, path: folder + name.text)
    }
  }
}

/// One file that is on this machine now.
struct FetchedFile: Sendable, Equatable {
  let path: String
  let bytes: Int
  /// Whether it was there before, so that nothing was fetched.
  let wasThere: Bool

  var json: JSONValue {
    .object(["path": .string(path), "bytes": .number(bytes), "fetched": .bool(!wasThere)])
  }
}

/// The name of a file on this machine: the recording's id and kind, a number where it has several files, and a suffix.
///
/// Somebody else chose the words that it is made of. So no more of them is kept than what cannot lead into another
/// folder, hide the file, look like a flag, steer the terminal, or be taken for a program.
struct FileName {
  let text: String

  private static let suffixes = ["webm", "mp4", "mp3", "m3u8", "mkv", "ogg", "m4a", "ts"]

  init(_ transfer: Transfer, suffix: [String], number: Int?) {
    let id = Self.word(transfer.recording.rawValue) ?? "recording"
    let kind = transfer.kind.flatMap(Self.word)
    let parts = [id, kind, number.map { String($0) }].compactMap(\.self)
    text = parts.joined(separator: "-") + "." + (suffix.first ?? "webm")
  }

  /// What files of this kind end in; nil for the ending of anything else.
  static func suffix(of address: String) -> String? {
    let path = address.prefix { $0 != "?" && $0 != "#" }
    return suffixes.first {
      path.lowercased().utf8.reversed().starts(with: ".\($0)".utf8.reversed())
    }
  }

  /// A word of the service as a part of a name; nil when it is none that a name can hold.
  private static func word(_ text: String) -> String? {
    let isPlain = text.utf8.allSatisfy { byte in
      (48...57).contains(byte) || (65...90).contains(byte) || (97...122).contains(byte)
        || byte == UInt8(ascii: "_") || byte == UInt8(ascii: "-")
    }
    guard isPlain, !text.isEmpty, text.utf8.first != UInt8(ascii: "-"), text.utf8.count <= 100
    else { return nil }
    return text
  }
}

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

  private static func items(_ transfer: Transfer, in folder: String) -> [Item] {
    var taken: Set<String> = []
    return transfer.files.enumerated().map { place, file in
      let fallback = "\(transfer.recording.rawValue)-\(place + 1).webm"
      var name = file.fileURL.flatMap(FileName.last(of:)) ?? fallback
      if taken.contains(name) { name = fallback }
      taken.insert(name)
      return Item(file: file, path: folder + name)
    }
  }
}

/// The name that a file at an address would have on this machine.
enum FileName {
  /// The last segment of the path; nil when it is none that a file should be given without being asked for.
  ///
  /// Somebody else chose it: it must not lead into another folder, hide the file, or steer the terminal.
  static func last(of url: String) -> String? {
    let path = url.prefix { $0 != "?" && $0 != "#" }
    guard let scheme = path.firstRange(of: "://"),
      let slash = path[scheme.upperBound...].lastIndex(of: "/")
    else { return nil }
    guard let name = decoded(path[path.index(after: slash)...]) else { return nil }
    let isPlain = name.unicodeScalars.allSatisfy { scalar in
      scalar != "/" && scalar != "\\" && scalar.properties.generalCategory.isVisible
    }
    guard isPlain, !name.isEmpty, name.first != ".", name.utf8.count <= 200 else { return nil }
    return name
  }

  /// Without percent encoding; nil when it stands for no text.
  private static func decoded(_ segment: Substring) -> String? {
    var bytes: [UInt8] = []
    var rest = segment.utf8[...]
    while let byte = rest.popFirst() {
      guard byte == UInt8(ascii: "%") else {
        bytes.append(byte)
        continue
      }
      let digits = String(Substring(rest.prefix(2)))
      guard digits.utf8.count == 2, digits.allSatisfy(\.isHexDigit),
        let value = UInt8(digits, radix: 16)
      else { return nil }
      bytes.append(value)
      rest = rest.dropFirst(2)
    }
    return String(validating: bytes, as: UTF8.self)
  }
}

extension Unicode.GeneralCategory {
  /// Neither a control character nor one that only changes how others are drawn.
  fileprivate var isVisible: Bool {
    switch self {
    case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate, .privateUse,
      .unassigned:
      false
    default: true
    }
  }
}

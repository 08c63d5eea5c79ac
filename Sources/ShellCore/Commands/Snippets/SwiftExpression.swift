import VideoSDKClient

/// Operations of the library as the Swift expressions that make them.
enum SwiftExpression {
  /// Such as `GetRoom(room: RoomID("abcd-efgh-ijkl"))`; nil for a request that the library does not have.
  ///
  /// The properties of an operation are its initialiser's parameters, in their order; what was not given is left out, and
  /// so is what the shell never asks for.
  static func making(_ request: some Endpoint) -> String? {
    let type = type(of: request)
    guard String(reflecting: type).hasPrefix("VideoSDKClient.") else { return nil }
    let given = Mirror(reflecting: request).children.compactMap { child in
      child.label.flatMap { label in code(child.value).map { "\(label): \($0)" } }
    }
    return "\(type)(\(given.joined(separator: ", ")))"
  }

  private static func code(_ value: Any) -> String? {
    switch value {
    case let id as any WireIdentifier: "\(type(of: id))(\(QuotedText.swift(id.rawValue)))"
    case let kind as TrackKind: code(kind)
    case let format as FileFormat: QuotedText.swift(format.wireName)
    case let text as String: QuotedText.swift(text)
    case let number as Int: String(number)
    default: nil
    }
  }

  private static func code(_ kind: TrackKind) -> String {
    switch kind {
    case .audio: ".audio"
    case .video: ".video"
    case .screenAudio: ".screenAudio"
    case .screenVideo: ".screenVideo"
    case .other(let name): ".other(\(QuotedText.swift(name)))"
    }
  }
}

import VideoSDKClient

/// Operations of the library as the Swift expressions that make them.
enum SwiftExpression {
  private static let module = "VideoSDKClient."

  /// Such as `GetRoom(room: RoomID("abcd-efgh-ijkl"))`; nil for a request that the library does not have.
  ///
  /// The properties of an operation are its initialiser's parameters, in their order; what was not given is left out, and
  /// so is what the shell never asks for.
  static func making(_ request: some Endpoint) -> String? {
    let type = type(of: request)
    guard String(reflecting: type).hasPrefix(module) else { return nil }
    return call("\(type)", of: request)
  }

  /// The JSON that a value keeps is no parameter of its initialiser.
  private static func call(_ name: String, of value: Any) -> String {
    let given = Mirror(reflecting: value).children.compactMap { child -> String? in
      guard let label = child.label, label != "json" else { return nil }
      return code(child.value).map { "\(label): \($0)" }
    }
    return "\(name)(\(given.joined(separator: ", ")))"
  }

  private static func code(_ value: Any) -> String? {
    switch value {
    case let id as any WireIdentifier: "\(type(of: id))(\(QuotedText.swift(id.rawValue)))"
    case let kind as TrackKind: code(kind)
    case let format as FileFormat: QuotedText.swift(format.wireName)
    case let word as any WireWord: "\(name(of: word))(\(QuotedText.swift(word.wireName)))"
    case let text as String: QuotedText.swift(text)
    case let number as Int: String(number)
    case let flag as Bool: String(flag)
    case let json as JSONValue:
      "try JSONValue(parsing: Array(\(QuotedText.swift(JSONText.line(json))).utf8))"
    case is Secret: nil
    default: code(ofParts: value)
    }
  }

  /// Lists, and values that have parts of their own.
  private static func code(ofParts value: Any) -> String? {
    let mirror = Mirror(reflecting: value)
    switch mirror.displayStyle {
    case .optional: return mirror.children.first.flatMap { code($0.value) }
    case .collection:
      return "[\(mirror.children.compactMap { code($0.value) }.joined(separator: ", "))]"
    case .struct: return call(name(of: value), of: value)
    default: return nil
    }
  }

  /// Such as `RecordingConfiguration.Layout`.
  private static func name(of value: Any) -> String {
    let name = String(reflecting: type(of: value))
    return name.hasPrefix(module) ? String(name.dropFirst(module.count)) : name
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

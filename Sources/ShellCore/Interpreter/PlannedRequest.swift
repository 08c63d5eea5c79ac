public import VideoSDKClient

/// A request that a command would begin with, without credentials.
public struct PlannedRequest: Sendable {
  /// The command that would send it.
  public let command: CommandLine
  /// The request, with no `Authorization` field.
  public let call: HTTPCall
  /// Nil where the origin is not known yet: the embedded sandbox's port is chosen when it starts.
  public let origin: Origin?

  init(_ command: CommandLine, _ call: HTTPCall, origin: Origin?) {
    self.command = command
    self.call = call
    self.origin = origin
  }

  /// As a command line for curl; the token is `$VIDEOSDK_TOKEN`.
  public var curl: String { CurlText.command(call, at: origin) }
}

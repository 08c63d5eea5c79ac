/// The track-recording API as a real HTTP server on this machine, with state and with failures on request.
///
/// It speaks the documented API under `/v2` and is steered under `/sandbox`. It installs no signal
/// handler, prints nothing and leaves no file behind but the data file, if there is one.
public enum Sandbox {
  /// The `apikey` claim of every token that a sandbox accepts.
  public static let apiKey = "sandbox"
  /// The secret that signs the tokens of every sandbox.
  public static let secret = "sandbox-secret-do-not-use-live-0123456789"
}

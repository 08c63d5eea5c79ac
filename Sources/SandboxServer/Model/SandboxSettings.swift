/// What a sandbox can be told to do otherwise while it runs; a reset brings back what its configuration says.
struct SandboxSettings: Equatable, Sendable {
  /// How long the files of a recording that was stopped are processed.
  var processing: Duration
  var storage: SandboxConfiguration.Storage

  init(_ configuration: SandboxConfiguration) {
    processing = configuration.processing
    storage = configuration.storage
  }
}

/// A part of the vendor's API that is documented or seen, and that the sandbox does not serve.
///
/// A client that asks for it is told so, because a 404 would look like a mistyped path.
struct UnservedFamily: Equatable, Sendable {
  let name: String

  /// The beginnings of paths behind `/v2`, and what is found there.
  private static let families: [(path: [Substring], name: String)] = [
    (["hls"], "hls"),
    (["livestreams"], "livestreams"),
    (["rtmp"], "livestreams"),
    (["recordings", "composite"], "composite recordings"),
    (["recordings", "resources"], "resource pools"),
    (["resources"], "resource pools"),
    (["resource-pool"], "resource pools"),
    (["transcodings"], "transcodings; it merges recordings at /v2/recordings/participant/merge"),
    (["transcriptions"], "transcriptions"),
    (["post-transcriptions"], "transcriptions"),
    (["realtime-transcriptions"], "transcriptions"),
    (["realtime-transcription"], "transcriptions"),
    (["translations"], "translations"),
    (["sip"], "sip"),
    (["phone-numbers"], "sip"),
    (["calls"], "sip"),
    (["batch-calls"], "batch calls"),
    (["agent"], "agents"),
    (["agents"], "agents"),
    (["ai"], "ai"),
    (["knowledge-bases"], "ai"),
    (["cli"], "cli accounts"),
    (["connectors"], "connectors"),
    (["whip"], "whip"),
    (["whep"], "whep"),
    (["socket-ingress"], "socket ingress"),
    (["alerts"], "alerts"),
    (["analytics"], "analytics"),
  ]

  /// Nil for a path of none of them.
  init?(_ segments: [Substring]) {
    if segments.first == "v1" {
      name = "version 1 of the API"
      return
    }
    let words = segments.dropFirst()
    guard segments.first == "v2",
      let family = Self.families.first(where: { words.starts(with: $0.path) })
    else { return nil }
    name = family.name
  }
}

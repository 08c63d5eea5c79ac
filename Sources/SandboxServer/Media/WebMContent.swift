/// What the only track of a WebM file holds.
enum WebMContent: Sendable, Equatable {
  /// A hum in Opus, 48 kHz mono.
  case audio
  /// A still picture in VP8.
  case video(TestCard)

  /// The frames of a track that lasts as long as given; at least 1 ms.
  func frames(milliseconds: Int) -> FrameSequence {
    switch self {
    case .audio:
      OpusTone(milliseconds: milliseconds).frames
    case .video(let card):
      card.frames(milliseconds: milliseconds)
    }
  }

  /// Writes what a track entry says about the kind of the track.
  func describe(in track: inout EBMLWriter) {
    switch self {
    case .audio:
      track.unsigned(.trackType, 2)
      track.string(.codecID, "A_OPUS")
      track.binary(.codecPrivate, OpusTone.identificationHeader)
      track.unsigned(.codecDelay, OpusTone.codecDelayNanoseconds)
      track.unsigned(.seekPreRoll, OpusTone.seekPreRollNanoseconds)
      track.master(.audio) { audio in
        audio.float(.samplingFrequency, 48_000)
        audio.unsigned(.channels, 1)
      }
    case .video(let card):
      track.unsigned(.trackType, 1)
      track.string(.codecID, "V_VP8")
      track.unsigned(.defaultDuration, TestCard.frameMilliseconds * 1_000_000)
      track.master(.video) { video in
        video.unsigned(.pixelWidth, card.width)
        video.unsigned(.pixelHeight, card.height)
      }
    }
  }
}

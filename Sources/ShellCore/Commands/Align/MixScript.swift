import CommandLanguage
import VideoSDKClient

/// `mix.sh`: the segments of a session laid over each other by ffmpeg.
///
/// Sounds that do not overlap share a lane: silence up to the first, then each padded to where the next begins. Silence is
/// made while it is played, so a lane of hours takes no memory. All lanes are mixed. ffmpeg opens all that it is given
/// at once, so many sounds are mixed in several calls, whose results are sounds again.
///
/// What others have recorded is only read as what its name says that it is, and only from files: a playlist under the
/// name of a sound would lead ffmpeg to any file and any server.
struct MixScript {
  static let fileName = "mix.sh"

  /// The file that the script makes.
  let output: String
  /// How many whole seconds at the beginning have nothing in them, at most.
  let longestCut: Int
  let text: String

  /// So many sounds are mixed in one call.
  private static let mostSounds = 40

  /// Something to be laid at its offset, in milliseconds.
  fileprivate struct Sound {
    /// As the shell reads it.
    let word: String
    let demuxer: String
    let offset: Int
    let end: Int?
  }

  /// Nil where nothing can be mixed.
  init?(_ alignment: Alignment) {
    let sounds = alignment.segments.filter(\.isSound).compactMap(Sound.init)
    let video = alignment.segments.filter(\.isVideo)
      .max { ($0.length ?? 0, $1.offset) < ($1.length ?? 0, $0.offset) }
    let picture = video.flatMap(Sound.init)
    let all = sounds + [picture].compactMap(\.self)
    guard let first = all.map(\.offset).min() else { return nil }
    output = picture.map { $0.demuxer == "matroska" } ?? true ? "mix.webm" : "mix.mkv"
    longestCut = max(0, (first - 1) / 1000)
    var body = Body(cut: longestCut, output: output, files: all.map(\.word))
    body.mix(sounds, picture)
    text = body.lines.joined(separator: "\n") + "\n"
  }

  /// The commands one after the other.
  private struct Body {
    private(set) var lines: [String]
    private let output: String
    private var parts = 0

    init(cut: Int, output: String, files: [String]) {
      self.output = output
      lines = """
        #!/bin/sh
        # Lays the recordings of a session over each other: all sound in one track, the longest video beside it.
        # Written by vsdk. Needs ffmpeg; reads and writes only files beside it.
        # Usage: sh mix.sh [SECONDS]    leaves out so many seconds at the beginning, \(cut) at most
        set -eu
        fail() {
          echo "mix.sh: $1" >&2
          exit 1
        }
        cd -- "$(dirname -- "$0")"
        command -v ffmpeg >/dev/null || fail 'ffmpeg is not installed'
        cut=${1:-0}
        case $cut in
          0) ;;
          *[!0-9]* | 0* | '') fail "\\`$cut\\` is no number of seconds" ;;
          *) [ ${#cut} -lt 8 ] && [ "$cut" -le \(cut) ] || fail 'at most \(cut) seconds can be left out' ;;
        esac
        [ ! -e \(output) ] || fail '\(output) is there already'
        for file in \(files.joined(separator: " ")); do
          [ -f "$file" ] || fail "$file is not there"
        done
        part=$(mktemp -d ./mix.XXXXXX)
        trap 'rm -rf "$part"' EXIT
        trap 'exit 130' INT
        trap 'exit 143' TERM HUP
        # Seconds of the mix for milliseconds of the session.
        at() {
          at=$(($1 - cut * 1000))
          printf '%d.%03d' $((at / 1000)) $((at % 1000))
        }
        """.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    }

    /// Mixes sounds, some at a time, and lays the picture beside them.
    mutating func mix(_ sounds: [Sound], _ picture: Sound?) {
      var sounds = sounds
      while sounds.count > mostSounds {
        sounds = stride(from: 0, to: sounds.count, by: mostSounds).map { place in
          let some = Array(sounds[place..<min(place + mostSounds, sounds.count)])
          return some.count == 1 ? some[0] : premix(some)
        }
      }
      let target = "\"$part\"/\(output)"
      var arguments = sounds.map(\.input)
      var maps: [String] = []
      if let picture {
        arguments.append("-itsoffset \"$(at \(picture.offset))\" \(picture.input)")
        maps.append("-map \(sounds.count):v:0 -c:v copy")
      }
      if !sounds.isEmpty {
        arguments.append(Self.graph(sounds) { "$(at \($0))" })
        maps.append("-map '[mix]' -c:a libopus -b:a 96k")
      }
      call(arguments + maps, target)
      lines.append("mv -- \(target) ./\(output)")
      lines.append("echo \(output)")
    }

    private mutating func premix(_ sounds: [Sound]) -> Sound {
      parts += 1
      let base = sounds[0].offset
      let graph = Self.graph(sounds) { Self.seconds($0 - base) }
      let target = "\"$part\"/\(parts).flac"
      call(sounds.map(\.input) + [graph, "-map '[mix]' -c:a flac -sample_fmt s16"], target)
      let ends = sounds.map(\.end)
      return Sound(
        word: target, demuxer: "flac", offset: base,
        end: ends.contains(nil) ? nil : ends.compactMap(\.self).max())
    }

    private mutating func call(_ arguments: [String], _ target: String) {
      let words = ["ffmpeg -nostdin -hide_banner -loglevel warning"] + arguments + [target]
      lines.append(words.joined(separator: " \\\n  "))
    }

    /// The filters that make one sound of several, in the order of their inputs.
    ///
    /// - Parameter lead: seconds of silence before an offset.
    private static func graph(_ sounds: [Sound], lead: (Int) -> String) -> String {
      var chains: [String] = []
      let lanes = lanes(of: sounds)
      for (number, lane) in lanes.enumerated() {
        var parts: [String] = []
        let first = sounds[lane[0]].offset
        if first > 0, lead(first) != seconds(0) {
          chains.append("anullsrc=r=48000:cl=stereo:d=\(lead(first))[lead\(number)]")
          parts.append("[lead\(number)]")
        }
        for (place, index) in lane.enumerated() {
          var filters =
            "aresample=48000:async=1:first_pts=0,aformat=sample_fmts=fltp:channel_layouts=stereo"
          if place + 1 < lane.count {
            let next = sounds[lane[place + 1]].offset - sounds[index].offset
            filters += ",apad,atrim=end=\(seconds(next))"
          }
          chains.append("[\(index):a:0]\(filters)[sound\(index)]")
          parts.append("[sound\(index)]")
        }
        chains.append("\(parts.joined())concat=n=\(parts.count):v=0:a=1[lane\(number)]")
      }
      let all = lanes.indices.map { "[lane\($0)]" }.joined()
      // What many say at once is louder than a file can hold.
      chains.append(
        "\(all)amix=inputs=\(lanes.count):duration=longest:normalize=0,"
          + "alimiter=level=disabled[mix]")
      return "-filter_complex \"\n    \(chains.joined(separator: ";\n    "))\""
    }

    /// Which sounds share a lane, by their places; within one no sound begins before the one before has ended.
    private static func lanes(of sounds: [Sound]) -> [[Int]] {
      var lanes: [[Int]] = []
      for index in sounds.indices {
        let free = lanes.firstIndex { lane in
          lane.last.flatMap { sounds[$0].end }.map { $0 <= sounds[index].offset } ?? false
        }
        if let free { lanes[free].append(index) } else { lanes.append([index]) }
      }
      return lanes
    }

    private static func seconds(_ milliseconds: Int) -> String {
      let rest = String(milliseconds % 1000)
      return "\(milliseconds / 1000)." + String(repeating: "0", count: 3 - rest.count) + rest
    }
  }
}

extension MixScript.Sound {
  /// What the endings of files are read as; a playlist is nothing to be read.
  private static let demuxers = [
    "webm": "matroska", "mkv": "matroska", "mp4": "mov", "m4a": "mov", "mp3": "mp3", "ogg": "ogg",
    "ts": "mpegts",
  ]

  init?(_ segment: Alignment.Segment) {
    let ending = segment.fileName.split(separator: ".").last.map(String.init) ?? ""
    guard let demuxer = Self.demuxers[ending] else { return nil }
    self.init(
      word: "./\(segment.fileName)".quotedForShell, demuxer: demuxer, offset: segment.offset,
      end: segment.end)
  }

  var input: String { "-protocol_whitelist file -f \(demuxer) -i \(word)" }
}

extension Alignment.Segment {
  fileprivate var isSound: Bool { kind == .audio || kind == .screenAudio }
  fileprivate var isVideo: Bool { kind == .video || kind == .screenVideo }
}

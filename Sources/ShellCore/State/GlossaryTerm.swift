/// The words that somebody must know to use the shell; `explain` tells what each is, and what it is not.
enum GlossaryTerm: String, Sendable, CaseIterable {
  case room, session, participant, track, kind, recording, segment
  case meeting, follow, deadline, merge
  case token, webhook, target, sandbox, ledger, script

  /// The term that a person means: in any case, in the plural, or by another word for it.
  init?(word: String) {
    let lower = word.lowercased().filter { $0.isLetter || $0 == "_" }
    let singular = lower.hasSuffix("s") ? String(lower.dropLast()) : lower
    guard
      let term = Self(rawValue: lower) ?? Self(rawValue: singular)
        ?? Self.otherWords.first(where: { $0.key == lower || $0.key == singular })?.value
    else { return nil }
    self = term
  }

  /// What it is.
  var definition: String {
    switch self {
    case .room: "where people meet, by an id; it is there when nobody is in it"
    case .session: "one meeting in a room, from its first participant to its last"
    case .participant: "somebody in a session, by an id such as efgh; Emil is a name"
    case .track: "one stream of a participant: microphone, camera, shared screen"
    case .kind: "which track: audio, video, screen_audio or screen_video"
    case .segment: "a stretch of a recorded track between mutes: one file of it"
    case .meeting: "one session of a room; `start meeting` records it as one picture"
    case .follow: "recording of whoever is there, and comes later, until an end"
    case .deadline: "when a recording is to be stopped, as `start audio for=45m` says"
    case .merge: "the sound of recordings in one file, some left and some right"
    case .recording: "the file of one track; audio $0.002, video $0.006 a minute (list)"
    case .token: "what lets a request in: a signed text that ends after a while"
    case .webhook: "a signed message that the service posts when something happens"
    case .target: "where requests go: sandbox, LIVE or endpoint; see the prompt"
    case .sandbox: "a server of the same API in this program, with a class in a room"
    case .ledger: "the list on disk of all that was started, kept if the shell dies"
    case .script: "a .vsdk file of the same commands, checked whole before it runs"
    }
  }

  /// What it is often taken for.
  var contrast: String {
    switch self {
    case .room: "the meeting: that is a session, and a room may have had many"
    case .session: "what `session` shows: what this shell has chosen, and its tracks"
    case .participant: "an account or a name; who comes again may have another id"
    case .track: "its recording: a track is there whether it is recorded or not"
    case .kind: "a file format: that is `format=`, such as webm"
    case .segment: "a recording: that goes on while its track is muted"
    case .meeting: "its tracks: those are recorded one by one, by `start audio`"
    case .follow: "`start … participant=all`: that is who is there now, and no one later"
    case .deadline: "the service's: this shell keeps it, the next one, or cron"
    case .merge: "a recording: the service makes it of some that have ended"
    case .recording: "always of a meeting: `start audio` records one track, and no more"
    case .token: "the API key or its secret: from those a token is made"
    case .webhook: "an answer: it comes by itself, late, twice or never"
    case .target: "a room: each target has rooms of its own"
    case .sandbox: "the vendor's service: nobody is recorded, nothing is billed"
    case .ledger: "the service's list: `recordings` shows that"
    case .script: "a program: it has no loops and no conditions"
    }
  }

  /// The command that shows it, as it can be typed.
  var command: String {
    switch self {
    case .room: "rooms"
    case .session: "sessions"
    case .participant: "participants"
    case .track: "session"
    case .kind: "help start"
    case .segment: "timeline"
    case .meeting: "recordings meeting"
    case .follow: "help follow"
    case .deadline: "session"
    case .merge: "recordings merge"
    case .recording: "recordings"
    case .token: "token show"
    case .webhook: "hooks"
    case .target: "whoami"
    case .sandbox: "sandbox status"
    case .ledger: "recover"
    case .script: "help scripts"
    }
  }

  private static let otherWords: KeyValuePairs<String, GlossaryTerm> = [
    "call": .session, "class": .session, "classroom": .room,
    "person": .participant, "people": .participant, "user": .participant, "member": .participant,
    "name": .participant, "stream": .track, "microphone": .track, "mic": .track,
    "camera": .track, "screen": .track, "audio": .kind, "video": .kind, "screen_audio": .kind,
    "screen_video": .kind, "format": .kind, "file": .recording,
    "align": .segment, "aligned": .segment, "composite": .meeting, "composition": .meeting,
    "layout": .meeting, "follower": .follow, "until": .deadline, "limit": .deadline,
    "overdue": .deadline, "stereo": .merge, "mix": .merge, "channel": .merge,
    "price": .recording, "pricing": .recording, "cost": .recording, "bill": .recording,
    "billed": .recording, "billing": .recording, "money": .recording, "minute": .recording,
    "jwt": .token, "key": .token,
    "secret": .token, "credential": .token, "hook": .webhook, "event": .webhook,
    "callback": .webhook, "live": .target, "endpoint": .target, "server": .target,
    "origin": .target, "vsdk": .script,
  ]
}

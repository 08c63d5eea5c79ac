import Synchronization

/// Points from an error to the word that it is about, once for each word: who knows it need not read it again.
///
/// A class, because the commands of a line and the shell itself tell of errors.
final class GlossaryPointer: Sendable {
  private let told = Mutex<Set<String>>([])

  /// The event with a last hint on its first failure that is about a word.
  func pointing(_ event: Event) -> Event {
    switch event {
    case .completed(let outcome) where !outcome.isTolerated && !outcome.presentation.writesJSON:
      var outcome = outcome
      for place in outcome.failures.indices { point(&outcome.failures[place]) }
      return .completed(outcome)
    case .failure(let failure):
      var failure = failure
      point(&failure)
      return .failure(failure)
    case .began, .completed, .frame, .held, .progress, .note, .told, .warning, .waiting, .exchange:
      return event
    }
  }

  private func point(_ failure: inout Failure) {
    guard let term = GlossaryTerm(of: failure), told.withLock({ $0.insert(term.rawValue).inserted })
    else { return }
    failure.hints.append("`explain \(term.rawValue)` tells what the word means")
  }
}

extension GlossaryTerm {
  /// What a failure is about: its code, or what the service refused, and a part of its message where that decides.
  private static let subjects: [(code: String, part: String, term: GlossaryTerm)] = [
    ("not-found", "room recording", .meeting),
    ("no-room", "", .room), ("not-found", "room", .room),
    ("several-files", "", .segment), ("endless-follow", "", .follow), ("short-pause", "", .follow),
    ("no-time", "", .deadline), ("deadline-missed", "", .deadline), ("no-merge", "", .merge),
    ("no-live-session", "", .session), ("nobody-active", "", .session),
    ("not-found", "session", .session),
    ("no-participant", "", .participant), ("not-an-id", "", .participant),
    ("other-kind-of-id", "", .participant), ("not-found", "participant", .participant),
    ("conflict", "track", .track), ("invalid", "not started", .track),
    ("unknown-choice", "`kind`", .kind), ("missing-word", "kind is missing", .kind),
    ("still-running", "", .recording), ("no-recording", "", .recording),
    ("no-files", "", .recording), ("not-found", "recording", .recording),
    ("no-credentials", "", .token), ("malformed-token", "", .token), ("expired-token", "", .token),
    ("doubtful-token", "", .token), ("unauthorized", "", .token), ("forbidden", "", .token),
    ("nothing-listens", "", .webhook), ("unreachable-receiver", "", .webhook),
    ("no-webhook", "", .webhook), ("cannot-listen", "", .webhook),
    ("refused", "nobody listens at", .target), ("unresolved", "", .target),
    ("not-an-origin", "", .target), ("insecure-origin", "", .target),
    ("recordings-left", "", .target),
    ("sandbox-only", "", .sandbox), ("bad-fault", "", .sandbox), ("ledger", "", .ledger),
    ("defer-at-prompt", "", .script), ("header-at-prompt", "", .script),
    ("not-a-script", "", .script), ("unreadable-file", "", .script),
    ("nothing-to-save", "", .script),
  ]

  init?(of failure: Failure) {
    let message = failure.message.lowercased()
    // Its own code tells more than what the service calls it.
    let found = [failure.code, failure.refusal?.category].lazy.compactMap { code in
      Self.subjects.first { $0.code == code && message.contains($0.part) }
    }.first
    guard let found else { return nil }
    self = found.term
  }
}

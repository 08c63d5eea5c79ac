import CommandLanguage
import VideoSDKClient

/// Names typed where ids are due, and ids of another kind.
extension Interpreter {
  /// What is wrong with the ids of a statement that a person types; empty in a script, which means the same wherever
  /// it runs.
  ///
  /// The sandbox in this process is asked who is in it: that costs nothing, and no request of it is seen. Elsewhere
  /// what answers told of must do.
  func mistakes(
    inIDsOf syntax: CommandSyntax, in session: inout Session, _ scope: Scope
  ) async -> [Failure] {
    guard session.permit == nil, let seen = session.seenIdentifiers else { return [] }
    let typed = TypedIdentifier.all(in: syntax, scope)
    guard typed.contains(where: { !seen.knows($0) }) else { return [] }
    await meetPeople(in: &session)
    return typed.compactMap { session.seenIdentifiers?.mistake(in: $0) }
  }

  /// What is said of ids that are chosen and that nobody in the sandbox has; they may still come to be.
  func remarks(
    onIDsOf syntax: CommandSyntax, in session: Session, _ scope: Scope
  ) -> [String] {
    guard session.permit == nil, session.target.kind == .sandbox,
      syntax.verb.text == SetCommand.grammar.verb, let seen = session.seenIdentifiers
    else { return [] }
    return TypedIdentifier.all(in: syntax, scope).filter { !seen.knows($0) }.compactMap { typed in
      switch typed.kind {
      case .participant:
        "nobody in the sandbox has the id `\(typed.text)`; `participants` lists who is there"
      case .room: "no room of the sandbox has the id `\(typed.text)`; `rooms` lists them"
      case .session, .recording, .participantRecording, .meetingRecording, .merge: nil
      }
    }
  }

  /// Adds to mistakes of words what ids they may stand for.
  func suggestIDs(
    _ failures: inout [Failure], of syntax: CommandSyntax, in session: inout Session
  ) async {
    guard session.permit == nil, session.seenIdentifiers != nil,
      failures.contains(where: { ["unknown-choice", "unknown-verb"].contains($0.code) })
    else { return }
    await meetPeople(in: &session)
    guard let seen = session.seenIdentifiers else { return }
    for place in failures.indices {
      let span = failures[place].span
      let word =
        span == syntax.verb.span
        ? syntax.verb.text : syntax.arguments.first { $0.word.span == span }?.word.literalText
      if let word { failures[place].suggestIdentifiers(word, seen) }
    }
  }

  private func meetPeople(in session: inout Session) async {
    guard session.target.kind == .sandbox else { return }
    // Nobody asked for it, so nobody is shown it.
    var quiet = services
    quiet.observe = nil
    let client = Interpreter(services: quiet).client(for: session)
    guard let answer = try? await client.send(SandboxRequest.state) else { return }
    let told = SandboxIdentifiers(state: answer.value).seenIdentifiers(at: age)
    session.seenIdentifiers?.note(told)
  }
}

import CommandLanguage

/// What a check has to run at the end.
enum Deferred: Sendable {
  case command(DeferredCommand)
  /// All that an included script deferred: shared, because it may be included thousands of times.
  case group(DeferredGroup)
}

/// A deferred command with what is expected of it, bound where it stands.
struct DeferredCommand: Sendable {
  let statement: BoundStatement
  let expectations: [Statement]
  let site: Diagnostic.Location
  let scope: Scope
  let chain: [String]
  let allowsRefusal: Bool
}

/// Deferred commands of an included script, in the order of its text.
final class DeferredGroup: Sendable {
  let items: [Deferred]

  init(_ items: [Deferred]) { self.items = items }
}

/// What was deferred runs when all else has, the last first.
extension Checker {
  mutating func runDeferred(in session: inout Session) {
    // One that runs a script may defer more.
    while goesOn(), let item = deferred.popLast() { run(item, in: &session) }
  }

  private mutating func run(_ item: Deferred, in session: inout Session) {
    switch item {
    case .command(let command):
      doubts.allowsRefusal = command.allowsRefusal
      // What it keeps, it keeps for nobody.
      var scope = command.scope
      carryOut(
        command.statement, at: command.site, in: &session, scope: &scope, chain: command.chain)
      look(command.expectations, session, at: command.site)
    case .group(let group):
      let state = walked.state(of: session)
      if let state, let after = walked.session(after: group, in: state) {
        session = after
        return
      }
      let others = deferred
      deferred = group.items
      runDeferred(in: &session)
      deferred = others
      if let state { walked.keep(session, after: group, in: state) }
    }
  }
}

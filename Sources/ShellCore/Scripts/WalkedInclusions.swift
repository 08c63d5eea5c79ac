import CommandLanguage

/// What included scripts came to when they were checked, so that one is walked once for the same arguments in the same
/// state: scripts that include each other many times would otherwise be walked as often as there are ways to them.
///
/// The first walk is only counted, the second is kept: most are never included again. What is kept holds the beliefs
/// of a session, and a state is known by all of them, so both are bounded; beyond the bounds a script is walked anew.
struct WalkedInclusions {
  /// A script, and what is given for it.
  struct Inclusion: Hashable {
    let path: String
    let arguments: ScriptArguments
    /// How many scripts stand around it: they are limited.
    let depth: Int
    /// Whether a fixed pause stands right before it, about which there may be a doubt.
    let isPaused: Bool
    /// What the commands above give to look at, about which there may be a doubt.
    let above: AnswersAbove
  }

  /// What a walk changes.
  struct Effect {
    let session: Session
    /// What it deferred; nil where that is nothing.
    let deferred: DeferredGroup?
    /// Whether the server is asked before anything else is done.
    let readsFirst: Bool
    /// Whether something is wrong with what is given; it has to be told for each place.
    let hasBadArguments: Bool
    /// What its commands give to look at.
    let above: AnswersAbove
  }

  /// All that decides what a command comes to in the check.
  struct State: Hashable {
    fileprivate let hash: Int
  }

  private struct Key: Hashable {
    let inclusion: Inclusion
    let state: State
  }

  private struct GroupKey: Hashable {
    let group: ObjectIdentifier
    let state: State
  }

  private static let stateLimit = 10_000_000
  private static let effectLimit = 200_000
  private var stateCost = 0
  private var effectCost = 0
  private var visited: Set<Inclusion> = []
  private var effects: [Key: Effect] = [:]
  private var groups: [GroupKey: Session] = [:]
  /// How many scripts were walked.
  private(set) var walks = 0

  /// The state of a session; nil when no more can be looked at.
  mutating func state(of session: Session) -> State? {
    let recordings = session.recordings
    stateCost += recordings.count + 1
    guard stateCost < Self.stateLimit else { return nil }
    var hasher = Hasher()
    for key in SettingKey.allCases { hasher.combine(session.settings.text(key)) }
    hasher.combine(session.target.kind)
    hasher.combine(session.target.origin)
    hasher.combine(session.credentials.secrets)
    for key in SettingKey.allCases where key.subject == .shell {
      hasher.combine(session.credentials.provenance(key) == nil)
    }
    hasher.combine(session.hooks.isListening)
    // In any order: the first mention of a recording may have been in another script.
    var beliefs = 0
    for (key, belief) in recordings {
      var one = Hasher()
      one.combine(key)
      one.combine(belief.state)
      one.combine(belief.certainty)
      one.combine(belief.isOurs)
      one.combine(belief.isDoubted)
      beliefs &+= one.finalize()
    }
    hasher.combine(beliefs)
    return State(hash: hasher.finalize())
  }

  /// Notes that a script is about to be walked; answers whether it was before.
  mutating func visit(_ inclusion: Inclusion) -> Bool {
    walks += 1
    return !visited.insert(inclusion).inserted
  }

  /// Whether a script was walked before.
  func knows(_ inclusion: Inclusion) -> Bool { visited.contains(inclusion) }

  func effect(of inclusion: Inclusion, in state: State) -> Effect? {
    effects[Key(inclusion: inclusion, state: state)]
  }

  mutating func keep(_ effect: Effect, of inclusion: Inclusion, in state: State) {
    effectCost += effect.session.recordings.count + 1
    guard effectCost < Self.effectLimit else { return }
    effects[Key(inclusion: inclusion, state: state)] = effect
  }

  /// The session behind a group of deferred commands that ran in this state before.
  func session(after group: DeferredGroup, in state: State) -> Session? {
    groups[GroupKey(group: ObjectIdentifier(group), state: state)]
  }

  mutating func keep(_ session: Session, after group: DeferredGroup, in state: State) {
    effectCost += session.recordings.count + 1
    guard effectCost < Self.effectLimit else { return }
    groups[GroupKey(group: ObjectIdentifier(group), state: state)] = session
  }
}

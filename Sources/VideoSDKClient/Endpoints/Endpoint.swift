/// One operation of the API as a value: what to ask, and how to read the answer.
public protocol Endpoint<Response>: Sendable {
  /// What a successful answer holds.
  associatedtype Response: Sendable

  /// The vendor's name of the operation, such as `startTrackRecording`; unless told otherwise the type's, with a
  /// small first letter.
  static var operation: String { get }

  /// The name of the operation that this request is of; the type's, unless one type stands for several.
  var operation: String { get }

  /// The request method.
  var method: HTTPMethod { get }
  /// The percent-encoded path, from `/v2`.
  var path: String { get }
  /// The query in the documentation's order; parameters that were not given are left out.
  var query: [QueryItem] { get }
  /// The JSON body with the given fields only, in the documentation's order.
  var body: JSONValue? { get }
  /// What makes it safe to send the request again.
  var repetition: Repetition { get }
  /// The room and the participant that the request is about, for tokens that are narrowed.
  var scope: RequestScope { get }
  /// Whether the request carries the token; a public one must not.
  var needsCredentials: Bool { get }

  /// What the request starts or stops the recording of.
  var recorded: RecordedSubject? { get }
  /// Where the request has the service post events; nil where it asks for none.
  var webhookURL: String? { get }

  /// Reads a successful answer.
  ///
  /// - Throws: ``ClientError/malformed(path:reason:)`` when it is not what is documented.
  func decode(_ answer: HTTPAnswer) throws(ClientError) -> Response

  /// The response when the service's own answer does not tell the outcome; nil when the evidence does
  /// not show that the request was carried out.
  func response(from evidence: Evidence) -> Response?
}

extension Endpoint {
  /// The type's name, with a small first letter.
  public static var operation: String {
    let name = "\(Self.self)"
    return name.prefix(1).lowercased() + name.dropFirst()
  }
  /// The type's.
  public var operation: String { Self.operation }
  /// `GET`.
  public var method: HTTPMethod { .get }
  /// No query.
  public var query: [QueryItem] { [] }
  /// No body.
  public var body: JSONValue? { nil }
  /// The request can be repeated freely.
  public var repetition: Repetition { .safe }
  /// No room and no participant.
  public var scope: RequestScope { RequestScope() }
  /// The token is sent.
  public var needsCredentials: Bool { true }
  /// Nothing: it neither starts nor stops a recording.
  public var recorded: RecordedSubject? { nil }
  /// No events are asked for.
  public var webhookURL: String? { nil }
  /// Nothing but the service's own answer tells the outcome.
  public func response(from evidence: Evidence) -> Response? { nil }

  /// Whether an answer that accepts the request is enough, whatever its body.
  var needsNoBody: Bool { response(from: .unreadableSuccess) != nil }

  /// Reads a successful answer, or does without its body where that is allowed.
  func read(_ answer: HTTPAnswer) throws(ClientError) -> Response {
    do throws(ClientError) {
      guard answer.isComplete else { throw .malformed(path: "", reason: "the body broke off") }
      return try decode(answer)
    } catch {
      guard let response = response(from: .unreadableSuccess) else { throw error }
      return response
    }
  }

  /// The path with the query, both percent-encoded.
  public var target: String {
    guard !query.isEmpty else { return path }
    let items = query.map {
      "\(PercentEncoding.encode($0.name))=\(PercentEncoding.encode($0.value))"
    }
    return path + "?" + items.joined(separator: "&")
  }
}

/// A list that the service hands out a page at a time.
public protocol PagedEndpoint: Endpoint where Response == Page<Element> {
  /// What the list holds.
  associatedtype Element: Sendable

  /// The page's number from 1; nil means the first.
  var page: Int? { get set }
}

extension PagedEndpoint {
  /// The same list at another page.
  public func page(_ number: Int) -> Self {
    var list = self
    list.page = number
    return list
  }
}

/// An operation that the service confirms with a sentence.
protocol ConfirmedEndpoint: Endpoint where Response == ConfirmationMessage {}

extension ConfirmedEndpoint {
  /// Reads the sentence.
  public func decode(_ answer: HTTPAnswer) throws(ClientError) -> ConfirmationMessage {
    try ConfirmationMessage(answer)
  }
}

/// An operation whose answer is an object.
protocol JSONEndpoint: Endpoint where Response: JSONReadable {}

extension JSONEndpoint {
  /// Reads the object.
  public func decode(_ answer: HTTPAnswer) throws(ClientError) -> Response {
    try Response(JSONFields(answer.json()))
  }
}

/// A list of objects.
protocol PagedJSONEndpoint: PagedEndpoint where Element: JSONReadable {}

extension PagedJSONEndpoint {
  /// Reads one page.
  public func decode(_ answer: HTTPAnswer) throws(ClientError) -> Page<Element> {
    try answer.page()
  }
}

/// One parameter of a query.
public struct QueryItem: Sendable, Hashable {
  /// The parameter's name.
  public let name: String
  /// Its value, not yet encoded.
  public let value: String

  /// The parameters that have a value, in the order given.
  static func list(
    _ items: KeyValuePairs<String, (any CustomStringConvertible)?>
  ) -> [QueryItem] {
    items.compactMap { pair in
      pair.value.map { QueryItem(name: pair.key, value: $0.description) }
    }
  }
}

/// The room and the participant that a request is about.
public struct RequestScope: Sendable, Hashable {
  /// The room, when the request names one.
  public let room: RoomID?
  /// The participant, when the request names one.
  public let participant: ParticipantID?

  /// Names a room and a participant.
  public init(room: RoomID? = nil, participant: ParticipantID? = nil) {
    self.room = room
    self.participant = participant
  }
}

/// What makes it safe to send a request a second time.
public enum Repetition: Sendable, Hashable {
  /// Doing it twice is the same as doing it once.
  case safe
  /// Once the request may have been carried out it is not sent again: the listing of these recordings
  /// may show that it was, and otherwise the outcome is unknown.
  case confirmByListing(RecordedSubject)
  /// Once the request may have been carried out it is not sent again: the outcome is then unknown.
  case unlessDoubtful
}

import CommandLanguage
import Testing
import VideoSDKClient

@testable import ShellCore

@Suite struct ElementChoiceTests {
  private static let answer = """
    {"data": [
      {"kind": "video", "participantId": "efgh", "id": "r1", "n": 1, "end": null},
      {"kind": "audio", "participantId": "abcd", "id": "r2", "n": 2, "tag": "a, b]"},
      {"kind": "audio", "participantId": "efgh", "id": "r3", "n": "2", "done": true},
      {"kind": "audio", "participantId": "efgh", "id": "r4"}, 7
    ], "none": [], "names": ["a"], "one": {"kind": "audio"}}
    """

  private func value(of query: String) throws -> QueryValue {
    var session = try Sample.session()
    session.last = LastAnswer(json: try JSONValue(parsing: Array(Self.answer.utf8)))
    var scope = Scope()
    scope["who"] = .text("efgh")
    let condition = try Sample.condition("\(query) exists")
    return try QueryEvaluator(session: session, scope: scope, record: nil)
      .value(of: condition.query)
  }

  @Test(arguments: [
    ("[kind=audio]", "r2"), ("[kind=audio, participantId=efgh]", "r3"),
    ("[participantId=efgh,kind='audio']", "r3"), ("[kind=\"video\"]", "r1"),
    ("[participantId=${who}]", "r1"), ("[kind=audio, participantId=\"${who}\"]", "r3"),
    ("[n=2]", "r2"), ("[n='2']", "r3"), ("[done=true]", "r3"), ("[end=null]", "r1"),
    ("[tag=\"a, b]\"]", "r2"),
  ])
  func `takes the first that fits`(_ choice: String, _ id: String) throws {
    #expect(try value(of: "last.data\(choice).id") == .json(.string(id)))
  }

  @Test(arguments: [
    (
      "last.data[kind=screen]", "kind=\"video\"; kind=\"audio\"; a number"
    ),
    (
      "last.data[kind=video, participantId=abcd]",
      "kind=\"video\", participantId=\"efgh\"; kind=\"audio\", participantId=\"abcd\"; "
        + "kind=\"audio\", participantId=\"efgh\"; a number"
    ),
    ("last.data[id=r9]", "id=\"r1\"; id=\"r2\"; id=\"r3\"; id=\"r4\"; 1 more"),
    ("last.none[kind=audio]", "an empty list"), ("last.names[kind=audio]", "a text"),
    ("last.one[kind=audio]", "an object, not a list"),
    ("last[kind=audio]", "an object, not a list"),
  ])
  func `says what was there where none fits`(_ query: String, _ instead: String) throws {
    #expect(try value(of: "\(query).id") == .missing(query, instead: instead))
    #expect(try value(of: "\(query).id").notes == ["there: \(instead)"])
  }

  @Test func `a variable that nothing defines is a mistake`() throws {
    let condition = try Sample.condition("last.data[kind=${nobody}] exists")

    let mistakes = StatementBinder.mistakes(in: condition, scope: Scope())

    #expect(mistakes.map(\.message) == ["nothing defines `${nobody}`"])
  }

  @Test func `a secret does not choose`() throws {
    var scope = Scope()
    scope["key"] = .secret("s")
    let condition = try Sample.condition("last.data[kind=${key}] exists")

    #expect(
      StatementBinder.mistakes(in: condition, scope: scope).map(\.code) == ["misplaced-secret"])
  }
}

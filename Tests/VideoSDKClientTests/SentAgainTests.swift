import Testing

@testable import VideoSDKClient

/// What is read can be sent again, and keeps what this library does not know.
@Suite struct SentAgainTests {
  @Test(arguments: [
    #"{"type":null,"duration":9007199254740993,"future":{"a":[]}}"#, "{}", #"{"duration":null}"#,
  ])
  func `a room's settings go back as they came`(_ json: String) throws {
    let text = #"{"roomId":"r","autoCloseConfig":\#(json)}"#
    let room = try Room(JSONFields(JSONValue(parsing: Array(text.utf8))))

    let sent = CreateRoom(customRoomID: RoomID("x"), autoClose: room.autoClose).body

    #expect(
      sent.map { String(decoding: $0.encoded(), as: UTF8.self) }
        == #"{"customRoomId":"x","autoCloseConfig":\#(json)}"#)
  }

  @Test func `what is made leaves out what is not given`() {
    let made = AutoCloseConfiguration(minutes: 9_007_199_254_740_993)

    #expect(
      String(decoding: made.json.encoded(), as: UTF8.self) == #"{"duration":9007199254740993}"#)
    #expect(made.presence(of: "type") == .absent)
    #expect(made.presence(of: "duration") == .present)
  }

  @Test func `a field of a field is named by both`() throws {
    let text = #"{"meta":{"resolution":{"width":null},"format":""}}"#
    let file = try RecordingFile(JSONFields(JSONValue(parsing: Array(text.utf8))))

    #expect(file.presence(of: "meta", "resolution", "width") == .null)
    #expect(file.presence(of: "meta", "resolution", "height") == .absent)
    #expect(file.presence(of: "meta", "format") == .empty)
    #expect(file.presence(of: "meta") == .present)
    #expect(file.presence(of: "ratio", "360") == .absent)
  }
}

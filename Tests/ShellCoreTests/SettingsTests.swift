import Testing

@testable import ShellCore

@Suite struct SettingsTests {
  @Test func `has its documented defaults`() {
    let settings = Settings()

    #expect(settings.timeout == .seconds(30))
    #expect(settings.retries == 2)
    #expect(settings.concurrency == 16)
    #expect(settings.text(.output) == "text")
    #expect(!settings.isOn(.timing))
    #expect(settings.isOn(.confirm) && settings.isOn(.ledger))
    #expect(settings.text(.room) == nil)
    #expect(settings.provenance(.room) == .standard)
  }

  @Test func `a value that was put remembers where it came from until it is removed`() {
    var settings = Settings()

    settings.put(.timeout, "1m30s", from: .script(name: "a.vsdk", line: 7))
    #expect(settings.timeout == .seconds(90))
    #expect(settings.provenance(.timeout).description == "a.vsdk:7")

    settings.remove(.timeout)
    #expect(settings.timeout == .seconds(30))
    #expect(settings.provenance(.timeout).description == "default")
  }

  @Test func `a flag sets what the command would set`() throws {
    var settings = Settings()

    try settings.put("concurrency", "4", flag: "--set")

    #expect(settings.concurrency == 4)
    #expect(settings.provenance(.concurrency).description == "--set")
  }

  @Test(arguments: [
    Refused(
      "romo", "abcd", "--set: no setting `romo`", hint: "did you mean `room`?"),
    Refused("nothing-like-it", "1", "--set: no setting `nothing-like-it`", hint: nil),
    Refused(
      "timeout", "30", "--set: `30` has no unit", hint: "write `500ms`, `5s`, `1m30s` or `2h`"),
    Refused(
      "retries", "11", "--set: `11` is not a whole number from 0 to 10",
      hint: "write one from 0 to 10, without a unit"),
    Refused("token", "abc", "--set cannot set `token`", hint: Refused.secretHint),
    Refused("api-secret", "abc", "--set cannot set `api-secret`", hint: Refused.secretHint),
    Refused("api-key", "abc", "--set cannot set `api-key`", hint: Refused.secretHint),
    Refused("endpoint", "http://a", "--set cannot set `endpoint`", hint: Refused.secretHint),
  ])
  func `a flag that is wrong says why`(_ one: Refused) {
    var settings = Settings()

    #expect(throws: SettingError(message: one.message, hints: one.hints)) {
      try settings.put(one.key, one.value, flag: "--set")
    }
  }

  struct Refused: CustomTestStringConvertible, Sendable {
    static let secretHint = "others could read it from the process list; use the environment"

    let key: String
    let value: String
    let message: String
    let hints: [String]
    var testDescription: String { "\(key)=\(value)" }

    init(_ key: String, _ value: String, _ message: String, hint: String?) {
      self.key = key
      self.value = value
      self.message = message
      hints = hint.map { [$0] } ?? []
    }
  }
}

import Testing

@testable import CommandLanguage

@Suite struct TextWrapTests {
  @Test(arguments: [
    ("", 10, 0, [""]),
    ("short", 10, 0, ["short"]),
    ("one two three", 7, 0, ["one two", "three"]),
    ("one two three", 13, 0, ["one two three"]),
    ("one two three four", 9, 4, ["one two", "three", "four"]),
    ("日本 日本 a", 5, 0, ["日本", "日本", "a"]),
  ])
  func `breaks at spaces`(_ text: String, _ width: Int, _ hanging: Int, _ lines: [String]) {
    #expect(TextWrap.lines(text, width: width, hanging: hanging) == lines)
  }

  @Test func `keeps together what is to be copied`() {
    #expect(
      TextWrap.lines("run `chmod 600 /a/b` and go on", width: 18)
        == ["run", "`chmod 600 /a/b`", "and go on"])
  }

  @Test(arguments: [
    (28, ["still run:", "audio · abcd · abcd-efgh,", "video · abcd · abcd-efgh"]),
    (20, ["still run: audio ·", "abcd · abcd-efgh,", "video · abcd ·", "abcd-efgh"]),
  ])
  func `keeps together what belongs to each other`(_ width: Int, _ lines: [String]) {
    #expect(
      TextWrap.lines(
        "still run: audio · abcd · abcd-efgh, video · abcd · abcd-efgh", width: width) == lines)
  }

  @Test func `leaves what no line can hold to the terminal`() {
    #expect(
      TextWrap.lines("see /a/path/that/is/long for it", width: 10)
        == ["see", "/a/path/that/is/long", "for it"])
  }
}

import Testing

/// The reader and the rules must be able to say no.
@Suite struct XMLReaderTests {
  private static let head = #"<?xml version="1.0" encoding="UTF-8"?>"#

  @Test(arguments: [
    ("<a></b>", "end of another element"), ("<a><b></a>", "end of another element"),
    ("<a>", "the end inside of something"), ("<a/><a/>", "text after the root"),
    (#"<a x="1" x="2"/>"#, "two of x"), (#"<a x="<"/>"#, "`<` in a value"),
    (#"<a x="1"y="2"/>"#, "no blank before an attribute"), ("<a>&nbsp;</a>", "reference nbsp"),
    ("<a>& </a>", "no `;`"), ("<a>&#1;</a>", "reference #1"), ("<a>]]></a>", "`]]>` in text"),
    ("<a>\u{1}</a>", "character 1"), ("<a>\u{FFFE}</a>", "character 65534"),
  ])
  func `refuses what is not well-formed`(_ document: String, _ reason: String) {
    #expect(throws: XMLMistake(reason: reason)) { try XMLReader.read(Self.head + document) }
  }

  @Test func `normalises line ends and attributes`() throws {
    let root = try XMLReader.read(
      Self.head + "<a x=\"1\n2\t3&#10;&#13;\">b\r\nc\rd&#13;&lt;<b/></a>")

    #expect(
      root
        == XMLElement(
          name: "a", attributes: ["x": "1 2 3\n\r"], children: [XMLElement(name: "b")],
          text: "b\nc\nd\r<", wholeText: "b\nc\nd\r<"))
  }

  @Test(arguments: [
    (
      #"<testsuite name="v" tests="0" failures="0" errors="0" skipped="0"/>"#,
      ["the root is testsuite"]
    ),
    (#"<testsuites skipped="0"/>"#, ["testsuites has a skipped"]),
    (#"<testsuites><testcase name="a"/></testsuites>"#, ["testcase in testsuites"]),
    ("<testsuites>a</testsuites>", ["testsuites has text"]),
    (suite(#"<testcase time="1.000"/>"#), ["testcase has no name"]),
    (suite(#"<testcase name="a" time="1,5"/>"#), ["testcase takes 1,5"]),
    (
      suite(#"<testcase name="a"><system-out/><skipped/></testcase>"#, skipped: 1),
      ["skipped too late in testcase"]
    ),
    (suite(#"<testcase name="a"><failure/></testcase>"#), ["failures is not 1"]),
    (
      suite(#"<testcase name="a"><skipped message="a"/></testcase>"#, skipped: 1),
      ["skipped has a message"]
    ),
    (suite(#"<testcase name="a"><system-out/></testcase>"#), []),
  ])
  func `finds what Jenkins would not take`(_ document: String, _ violations: [String]) throws {
    let root = try XMLReader.read(Self.head + document)

    #expect(JenkinsJUnitRules.violations(root) == violations)
  }

  private static func suite(_ content: String, skipped: Int = 0) -> String {
    #"<testsuites><testsuite name="v" tests="1" failures="0" errors="0" skipped="\#(skipped)">"#
      + content + "</testsuite></testsuites>"
  }
}

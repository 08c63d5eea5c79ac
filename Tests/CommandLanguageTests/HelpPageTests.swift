import CommandLanguage
import Testing

@Suite struct HelpPageTests {
  @Test func `lists all commands`() {
    #expect(
      HelpPage(GrammarTable([SampleTable.start, SampleTable.wait])).lines() == [
        "  start  start recording tracks",
        "  wait   pause, or poll until a condition holds",
        "",
        "`help VERB` shows what a command takes, with examples",
      ])
  }

  @Test func `shows everything about a command`() {
    #expect(
      HelpPage(SampleTable.start).lines() == [
        "usage: start KIND… [room=ID] [participant=ID,…] [webhook=URL] [limit=N]",
        "       [format=NAME]",
        "",
        "start recording tracks",
        "",
        "words",
        "  KIND      what to record",
        "    audio   the microphone",
        "    video   the camera",
        "    screen  both screen kinds",
        "",
        "options",
        "  room=ID           the room",
        "  participant=ID,…  one id, a list, or `all`",
        "  webhook=URL       where to report to",
        "  limit=N           how many at once",
        "  format=NAME       the container",
        "    webm            video in WebM",
        "    mp4             video in MP4",
        "",
        "examples",
        "  start audio",
        "  start audio video room=abcd-efgh-ijkl",
      ])
  }

  @Test func `shows scope and details`() {
    #expect(
      HelpPage(SampleTable.dry).lines() == [
        "usage: dry COMMAND…",
        "",
        "show the request of a command and send nothing",
        "only at the prompt: it asks",
        "",
        "The token is shown as `$VIDEOSDK_TOKEN`, so the text can be given to others.",
        "",
        "words",
        "  COMMAND  the command",
        "",
        "examples",
        "  dry start audio",
      ])
    #expect(HelpPage(SampleTable.sandbox).lines()[3] == "only against a sandbox")
  }

  @Test func `breaks text at 80 columns`() {
    let long = "a summary that is as wide as a summary may be, which is seventy-two col"
    let grammar = Grammar(
      verb: "x", summary: "x",
      options: [
        CommandOption("a-key-that-is-rather-long", "PLACEHOLDER", long, .text),
        CommandOption("key", "VALUE-OF-SOME-WIDTH", long, .text),
      ], examples: ["x"],
      details: [long + " " + long])

    #expect(
      HelpPage(grammar).lines() == [
        "usage: x [a-key-that-is-rather-long=PLACEHOLDER] [key=VALUE-OF-SOME-WIDTH]",
        "",
        "x",
        "",
        "a summary that is as wide as a summary may be, which is seventy-two col a",
        "summary that is as wide as a summary may be, which is seventy-two col",
        "",
        "options",
        "  a-key-that-is-rather-long=PLACEHOLDER",
        "                           a summary that is as wide as a summary may be, which",
        "                           is seventy-two col",
        "  key=VALUE-OF-SOME-WIDTH  a summary that is as wide as a summary may be, which",
        "                           is seventy-two col",
        "",
        "examples",
        "  x",
      ])
  }
}

@Suite struct NarrowHelpPageTests {
  @Test func `fits into forty columns`() {
    #expect(
      HelpPage(SampleTable.start).lines(width: 40) == [
        "usage: start KIND… [room=ID]",
        "       [participant=ID,…] [webhook=URL]",
        "       [limit=N] [format=NAME]",
        "",
        "start recording tracks",
        "",
        "words",
        "  KIND      what to record",
        "    audio   the microphone",
        "    video   the camera",
        "    screen  both screen kinds",
        "",
        "options",
        "  room=ID      the room",
        "  participant=ID,…",
        "               one id, a list, or `all`",
        "  webhook=URL  where to report to",
        "  limit=N      how many at once",
        "  format=NAME  the container",
        "    webm       video in WebM",
        "    mp4        video in MP4",
        "",
        "examples",
        "  start audio",
        "  start audio video room=abcd-efgh-ijkl",
      ])
  }
}

@Suite struct ReferencePageTests {
  @Test func `makes a table of Markdown`() {
    let piped = Grammar(
      verb: "a", summary: "one | two", parameters: [Parameter("ID|KIND", "x", .text)],
      examples: ["a b"])

    let lines = ReferencePage.table(
      GrammarTable([SampleTable.run, SampleTable.help, SampleTable.sandbox, piped]))

    #expect(
      lines == [
        "| command | what it does | where |",
        "|---|---|---|",
        "| `run FILE [KEY=VALUE…]` | include another script | prompt, scripts |",
        "| `help [VERB]` | explain a command | prompt |",
        "| `sandbox ACTION` | drive the sandbox | prompt, scripts; sandbox only |",
        "| `a ID\\|KIND` | one \\| two | prompt, scripts |",
      ])
  }
}

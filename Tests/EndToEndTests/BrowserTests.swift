import TestSupport
import Testing
import VideoSDKClient

extension EndToEnd {
  /// What is done in a browser, one page after the other.
  @Suite(.enabled(if: Browser.isExpected, "\(Browser.absence)"))
  struct InBrowser {}
}

extension EndToEnd.InBrowser {
  @Suite struct BrowserTests {
    @Test func `a page is opened, used by mouse and keys, and heard`() async throws {
      try await Browser.withPage { page in
        try await page.open(
          """
          data:text/html,<title>t</title><button onclick="this.textContent+='!'">go</button><input>\
          <script>keys=[];onkeydown=e=>keys.push(e.key)</script>
          """)
        try await page.click("button")
        try await page.press(.space)
        try await page.press(.tab)
        try await page.type("written")
        try await page.wait(until: "document.querySelector('input').value === 'written'")
        #expect(try await page.text("document.querySelector('button').textContent") == "go!!")
        #expect(try await page.text("keys.join()") == " ,Tab")
        #expect(page.complaints == [])
        try await page.evaluate("console.error('oh')")
        try await page.wait(until: "true")
        #expect(page.complaints.count == 1)
        #expect(page.complaints.first?.contains("oh") == true)
      }
    }

    @Test func `what a page owes to its readers is found missing`() async throws {
      try await Browser.withPage { page in
        try await page.open(
          """
          data:text/html,<h1>a</h1><h3>b</h3><p style="color:gray;background:white">pale</p><button></button>\
          <b id=x></b><b id=x></b><input><a href=/ style="outline:none" tabindex=-1>link</a>\
          <div style="width:9000px">wide</div><p style="width:1em;overflow-wrap:anywhere">narrowness</p>\
          <svg><rect width=99 height=99 fill="white"/><text y=20 fill="gray">faint</text><text y=40>seen</text>\
          <rect width=99 height=99 y=100 fill="navy"/><text y=120>dark</text></svg>
          """)
        try await page.resize(width: 400, height: 300)

        let findings = try await page.findings()

        #expect(
          findings == [
            "no name: button", "no name: textbox", "the language is not said",
            "there is no title", "a heading skips a level: <h3>b</h3>", "the id x twice",
            "it is 9008 wide in a window of 400",
            #"contrast 3.95: <p style="color:gray;background:white">pale</p>"#,
            #"squeezed: <p style="width:1em;overflow-wrap:anywhere">narrowness</p>"#,
            #"contrast 3.95: <text y="20" fill="gray">faint</text>"#,
            #"contrast 1.31: <text y="120">dark</text>"#,
          ])
        #expect(
          try await page.keyboardFindings() == [
            #"no key reaches <a href="/" style="outline:none" tabindex="-1">link</a>"#
          ])
      }
    }

    @Test func `what does not come is told with what is there`() async throws {
      try await Browser.withPage { page in
        try await page.open("data:text/html,<p>only this</p>")
        let failure = await #expect(throws: BrowserFailure.self) {
          try await page.wait(until: "document.querySelector('b')", within: .milliseconds(50))
        }
        #expect(failure?.description.contains("only this") == true)
        let missing = await #expect(throws: BrowserFailure.self) { try await page.click("b") }
        #expect(missing?.description.contains("is not there") == true)
      }
    }

    @Test func `no page reaches another machine by its name`() async throws {
      try await Browser.withPage { page in
        let failure = await #expect(throws: BrowserFailure.self) {
          try await page.open("http://example.com/")
        }
        #expect(failure?.description.contains("ERR_NAME_NOT_RESOLVED") == true)
      }
    }

    @Test func `colours, window and scripts are the test's to say`() async throws {
      try await Browser.withPage { page in
        try await page.show(colours: "dark")
        try await page.resize(width: 400, height: 300)
        try await page.open("data:text/html,<script>document.title='ran'</script>")
        let facts = try await page.evaluate(
          "[matchMedia('(prefers-color-scheme: dark)').matches, innerWidth, document.title]")
        #expect(facts == .array([.bool(true), .number(400), .string("ran")]))
        try await page.allowScripts(false)
        try await page.open(
          "data:text/html,<title>still</title><script>document.title='ran'</script>")
        #expect(try await page.text("document.title") == "still")
        #expect(try await page.picture().starts(with: [0x89, 0x50, 0x4E, 0x47]))
      }
    }
  }
}

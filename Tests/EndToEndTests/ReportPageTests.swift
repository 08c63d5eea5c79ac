import TestSupport
import Testing
import VideoSDKClient

extension EndToEnd.InBrowser {
  /// The page of `--report html=FILE`, opened from the disk.
  @Suite struct ReportPageTests {
    private static let name =
      #"</code><img src=x onerror="document.title='taken'"><script>alert(1)</script>"#

    /// Runs two scripts, of which one fails, and opens the page in a browser.
    private static func open(
      light: Bool = true, runsScripts: Bool = true, _ body: (BrowserPage) async throws -> Void
    ) async throws {
      try await LocalSandbox.serve { sandbox in
        let program = try sandbox.program()
        try await sandbox.fault(#"{"status":503}"#, times: 2, on: "startTrackRecording")
        try program.home.write(
          LocalSandbox.place
            + """

            defer stop all
            start audio
            try start audio
            echo '\(name.replacing("'", with: ""))'
            recordings
            let id = last.data[0].id secret
            recordings
            expect http == 201

            """, to: "a.vsdk")
        try program.home.write("echo b\n", to: "b.vsdk")
        let result = try await program.run(
          arguments: ["run", "a.vsdk", "b.vsdk", "--report", "html=r.html"])
        #expect(result.status == 4, "\(result.standardError)")
        try await Browser.withPage { page in
          try await page.show(colours: light ? "light" : "dark")
          try await page.open("file://\(program.home.path)/r.html")
          try await page.allowScripts(runsScripts)
          try await body(page)
          #expect(page.complaints == [])
        }
      }
    }

    @Test(arguments: [true, false])
    func `shows the failed step open, with or without JavaScript`(_ runsScripts: Bool) async throws
    {
      try await Self.open(runsScripts: runsScripts) { page in
        #expect(try await page.text("document.title") == "vsdk: 1 of 2 scripts failed")
        #expect(
          try await page.text(
            "[...document.querySelectorAll('details[open] summary code')].map(e => e.textContent).join('|')"
          )
            == "recordings|expect http == 201")
        let caret = try await page.text(
          "document.querySelector('details[open] pre.bad-edge').textContent")
        #expect(caret.contains("^^^^^^^^^^^^^^^^^^ actual: 200"), "\(caret)")
        // A step that passed opens by a click, and its request is then seen.
        let step = "li:nth-of-type(3) summary"
        try await page.click(step)
        #expect(
          try await page.evaluate(
            "document.querySelector('li:nth-of-type(3) .exchange').checkVisibility()")
            == .bool(true))
        let told = try await page.text("document.querySelector('\(step)').textContent")
        #expect(
          told.contains("start audio") && told.contains("after 2 retries (503, 503)"), "\(told)")
      }
    }

    @Test func `a name with markup is text, and a secret is not there`() async throws {
      try await Self.open { page in
        #expect(
          try await page.evaluate("document.querySelectorAll('img, script, iframe, link').length")
            == .number(0))
        let text = try await page.text("document.body.textContent")
        #expect(text.contains("<script>alert(1)</script>"))
        #expect(text.contains(#""id": "[redacted]""#))
        #expect(text.firstMatch(of: /"id": "[0-9a-f]{24}"/) == nil)
      }
    }

    @Test func `the timeline is drawn, and has a name for who does not see it`() async throws {
      try await Self.open { page in
        #expect(
          try await page.evaluate(
            """
            (() => {
              const bar = document.querySelector('svg rect.t-bar').getBoundingClientRect()
              const picture = document.querySelector('svg').getBoundingClientRect()
              return bar.width > 0 && bar.left >= picture.left && bar.right <= picture.right
            })()
            """) == .bool(true))
        let name = try await page.text("document.querySelector('svg > title').textContent")
        #expect(name == "Timeline of track recordings")
      }
    }

    @Test(arguments: ["light", "dark"])
    func `everybody can read and use it`(_ colours: String) async throws {
      try await Self.open(light: colours == "light") { page in
        for width in [1280, 700, 400] {
          try await page.resize(width: width, height: 900)
          #expect(try await page.findings() == [], "\(width)")
        }
        #expect(try await page.keyboardFindings() == [])
      }
    }

    @Test(arguments: ["light", "dark"])
    func `a timeline of its own can be read`(_ colours: String) async throws {
      try await LocalSandbox.serve { sandbox in
        let program = try sandbox.program()
        let script =
          LocalSandbox.place + "start audio video; try start audio; try stop screen_audio; "
          + "stop audio; sandbox clock 10m; timeline to=a.svg; stop all"
        let result = try await program.run("-c", script)
        #expect(result.status == 0, "\(result)")
        try await Browser.withPage { page in
          try await page.show(colours: colours)
          try await page.open("file://\(program.home.path)/a.svg")
          #expect(try await page.textFindings() == [])
          let ground = try await page.text(
            "getComputedStyle(document.querySelector('.t-ground')).fill")
          #expect(ground == (colours == "light" ? "rgb(255, 255, 255)" : "rgb(13, 17, 23)"))
          #expect(page.complaints == [])
        }
      }
    }

    @Test(arguments: [true, false])
    func `is light or dark, and fits a narrow window`(_ light: Bool) async throws {
      try await Self.open(light: light) { page in
        #expect(
          try await page.text("getComputedStyle(document.body).backgroundColor")
            == (light ? "rgb(255, 255, 255)" : "rgb(13, 17, 23)"))
        try await page.resize(width: 400, height: 800)
        #expect(
          try await page.evaluate("document.documentElement.scrollWidth <= innerWidth")
            == .bool(true))
      }
    }
  }
}

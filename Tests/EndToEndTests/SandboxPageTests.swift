import SandboxServer
import TestSupport
import Testing
import VideoSDKClient

extension EndToEnd.InBrowser {
  /// The page of the sandbox, as it is looked at and used.
  @Suite struct SandboxPageTests {
    @Test func `a start by the API is a bar within a second, and grows`() async throws {
      try await Self.visit { page, sandbox in
        try await page.evaluate(Self.watch())
        try await Self.start(sandbox, "audio")

        let delay = try await page.evaluate("delay.then(delay => delay < 1000)")
        #expect(delay == .bool(true))
        #expect(
          try await page.text("document.querySelector('#bars .who').innerText")
            == "Ada\nmicrophone · abcd")
        try await page.evaluate(
          "window.before = document.querySelector('.lane i').getBoundingClientRect().width")
        try await page.wait(
          until: "document.querySelector('.lane i').getBoundingClientRect().width > window.before")
        #expect(try await page.text("document.title") == "● 1 · Sandbox")
        #expect(page.complaints == [])
      }
    }

    @Test func `the buttons record and stop, and the file plays`() async throws {
      try await Self.visit { page, sandbox in
        try await page.click("[aria-label='Record: camera of Ada']")
        try await page.wait(until: "document.querySelector('#bars li.runs')")
        #expect(try await sandbox.running() == ["video abcd"])
        try await page.click("[aria-label^='+10 s']")
        try await page.click("#bars .stop")
        try await page.wait(until: "document.querySelector('#bars li').dataset.state === 'stopped'")
        #expect(try await sandbox.running() == [])

        try await page.click("[aria-label='Play: camera of Ada']")
        try await page.wait(until: "document.querySelector('video').readyState >= 1")
        try await page.evaluate("document.querySelector('video').play()")
        try await page.wait(until: "document.querySelector('video').currentTime > 0.1")
        #expect(
          try await page.evaluate("document.querySelector('video').duration > 9") == .bool(true))
        #expect(page.complaints == [])
      }
    }

    @Test func `what a button sends is shown, and the command beside it sends the same`()
      async throws
    {
      try await Self.visit { page, sandbox in
        let program = try sandbox.program()
        for label in [
          "Record: microphone of Ada", "Stop: microphone of Ada", "Mute: microphone of Emil",
          "Unmute: microphone of Emil", "Share: screen of Iris", "Unshare: screen of Iris",
          "Leave: Iris", "Join again: Iris", "+10 min: move the time of the sandbox on",
          "Next start fails: once", "Its answer is lost: once", "Its recording fails: once",
          "A webhook is forged: once", "A webhook is lost: once",
          "No more faults: remove those that wait",
        ] {
          // What a button is called follows the event, which may come behind the answer.
          try await page.wait(until: "document.querySelector(`[aria-label='\(label)']`)")
          try await page.click("[aria-label='\(label)']")
          try await Self.compare(page, program)
        }
        // A name that must be quoted with care.
        try await page.evaluate("document.querySelector('form.join [name=id]').focus()")
        try await page.type("zoe")
        try await page.press(.tab)
        try await page.type(#"it's "$5" \\u{41} ${a}"#)
        try await page.press(.enter)
        try await Self.compare(page, program)
        #expect(page.complaints == [])
      }
    }

    @Test func `somebody joins by the form, under any name, which stays text`() async throws {
      let name =
        "<img src=x onerror=\"document.title='evil'\"><script>document.title='evil'</script>"
      try await Self.visit { page, sandbox in
        try await page.evaluate("document.querySelector('form.join [name=id]').focus()")
        try await page.type("zoe")
        try await page.press(.tab)
        try await page.type(name)
        try await page.press(.enter)
        try await page.wait(until: "document.querySelectorAll('.person').length === 4")
        try await Self.start(sandbox, "audio", of: "zoe")
        try await page.wait(until: "document.querySelector('#bars li.runs')")
        let masked = try await sandbox.send(
          .post, "/sandbox/rooms/abcd-efgh-ijkl/participants",
          #"{"participantId":"mallory","name":"a\u202eb\u0000c\u200bd"}"#)
        #expect(masked.status == 200)
        try await page.wait(until: "document.querySelectorAll('.person').length === 5")

        let names = try await page.text(
          "[...document.querySelectorAll('.person h4')].map(node => node.textContent).join('|')")
        #expect(names.contains("<img src=x onerror="))
        #expect(names.hasSuffix(#"|a\u{202e}b\u{0}c\u{200b}d"#), "\(names)")
        #expect(
          try await page.evaluate("document.querySelectorAll('img, main script').length")
            == .number(0))
        #expect(try await page.text("document.title") == "● 1 · Sandbox")
        // The policy would stop what the page does not.
        await #expect(throws: BrowserFailure.self) {
          try await page.evaluate("document.body.innerHTML = '<b>no</b>'")
        }
        #expect(page.complaints.filter { !$0.contains("TrustedHTML") } == [])
      }
    }

    @Test func `a forged webhook is marked, and a refused request stands out`() async throws {
      try await HostileServer.run({ _, _ in .answer(200) }) { _, receiver in
        try await Self.visit { page, sandbox in
          try await sandbox.fault(#"{"webhook":"badSignature"}"#)
          let token = try await AccessToken.sandbox().reveal()
          let body = """
            {"roomId":"abcd-efgh-ijkl","participantId":"abcd","kind":"audio",\
            "webhookUrl":"\(receiver)/"}
            """
          for _ in 0..<2 {
            _ = try await sandbox.send(
              .post, "/v2/recordings/participant/track/start", body, token: token)
          }
          try await page.wait(until: "document.querySelectorAll('#hooks li').length === 2")
          let hooks = try await page.text("document.getElementById('hooks').innerText")
          #expect(
            hooks.contains("participant-track-recording-starting\nforged\ntaken · 200"), "\(hooks)")
          #expect(hooks.contains("participant-track-recording-started\ntaken · 200"), "\(hooks)")
          #expect(try await page.text("document.querySelector('#calls .bad').textContent") == "409")
          #expect(page.complaints == [])
        }
      }
    }

    @Test(arguments: ["light", "dark"])
    func `everybody can read and use it`(_ colours: String) async throws {
      try await Self.visit(colours: colours) { page, sandbox in
        try await Self.furnish(sandbox)
        try await page.wait(until: "document.querySelectorAll('#bars li').length === 4")
        try await page.click("[aria-label^='Play: camera']")
        // It has its place before its size is known: nothing below it moves.
        try await page.wait(
          until: "(v => v && Math.abs(v.clientWidth * 9 / 16 - v.clientHeight) < 2)"
            + "(document.querySelector('video'))")
        try await page.click("[aria-label^='Next start fails']")
        try await page.wait(
          until: "document.querySelector('#last .good') && document.querySelector('#waiting li')")

        for width in [1280, 700, 400] {
          try await page.resize(width: width, height: 900)
          #expect(try await page.findings() == [], "\(width)")
        }
        #expect(try await page.keyboardFindings() == [])
        #expect(page.complaints == [])
      }
    }

    @Test func `it says when the sandbox is gone, and goes on when it is back`() async throws {
      try await Browser.withPage { page in
        let port = try await Sandbox.withServer(SandboxConfiguration(processing: .zero)) {
          running in
          try await page.open(running.page ?? "")
          try await page.wait(until: "document.body.className === 'live'")
          try await LocalSandbox.connect(to: running.endpoint) { try await Self.start($0, "audio") }
          try await page.wait(until: "document.querySelector('#bars li.runs')")
          return running.port
        }
        try await page.wait(until: "!document.getElementById('lost').hidden")
        let said = try await page.text("document.getElementById('lost').textContent")
        #expect(said.hasPrefix("Disconnected: nothing answers at 127.0.0.1:\(port)."))
        #expect(
          try await page.text("document.getElementById('connection-text').textContent")
            == "disconnected")
        #expect(try await page.findings() == [])

        try await Sandbox.withServer(SandboxConfiguration(port: port)) { _ in
          try await page.wait(until: "document.body.className === 'live'")
          // What the first one knew is gone.
          try await page.wait(until: "document.querySelectorAll('#bars li').length === 0")
          #expect(try await page.evaluate("document.getElementById('lost').hidden") == .bool(true))
        }
        #expect(page.complaints.filter { !$0.contains("ERR_") } == [])
      }
    }

    @Test func `a page from elsewhere gets nothing of it`() async throws {
      let elsewhere = Reaction.answer(200, "<p>elsewhere</p>", type: "text/html")
      try await HostileServer.run({ _, _ in elsewhere }) { _, origin in
        try await Self.visit { page, sandbox in
          try await Self.start(sandbox, "audio")
          try await page.open("\(origin)/")
          for attempt in [
            "fetch('\(sandbox.endpoint)/sandbox/events').then(() => 'read', () => 'nothing')",
            "fetch('\(sandbox.endpoint)/').then(() => 'read', () => 'nothing')",
            """
            new Promise(done => {
              const source = new EventSource('\(sandbox.endpoint)/sandbox/events')
              source.addEventListener('snapshot', () => done('read'))
              source.onerror = () => done('nothing')
            })
            """,
            """
            new Promise(done => {
              const frame = document.createElement('iframe')
              frame.onload = () => { try { done(frame.contentDocument ? 'read' : 'nothing') } catch { done('nothing') } }
              frame.src = '\(sandbox.endpoint)/'
              document.body.append(frame)
            })
            """,
          ] {
            #expect(try await page.text(attempt) == "nothing", "\(attempt)")
          }
          _ = try await page.evaluate(
            "fetch('\(sandbox.endpoint)/sandbox/reset', { method: 'POST', mode: 'no-cors', body: '{}' }).catch(() => {}).then(() => 0)"
          )
          #expect(try await sandbox.running() == ["audio abcd"])
          #expect(page.complaints.contains { $0.contains("frame-ancestors") }, "\(page.complaints)")
          #expect(page.complaints.contains { $0.contains("403 (Forbidden)") })
        }
      }
    }
  }
}

extension EndToEnd.InBrowser.SandboxPageTests {
  /// Opens the page of a sandbox in real time, whose files are there as soon as their recording is stopped.
  static func visit(
    colours: String = "light", _ body: (BrowserPage, LocalSandbox) async throws -> Void
  ) async throws {
    try await Sandbox.withServer(SandboxConfiguration(processing: .zero)) { running in
      try await LocalSandbox.connect(to: running.endpoint) { sandbox in
        try await Browser.withPage { page in
          try await page.show(colours: colours)
          try await page.resize(width: 1280, height: 900)
          try await page.open(running.page ?? "")
          try await page.wait(until: "document.querySelector('.person')")
          try await body(page, sandbox)
        }
      }
    }
  }

  /// Measures, by the clock of the page itself, how long after its event a recording is a bar.
  ///
  /// - Parameter bar: how the recording is found that is waited for.
  static func watch(_ bar: String = "#bars li.runs") -> String {
    """
    new Promise(ready => {
      const source = new EventSource('/sandbox/events')
      source.addEventListener('snapshot', () => ready(0))
      window.delay = new Promise(done => {
        let heard
        source.addEventListener('change', event => {
          if (JSON.parse(event.data).recordings) heard ??= performance.now()
        })
        const look = () => {
          if (heard && document.querySelector('\(bar)')) done(performance.now() - heard)
          else requestAnimationFrame(look)
        }
        look()
      })
    })
    """
  }

  static func start(
    _ sandbox: LocalSandbox, _ kind: String, of person: String = "abcd"
  ) async throws {
    try await order(sandbox, "start", kind, person)
  }

  static func order(
    _ sandbox: LocalSandbox, _ verb: String, _ kind: String, _ person: String
  ) async throws {
    let answer = try await sandbox.send(
      .post, "/v2/recordings/participant/track/\(verb)",
      #"{"roomId":"abcd-efgh-ijkl","participantId":"\#(person)","kind":"\#(kind)"}"#,
      token: AccessToken.sandbox().reveal())
    #expect(answer.status == 200)
  }

  /// Holds what the page sent last against what the command beside it would send.
  static func compare(_ page: BrowserPage, _ program: Program) async throws {
    try await page.wait(until: "document.querySelector('#last .good')")
    let sent = try await page.text("document.querySelector('#last pre').textContent")
    let command = try await page.text("document.querySelector('#last .command').textContent")
    try await page.evaluate("document.getElementById('last').replaceChildren()")

    let dry = try await program.run("run", "--dry-run", "-", input: command + "\n")

    #expect(dry.status == 0, "\(command): \(dry)")
    let lines = sent.split(separator: "\n").filter { !$0.hasPrefix("Authorization") }
    let words = try #require(lines.first).split(separator: " ")
    #expect(dry.standardOutput.contains("-X \(words[0]) "), "\(command): \(dry)")
    #expect(dry.standardOutput.contains("\(words[1])'"), "\(command): \(dry)")
    if lines.count > 1 {
      let body = lines[1].replacing("'", with: #"'\''"#)
      #expect(dry.standardOutput.contains("-d '\(body)'"), "\(command): \(dry)")
    }
  }

  /// A recording in each state.
  static func furnish(_ sandbox: LocalSandbox) async throws {
    try await start(sandbox, "audio")
    try await start(sandbox, "screen_video")
    try await start(sandbox, "video", of: "efgh")
    try await start(sandbox, "screen_video", of: "ijkl")
    try await order(sandbox, "stop", "video", "efgh")
    try await sandbox.fault(#"{"recording":"failed"}"#, on: "stopTrackRecording")
    try await order(sandbox, "stop", "screen_video", "abcd")
  }
}

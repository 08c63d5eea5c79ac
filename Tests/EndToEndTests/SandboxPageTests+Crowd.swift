import SandboxServer
import TestSupport
import Testing
import VideoSDKClient

/// The page beside a thousand recordings.
extension EndToEnd.InBrowser.SandboxPageTests {
  @Test func `a thousand recordings keep it as quick as one`() async throws {
    try await Self.visit { page, sandbox in
      let token = try await AccessToken.sandbox().reveal()
      try await withThrowingTaskGroup(of: Void.self) { group in
        for kind in ["audio", "video"] {
          for person in ["abcd", "efgh"] {
            group.addTask {
              for _ in 0..<250 {
                for verb in ["start", "stop"] {
                  _ = try await sandbox.send(
                    .post, "/v2/recordings/participant/track/\(verb)",
                    #"{"roomId":"abcd-efgh-ijkl","participantId":"\#(person)","kind":"\#(kind)"}"#,
                    token: token)
                }
              }
            }
          }
        }
        try await group.waitForAll()
      }
      try await page.wait(
        until: "document.getElementById('recording-count').textContent === '0 running of 1000'")
      #expect(
        try await page.evaluate("document.querySelectorAll('#bars li').length") == .number(200))
      for shown in [400, 600, 800, 1_000] {
        // Not by the mouse: rows that are still being laid out move what it points at.
        try await page.evaluate("document.getElementById('more').click()")
        try await page.wait(until: "document.querySelectorAll('#bars li').length === \(shown)")
      }

      try await page.evaluate(Self.watch())
      try await Self.start(sandbox, "video", of: "ijkl")
      #expect(try await page.evaluate("delay.then(delay => delay < 1000)") == .bool(true))
      #expect(page.complaints == [])
    }
  }

  @Test func `a start is a bar within a second while a thousand others run`() async throws {
    try await Self.visit { page, sandbox in
      let people = (0..<250).map { "p\($0)" }
      let token = try await AccessToken.sandbox().reveal()
      @Sendable func post(_ path: String, _ body: String) async throws {
        #expect(try await sandbox.send(.post, path, body, token: token).status == 200)
      }
      try await withThrowingTaskGroup(of: Void.self) { group in
        for part in 0..<4 {
          group.addTask {
            for place in stride(from: part, to: people.count, by: 4) {
              let person = people[place]
              try await post(
                "/sandbox/rooms/abcd-efgh-ijkl/participants", #"{"participantId":"\#(person)"}"#)
              for kind in ["audio", "video", "screen_video", "screen_audio"] {
                try await post(
                  "/sandbox/rooms/abcd-efgh-ijkl/participants/\(person)/tracks",
                  #"{"kind":"\#(kind)","on":true}"#)
                try await post(
                  "/v2/recordings/participant/track/start",
                  #"{"roomId":"abcd-efgh-ijkl","participantId":"\#(person)","kind":"\#(kind)"}"#)
              }
            }
          }
        }
        try await group.waitForAll()
      }
      try await page.wait(
        until:
          "document.getElementById('recording-count').textContent === '1000 running of 1000'",
        within: .seconds(20))

      try await page.evaluate(Self.watch("[data-new]"))
      // The newest comes first.
      try await page.evaluate(
        "new MutationObserver(() => document.querySelector('#bars li:first-child b')?.textContent === 'Ada' && (document.querySelector('#bars li').dataset.new = '')).observe(document.getElementById('bars'), { childList: true, subtree: true, characterData: true })"
      )
      try await Self.start(sandbox, "audio")
      let delay = try await page.evaluate("delay")
      guard case .number(let milliseconds) = delay else {
        Issue.record("\(delay)")
        return
      }
      let value = try #require(Double(milliseconds.description))
      #expect(value < 1_000, "\(delay) ms")
      #expect(page.complaints == [])
    }
  }
}

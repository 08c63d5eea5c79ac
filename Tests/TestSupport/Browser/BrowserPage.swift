public import VideoSDKClient

import FoundationEssentials
import Glibc
import Synchronization

/// A page in a browser, used like a person would: open it, look, click, press keys.
///
/// What is waited for is a condition in the words of JavaScript, looked at in the page itself until it holds.
public final class BrowserPage: Sendable {
  private let connection: DevToolsConnection
  private let session: String
  private let heard: Heard

  /// What the page has said, shared with the thread that reads.
  private final class Heard: Sendable {
    let complaints = Mutex<[String]>([])

    func take(_ method: String, _ parameters: JSONValue) {
      let complaint: String? =
        switch method {
        case "Runtime.exceptionThrown":
          "exception: \(Self.text(of: parameters["exceptionDetails"] ?? .null))"
        case "Runtime.consoleAPICalled":
          [.string("error"), .string("warning"), .string("assert")].contains(parameters["type"])
            ? "console: \(parameters["args"] ?? .null)" : nil
        case "Log.entryAdded":
          [.string("error"), .string("warning")].contains(parameters["entry"]?["level"])
            ? "log: \(Self.word(parameters["entry"]?["text"])) \(Self.word(parameters["entry"]?["url"]))"
            : nil
        default: nil
        }
      if let complaint { complaints.withLock { $0.append(complaint) } }
    }

    static func text(of details: JSONValue) -> String {
      let described = word(details["exception"]?["description"])
      return described.isEmpty ? word(details["text"]) : described
    }

    private static func word(_ value: JSONValue?) -> String {
      if case .string(let text)? = value { text } else { "" }
    }
  }

  /// Takes both descriptors over.
  init(commands: Int32, events: Int32) async throws(BrowserFailure) {
    let heard = Heard()
    self.heard = heard
    connection = DevToolsConnection(commands: commands, events: events) { heard.take($0, $1) }
    let limit = Duration.seconds(60)
    let target = try await connection.send(
      "Target.createTarget", .object(["url": .string("about:blank")]), within: limit)
    let attached = try await connection.send(
      "Target.attachToTarget",
      .object(["targetId": target["targetId"], "flatten": .bool(true)]), within: limit)
    guard case .string(let session)? = attached["sessionId"] else {
      throw BrowserFailure("no page could be opened: \(attached)")
    }
    self.session = session
    for domain in ["Page", "Runtime", "Log"] { try await command("\(domain).enable") }
  }

  /// Errors and warnings of the console so far, with what the policy of the page or the network refused.
  public var complaints: [String] { heard.complaints.withLock { $0 } }

  /// Sends a command of the protocol for this page and waits for its result.
  ///
  /// - Throws: `BrowserFailure` when it is refused or not answered in time.
  @discardableResult
  public func command(
    _ method: String, _ parameters: JSONValue = .object([]), within limit: Duration = .seconds(60)
  ) async throws(BrowserFailure) -> JSONValue {
    try await connection.send(method, parameters, session: session, within: limit)
  }

  /// Opens an address and waits until all that it names is loaded, but not for streams.
  public func open(_ url: String) async throws(BrowserFailure) {
    let answer = try await command("Page.navigate", .object(["url": .string(url)]))
    if case .string(let reason)? = answer["errorText"] {
      throw BrowserFailure("\(url) cannot be opened: \(reason)")
    }
    try await wait(until: "document.readyState === 'complete' && location.href !== 'about:blank'")
  }

  /// The value of an expression of JavaScript; that of a promise is waited for.
  ///
  /// - Throws: `BrowserFailure` with the exception.
  @discardableResult
  public func evaluate(
    _ expression: String, within limit: Duration = .seconds(60)
  ) async throws(BrowserFailure) -> JSONValue {
    let answer = try await command(
      "Runtime.evaluate",
      .object([
        "expression": .string(expression), "returnByValue": .bool(true),
        "awaitPromise": .bool(true), "userGesture": .bool(true),
      ]), within: limit)
    if let details = answer["exceptionDetails"] {
      throw BrowserFailure("\(expression): \(Heard.text(of: details))")
    }
    return answer["result"]?["value"] ?? .null
  }

  /// The value of an expression that is a text.
  public func text(_ expression: String) async throws(BrowserFailure) -> String {
    let value = try await evaluate(expression)
    guard case .string(let text) = value else {
      throw BrowserFailure("\(expression) is \(value) and no text")
    }
    return text
  }

  /// Waits until an expression holds; as long as it throws, it does not.
  ///
  /// - Throws: `BrowserFailure` with the text of the page when it does not hold in time.
  public func wait(
    until expression: String, within limit: Duration = .seconds(30)
  ) async throws(BrowserFailure) {
    let clock = ContinuousClock()
    let deadline = clock.now.advanced(by: limit)
    repeat {
      let left = min(max(Int(clock.now.duration(to: deadline) / .milliseconds(1)), 0), 1_000)
      let look = """
        new Promise(done => {
          const end = performance.now() + \(left)
          const look = () => {
            let holds = false
            try { holds = Boolean(\(expression)) } catch {}
            if (holds || performance.now() > end) done(holds)
            else setTimeout(look, 10)
          }
          look()
        })
        """
      // The page may be left while it looks, and the next one then has to. Where scripts are off no timer runs, and
      // nothing comes of a look that does not hold at once.
      if let answer = try? await evaluate(look, within: .seconds(10)), answer == .bool(true) {
        return
      }
    } while clock.now < deadline
    let shown = (try? await text("document.body.innerText")) ?? ""
    throw BrowserFailure(
      "`\(expression)` did not hold within \(limit); the page shows\n\(shown)\n"
        + complaints.joined(separator: "\n"))
  }
}

// Hands and eyes.
extension BrowserPage {
  /// Clicks with the mouse into the middle of what a selector finds, which must be seen and not covered.
  public func click(_ selector: String) async throws(BrowserFailure) {
    let place = try await evaluate(
      """
      (() => {
        const found = document.querySelector(\(Self.literal(selector)))
        if (!found) return 'is not there'
        found.scrollIntoView({ block: 'center', behavior: 'instant' })
        const box = found.getBoundingClientRect()
        const [x, y] = [box.x + box.width / 2, box.y + box.height / 2]
        const hit = document.elementFromPoint(x, y)
        if (!hit || !(found.contains(hit) || hit.contains(found))) return 'cannot be seen'
        return [x, y]
      })()
      """)
    guard case .array(let point) = place, point.count == 2 else {
      throw BrowserFailure("`\(selector)` cannot be clicked: \(place)")
    }
    for kind in ["mouseMoved", "mousePressed", "mouseReleased"] {
      try await command(
        "Input.dispatchMouseEvent",
        .object([
          "type": .string(kind), "x": point[0], "y": point[1],
          "button": .string(kind == "mouseMoved" ? "none" : "left"),
          "clickCount": .number(kind == "mouseMoved" ? 0 : 1),
        ]))
    }
  }

  /// A key that is no letter.
  public enum Key: Sendable {
    /// Forward to the next thing that can be used.
    case tab
    /// Enter.
    case enter
    /// The space bar.
    case space
    /// Escape.
    case escape

    fileprivate var parameters: (name: String, code: Int, text: String?) {
      switch self {
      case .tab: ("Tab", 9, nil)
      case .enter: ("Enter", 13, "\r")
      case .space: (" ", 32, " ")
      case .escape: ("Escape", 27, nil)
      }
    }
  }

  /// Presses a key and lets it go.
  public func press(_ key: Key) async throws(BrowserFailure) {
    let (name, code, text) = key.parameters
    for kind in [text == nil ? "rawKeyDown" : "keyDown", "keyUp"] {
      try await command(
        "Input.dispatchKeyEvent",
        .object([
          "type": .string(kind), "key": .string(name),
          "code": .string(name == " " ? "Space" : name),
          "windowsVirtualKeyCode": .number(code),
          "text": kind == "keyDown" ? text.map { .string($0) } : nil,
        ]))
    }
  }

  /// Types a text into what has the focus.
  public func type(_ text: String) async throws(BrowserFailure) {
    try await command("Input.insertText", .object(["text": .string(text)]))
  }

  /// Gives the window a size in CSS pixels.
  public func resize(width: Int, height: Int) async throws(BrowserFailure) {
    try await command(
      "Emulation.setDeviceMetricsOverride",
      .object([
        "width": .number(width), "height": .number(height), "deviceScaleFactor": .number(1),
        "mobile": .bool(false),
      ]))
  }

  /// What the page is shown on: `screen` or `print`, `light` or `dark`, and whether its owner wants little motion.
  public func show(
    on media: String = "screen", colours: String = "light", reducedMotion: Bool = false
  ) async throws(BrowserFailure) {
    let features: [(String, String)] = [
      ("prefers-color-scheme", colours),
      ("prefers-reduced-motion", reducedMotion ? "reduce" : "no-preference"),
    ]
    try await command(
      "Emulation.setEmulatedMedia",
      .object([
        "media": .string(media),
        "features": .array(
          features.map { .object(["name": .string($0.0), "value": .string($0.1)]) }),
      ]))
  }

  /// Switches the scripts of pages that are opened from here on; `evaluate` works all the same.
  public func allowScripts(_ isAllowed: Bool) async throws(BrowserFailure) {
    try await command(
      "Emulation.setScriptExecutionDisabled", .object(["value": .bool(!isAllowed)]))
  }

  /// The bytes of a PNG of the window, or of all of the page.
  public func picture(ofWholePage: Bool = false) async throws(BrowserFailure) -> [UInt8] {
    let answer = try await command(
      "Page.captureScreenshot",
      .object(["format": .string("png"), "captureBeyondViewport": .bool(ofWholePage)]))
    guard case .string(let text)? = answer["data"], let data = Data(base64Encoded: text) else {
      throw BrowserFailure("no picture: \(answer)")
    }
    return Array(data)
  }

  /// A text as JavaScript writes it.
  static func literal(_ text: String) -> String {
    String(decoding: JSONValue.string(text).encoded(), as: UTF8.self)
  }
}

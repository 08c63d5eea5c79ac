import VideoSDKClient

// What a page owes to those who do not see it well, or use no mouse.
extension BrowserPage {
  /// What is wrong with the page as it stands: names, headings, width, contrast.
  ///
  /// Names are those that the browser hands to a screen reader.
  public func findings() async throws(BrowserFailure) -> [String] {
    try await namelessThings() + Self.texts(evaluate(Self.audit)) + textFindings()
  }

  /// Texts of a page or a picture that cannot be read: squeezed into a column of letters, or too pale.
  ///
  /// Contrast is computed from the colours as they are drawn, and is 4.5 at least, or 3 for large text; a text of a picture
  /// stands on the last shape that was drawn below its middle.
  public func textFindings() async throws(BrowserFailure) -> [String] {
    Self.texts(try await evaluate(Self.reading))
  }

  /// Presses Tab through the page, and tells what can be used but was not reached, and what is reached without a
  /// visible sign of it.
  public func keyboardFindings() async throws(BrowserFailure) -> [String] {
    try await evaluate("document.activeElement.blur(); scrollTo(0, 0); window.reached = new Set()")
    guard case .number(let count) = try await evaluate("(\(Self.usable)).length"),
      let presses = Int(count.description)
    else { return ["nothing can be used"] }
    var findings: [String] = []
    // A player has buttons of its own inside.
    for _ in 0..<(presses * 2 + 20) {
      try await press(.tab)
      let finding = try await evaluate(
        """
        (() => {
          const now = document.activeElement
          reached.add(now)
          const style = getComputedStyle(now)
          // A player shows it on its own buttons.
          return now.matches('body, audio, video') || style.outlineStyle !== 'none' || style.boxShadow !== 'none'
            ? '' : 'no visible focus: ' + now.outerHTML.slice(0, 120)
        })()
        """)
      if case .string(let text) = finding, !text.isEmpty, !findings.contains(text) {
        findings.append(text)
      }
      if try await evaluate("(\(Self.usable)).every(node => reached.has(node))") == .bool(true) {
        break
      }
    }
    return try await findings
      + Self.texts(
        evaluate(
          """
          (\(Self.usable)).filter(node => !reached.has(node)).map(node => 'no key reaches ' + node.outerHTML.slice(0, 120))
          """))
  }

  private static let usable = """
    [...document.querySelectorAll('a[href], button, input, select, textarea, summary, audio, video')]
      .filter(node => !node.disabled && node.checkVisibility({ visibilityProperty: true }))
    """

  /// Things for use that have no name for a screen reader.
  private func namelessThings() async throws(BrowserFailure) -> [String] {
    let roles = [
      "button", "link", "textbox", "combobox", "checkbox", "radio", "slider", "image", "img",
      "Video", "Audio", "region", "dialog",
    ]
    let tree = try await command("Accessibility.getFullAXTree")
    guard case .array(let nodes)? = tree["nodes"] else { return ["there is no tree of names"] }
    return nodes.compactMap { node in
      guard node["ignored"] != .bool(true), case .string(let role)? = node["role"]?["value"],
        roles.contains(role)
      else { return nil }
      if case .string(let name)? = node["name"]?["value"], !name.isEmpty { return nil }
      return "no name: \(role)"
    }
  }

  private static func texts(_ value: JSONValue) -> [String] {
    guard case .array(let items) = value else { return ["no findings: \(value)"] }
    return items.map { if case .string(let text) = $0 { text } else { "\($0)" } }
  }

  private static let audit = #"""
    (() => {
      const findings = []
      const told = node => node.outerHTML.slice(0, 100)
      if (!document.documentElement.lang) findings.push('the language is not said')
      if (!document.title) findings.push('there is no title')
      const seen = [...document.querySelectorAll('h1, h2, h3, h4, h5, h6')].filter(node => node.checkVisibility())
      if (seen.filter(node => node.tagName === 'H1').length !== 1) findings.push('there is not one h1')
      let level = 0
      for (const node of seen) {
        const own = Number(node.tagName[1])
        if (own > level + 1) findings.push(`a heading skips a level: ${told(node)}`)
        level = own
      }
      const ids = [...document.querySelectorAll('[id]')].map(node => node.id)
      for (const id of new Set(ids.filter((id, place) => ids.indexOf(id) !== place))) findings.push(`the id ${id} twice`)
      for (const name of ['aria-labelledby', 'aria-describedby', 'aria-controls']) {
        for (const node of document.querySelectorAll(`[${name}]`)) {
          if (!node.getAttribute(name).split(/\s+/).every(id => document.getElementById(id))) findings.push(`${name} leads nowhere: ${told(node)}`)
        }
      }
      for (const node of document.querySelectorAll('button[aria-label], a[aria-label]')) {
        if (!node.ariaLabel.toLowerCase().includes(node.textContent.trim().toLowerCase())) findings.push(`the name lacks what is written: ${told(node)}`)
      }
      if (document.documentElement.scrollWidth > innerWidth) findings.push(`it is ${document.documentElement.scrollWidth} wide in a window of ${innerWidth}`)
      return findings
    })()
    """#

  private static let reading = #"""
    (() => {
      const findings = []
      const told = node => node.outerHTML.slice(0, 100)
      const canvas = document.createElementNS('http://www.w3.org/1999/xhtml', 'canvas').getContext('2d', { willReadFrequently: true })
      canvas.canvas.width = canvas.canvas.height = 1
      const colours = new Map()
      const rgba = colour => {
        if (!colours.has(colour)) {
          canvas.clearRect(0, 0, 1, 1)
          canvas.fillStyle = colour
          canvas.fillRect(0, 0, 1, 1)
          const [r, g, b, a] = canvas.getImageData(0, 0, 1, 1).data
          colours.set(colour, [r, g, b, a / 255])
        }
        return colours.get(colour)
      }
      const over = (top, below, alpha) => [0, 1, 2].map(part => top[part] * alpha + below[part] * (1 - alpha))
      const ground = node => {
        if (!node) return rgba('canvas').slice(0, 3)
        const own = rgba(getComputedStyle(node).backgroundColor)
        return own[3] === 1 ? own.slice(0, 3) : over(own, ground(node.parentElement), own[3])
      }
      const light = colour => {
        const [r, g, b] = colour.map(part => part / 255).map(part => part <= .04045 ? part / 12.92 : ((part + .055) / 1.055) ** 2.4)
        return .2126 * r + .7152 * g + .0722 * b
      }
      const holds = (shape, text) => {
        const [outer, inner] = [shape, text].map(node => node.getBoundingClientRect())
        const [x, y] = [inner.left + inner.width / 2, inner.top + inner.height / 2]
        return x >= outer.left && x <= outer.right && y >= outer.top && y <= outer.bottom
      }
      const inPicture = node => {
        const picture = node.ownerSVGElement
        const shapes = [...picture.querySelectorAll('rect, circle')].filter(shape =>
          shape.compareDocumentPosition(node) & Node.DOCUMENT_POSITION_FOLLOWING && holds(shape, node))
        const shape = shapes.pop()
        return shape ? rgba(getComputedStyle(shape).fill).slice(0, 3) : ground(picture.parentElement)
      }
      const looked = new Set()
      const walker = document.createTreeWalker(document.body ?? document.documentElement, NodeFilter.SHOW_TEXT)
      while (walker.nextNode()) {
        const node = walker.currentNode.parentElement
        if (!walker.currentNode.data.trim() || looked.has(node) || ['SCRIPT', 'STYLE', 'OPTION', 'style'].includes(node.tagName)) continue
        looked.add(node)
        if (!node.checkVisibility({ visibilityProperty: true, contentVisibilityAuto: true })) continue
        const style = getComputedStyle(node)
        let opacity = 1
        for (let up = node; up; up = up.parentElement) opacity *= Number(getComputedStyle(up).opacity)
        const isDrawn = Boolean(node.ownerSVGElement)
        const below = isDrawn ? inPicture(node) : ground(node), own = rgba(isDrawn ? style.fill : style.color)
        const [a, b] = [light(over(own, below, own[3] * opacity)), light(below)].sort((a, b) => b - a)
        const contrast = (a + .05) / (b + .05)
        const size = parseFloat(style.fontSize)
        if (!isDrawn && walker.currentNode.data.trim().length > 8 && node.getBoundingClientRect().width < 2.5 * size) findings.push(`squeezed: ${told(node)}`)
        const isLarge = size >= 24 || size >= 18.66 && Number(style.fontWeight) >= 700
        if (contrast < (isLarge ? 3 : 4.5)) findings.push(`contrast ${contrast.toFixed(2)}: ${told(node)}`)
      }
      if (looked.size === 0) findings.push('there is no text')
      return findings
    })()
    """#
}

import Crypto
import FoundationEssentials

/// The page of the sandbox, for eyes: one document that needs nothing from elsewhere.
struct SandboxPage: Sendable {
  let text: String
  /// What a browser lets the document do: run its own script, and talk to this sandbox.
  let policy: String

  /// Puts the parts together that are in the program.
  static let page = SandboxPage(
    document: PackageResources.page_html, style: PackageResources.page_css,
    script: PackageResources.page_js)

  private init(document: [UInt8], style: [UInt8], script: [UInt8]) {
    let style = String(decoding: style, as: UTF8.self)
    let script = String(decoding: script, as: UTF8.self)
    text = String(decoding: document, as: UTF8.self)
      .replacing("/* style */", with: style, maxReplacements: 1)
      .replacing("{{key}}", with: Sandbox.apiKey, maxReplacements: 1)
      .replacing("{{secret}}", with: Sandbox.secret, maxReplacements: 1)
      .replacing("/* script */", with: script, maxReplacements: 1)
    policy = [
      "default-src 'none'", "script-src \(SandboxPage.source(of: script))",
      "style-src \(SandboxPage.source(of: style))", "connect-src 'self'", "media-src 'self'",
      "img-src data:", "base-uri 'none'", "form-action 'none'", "frame-ancestors 'none'",
      "require-trusted-types-for 'script'", "trusted-types 'none'",
    ].joined(separator: "; ")
  }

  /// How a policy names an inline text: by its digest, so that no other runs.
  private static func source(of text: String) -> String {
    "'sha256-\(Data(SHA256.hash(data: Data(text.utf8))).base64EncodedString())'"
  }
}

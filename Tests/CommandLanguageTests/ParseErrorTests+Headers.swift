import CommandLanguage
import Testing

extension ParseErrorTests {
  @Test(arguments: [
    Case(
      "\nstart audio\n^param^ x = 1", "header-after-command",
      "`param` must stand before the first command, which is on line 2", "move it above line 2"),
    Case(
      "start \\\naudio; ^secret^ x = prompt", "header-after-command",
      "`secret` must stand before the first command, which is on line 1",
      "move it above line 1"),
    Case(
      "expect http == 1\n^param^ x", "header-after-command",
      "`param` must stand before the first command, which is on line 1",
      "move it above line 1"),
    Case(
      "param x\n^vsdk^ 1", "version-not-first", "`vsdk` must be the first command of a script",
      "move it to the top"),
    Case(
      "vsdk 1; ^param^ x", "version-not-alone", "`vsdk 1` must stand on a line of its own",
      "start a new line here"),
    Case(
      "vsdk^^ # what?", "bad-version",
      "`vsdk` takes the version of the language, a whole number", versionHint),
    Case(
      "vsdk ^0^", "bad-version", "`vsdk` takes the version of the language, a whole number",
      versionHint),
    Case(
      "vsdk ^run^ f.vsdk", "bad-version",
      "`vsdk` takes the version of the language, a whole number", versionHint),
    Case(
      "vsdk ^2^", "newer-version", "version 2 of the language needs a newer vsdk",
      "update vsdk; this one knows version 1"),
    Case(
      "vsdk 1 ^2^", "unexpected-word", "unexpected `2`: `vsdk` is complete",
      "start a new command with `;`, or put quotes around text with spaces"),
    Case(
      "param^^", "missing-name", "`param` needs a name",
      "such as `param room = abcd-efgh-ijkl`"),
    Case(
      "param ^^= 5", "missing-name", "`param` needs a name",
      "such as `param room = abcd-efgh-ijkl`"),
    Case("param ^Room^ = 5", "bad-name", "`Room` cannot be a name", nameRule),
    Case("param ^1st^", "bad-name", "`1st` cannot be a name", nameRule),
    Case(
      "param x ^^5", "missing-equals", "`param` needs a `=` behind the name",
      "such as `param room = abcd-efgh-ijkl`"),
    Case(
      "param x =^^", "missing-value", "`param` needs a value behind the `=`",
      "such as `param room = abcd-efgh-ijkl`"),
    Case(
      "param x = a ^b^", "unexpected-word", "unexpected `b`: `param` is complete",
      "start a new command with `;`, or put quotes around text with spaces"),
    Case(
      "secret k^^", "missing-equals", "`secret` needs a `=` behind the name",
      "such as `secret key = env:VIDEOSDK_API_KEY`"),
    Case(
      "secret k = ^abc^", "bad-secret-source", "a secret is never written into a script",
      "say where to read it: `env:NAME`, `file:PATH` or `prompt`"),
    Case(
      "secret k = ^env:1X^", "bad-secret-source", "a secret is never written into a script",
      "say where to read it: `env:NAME`, `file:PATH` or `prompt`"),
    Case(
      "secret k = ^file:^", "bad-secret-source", "a secret is never written into a script",
      "say where to read it: `env:NAME`, `file:PATH` or `prompt`"),
    Case(
      "let x^^", "missing-equals", "`let` needs a `=` behind the name",
      "such as `let file = recording.audio.files[0].filePath`"),
    Case("let x =^^", "missing-query", "`let` needs something to look at", roots),
    Case(
      "let x = last.id ^Secret^", "unexpected-word", "unexpected `Secret`: `let` is complete",
      "start a new command with `;`, or put quotes around text with spaces"),
  ])
  func `explains headers and captures`(test: Case) { check(test) }
}

private let versionHint =
  "write `vsdk 1`; commands stand without `vsdk`, which is for the system's shell"

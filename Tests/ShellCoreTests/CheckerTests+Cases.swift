import Testing

@testable import ShellCore

extension CheckerTests {
  /// A script with one mistake.
  struct MistakeCase: CustomTestStringConvertible, Sendable {
    let text: String
    let files: [String: String]
    let category: ExitStatus.Category
    let drawn: String
    var testDescription: String { drawn.split(separator: "\n").first.map { String($0) } ?? text }

    init(
      _ text: String, files: [String: String] = [:], as category: ExitStatus.Category = .script,
      _ drawn: String
    ) {
      self.text = text
      self.files = files
      self.category = category
      self.drawn = drawn
    }

    static let all = [
      // A mistake of the parser quotes from the text.
      MistakeCase(
        "echo a; Expect http",
        """
        main.vsdk:1:9: unknown command `Expect`
            1 | echo a; Expect http
              |         ^^^^^^
              = hint: did you mean `expect`?
        """),
      MistakeCase(
        "start audio room=a participant=b colour=red",
        """
        main.vsdk:1:34: `start` has no option `colour`
            1 | start audio room=a participant=b colour=red
              |                                  ^^^^^^
              = hint: `help start` shows what it takes
        """),
      // The command that an expectation belongs to may be the one that does not parse.
      MistakeCase(
        "echo a | b\nexpect http == 200",
        """
        main.vsdk:1:8: `|` is reserved: vsdk has no pipes; pipe the output of `vsdk --output json` in the system's shell
            1 | echo a | b
              |        ^
              = hint: for the sign itself, put quotes around the word: '|'
        """),
      MistakeCase(
        "frobnicate",
        """
        main.vsdk:1:1: unknown command `frobnicate`
            1 | frobnicate
              | ^^^^^^^^^^
              = hint: `help` lists all commands
        """),
      MistakeCase(
        "start audio",
        """
        main.vsdk:1:1: no room chosen
            1 | start audio
              | ^^^^^
              = hint: `rooms` lists them; choose one with `set room ID`, or by `room=ID` behind the command
        """),
      MistakeCase(
        "set room a; start audio",
        """
        main.vsdk:1:13: no participant chosen
            1 | set room a; start audio
              |             ^^^^^
              = hint: `participants` lists them; choose one with `set participant ID`, or by `participant=ID` behind the command
              = hint: `start audio participant=all` is about everyone in the room
        """),
      MistakeCase(
        "set token eyJhbGci",
        """
        main.vsdk:1:11: `token` is not written out, so that it lands in no file or history
            1 | set token eyJhbGci
              |           ^^^^^^^^
              = hint: declare it at the top, `secret NAME = env:…`, and use `set token ${NAME}`
        """),
      MistakeCase(
        "set room a\nset participant b\ndefer let kind = state.room\necho ${kind}",
        """
        main.vsdk:4:6: nothing defines `${kind}`
            4 | echo ${kind}
              |      ^^^^^^^
              = hint: declare it at the top of the file: `param kind`, or give a default: `${kind:-text}`
        """),
      MistakeCase(
        "set room a\nset participant b\ndefer let x = recording.audio.id\nunset room",
        """
        main.vsdk:3:15: no room chosen
            3 | defer let x = recording.audio.id
              |               ^^^^^^^^^^^^^^^^^^
              = hint: `rooms` lists them; choose one with `set room ID` above it
        """),
      MistakeCase(
        "set room a\nset participant b\ndefer rooms\nexpect recording.audio.id exists\nunset room",
        """
        main.vsdk:4:8: no room chosen
            4 | expect recording.audio.id exists
              |        ^^^^^^^^^^^^^^^^^^
              = hint: `rooms` lists them; choose one with `set room ID` above it
        """),
      MistakeCase(
        "set room a\nset participant b\n"
          + "defer wait until recording.audio.id exists within=1s\nunset participant",
        """
        main.vsdk:3:18: no participant chosen
            3 | defer wait until recording.audio.id exists within=1s
              |                  ^^^^^^^^^^^^^^^^^^
              = hint: `participants` lists them; choose one with `set participant ID` above it, and again for each of several
        """),
      MistakeCase(
        "set token env:T",
        """
        main.vsdk:1:11: a script uses only secrets that it declares at its top
            1 | set token env:T
              |           ^^^^^
              = hint: declare it at the top, `secret NAME = env:T`, and use `set token ${NAME}`
        """),
      MistakeCase(
        "set endpoint http://a/b",
        """
        main.vsdk:1:14: not an origin: it has the path `/b`
            1 | set endpoint http://a/b
              |              ^^^^^^^^^^
              = hint: write scheme, host and port alone, such as `https://api.videosdk.live`
        """),
      MistakeCase(
        "set endpoint http://a",
        """
        main.vsdk:1:14: a script may not choose where requests go: http://a
            1 | set endpoint http://a
              |              ^^^^^^^^
              = hint: `--allow-origin http://a` lets it; `--endpoint`, a profile or the prompt chooses from outside
        """),
      MistakeCase(
        "param p = env:KEY\nset token ${p}",
        """
        main.vsdk:2:11: a script writes out where its secret is kept
            2 | set token ${p}
              |           ^^^^
              = hint: declare it at the top, `secret NAME = env:…`, and use `set token ${NAME}`
        """),
      MistakeCase(
        "run env.txt", files: ["env.txt": "SECRET=1"],
        """
        main.vsdk:1:5: a script runs files whose names end in `.vsdk` only
            1 | run env.txt
              |     ^^^^^^^
              = hint: `env.txt` was not opened
        """),
      MistakeCase(
        "set room a; set participant b; download audio to=.profile",
        """
        main.vsdk:1:50: a script writes no name that hides a file or looks like a flag: `.profile`
            1 | set room a; set participant b; download audio to=.profile
              |                                                  ^^^^^^^^
              = hint: choose one that does not begin with `.` or `-`, without control characters
        """),
      MistakeCase(
        "help strat",
        """
        main.vsdk:1:6: no help on `strat`
            1 | help strat
              |      ^^^^^
              = hint: did you mean `help start`?
        """),
      MistakeCase(
        "quit 5",
        """
        main.vsdk:1:6: 5 is kept for vsdk itself
            1 | quit 5
              |      ^
              = hint: use 0, or 10 to 99
        """),
      MistakeCase(
        "param room = a\necho ${rom}",
        """
        main.vsdk:2:6: nothing defines `${rom}`
            2 | echo ${rom}
              |      ^^^^^^
              = hint: did you mean `${room}`?
        """),
      MistakeCase(
        "echo ${zzz}",
        """
        main.vsdk:1:6: nothing defines `${zzz}`
            1 | echo ${zzz}
              |      ^^^^^^
              = hint: declare it at the top of the file: `param zzz`, or give a default: `${zzz:-text}`
        """),
      MistakeCase(
        "echo a\nexpect state == idle",
        """
        main.vsdk:2:8: `state` needs a name behind a dot
            2 | expect state == idle
              |        ^^^^^
              = hint: one of `state.room`, `state.participant`, `state.running`, `state.files`, `state.audio`, `state.video`, `state.screen_audio`, `state.screen_video`, `state.participant_recording`, `state.meeting_recording`
        """),
      MistakeCase(
        "set room a; set participant b\necho a\nexpect recording.adio exists",
        """
        main.vsdk:3:18: `recording` has no `adio`
            3 | expect recording.adio exists
              |                  ^^^^
              = hint: did you mean `audio`?
        """),
      MistakeCase(
        "echo a\nexpect hook.data exists",
        """
        main.vsdk:2:8: nothing listens for webhooks
            2 | expect hook.data exists
              |        ^^^^^^^^^
              = hint: use `listen` first: `hook` is the last webhook that came since
        """),
      MistakeCase(
        "run part.vsdk", files: ["part.vsdk": "secret key = env:KEY\nset token ${key}"],
        as: .usage,
        """
        main.vsdk:1:5: `part.vsdk` cannot read its secret `key`: KEY is not set
            1 | run part.vsdk
              |     ^^^^^^^^^
        """),
      MistakeCase(
        "param a = 1\nsecret a = env:A",
        """
        main.vsdk:2:8: `a` is declared twice
            2 | secret a = env:A
              |        ^
        """),
      MistakeCase(
        "expect http == 200",
        """
        main.vsdk:1:1: no command above this `expect`
            1 | expect http == 200
              | ^^^^^^^^^^^^^^^^^^
              = hint: an `expect` checks the answer of the nearest command above it
        """),
      MistakeCase(
        "vsdk 1\nparam a = 1\nparam a = 2",
        """
        main.vsdk:3:7: `a` is declared twice
            3 | param a = 2
              |       ^
        """),
      MistakeCase(
        "quit; echo a",
        """
        main.vsdk:1:1: `quit` must be the last command of a script
            1 | quit; echo a
              | ^^^^
              = hint: remove what follows, or this line
        """),
      MistakeCase(
        "run missing.vsdk", as: .usage,
        """
        main.vsdk:1:5: cannot read `missing.vsdk`: no such file
            1 | run missing.vsdk
              |     ^^^^^^^^^^^^
        """),
      MistakeCase(
        "run main.vsdk",
        """
        main.vsdk:1:5: the scripts run each other: main.vsdk → main.vsdk
            1 | run main.vsdk
              |     ^^^^^^^^^
        """),
      MistakeCase(
        "run part.vsdk", files: ["part.vsdk": "param who\necho ${who}"],
        """
        main.vsdk:1:5: `part.vsdk` needs `who=…`
            1 | run part.vsdk
              |     ^^^^^^^^^
        """),
      MistakeCase(
        "run part.vsdk woh=a", files: ["part.vsdk": "param who = b\n"],
        """
        main.vsdk:1:15: `part.vsdk` has no parameter `woh`
            1 | run part.vsdk woh=a
              |               ^^^
              = hint: did you mean `who`?
        """),
      MistakeCase(
        "run part.vsdk", files: ["part.vsdk": "\n\nstart audio\n"],
        """
        main.vsdk:1 → part.vsdk:3:1: no room chosen
            3 | start audio
              | ^^^^^
              = hint: `rooms` lists them; choose one with `set room ID`, or by `room=ID` behind the command
        """),
      MistakeCase(
        "wait until recording.audio.id exists",
        """
        main.vsdk:1:12: no room chosen
            1 | wait until recording.audio.id exists
              |            ^^^^^^^^^^^^^^^^^^
              = hint: `rooms` lists them; choose one with `set room ID` above it
        """),
      MistakeCase(
        "let id = recording.audio.id",
        """
        main.vsdk:1:10: no room chosen
            1 | let id = recording.audio.id
              |          ^^^^^^^^^^^^^^^^^^
              = hint: `rooms` lists them; choose one with `set room ID` above it
        """),
      MistakeCase(
        "set room a\necho a\nexpect recording.audio.id exists",
        """
        main.vsdk:3:8: no participant chosen
            3 | expect recording.audio.id exists
              |        ^^^^^^^^^^^^^^^^^^
              = hint: `participants` lists them; choose one with `set participant ID` above it, and again for each of several
        """),
      MistakeCase(
        "set room a; set participant b; start audio; set endpoint http://127.0.0.1:9",
        """
        main.vsdk:1:58: a script may not choose where requests go: http://127.0.0.1:9
            1 | set room a; set participant b; start audio; set endpoint http://127.0.0.1:9
              |                                                          ^^^^^^^^^^^^^^^^^^
              = hint: `--allow-origin http://127.0.0.1:9` lets it; `--endpoint`, a profile or the prompt chooses from outside
        """),
      MistakeCase(
        "session as",
        """
        main.vsdk:1:11: commands is missing: the only form there is
            1 | session as
              |           ^
              = hint: it can be `commands`
        """),
      MistakeCase(
        "param a = ${b}",
        """
        main.vsdk:1:11: nothing defines `${b}`
            1 | param a = ${b}
              |           ^^^^
              = hint: declare it at the top of the file: `param b`, or give a default: `${b:-text}`
        """),
    ]
  }
}

import CommandLanguage
import VideoSDKClient

/// `dry` and `as`: what a command would send, found out without sending anything.
extension Interpreter {
  /// Shows the requests of a command; the session is not changed by it.
  ///
  /// - Parameter name: the text that the command stands in, which a script that it runs is found from.
  func preview(
    _ order: PreviewOrder, in session: Session, from name: String = "<prompt>"
  ) -> CommandOutcome {
    let command = WrittenCommand(
      place: RecordedPlace(source: name, line: 1), text: order.text)
    do throws(Mistakes) {
      if case .command(let bound) = order.command,
        case .include(let inclusion) = try bound.plan(in: session)
      {
        return preview(inclusion, order, from: name, in: session)
      }
      let planner = StepPlanner(interpreter: self)
      let all = try planner.requests(of: order.command, as: command, .whole, in: session)
      guard let language = order.language else { return PreviewReport.lines(all) }
      let first = try planner.requests(of: order.command, as: command, .start, in: session)
      var outcome = PreviewReport.snippet(first, in: language)
      if first.count < all.count {
        outcome.notes.append(
          "what follows depends on the answer or comes at its time; `dry` shows all of it")
      }
      return outcome
    } catch {
      return CommandOutcome(failures: error.list)
    }
  }

  /// The requests of a whole script, which is checked for it; its secrets are neither read nor asked for.
  private func preview(
    _ inclusion: Inclusion, _ order: PreviewOrder, from name: String, in session: Session
  ) -> CommandOutcome {
    let source: SourceText
    do throws(Failure) {
      source = try ScriptReader(files: services.files, permit: session.permit)
        .read(inclusion, from: name)
    } catch {
      return CommandOutcome(failures: [error])
    }
    let (script, problems) = Checker.check(
      source, arguments: inclusion.scriptArguments, session: session, services: services,
      rules: CheckRules(needsSecrets: false))
    guard let script else {
      return CommandOutcome(failures: [.unplannable(source.name, problems, inclusion.span)])
    }
    var requests: [PlannedRequest] = []
    Checker.plan(script, session: session, services: services) { requests.append($0) }
    guard let language = order.language else { return PreviewReport.lines(requests) }
    return PreviewReport.snippet(requests, in: language)
  }
}

extension Failure {
  fileprivate static func unplannable(
    _ name: String, _ problems: [Failure], _ span: SourceSpan
  ) -> Failure {
    Failure(
      .script, "script-does-not-check", "`\(name)` does not check", span: span,
      notes: problems.filter(\.isFatal).map(\.diagnostic.message),
      hints: ["`run \(name)` shows where, and sends nothing as long as it does not check"])
  }
}

/// The answer of `dry` and `as`.
enum PreviewReport {
  static func lines(_ requests: [PlannedRequest]) -> CommandOutcome {
    guard !requests.isEmpty else { return nothing }
    return CommandOutcome(reports: [
      Report(
        json: .array(requests.map { JSONSnippet.value($0) }),
        body: requests.map { .commandLine($0.curl) })
    ])
  }

  static func snippet(_ requests: [PlannedRequest], in language: SnippetLanguage) -> CommandOutcome
  {
    guard !requests.isEmpty else { return nothing }
    let text = language.writer.snippet(requests)
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    return CommandOutcome(reports: [
      Report(
        json: .object(["language": .string(language.rawValue), "text": .string(text)]),
        body: lines.map {
          language == .curl ? .commandLine(String($0)) : .verbatim(StyledText(String($0)))
        })
    ])
  }

  private static var nothing: CommandOutcome {
    CommandOutcome(reports: [
      Report(json: .array([]), body: [.line("the command sends nothing")])
    ])
  }
}

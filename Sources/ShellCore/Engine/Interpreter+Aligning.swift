import CommandLanguage
import VideoSDKClient

/// `align`: the recordings of a session along its time, and with `to=` their files in a folder, with what says where each
/// belongs.
extension Interpreter {
  func align(
    _ order: AlignOrder, in session: inout Session, into outcome: inout CommandOutcome
  ) async {
    var alignment = Alignment(order)
    guard order.destination != nil else {
      return tell(AlignReport.listed(alignment, order), in: &outcome)
    }
    var files: [FetchedFile] = []
    do throws(Failure) {
      try prepare(alignment, order, in: session)
      for segment in alignment.segments {
        let item = TransferPlan.Item(file: segment.file, path: order.folder + segment.fileName)
        do throws(Failure) {
          files.append(try await fetch(item, in: &session, into: &outcome))
        } catch {
          // What the service has not got is told and left out; whatever else happens ends it, to be gone on with.
          guard error.refusal != nil else { throw error.resumable }
          alignment.leaveOut(segment, error.message)
        }
      }
      for text in texts(of: alignment, order) { try write(text, in: &session) }
    } catch {
      outcome.failures.append(error)
    }
    for file in files { session.noteWritten(file.path) }
    guard outcome.failures.isEmpty else { return }
    tell(AlignReport.written(alignment, order, files), in: &outcome)
  }

  /// What `last` looks at is what was made of the service's answers.
  private func tell(_ report: Report, in outcome: inout CommandOutcome) {
    outcome.answer.json = report.json
    outcome.reports.append(report)
  }

  /// A file that is written by its text.
  private struct WantedText {
    let file: PersonsFile
    let text: String
  }

  private func texts(of alignment: Alignment, _ order: AlignOrder) -> [WantedText] {
    let texts = [
      (AlignReport.fileName, AlignReport.file(alignment)),
      (MixScript.fileName, MixScript(alignment)?.text),
    ]
    return texts.compactMap { name, text in
      text.map {
        WantedText(
          file: PersonsFile(
            path: order.folder + name, span: order.destination?.span, services.files),
          text: services.redactor.redact($0))
      }
    }
  }

  /// Looks before anything is fetched whether all of it may be written, and makes the folder.
  private func prepare(
    _ alignment: Alignment, _ order: AlignOrder, in session: Session
  ) throws(Failure) {
    let span = order.destination?.span
    if case .file = services.files.status(order.destination?.text ?? "") {
      throw .noFolder(FileProblem(path: order.folder, reason: "a file has this name"))
    }
    let paths =
      [order.folder].filter { !$0.isEmpty }
      + alignment.segments.map { order.folder + $0.fileName }
    for path in paths {
      if let refusal = session.permit?.refusal(ofWriting: path, services.files) {
        throw .mayNotWrite(path, refusal, span)
      }
    }
    for wanted in texts(of: alignment, order) where !has(wanted) {
      try wanted.file.expectFree(in: session)
    }
    guard !order.folder.isEmpty else { return }
    do throws(FileProblem) { try services.files.makeFolder(order.folder) } catch {
      throw .noFolder(error)
    }
  }

  private func write(_ wanted: WantedText, in session: inout Session) throws(Failure) {
    if !has(wanted) {
      try wanted.file.expectFree(in: session)
      try wanted.file.write(wanted.text)
    }
    session.noteWritten(wanted.file.path)
  }

  /// Whether a file holds the same already, as behind an `align` that was given twice.
  private func has(_ wanted: WantedText) -> Bool {
    guard case .file(let bytes) = services.files.status(wanted.file.path),
      bytes == wanted.text.utf8.count
    else { return false }
    return (try? services.files.read(wanted.file.path)) == Array(wanted.text.utf8)
  }
}

extension Failure {
  /// A folder that is not complete is gone on with.
  fileprivate var resumable: Failure {
    guard hints.isEmpty || hints == [Self.goingOn("download")] else { return self }
    var copy = self
    copy.hints = [Self.goingOn("align")]
    return copy
  }
}

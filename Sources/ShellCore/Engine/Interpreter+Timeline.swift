import CommandLanguage
import FoundationEssentials
import VideoSDKClient

/// `timeline`: what was listed, with what only this shell knows.
extension Interpreter {
  func draw(
    _ order: TimelineOrder, in session: inout Session, into outcome: inout CommandOutcome
  ) {
    let timeline = Timeline(
      order.recordings, refusals: session.refusals, webhooks: listener.log.kept,
      scope: order.scope, service: session.serviceClock,
      clock: Timeline.Clock(now: services.now(), secondsFromUTC: services.secondsFromUTC))
    guard let destination = order.destination else {
      outcome.reports.append(TimelineReport.drawn(timeline, order.scope))
      return
    }
    let path = destination.text
    let picture = TimelinePicture(timeline.redacted(by: services.redactor)).document
    do throws(Failure) {
      guard TimelineCommand.isPicture(path) else { throw .noPicture(destination) }
      let file = PersonsFile(destination, services.files)
      try file.expectFree(in: session)
      try file.write(picture)
      session.noteWritten(path)
      outcome.reports.append(
        TimelineReport.written(timeline, picture.utf8.count, to: path))
    } catch {
      outcome.failures.append(error)
    }
  }
}

import Synchronization

/// The field `Date` of answers, which is made once a second and not with each.
final class HTTPDateCache: Sendable {
  private let newest = Mutex<(second: Int64, text: String)>((.min, ""))

  func text(of moment: Timestamp) -> String {
    let second = moment.milliseconds / 1000
    return newest.withLock { newest in
      if newest.second != second { newest = (second, moment.httpText) }
      return newest.text
    }
  }
}

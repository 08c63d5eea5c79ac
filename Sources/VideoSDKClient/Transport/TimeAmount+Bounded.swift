import NIOCore

extension TimeAmount {
  /// A year at most, so that no arithmetic on deadlines can overflow.
  init(bounded duration: Duration) { self = .init(min(duration, .seconds(31_536_000))) }
}

extension HTTPCall {
  /// When a call that begins now must be over.
  var deadline: NIODeadline { .now() + TimeAmount(bounded: timeout) }
}

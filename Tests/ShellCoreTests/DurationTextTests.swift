import Testing

@testable import ShellCore

@Suite struct DurationTextTests {
  @Test(arguments: [
    (Duration.zero, "0 ms"), (.microseconds(400), "0 ms"), (.milliseconds(38), "38 ms"),
    (.microseconds(38_600), "39 ms"), (.milliseconds(999), "999 ms"),
    (.microseconds(999_600), "1.0 s"), (.seconds(1), "1.0 s"), (.milliseconds(1249), "1.2 s"),
    (.milliseconds(59_940), "59.9 s"), (.milliseconds(59_960), "1 min 0 s"),
    (.seconds(60), "1 min 0 s"), (.seconds(125), "2 min 5 s"), (.seconds(3_599), "59 min 59 s"),
    (.seconds(7_205), "2 h 0 min"), (.seconds(86_399), "23 h 59 min"),
    (.seconds(86_400), "1 d 0 h"),
    (.seconds(90_000), "1 d 1 h"),
  ])
  func `is short for people`(_ duration: Duration, _ text: String) {
    #expect(DurationText.short(duration) == text)
  }

  @Test(arguments: [
    (Duration.zero, "0ms"), (.microseconds(1_900), "1ms"), (.seconds(2), "2000ms"),
  ])
  func `is precise in the notation of the language`(_ duration: Duration, _ text: String) {
    #expect(DurationText.precise(duration) == text)
  }
}

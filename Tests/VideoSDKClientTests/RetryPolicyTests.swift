import FoundationEssentials
import Testing

@testable import VideoSDKClient

@Suite
struct RetryPolicyTests {
  @Test(arguments: [
    (1, 250), (2, 500), (3, 1_000), (6, 8_000), (7, 8_000), (1_000, 8_000),
  ])
  func `doubles the longest delay up to the cap`(attempt: Int, milliseconds: Int) {
    let policy = RetryPolicy(retries: .max)

    #expect(
      policy.delay(attempt: attempt, retryAfter: nil, random: 1) == .milliseconds(milliseconds))
  }

  @Test func `draws any delay from zero`() {
    let policy = RetryPolicy()

    #expect(policy.delay(attempt: 1, retryAfter: nil, random: 0) == .zero)
    #expect(policy.delay(attempt: 1, retryAfter: nil, random: 0.5) == .milliseconds(125))
  }

  @Test func `stops after its retries`() {
    let policy = RetryPolicy(retries: 2)

    #expect(policy.delay(attempt: 2, retryAfter: nil, random: 0) == .zero)
    #expect(policy.delay(attempt: 3, retryAfter: nil, random: 0) == nil)
  }

  @Test func `waits as long as it is asked up to the limit`() {
    let policy = RetryPolicy()

    #expect(policy.delay(attempt: 1, retryAfter: .seconds(30), random: 0) == .seconds(30))
    #expect(policy.delay(attempt: 1, retryAfter: .seconds(31), random: 0) == nil)
  }

  @Test func `keeps a third of the time back for what may follow`() {
    let policy = RetryPolicy()

    #expect(policy.attemptTimeout(remaining: .seconds(30), keepsReserve: true) == .seconds(20))
    #expect(policy.attemptTimeout(remaining: .seconds(30), keepsReserve: false) == .seconds(30))
  }

  @Test func `gives an attempt whole milliseconds, and never more than is left`() {
    let policy = RetryPolicy()

    #expect(
      policy.attemptTimeout(remaining: .seconds(1), keepsReserve: true) == .milliseconds(667))
    #expect(
      policy.attemptTimeout(remaining: .microseconds(100_400), keepsReserve: false)
        == .microseconds(100_400))
    #expect(
      policy.attemptTimeout(remaining: .seconds(9_000_000_000_000), keepsReserve: true)
        == .seconds(6_000_000_000_000))
  }

  @Test(arguments: [
    ("7", 7.0), ("0", 0), ("1.5", 1.5), ("Fri, 02 Jan 2026 10:00:09 GMT", 9),
    ("Fri, 02 Jan 2026 09:00:00 GMT", 0), ("Fri, 2 Jan 2026 10:00:09 GMT", 9),
    ("Sat, 28 Feb 2026 10:00:00 GMT", 4_924_800), ("Thu, 31 Dec 2026 23:59:60 GMT", 31_413_600),
  ])
  func `reads the time to wait`(field: String, seconds: Double) {
    let now = Date(timeIntervalSince1970: 1_767_348_000)

    #expect(RetryAfter.read(field, now: now) == .seconds(seconds))
  }

  @Test(arguments: [
    "", "-1", "soon", "nan", "inf", "Fri, 02 Foo 2026 10:00:09 GMT", "1e300",
    "Foo, 02 Jan 2026 10:00:09 GMT", "Fri, 00 Jan 2026 10:00:09 GMT",
    "Fri, 32 Jan 2026 10:00:09 GMT", "Fri, 02 Jan 1969 10:00:09 GMT",
    "Fri, 02 Jan 2026 24:00:09 GMT", "Fri, 02 Jan 2026 10:60:09 GMT",
    "Fri, 02 Jan 2026 10:00:61 GMT", "Fri, 02 Jan 2026 10:00:0a GMT",
    "Fri, 02 Jan 2026 10:00:09 CET", "Fri, 02 Jan 2026 10:00:09 GMT+1",
    "Fri, 02 Jan 2026 10:00:09", "Fri, 02 Jan 202", "Fri, 02 an 2026 10:00:09 GMT",
  ])
  func `does not wait for nonsense`(field: String) {
    #expect(RetryAfter.read(field, now: Date(timeIntervalSince1970: 0)) == nil)
  }
}

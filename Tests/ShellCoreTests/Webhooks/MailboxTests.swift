import Testing
import VideoSDKClient

@testable import ShellCore

@Suite(.timeLimit(.minutes(1)))
struct MailboxTests {
  @Test func `numbers what comes from 0`() {
    let mailbox = Mailbox()

    mailbox.add(.string("a"))
    mailbox.add(.string("b"))

    #expect(mailbox.count == 2)
    #expect(mailbox[0] == .string("a"))
    #expect(mailbox[1] == .string("b"))
    #expect(mailbox[2] == nil)
    #expect(mailbox[-1] == nil)
  }

  @Test func `keeps the last ones under their numbers`() {
    let mailbox = Mailbox()

    for number in 0...(2 * Mailbox.capacity) { mailbox.add(.number(Double(number))) }

    #expect(mailbox.count == 2 * Mailbox.capacity + 1)
    #expect(mailbox.firstKept == Mailbox.capacity)
    #expect(mailbox[Mailbox.capacity - 1] == nil)
    #expect(mailbox[Mailbox.capacity] == .number(Double(Mailbox.capacity)))
    #expect(mailbox[2 * Mailbox.capacity] == .number(Double(2 * Mailbox.capacity)))
  }

  @Test func `what has come already ends the waiting at once`() async {
    let mailbox = Mailbox()
    mailbox.add(.null)

    await mailbox.arrival(after: 0)

    #expect(mailbox.count == 1)
  }

  @Test func `what comes ends the waiting of all`() async {
    let mailbox = Mailbox()

    await withTaskGroup(of: Void.self) { group in
      for _ in 0..<3 { group.addTask { await mailbox.arrival(after: 0) } }
      group.addTask { mailbox.add(.null) }
    }

    #expect(mailbox.count == 1)
  }

  @Test func `a task that is cancelled waits no longer`() async {
    let mailbox = Mailbox()

    await withTaskGroup(of: Void.self) { group in
      group.addTask { await mailbox.arrival(after: 0) }
      group.cancelAll()
    }

    #expect(mailbox.count == 0)
  }
}

import CEditLine
import Glibc
import ShellCore
import Synchronization
import Testing

@testable import LineEditing

/// Signals belong to the process, so what sends or notices them runs one after the other.
@Suite(.serialized) struct ProcessWideTests {}

extension ProcessWideTests {
  @Suite(.timeLimit(.minutes(1)))
  struct InterruptsTests {
    /// A job of a script starts with SIGINT ignored, and what is ignored at the start is not caught.
    init() {
      for cause in InterruptCause.allCases { _ = signal(cause.signal, SIG_DFL) }
    }

    private static let untilCancelled: @Sendable () async -> String = {
      let (stream, continuation) = AsyncStream.makeStream(of: Void.self)
      for await _ in stream {}
      continuation.finish()
      return Task.isCancelled ? "cancelled" : "finished"
    }

    /// Returns when the signal has been handled, on whichever thread the kernel chose.
    private static func interruptThisProcess() async {
      let before = cel_interrupt_count()
      kill(getpid(), SIGINT)
      while cel_interrupt_count() == before { await Task.yield() }
    }

    @Test(arguments: InterruptCause.allCases)
    func `a signal cancels the work and is named`(_ cause: InterruptCause) async throws {
      let interrupts = try #require(Interrupts(dropsIdleInterrupts: false))

      let (result, found) = await interrupts.run {
        kill(getpid(), cause.signal)
        return await Self.untilCancelled()
      }

      #expect(result == "cancelled")
      #expect(found == cause)
    }

    @Test func `Control-C at a prompt that has just shown drops the line`() throws {
      let interrupts = try #require(Interrupts(dropsIdleInterrupts: true))
      let pipe = try #require(SelfPipe())
      let events = SignalEvents()
      let reader = PlainLineReader(descriptor: pipe.readEnd, events: events)

      let input = reader.nextLine {
        let before = cel_interrupt_count()
        kill(getpid(), SIGINT)
        while cel_interrupt_count() == before { sched_yield() }
      }

      #expect(input == .interrupted(hadText: false))
      withExtendedLifetime(interrupts) {}
    }

    @Test func `work that is not disturbed has no cause`() async throws {
      let interrupts = try #require(Interrupts(dropsIdleInterrupts: false))

      let (result, cause) = await interrupts.run { 42 }

      #expect(result == 42)
      #expect(cause == nil)
    }

    @Test func `a signal at the very end still counts`() async throws {
      let interrupts = try #require(Interrupts(dropsIdleInterrupts: false))

      let (_, cause) = await interrupts.run { await Self.interruptThisProcess() }

      #expect(cause == .interrupt)
    }

    @Test func `the first of two signals stays the cause`() async throws {
      let interrupts = try #require(Interrupts(dropsIdleInterrupts: false))

      let (_, cause) = await interrupts.run {
        kill(getpid(), SIGTERM)
        _ = await Self.untilCancelled()
        await Self.interruptThisProcess()
      }

      #expect(cause == .terminate)
    }

    @Test func `nested work is cancelled with the outer one`() async throws {
      let interrupts = try #require(Interrupts(dropsIdleInterrupts: false))

      let (inner, outerCause) = await interrupts.run {
        await interrupts.run {
          kill(getpid(), SIGINT)
          return await Self.untilCancelled()
        }
      }

      #expect(inner.result == "cancelled")
      #expect(inner.cause == .interrupt)
      #expect(outerCause == .interrupt)
    }

    @Test func `the disposition before is put back`() async throws {
      let interrupts = try #require(Interrupts(dropsIdleInterrupts: false))
      var before = sigaction()
      var after = sigaction()

      sigaction(SIGTERM, nil, &before)
      _ = await interrupts.run {}
      sigaction(SIGTERM, nil, &after)

      let same = withUnsafeBytes(of: &before) { first in
        withUnsafeBytes(of: &after) { second in
          first.prefix(MemoryLayout<Int>.size).elementsEqual(second.prefix(MemoryLayout<Int>.size))
        }
      }
      #expect(same)
    }

    @Test func `an idle interrupt is dropped when asked`() async throws {
      let interrupts = try #require(Interrupts(dropsIdleInterrupts: true))

      await Self.interruptThisProcess()
      let (_, cause) = await interrupts.run {}

      #expect(cause == nil)
    }

    @MainActor
    @Test func `work runs in the caller's isolation`() async throws {
      let interrupts = try #require(Interrupts(dropsIdleInterrupts: false))
      var count = 0

      _ = await interrupts.run {
        MainActor.assertIsolated()
        count += 1
      }

      #expect(count == 1)
    }
  }
}

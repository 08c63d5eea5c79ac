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

    @Test func `what holds signals is not cancelled, what it runs is`() async throws {
      let interrupts = try #require(Interrupts(dropsIdleInterrupts: false))

      let ((inner, isCancelled), cause) = await interrupts.hold {
        async let one = interrupts.run(answering: AnsweredSignals()) {
          await Self.untilCancelled()
        }
        async let other = interrupts.run(answering: AnsweredSignals()) {
          kill(getpid(), SIGINT)
          return await Self.untilCancelled()
        }
        return (await [one, other], Task.isCancelled)
      }

      #expect(inner.map(\.result) == ["cancelled", "cancelled"])
      #expect(inner.map(\.cause) == [.interrupt, .interrupt])
      #expect(!isCancelled)
      #expect(cause == .interrupt)
    }

    @Test func `a phase that begins behind the signal is cancelled by it, the next is not`()
      async throws
    {
      let interrupts = try #require(Interrupts(dropsIdleInterrupts: false))
      let answered = AnsweredSignals()

      _ = await interrupts.hold {
        await Self.interruptThisProcess()
        #expect(interrupts.firstCause == .interrupt)

        let late = await interrupts.run(answering: answered) { Task.isCancelled }
        let next = await interrupts.run(answering: answered, sparing: 1) { Task.isCancelled }

        #expect(late.result)
        #expect(late.cause == .interrupt)
        #expect(!next.result)
        #expect(next.cause == nil)
      }
      #expect(interrupts.firstCause == nil)
    }

    @Test func `two signals of one moment are one wish`() async throws {
      let interrupts = try #require(Interrupts(dropsIdleInterrupts: false, moment: .seconds(3_600)))

      let ((body, deferred), cause) = await interrupts.hold {
        let body = await interrupts.run {
          await Self.interruptThisProcess()
          return await Self.untilCancelled()
        }
        let deferred = await interrupts.run {
          await Self.interruptThisProcess()
          _ = interrupts.firstCause
          return Task.isCancelled
        }
        return (body, deferred)
      }

      #expect(body.result == "cancelled")
      #expect(!deferred.result)
      #expect(deferred.cause == nil)
      #expect(cause == .interrupt)
    }

    @Test func `signals that come apart are two wishes, also where nobody looked in between`()
      async throws
    {
      let interrupts = try #require(Interrupts(dropsIdleInterrupts: false, moment: .zero))

      let (second, _) = await interrupts.hold {
        await Self.interruptThisProcess()
        await Self.interruptThisProcess()
        return await interrupts.run(answering: AnsweredSignals(), sparing: 1) {
          await Self.untilCancelled() == "cancelled"
        }
      }

      #expect(second.result)
    }

    @Test func `a phase that spares the first signal ends at the second`() async throws {
      let interrupts = try #require(Interrupts(dropsIdleInterrupts: false, moment: .zero))

      let ((first, second), _) = await interrupts.hold {
        let first = await interrupts.run(answering: AnsweredSignals(), sparing: 1) {
          await Self.interruptThisProcess()
          _ = interrupts.firstCause
          return Task.isCancelled
        }
        let second = await interrupts.run(answering: AnsweredSignals(), sparing: 1) {
          kill(getpid(), SIGTERM)
          return await Self.untilCancelled() == "cancelled"
        }
        return (first, second)
      }

      #expect(!first.result)
      #expect(first.cause == nil)
      #expect(second.result)
      #expect(second.cause == .terminate)
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

#define _XOPEN_SOURCE 700
#define _DEFAULT_SOURCE

#include "CEditLine.h"

#include <errno.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdint.h>
#include <time.h>
#include <unistd.h>

/*
 * Signals as words in a pipe, each with its time: whoever reads them may come late, and two that
 * come at once are one wish. Dispatch has signal sources of its own, but a signal stays caught
 * when such a source is cancelled, and the process no longer dies of SIGTERM; here the disposition
 * before is put back.
 */

enum { SIGNALS = 65 };

static struct sigaction before[SIGNALS];
static atomic_int pipes[SIGNALS];
static atomic_int interrupts;
static atomic_int waker = -1;

void cel_set_waker(int pipe) { atomic_store(&waker, pipe); }

void cel_wake(void) {
  int pipe = atomic_load(&waker);
  ssize_t ignored = pipe >= 0 ? write(pipe, "", 1) : 0;
  (void)ignored;
}

static void write_number(int signal_number) {
  int kept_errno = errno;
  struct timespec now = {0};
  clock_gettime(CLOCK_MONOTONIC, &now);
  uint64_t milliseconds = (uint64_t)now.tv_sec * 1000 + (uint64_t)now.tv_nsec / 1000000;
  uint64_t word = milliseconds << 8 | (uint64_t)signal_number;
  /* Counted first: whoever reads the word may be at the next prompt before this goes on. */
  if (signal_number == SIGINT)
    atomic_fetch_add(&interrupts, 1);
  ssize_t ignored = write(atomic_load(&pipes[signal_number]), &word, sizeof word);
  (void)ignored;
  if (signal_number == SIGINT)
    cel_wake();
  errno = kept_errno;
}

static void do_nothing(int signal_number) { (void)signal_number; }

void cel_ignore_broken_pipe(void) {
  /* A handler, not SIG_IGN: that would be inherited by every program started from here. */
  struct sigaction action = {0};
  action.sa_handler = do_nothing;
  action.sa_flags = SA_RESTART;
  sigemptyset(&action.sa_mask);
  sigaction(SIGPIPE, &action, NULL);
}

int cel_catch(int signal_number, int pipe) {
  if (signal_number < 1 || signal_number >= SIGNALS)
    return -1;
  atomic_store(&pipes[signal_number], pipe);
  if (sigaction(signal_number, NULL, &before[signal_number]) != 0)
    return -1;
  /* Whoever started this program with the signal ignored (nohup) wants it so. */
  if (!(before[signal_number].sa_flags & SA_SIGINFO) && before[signal_number].sa_handler == SIG_IGN)
    return 0;
  struct sigaction action = {0};
  action.sa_handler = write_number;
  action.sa_flags = SA_RESTART;
  sigemptyset(&action.sa_mask);
  return sigaction(signal_number, &action, NULL);
}

void cel_release(int signal_number) {
  if (signal_number >= 1 && signal_number < SIGNALS)
    sigaction(signal_number, &before[signal_number], NULL);
}

int cel_interrupt_count(void) { return atomic_load(&interrupts); }

#define _XOPEN_SOURCE 700
#define _DEFAULT_SOURCE

#include "CEditLine.h"

#include <errno.h>
#include <signal.h>
#include <stdatomic.h>
#include <string.h>
#include <unistd.h>

/*
 * While a line is read the terminal is raw. A process that dies then leaves it so, and Swift code
 * may not run inside a signal handler: these handlers put the saved state back, then do what the
 * signal would have done without them. Outside a read they leave the terminal alone.
 */

enum { COUNT = 17 };

static const int guarded[COUNT] = {
    SIGTERM, SIGHUP,  SIGQUIT, SIGINT,  SIGILL,  SIGTRAP, SIGABRT, SIGSEGV, SIGBUS,
    SIGFPE,  SIGALRM, SIGUSR1, SIGUSR2, SIGXCPU, SIGXFSZ, SIGSYS,  SIGVTALRM};
static struct sigaction previous[COUNT];
static int taken[COUNT];
static struct sigaction previous_continue, previous_resize;
/* How many have installed the guard and not removed it. */
static int installed = 0;

static struct termios saved;
static int input_descriptor = -1;
static int output_descriptor = -1;
/* Atomic: a handler may run on another thread than the editor. */
static atomic_int armed;
static atomic_int continued;
static atomic_int resized;

static const char paste_on[] = "\033[?2004h";
static const char paste_off[] = "\033[?2004l";
/* What is printed next, by the shell for one, must not stand in the half-typed line. */
static const char paste_off_and_new_line[] = "\033[?2004l\r\n";

static void tell_terminal(const char *text, size_t length) {
  ssize_t ignored = write(output_descriptor, text, length);
  (void)ignored;
}

/* Two, so that a handler never reads the one that is being written. */
static char farewells[2][4096];
static atomic_size_t farewell_lengths[2];
static atomic_int farewell_in_use;

void cel_guard_set_farewell(const char *text) {
  int next = !farewell_in_use;
  size_t length = strnlen(text, sizeof farewells[0] - 1);
  memcpy(farewells[next], text, length);
  farewell_lengths[next] = length;
  farewell_in_use = next;
}

static int index_of(int signal_number) {
  for (int i = 0; i < COUNT; i++)
    if (guarded[i] == signal_number)
      return i;
  return -1;
}

static void restore_and_pass_on(int signal_number, siginfo_t *info, void *machine) {
  int kept_errno = errno;
  if (armed) {
    armed = 0;
    tcsetattr(input_descriptor, TCSANOW, &saved);
    tell_terminal(paste_off_and_new_line, sizeof paste_off_and_new_line - 1);
    tell_terminal(farewells[farewell_in_use], farewell_lengths[farewell_in_use]);
  }
  int i = index_of(signal_number);
  if (i < 0)
    return;
  const struct sigaction *before = &previous[i];
  sigaction(signal_number, before, NULL);
  taken[i] = 0;
  /* The runtime's own handler draws the backtrace, and needs the machine state of the crash. */
  if (before->sa_flags & SA_SIGINFO)
    before->sa_sigaction(signal_number, info, machine);
  else if (before->sa_handler != SIG_DFL && before->sa_handler != SIG_IGN)
    before->sa_handler(signal_number);
  else
    raise(signal_number);
  errno = kept_errno;
}

static void note_event(int signal_number) {
  int kept_errno = errno;
  if (signal_number == SIGCONT)
    continued = 1;
  else
    resized = 1;
  cel_wake();
  errno = kept_errno;
}

/* An ignored hang-up stays ignored, and a program that handles SIGINT does not die of it. */
static int is_wanted(int signal_number, const struct sigaction *before) {
  int is_crash = signal_number != SIGTERM && signal_number != SIGHUP && signal_number != SIGINT;
  if (before->sa_flags & SA_SIGINFO)
    return is_crash;
  return before->sa_handler == SIG_DFL || (is_crash && before->sa_handler != SIG_IGN);
}

static void install_guards(void) {
  struct sigaction action = {0};
  action.sa_sigaction = restore_and_pass_on;
  action.sa_flags = SA_SIGINFO | SA_ONSTACK;
  sigemptyset(&action.sa_mask);
  /* A background process that sets the terminal is stopped by SIGTTOU unless it is blocked. */
  sigaddset(&action.sa_mask, SIGTTOU);
  for (int i = 0; i < COUNT; i++) {
    if (sigaction(guarded[i], NULL, &previous[i]) != 0)
      continue;
    if (is_wanted(guarded[i], &previous[i]))
      taken[i] = sigaction(guarded[i], &action, NULL) == 0;
  }
}

void cel_guard_install(int input, int output) {
  if (installed++ > 0)
    return;
  input_descriptor = input;
  output_descriptor = output;
  install_guards();
  struct sigaction action = {0};
  action.sa_handler = note_event;
  action.sa_flags = SA_RESTART;
  sigemptyset(&action.sa_mask);
  sigaction(SIGCONT, &action, &previous_continue);
  sigaction(SIGWINCH, &action, &previous_resize);
}

void cel_guard_remove(void) {
  if (installed == 0 || --installed > 0)
    return;
  for (int i = 0; i < COUNT; i++)
    if (taken[i])
      sigaction(guarded[i], &previous[i], NULL);
  for (int i = 0; i < COUNT; i++)
    taken[i] = 0;
  sigaction(SIGCONT, &previous_continue, NULL);
  sigaction(SIGWINCH, &previous_resize, NULL);
}

int cel_guard_arm(void) {
  if (tcgetattr(input_descriptor, &saved) != 0)
    return -1;
  armed = 1;
  tell_terminal(paste_on, sizeof paste_on - 1);
  return 0;
}

void cel_guard_disarm(void) {
  if (!armed)
    return;
  struct termios now;
  /* libedit's idea of the state before is close, but not the same. */
  if (tcgetattr(input_descriptor, &now) == 0 && memcmp(&now, &saved, sizeof now) != 0)
    tcsetattr(input_descriptor, TCSADRAIN, &saved);
  tell_terminal(paste_off, sizeof paste_off - 1);
  armed = 0;
}

int cel_take_continued(void) { return atomic_exchange(&continued, 0); }

int cel_take_resized(void) { return atomic_exchange(&resized, 0); }

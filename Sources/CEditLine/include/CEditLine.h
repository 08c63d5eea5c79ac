#pragma once

#include <stdint.h>
#include <spawn.h>
#include <stdio.h>
#include <termios.h>

/*
 * The few functions of libedit, termios and sigaction that Swift cannot call itself: variadic
 * ones, ones that take callbacks, and code that must run inside a signal handler.
 *
 * One editor at a time: libedit, the terminal's state and signal handlers belong to the process.
 * All functions are for one thread, except cel_interrupt_count, cel_catch, cel_release
 * and cel_wake.
 */

/* A libedit editor with its history. Owned by the caller from cel_open to cel_close. */
typedef struct cel_editor cel_editor;

/* What a key does; the keys are bound with cel_bind to the names given here. */
typedef enum __attribute__((enum_extensibility(closed))) cel_command {
  CEL_ACCEPT __attribute__((swift_name("accept"))),            /* vsdk-accept */
  CEL_COMPLETE __attribute__((swift_name("complete"))),        /* vsdk-complete */
  CEL_EXPLAIN __attribute__((swift_name("explain"))),          /* vsdk-explain */
  CEL_SUSPEND __attribute__((swift_name("suspend"))),          /* vsdk-suspend */
  CEL_TERMINATE __attribute__((swift_name("terminate"))),      /* vsdk-terminate */
  CEL_CLEAR __attribute__((swift_name("clear"))),              /* vsdk-clear */
  CEL_SEARCH __attribute__((swift_name("search"))),            /* vsdk-search */
  CEL_UNDO __attribute__((swift_name("undo"))),                /* vsdk-undo */
  CEL_EDIT __attribute__((swift_name("edit"))),                /* vsdk-edit */
  CEL_LAST_WORD __attribute__((swift_name("lastWord"))),       /* vsdk-last-word */
  CEL_UP __attribute__((swift_name("up"))),                    /* vsdk-up */
  CEL_DOWN __attribute__((swift_name("down"))),                /* vsdk-down */
  CEL_RIGHT __attribute__((swift_name("right"))),              /* vsdk-right */
  CEL_TO_END __attribute__((swift_name("toEnd"))),             /* vsdk-end */
  CEL_WORD_RIGHT __attribute__((swift_name("wordRight")))      /* vsdk-word-right */
} cel_command;

/* What the editor does after a key function. */
typedef enum __attribute__((enum_extensibility(closed))) cel_action {
  CEL_GO_ON __attribute__((swift_name("goOn"))),               /* wait for the next key */
  CEL_FINISH __attribute__((swift_name("finish")))             /* end the read */
} cel_action;

/* The line that is being edited. */
typedef struct cel_line_state {
  const char *text; /* UTF-8 without a final NUL; owned by the editor until its next call */
  int length;       /* bytes */
  int cursor;       /* bytes before the cursor */
} cel_line_state;

/* How the line stands, without its text; in characters. */
typedef struct cel_place {
  int length;
  int cursor;        /* characters before the cursor */
  uint32_t previous; /* the one before the cursor; 0 at the start */
  uint32_t next;     /* the one behind it; 0 at the end */
} cel_place;

typedef struct cel_callbacks {
  void *context; /* owned by the caller, handed back as it is; must outlive the editor */
  /* Stores the next character in *key (owned by the editor); 1, 0 at the end, -1 on failure. */
  int (*read_key)(void *context, uint32_t *key);
  cel_action (*run)(void *context, cel_command command);
} cel_callbacks;

/* Opens an editor on the terminal behind two descriptors, which stay the caller's. It edits and draws nothing. NULL on
 * failure. */
cel_editor *cel_open(int input, int output, int history_size, cel_callbacks callbacks);

/* Closes the editor and frees it; NULL is allowed. */
void cel_close(cel_editor *editor);

/* Has the terminal deliver each key by itself; before the prompt shows, for a key that answers it at once must not meet
 * cooked mode. */
void cel_prepare(cel_editor *editor);

/* Reads until a key ends the line: UTF-8 with its line feed, owned by the editor until the next read. NULL when the line
 * was ended by `read_key` or by CEL_FINISH. */
const char *cel_read(cel_editor *editor);

/* Reads ~/.editrc, or $EDITRC, when there is one. */
void cel_read_editrc(cel_editor *editor);

/* What libedit's `bind` lists, of its own keys or, with `reads_editrc`, behind the file above; the caller frees it. NULL on
 * failure. */
char *cel_list_bindings(int reads_editrc);

/* Whether the vi keys are chosen. */
int cel_is_vi(cel_editor *editor);

/* Binds a key, in libedit's notation, to a command (both copied); `alternate`: vi's commands. */
void cel_bind(cel_editor *editor, const char *key, const char *command, int alternate);

/* Binds a key to a text in libedit's notation (both copied) that is typed in its place. */
void cel_bind_text(cel_editor *editor, const char *key, const char *text, int alternate);

/* Adds an entry to the history in memory (copied). */
void cel_remember(cel_editor *editor, const char *entry);

/* Takes every entry out of the history in memory. */
void cel_forget(cel_editor *editor);

cel_line_state cel_line(cel_editor *editor);

cel_place cel_where(cel_editor *editor);

/* Puts `text` (copied) in the place of the whole line and the cursor at its end; 0 on success. */
int cel_replace(cel_editor *editor, const char *text);

/* Inserts `text` (copied) at the cursor; 0 on success. */
int cel_insert(cel_editor *editor, const char *text);

/* Deletes that many characters (not bytes) before the cursor. */
void cel_delete_before(cel_editor *editor, int count);

/* Moves the cursor by that many characters in the line. */
void cel_move(cel_editor *editor, int count);

/* Gives the terminal back as it was before the read (0), or takes it again (1). */
void cel_take_terminal(cel_editor *editor, int take);

/* Stops this process alone by SIGTSTP, SIGTTIN or SIGTTOU; returns when it is continued, or at once where nobody could
 * continue it. */
void cel_stop_self(int signal);

/* Makes LC_CTYPE a UTF-8 locale, from the environment or C.UTF-8. Returns whether it is one now. */
int cel_use_utf8(void);

/* Stores the size of a descriptor's terminal (the pointers stay the caller's); 0 on success. */
int cel_window(int descriptor, int *columns, int *rows);

/* The process's streams, owned by the C library. */
FILE *cel_stdout(void);
FILE *cel_stderr(void);

/* --- terminal_guard.c: a terminal that survives the death of the process --- */

/* Installs the handlers; `input` and `output` are the terminal's descriptors. Where they are installed
 * already, those stay; each call needs a cel_guard_remove. */
void cel_guard_install(int input, int output);

/* Puts the handlers back that were there before the first install, when it is the last remove. */
void cel_guard_remove(void);

/* What is written to the terminal when a signal ends the process during a read, behind the restored state; copied,
 * at most 4095 bytes. */
void cel_guard_set_farewell(const char *text);

/* Saves the terminal's state as the one to restore, and turns bracketed paste on; 0 on success. */
int cel_guard_arm(void);

/* Turns bracketed paste off; from here on a signal leaves the terminal alone. */
void cel_guard_disarm(void);

/* Whether the process was continued, or the window resized, since the last call. */
int cel_take_continued(void);
int cel_take_resized(void);

/* --- signals.c: signals as words in a pipe --- */

/* Makes a failed write an error instead of a death; programs started later are not affected. */
void cel_ignore_broken_pipe(void);

/* From now on `signal` writes a word of eight bytes to `pipe`, until cel_release: its number in the
 * lowest byte, and above it the milliseconds of a clock that is never set. 0 on success. */
int cel_catch(int signal, int pipe);

/* Puts the disposition back that cel_catch found. */
void cel_release(int signal);

/* Where a byte is written whenever SIGINT, SIGCONT or SIGWINCH was noticed: a pipe that does not
 * block, the caller's; -1 for none. A signal interrupts poll on one thread only: any. */
void cel_set_waker(int pipe);

/* Writes that byte; for signal handlers. */
void cel_wake(void);

/* How many interrupts (SIGINT) were caught since the start; it wraps around. */
int cel_interrupt_count(void);

/* --- spawn.c: what a program that is started gets --- */

/* Lets the program have descriptors 0, 1 and 2 and none behind them. SwiftNIO's sockets are not close-on-exec: a
 * connection would stay open, and a port taken, for as long as the program lives. Add it as the last action; 0 on
 * success. */
int cel_inherit_streams_only(posix_spawn_file_actions_t *actions);

#define _XOPEN_SOURCE 700
#define _DEFAULT_SOURCE

#include "CEditLine.h"

#include <histedit.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <wchar.h>

struct cel_editor {
  EditLine *line;
  History *history;
  char *prompt;
  cel_callbacks callbacks;
  int interrupted;
  int dropped_text;
};

static cel_editor *editor_of(EditLine *line) {
  void *editor = NULL;
  el_get(line, EL_CLIENTDATA, &editor);
  return editor;
}

static char *show_prompt(EditLine *line) {
  cel_editor *editor = editor_of(line);
  return editor->prompt;
}

static int read_key(EditLine *line, wchar_t *out) {
  cel_editor *editor = editor_of(line);
  uint32_t key = 0;
  int found = editor->callbacks.read_key(editor->callbacks.context, &key);
  if (found == 1)
    *out = (wchar_t)key;
  return found;
}

static unsigned char run(EditLine *line, cel_command command) {
  cel_editor *editor = editor_of(line);
  switch (editor->callbacks.run(editor->callbacks.context, command)) {
  case CEL_NOTHING:
    return CC_NORM;
  case CEL_REFRESH:
    return CC_REFRESH;
  case CEL_BEEP:
    return CC_REFRESH_BEEP;
  case CEL_ABANDON:
    editor->interrupted = 1;
    editor->dropped_text = cel_line(editor).length > 0;
    return CC_EOF;
  }
  return CC_ERROR;
}

static unsigned char accept_line(EditLine *line, int key) {
  (void)key;
  return run(line, CEL_ACCEPT);
}

static unsigned char complete(EditLine *line, int key) {
  (void)key;
  return run(line, CEL_COMPLETE);
}

static unsigned char explain(EditLine *line, int key) {
  (void)key;
  return run(line, CEL_EXPLAIN);
}

static unsigned char interrupt(EditLine *line, int key) {
  (void)key;
  return run(line, CEL_INTERRUPT);
}

static unsigned char suspend(EditLine *line, int key) {
  (void)key;
  return run(line, CEL_SUSPEND);
}

static unsigned char proceed(EditLine *line, int key) {
  (void)key;
  return run(line, CEL_CONTINUE);
}


static void add_commands(EditLine *line) {
  el_set(line, EL_ADDFN, "vsdk-accept", "End the line", accept_line);
  el_set(line, EL_ADDFN, "vsdk-complete", "Complete the word", complete);
  el_set(line, EL_ADDFN, "vsdk-explain", "Show what may come next", explain);
  el_set(line, EL_ADDFN, "vsdk-interrupt", "Drop the line", interrupt);
  el_set(line, EL_ADDFN, "vsdk-suspend", "Suspend the process", suspend);
  el_set(line, EL_ADDFN, "vsdk-continue", "Go on with a key in two steps", proceed);
}

static void set_up_history(cel_editor *editor, int size) {
  HistEvent event;
  editor->history = history_init();
  if (!editor->history)
    return;
  history(editor->history, &event, H_SETSIZE, size);
  history(editor->history, &event, H_SETUNIQUE, 1);
  el_set(editor->line, EL_HIST, history, editor->history);
}

cel_editor *cel_open(int input, FILE *output, FILE *error, int history_size,
                     cel_callbacks callbacks) {
  cel_editor *editor = calloc(1, sizeof *editor);
  if (!editor)
    return NULL;
  editor->callbacks = callbacks;
  editor->prompt = strdup("");
  editor->line = el_init_fd("vsdk", stdin, output, error, input, fileno(output), fileno(error));
  if (!editor->line || !editor->prompt) {
    cel_close(editor);
    return NULL;
  }
  el_set(editor->line, EL_CLIENTDATA, editor);
  el_set(editor->line, EL_EDITOR, "emacs");
  el_set(editor->line, EL_SIGNAL, 0);
  el_set(editor->line, EL_SETTY, "-d", "-isig", NULL);
  el_set(editor->line, EL_PROMPT_ESC, show_prompt, '\1');
  el_wset(editor->line, EL_GETCFN, read_key);
  add_commands(editor->line);
  set_up_history(editor, history_size);
  return editor;
}

void cel_close(cel_editor *editor) {
  if (!editor)
    return;
  if (editor->line)
    el_end(editor->line);
  if (editor->history)
    history_end(editor->history);
  free(editor->prompt);
  free(editor);
}

cel_result cel_read(cel_editor *editor, const char *prompt) {
  cel_result result = {CEL_END, 0, NULL};
  char *copy = strdup(prompt);
  int length = 0;
  if (copy) {
    free(editor->prompt);
    editor->prompt = copy;
  }
  editor->interrupted = 0;
  editor->dropped_text = 0;
  /* Raw before the prompt shows: a key that answers it at once must not meet cooked mode. */
  el_set(editor->line, EL_PREP_TERM, 1);
  const char *text = el_gets(editor->line, &length);
  if (editor->interrupted) {
    result.outcome = CEL_INTERRUPTED;
    result.dropped_text = editor->dropped_text;
  } else if (text && length > 0) {
    result.outcome = CEL_LINE;
    result.text = text;
  }
  return result;
}

void cel_read_editrc(cel_editor *editor) { el_source(editor->line, NULL); }

int cel_is_vi(cel_editor *editor) {
  const char *name = NULL;
  el_get(editor->line, EL_EDITOR, &name);
  return name && strcmp(name, "vi") == 0;
}

void cel_bind(cel_editor *editor, const char *key, const char *command, int alternate) {
  if (alternate)
    el_set(editor->line, EL_BIND, "-a", key, command, NULL);
  else
    el_set(editor->line, EL_BIND, key, command, NULL);
}

void cel_remember(cel_editor *editor, const char *entry) {
  HistEvent event;
  if (editor->history)
    history(editor->history, &event, H_ENTER, entry);
}

void cel_forget(cel_editor *editor) {
  HistEvent event;
  if (editor->history)
    history(editor->history, &event, H_CLEAR);
}

cel_line_state cel_line(cel_editor *editor) {
  const LineInfo *info = el_line(editor->line);
  cel_line_state state = {
      info->buffer, (int)(info->lastchar - info->buffer), (int)(info->cursor - info->buffer)};
  return state;
}

int cel_replace(cel_editor *editor, const char *text) {
  const LineInfoW *line = el_wline(editor->line);
  el_cursor(editor->line, (int)(line->lastchar - line->cursor));
  el_deletestr(editor->line, (int)(line->lastchar - line->buffer));
  return el_insertstr(editor->line, text);
}

int cel_insert(cel_editor *editor, const char *text) { return el_insertstr(editor->line, text); }

void cel_delete_before(cel_editor *editor, int count) { el_deletestr(editor->line, count); }

void cel_move(cel_editor *editor, int count) { el_cursor(editor->line, count); }

void cel_redraw(cel_editor *editor) { el_set(editor->line, EL_REFRESH); }

void cel_resize(cel_editor *editor) { el_resize(editor->line); }

void cel_take_terminal(cel_editor *editor, int take) { el_set(editor->line, EL_PREP_TERM, take); }

void cel_stop_self(void) {
  sigset_t stop, before;
  sigemptyset(&stop);
  sigaddset(&stop, SIGTSTP);
  /* Dispatch's threads, on which the main actor runs after its first wait, block it. */
  pthread_sigmask(SIG_UNBLOCK, &stop, &before);
  raise(SIGTSTP);
  pthread_sigmask(SIG_SETMASK, &before, NULL);
}

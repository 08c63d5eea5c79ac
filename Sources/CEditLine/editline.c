#define _XOPEN_SOURCE 700
#define _DEFAULT_SOURCE
#ifdef __linux__
#define _GNU_SOURCE
#endif

#include "CEditLine.h"

#include <histedit.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <wchar.h>

struct cel_editor {
  EditLine *line;
  History *history;
  FILE *nowhere;
  cel_callbacks callbacks;
};

static cel_editor *editor_of(EditLine *line) {
  void *editor = NULL;
  el_get(line, EL_CLIENTDATA, &editor);
  return editor;
}

static char *show_nothing(EditLine *line) {
  static char nothing[] = "";
  (void)line;
  return nothing;
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
  case CEL_GO_ON:
    return CC_REFRESH;
  case CEL_FINISH:
    return CC_EOF;
  }
  return CC_ERROR;
}

/* libedit tells a key function which key was pressed, and not which name it was bound by. */
#define KEY_FUNCTION(name, command)                                                                \
  static unsigned char name(EditLine *line, int key) {                                             \
    (void)key;                                                                                     \
    return run(line, command);                                                                     \
  }

KEY_FUNCTION(accept_line, CEL_ACCEPT)
KEY_FUNCTION(complete, CEL_COMPLETE)
KEY_FUNCTION(explain, CEL_EXPLAIN)
KEY_FUNCTION(suspend, CEL_SUSPEND)
KEY_FUNCTION(terminate, CEL_TERMINATE)
KEY_FUNCTION(clear, CEL_CLEAR)
KEY_FUNCTION(search, CEL_SEARCH)
KEY_FUNCTION(undo, CEL_UNDO)
KEY_FUNCTION(edit, CEL_EDIT)
KEY_FUNCTION(last_word, CEL_LAST_WORD)
KEY_FUNCTION(up, CEL_UP)
KEY_FUNCTION(down, CEL_DOWN)
KEY_FUNCTION(right, CEL_RIGHT)
KEY_FUNCTION(to_end, CEL_TO_END)
KEY_FUNCTION(word_right, CEL_WORD_RIGHT)

static void add_commands(EditLine *line) {
  el_set(line, EL_ADDFN, "vsdk-accept", "End the line", accept_line);
  el_set(line, EL_ADDFN, "vsdk-complete", "Complete the word", complete);
  el_set(line, EL_ADDFN, "vsdk-explain", "Show what may come next", explain);
  el_set(line, EL_ADDFN, "vsdk-suspend", "Suspend the process", suspend);
  el_set(line, EL_ADDFN, "vsdk-terminate", "End the process", terminate);
  el_set(line, EL_ADDFN, "vsdk-clear", "Clear the terminal", clear);
  el_set(line, EL_ADDFN, "vsdk-search", "Search the history", search);
  el_set(line, EL_ADDFN, "vsdk-undo", "Undo the last change", undo);
  el_set(line, EL_ADDFN, "vsdk-edit", "Edit the line in an editor", edit);
  el_set(line, EL_ADDFN, "vsdk-last-word", "Insert the last word of the line before", last_word);
  el_set(line, EL_ADDFN, "vsdk-up", "A row up, or back in the history", up);
  el_set(line, EL_ADDFN, "vsdk-down", "A row down, or forth in the history", down);
  el_set(line, EL_ADDFN, "vsdk-right", "A character right, or take what is suggested", right);
  el_set(line, EL_ADDFN, "vsdk-end", "To the end, or take what is suggested", to_end);
  el_set(line, EL_ADDFN, "vsdk-word-right", "A word right, or take one that is suggested", word_right);
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

#ifdef __linux__
static ssize_t drop(void *nothing, const char *text, size_t length) {
  (void)nothing;
  (void)text;
  return (ssize_t)length;
}
#endif

/* libedit writes at each key: into this without a call of the system, where the C library lets us. */
static FILE *open_nowhere(void) {
#ifdef __linux__
  cookie_io_functions_t functions = {.write = drop};
  return fopencookie(NULL, "w", functions);
#else
  return fopen("/dev/null", "we");
#endif
}

cel_editor *cel_open(int input, int output, int history_size, cel_callbacks callbacks) {
  cel_editor *editor = calloc(1, sizeof *editor);
  if (!editor)
    return NULL;
  editor->callbacks = callbacks;
  editor->nowhere = open_nowhere();
  if (editor->nowhere)
    editor->line =
        el_init_fd("vsdk", stdin, editor->nowhere, editor->nowhere, input, output, output);
  if (!editor->line) {
    cel_close(editor);
    return NULL;
  }
  el_set(editor->line, EL_CLIENTDATA, editor);
  el_set(editor->line, EL_EDITOR, "emacs");
  el_set(editor->line, EL_SIGNAL, 0);
  el_set(editor->line, EL_SETTY, "-d", "-isig", "-ixon", NULL);
  el_set(editor->line, EL_PROMPT, show_nothing);
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
  if (editor->nowhere)
    fclose(editor->nowhere);
  free(editor);
}

void cel_prepare(cel_editor *editor) { el_set(editor->line, EL_PREP_TERM, 1); }

const char *cel_read(cel_editor *editor) {
  int length = 0;
  const char *text = el_gets(editor->line, &length);
  return length > 0 ? text : NULL;
}

void cel_read_editrc(cel_editor *editor) { el_source(editor->line, NULL); }

char *cel_list_bindings(int reads_editrc) {
  char *text = NULL;
  size_t length = 0;
  FILE *nowhere = fopen("/dev/null", "we");
  FILE *list = open_memstream(&text, &length);
  /* No terminal: one would be set, and what was typed ahead be lost. */
  EditLine *line = nowhere && list
                       ? el_init_fd("vsdk", stdin, list, nowhere, fileno(nowhere), fileno(nowhere),
                                    fileno(nowhere))
                       : NULL;
  if (line) {
    el_set(line, EL_EDITOR, "emacs");
    add_commands(line);
    if (reads_editrc)
      el_source(line, NULL);
    el_set(line, EL_BIND, NULL);
    el_end(line);
  }
  if (list)
    fclose(list);
  if (nowhere)
    fclose(nowhere);
  return text;
}

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

void cel_bind_text(cel_editor *editor, const char *key, const char *text, int alternate) {
  if (alternate)
    el_set(editor->line, EL_BIND, "-a", "-s", key, text, NULL);
  else
    el_set(editor->line, EL_BIND, "-s", key, text, NULL);
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

cel_place cel_where(cel_editor *editor) {
  const LineInfoW *line = el_wline(editor->line);
  cel_place place = {(int)(line->lastchar - line->buffer), (int)(line->cursor - line->buffer), 0, 0};
  if (line->cursor > line->buffer)
    place.previous = (uint32_t)line->cursor[-1];
  if (line->cursor < line->lastchar)
    place.next = (uint32_t)line->cursor[0];
  return place;
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

void cel_take_terminal(cel_editor *editor, int take) { el_set(editor->line, EL_PREP_TERM, take); }

void cel_stop_self(int signal_number) {
  sigset_t stop, before;
  sigemptyset(&stop);
  sigaddset(&stop, signal_number);
  /* Dispatch's threads, on which the main actor runs after its first wait, block it. */
  pthread_sigmask(SIG_UNBLOCK, &stop, &before);
  raise(signal_number);
  pthread_sigmask(SIG_SETMASK, &before, NULL);
}

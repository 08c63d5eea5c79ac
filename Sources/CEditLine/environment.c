#define _XOPEN_SOURCE 700
#define _DEFAULT_SOURCE

#include "CEditLine.h"

#include <langinfo.h>
#include <locale.h>
#include <string.h>
#include <sys/ioctl.h>
#include <wchar.h>

int cel_use_utf8(void) {
  /* LC_CTYPE alone: a number is printed with a point whatever the language. */
  if (setlocale(LC_CTYPE, "") && strcmp(nl_langinfo(CODESET), "UTF-8") == 0)
    return 1;
  return setlocale(LC_CTYPE, "C.UTF-8") != NULL;
}

int cel_text_width(const char *text) {
  mbstate_t state = {0};
  size_t left = strlen(text);
  int width = 0;
  while (left > 0) {
    wchar_t character;
    size_t used = mbrtowc(&character, text, left, &state);
    if (used == 0 || used > left) {
      memset(&state, 0, sizeof state);
      used = 1;
      width += 1;
    } else {
      int columns = wcwidth(character);
      width += columns > 0 ? columns : 0;
    }
    text += used;
    left -= used;
  }
  return width;
}

int cel_window(int descriptor, int *columns, int *rows) {
  struct winsize size;
  if (ioctl(descriptor, TIOCGWINSZ, &size) != 0)
    return -1;
  *columns = size.ws_col;
  *rows = size.ws_row;
  return 0;
}

FILE *cel_stdout(void) { return stdout; }

FILE *cel_stderr(void) { return stderr; }

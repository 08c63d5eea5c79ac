#define _XOPEN_SOURCE 700
#define _DEFAULT_SOURCE

#include "CEditLine.h"

#include <langinfo.h>
#include <locale.h>
#include <string.h>
#include <sys/ioctl.h>

int cel_use_utf8(void) {
  /* LC_CTYPE alone: a number is printed with a point whatever the language. */
  if (setlocale(LC_CTYPE, "") && strcmp(nl_langinfo(CODESET), "UTF-8") == 0)
    return 1;
  return setlocale(LC_CTYPE, "C.UTF-8") != NULL;
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

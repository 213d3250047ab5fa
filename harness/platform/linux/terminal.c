/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "platform/terminal.h"

#include <sys/ioctl.h>
#include <unistd.h>

bool
terminal_shows(FILE *stream)
{
	return isatty(fileno(stream));
}

int
terminal_columns(FILE *stream)
{
	struct winsize size;

	return ioctl(fileno(stream), TIOCGWINSZ, &size) == 0 && size.ws_col > 20 ? size.ws_col : 80;
}

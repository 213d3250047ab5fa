/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A terminal that nobody sits at.
 */
#ifndef GORGE_TESTS_PSEUDO_TERMINAL_H
#define GORGE_TESTS_PSEUDO_TERMINAL_H

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/ioctl.h>
#include <unistd.h>

/* The end that a program writes to, of so many columns (0: it does not say); *other_end is read from. The caller
 * closes both; NULL where this host has none. */
static inline FILE *
pseudo_terminal_open(unsigned short columns, int *other_end)
{
	struct winsize size = {.ws_col = columns};
	const char *name;

	*other_end = posix_openpt(O_RDWR | O_NOCTTY | O_CLOEXEC);
	if (*other_end < 0 || grantpt(*other_end) != 0 || unlockpt(*other_end) != 0 ||
		ioctl(*other_end, TIOCSWINSZ, &size) != 0 || !(name = ptsname(*other_end)))
		return NULL;
	return fopen(name, "r+e");
}

#endif

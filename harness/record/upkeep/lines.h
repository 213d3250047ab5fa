/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A file of results line by line. A line that is longer than any row is none: a wrong file, or one that a
 * crash of the host has left full of zeros; it is refused before it fills the memory.
 */
#ifndef GORGE_RECORD_UPKEEP_LINES_H
#define GORGE_RECORD_UPKEEP_LINES_H

#include "base/error.h"
#include "base/text.h"

#include <stdio.h>

enum { LINE_MOST_BYTES = 4 * 1024 * 1024 };

/* Puts the next line, with its end where it has one, in place of what `line` holds. False at the end of the
 * file, when it cannot be read (ferror), and with RESULTS_FORMAT raised for more than LINE_MOST_BYTES. */
bool line_next(FILE *file, const char *path, struct text *line, struct error *err);
/* Raises it. */
bool line_too_long(const char *path, struct error *err);

#endif

/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Whom a stream is read by.
 */
#ifndef GORGE_PLATFORM_TERMINAL_H
#define GORGE_PLATFORM_TERMINAL_H

#include <stdbool.h>
#include <stdio.h>

/* Whether what is written there comes up on a terminal, in front of a person. */
bool terminal_shows(FILE *stream);
/* How many characters a line of it has: 80 where it does not say, or says less than 20. */
int terminal_columns(FILE *stream);

#endif

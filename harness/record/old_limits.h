/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The limits of runs whose rows do not tell them: an earlier gorge kept one of each for the whole folder, in
 * environment.json.
 */
#ifndef GORGE_RECORD_OLD_LIMITS_H
#define GORGE_RECORD_OLD_LIMITS_H

#include "plan/matrix.h"

enum { OLD_LIMIT_BYTES = 32 };

/* As texts of the columns memory ("22748851814") and timeout ("300000ms"); "" = not told. */
struct old_limits {
	char memory[OLD_LIMIT_BYTES], timeout[OLD_LIMIT_BYTES];
};

/* From the text of an environment.json. */
void old_limits_parse(const char *environment, struct old_limits *limits);
/* Of a results folder; nothing is told where there is no such file. */
void old_limits_read(const char *folder, struct old_limits *limits);

/* True when a row with these texts was measured under the limits of a cell. A share was written down as what
 * it came to on that host, so it is the same when it comes to nearly that of host_bytes. What is not told is.
 */
bool old_limits_match(const char *memory, const char *timeout, const struct cell *cell, uint64_t host_bytes);

#endif

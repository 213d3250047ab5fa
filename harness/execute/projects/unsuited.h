/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What the go command says of a project that this release, or this platform with these tags, is not meant
 * for. Pure text.
 */
#ifndef GORGE_EXECUTE_PROJECTS_UNSUITED_H
#define GORGE_EXECUTE_PROJECTS_UNSUITED_H

#include <stdbool.h>
#include <stddef.h>

/* True for messages that say so: a go line, a toolchain line or a directive that came later, a package of std
 * that is not there yet, build constraints that leave no file. *why is then the line that does. */
bool unsuited_says(const char *messages, char *why, size_t why_bytes);
/* The same for messages that say of a folder which a go.mod puts in by `replace` that it is not there. */
bool unsuited_says_replaced(const char *messages, char *why, size_t why_bytes);

#endif

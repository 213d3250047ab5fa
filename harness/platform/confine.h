/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Keeps a thread, and every process it starts from then on, from changing files elsewhere than in some
 * folders (Landlock, Linux 5.13; Documentation/userspace-api/landlock.rst). Reading and executing stay as
 * they were.
 */
#ifndef GORGE_PLATFORM_CONFINE_H
#define GORGE_PLATFORM_CONFINE_H

#include <stdbool.h>

/* `folders`: NULL-terminated. There is no way back for the thread. False, with errno and nothing confined,
 * where the kernel cannot do it. */
bool confine_writes(const char *const *folders);

#endif

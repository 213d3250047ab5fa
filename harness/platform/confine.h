/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Keeps what others wrote from changing files elsewhere than in some folders (Landlock, Linux 5.13;
 * Documentation/userspace-api/landlock.rst). Reading and executing stay as they were.
 */
#ifndef GORGE_PLATFORM_CONFINE_H
#define GORGE_PLATFORM_CONFINE_H

#include <stdbool.h>

/* Calls work(context), which can change files below `folders` (NULL-terminated) only, and so can every
 * process that it starts; returns when it does. The caller is as free as before. Where the host cannot
 * confine, work() is trusted. False with errno, and nothing done, when no thread is to be had for it. */
bool confine_run(const char *const *folders, void (*work)(void *context), void *context);

#endif

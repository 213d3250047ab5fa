/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Allocation that cannot fail, and clean-up on scope exit. Small strings and tables only: gorge has
 * nothing useful to do when a few kilobytes are not to be had, so it stops with a message.
 */
#ifndef GORGE_BASE_MEMORY_H
#define GORGE_BASE_MEMORY_H

#include <stddef.h>
#include <stdio.h>

/* Stops gorge because the host has no memory left, with the message and the status of NO_RESOURCES: what was
 * measured is on the disk, and the next start goes on with it. */
__attribute__((noreturn)) void memory_exhausted(const char *wanted);
/* The same for whatever else `errno` says that it has not: what was wanted, as "a pipe for signals". */
__attribute__((noreturn)) void resources_exhausted(const char *wanted);

/* Each returns memory the caller frees, never NULL. `resize` keeps the old content. */
void *memory_zeroed(size_t count, size_t size_bytes);
void *memory_resize(void *old, size_t count, size_t size_bytes);
char *memory_copy_text(const char *text);

/* Makes room for one more item: returns the (moved) array, doubling *capacity when count has reached it. */
void *memory_grow(void *array, size_t count, size_t *capacity, size_t size_bytes);

/* A formatted string that the caller frees. */
__attribute__((format(printf, 1, 2))) char *text_format(const char *format, ...);

/* Clean-up attributes; freeing and closing NULL are no-ops.
 * Files that were written are closed by hand first, since a close can fail. */
void cleanup_free_pointer(void *pointer);
void cleanup_close_file(FILE **file);
#define CLEANUP_FREE __attribute__((cleanup(cleanup_free_pointer)))
#define CLEANUP_FILE __attribute__((cleanup(cleanup_close_file)))

#define COUNT_OF(array) (sizeof(array) / sizeof((array)[0]))

#endif

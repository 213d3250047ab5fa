/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Locks between processes, by the path of a file or folder. One ends when it is let go of or when its process
 * ends, however it ends: so nothing has to be cleared away after a crash. Advisory: only who asks is kept
 * out.
 */
#ifndef GORGE_PLATFORM_LOCK_H
#define GORGE_PLATFORM_LOCK_H

#include "base/error.h"

/* Exclusive: one holder. Shared: any number, and no exclusive one beside them. */
enum lock_kind { LOCK_EXCLUSIVE, LOCK_SHARED };

/* What came of asking. Failed: there is no such folder, no right to it, or its file system has no locks. */
enum lock_answer { LOCK_TAKEN, LOCK_BUSY, LOCK_FAILED };

/* A lock that is held, or, zero-initialised, none. Not copied while it is held. */
struct lock {
	int handle; /* the system's own, plus 1; 0 = not held */
};

/* Asks for the lock of `path`, a folder that is there or a file, which is made when it is not; what stands in
 * it is not touched. Raises WRITE with the answer LOCK_FAILED only; what LOCK_BUSY means is the caller's to
 * say. */
enum lock_answer lock_try(const char *path, enum lock_kind kind, struct lock *lock, struct error *err);
/* The same, but waits for those who hold it. False when it failed, or when a signal asked gorge to stop
 * (INTERRUPTED). */
bool lock_wait(const char *path, enum lock_kind kind, struct lock *lock, struct error *err);
/* Lets go of it; fine for one that is not held. */
void lock_let_go(struct lock *lock);
#define CLEANUP_LOCK __attribute__((cleanup(lock_let_go)))

#endif

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "platform/lock.h"

#include "platform/file.h"
#include "platform/interrupt.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

static const int operations[] = {[LOCK_EXCLUSIVE] = LOCK_EX, [LOCK_SHARED] = LOCK_SH};

static int
open_lock(const char *path)
{
	if (file_is_folder(path))
		return open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	return open(path, O_RDWR | O_CREAT | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC, 0644);
}

enum lock_answer
lock_try(const char *path, enum lock_kind kind, struct lock *lock, struct error *err)
{
	int fd = open_lock(path);
	bool busy;

	if (fd >= 0 && flock(fd, operations[kind] | LOCK_NB) == 0) {
		lock->handle = fd + 1;
		return LOCK_TAKEN;
	}
	busy = fd >= 0 && errno == EWOULDBLOCK;
	if (!busy)
		(void)error_raise_errno(err, ERROR_WRITE, path);
	cleanup_close_fd(&fd);
	return busy ? LOCK_BUSY : LOCK_FAILED;
}

/* A signal ends the waiting of flock(), but only one that asks gorge to stop ends ours. */
static bool
wait_for(int fd, const char *path, int operation, struct error *err)
{
	while (flock(fd, operation) != 0) {
		if (errno != EINTR)
			return error_raise_errno(err, ERROR_WRITE, path);
		if (!interrupt_check(err))
			return false;
	}
	return true;
}

bool
lock_wait(const char *path, enum lock_kind kind, struct lock *lock, struct error *err)
{
	int fd = open_lock(path);

	if (fd < 0)
		return error_raise_errno(err, ERROR_WRITE, path);
	if (!wait_for(fd, path, operations[kind], err)) {
		(void)close(fd);
		return false;
	}
	lock->handle = fd + 1;
	return true;
}

void
lock_let_go(struct lock *lock)
{
	if (lock->handle > 0)
		(void)close(lock->handle - 1);
	lock->handle = 0;
}

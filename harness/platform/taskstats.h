/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The kernel's own record of each process that ends (taskstats), by generic netlink: a second witness for
 * peaks, independent of wait4(). Needs CAP_NET_ADMIN and CONFIG_TASKSTATS with CONFIG_TASK_XACCT.
 */
#ifndef GORGE_PLATFORM_TASKSTATS_H
#define GORGE_PLATFORM_TASKSTATS_H

#include "base/error.h"

#include <stdint.h>

/* Listens for every process that ends from now on. The caller closes *fd. */
bool taskstats_open(int *fd, struct error *err);

struct taskstats_exit {
	int pid; /* of the thread that ended: the process's own pid for its main thread */
	uint64_t peak_bytes;
};
/* Takes those that have ended so far, `most` at most; returns how many. */
size_t taskstats_read(int fd, struct taskstats_exit *exits, size_t most);
/* What one message tells of one thread, from its attributes; false when it tells of none. Pure. */
bool taskstats_parse(const char *attributes, size_t bytes, struct taskstats_exit *exit);

#endif

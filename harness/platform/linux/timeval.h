/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef GORGE_PLATFORM_LINUX_TIMEVAL_H
#define GORGE_PLATFORM_LINUX_TIMEVAL_H

#include <stdint.h>
#include <sys/time.h>

/* In which the kernel says what a process has used of the CPU. */
static inline uint64_t
timeval_ns(struct timeval time)
{
	return (uint64_t)time.tv_sec * 1000000000u + (uint64_t)time.tv_usec * 1000u;
}

#endif

/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef GORGE_PLATFORM_LINUX_CGROUP_HOLD_H
#define GORGE_PLATFORM_LINUX_CGROUP_HOLD_H

#include "platform/hold.h"

/* For struct launch: moves the calling process into the hold, if it can. Async-signal-safe. Returns 0. */
int hold_join(const void *hold);

#endif

/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What the host is.
 */
#ifndef GORGE_PLATFORM_MACHINE_H
#define GORGE_PLATFORM_MACHINE_H

#include "base/error.h"

#include <stddef.h>
#include <stdint.h>

/* Processors that gorge may run on (its affinity mask). */
unsigned machine_processors(void);
/* Processors that the host runs on, whoever may use them. */
unsigned machine_processors_online(void);
/* The physical memory of the host. */
uint64_t machine_memory_bytes(void);
/* What gorge and all it starts may use of it at most: less where a control group that it is in, or one above
 * that, has a limit (v1: memory.limit_in_bytes, v2: memory.max). */
uint64_t machine_usable_bytes(void);
/* gorge's own peak resident set so far: VmHWM, which unlike ru_maxrss is not inherited from a parent. */
uint64_t machine_own_peak_bytes(void);
/* ru_maxrss of gorge: that, or what it inherited if that is more. No child of gorge starts with more. */
uint64_t machine_own_maxrss_bytes(void);
/* CPU time, user and system, that gorge itself has used, and that every child has which was waited for, with
 * those below it. */
uint64_t machine_own_cpu_ns(void);
uint64_t machine_children_cpu_ns(void);

/* The host's name in its network: as much of it as there is room for; "" when it has none. */
void machine_name(char *name, size_t capacity);

/* The environment that gorge runs in: "NAME=value" each, ended by NULL. */
const char *const *machine_environment(void);
/* The running program's own file, links resolved. The caller frees it; NULL with a raised error. */
char *machine_program(struct error *err);
/* The home that the user's account has (getpwuid), or for an account without one a folder in the temporary
 * one, named after the user's number. The caller frees it. */
char *machine_account_home(void);

#endif

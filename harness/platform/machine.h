/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What the host is, and where gorge keeps its own things on it.
 */
#ifndef GORGE_PLATFORM_MACHINE_H
#define GORGE_PLATFORM_MACHINE_H

#include "base/error.h"

#include <stdint.h>

/* Processors that gorge may run on (its affinity mask). */
unsigned machine_processors(void);
/* The physical memory of the host. */
uint64_t machine_memory_bytes(void);
/* gorge's own peak resident set so far: VmHWM, which unlike ru_maxrss is not inherited from a parent. */
uint64_t machine_own_peak_bytes(void);

/* The caller frees each.
 * share: the folder that holds bench/ and plots/: $GORGE_SHARE, else share/gorge beside the folder of the
 * program, else the first folder above the program that holds bench/loader (a build tree).
 * shim: gorge-exec: $GORGE_EXEC, beside the program, or in ../libexec/gorge.
 * cache: $XDG_CACHE_HOME/gorge, else ~/.cache/gorge.
 * scratch: $GORGE_SCRATCH, else the cache's scratch/. */
char *machine_share_folder(struct error *err);
char *machine_shim(struct error *err);
char *machine_cache_folder(void);
char *machine_scratch_folder(void);

#endif

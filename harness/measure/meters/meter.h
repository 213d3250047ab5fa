/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A meter watches the tree of one measured command. meter_NAME.c defines `meter_NAME`; meters.def lists it,
 * best first. A meter that is also a group (cgroups) holds the tree, limits it and kills it whole.
 */
#ifndef GORGE_MEASURE_METER_H
#define GORGE_MEASURE_METER_H

#include "base/error.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* What a sample tells, in bytes; a field the meter cannot tell is UINT64_MAX. */
struct meter_sample {
	uint64_t total_bytes;  /* charged to the tree now, page cache included */
	uint64_t anon_bytes;   /* anonymous memory */
	uint64_t file_bytes;   /* page cache */
	uint64_t kernel_bytes; /* kernel memory */
	uint64_t processes;
};

struct meter_session; /* private to each meter */

struct meter {
	const char *name;     /* "cgroup2", "cgroup1", "proc": the `meter` key and column */
	const char *summary;  /* one line for `gorge list meters` */
	const char *accuracy; /* which columns it fills and how exactly, for `gorge describe` */
	bool holds_group;     /* a peak however short is in peak(), and kill() reaches everything */
	/* True when it works here and now; else raises why not and what would help. */
	bool (*probe)(struct error *err);
	/* Opens a session; `name` is unique to this run on this host. */
	bool (*begin)(
		const char *name, uint64_t memory_limit_bytes, struct meter_session **session, struct error *err);
	/* Called in the child between fork and exec: joins the group. Async-signal-safe. Returns 0 or errno. */
	int (*join)(const struct meter_session *session);
	/* What is cheap to tell, anon_bytes always; the rest may be left unknown. */
	bool (*sample)(struct meter_session *session, struct meter_sample *sample);
	/* Tells what it can of the rest; asked for only where a sample is the largest so far, or is written down.
	 * NULL: nothing more is to be had. */
	void (*complete)(struct meter_session *session, struct meter_sample *sample);
	/* After the end: the kernel's own high-water mark; false when there is none. */
	bool (*peak)(const struct meter_session *session, uint64_t *peak_bytes);
	/* Calls `visit` for each process of the tree that lives now. */
	void (*each)(struct meter_session *session, void (*visit)(int pid, void *context), void *context);
	/* How many processes the kernel killed for the limit; for a meter without a group, 1 when the
	 * sampler saw it passed. */
	uint64_t (*oom_kills)(const struct meter_session *session);
	/* Kills all that is left, waits until it is gone. */
	bool (*kill)(struct meter_session *session, struct error *err);
	/* Removes the group and frees the session; safe on a half-made one and on NULL. */
	void (*end)(struct meter_session *session);
	/* Removes groups left by gorges that are no longer alive; NULL when there is nothing to do. */
	bool (*clean_leftovers)(struct error *err);
};

#define METER(id) extern const struct meter meter_##id;
#include "measure/meters/meters.def"
#undef METER

/* Every meter in meters.def, best first, NULL-terminated. */
extern const struct meter *const meters[];

/* The meter of that name, or for NULL or "auto" the first that works here. */
bool meter_choose(const char *name, const struct meter **meter, struct error *err);

#endif

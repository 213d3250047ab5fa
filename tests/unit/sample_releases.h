/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Made-up rows of two patterns on three releases, for tests of what follows memory from release to release:
 * `steady` is the same on all, `risen` takes half more since 1.20.14 at every size, and 1.18.10 cannot build
 * it.
 */
#ifndef GORGE_TESTS_SAMPLE_RELEASES_H
#define GORGE_TESTS_SAMPLE_RELEASES_H

#include "base/text.h"

#include <inttypes.h>
#include <stdint.h>

static const char SAMPLE_RELEASES_HEADER[] =
	"schema,workload,generator,go_version,GOGC,files,params,outcome,tree_peak_bytes,tree_anon_peak_bytes,largest_compile_bytes,user_ns,system_ns,wall_ns\n";

static inline void
sample_release_add(
	struct text *csv, const char *generator, const char *go, const char *gogc, unsigned size, uint64_t bytes)
{
	text_append_format(csv, "1,build,%s@1,%s,%s,%u,n=%u,", generator, go, gogc, size, size);
	if (bytes == 0)
		text_append(csv, "unsupported,,,,,,\n");
	else
		text_append_format(csv,
			"ok,%" PRIu64 ",%" PRIu64 ",%" PRIu64 ",%" PRIu64 ",%" PRIu64 ",%" PRIu64 "\n", bytes * 2, bytes,
			bytes / 2, 900000000000000000 / bytes, 100000000000000000 / bytes, bytes * 10);
}

static inline void
sample_releases(struct text *csv)
{
	static const char *const releases[] = {"1.27.4", "1.17.13", "1.20.14", "1.18.10"};

	text_append(csv, SAMPLE_RELEASES_HEADER);
	for (size_t r = 0; r < sizeof releases / sizeof releases[0]; r++)
		for (unsigned size = 10; size <= 80; size *= 2) {
			uint64_t steady = 50000000 + size * (uint64_t)1000000, risen = steady;
			if (text_equal(releases[r], "1.18.10"))
				risen = 0;
			else if (!text_equal(releases[r], "1.17.13"))
				risen = steady * 3 / 2;
			sample_release_add(csv, "steady", releases[r], "unset", size, steady);
			sample_release_add(csv, "risen", releases[r], "unset", size, risen);
		}
}

/* `steady` once more, on one release and at one size, with values of GOGC; memory is 100 MB for each 100. */
static inline void
sample_gogc(struct text *csv)
{
	static const char *const values[] = {"400", "50", "unset", "off", "200"};
	static const uint64_t bytes[] = {400000000, 50000000, 120000000, 900000000, 200000000};

	text_append(csv, SAMPLE_RELEASES_HEADER);
	for (size_t i = 0; i < sizeof values / sizeof values[0]; i++)
		sample_release_add(csv, "steady", "1.27.4", values[i], 10, bytes[i]);
}

#endif

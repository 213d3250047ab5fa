/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A made-up runs.csv for tests of what reads one: numbers follow known laws, columns stand in another order
 * than gorge writes them, and most are missing.
 */
#ifndef GORGE_TESTS_SAMPLE_RUNS_H
#define GORGE_TESTS_SAMPLE_RUNS_H

#include "base/text.h"

#include <inttypes.h>
#include <stdint.h>

static const char SAMPLE_HEADER[] =
	"outcome,tree_peak_bytes,workload,files,params,schema,GOGC,go_version,tree_anon_peak_bytes,wall_ns,tree_file_bytes,tree_kernel_bytes,go_command_bytes,largest_compile_bytes,largest_compile_package,why,quality,repetition,started_at\n";

struct sample_row {
	const char *outcome, *workload, *gogc, *go, *quality;
	const char *rest; /* params behind files=N */
	uint64_t files, peak, repetition;
};

/* Zero and NULL members take an ordinary value; a row that is not ok has no figures. */
static inline void
sample_add(struct text *csv, struct sample_row row)
{
	const char *outcome = row.outcome ? row.outcome : "ok";
	const char *rest = row.rest ? row.rest : "lines=70 seed=1";

	text_append_format(csv, "%s,", outcome);
	if (text_equal(outcome, "ok"))
		text_append_format(csv, "%" PRIu64, row.peak);
	text_append_format(csv, ",%s,%" PRIu64 ",files=%" PRIu64 " %s,1,%s,%s,",
		row.workload ? row.workload : "build", row.files, row.files, rest, row.gogc ? row.gogc : "unset",
		row.go ? row.go : "1.27.4");
	if (text_equal(outcome, "ok"))
		text_append_format(csv,
			"%" PRIu64 ",%" PRIu64 ",%" PRIu64 ",%" PRIu64 ",%" PRIu64 ",%" PRIu64 ",example.com/m/p1,,",
			row.peak / 2, row.files * 2000000 + 1000000000, row.peak / 4, row.peak / 8, row.peak / 4,
			row.peak / 8);
	else
		text_append(csv, ",,,,,,,\"killed at its limit of 1.0 GB, by the kernel\",");
	text_append_format(csv, "%s,%" PRIu64 ",2026-01-02T03:04:%02" PRIu64 "Z\n",
		row.quality ? row.quality : "", row.repetition ? row.repetition : 1, row.files % 60);
}

/* load:full at 20 MB + 40 kB a file, build at 100 MB + 10 kB a file, both with up to 4 MB of unevenness, and
 * build out of memory at 100,000. */
static inline void
sample_scaling(struct text *csv)
{
	static const uint64_t sizes[] = {100000, 1, 1000, 10000, 50000};

	text_append(csv, SAMPLE_HEADER);
	for (size_t i = 0; i < sizeof sizes / sizeof sizes[0]; i++) {
		uint64_t files = sizes[i], uneven = files / 1000 % 7 * 1300000;
		for (uint64_t repetition = 1; repetition <= (files <= 10000 ? 3 : 1); repetition++)
			sample_add(csv, (struct sample_row){.workload = "load:full",
								.files = files,
								.repetition = repetition,

								.peak = 20000000 + files * 40000 + uneven + repetition * 1000 - 2000});
		if (files == 100000)
			sample_add(csv, (struct sample_row){.outcome = "oom", .files = files});
		else
			sample_add(csv, (struct sample_row){.files = files,
								.peak = 100000000 + files * 10000 + uneven,
								.quality = files == 1000 ? "bounds" : NULL});
	}
}

#endif

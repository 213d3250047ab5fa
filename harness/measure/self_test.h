/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Known truth on this host: gorge-touch uses known amounts of memory, and each meter and the shim have to say
 * so. What `gorge doctor` prints.
 */
#ifndef GORGE_MEASURE_SELF_TEST_H
#define GORGE_MEASURE_SELF_TEST_H

#include "measure/measurement.h"
#include "measure/measure_command.h"

#include <stddef.h>

enum self_test_verdict {
	SELF_TEST_OK,
	SELF_TEST_BROKEN,   /* claims to work, and is wrong */
	SELF_TEST_NOT_HERE, /* this host does not offer it */
};
const char *self_test_verdict_name(enum self_test_verdict verdict);

struct self_test_result {
	const char *subject; /* "cgroup2", "cgroup1", "proc", "shim" */
	const char *name;    /* what was tried; "" for a subject that is not here at all */
	enum self_test_verdict verdict;
	char detail[400]; /* what was seen, or why it is not here */
};

struct self_test_report {
	struct self_test_result *results;
	size_t count, capacity;
};
void self_test_report_dispose(struct self_test_report *report);

struct self_test_site {
	const char *shim, *touch; /* gorge-exec and gorge-touch */
	const char *folder;       /* exists; small files are made and removed here */
};

/* For tests: measures gorge-touch with those steps (%s in a step is the site's folder; NULL ends
 * them) under the settings' meter, limit and deadline. */
bool self_test_touch(const struct self_test_site *site, const char *const *steps,
	const struct measured_command *settings, struct measurement *measurement, struct error *err);
/* For tests: adds a result, whose detail is then written by the caller. */
struct self_test_result *self_test_add(
	struct self_test_report *report, const char *subject, const char *name, enum self_test_verdict verdict);

#endif

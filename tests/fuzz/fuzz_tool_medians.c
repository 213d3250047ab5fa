/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Any bytes as a tools.csv: its medians lie in order and are sizes; what is refused says why and leaves
 * nothing behind.
 */
#include "base/error.h"
#include "record/tool_medians.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t count);

static size_t
group_of(const char *run_id, const void *context)
{
	size_t length = strlen(run_id);

	(void)context;
	return length % 5 == 4 ? SIZE_MAX : length;
}

static void
check_order(const struct tool_median *before, const struct tool_median *row)
{
	int order = strcmp(before->package, row->package);

	if (order > 0 || (order == 0 && before->group >= row->group))
		abort();
}

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t count)
{
	struct error err = ERROR_INIT;
	struct tool_medians medians;

	if (!tool_medians_parse((const char *)bytes, count, "fuzz.csv", &(struct tool_grouping){group_of, NULL},
			&medians, &err)) {
		if (err.id == ERROR_NONE || err.why[0] == '\0' || medians.rows || medians.packages.data)
			abort();
		return 0;
	}
	for (size_t i = 0; i < medians.count; i++) {
		const struct tool_median *row = &medians.rows[i];
		if (row->count == 0 || *row->package == '\0' || !(row->peak_bytes >= 0 && row->peak_bytes < 0x1p53))
			abort();
		if (i > 0)
			check_order(row - 1, row);
	}
	tool_medians_dispose(&medians);
	return 0;
}

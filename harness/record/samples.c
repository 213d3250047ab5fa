/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "record/samples.h"
#include "base/memory.h"

#include <stdio.h>
#include <string.h>

bool
samples_append(const char *folder, const char *run_id, const char *timeline_path, struct error *err)
{
	CLEANUP_FREE char *path = text_format("%s/samples.csv", folder);
	CLEANUP_FILE FILE *from = fopen(timeline_path, "r");
	char line[512];
	FILE *to;

	if (!from)
		return true;
	if (!(to = fopen(path, "a")))
		return error_raise_errno(err, ERROR_WRITE, path);
	bool empty = ftell(to) == 0, first = true;
	while (fgets(line, sizeof line, from)) {
		if (!first || empty)
			(void)fprintf(to, "%s,%s", first ? "run_id" : run_id, line);
		first = false;
	}
	bool failed = ferror(to) != 0;
	if (fclose(to) != 0 || failed)
		return error_raise_errno(err, ERROR_WRITE, path);
	return true;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "record/upkeep/lines.h"

bool
line_too_long(const char *path, struct error *err)
{
	return error_raise(err, ERROR_RESULTS_FORMAT, path,
		"it has a line of more than %d bytes, which no row of results is", LINE_MOST_BYTES);
}

bool
line_next(FILE *file, const char *path, struct text *line, struct error *err)
{
	char some[512];
	size_t count = 0;
	int byte = 0;

	text_clear(line);
	while (byte != '\n' && (byte = getc_unlocked(file)) != EOF) {
		some[count++] = (char)byte;
		if (count < sizeof some)
			continue;
		text_append_bytes(line, some, count);
		count = 0;
		if (line->length > LINE_MOST_BYTES)
			return line_too_long(path, err);
	}
	text_append_bytes(line, some, count);
	return line->length > 0;
}

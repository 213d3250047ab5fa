/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "record/csv.h"
#include "base/memory.h"

#include <csv.h>
#include <string.h>

void
csv_append_field(struct text *line, const char *field, bool last)
{
	size_t length = strlen(field), room = 2 * length + 2;
	bool plain = strpbrk(field, ",\"\r\n") == NULL;

	if (plain) {
		text_append_bytes(line, field, length);
	} else {
		CLEANUP_FREE char *quoted = memory_zeroed(room, 1);
		text_append_bytes(line, quoted, csv_write(quoted, room, field, length));
	}
	text_append(line, last ? "\r\n" : ",");
}

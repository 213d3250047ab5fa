/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Any bytes as a CSV file: every cell of what is accepted can be read, and what is refused says why and
 * leaves nothing behind.
 */
#include "base/error.h"
#include "record/table.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t count);

static void
read_every_cell(const struct table *table)
{
	size_t files = table_column(table, "files");
	double value;

	for (size_t row = 0; row < table->row_count; row++) {
		for (size_t column = 0; column < table->column_count; column++)
			if (strlen(table_text(table, row, column)) > table->store->texts.length)
				abort();
		(void)table_number(table, row, files, &value);
		(void)table_is(table, row, "outcome", "ok");
	}
}

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t count)
{
	struct error err = ERROR_INIT;
	struct table table;

	if (!table_parse((const char *)bytes, count, "fuzz.csv", "1", &table, &err)) {
		if (err.id == ERROR_NONE || err.why[0] == '\0' || table.names)
			abort();
		return 0;
	}
	read_every_cell(&table);
	table_dispose(&table);
	return 0;
}

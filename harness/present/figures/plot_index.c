/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "present/figures/plot_index.h"

/* Rows of one number stand together, in their order. */
static void
append_series(const struct table *table, size_t number, size_t column, struct text *script)
{
	double series, value, last = -1;

	for (size_t row = 0; row < table->row_count; row++) {
		if (!table_number(table, row, number, &series) || !table_number(table, row, column, &value) ||
			value <= 0 || series <= last)
			continue;
		text_append_format(script, "%s%.0f", last < 0 ? "" : " ", series);
		last = series;
	}
}

void
plot_index(const struct table *table, const char *name, const char *numbers, struct text *script)
{
	size_t number = table_column(table, numbers);

	for (size_t column = 0; column < table->column_count; column++) {
		text_append_format(script, "%s_%s = '", name, table->names[column]);
		append_series(table, number, column, script);
		text_append(script, "'\n");
	}
}

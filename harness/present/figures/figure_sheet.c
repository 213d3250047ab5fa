/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "present/figures/figure_sheet.h"
#include "platform/file.h"
#include "base/memory.h"
#include "record/table.h"

#include <stdlib.h>
#include <string.h>

/* The rest of the first line with that beginning at or after *text, which moves behind it; NULL = no more.
 * The caller frees it. */
static char *
next_comment(const char **text, const char *beginning)
{
	const char *line = *text;

	while (line && *line) {
		size_t length = strcspn(line, "\n"), skip = strlen(beginning);
		const char *next = line[length] ? line + length + 1 : NULL;
		if (text_starts_with(line, beginning)) {
			CLEANUP_FREE char *rest = text_format("%.*s", (int)(length - skip), line + skip);
			*text = next;
			return memory_copy_text(text_trim(rest));
		}
		line = next;
	}
	*text = NULL;
	return NULL;
}

static char *
comment(const struct text *source, const char *beginning)
{
	const char *rest = text_string(source);

	return next_comment(&rest, beginning);
}

bool
figure_sheet_read(const char *path, struct figure_sheet *sheet, struct error *err)
{
	CLEANUP_FREE char *order = NULL;

	*sheet = (struct figure_sheet){.order = 1000};
	if (!file_read(path, &sheet->source, err))
		return false;
	sheet->question = comment(&sheet->source, "# question:");
	sheet->each = comment(&sheet->source, "# each:");
	sheet->without = comment(&sheet->source, "# without:");
	order = comment(&sheet->source, "# order:");
	(void)text_to_number(order ? order : "", &sheet->order);
	return true;
}

void
figure_sheet_dispose(struct figure_sheet *sheet)
{
	text_dispose(&sheet->source);
	free(sheet->question);
	free(sheet->each);
	free(sheet->without);
	*sheet = (struct figure_sheet){0};
}

/* True when the column has numbers above 0 at two different sizes: less makes no curve. */
static bool
has_curve(const struct table *table, const char *column)
{
	size_t size = table_column(table, "size"), place = table_column(table, column);
	double first = 0, x, y;
	bool seen = false;

	for (size_t row = 0; row < table->row_count; row++) {
		if (!table_number(table, row, size, &x) || !table_number(table, row, place, &y) || y <= 0)
			continue;
		if (seen && (x < first || x > first))
			return true;
		first = x;
		seen = true;
	}
	return false;
}

static bool
has_row(const struct table *table, const char *each, size_t member)
{
	CLEANUP_FREE char *name = text_format("%s_number", each ? each : "");
	size_t column = table_column(table, name);
	double number;

	for (size_t row = 0; row < table->row_count; row++)
		if (member == 0 || (table_number(table, row, column, &number) && (size_t)number == member))
			return true;
	return false;
}

/* What one line of needs lacks, as figure_sheet_missing() has it. */
static char *
missing_of(
	const struct figure_sheet *sheet, const char *needs, const char *data, size_t member, struct error *err)
{
	CLEANUP_LIST struct list words = {0};
	CLEANUP_TABLE struct table table = {0};
	CLEANUP_FREE char *path = NULL;

	list_split(&words, needs, ' ');
	if (words.count == 0)
		return memory_copy_text("");
	path = text_format("%s/%s", data, words.items[0]);
	if (!table_read(path, NULL, &table, err))
		return NULL;
	for (size_t i = words.count; i-- > 1;)
		if (!has_curve(&table, words.items[i]))
			return text_format("%s was not measured at two sizes", words.items[i]);
	if (has_row(&table, sheet->each, member))
		return memory_copy_text("");
	return sheet->without ? memory_copy_text(sheet->without)
						  : text_format("there is nothing to put into %s", words.items[0]);
}

char *
figure_sheet_missing(const struct figure_sheet *sheet, const char *data, size_t member, struct error *err)
{
	const char *rest = text_string(&sheet->source);
	char *needs, *missing = memory_copy_text("");

	while (missing && *missing == '\0' && (needs = next_comment(&rest, "# needs:")) != NULL) {
		free(missing);
		missing = missing_of(sheet, needs, data, member, err);
		free(needs);
	}
	return missing;
}

/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Any bytes as a text that is shown: on a terminal, as CSV, JSON, Markdown, HTML and SVG.
 */
#include "base/escape.h"
#include "base/json_text.h"
#include "base/visible.h"
#include "fuzz.h"
#include "present/figures/svg.h"
#include "present/grid.h"
#include "present/report/html.h"
#include "record/csv.h"
#include "record/row_reader.h"

/* No terminal obeys it, and to write it so a second time changes nothing. */
static void
check_visible(const struct text *shown)
{
	CLEANUP_TEXT struct text again = {0};

	for (size_t i = 0; i < shown->length; i++) {
		unsigned char byte = (unsigned char)shown->data[i];
		if ((byte < ' ' && byte != '\t' && byte != '\n' && byte != '\r') || byte == 0x7f)
			abort();
	}
	text_append_visible(&again, text_string(shown), shown->length);
	if (!text_equal(text_string(shown), text_string(&again)))
		abort();
}

static void
in_place(const char *text)
{
	char small[64];

	(void)snprintf(small, sizeof small, "%s", text);
	escape_in_place(small, sizeof small);
	if (strlen(small) >= sizeof small)
		abort();
}

static void
as_json(const char *text)
{
	json_t *value = json_text(text);
	char *dumped = value ? json_dumps(value, JSON_ENCODE_ANY) : NULL;

	if (!dumped)
		abort();
	free(dumped);
	json_decref(value);
}

static void
as_page(const char *text)
{
	CLEANUP_TEXT struct text html = {0}, escaped = {0}, markdown = {0}, compact = {0};

	html_from_markdown(text, text, &html);
	html_escape(text, &escaped);
	if (strpbrk(text_string(&escaped), "<>\""))
		abort();
	markdown_escape(text, &markdown);
	svg_compact(text, &compact);
	if (compact.length > strlen(text))
		abort();
}

struct cells {
	const char *expected;
	size_t rows;
};

static void
hold_against(void *context, size_t column, const char *bytes, size_t count)
{
	const struct cells *cells = context;

	(void)column;
	if (strlen(cells->expected) != count || memcmp(cells->expected, bytes, count) != 0)
		abort();
}

static bool
take_header(
	void *context, char *const *names, row_cell **takers, size_t count, const char *path, struct error *err)
{
	(void)context, (void)names, (void)path, (void)err;
	for (size_t i = 0; i < count; i++)
		takers[i] = hold_against;
	return true;
}

static bool
take_row(void *context, size_t number, const char *path, struct error *err)
{
	(void)number, (void)path, (void)err;
	((struct cells *)context)->rows++;
	return true;
}

/* What is written as a field is read as one, whatever it holds. */
static void
as_csv(const char *text, const struct text *shown)
{
	CLEANUP_TEXT struct text file = {0};
	struct cells cells = {.expected = text_string(shown)};
	struct row_user user = {&cells, take_header, take_row};
	struct error err = ERROR_INIT;

	text_append(&file, "a,b\n");
	csv_append_field(&file, text, false);
	csv_append_field(&file, text, true);
	if (!rows_parse(file.data, file.length, "fuzz.csv", NULL, &user, &err) || cells.rows != 1)
		abort();
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	CLEANUP_FREE char *text = fuzz_text(data, size);
	CLEANUP_TEXT struct text shown = {0}, utf8 = {0};

	text_append_visible(&shown, text, strlen(text));
	text_append_utf8(&utf8, text, strlen(text));
	check_visible(&shown);
	in_place(text);
	as_json(text);
	as_page(text);
	as_csv(text, &shown);
	return 0;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "commands/catalogue/catalogue_quirks.h"

#include "toolchain/quirks.h"
#include "toolchain/release.h"
#include "toolchain/fetch/find.h"

/* The minor of what is asked for; a release need not be installed. */
static bool
find_minor(const char *request, unsigned *minor, struct error *err)
{
	__attribute__((cleanup(toolchain_dispose))) struct toolchain toolchain = {0};
	struct error no_release = ERROR_INIT;
	struct release release;

	if (release_parse(request, &release, &no_release)) {
		*minor = release.minor;
		return true;
	}
	if (!text_equal(request, "host") && !text_starts_with(request, "path:")) {
		*err = no_release;
		return false;
	}
	if (!toolchain_find(request, false, true, &toolchain, err))
		return false;
	*minor = toolchain.minor;
	return true;
}

bool
catalogue_quirks(const char *request, json_t *array, struct error *err)
{
	unsigned minor = 0;

	if (request && !find_minor(request, &minor, err))
		return false;
	for (enum quirk_id id = 0; id < QUIRK_COUNT; id++) {
		const struct quirk *quirk = &quirks[id];
		json_t *last = quirk->to == QUIRK_NEWEST ? json_null() : json_integer((json_int_t)quirk->to);

		if (request && !quirk_holds(id, minor)) {
			json_decref(last);
			continue;
		}
		(void)json_array_append_new(
			array, json_pack("{s:s, s:i, s:o, s:s, s:s}", "name", quirk->name, "from", (int)quirk->from, "to",
					   last, "what", quirk->what, "source", quirk->source));
	}
	return true;
}

/* "1.12 - 1.15", or "1.16 -" for what still holds. */
static void
format_span(char out[32], const json_t *quirk)
{
	int from = (int)json_integer_value(json_object_get(quirk, "from"));
	const json_t *last = json_object_get(quirk, "to");

	if (json_is_integer(last))
		(void)snprintf(out, 32, "1.%d - 1.%d", from, (int)json_integer_value(last));
	else
		(void)snprintf(out, 32, "1.%d -", from);
}

/* The texts of one row, for both ways of printing. */
struct row {
	const char *name, *what, *source;
	char span[32];
};

static void
print_all(const json_t *array, void (*print)(const struct row *row))
{
	const json_t *quirk;
	size_t index;

	json_array_foreach(array, index, quirk)
	{
		struct row row = {.name = json_string_value(json_object_get(quirk, "name")),
			.what = json_string_value(json_object_get(quirk, "what")),
			.source = json_string_value(json_object_get(quirk, "source"))};
		format_span(row.span, quirk);
		print(&row);
	}
}

static void
print_lines(const struct row *row)
{
	printf("%-21s  %-11s  %s\n%-36s  source: %s\n", row->name, row->span, row->what, "", row->source);
}

void
catalogue_print_quirks(const json_t *array)
{
	print_all(array, print_lines);
}

static void
print_markdown(const struct row *row)
{
	printf("| %s | %s | %s | %s |\n", row->name, row->span, row->what, row->source);
}

void
catalogue_print_quirks_markdown(const json_t *array)
{
	puts("| name | releases | what | source |\n| --- | --- | --- | --- |");
	print_all(array, print_markdown);
}

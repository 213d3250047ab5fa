/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "toolchain/release.h"

#include "base/memory.h"
#include "base/text.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
	OLDEST_MINOR = 11,     /* modules */
	FIRST_WITH_PATCH = 21, /* 1.20 came out as "1.20", 1.21 as "1.21.0" */
};

/* Reads digits without a leading zero; NULL when there are none. */
static const char *
take_number(const char *string, unsigned *number)
{
	char *end;

	if (!isdigit((unsigned char)string[0]) || (string[0] == '0' && isdigit((unsigned char)string[1])))
		return NULL;
	*number = (unsigned)strtoul(string, &end, 10);
	return end - string <= 6 ? end : NULL;
}

/* Reads "1.20.14", "1.20" or "1.27rc1" as far as it goes; *has_patch tells whether ".N" stood there. */
static const char *
take_release(const char *string, struct release *release, bool *has_patch)
{
	*release = (struct release){.stage = RELEASE_FINAL};
	*has_patch = false;
	if (!text_starts_with(string, "1.") || !(string = take_number(string + 2, &release->minor)))
		return NULL;
	if (*string == '.') {
		*has_patch = true;
		return take_number(string + 1, &release->patch);
	}
	if (text_starts_with(string, "rc")) {
		release->stage = RELEASE_CANDIDATE;
		return take_number(string + strlen("rc"), &release->stage_number);
	}
	if (text_starts_with(string, "beta")) {
		release->stage = RELEASE_BETA;
		return take_number(string + strlen("beta"), &release->stage_number);
	}
	return string;
}

bool
release_parse(const char *name, struct release *release, struct error *err)
{
	const char *digits = text_starts_with(name, "go") ? name + strlen("go") : name;
	bool has_patch;
	const char *end = take_release(digits, release, &has_patch);

	if (!end || *end != '\0')
		return error_raise(err, ERROR_BAD_TOOLCHAIN, name,
			"a release is named like 1.20.14, 1.21.0 or 1.27rc1; a folder like path:DIR");
	if (release->minor < OLDEST_MINOR)
		return error_raise(err, ERROR_BAD_TOOLCHAIN, name,
			"gorge measures modules, which Go has had since 1.%d", OLDEST_MINOR);
	if (release->stage != RELEASE_FINAL)
		return true;
	if (release->minor >= FIRST_WITH_PATCH && !has_patch)
		return error_raise(err, ERROR_BAD_TOOLCHAIN, name,
			"that is a line of releases, not one of them; its first is 1.%u.0, and 'gorge toolchain install "
			"1.%u.x' fetches its newest",
			release->minor, release->minor);
	if (release->minor < FIRST_WITH_PATCH && has_patch && release->patch == 0)
		return error_raise(err, ERROR_BAD_TOOLCHAIN, name,
			"before 1.21 the first release of a line has no .0: 1.%u", release->minor);
	return true;
}

static int
compare_numbers(unsigned a, unsigned b)
{
	return (a > b) - (a < b);
}

int
release_compare(const struct release *a, const struct release *b)
{
	const unsigned keys[][2] = {
		{a->minor, b->minor}, {a->stage, b->stage}, {a->stage_number, b->stage_number}, {a->patch, b->patch}};

	for (size_t i = 0; i < COUNT_OF(keys); i++)
		if (keys[i][0] != keys[i][1])
			return compare_numbers(keys[i][0], keys[i][1]);
	return 0;
}

static int
compare_names(const void *a, const void *b)
{
	struct error ignored = ERROR_INIT;
	struct release left, right;

	bool known = release_parse(*(char *const *)a, &left, &ignored);
	bool both = release_parse(*(char *const *)b, &right, &ignored) == known;

	if (both && known)
		return release_compare(&left, &right);
	return !both ? (known ? -1 : 1) : strcmp(*(char *const *)a, *(char *const *)b);
}

void
release_sort(struct list *names, size_t first)
{
	if (names->count > first)
		qsort(names->items + first, names->count - first, sizeof *names->items, compare_names);
}

bool
release_line_parse(const char *name, unsigned *minor)
{
	const char *digits = text_starts_with(name, "go") ? name + strlen("go") : name;
	const char *end = text_starts_with(digits, "1.") ? take_number(digits + 2, minor) : NULL;

	return end && text_equal(end, ".x");
}

char *
release_format(char *out, const struct release *release)
{
	static const char *const stages[] = {[RELEASE_BETA] = "beta", [RELEASE_CANDIDATE] = "rc"};

	if (release->stage != RELEASE_FINAL)
		(void)snprintf(out, RELEASE_TEXT_BYTES, "1.%u%s%u", release->minor, stages[release->stage],
			release->stage_number);
	else if (release->patch == 0 && release->minor < FIRST_WITH_PATCH)
		(void)snprintf(out, RELEASE_TEXT_BYTES, "1.%u", release->minor);
	else
		(void)snprintf(out, RELEASE_TEXT_BYTES, "1.%u.%u", release->minor, release->patch);
	return out;
}

/* A development tree is "devel go1.28-abcdef DATE", or "go1.26-devel_abcdef DATE" since 1.25. */
static const char *
development_release(const char *version)
{
	if (text_starts_with(version, "devel go"))
		return version + strlen("devel go");
	if (text_starts_with(version, "go") && strstr(version, "-devel"))
		return version + strlen("go");
	return NULL;
}

bool
go_version_parse(const char *output, struct go_version *version)
{
	static const char prefix[] = "go version ";
	CLEANUP_FREE char *copy = memory_copy_text(output);
	char *text = text_trim(copy), *platform;
	const char *development;
	bool has_patch;

	if (!text_starts_with(text, prefix) || !(platform = strrchr(text, ' ')) || !strchr(platform, '/'))
		return false;
	*platform = '\0';
	text += strlen(prefix);
	if ((development = development_release(text)) != NULL) {
		(void)snprintf(version->text, sizeof version->text, "%s", text);
		return take_release(development, &version->release, &has_patch) != NULL;
	}
	if (!text_starts_with(text, "go"))
		return false;
	text[strcspn(text, " ")] = '\0'; /* experiments ("X:name") and a vendor's remarks follow */
	(void)snprintf(version->text, sizeof version->text, "%s", text + strlen("go"));
	return take_release(version->text, &version->release, &has_patch) != NULL;
}

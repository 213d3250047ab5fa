/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "generators/parameters.h"
#include <ctype.h>
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

size_t
parameter_index(const struct generator *generator, const char *name)
{
	for (size_t i = 0; generator->parameters[i].name; i++)
		if (text_equal(generator->parameters[i].name, name))
			return i;
	return SIZE_MAX;
}

const struct parameter_value *
parameter_value(const struct generator *generator, const struct parameter_values *values, const char *name)
{
	size_t index = parameter_index(generator, name);

	if (index == SIZE_MAX)
		BUG("generator %s has no parameter %s", generator->name, name);
	return &values->items[index];
}

static const char *
parameter_candidate(size_t index, const void *context)
{
	return ((const struct generator *)context)->parameters[index].name;
}

static bool
raise_unknown(const struct generator *generator, const char *name, struct error *err)
{
	const char *nearest = text_nearest(name, parameter_candidate, generator);

	if (nearest)
		return error_raise(err, ERROR_UNKNOWN_PARAMETER, name,
			"generator '%s' has no such parameter; did you mean '%s'?", generator->name, nearest);
	return error_raise(
		err, ERROR_UNKNOWN_PARAMETER, name, "generator '%s' has no such parameter", generator->name);
}

static bool
set_count(const struct parameter *parameter, struct parameter_value *value, const char *text)
{
	uint64_t count;

	if (!text_to_count(text, &count) || (double)count < parameter->least || (double)count > parameter->most)
		return false;
	value->count = count;
	value->number = (double)count;
	(void)snprintf(value->text, sizeof value->text, "%" PRIu64, count);
	return true;
}

static bool
set_number(const struct parameter *parameter, struct parameter_value *value, const char *text)
{
	double number;

	if (!text_to_number(text, &number) || number < parameter->least || number > parameter->most)
		return false;
	/* The text is what ids are made of and what is typed again: the value is what the text says. */
	(void)snprintf(value->text, sizeof value->text, "%.9g", number);
	return text_to_number(value->text, &value->number);
}

static bool
set_release(const struct parameter *parameter, struct parameter_value *value, const char *text)
{
	uint64_t minor = 0;
	size_t digits = 0;

	(void)parameter;
	if (!text_starts_with(text, "1."))
		return false;
	for (; isdigit((unsigned char)text[2 + digits]) && digits < 3; digits++)
		minor = minor * 10 + (uint64_t)(text[2 + digits] - '0');
	if (digits == 0 || text[2 + digits] != '\0' || minor == 0)
		return false;
	value->count = minor;
	value->number = (double)minor;
	(void)snprintf(value->text, sizeof value->text, "1.%" PRIu64, minor);
	return true;
}

/* The word's index in "chain|diamond", or false. */
static bool
set_choice(const struct parameter *parameter, struct parameter_value *value, const char *text)
{
	CLEANUP_LIST struct list words = {0};

	list_split(&words, parameter->choices, '|');
	for (size_t i = 0; i < words.count; i++) {
		if (!text_equal(words.items[i], text))
			continue;
		value->count = i;
		value->number = (double)i;
		(void)snprintf(value->text, sizeof value->text, "%s", text);
		return true;
	}
	return false;
}

/* Values stand one behind the other in the params column, blanks between them. */
static bool
set_text(const struct parameter *parameter, struct parameter_value *value, const char *text)
{
	(void)parameter;
	if (strpbrk(text, " \t\r\n") || strlen(text) >= sizeof value->text)
		return false;
	(void)snprintf(value->text, sizeof value->text, "%s", text);
	if (!text_to_count(text, &value->count))
		value->count = 0;
	value->number = (double)value->count;
	return true;
}

struct kind {
	bool (*set)(const struct parameter *parameter, struct parameter_value *value, const char *text);
	const char *wanted; /* "a whole number" */
	bool ranged;
};

static const struct kind kinds[] = {
	[PARAMETER_COUNT] = {set_count, "a whole number (k, M, Ki and Mi are understood)", true},
	[PARAMETER_NUMBER] = {set_number, "a number (0.02 or 2%)", true},
	[PARAMETER_RELEASE] = {set_release, "a Go release such as 1.18", false},
	[PARAMETER_CHOICE] = {set_choice, "one of", false},
	[PARAMETER_TEXT] = {set_text, "up to 95 characters without blanks", false},
};

static bool
raise_value(
	const struct generator *generator, const struct parameter *parameter, const char *text, struct error *err)
{
	const struct kind *kind = &kinds[parameter->kind];
	char where[128];

	(void)snprintf(where, sizeof where, "%.60s=%.60s", parameter->name, text);
	if (kind->ranged)
		return error_raise(err, ERROR_BAD_VALUE, where, "generator '%s' takes %s from %.10g to %.10g here",
			generator->name, kind->wanted, parameter->least, parameter->most);
	return error_raise(err, ERROR_BAD_VALUE, where, "generator '%s' takes %s%s%s here", generator->name,
		kind->wanted, parameter->choices ? " " : "", parameter->choices ? parameter->choices : "");
}

bool
parameter_values_set(const struct generator *generator, struct parameter_values *values, const char *name,
	const char *text, struct error *err)
{
	size_t index = parameter_index(generator, name);
	const struct parameter *parameter;

	if (index == SIZE_MAX)
		return raise_unknown(generator, name, err);
	parameter = &generator->parameters[index];
	if (!kinds[parameter->kind].set(parameter, &values->items[index], text))
		return raise_value(generator, parameter, text, err);
	return true;
}

void
parameter_values_init(const struct generator *generator, struct parameter_values *values)
{
	struct error err = ERROR_INIT;

	*values = (struct parameter_values){0};
	for (const struct parameter *parameter = generator->parameters; parameter->name; parameter++)
		if (!parameter_values_set(generator, values, parameter->name, parameter->standard, &err))
			BUG("generator %s: the standard value of '%s' is not one", generator->name, parameter->name);
}

void
parameter_values_describe(
	const struct generator *generator, const struct parameter_values *values, struct text *text)
{
	for (size_t i = 0; generator->parameters[i].name; i++)
		text_append_format(
			text, "%s%s=%s", i > 0 ? " " : "", generator->parameters[i].name, values->items[i].text);
}

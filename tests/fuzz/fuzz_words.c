/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What people type as values: of experiment files, generators and options. The first letter says what it is
 * meant for.
 */
#include "fuzz.h"
#include "base/units.h"
#include "commands/line/arguments.h"
#include "generators/mix.h"
#include "generators/parameters.h"
#include "measure/workloads/workload.h"
#include "plan/axis.h"
#include "plan/exclude.h"
#include "plan/limits.h"
#include "plan/module_request.h"
#include "plan/repeat.h"
#include "plan/settings.h"

/* Nothing at all is a value, but not one among others. */
static void
axis_values(const char *text)
{
	CLEANUP_LIST struct list values = {0};
	struct error err = ERROR_INIT;
	bool taken = axis_expand(text, "files", &values, &err);

	fuzz_check(taken, &err);
	for (size_t i = 0; taken && i < values.count; i++)
		if (values.count > 1 && values.items[i][0] == '\0')
			abort();
}

static const char *
always(const char *axis, const void *context)
{
	(void)axis;
	return context;
}

static void
exclude_rule(const char *text)
{
	struct exclude_rule rule;
	struct error err = ERROR_INIT;
	bool taken = exclude_rule_parse(text, &rule, &err);

	fuzz_check(taken, &err);
	if (taken)
		(void)exclude_rule_holds(&rule, always, "1000");
	exclude_rule_dispose(&rule);
}

static void
repetitions(const char *text)
{
	struct repeat_rules rules = {0};
	struct error err = ERROR_INIT;
	bool taken = repeat_parse(text, &rules, &err);

	fuzz_check(taken, &err);
	if (taken && repeat_of(&rules, always, "1000").least < 1)
		abort();
	repeat_dispose(&rules);
}

static void
module(const char *text)
{
	struct error err = ERROR_INIT;
	bool taken = module_request_check(text, &err);

	fuzz_check(taken, &err);
	if (taken && (strstr(text, "..") || strpbrk(text, " \n\t")))
		abort(); /* it is part of a path and of a command */
}

static void
limits(const char *text)
{
	struct memory_limit limit = {0};
	uint64_t timeout_ns = 0;

	if (memory_limit_parse(text, &limit) && memory_limit_bytes(limit, UINT64_C(1) << 40) == 0)
		abort();
	if (timeout_parse(text, &timeout_ns) && timeout_ns == 0)
		abort();
}

static void
setting_values(const char *text)
{
	for (size_t i = 0; i < SETTING_COUNT; i++) {
		struct error err = ERROR_INIT;
		bool taken = setting_accepts((enum setting_id)i, text, &err);
		fuzz_check(taken, &err);
		free(taken ? setting_value((enum setting_id)i, text) : NULL);
	}
}

static void
numbers(const char *text)
{
	char shown[UNITS_TEXT_BYTES];
	uint64_t count = 0, duration = 0;
	double number = 0;

	if (text_to_count(text, &count)) {
		(void)units_format_bytes(shown, count);
		(void)units_format_mb(shown, count);
		(void)units_format_count(shown, count);
	}
	if (text_to_duration_ns(text, &duration))
		(void)units_format_duration(shown, duration);
	(void)text_to_number(text, &number);
}

/* Words that are put into quotes come back as they were. */
static void
command_words(const char *text)
{
	CLEANUP_LIST struct list words = {0}, again = {0};
	CLEANUP_TEXT struct text line = {0};

	if (!list_split_words(&words, text))
		return;
	for (size_t i = 0; i < words.count; i++) {
		if (strchr(words.items[i], '\''))
			return;
		text_append_format(&line, " '%s'", words.items[i]);
	}
	if (!list_split_words(&again, text_string(&line)) || again.count != words.count)
		abort();
	for (size_t i = 0; i < words.count; i++)
		if (!text_equal(words.items[i], again.items[i]))
			abort();
}

static void
workload(const char *text)
{
	struct error err = ERROR_INIT;
	const char *variant = NULL;
	const struct workload *found = workload_find(text, &variant, &err);

	fuzz_check(found != NULL, &err);
	if (found && !variant)
		abort();
}

static void
mix(const char *text)
{
	struct error err = ERROR_INIT;
	struct mix mix;

	fuzz_check(mix_parse(text, &mix, &err), &err);
}

/* One value for every parameter of every generator. What was taken is taken again as it was written down. */
static void
generator_values(const char *text)
{
	for (const struct generator *const *generator = generators; *generator; generator++) {
		for (const struct parameter *row = (*generator)->parameters; row->name; row++) {
			struct error err = ERROR_INIT, refused = ERROR_INIT;
			struct parameter_values values, again;
			parameter_values_init(*generator, &values);
			parameter_values_init(*generator, &again);
			bool taken = parameter_values_set(*generator, &values, row->name, text, &err);
			fuzz_check(taken, &err);
			const char *written = parameter_value(*generator, &values, row->name)->text;
			if (taken && (!parameter_values_set(*generator, &again, row->name, written, &refused) ||
							 !text_equal(parameter_value(*generator, &again, row->name)->text, written)))
				BUG("%s of %s: '%s' was taken as '%s', which is not", row->name, (*generator)->name, text,
					written);
		}
	}
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static void (*const parsers[])(const char *text) = {axis_values, exclude_rule, repetitions, module,
		limits, setting_values, numbers, command_words, workload, mix, generator_values};
	CLEANUP_FREE char *text = size > 0 ? fuzz_text(data + 1, size - 1) : NULL;

	if (text)
		parsers[fuzz_choice(data, COUNT_OF(parsers))](text);
	return 0;
}

/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A command line, its words ended by NULs: the first is the command.
 */
#include "commands/line/arguments.h"
#include "fuzz.h"

static void
split(const uint8_t *data, size_t size, struct list *words)
{
	while (size > 0) {
		const uint8_t *part;
		size_t count = fuzz_part(&data, &size, &part);
		CLEANUP_FREE char *word = fuzz_text(part, count);
		list_add(words, word);
	}
}

/* Every option can be asked for, and what it gives is among the words that came. */
static void
ask_all(const struct command *command, const struct arguments *arguments)
{
	for (const struct option *option = command->options; option && option->name; option++) {
		CLEANUP_LIST struct list values = {0};
		const char *value = arguments_option(arguments, option->name);
		arguments_options(arguments, option->name, &values);
		if ((value != NULL) != (values.count > 0) ||
			(value && !text_equal(value, values.items[values.count - 1])))
			abort();
	}
	if (arguments->positional_count < command->least || arguments->positional_count > command->most)
		abort();
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	CLEANUP_LIST struct list words = {0};
	struct arguments_storage storage;
	struct error err = ERROR_INIT;
	const struct command *command;

	split(data, size, &words);
	command = command_find(words.count > 0 ? words.items[0] : "", &err);
	fuzz_check(command != NULL, &err);
	if (!command)
		return 0;
	bool taken = arguments_parse(command, list_strings(&words) + 1, &storage, &err);
	fuzz_check(taken, &err);
	if (taken && !storage.help)
		ask_all(command, &storage.arguments);
	arguments_dispose(&storage);
	return 0;
}

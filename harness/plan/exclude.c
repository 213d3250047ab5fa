/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "plan/exclude.h"
#include "base/memory.h"

#include <stdlib.h>
#include <string.h>

enum { BELOW = 1, SAME = 2, ABOVE = 4 };

/* The relations, the longer ones first; `numbers`: only between numbers. */
static const struct relation {
	const char *sign;
	int holds_for; /* of BELOW, SAME, ABOVE */
	bool numbers;
} relations[] = {
	{"<=", BELOW | SAME, true},
	{">=", ABOVE | SAME, true},
	{"!=", BELOW | ABOVE, false},
	{"=", SAME, false},
	{"<", BELOW, true},
	{">", ABOVE, true},
};

static const struct relation *
relation_at(const char *text)
{
	for (size_t i = 0; i < COUNT_OF(relations); i++)
		if (text_starts_with(text, relations[i].sign))
			return &relations[i];
	return NULL;
}

void
exclude_rule_dispose(struct exclude_rule *rule)
{
	for (size_t i = 0; i < rule->count; i++) {
		free(rule->conditions[i].axis);
		free(rule->conditions[i].value);
	}
	free(rule->conditions);
	free(rule->text);
	*rule = (struct exclude_rule){0};
}

static bool
parse_condition(const char *word, struct exclude_rule *rule, struct error *err)
{
	size_t length = strcspn(word, "=!<>");
	const struct relation *relation = relation_at(word + length);
	uint64_t number;

	if (length == 0 || !relation)
		return error_raise(
			err, ERROR_BAD_VALUE, "rule", "'%s' is not like GOGC=off, GOGC!=off or files>10000", word);
	const char *value = word + length + strlen(relation->sign);
	if (relation->numbers && !text_to_count(value, &number))
		return error_raise(
			err, ERROR_BAD_VALUE, "rule", "'%s' compares with '%s', which is no number", word, value);
	rule->conditions = memory_grow(rule->conditions, rule->count, &rule->capacity, sizeof *rule->conditions);
	struct condition *condition = &rule->conditions[rule->count++];
	*condition = (struct condition){.value = memory_copy_text(value)};
	condition->axis = text_starts_with(word, "env.") ? text_format("%.*s", (int)length - 4, word + 4)
													 : text_format("%.*s", (int)length, word);
	(void)snprintf(condition->relation, sizeof condition->relation, "%s", relation->sign);
	return true;
}

bool
exclude_rule_parse(const char *text, struct exclude_rule *rule, struct error *err)
{
	CLEANUP_LIST struct list words = {0};

	*rule = (struct exclude_rule){.text = memory_copy_text(text)};
	if (!list_split_words(&words, text))
		return error_raise(err, ERROR_BAD_VALUE, "rule", "a quote is not closed in '%s'", text);
	if (words.count == 0)
		return error_raise(err, ERROR_BAD_VALUE, "rule", "it has no condition");
	for (size_t i = 0; i < words.count; i++)
		if (!parse_condition(words.items[i], rule, err))
			return false;
	return true;
}

bool
exclude_same_value(const char *a, const char *b)
{
	uint64_t first, second;

	if (text_to_count(a, &first) && text_to_count(b, &second))
		return first == second;
	return text_equal(a, b);
}

/* How `value` stands to the condition's: BELOW, SAME or ABOVE; of texts only whether they are the same. */
static int
compare(const char *value, const char *with, bool *numbers)
{
	uint64_t first, second;

	*numbers = text_to_count(value, &first) && text_to_count(with, &second);
	if (!*numbers || first == second)
		return exclude_same_value(value, with) ? SAME : ABOVE;
	return first < second ? BELOW : ABOVE;
}

static bool
condition_holds(const struct condition *condition, const char *value)
{
	const struct relation *relation = relation_at(condition->relation);
	bool numbers;
	int standing = compare(value, condition->value, &numbers);

	return (standing & relation->holds_for) != 0 && (numbers || !relation->numbers);
}

bool
exclude_rule_holds(const struct exclude_rule *rule,
	const char *(*value)(const char *axis, const void *context), const void *context)
{
	for (size_t i = 0; i < rule->count; i++) {
		const char *chosen = value(rule->conditions[i].axis, context);
		if (!chosen || !condition_holds(&rule->conditions[i], chosen))
			return false;
	}
	return true;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "plan/repeat.h"
#include "base/memory.h"
#include "base/text.h"

#include <stdlib.h>
#include <string.h>

/* "ci<1%" or "ci(wall_ns)<1%", without blanks. */
static bool
parse_criterion(const char *text, struct repetitions *repetitions)
{
	const char *metric = REPEAT_METRIC, *end = metric + strlen(metric), *rest = text + 2;

	if (!text_starts_with(text, "ci"))
		return false;
	if (*rest == '(') {
		metric = rest + 1;
		end = metric + strcspn(metric, ")");
		rest = end + (*end == ')');
	}
	if (end == metric || (size_t)(end - metric) >= sizeof repetitions->metric || *rest != '<')
		return false;
	memcpy(repetitions->metric, metric, (size_t)(end - metric));
	return text_to_number(rest + 1, &repetitions->width) && repetitions->width > 0 && repetitions->width < 1;
}

/* "N", or "N..M" where a criterion says when to stop between the two. */
static bool
parse_numbers(const char *text, bool adapts, struct repetitions *repetitions)
{
	CLEANUP_FREE char *least = memory_copy_text(text);
	char *most = strstr(least, "..");

	if (adapts != (most != NULL))
		return false;
	if (most) {
		*most = '\0';
		most += 2;
	}
	return text_to_count(least, &repetitions->least) && repetitions->least >= 1 &&
		   text_to_count(most ? most : least, &repetitions->most) && repetitions->most <= REPEAT_MOST &&
		   (!adapts || repetitions->most > repetitions->least);
}

/* "AXIS > NUMBER" */
static bool
parse_condition(char *const *words, size_t count, struct repeat_rule *rule)
{
	if (count != 3 || strlen(words[1]) != 1 || !strchr("<>", words[1][0]) ||
		!text_to_count(words[2], &rule->bound))
		return false;
	rule->relation = words[1][0];
	rule->axis = memory_copy_text(words[0]);
	return true;
}

/* Where the word is, or where it would be added. */
static size_t
find_word(const struct list *words, const char *word)
{
	size_t at = list_find(words, word);

	return at == SIZE_MAX ? words->count : at;
}

static void
join(const struct list *words, size_t from, size_t to, struct text *joined)
{
	for (size_t i = from; i < to; i++)
		text_append(joined, words->items[i]);
}

/* "NUMBERS [until CRITERION] [if CONDITION]" */
static bool
parse_rule(const char *item, struct repeat_rule *rule)
{
	CLEANUP_LIST struct list words = {0};
	CLEANUP_TEXT struct text numbers = {0}, criterion = {0};
	size_t condition, until;
	bool adapts;

	*rule = (struct repeat_rule){0};
	list_split(&words, item, ' ');
	condition = find_word(&words, "if");
	until = find_word(&words, "until");
	until = until < condition ? until : condition;
	adapts = until < condition;
	join(&words, 0, until, &numbers);
	join(&words, until + adapts, condition, &criterion);
	return parse_numbers(text_string(&numbers), adapts, &rule->repetitions) &&
		   (!adapts || parse_criterion(text_string(&criterion), &rule->repetitions)) &&
		   (condition == words.count ||
			   parse_condition(words.items + condition + 1, words.count - condition - 1, rule));
}

void
repeat_dispose(struct repeat_rules *rules)
{
	for (size_t i = 0; i < rules->count; i++)
		free(rules->items[i].axis);
	*rules = (struct repeat_rules){0};
}

bool
repeat_parse(const char *value, struct repeat_rules *rules, struct error *err)
{
	CLEANUP_LIST struct list items = {0};

	repeat_dispose(rules);
	list_split(&items, value, ',');
	if (items.count == 0 || items.count > REPEAT_RULES_MOST)
		return error_raise(err, ERROR_BAD_VALUE, "repeat", "'%s' has %zu rules; 1 to %d are possible", value,
			items.count, REPEAT_RULES_MOST);
	for (size_t i = 0; i < items.count; i++) {
		if (!parse_rule(items.items[i], &rules->items[i])) {
			repeat_dispose(rules);
			return error_raise(err, ERROR_BAD_VALUE, "repeat",
				"'%s' is neither a number from 1 to %d, nor like '1 if files > 10000', nor like '5..30 until "
				"ci<1%%' or '5..30 until ci(wall_ns)<2%%'",
				items.items[i], REPEAT_MOST);
		}
		rules->count++;
	}
	return true;
}

static bool
rule_holds(const struct repeat_rule *rule, const char *value)
{
	uint64_t number;

	if (!rule->axis)
		return true;
	if (!value || !text_to_count(value, &number))
		return false;
	return rule->relation == '<' ? number < rule->bound : number > rule->bound;
}

struct repetitions
repeat_of(const struct repeat_rules *rules, const char *(*value)(const char *axis, const void *context),
	const void *context)
{
	struct repetitions repetitions = {.least = 1, .most = 1};

	for (size_t i = 0; i < rules->count; i++) {
		const struct repeat_rule *rule = &rules->items[i];
		if (rule_holds(rule, rule->axis ? value(rule->axis, context) : NULL))
			repetitions = rule->repetitions;
	}
	return repetitions;
}

/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * From the text of an .ini to an experiment: inih splits lines, experiment_set() takes each key.
 */
#include "plan/experiment_file.h"
#include "platform/file.h"
#include "base/visible.h"
#include "base/memory.h"
#include "base/text_set.h"

#include <ini.h>
#include <stdlib.h>
#include <string.h>

enum { LINE_LENGTH_MOST = 198 }; /* inih cuts a longer line and reads its rest as another one */

struct reader {
	struct experiment *experiment;
	const char *const *overrides;
	bool *override_used;
	struct text_set seen; /* "section/key", to refuse a second one */
	struct error *err;
};

/* The value that --set gives for this key, or the file's own. */
static const char *
overridden(struct reader *reader, const char *section, const char *name, const char *value)
{
	size_t length = strlen(name);

	if (!experiment_set_means(section, name))
		return value;
	for (size_t i = 0; reader->overrides && reader->overrides[i]; i++) {
		const char *override = reader->overrides[i];
		if (strncmp(override, name, length) == 0 && override[length] == '=') {
			reader->override_used[i] = true;
			value = override + length + 1;
		}
	}
	return value;
}

static int
take_key(void *context, const char *written, const char *name, const char *value)
{
	struct reader *reader = context;
	const char *section = experiment_section_of(written, name);
	CLEANUP_FREE char *key = text_format("%s/%s", section, name);

	if (reader->err->id != ERROR_NONE)
		return 1; /* inih remembers the first bad line; the rest is not looked at */
	if (!text_set_add(&reader->seen, key) && !text_equal(section, "exclude"))
		return error_raise(reader->err, ERROR_EXPERIMENT_SYNTAX, name,
			"'%s' stands twice in [%s] (a line that begins with a blank goes on with the one before)", name,
			section);
	return experiment_set(
		reader->experiment, section, name, overridden(reader, section, name, value), reader->err);
}

/* Keys of --set that the file does not have: the section is the one that knows the name. */
static bool
apply_new_overrides(struct reader *reader)
{
	for (size_t i = 0; reader->overrides && reader->overrides[i]; i++) {
		CLEANUP_FREE char *name = memory_copy_text(reader->overrides[i]);
		char *equals = strchr(name, '=');
		if (!equals)
			return error_raise(reader->err, ERROR_USAGE, name, "--set takes key=values");
		*equals = '\0';
		if (reader->override_used[i])
			continue;
		if (!experiment_set_new(reader->experiment, name, equals + 1, reader->err))
			return error_while(reader->err, "applying --set %s", reader->overrides[i]);
	}
	return true;
}

/* Sections and keys are found one by one, so that many take long. */
static bool
check_line_count(const char *text, const char *path, struct error *err)
{
	size_t lines = 0;

	for (const char *at = text; (at = strchr(at, '\n')); at++)
		lines++;
	return lines <= EXPERIMENT_LINES_MOST ||
		   error_raise(err, ERROR_EXPERIMENT_SYNTAX, path, "it has %zu lines; %d are possible", lines,
			   EXPERIMENT_LINES_MOST);
}

static bool
check_line_lengths(const char *text, const char *path, struct error *err)
{
	for (size_t line = 1; *text; line++) {
		size_t length = strcspn(text, "\n");
		if (length > LINE_LENGTH_MOST) {
			CLEANUP_FREE char *where = text_format("%s:%zu", path, line);
			return error_raise(err, ERROR_EXPERIMENT_SYNTAX, where,
				"the line has %zu characters; %d are possible", length, LINE_LENGTH_MOST);
		}
		text += length + (text[length] == '\n');
	}
	return true;
}

/* Names and values are shown on terminals, which obey some characters. */
static bool
check_visible(const char *line, size_t length, const char *where, struct error *err)
{
	CLEANUP_TEXT struct text same = {0}, shown = {0};

	text_append_utf8(&same, line, length);
	text_append_visible(&shown, line, length);
	return same.length == shown.length || error_raise(err, ERROR_EXPERIMENT_SYNTAX, where,
											  "a control character stands in '%s'", text_string(&shown));
}

static bool
check_all_visible(const char *text, const char *path, const char *const *overrides, struct error *err)
{
	for (size_t i = 0; overrides && overrides[i]; i++)
		if (!check_visible(overrides[i], strlen(overrides[i]), "--set", err))
			return false;
	for (size_t line = 1; *text; line++) {
		CLEANUP_FREE char *where = text_format("%s:%zu", path, line);
		size_t length = strcspn(text, "\n"), shown = length - (length > 0 && text[length - 1] == '\r');
		if (!check_visible(text, shown, where, err))
			return false;
		text += length + (text[length] == '\n');
	}
	return true;
}

/* Puts path:line before a message that came out of a key. */
static bool
say_line(const char *path, int line, struct error *err)
{
	CLEANUP_FREE char *key = memory_copy_text(err->where);

	(void)snprintf(err->where, sizeof err->where, "%s:%d: %s", path, line, key);
	return false;
}

/* The line of a key in a [project] section of that name, or of the section; 1 when --set brought it all. */
static int
line_of_key(const char *text, const char *project, const char *key)
{
	CLEANUP_FREE char *section = text_format(*project ? "[project %s]" : "[project%s]", project);
	int line = 1, found = 1;
	bool inside = false;

	for (; *text; line++) {
		size_t length = strcspn(text, "\n"), blanks = strspn(text, " \t");
		if (text[blanks] == '[')
			inside = strncmp(text + blanks, section, strlen(section)) == 0;
		if (inside && (text[blanks] == '[' || (strncmp(text + blanks, key, strlen(key)) == 0 &&
												  strchr(" \t=", text[blanks + strlen(key)]))))
			found = line;
		text += length + (text[length] == '\n');
	}
	return found;
}

/* The line of the index-th rule of [exclude]; 1 when --set brought it. */
static int
line_of_rule(const char *text, size_t index)
{
	bool inside = false;

	for (int line = 1; *text; line++) {
		const char *start = text + strspn(text, " \t");
		if (*start == '[')
			inside = text_starts_with(start, "[exclude]");
		else if (inside && text_starts_with(start, "rule") && index-- == 0)
			return line;
		text += strcspn(text, "\n");
		text += *text == '\n';
	}
	return 1;
}

/* The values that a condition on this axis can be about; they are the project's own or shared by all. */
static void
collect_values(const struct experiment *experiment, const char *name, struct list *values)
{
	for (size_t i = 0; i <= experiment->project_count; i++) {
		const struct project_spec *spec = &experiment->projects[i];
		const struct axes *axes = i < experiment->project_count ? &spec->axes : &experiment->axes;
		if (i < experiment->project_count && text_equal(name, "project"))
			list_add(values, project_spec_title(spec));
		for (size_t axis = 0; axis < axes->count; axis++)
			for (size_t value = 0;
				 text_equal(axes->items[axis].name, name) && value < axes->items[axis].values.count; value++)
				list_add(values, axes->items[axis].values.items[value]);
	}
}

static bool
has_value(const struct list *values, const char *value)
{
	for (size_t i = 0; i < values->count; i++)
		if (exclude_same_value(values->items[i], value))
			return true;
	return false;
}

/* An axis that --set gave other values may lack one that the file had. */
static bool
is_overridden(const char *const *overrides, const char *axis)
{
	size_t length = strlen(axis);

	for (; overrides && *overrides; overrides++)
		if (strncmp(*overrides, axis, length) == 0 && (*overrides)[length] == '=')
			return true;
	return false;
}

static bool
check_condition(const struct experiment *experiment, const struct condition *condition,
	const char *const *overrides, struct error *err)
{
	CLEANUP_LIST struct list values = {0};
	CLEANUP_TEXT struct text known = {0};

	collect_values(experiment, condition->axis, &values);
	if (values.count == 0)
		return error_raise(err, ERROR_BAD_VALUE, "rule",
			"'%s' is no axis: this experiment gives it no values", condition->axis);
	if (strpbrk(condition->relation, "<>") || has_value(&values, condition->value) ||
		is_overridden(overrides, condition->axis))
		return true;
	for (size_t i = 0; i < values.count; i++)
		text_append_format(&known, "%s%s", i > 0 ? ", " : "", values.items[i]);
	return error_raise(err, ERROR_BAD_VALUE, "rule", "%s has no value '%s'; there are %s", condition->axis,
		condition->value, text_string(&known));
}

static bool
check_rule(const struct experiment *experiment, const struct exclude_rule *rule, const char *const *overrides,
	struct error *err)
{
	for (size_t i = 0; i < rule->count; i++)
		if (!check_condition(experiment, &rule->conditions[i], overrides, err))
			return false;
	return true;
}

static bool
check_excludes(const struct experiment *experiment, const char *text, const char *path,
	const char *const *overrides, struct error *err)
{
	for (size_t i = 0; i < experiment->exclude_count; i++)
		if (!check_rule(experiment, &experiment->excludes[i], overrides, err))
			return say_line(path, line_of_rule(text, i), err);
	return true;
}

/* A matrix that nobody can ever measure is a slip of the pen. `cells` are those of the projects before. */
static bool
check_count(
	const struct experiment *experiment, const struct project_spec *spec, size_t *cells, struct error *err)
{
	size_t own = axes_combinations(&spec->axes), shared = axes_combinations(&experiment->axes), product;

	if (!__builtin_mul_overflow(own, shared, &product) && !__builtin_add_overflow(*cells, product, cells) &&
		*cells <= EXPERIMENT_CELLS_MOST)
		return true;
	return error_raise(err, ERROR_BAD_VALUE, "[project]",
		"the axes, of all projects up to this one, multiply to more than %d cells", EXPERIMENT_CELLS_MOST);
}

/* Holds what the sections say against each other. */
static bool
check_projects(struct experiment *experiment, const char *text, const char *path, struct error *err)
{
	size_t cells = 0;

	if (experiment->project_count == 0)
		return error_raise(err, ERROR_EXPERIMENT_SYNTAX, path, "[project] names no generator");
	for (size_t i = 0; i < experiment->project_count; i++) {
		struct project_spec *spec = &experiment->projects[i];
		if (!project_spec_complete(spec, err) || !check_count(experiment, spec, &cells, err) ||
			!project_spec_check(spec, err))
			return say_line(path, line_of_key(text, spec->name, err->where), err);
	}
	return true;
}

/* The workload `command` wants the key of that name; the key alone is of no account, as `at` without an edit.
 */
static bool
check_command(const struct experiment *experiment, const char *path, struct error *err)
{
	const struct axis *workload = axes_find(&experiment->axes, AXIS_WORKLOAD, NULL);

	if (!list_contains(&workload->values, "command") || axes_find(&experiment->axes, AXIS_COMMAND, NULL))
		return true;
	return error_raise(err, ERROR_EXPERIMENT_SYNTAX, path,
		"[workload] name = command wants a line 'command = PROGRAM ARGUMENTS'");
}

static bool
check_complete(struct experiment *experiment, const char *text, const char *path,
	const char *const *overrides, struct error *err)
{
	if (!check_projects(experiment, text, path, err))
		return false;
	if (!axes_find(&experiment->axes, AXIS_WORKLOAD, NULL))
		return error_raise(err, ERROR_EXPERIMENT_SYNTAX, path, "[workload] has no name");
	if (!check_command(experiment, path, err))
		return false;
	return check_excludes(experiment, text, path, overrides, err);
}

/* The [project NAME] sections in the order of the file; inih tells of those only that have keys. */
static void
add_projects(struct experiment *experiment, const char *text)
{
	for (; *text; text += strcspn(text, "\n"), text += *text == '\n') {
		const char *start = text + strspn(text, " \t");
		size_t length = strcspn(start, "]\n");
		if (*start != '[' || start[length] != ']')
			continue;
		CLEANUP_FREE char *section = text_format("%.*s", (int)length - 1, start + 1);
		(void)experiment_project(experiment, section);
	}
}

static bool
read_lines(const char *text, const char *path, struct reader *reader)
{
	int bad_line;

	add_projects(reader->experiment, text);
	bad_line = ini_parse_string(text, take_key, reader);
	if (bad_line == 0 && reader->err->id == ERROR_NONE)
		return apply_new_overrides(reader);
	if (reader->err->id == ERROR_NONE)
		(void)error_raise(
			reader->err, ERROR_EXPERIMENT_SYNTAX, "line", "it is neither [section] nor key = value");
	return say_line(path, bad_line, reader->err);
}

static char *
experiment_name(const char *path)
{
	char *name = memory_copy_text(path_name(path));

	if (text_ends_with(name, ".ini"))
		name[strlen(name) - 4] = '\0';
	return name;
}

bool
experiment_parse(const char *text, const char *path, const char *const *overrides,
	struct experiment *experiment, struct error *err)
{
	size_t override_count = 0;

	while (overrides && overrides[override_count])
		override_count++;
	CLEANUP_FREE bool *used = memory_zeroed(override_count, sizeof *used);
	struct reader reader = {
		.experiment = experiment, .overrides = overrides, .override_used = used, .err = err};

	*experiment = (struct experiment){.name = experiment_name(path), .seed = 1};
	bool parsed = check_line_count(text, path, err) && check_line_lengths(text, path, err) &&
				  check_all_visible(text, path, overrides, err) && read_lines(text, path, &reader) &&
				  check_complete(experiment, text, path, overrides, err);
	text_set_dispose(&reader.seen);
	if (!parsed)
		experiment_dispose(experiment);
	return parsed;
}

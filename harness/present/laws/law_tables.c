/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "present/laws/law_tables.h"
#include "base/memory.h"
#include "present/format.h"
#include "analyse/laws/fitting/law_fit.h"

#include <math.h>
#include <string.h>

void
study_laws(const struct study *study, enum run_column metric, struct series_laws *found)
{
	series_laws_find(&study->growth, &study->runs, metric, found);
	series_laws_draw(found, LAWS_DRAWN_MOST);
}

const struct series_laws *
study_peak_laws(const struct study *study)
{
	if (!study->peak_laws->items)
		study_laws(study, COLUMN_tree_peak_bytes, study->peak_laws);
	return study->peak_laws;
}

static const struct series *
series_of(const struct study *study, const struct series_law *law)
{
	return &study->growth.series[law->series];
}

/* "94 MB to 38 MB between 100 and 125" */
static void
format_gap(const struct law_gap *gap, const char *unit, struct text *text)
{
	char before[FORMAT_BYTES], after[FORMAT_BYTES], from[FORMAT_BYTES], to[FORMAT_BYTES];

	text_append_format(text, "%s to %s between %s and %s", format_quantity(before, unit, gap->before),
		format_quantity(after, unit, gap->after), format_size(from, gap->from), format_size(to, gap->to));
}

static void
append_law(const struct law_choice *choice, const char *unit, const char *axis, struct text *text)
{
	if (choice->gap.found)
		format_gap(&choice->gap, unit, text);
	else
		format_law(law_chosen(choice), unit, axis, text);
}

/* "from 400 on: 20 MB + 60 kB*files; up to 300: constant, 25 MB" */
static void
append_laws(const struct law_choice *choice, const char *unit, const char *axis, struct text *text)
{
	char size[FORMAT_BYTES];

	if (choice->lower)
		text_append_format(text, "from %s on: ", format_size(size, choice->smallest));
	append_law(choice, unit, axis, text);
	if (!choice->lower)
		return;
	text_append_format(
		text, "; up to %s: %s, ", format_size(size, choice->lower->largest), law_choice_name(choice->lower));
	append_law(choice->lower, unit, axis, text);
}

/* The law in words and numbers; "-" and the reason where there is none. */
static bool
add_law(const struct study *study, const struct series_law *law, enum run_column metric, struct grid *grid)
{
	CLEANUP_TEXT struct text text = {0};

	if (!law->known) {
		grid_add_toned(grid, TONE_FAINT, "-");
		grid_add_toned(grid, TONE_FAINT, "%s", law->why);
		grid_end_row(grid);
		return false;
	}
	append_laws(&law->choice, run_columns[metric].unit,
		growth_axis_name(&study->growth, series_of(study, law)), &text);
	grid_add(grid, "%s", law_choice_name(&law->choice));
	grid_add(grid, "%s", text_string(&text));
	return true;
}

bool
has_exponent(const struct law_choice *choice)
{
	const struct fit *power = &choice->fits[LAW_POWER];

	return power->law && choice->law != LAW_CONSTANT && power->parameters[2] < POWER_MOST;
}

static bool
is_at_bound(double exponent)
{
	return exponent >= POWER_MOST * (1 - 1e-6) || exponent <= POWER_LEAST * (1 + 1e-6);
}

bool
exponent_at_bound(const struct law_choice *choice)
{
	const struct fit *power = &choice->fits[LAW_POWER];

	if (!power->law || choice->law == LAW_CONSTANT)
		return false;
	return is_at_bound(power->parameters[2]) ||
		   (choice->draws && (is_at_bound(choice->exponent.low) || is_at_bound(choice->exponent.high)));
}

enum { EXPONENT_BYTES = 16 };

/* Where the search for an exponent ends is not where the exponent does. */
static const char *
format_bounded(char *out, double exponent)
{
	if (!is_at_bound(exponent))
		(void)snprintf(out, EXPONENT_BYTES, "%.2f", exponent);
	else
		(void)snprintf(
			out, EXPONENT_BYTES, exponent > 1 ? ">%g" : "<%g", exponent > 1 ? POWER_MOST : POWER_LEAST);
	return out;
}

char *
format_exponent(char *out, const struct law_choice *choice)
{
	const struct fit *power = &choice->fits[LAW_POWER];
	char value[EXPONENT_BYTES], low[EXPONENT_BYTES], high[EXPONENT_BYTES];

	if (!power->law || choice->law == LAW_CONSTANT)
		(void)snprintf(out, FORMAT_BYTES, "-");
	else if (!has_exponent(choice) || !choice->draws)
		(void)snprintf(out, FORMAT_BYTES, "%s", format_bounded(value, power->parameters[2]));
	else
		(void)snprintf(out, FORMAT_BYTES, "%s [%s, %s]", format_bounded(value, power->parameters[2]),
			format_bounded(low, choice->exponent.low), format_bounded(high, choice->exponent.high));
	return out;
}

static void
add_exponent(const struct law_choice *choice, struct grid *grid)
{
	char text[FORMAT_BYTES];

	grid_add_toned(grid, has_exponent(choice) ? TONE_PLAIN : TONE_FAINT, "%s", format_exponent(text, choice));
}

static void
add_runner_up(const struct law_choice *choice, struct grid *grid)
{
	double apart;

	if (choice->runner_up == LAW_COUNT) {
		grid_add_toned(grid, TONE_FAINT, "-");
		return;
	}
	apart = choice->delta[choice->runner_up] - choice->delta[choice->law];
	grid_add_toned(grid, apart <= LAW_DELTA_SAME ? TONE_FAIR : TONE_PLAIN, "%s %+.1f",
		laws[choice->runner_up].name, apart);
}

/* "up to 800 within the first heap (80.5 MB), which tells only "not more than"" */
static void
append_within(const struct law_choice *choice, const char *unit, struct text *text)
{
	char size[FORMAT_BYTES], floor[FORMAT_BYTES];

	if (choice->floor > 0)
		text_append_format(text, "up to %s within the first heap (%s)%s", format_size(size, choice->within),
			format_quantity(floor, unit, choice->floor),
			choice->below > 0 ? ", which tells only \"not more than\"" : "");
}

/* "or power: 2 runs at 4,000", and that sizes are too few where they are. */
static void
append_rival(const struct law_choice *choice, const struct law_plan *plan, struct text *text)
{
	char size[FORMAT_BYTES];

	if (text->length > 0)
		text_append(text, "; ");
	if (plan->few_sizes)
		text_append_format(text, "%zu sizes tell no curved law; ", choice->sizes);
	text_append_format(text, "or %s: ", laws[plan->rival].name);
	if (plan->runs > 0)
		text_append_format(text, "%zu run%s at %s would decide", plan->runs, plan->runs == 1 ? "" : "s",
			format_size(size, plan->size));
	else
		text_append(text, "too much noise to decide");
}

static void
add_undecided(const struct law_choice *choice, const char *unit, struct grid *grid)
{
	CLEANUP_TEXT struct text text = {0};
	struct law_plan plan;

	law_plan_find(choice, &plan);
	append_within(choice, unit, &text);
	if (plan.needed)
		append_rival(choice, &plan, &text);
	grid_add_toned(
		grid, text.length > 0 ? TONE_FAIR : TONE_FAINT, "%s", text.length > 0 ? text_string(&text) : "-");
}

static void
add_share(struct grid *grid, double share)
{
	grid_add(grid, "%.*f%%", share < 0.0995 ? 2 : 1, 100 * share);
}

void
table_of_choices(
	const struct study *study, const struct series_laws *found, enum run_column metric, struct grid *grid)
{
	static const struct grid_column columns[] = {{"series", true}, {"law", true}, {"fitted", true},
		{"exponent", false}, {"R2", false}, {"noise", false}, {"misfit", false}, {"sizes", false},
		{"runner-up", true}, {"undecided", true}};

	*grid = GRID_OF(columns);
	for (size_t i = 0; i < found->count; i++) {
		const struct law_choice *choice = &found->items[i].choice;
		if (!found->items[i].known)
			continue;
		grid_add(grid, "%s", series_of(study, &found->items[i])->label);
		(void)add_law(study, &found->items[i], metric, grid);
		add_exponent(choice, grid);
		grid_add(grid, "%.4f", law_chosen(choice)->r2);
		add_share(grid, choice->noise);
		add_share(grid, choice->misfit);
		grid_add(grid, "%zu", choice->sizes);
		add_runner_up(choice, grid);
		add_undecided(choice, run_columns[metric].unit, grid);
	}
}

void
table_of_plans(const struct study *study, const struct series_laws *found, struct grid *grid)
{
	static const struct grid_column columns[] = {
		{"series", true}, {"law", true}, {"or", true}, {"at", false}, {"runs", false}};

	*grid = GRID_OF(columns);
	for (size_t i = 0; i < found->count; i++) {
		const struct series *series = series_of(study, &found->items[i]);
		char size[FORMAT_BYTES];
		struct law_plan plan;
		if (!found->items[i].known)
			continue;
		law_plan_find(&found->items[i].choice, &plan);
		if (!plan.needed || plan.runs == 0)
			continue;
		grid_add(grid, "%s", series->label);
		grid_add(grid, "%s", law_choice_name(&found->items[i].choice));
		grid_add(grid, "%s", laws[plan.rival].name);
		grid_add(grid, "%s=%s", growth_axis_name(&study->growth, series), format_size(size, plan.size));
		grid_add(grid, "%zu", plan.runs);
	}
}

void
table_of_strayed(
	const struct study *study, const struct series_laws *found, enum run_column metric, struct grid *grid)
{
	static const struct grid_column columns[] = {
		{"series", true}, {"size", false}, {"the run", false}, {"the others", false}, {"times", false}};
	const char *unit = run_columns[metric].unit;
	char text[FORMAT_BYTES];

	*grid = GRID_OF(columns);
	for (size_t i = 0; i < found->count; i++)
		for (size_t w = 0; found->items[i].known && w < found->items[i].choice.wild_count; w++) {
			const struct wild_run *wild = &found->items[i].choice.wild[w];
			grid_add(grid, "%s", series_of(study, &found->items[i])->label);
			grid_add(grid, "%s", format_size(text, wild->x));
			grid_add(grid, "%s", format_quantity(text, unit, wild->y));
			grid_add(grid, "%s", format_quantity(text, unit, wild->others));
			grid_add(grid, "x%.2f", wild->y / wild->others);
		}
}

void
table_of_lacking(const struct study *study, const struct series_laws *found, struct grid *grid)
{
	static const struct grid_column columns[] = {{"series", true}, {"what it lacks", true}};

	*grid = GRID_OF(columns);
	for (size_t i = 0; i < found->count; i++) {
		if (found->items[i].known)
			continue;
		grid_add(grid, "%s", series_of(study, &found->items[i])->label);
		grid_add_toned(grid, TONE_FAINT, "%s", found->items[i].why);
	}
}

void
add_law_ratio(const struct law_estimate *ratio, struct grid *grid)
{
	grid_add(grid, "x%.2f [%.2f, %.2f]", ratio->value, ratio->interval.low, ratio->interval.high);
}

void
add_law_verdict(const struct law_change *change, struct grid *grid)
{
	static const enum tone tones[LAW_VERDICT_COUNT] = {[LAW_SAME] = TONE_FAINT,
		[LAW_FASTER] = TONE_BAD,
		[LAW_SLOWER] = TONE_GOOD,
		[LAW_HIGHER] = TONE_BAD,
		[LAW_LOWER] = TONE_GOOD,
		[LAW_UNCLEAR] = TONE_FAINT};
	static const char *const says[LAW_VERDICT_COUNT] = {[LAW_SAME] = "same",
		[LAW_FASTER] = "grows FASTER",
		[LAW_SLOWER] = "grows slower",
		[LAW_HIGHER] = "HIGHER, grows alike",
		[LAW_LOWER] = "lower, grows alike",
		[LAW_UNCLEAR] = "unclear"};

	grid_add_toned(grid, tones[change->verdict], "%s%s", says[change->verdict],
		change->other_law ? ", another law" : "");
}

static void
add_change(const struct history_step *step, struct grid *grid)
{
	if (!step->compared) {
		grid_end_row(grid);
		return;
	}
	add_law_ratio(&step->change.smallest, grid);
	add_law_ratio(&step->change.largest, grid);
	add_law_verdict(&step->change, grid);
}

void
table_of_history(
	const struct study *study, const struct history *history, enum run_column metric, struct grid *grid)
{
	static const struct grid_column columns[] = {{"go", true}, {"law", true}, {"fitted", true},
		{"exponent", false}, {"at the smallest size", false}, {"at the largest", false},
		{"since the one before", true}};

	*grid = GRID_OF(columns);
	for (size_t i = 0; i < history->count; i++) {
		const struct history_step *step = &history->steps[i];
		grid_add(grid, "%s", step->go_version);
		if (!add_law(study, step->law, metric, grid))
			continue;
		add_exponent(&step->law->choice, grid);
		add_change(step, grid);
	}
}

void
history_title(const struct study *study, const struct history *history, struct text *title)
{
	const struct series *series = series_of(study, history->steps[0].law);
	CLEANUP_LIST struct list words = {0};
	const char *blank = "";

	list_split(&words, series->label, ' ');
	for (size_t i = 0; i < words.count; i++)
		if (!text_starts_with(words.items[i], "go1.") && !text_starts_with(words.items[i], "go_id=")) {
			text_append_format(title, "%s%s", blank, words.items[i]);
			blank = " ";
		}
}

/* 20 places either side of the law, which is the bar; `most` is the outermost. */
static void
add_mark(struct grid *grid, double residual, double most)
{
	enum { SIDE = 20 };
	char line[2 * SIDE + 2];
	int place = most > 0 ? (int)lround(residual / most * SIDE) : 0;

	memset(line, ' ', sizeof line);
	line[SIDE] = '|';
	line[SIDE + place] = 'o';
	line[(place > 0 ? SIDE + place : SIDE) + 1] = '\0';
	grid_add(grid, "%s", line);
}

double
residual_share(const struct law_choice *choice, double size, double value)
{
	double expected = law_choice_value(choice, size);

	return fabs(expected) > 0 ? value / expected - 1 : 0;
}

void
table_of_residuals(
	const struct study *study, const struct series_law *law, enum run_column metric, struct grid *grid)
{
	static const struct grid_column columns[] = {{"size", false}, {"median", false}, {"law", false},
		{"off by", false}, {"less than the law | more", true}};
	const struct series *series = series_of(study, law);
	double most = 0, value;

	*grid = GRID_OF(columns);
	for (size_t i = 0; law->known && i < series->point_count; i++)
		if (point_value(&series->points[i], metric, &value))
			most = fmax(most, fabs(residual_share(&law->choice, series->points[i].size, value)));
	for (size_t i = 0; law->known && i < series->point_count; i++) {
		char text[FORMAT_BYTES];
		double size = series->points[i].size;
		if (!point_value(&series->points[i], metric, &value))
			continue;
		grid_add(grid, "%s", format_size(text, size));
		grid_add(grid, "%s", format_quantity(text, run_columns[metric].unit, value));
		grid_add(grid, "%s",
			format_quantity(text, run_columns[metric].unit, law_choice_value(&law->choice, size)));
		grid_add(grid, "%+.2f%%", 100 * residual_share(&law->choice, size, value));
		add_mark(grid, residual_share(&law->choice, size, value), most);
	}
}

bool
question_concerns(const struct question *question, const char *axis)
{
	return question->axis[0] == '\0' || text_equal(question->axis, axis);
}

static void
add_prediction(const struct study *study, const struct series_law *law, enum run_column metric, double size,
	struct grid *grid)
{
	const struct law_choice *choice = &law->choice;
	const char *unit = run_columns[metric].unit;
	struct prediction prediction;
	char text[FORMAT_BYTES];

	series_predict(series_of(study, law), &study->runs, metric, choice, size, &prediction);
	if (prediction.refused) {
		for (int i = 0; i < 3; i++)
			grid_add_toned(grid, TONE_FAINT, "-");
		grid_add_toned(grid, TONE_FAIR, "no answer: %s; %s", prediction.why, prediction.instead);
		return;
	}
	grid_add(grid, "%s", format_quantity(text, unit, prediction.value));
	grid_add(grid, "%s", format_quantity(text, unit, prediction.interval.low));
	grid_add(grid, "%s", format_quantity(text, unit, prediction.interval.high));
	grid_add(grid, "%s%s, %s", prediction.by ? "by " : "",
		prediction.by ? prediction.by : laws[law_choice_at(choice, size)->law].name,
		prediction.beyond ? "extrapolated" : "within what was measured");
}

void
table_of_predictions(const struct study *study, const struct series_laws *found, enum run_column metric,
	const struct question *questions, size_t count, struct grid *grid)
{
	static const struct grid_column columns[] = {
		{"series", true}, {"at", false}, {"predicted", false}, {"from", false}, {"to", false}, {"by", true}};

	*grid = GRID_OF(columns);
	for (size_t q = 0; q < count; q++)
		for (size_t i = 0; i < found->count; i++) {
			const struct series *series = series_of(study, &found->items[i]);
			const char *axis = growth_axis_name(&study->growth, series);
			char text[FORMAT_BYTES];
			if (!question_concerns(&questions[q], axis))
				continue;
			grid_add(grid, "%s", series->label);
			grid_add(grid, "%s=%s", axis, format_size(text, questions[q].size));
			if (found->items[i].known) {
				add_prediction(study, &found->items[i], metric, questions[q].size, grid);
				continue;
			}
			for (int cell = 0; cell < 3; cell++)
				grid_add_toned(grid, TONE_FAINT, "-");
			grid_add_toned(grid, TONE_FAIR, "no answer: %s", found->items[i].why);
		}
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "present/laws/held_tables.h"
#include "present/format.h"
#include "present/laws/law_json.h"

#include <math.h>

void
append_held_sentence(const struct held_back *held, size_t sizes, struct text *text)
{
	struct held_score score = held_back_score(held);

	if (sizes == 1)
		text_append(text, "Without the largest size of each series");
	else
		text_append_format(text, "Without the %zu largest sizes of each series", sizes);
	text_append_format(text, " %zu of %zu questions are answered", score.answered, score.asked);
	if (score.answered > 0)
		text_append_format(text,
			": %.1f%% off what was measured in the median, %zu off by more than %.0f%%, %zu within their intervals",
			100 * score.miss, score.off, 100 * HELD_OFF, score.covered);
	text_append(text, ".\n");
}

static void
add_answer(const struct held_size *held, const char *unit, struct grid *grid)
{
	const struct prediction *prediction = &held->prediction;
	double miss = held_size_miss(held);
	char text[FORMAT_BYTES];

	grid_add(grid, "%s", format_quantity(text, unit, prediction->value));
	grid_add(grid, "%s", format_quantity(text, unit, prediction->interval.low));
	grid_add(grid, "%s", format_quantity(text, unit, prediction->interval.high));
	grid_add_toned(grid, fabs(miss) > HELD_OFF ? TONE_BAD : TONE_GOOD, "%+.1f%%", 100 * miss);
	grid_add(grid, "%s%s%s", held_size_is_covered(held) ? "" : "outside the interval",
		prediction->by ? (held_size_is_covered(held) ? "by " : "; by ") : "",
		prediction->by ? prediction->by : "");
}

static void
add_refusal(const struct prediction *prediction, struct grid *grid)
{
	for (int cell = 0; cell < 4; cell++)
		grid_add_toned(grid, TONE_FAINT, "-");
	grid_add_toned(grid, TONE_FAIR, "no answer: %s", prediction->why);
}

void
table_of_held(
	const struct study *study, const struct held_back *held, enum run_column metric, struct grid *grid)
{
	static const struct grid_column columns[] = {{"series", true}, {"at", false}, {"measured", false},
		{"predicted", false}, {"from", false}, {"to", false}, {"off by", false}, {"", true}};
	const char *unit = run_columns[metric].unit;
	char text[FORMAT_BYTES];

	*grid = GRID_OF(columns);
	for (size_t i = 0; i < held->count; i++) {
		const struct series *series = &study->growth.series[held->items[i].series];
		grid_add(grid, "%s", series->label);
		grid_add(
			grid, "%s=%s", growth_axis_name(&study->growth, series), format_size(text, held->items[i].size));
		grid_add(grid, "%s", format_quantity(text, unit, held->items[i].measured));
		if (held->items[i].prediction.refused)
			add_refusal(&held->items[i].prediction, grid);
		else
			add_answer(&held->items[i], unit, grid);
	}
}

static json_t *
json_of_size(const struct held_size *held)
{
	const struct prediction *prediction = &held->prediction;

	if (prediction->refused)
		return json_pack("{s:f, s:f, s:n, s:s}", "size", held->size, "measured", held->measured, "predicted",
			"why", prediction->why);
	return json_pack("{s:f, s:f, s:{s:f, s:f, s:f}, s:n}", "size", held->size, "measured", held->measured,
		"predicted", "value", prediction->value, "low", prediction->interval.low, "high",
		prediction->interval.high, "why");
}

json_t *
json_of_held(const struct held_back *held, size_t series)
{
	json_t *array;

	if (held->count == 0)
		return json_null();
	array = json_array();
	for (size_t i = 0; i < held->count; i++)
		if (held->items[i].series == series)
			(void)json_array_append_new(array, json_of_size(&held->items[i]));
	return array;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "analyse/projects/survey.h"
#include "base/json_text.h"
#include "base/memory.h"
#include "base/text.h"
#include "platform/file.h"

#include <stdlib.h>
#include <string.h>

static double
number_at(const json_t *object, const char *key)
{
	return json_number_value(json_object_get(object, key));
}

static void
take(const json_t *array, struct package_costs *costs)
{
	const json_t *object;
	size_t index;

	free(costs->items);
	*costs = (struct package_costs){0};
	json_array_foreach(array, index, object)
	{
		costs->items = memory_grow(costs->items, costs->count, &costs->capacity, sizeof *costs->items);
		costs->items[costs->count++] = (struct package_cost){.lines = number_at(object, "lines"),
			.source_bytes = number_at(object, "bytes"),
			.reaches = number_at(object, "transitive_imports"),
			.peak_bytes = number_at(object, "peak_bytes"),
			.program_bytes = number_at(object, "output_bytes")};
	}
}

void
survey_take_costs(struct survey *survey)
{
	survey->measured = json_is_array(json_object_get(survey->report, "compiles"));
	survey->generated = json_is_false(json_object_get(survey->report, "real_code"));
	take(json_object_get(survey->report, "compiles"), &survey->compiles);
	take(json_object_get(survey->report, "links"), &survey->links);
}

bool
survey_parse(const char *text, const char *name, struct survey *survey, struct error *err)
{
	json_error_t problem;

	*survey = (struct survey){.name = memory_copy_text(name), .report = json_loads(text, 0, &problem)};
	json_make_visible(survey->report);
	if (json_is_array(json_object_get(survey->report, "measures"))) {
		survey_take_costs(survey);
		return true;
	}
	(void)error_raise(err, ERROR_NOT_A_SURVEY, name, "it is not what 'gorge survey --json' prints%s%s",
		survey->report ? "" : ": ", survey->report ? "" : problem.text);
	survey_dispose(survey);
	return false;
}

bool
survey_read(const char *path, struct survey *survey, struct error *err)
{
	CLEANUP_TEXT struct text text = {0};
	CLEANUP_FREE char *name = NULL;
	const char *last = path_name(path);

	*survey = (struct survey){0};
	if (!file_read(path, &text, err))
		return false;
	name = text_format(
		"%.*s", (int)(strlen(last) - (text_ends_with(last, ".json") ? strlen(".json") : 0)), last);
	return survey_parse(text_string(&text), name, survey, err) || error_while(err, "reading %s", path);
}

void
survey_dispose(struct survey *survey)
{
	free(survey->name);
	json_decref(survey->report);
	free(survey->compiles.items);
	free(survey->links.items);
	*survey = (struct survey){0};
}

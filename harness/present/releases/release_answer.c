/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "present/releases/release_answer.h"
#include "present/format.h"
#include "present/releases/release_tables.h"

/* The reasons of a "worse" are told one behind the other. */
struct telling {
	const struct releases *releases;
	size_t step;
	size_t reasons; /* told so far */
	struct text *text;
};

static void
next_reason(struct telling *telling)
{
	text_append(telling->text, telling->reasons++ == 0 ? ": " : "; ");
}

/* The cell that is worse by most beyond the threshold; how many there are. */
static size_t
find_worst(const struct compared *compared, double threshold, size_t *worst)
{
	size_t count = 0;

	for (size_t i = 0; i < compared->count; i++) {
		const struct change *change = &compared->changes[i];
		if (!change_is_worse(change, threshold))
			continue;
		if (count++ == 0 || change->ratio.value > compared->changes[*worst].ratio.value)
			*worst = i;
	}
	return count;
}

/* "largest compile of 2 cells, most calls functions=100 +41% (72 MB to 101 MB)". */
static void
tell_cells(struct telling *telling, const struct compared *compared)
{
	const struct metric *metric = &compared->metric;
	char value[FORMAT_BYTES], old[FORMAT_BYTES], new[FORMAT_BYTES];
	size_t worst = 0, count = find_worst(compared, telling->releases->threshold, &worst);
	const struct change *change;

	if (count == 0)
		return;
	change = &compared->changes[worst];
	next_reason(telling);
	text_append_format(telling->text, "%s of %zu cell%s%s%s", metric->says, count, count == 1 ? "" : "s",
		count == 1 ? ", " : ", most ", telling->releases->sides.cells[compared->cells[worst]].label);
	if (change->has_ratio)
		text_append_format(telling->text, " %s (%s to %s)", format_change(value, change->ratio.value),
			format_quantity(old, metric->unit, change->old_median),
			format_quantity(new, metric->unit, change->new_median));
	else
		text_append(telling->text, ", beyond what could be measured");
}

static void
tell_mean(struct telling *telling, const struct compared *compared)
{
	char value[FORMAT_BYTES], interval[FORMAT_BYTES];

	if (!compared_mean_is_worse(compared, telling->releases->threshold))
		return;
	next_reason(telling);
	text_append_format(telling->text, "%s in the geometric mean of %zu cells %s (%s)", compared->metric.says,
		compared->mean_cells, format_change(value, compared->mean.value),
		format_interval(interval, &compared->mean));
}

static void
tell_packages(struct telling *telling)
{
	const struct package_changes *packages = &telling->releases->packages[telling->step];
	char value[FORMAT_BYTES], interval[FORMAT_BYTES];
	size_t told = 0;

	for (size_t i = 0; releases_judge_packages(telling->releases) && i < PACKAGE_CLASSES; i++) {
		const struct package_class *class = &packages->classes[i];
		if (!package_class_is_worse(class, telling->releases->threshold))
			continue;
		if (told == 0)
			next_reason(telling);
		text_append_format(telling->text, "%s %s %s (%s)", told++ == 0 ? "packages of real code" : ",",
			class->name, format_change(value, class->ratio.value), format_interval(interval, &class->ratio));
	}
}

static void
tell_fates(struct telling *telling)
{
	const struct sides *sides = &telling->releases->sides;
	const char *first = NULL;
	size_t broken = 0;

	for (size_t i = 0; i < sides->cell_count; i++)
		if (cell_fate(sides, &sides->cells[i], telling->step, telling->step + 1) == FATE_BROKEN) {
			first = first ? first : sides->cells[i].label;
			broken++;
		}
	if (broken > 0) {
		next_reason(telling);
		text_append_format(telling->text, "%zu cell%s no more, %s%s", broken,
			broken == 1 ? " builds" : "s build", broken == 1 ? "" : "the first ", first);
	}
	if (!sides_end_worse(sides, telling->step, telling->step + 1))
		return;
	next_reason(telling);
	text_append(telling->text, "runs surely end ok less often");
}

static void
tell_why_worse(struct telling *telling)
{
	const struct releases *releases = telling->releases;

	for (size_t metric = 0; metric < releases->judged; metric++) {
		tell_cells(telling, releases_step(releases, telling->step, metric));
		tell_mean(telling, releases_step(releases, telling->step, metric));
	}
	tell_packages(telling);
	tell_fates(telling);
}

void
release_answer(const struct releases *releases, struct text *text)
{
	const struct side *sides = releases->sides.items;
	struct telling telling = {releases, releases_steps(releases) - 1, 0, text};
	const char *new = sides[telling.step + 1].name, *old = sides[telling.step].name;

	if (!releases_worse(releases) && !releases_told(releases)) {
		text_append_format(text,
			"Whether %s is worse than %s cannot be told: no cell has five repetitions a side (--repeat 5, or "
			"12 to find 2%%)\n",
			new, old);
		return;
	}
	text_append_format(text, "%s is %s than %s by more than %g%%", new,
		releases_worse(releases) ? "worse" : "not worse", old, releases->threshold * 100);
	if (releases_worse(releases))
		tell_why_worse(&telling);
	text_append(text, "\n");
}

/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Since which release a pattern grows faster: series that differ in nothing but the Go release, in the order
 * of the releases, each with its law and what changed since the one before.
 */
#ifndef GORGE_ANALYSE_SERIES_LAW_HISTORY_H
#define GORGE_ANALYSE_SERIES_LAW_HISTORY_H

#include "analyse/series/family.h"
#include "analyse/series/series_runs.h"
#include "analyse/laws/law_paired.h"

/* One series of a growth with its law; the index is into growth->series. */
struct series_law {
	size_t series;
	struct series_runs runs; /* what it is chosen by; owned */
	const char *what;        /* names them in messages; borrowed */
	uint64_t seed;
	bool known; /* else `why` says what the law lacks */
	char why[256];
	struct law_choice choice; /* brief, until series_law_draw() */
	struct law_curve curve;   /* its medians; owned */
};

/* The laws of every series, in the order of growth->series. */
struct series_laws {
	struct series_law *items;
	size_t count;
};

/* Never fails: what cannot be told of a series is said in its `why`. Draws nothing. */
void series_laws_find(
	const struct growth *growth, const struct table *runs, enum run_column metric, struct series_laws *found);
void series_laws_dispose(struct series_laws *found);
/* Chooses the law of its runs, briefly. Sets `known` or `why`. */
void series_law_choose(struct series_law *law);
/* Draws a law that is known, unless that was done: for intervals of its numbers, and for what is predicted by
 * it. A thousand times dearer than to choose. */
void series_law_draw(struct series_law *law);
/* The same of the first `most` laws of all that have numbers. */
void series_laws_draw(struct series_laws *found, size_t most);
/* What the law owns. */
void series_law_dispose(struct series_law *law);
#define CLEANUP_LAWS __attribute__((cleanup(series_laws_dispose)))

/* One release of a history. */
struct history_step {
	struct series_law *law; /* NULL = forgotten, to be recalled */
	const char *go_version;
	bool known;               /* its law is */
	bool compared;            /* with the nearest earlier step whose law is known */
	size_t earlier;           /* index of that step, where compared */
	struct law_change change; /* since that one */
	bool paired;              /* compared size by size, by `pair`; else by the laws alone */
	bool laws_may_differ;     /* law_may_differ() since that one */
	bool other_choice;        /* another law was chosen than for that one */
	struct law_pair pair;
};

/* Series that only their release tells apart; two of them at least, and one with a law. */
struct history {
	struct history_step *steps; /* oldest first; versions that are no release's name come last */
	size_t count, capacity;
};

/* Who does not keep the laws of histories, for their memory. */
struct law_keeper {
	void *context;
	/* Sets the laws of all steps of that history, by its index. */
	void (*recall)(void *context, size_t history);
	/* It needs them no more. */
	void (*forget)(void *context, size_t history);
};

struct histories {
	struct history *items;
	size_t count, capacity;
};

/* `found` must outlive them. */
void histories_find(const struct growth *growth, const struct table *runs, const struct families *families,
	const struct series_laws *found, struct histories *histories);
void histories_dispose(struct histories *histories);
/* Holds each step whose law is known against the one before it, in the order in which they stand: size by
 * size where they share LAW_PAIRED_LEAST sizes. Its laws are needed no more afterwards, but for
 * histories_judge(). */
void history_compare(struct history *history);
/* Judges what was compared: size by size, where the spread of each pair is shrunk towards that of all pairs
 * of the same two releases; by the laws else, and where only they call a change. Draws what has to be.
 * keeper: NULL = the laws of all steps are there. */
void histories_judge(struct history *const *histories, size_t count, const struct law_keeper *keeper);
#define CLEANUP_HISTORIES __attribute__((cleanup(histories_dispose)))

#endif

/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The texts of an SVG that gnuplot wrote: where they stand, how large, and which of them are the numbers of an
 * axis. Included behind cmocka.h.
 */
#ifndef GORGE_TESTS_SVG_TEXTS_H
#define GORGE_TESTS_SVG_TEXTS_H

#include "base/memory.h"
#include "base/text.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Lengths are of the picture's own units, from its upper left corner. */
struct svg_text {
	char *text;               /* as it stands in the file */
	double x, y, size, angle; /* size: of the font; angle: in degrees, clockwise */
	double before;            /* the share of the text that stands before x: 0, 0.5, 1 */
	char axis;                /* of whose numbers it is one: 'x', 'y', or 0 */
	double line;              /* where that axis is, y of an 'x' and x of a 'y' */
};

struct svg_texts {
	double width, height;
	struct svg_text *items;
	size_t count, capacity;
};

static inline void
svg_texts_dispose(struct svg_texts *texts)
{
	for (size_t i = 0; i < texts->count; i++)
		free(texts->items[i].text);
	free(texts->items);
	*texts = (struct svg_texts){0};
}

static inline double
svg_number(const char *line, const char *behind)
{
	const char *found = strstr(line, behind);

	return found ? strtod(found + strlen(behind), NULL) : 0;
}

/* A short line that the number's own group follows on the same line of the file is a tic. */
static inline void
svg_find_tic(const char *line, struct svg_text *text)
{
	const char *path = strstr(line, "d='M"), *group = strstr(line, "<g transform");
	double from[2], to[2];
	char end = 0;

	if (!path || !group || path > group ||
		sscanf(path, "d='M%lf,%lf L%lf,%lf '/>%c", &from[0], &from[1], &to[0], &to[1], &end) != 5)
		return;
	text->axis = fabs(from[0] - to[0]) < fabs(from[1] - to[1]) ? 'x' : 'y';
	text->line = text->axis == 'x' ? from[1] : from[0];
}

static inline void
svg_add_text(struct svg_texts *texts, const char *group, const char *content)
{
	struct svg_text text = {.size = svg_number(group, "font-size=\""),
		.x = svg_number(group, "translate("),
		.angle = svg_number(group, "rotate("),
		.before = strstr(group, "anchor=\"end")      ? 1
				  : strstr(group, "anchor=\"middle") ? 0.5
													 : 0};
	const char *at = strstr(group, "translate(");

	text.y = at ? strtod(strchr(at, ',') + 1, NULL) : 0;
	text.text = text_format("%.*s", (int)strcspn(content, "<"), content);
	svg_find_tic(group, &text);
	texts->items = memory_grow(texts->items, texts->count, &texts->capacity, sizeof *texts->items);
	texts->items[texts->count++] = text;
}

/* Takes the text apart, which changes it. */
static inline void
svg_texts_read(char *svg, struct svg_texts *texts)
{

	const char *group = ""; /* what says where the text is stands on a line before it */
	char *rest = NULL;

	*texts = (struct svg_texts){0};
	(void)sscanf(strstr(svg, "viewBox"), "viewBox=\"0 0 %lf %lf", &texts->width, &texts->height);
	for (char *line = strtok_r(svg, "\n", &rest); line; line = strtok_r(NULL, "\n", &rest)) {
		const char *content = strstr(line, "<text");
		if (content)
			svg_add_text(texts, group, strchr(content, '>') + 1);
		else if (strstr(line, "<g transform"))
			group = line;
	}
}

/* Letters, of which an entity is one. */
static inline size_t
svg_letters(const char *text)
{
	size_t count = 0;

	for (; *text; text++) {
		count += ((unsigned char)*text & 0xc0) != 0x80;
		if (*text == '&')
			text += strcspn(text, ";");
	}
	return count;
}

/* True when it is within the picture, if its letters are 0.6 of their size wide. */
static inline bool
svg_text_is_inside(const struct svg_texts *texts, const struct svg_text *text)
{
	double length = 0.6 * text->size * (double)svg_letters(text->text), turn = text->angle * M_PI / 180;

	for (int end = 0; end < 2; end++) {
		double along = length * (end - text->before);
		double x = text->x + along * cos(turn), y = text->y + along * sin(turn);
		if (x < 0 || x > texts->width || y - text->size * 0.2 < 0 || y > texts->height)
			return false;
	}
	return true;
}

#endif

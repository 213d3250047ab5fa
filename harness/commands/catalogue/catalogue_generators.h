/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What the generators' own rows say of them, as `list`, `describe` and docs/generators.md show it.
 */
#ifndef GORGE_COMMANDS_CATALOGUE_CATALOGUE_GENERATORS_H
#define GORGE_COMMANDS_CATALOGUE_CATALOGUE_GENERATORS_H

#include "base/error.h"

#include <jansson.h>
#include <stdio.h>

/* An array of {"name", "summary", "size", "oldest_go", "law", "issues"}. */
json_t *catalogue_list_generators(struct error *err);
/* All about the generator of that name; false when there is none. */
bool catalogue_describe_generator(const char *name, FILE *out);
/* A section of Markdown for each generator. */
void catalogue_generators_markdown(FILE *out);

#endif

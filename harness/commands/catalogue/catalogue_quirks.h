/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The quirks of Go releases for `gorge toolchain quirks`.
 */
#ifndef GORGE_COMMANDS_CATALOGUE_CATALOGUE_QUIRKS_H
#define GORGE_COMMANDS_CATALOGUE_CATALOGUE_QUIRKS_H

#include "base/error.h"

#include <jansson.h>

/* Appends objects with name, from, to (null: and still), what and source: those that hold for `request` (a
 * release, installed or not, "host" or "path:DIR"), or all of them when it is NULL. */
bool catalogue_quirks(const char *request, json_t *array, struct error *err);
/* As lines for a reader. */
void catalogue_print_quirks(const json_t *array);
/* As a table for docs/toolchains.md. */
void catalogue_print_quirks_markdown(const json_t *array);

#endif

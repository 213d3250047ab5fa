/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * `gorge list places` and `gorge describe get:MODULE@VERSION`: what may stand in a generator's place.
 */
#ifndef GORGE_COMMANDS_CATALOGUE_CATALOGUE_PLACES_H
#define GORGE_COMMANDS_CATALOGUE_CATALOGUE_PLACES_H

#include <jansson.h>
#include <stdbool.h>
#include <stdio.h>

#include "base/error.h"

json_t *catalogue_list_places(struct error *err);
/* By the name as it is listed, or by its word: "get". */
bool catalogue_describe_place(const char *name, FILE *out);

#endif

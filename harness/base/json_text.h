/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Texts from anywhere as JSON, which has UTF-8 alone: jansson makes nothing at all of any other.
 */
#ifndef GORGE_BASE_JSON_TEXT_H
#define GORGE_BASE_JSON_TEXT_H

#include <jansson.h>

/* A new JSON text, in which every byte that is no UTF-8 stands as \xHH (visible.h). NULL gives NULL. */
json_t *json_text(const char *string);
/* Has every text in a value that was read stand as text_append_visible() writes it. NULL is fine. */
void json_make_visible(json_t *value);

#endif

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "commands/catalogue/catalogue.h"
#include "base/json_text.h"

json_t *
catalogue_add(json_t *array, const char *name, const char *summary)
{
	json_t *object = json_object();

	(void)json_object_set_new(object, "name", json_text(name));
	(void)json_object_set_new(object, "summary", json_text(summary));
	(void)json_array_append_new(array, object);
	return object;
}

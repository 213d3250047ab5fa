/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * CSV as text (RFC 4180), field by field.
 */
#ifndef GORGE_RECORD_CSV_H
#define GORGE_RECORD_CSV_H

#include "base/text.h"

/* Appends one field (libcsv's quoting) and a comma behind it, or when it is the row's `last`, a line end. */
void csv_append_field(struct text *line, const char *field, bool last);

#endif

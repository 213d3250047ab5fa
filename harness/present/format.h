/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Numbers of an analysis as people read them: with units, signs and thousands, or "-" for what is missing.
 */
#ifndef GORGE_PRESENT_FORMAT_H
#define GORGE_PRESENT_FORMAT_H

#include "analyse/laws/law.h"
#include "analyse/laws/fitting/law_fit.h"
#include "base/text.h"

enum { FORMAT_BYTES = 64 }; /* room that each function below needs at most */

/* A quantity in the unit of its column: "bytes" as "3,812 MB", "ns" as "12.3 s", else "12,345 files". */
char *format_quantity(char *out, const char *unit, double value);
/* A small amount per something: "32.8 kB", "1.2 ms". */
char *format_rate(char *out, const char *unit, double value);
/* Three digits where that needs a fraction: "7.24", "24.9", "6630". */
char *format_digits(char *out, double value);
/* How far a ratio is from 1, in whole percent: "-21%", "+0%". */
char *format_distance(char *out, double ratio);
/* A fraction as "1,384%". */
char *format_percent(char *out, double fraction);
/* "100,000", or "0.25" for what is not whole. */
char *format_size(char *out, double size);
/* Appends a fitted law with its numbers: "504 MB + 32.8 kB x files^0.99", or "25.1 MB + 3.20 kB x
 * 2^(depth/1.31)" for one that doubles every 1.31. axis: what x counts. */
void format_law(const struct fit *fit, const char *unit, const char *axis, struct text *text);

#endif

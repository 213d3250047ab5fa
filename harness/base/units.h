/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Numbers as people read them. Files keep unrounded bytes and nanoseconds; only what is shown is rounded.
 */
#ifndef GORGE_BASE_UNITS_H
#define GORGE_BASE_UNITS_H

#include <stddef.h>
#include <stdint.h>

enum { UNITS_TEXT_BYTES = 32 }; /* room that every function below needs at most */

/* "3,812 MB": megabytes of 1,000,000 bytes, the unit of the tables that gorge compares with;
 * below 10 MB one decimal. */
char *units_format_mb(char *out, uint64_t bytes);
/* "850 B", "12.5 kB", "3.8 GB": whichever unit keeps one to three digits before the point. */
char *units_format_bytes(char *out, uint64_t bytes);
/* "850 ms", "12.3 s", "4m05s", "1h02m". */
char *units_format_duration(char *out, uint64_t duration_ns);
/* "100,000". */
char *units_format_count(char *out, uint64_t count);

#endif

/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Time: a clock that only goes forward, the date, and short waits.
 */
#ifndef GORGE_PLATFORM_CLOCK_H
#define GORGE_PLATFORM_CLOCK_H

#include <stdint.h>

/* Nanoseconds on CLOCK_MONOTONIC: only differences mean anything. */
uint64_t clock_now_ns(void);

/* Nanoseconds since 1970, by the clock that files are stamped by (platform/tree.h). */
int64_t clock_date_ns(void);

/* How long the host has been suspended since it was started: clock_now_ns() stands still meanwhile. */
uint64_t clock_suspended_ns(void);

/* The date and time now, UTC: CLOCK_STAMP as in rows ("2026-11-30T11:02:59Z"), CLOCK_NAME as part of a file's
 * name ("20261130T110259Z"). Returns `out`. */
enum clock_format { CLOCK_STAMP, CLOCK_NAME };
enum { CLOCK_TEXT_BYTES = 32 };
char *clock_utc(enum clock_format format, char out[CLOCK_TEXT_BYTES]);

/* Sleeps so long; a signal may end it early. */
void clock_pause_ms(unsigned milliseconds);

#endif

/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Every meter against known amounts of memory.
 */
#ifndef GORGE_MEASURE_SELF_TEST_METERS_H
#define GORGE_MEASURE_SELF_TEST_METERS_H

#include "measure/self_test.h"

/* Tries each in turn. False only when gorge is interrupted or the site is unusable; broken and missing things
 * are results. */
bool self_test_meters(const struct self_test_site *site, struct self_test_report *report, struct error *err);

#endif

/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What gorge itself takes while it samples.
 */
#ifndef GORGE_MEASURE_SELF_TEST_COST_H
#define GORGE_MEASURE_SELF_TEST_COST_H

#include "measure/self_test.h"

/* What sampling costs gorge itself with each meter that works: takes some seconds each. For whoever asks,
 * since a busy host makes any such figure wrong. */
bool self_test_cost(const struct self_test_site *site, struct self_test_report *report, struct error *err);

#endif

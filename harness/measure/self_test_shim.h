/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The shim against known amounts of memory, and against the kernel's taskstats.
 */
#ifndef GORGE_MEASURE_SELF_TEST_SHIM_H
#define GORGE_MEASURE_SELF_TEST_SHIM_H

#include "measure/self_test.h"

/* False as self_test_meters(). */
bool self_test_shim(const struct self_test_site *site, struct self_test_report *report, struct error *err);

#endif

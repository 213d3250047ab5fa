/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The toolchain that an experiment names.
 */
#ifndef GORGE_TOOLCHAIN_FETCH_FIND_H
#define GORGE_TOOLCHAIN_FETCH_FIND_H

#include "toolchain/toolchain.h"

/* Finds what is asked for. A release that is not there yet is fetched into gorge's own folder when `fetch`
 * is set, else it is an error; progress goes to stderr unless `quiet`. */
bool toolchain_find(
	const char *request, bool fetch, bool quiet, struct toolchain *toolchain, struct error *err);

#endif

/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * "golang.org/x/tools@v0.24.0": a module and a version, as get: takes them. Pure text.
 */
#ifndef GORGE_PLAN_MODULE_REQUEST_H
#define GORGE_PLAN_MODULE_REQUEST_H

#include "base/error.h"

/* Whether the text has that form. A query such as "latest" has it too: what it stands for today only the
 * proxy knows, which is asked when the experiment is opened. Raises BAD_VALUE. */
bool module_request_check(const char *text, struct error *err);

#endif

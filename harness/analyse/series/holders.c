/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "analyse/series/holders.h"

/* Takes `wanted` out of what is left, or all of that when it is less. */
static double
take(double *left, double wanted)
{
	double taken = wanted < *left ? wanted : *left;

	*left -= taken;
	return taken;
}

bool
holders_at(const struct point *point, struct holders *holders)
{
	double left, file, kernel = 0, command, compile = 0, share;

	if (!point_value(point, COLUMN_tree_peak_bytes, &left) ||
		!point_value(point, COLUMN_tree_file_bytes, &file) ||
		!point_value(point, COLUMN_go_command_bytes, &command))
		return false;
	(void)point_value(point, COLUMN_tree_kernel_bytes, &kernel);
	(void)point_value(point, COLUMN_largest_compile_bytes, &compile);
	holders->cache_and_kernel = take(&left, file + kernel);
	share = command + compile > left ? left / (command + compile) : 1;
	holders->go_command = take(&left, share * command);
	holders->largest_compile = take(&left, share * compile);
	holders->other_processes = left;
	return true;
}

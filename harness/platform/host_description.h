/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * By what a host is known, and what of it bears on figures: as text for whoever reads them on another one.
 */
#ifndef GORGE_PLATFORM_HOST_DESCRIPTION_H
#define GORGE_PLATFORM_HOST_DESCRIPTION_H

#include <stdint.h>

/* "" and 0 are what this host does not tell; only swap can be 0 by itself. */
struct host_description {
	char name[256];                    /* in its network */
	char kernel[128];                  /* its release: "6.1.0-18-amd64" */
	char machine[128];                 /* the instruction set: "x86_64" */
	char processor[256];               /* the model: "Intel(R) Xeon(R) ..." */
	unsigned processors;               /* that are on, whether gorge may use them or not */
	uint64_t memory_bytes, swap_bytes; /* physical memory that the kernel has; all of its swap */
	char transparent_huge_pages[128];  /* the modes, the one in force in brackets: "always [madvise] never" */
	char khugepaged_max_ptes_none[128]; /* pages that may be missing where a huge one is made */
};

void host_describe(struct host_description *host);

/* The type of the file system that holds a folder ("ext4"), or "" where it is not to be found. */
enum { HOST_FILE_SYSTEM_BYTES = 64 };
void host_file_system(const char *folder, char type[HOST_FILE_SYSTEM_BYTES]);

#endif

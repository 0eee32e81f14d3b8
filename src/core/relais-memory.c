/* relais-memory.c
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "relais-memory.h"

#ifdef __GLIBC__
#include <malloc.h>
#endif

/* The GNU C library gives every thread an arena of its own, up to eight for each processor, and what one of them has freed no other
 * uses. Our threads wait for mail and for the disk much more than they allocate: two arenas are enough, and one large mailbox does not
 * leave holes in twenty. */
#define ARENAS 2

/**
 * relais_memory_init:
 *
 * Before there is a second thread. relais_core_init() does it.
 */
void
relais_memory_init (void)
{
#ifdef __GLIBC__
  mallopt (M_ARENA_MAX, ARENAS);
#endif
}

/**
 * relais_memory_give_back:
 *
 * Gives to the system what was freed and lies in the midst of what is still used: without it, what reading a mailbox of 100,000 takes
 * for a second is kept until the end. On a worker, after work that took megabytes: it takes about a millisecond.
 */
void
relais_memory_give_back (void)
{
#ifdef __GLIBC__
  malloc_trim (0);
#endif
}

/* test-memory.c
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <stdio.h>
#include <unistd.h>

#include "relais-memory.h"
#include "relais-test.h"

#ifdef __GLIBC__
#include <malloc.h>
#endif

/* Sanitizers bring an allocator of their own. */
#if defined (__GLIBC__) && !defined (__SANITIZE_ADDRESS__)
#define OURS 1
#else
#define OURS 0
#endif

#if OURS

#define N_THREADS 16
#define N_BLOCKS 100000
#define BLOCK 512
/* One of so many stays. */
#define KEPT 1000

/* Bytes that are really there. */
static gsize
get_resident (void)
{
  g_autofree char *content = NULL;
  g_auto(GStrv) fields = NULL;

  g_assert_true (g_file_get_contents ("/proc/self/statm", &content, NULL, NULL));
  fields = g_strsplit (content, " ", 3);

  return (gsize) g_ascii_strtoull (fields[1], NULL, 10) * (gsize) sysconf (_SC_PAGESIZE);
}

static void
test_give_back (void)
{
  g_autofree gpointer *blocks = g_new0 (gpointer, N_BLOCKS);
  gsize freed, given;

  for (guint i = 0; i < N_BLOCKS; i++)
    {
      blocks[i] = g_malloc (BLOCK);
      memset (blocks[i], 1, BLOCK);
    }
  for (guint i = 0; i < N_BLOCKS; i++)
    if (i % KEPT != KEPT - 1)
      g_clear_pointer (&blocks[i], g_free);
  freed = get_resident ();

  relais_memory_give_back ();
  given = get_resident ();
  g_assert_cmpuint (freed, >, N_BLOCKS * BLOCK * 3 / 4);
  g_assert_cmpuint (freed - given, >, N_BLOCKS * BLOCK / 2);

  for (guint i = 0; i < N_BLOCKS; i++)
    g_free (blocks[i]);
}

/* All threads live at once: the arena of one that ended is taken over. */
typedef struct
{
  GMutex mutex;
  GCond  cond;
  guint  n_running;
} Gate;

static gpointer
allocate_thread (gpointer data)
{
  Gate *gate = data;
  gpointer block = g_malloc (BLOCK);

  g_mutex_lock (&gate->mutex);
  gate->n_running++;
  g_cond_broadcast (&gate->cond);
  while (gate->n_running < N_THREADS)
    g_cond_wait (&gate->cond, &gate->mutex);
  g_mutex_unlock (&gate->mutex);

  return block;
}

static void
test_arenas (void)
{
  GThread *threads[N_THREADS];
  g_autofree char *text = NULL;
  g_auto(GStrv) heaps = NULL;
  size_t length = 0;
  Gate gate = { 0 };
  FILE *stream;

  for (guint i = 0; i < N_THREADS; i++)
    threads[i] = g_thread_new ("allocate", allocate_thread, &gate);
  for (guint i = 0; i < N_THREADS; i++)
    g_free (g_thread_join (threads[i]));

  stream = open_memstream (&text, &length);
  g_assert_cmpint (malloc_info (0, stream), ==, 0);
  g_assert_cmpint (fclose (stream), ==, 0);
  heaps = g_strsplit (text, "<heap nr=", -1);
  g_assert_cmpuint (g_strv_length (heaps) - 1, >=, 1);
  g_assert_cmpuint (g_strv_length (heaps) - 1, <=, 2);
}

#else

static void
test_give_back (void)
{
  relais_memory_give_back ();
  g_test_skip ("not the GNU C library's allocator");
}

#endif

int
main (int   argc,
      char *argv[])
{
  relais_test_init (&argc, &argv);
  g_test_add_func ("/core/memory/give-back", test_give_back);
#if OURS
  g_test_add_func ("/core/memory/arenas", test_arenas);
#endif

  return g_test_run ();
}

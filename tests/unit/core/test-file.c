/* test-file.c
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gstdio.h>
#include <signal.h>
#include <sys/resource.h>
#include <unistd.h>

#include "relais-file.h"
#include "relais-test.h"

#define ROOM (64 * 1024)

typedef struct
{
  char  *folder;   /* (owned) */
  GFile *file;     /* (owned) */
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  g_autofree char *path = NULL;

  fixture->folder = relais_test_make_folder ();
  path = g_build_filename (fixture->folder, "letter.txt", NULL);
  fixture->file = g_file_new_for_path (path);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  g_object_unref (fixture->file);
  relais_test_remove (fixture->folder);
  g_free (fixture->folder);
}

static void
written_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  GAsyncResult **written = user_data;

  *written = g_object_ref (result);
}

static gboolean
has_result (gpointer data)
{
  return *(GAsyncResult **) data != NULL;
}

static gboolean
write_text (Fixture     *fixture,
            const char  *text,
            gboolean     may_replace,
            GError     **error)
{
  g_autoptr(GBytes) bytes = g_bytes_new (text, strlen (text));
  g_autoptr(GAsyncResult) result = NULL;

  relais_file_write_async (fixture->file, bytes, may_replace, written_cb, &result);
  relais_test_wait_for (has_result, &result);

  return relais_file_write_finish (fixture->file, result, error);
}

static void
assert_holds (Fixture    *fixture,
              const char *text)
{
  g_autofree char *contents = NULL;
  g_autoptr(GDir) folder = g_dir_open (fixture->folder, 0, NULL);
  guint count = 0;

  while (g_dir_read_name (folder) != NULL)
    count++;
  g_assert_cmpuint (count, ==, text != NULL ? 1 : 0);
  if (text != NULL)
    g_assert_true (g_file_load_contents (fixture->file, NULL, &contents, NULL, NULL, NULL));
  g_assert_cmpstr (contents, ==, text);
}

static void
test_written (Fixture       *fixture,
              gconstpointer  data)
{
  g_autoptr(GError) error = NULL;

  g_assert_true (write_text (fixture, "first", FALSE, &error));
  assert_holds (fixture, "first");
  g_assert_true (write_text (fixture, "second", TRUE, &error));
  assert_holds (fixture, "second");
  g_assert_no_error (error);
  g_assert_false (write_text (fixture, "third", FALSE, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_EXISTS);
  assert_holds (fixture, "second");
}

/* As on a disk that becomes full. */
static void
test_no_room (Fixture       *fixture,
              gconstpointer  data)
{
  g_autofree char *large = g_strnfill (2 * ROOM, 'x');
  const struct rlimit room = { ROOM, RLIM_INFINITY };
  struct rlimit before;
  g_autoptr(GError) error = NULL;

  g_assert_cmpint (getrlimit (RLIMIT_FSIZE, &before), ==, 0);
  signal (SIGXFSZ, SIG_IGN);
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &room), ==, 0);
  g_assert_false (write_text (fixture, large, TRUE, &error));
  g_assert_nonnull (error);
  g_clear_error (&error);
  assert_holds (fixture, NULL);

  g_assert_true (write_text (fixture, "mine", TRUE, &error));
  g_assert_false (write_text (fixture, large, TRUE, &error));
  g_assert_nonnull (error);
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &before), ==, 0);
  assert_holds (fixture, "mine");
}

static void
test_no_folder (Fixture       *fixture,
                gconstpointer  data)
{
  g_autoptr(GFile) nowhere = g_file_get_child (fixture->file, "inside");
  g_autoptr(GError) error = NULL;

  g_set_object (&fixture->file, nowhere);
  g_assert_false (write_text (fixture, "text", TRUE, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
}

/* What a link leads to is somebody else's. */
static void
test_removed (Fixture       *fixture,
              gconstpointer  data)
{
  g_autofree char *tree = g_build_filename (fixture->folder, "tree", NULL);
  g_autofree char *deep = g_build_filename (tree, "a", "b", NULL);
  g_autofree char *inside = g_build_filename (deep, "file", NULL);
  g_autofree char *link = g_build_filename (tree, "link", NULL);
  g_autoptr(GError) error = NULL;

  g_assert_true (write_text (fixture, "mine", FALSE, &error));
  g_assert_no_errno (g_mkdir_with_parents (deep, 0700));
  g_assert_true (g_file_set_contents (inside, "text", -1, NULL));
  g_assert_no_errno (symlink (fixture->folder, link));

  g_assert_true (relais_file_remove_tree (tree, &error));
  assert_holds (fixture, "mine");
  g_assert_true (relais_file_remove_tree (tree, &error));
  g_assert_no_error (error);

  /* A folder of the kernel's, which does not go. */
  g_assert_false (relais_file_remove_tree ("/proc/self/fdinfo", &error));
  g_assert_nonnull (error);
}

int
main (int    argc,
      char **argv)
{
  relais_test_init (&argc, &argv);

  g_test_add ("/core/file/written", Fixture, NULL, set_up, test_written, tear_down);
  g_test_add ("/core/file/no-room", Fixture, NULL, set_up, test_no_room, tear_down);
  g_test_add ("/core/file/no-folder", Fixture, NULL, set_up, test_no_folder, tear_down);

  g_test_add ("/core/file/removed", Fixture, NULL, set_up, test_removed, tear_down);

  return g_test_run ();
}

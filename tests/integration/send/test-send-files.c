/* test-send-files.c
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "relais-clock.h"
#include "send-world.h"

/* What leaves is what lay there when the mail was queued; a local account shows what left. */

#define WAIT_MS 30000
#define HOUR (60 * 60 * 1000)
#define CONTENT "The first version of the file, as it was when the mail was queued."

typedef struct
{
  char              *folder;    /* (owned) */
  char              *spool;     /* (owned) */
  char              *file;      /* (owned) what is attached */
  SendWorld         *world;
  RelaisMailAccount *account;
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  fixture->folder = relais_test_make_folder ();
  fixture->spool = g_build_filename (fixture->folder, "data", "spool", NULL);
  fixture->file = g_build_filename (fixture->folder, "report.txt", NULL);
  g_assert_true (g_file_set_contents (fixture->file, CONTENT, -1, NULL));
  fixture->world = send_world_open_local (fixture->folder, &fixture->account);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  send_world_close (fixture->world);
  relais_test_remove (fixture->folder);
  g_free (fixture->folder);
  g_free (fixture->spool);
  g_free (fixture->file);
}

/* Puts what lies in the spool, files only, into @paths. */
static void
collect (const char *folder,
         GPtrArray  *paths)
{
  g_autoptr(GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      if (g_file_test (path, G_FILE_TEST_IS_DIR))
        collect (path, paths);
      else
        g_ptr_array_add (paths, g_steal_pointer (&path));
    }
}

static GPtrArray *
spooled (Fixture *fixture)
{
  GPtrArray *paths = g_ptr_array_new_with_free_func (g_free);

  collect (fixture->spool, paths);

  return paths;
}

static gboolean
is_empty (gpointer user_data)
{
  Fixture *fixture = user_data;
  g_autoptr(GDir) dir = g_dir_open (fixture->spool, 0, NULL);

  return dir == NULL || g_dir_read_name (dir) == NULL;
}

static gint64
send_file (Fixture *fixture,
           gint64   not_before)
{
  g_autoptr(RelaisOutgoing) mail = send_world_mail ("desk", "ada@example.org", "Rapport");
  g_auto(GValue) value = G_VALUE_INIT;

  g_assert_true (relais_outgoing_add_file (mail, fixture->file, "Rapport.txt", "text/plain", NULL));
  g_assert_true (relais_outgoing_add_file (mail, fixture->file, "Again.bin", "application/octet-stream", NULL));
  relais_test_await_value (relais_deliveries_send (fixture->world->deliveries, mail, not_before), &value);

  return g_value_get_int64 (&value);
}

static char *
read_outbox (Fixture *fixture)
{
  g_autofree char *outbox = g_build_filename (fixture->folder, "Maildir", ".Outbox", "cur", NULL);
  g_autoptr(GPtrArray) paths = g_ptr_array_new_with_free_func (g_free);
  char *mail;

  collect (outbox, paths);
  g_assert_cmpuint (paths->len, ==, 1);
  g_assert_true (g_file_get_contents (paths->pdata[0], &mail, NULL, NULL));

  return mail;
}

static void
assert_first_version (Fixture *fixture)
{
  g_autofree char *mail = read_outbox (fixture);
  g_autofree char *base64 = g_base64_encode ((const guchar *) CONTENT, strlen (CONTENT));

  g_assert_nonnull (strstr (mail, "Rapport.txt"));
  g_assert_nonnull (strstr (mail, "Again.bin"));
  /* Of a line of base64 so much stands together whatever its length is. */
  base64[40] = '\0';
  g_assert_nonnull (strstr (mail, base64));
}

/* Another process: what was kept waits for it. */
static void
restart (Fixture *fixture)
{
  send_world_close (fixture->world);
  fixture->world = send_world_open_local (fixture->folder, &fixture->account);
}

static void
test_changed (Fixture       *fixture,
              gconstpointer  data)
{
  gint64 id = send_file (fixture, relais_clock_now () + 1500);
  g_autoptr(GPtrArray) paths = spooled (fixture);
  GStatBuf status;

  g_assert_cmpuint (paths->len, ==, 2);
  for (guint i = 0; i < paths->len; i++)
    {
      g_assert_cmpint (g_stat (paths->pdata[i], &status), ==, 0);
      g_assert_cmpint (status.st_mode & 0777, ==, 0600);
    }
  g_assert_true (g_file_set_contents (fixture->file, "another version", -1, NULL));
  send_world_wait_state (fixture->world, id, RELAIS_DELIVERY_SENT);
  assert_first_version (fixture);
  g_assert_true (relais_test_until (is_empty, fixture, WAIT_MS));
}

static void
test_removed (Fixture       *fixture,
              gconstpointer  data)
{
  gint64 id = send_file (fixture, relais_clock_now () + 1500);

  g_assert_cmpint (g_unlink (fixture->file), ==, 0);
  restart (fixture);
  send_world_wait_state (fixture->world, id, RELAIS_DELIVERY_SENT);
  assert_first_version (fixture);
  g_assert_true (relais_test_until (is_empty, fixture, WAIT_MS));
}

static void
test_cancelled (Fixture       *fixture,
                gconstpointer  data)
{
  gint64 id = send_file (fixture, relais_clock_now () + HOUR);
  g_auto(GValue) value = G_VALUE_INIT;

  g_assert_false (is_empty (fixture));
  relais_test_await_value (relais_deliveries_cancel (fixture->world->deliveries, id), &value);
  g_assert_true (g_value_get_boolean (&value));
  g_assert_true (relais_test_until (is_empty, fixture, WAIT_MS));
  /* The person's own file is theirs. */
  g_assert_true (g_file_test (fixture->file, G_FILE_TEST_EXISTS));
}

static gboolean
is_gone (gpointer user_data)
{
  return !g_file_test (user_data, G_FILE_TEST_EXISTS);
}

/* Killed between the copy and the queue: nobody will ever ask for it. */
static void
test_orphans (Fixture       *fixture,
              gconstpointer  data)
{
  g_autofree char *orphan = g_build_filename (fixture->spool, "0123456789abcdef", "0", NULL);
  g_autofree char *file = g_build_filename (orphan, "left.pdf", NULL);
  g_autoptr(GPtrArray) before = NULL;
  g_autoptr(GPtrArray) after = NULL;

  send_file (fixture, relais_clock_now () + HOUR);
  g_assert_cmpint (g_mkdir_with_parents (orphan, 0700), ==, 0);
  g_assert_true (g_file_set_contents (file, "x", -1, NULL));
  before = spooled (fixture);
  g_assert_cmpuint (before->len, ==, 3);

  restart (fixture);
  g_assert_true (relais_test_until (is_gone, file, WAIT_MS));
  after = spooled (fixture);
  g_assert_cmpuint (after->len, ==, 2);
}

static void
assert_refused (Fixture    *fixture,
                const char *path)
{
  g_autoptr(RelaisOutgoing) mail = send_world_mail ("desk", "ada@example.org", "Rapport");
  g_autoptr(GError) error = NULL;

  g_assert_true (relais_outgoing_add_file (mail, fixture->file, NULL, NULL, NULL));
  g_assert_true (relais_outgoing_add_file (mail, path, NULL, NULL, NULL));
  error = relais_test_await_error (relais_deliveries_send (fixture->world->deliveries, mail, 0));
  g_assert_error (error, RELAIS_MAIL_ERROR, RELAIS_MAIL_ERROR_INVALID);
  g_assert_true (relais_test_until (is_empty, fixture, WAIT_MS));
}

/* It is said at once, not when the window is gone. */
static void
test_unreadable (Fixture       *fixture,
                 gconstpointer  data)
{
  g_autofree char *large = g_build_filename (fixture->folder, "large", NULL);
  g_autofree char *pipe = g_build_filename (fixture->folder, "pipe", NULL);

  g_assert_true (g_file_set_contents (large, "", 0, NULL));
  g_assert_cmpint (truncate (large, RELAIS_OUTGOING_MAX_FILE + 1), ==, 0);
  g_assert_cmpint (mkfifo (pipe, 0600), ==, 0);
  assert_refused (fixture, "/nowhere/at/all");
  assert_refused (fixture, fixture->folder);
  assert_refused (fixture, large);
  assert_refused (fixture, pipe);
}

int
main (int    argc,
      char **argv)
{
  relais_test_init (&argc, &argv);

  g_test_add ("/send/files/changed", Fixture, NULL, set_up, test_changed, tear_down);
  g_test_add ("/send/files/removed", Fixture, NULL, set_up, test_removed, tear_down);
  g_test_add ("/send/files/cancelled", Fixture, NULL, set_up, test_cancelled, tear_down);
  g_test_add ("/send/files/orphans", Fixture, NULL, set_up, test_orphans, tear_down);
  g_test_add ("/send/files/unreadable", Fixture, NULL, set_up, test_unreadable, tear_down);

  return g_test_run ();
}

/* test-send-local.c
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gstdio.h>

#include "send-world.h"

/* A local account sends into its own outbox: no bus, no server. */

typedef struct
{
  char              *folder;
  SendWorld         *world;
  RelaisMailAccount *account;
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  fixture->folder = relais_test_make_folder ();
  fixture->world = send_world_open_local (fixture->folder, &fixture->account);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  send_world_close (fixture->world);
  relais_test_remove (fixture->folder);
  g_free (fixture->folder);
}

static gboolean
is_found (Fixture        *fixture,
          RelaisOutgoing *mail)
{
  g_auto(GValue) value = G_VALUE_INIT;

  relais_test_await_value (relais_mail_account_find_sent (fixture->account, relais_outgoing_get_message_id (mail)), &value);

  return g_value_get_boolean (&value);
}

static guint
n_in_outbox (Fixture *fixture)
{
  RelaisMailFolder *outbox = relais_mail_account_get_role (fixture->account, RELAIS_MAIL_ROLE_OUTBOX);

  if (outbox == NULL)
    return 0;
  relais_test_await (relais_mail_folder_refresh (outbox));

  return relais_mail_folder_get_total (outbox);
}

static gboolean
has_three (gpointer user_data)
{
  return n_in_outbox (user_data) == 3;
}

static void
test_outbox (Fixture       *fixture,
             gconstpointer  data)
{
  for (guint i = 0; i < 3; i++)
    {
      g_autoptr(RelaisOutgoing) mail = send_world_mail ("desk", "ada@example.org", "Réponse");
      gint64 id;

      g_assert_false (is_found (fixture, mail));
      id = send_world_enqueue (fixture->world, mail, 0);
      send_world_wait_state (fixture->world, id, RELAIS_DELIVERY_SENT);
      g_assert_true (is_found (fixture, mail));
    }
  relais_test_wait_for (has_three, fixture);
  relais_test_await (relais_job_queue_idle (fixture->world->queue));
  g_assert_cmpuint (n_in_outbox (fixture), ==, 3);
}

/* A try that nobody saw end does not put the mail there a second time. */
static void
test_once (Fixture       *fixture,
           gconstpointer  data)
{
  g_autoptr(RelaisOutgoing) mail = send_world_mail ("desk", "ada@example.org", "Réponse");
  gint64 id;

  relais_test_await (relais_mail_account_send (fixture->account, mail));
  send_world_close (fixture->world);
  fixture->world = send_world_open_local (fixture->folder, &fixture->account);
  id = send_world_enqueue (fixture->world, mail, 0);
  send_world_wait_state (fixture->world, id, RELAIS_DELIVERY_SENT);
  g_assert_true (is_found (fixture, mail));
  g_assert_cmpuint (n_in_outbox (fixture), ==, 1);
}

/* Killed before Camel wrote down what it knows: the file itself says that the mail is there. */
static void
test_forgotten (Fixture       *fixture,
                gconstpointer  data)
{
  g_autoptr(RelaisOutgoing) mail = send_world_mail ("desk", "ada@example.org", "Réponse");
  g_autofree char *shadow = g_build_filename (fixture->folder, "data", "local", NULL);
  g_autofree char *outbox = g_build_filename (fixture->folder, "Maildir", ".Outbox", "cur", NULL);
  g_autoptr(GDir) dir = NULL;
  GStatBuf status;
  guint n_files = 0;
  const char *name;
  gint64 id;

  relais_test_await (relais_mail_account_send (fixture->account, mail));
  send_world_close (fixture->world);
  g_assert_true (g_file_test (shadow, G_FILE_TEST_IS_DIR));
  relais_test_remove (shadow);
  fixture->world = send_world_open_local (fixture->folder, &fixture->account);
  id = send_world_enqueue (fixture->world, mail, 0);
  send_world_wait_state (fixture->world, id, RELAIS_DELIVERY_SENT);

  dir = g_dir_open (outbox, 0, NULL);
  g_assert_nonnull (dir);
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (outbox, name, NULL);

      g_assert_cmpint (g_stat (path, &status), ==, 0);
      g_assert_cmpint (status.st_mode & 0777, ==, 0600);
      n_files++;
    }
  g_assert_cmpuint (n_files, ==, 1);
}

int
main (int    argc,
      char **argv)
{
  relais_test_init (&argc, &argv);

  g_test_add ("/send/local/outbox", Fixture, NULL, set_up, test_outbox, tear_down);
  g_test_add ("/send/local/once", Fixture, NULL, set_up, test_once, tear_down);
  g_test_add ("/send/local/forgotten", Fixture, NULL, set_up, test_forgotten, tear_down);

  return g_test_run ();
}

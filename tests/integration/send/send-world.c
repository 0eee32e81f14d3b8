/* send-world.c
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gstdio.h>

#include "relais-job-queue-private.h"
#include "send-world.h"

#define WAIT_MS 30000
#define USER "desk"

/* Failures come back at once. */
static const RelaisJobTimes quick = {
  .first_delay = 20,
  .longest_delay = 200,
  .lease = 60 * 1000,
  .stop = 2000,
  .record_again = 100,
};

SendWorld *
send_world_open (const char *folder,
                 gboolean    use_desktop)
{
  SendWorld *world = g_new0 (SendWorld, 1);
  g_autofree char *path = g_build_filename (folder, "relais.db", NULL);
  g_autofree char *data = g_build_filename (folder, "data", NULL);
  g_autofree char *cache = g_build_filename (folder, "cache", NULL);

  world->folder = g_strdup (folder);
  world->database = relais_database_new (path);
  relais_test_await (relais_database_open (world->database));
  world->queue = relais_job_queue_new (world->database);
  relais_job_queue_set_times (world->queue, &quick);
  world->mail = relais_mail_new (world->database, world->queue, data, cache);
  relais_mail_use_desktop (world->mail, use_desktop);
  world->deliveries = relais_deliveries_new (world->mail, world->database, world->queue);
  relais_deliveries_set_recheck (world->deliveries, 50);
  relais_test_await (relais_mail_start (world->mail));

  return world;
}

void
send_world_start_queue (SendWorld *world)
{
  relais_test_await (relais_job_queue_start (world->queue));
}

static gboolean
has_folders (gpointer user_data)
{
  return g_list_model_get_n_items (relais_mail_account_get_folders (user_data)) > 0;
}

SendWorld *
send_world_open_local (const char         *folder,
                       RelaisMailAccount **account)
{
  SendWorld *world = send_world_open (folder, FALSE);
  g_autofree char *maildir = g_build_filename (folder, "Maildir", NULL);

  *account = relais_mail_add_local (world->mail, "desk", "Desk", "desk@relais.example", maildir);
  relais_deliveries_start (world->deliveries);
  send_world_start_queue (world);
  g_assert_true (relais_test_until (has_folders, *account, WAIT_MS));

  return world;
}

void
send_world_close (SendWorld *world)
{
  relais_test_await (relais_job_queue_stop (world->queue));
  relais_test_await (relais_mail_stop (world->mail));
  g_clear_object (&world->queue);
  g_clear_object (&world->deliveries);
  g_clear_object (&world->mail);
  relais_test_settle ();
  relais_database_close (world->database);
  g_clear_object (&world->database);
  relais_test_settle ();
  g_free (world->folder);
  g_free (world);
}

static guint16
port_of (const char *name)
{
  const char *text = g_getenv (name);
  guint64 port;

  g_assert_nonnull (text);
  g_assert_true (g_ascii_string_to_unsigned (text, 10, 1, G_MAXUINT16, &port, NULL));

  return (guint16) port;
}

RelaisAccountConfig *
send_world_config (void)
{
  RelaisAccountConfig *config = relais_account_config_new ();

  config->name = g_strdup ("Le Désk");
  config->address = g_strdup ("desk@relais.example");
  config->source = g_strdup ("user");
  relais_server_set (&config->imap, "127.0.0.1", port_of ("RELAIS_PEER_IMAP"), RELAIS_SECURITY_NONE, USER);
  relais_server_set (&config->smtp, "127.0.0.1", port_of ("RELAIS_PEER_SMTP"), RELAIS_SECURITY_NONE, USER);

  return config;
}

RelaisMailAccount *
send_world_add_account (SendWorld *world)
{
  g_autoptr(RelaisAccountConfig) config = send_world_config ();
  g_auto(GValue) value = G_VALUE_INIT;

  relais_test_await (relais_account_setup_check (world->mail, config, g_getenv ("RELAIS_PEER_PASSWORD"), NULL));
  relais_test_await_value (relais_account_setup_create (world->mail, config, g_getenv ("RELAIS_PEER_PASSWORD")), &value);

  return g_value_get_object (&value);
}

RelaisOutgoing *
send_world_mail (const char *account,
                 const char *recipient,
                 const char *subject)
{
  RelaisOutgoing *mail = relais_outgoing_new (account);

  g_assert_true (relais_outgoing_set_from (mail, "Le Désk", "desk@relais.example", NULL));
  g_assert_true (relais_outgoing_add_recipient (mail, RELAIS_RECIPIENT_TO, NULL, recipient, NULL));
  g_assert_true (relais_outgoing_set_subject (mail, subject, NULL));
  g_assert_true (relais_outgoing_set_text (mail, "Bonjour,\n\nvoici la réponse.\n.\nUn point seul.\n", NULL));

  return mail;
}

typedef struct
{
  RelaisOutgoing *mail;
  gint64          not_before;
  gint64          id;
} Enqueue;

static gboolean
enqueue_func (RelaisSql  *sql,
              gpointer    data,
              GValue     *result,
              GError    **error)
{
  Enqueue *enqueue = data;

  return relais_delivery_enqueue (sql, enqueue->mail, 0, enqueue->not_before, &enqueue->id, error);
}

gint64
send_world_enqueue (SendWorld      *world,
                    RelaisOutgoing *mail,
                    gint64          not_before)
{
  Enqueue enqueue = { mail, not_before, 0 };

  relais_test_await (relais_database_write (world->database, "enqueue", enqueue_func, &enqueue, NULL));

  return enqueue.id;
}

static RelaisDelivery *
get (SendWorld *world,
     gint64     id)
{
  g_auto(GValue) value = G_VALUE_INIT;

  relais_test_await_value (relais_deliveries_get (world->deliveries, id), &value);

  return g_value_dup_object (&value);
}

RelaisDeliveryState
send_world_state (SendWorld *world,
                  gint64     id)
{
  g_autoptr(RelaisDelivery) delivery = get (world, id);

  return relais_delivery_get_state (delivery);
}

char *
send_world_detail (SendWorld *world,
                   gint64     id)
{
  g_autoptr(RelaisDelivery) delivery = get (world, id);

  return g_strdup (relais_delivery_get_detail (delivery));
}

typedef struct
{
  SendWorld           *world;
  gint64               id;
  RelaisDeliveryState  state;
} Wanted;

static gboolean
has_state (gpointer user_data)
{
  Wanted *wanted = user_data;

  return send_world_state (wanted->world, wanted->id) == wanted->state;
}


void
send_world_wait_state (SendWorld           *world,
                       gint64               id,
                       RelaisDeliveryState  state)
{
  Wanted wanted = { world, id, state };
  g_autofree char *detail = NULL;

  if (relais_test_until (has_state, &wanted, WAIT_MS))
    return;
  detail = send_world_detail (world, id);
  g_error ("the delivery is %s, not %s: %s", relais_delivery_state_to_string (send_world_state (world, id)),
           relais_delivery_state_to_string (state), detail);
}

static char *
record_path (const char *name)
{
  return g_build_filename (g_getenv ("RELAIS_PEER_RECORD"), name, NULL);
}

guint
send_world_recorded (const char *message_id)
{
  g_autofree char *path = record_path ("log.jsonl");
  g_autofree char *text = NULL;
  g_autofree char *wanted = message_id != NULL ? g_strdup_printf ("\"%s\"", message_id) : g_strdup ("\"id\"");
  guint n = 0;

  if (!g_file_get_contents (path, &text, NULL, NULL))
    return 0;
  for (const char *found = strstr (text, wanted); found != NULL; found = strstr (found + 1, wanted))
    n++;

  return n;
}

void
send_world_fault (const char *json)
{
  g_autofree char *path = record_path ("fault.json");

  if (json != NULL)
    g_assert_true (g_file_set_contents (path, json, -1, NULL));
  else
    g_unlink (path);
}

guint
send_world_in_sent (const char *message_id)
{
  g_autofree char *cur = g_build_filename (g_getenv ("RELAIS_PEER_MAIL"), USER, "Maildir", ".Sent", "cur", NULL);
  g_autoptr(GDir) dir = g_dir_open (cur, 0, NULL);
  const char *name;
  guint n = 0;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (cur, name, NULL);
      g_autofree char *text = NULL;

      if (g_file_get_contents (path, &text, NULL, NULL) && strstr (text, message_id) != NULL)
        n++;
    }

  return n;
}

static gboolean
is_in_sent (gpointer user_data)
{
  return send_world_in_sent (user_data) > 0;
}

void
send_world_wait_in_sent (SendWorld  *world,
                         const char *message_id)
{
  if (!relais_test_until (is_in_sent, (gpointer) message_id, WAIT_MS))
    {
      g_auto(GValue) value = G_VALUE_INIT;
      GListModel *jobs;

      relais_test_await_value (relais_job_queue_list (world->queue, -1, 20), &value);
      jobs = g_value_get_object (&value);
      for (guint i = 0; i < g_list_model_get_n_items (jobs); i++)
        {
          g_autoptr(RelaisJob) job = g_list_model_get_item (jobs, i);

          g_printerr ("%s %s: %s\n", relais_job_get_kind (job), relais_job_state_to_string (relais_job_get_state (job)),
                      relais_job_get_error (job));
        }
      g_error ("the copy does not come to Sent");
    }
}

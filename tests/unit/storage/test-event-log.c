/* test-event-log.c
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "relais-clock.h"
#include "relais-event-log.h"
#include "relais-test.h"

typedef struct
{
  char           *folder;
  RelaisDatabase *database;
  RelaisEventLog *log;
  GArray         *added;      /* gint64 */
  GArray         *attention;  /* gint64 */
} Fixture;

typedef struct
{
  gint64      message;
  const char *step;
  const char *outcome;
  const char *detail;
  gboolean    attention;
  gboolean    fail;
} Entry;

static void
noted_cb (RelaisEventLog *log,
          gint64          id,
          gpointer        user_data)
{
  g_array_append_val ((GArray *) user_data, id);
}

static gboolean
messages_sql (RelaisSql  *sql,
              gpointer    data,
              GValue     *result,
              GError    **error)
{
  return relais_sql_exec (sql, error,
                          "INSERT INTO message (id, account, fingerprint, subject, sender_name, sender_address) VALUES "
                          "(1, 'a', x'01', 'Certificat 100%', 'Zoé Martin', 'zoe@example.org'), "
                          "(2, 'a', x'02', 'Concert', '', 'bob@example.org')", NULL);
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  g_autofree char *path = NULL;

  relais_clock_freeze (1000);
  fixture->folder = relais_test_make_folder ();
  path = g_build_filename (fixture->folder, "relais.db", NULL);
  fixture->database = relais_database_new (path);
  relais_test_await (relais_database_open (fixture->database));
  relais_test_await (relais_database_write (fixture->database, "test", messages_sql, NULL, NULL));
  fixture->log = relais_event_log_new (fixture->database);
  fixture->added = g_array_new (FALSE, FALSE, sizeof (gint64));
  fixture->attention = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_signal_connect (fixture->log, "added", G_CALLBACK (noted_cb), fixture->added);
  g_signal_connect (fixture->log, "attention", G_CALLBACK (noted_cb), fixture->attention);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  g_assert_finalize_object (fixture->log);
  g_assert_finalize_object (fixture->database);
  relais_test_settle ();
  relais_test_remove (fixture->folder);
  g_free (fixture->folder);
  g_array_unref (fixture->added);
  g_array_unref (fixture->attention);
  relais_clock_thaw ();
}

static gboolean
add_sql (RelaisSql  *sql,
         gpointer    data,
         GValue     *result,
         GError    **error)
{
  const Entry *entry = data;
  g_autoptr(JsonNode) detail = entry->detail != NULL ? json_from_string (entry->detail, NULL) : NULL;

  if (!relais_event_add (sql, entry->message, entry->step, entry->outcome, detail, entry->attention, error))
    return FALSE;

  if (entry->fail)
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_FAILED, "on purpose");

  return !entry->fail;
}

static void
add (Fixture *fixture,
     Entry    entry)
{
  relais_test_await (relais_database_write (fixture->database, "test", add_sql, &entry, NULL));
}

static char *
search (Fixture          *fixture,
        RelaisEventQuery  query)
{
  g_autoptr(GString) found = g_string_new (NULL);
  g_auto(GValue) value = G_VALUE_INIT;
  GListModel *events;

  relais_test_await_value (relais_event_log_search (fixture->log, &query), &value);
  events = g_value_get_object (&value);
  for (guint i = 0; i < g_list_model_get_n_items (events); i++)
    {
      g_autoptr(RelaisEvent) event = g_list_model_get_item (events, i);

      g_string_append_printf (found, "%s ", relais_event_get_step (event));
    }

  return g_string_free_and_steal (g_steal_pointer (&found));
}

static void
assert_found (Fixture          *fixture,
              RelaisEventQuery  query,
              const char       *expected)
{
  g_autofree char *found = search (fixture, query);

  g_assert_cmpstr (found, ==, expected);
}

static void
test_search (Fixture       *fixture,
             gconstpointer  data)
{
  add (fixture, (Entry) { 1, "received", "ok", NULL, FALSE, FALSE });
  add (fixture, (Entry) { 1, "classified", "ok", "{\"kind\": \"certificate\"}", FALSE, FALSE });
  add (fixture, (Entry) { 2, "received", "ok", NULL, FALSE, FALSE });
  add (fixture, (Entry) { 0, "started", "info", NULL, FALSE, FALSE });
  add (fixture, (Entry) { 2, "sent", "failed", "{\"reason\": \"50_50\"}", TRUE, FALSE });

  assert_found (fixture, (RelaisEventQuery) { .limit = 10 }, "sent started received classified received ");
  assert_found (fixture, (RelaisEventQuery) { .limit = 2 }, "sent started ");
  assert_found (fixture, (RelaisEventQuery) { .limit = 2, .before = 4 }, "received classified ");
  assert_found (fixture, (RelaisEventQuery) { .message = 1, .limit = 10 }, "classified received ");
  assert_found (fixture, (RelaisEventQuery) { .message = 1, .before = 2, .limit = 10 }, "received ");
  assert_found (fixture, (RelaisEventQuery) { .attention = TRUE, .limit = 10 }, "sent ");
  assert_found (fixture, (RelaisEventQuery) { .text = "certif", .limit = 10 }, "classified received ");
  assert_found (fixture, (RelaisEventQuery) { .text = "CERTIFICATE", .limit = 10 }, "classified ");
  assert_found (fixture, (RelaisEventQuery) { .text = "bob@", .limit = 10 }, "sent received ");
  assert_found (fixture, (RelaisEventQuery) { .text = "0%", .limit = 10 }, "classified received ");
  assert_found (fixture, (RelaisEventQuery) { .text = "0_5", .limit = 10 }, "sent ");
  assert_found (fixture, (RelaisEventQuery) { .text = "\\", .limit = 10 }, "");
  assert_found (fixture, (RelaisEventQuery) { .text = "started", .message = 1, .limit = 10 }, "");
}

/* What a person reads is translated: whoever looks for words of a sentence finds its steps, and a kind by its name. */
static void
test_names (Fixture       *fixture,
            gconstpointer  data)
{
  static const char * const sent[] = { "sent", "delivered", NULL };
  static const char * const kinds[] = { "certificate", "absence", NULL };
  static const char * const none[] = { NULL };

  add (fixture, (Entry) { 1, "classified", "ok", "{\"kind\": \"certificate\"}", FALSE, FALSE });
  add (fixture, (Entry) { 1, "resent", "ok", NULL, FALSE, FALSE });
  add (fixture, (Entry) { 2, "classified", "ok", "{\"kind\": null}", FALSE, FALSE });
  add (fixture, (Entry) { 2, "sent", "ok", NULL, FALSE, FALSE });
  add (fixture, (Entry) { 2, "delivered", "failed", NULL, TRUE, FALSE });

  assert_found (fixture, (RelaisEventQuery) { .text = "abgeschickt", .limit = 10 }, "");
  assert_found (fixture, (RelaisEventQuery) { .text = "abgeschickt", .steps = none, .kinds = none, .limit = 10 }, "");
  assert_found (fixture, (RelaisEventQuery) { .text = "abgeschickt", .steps = sent, .limit = 10 }, "delivered sent ");
  assert_found (fixture, (RelaisEventQuery) { .text = "abgeschickt", .steps = sent, .attention = TRUE, .limit = 10 }, "delivered ");
  assert_found (fixture, (RelaisEventQuery) { .text = "bescheinigung", .kinds = kinds, .limit = 10 }, "classified ");
  assert_found (fixture, (RelaisEventQuery) { .steps = sent, .limit = 1 }, "delivered ");
}

static gboolean
settle_sql (RelaisSql  *sql,
            gpointer    data,
            GValue     *result,
            GError    **error)
{
  return relais_event_settle (sql, *(const gint64 *) data, error);
}

static void
test_settle (Fixture       *fixture,
             gconstpointer  data)
{
  gint64 message = 1;

  add (fixture, (Entry) { 1, "held", "info", NULL, TRUE, FALSE });
  add (fixture, (Entry) { 2, "bounced", "failed", NULL, TRUE, FALSE });
  add (fixture, (Entry) { 0, "asked", "failed", NULL, TRUE, FALSE });
  relais_test_await (relais_database_write (fixture->database, "test", settle_sql, &message, NULL));

  assert_found (fixture, (RelaisEventQuery) { .attention = TRUE, .limit = 10 }, "asked bounced ");
}

static void
test_values (Fixture       *fixture,
             gconstpointer  data)
{
  g_auto(GValue) value = G_VALUE_INIT;
  g_autoptr(RelaisEvent) event = NULL;
  RelaisEventQuery query = { .limit = 1 };

  add (fixture, (Entry) { 1, "asked", "failed", "{\"model\": \"m\"}", TRUE, FALSE });
  relais_test_await_value (relais_event_log_search (fixture->log, &query), &value);
  event = g_list_model_get_item (g_value_get_object (&value), 0);

  g_assert_cmpint (relais_event_get_id (event), ==, 1);
  g_assert_cmpint (relais_event_get_time (event), ==, 1000);
  g_assert_cmpint (relais_event_get_message (event), ==, 1);
  g_assert_cmpstr (relais_event_get_step (event), ==, "asked");
  g_assert_cmpstr (relais_event_get_outcome (event), ==, "failed");
  g_assert_cmpstr (json_object_get_string_member (relais_event_get_detail (event), "model"), ==, "m");
  g_assert_true (relais_event_get_attention (event));
  g_assert_cmpstr (relais_event_get_subject (event), ==, "Certificat 100%");
  g_assert_cmpstr (relais_event_get_sender (event), ==, "Zoé Martin");
}

static void
test_signals (Fixture       *fixture,
              gconstpointer  data)
{
  Entry failing = { 1, "undone", "ok", NULL, TRUE, TRUE };
  Entry wrong = { 1, "wrong", "maybe", NULL, FALSE, FALSE };
  g_autoptr(GError) error = NULL;

  add (fixture, (Entry) { 1, "one", "ok", NULL, FALSE, FALSE });
  add (fixture, (Entry) { 1, "two", "failed", NULL, TRUE, FALSE });
  error = relais_test_await_error (relais_database_write (fixture->database, "test", add_sql, &failing, NULL));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_FAILED);
  g_clear_error (&error);
  error = relais_test_await_error (relais_database_write (fixture->database, "test", add_sql, &wrong, NULL));
  g_assert_error (error, RELAIS_STORAGE_ERROR, RELAIS_STORAGE_ERROR_CONSTRAINT);

  g_assert_cmpuint (fixture->added->len, ==, 2);
  g_assert_cmpuint (fixture->attention->len, ==, 1);
  g_assert_cmpint (g_array_index (fixture->attention, gint64, 0), ==, 2);

  relais_test_await (relais_event_log_dismiss (fixture->log, 2));
  assert_found (fixture, (RelaisEventQuery) { .attention = TRUE, .limit = 10 }, "");
}

int
main (int    argc,
      char **argv)
{
  relais_test_init (&argc, &argv);

  g_test_add ("/storage/event-log/search", Fixture, NULL, set_up, test_search, tear_down);
  g_test_add ("/storage/event-log/names", Fixture, NULL, set_up, test_names, tear_down);
  g_test_add ("/storage/event-log/settle", Fixture, NULL, set_up, test_settle, tear_down);
  g_test_add ("/storage/event-log/values", Fixture, NULL, set_up, test_values, tear_down);
  g_test_add ("/storage/event-log/signals", Fixture, NULL, set_up, test_signals, tear_down);

  return g_test_run ();
}

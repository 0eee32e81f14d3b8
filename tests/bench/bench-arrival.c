/* bench-arrival.c
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <netinet/tcp.h>
#include <stdio.h>
#include <string.h>

#include "bench-model.h"
#include "mail-world.h"
#include "send-world.h"

/* mail-peers.py -- smtp-peer.py -- bench-arrival: how long it takes from the moment when the IMAP server says that there is mail ("* 7 EXISTS"
 * to IDLE, seen on the wire) until its draft is recorded, when a model on this machine is asked about it. Beside it, in the same
 * run: how long until the text had been fetched, which is the server's and the wire's part.
 *
 * Fails when the median is over the bar. */
#define BAR_MS 50.0
#define MAILS 50
#define WAIT_MS 60000
/* Camel leaves IDLE once after a second, and begins again two seconds later. */
#define SETTLED_MS 1500

/* When it happened last, of the clock of g_get_monotonic_time(); 0: not since it was set to that. Atomic. */
static gint64 idle_at;
static gint64 exists_at;
static gint64 body_at;
static gint64 decided_at;
static guint n_decided;

typedef struct
{
  GInputStream  *from;       /* (owned) */
  GOutputStream *to;         /* (owned) */
  gboolean      *idling;     /* of the connection; shared by its two directions */
  gboolean       is_server;
} Direction;

static gboolean
contains (const char *buffer,
          gssize      length,
          const char *part)
{
  return memmem (buffer, (gsize) length, part, strlen (part)) != NULL;
}

static void
note (gint64 *place)
{
  if (__atomic_load_n (place, __ATOMIC_SEQ_CST) == 0)
    __atomic_store_n (place, g_get_monotonic_time (), __ATOMIC_SEQ_CST);
}

/* What is said on the wire, as far as it is of interest. Other connections learn of a mail, too (RFC 5465), and need not look. */
static void
watch (Direction  *direction,
       const char *buffer,
       gssize      length)
{
  if (!direction->is_server)
    {
      if (contains (buffer, length, " IDLE\r\n"))
        {
          __atomic_store_n (&idle_at, 0, __ATOMIC_SEQ_CST);
          note (&idle_at);
          __atomic_store_n (direction->idling, TRUE, __ATOMIC_SEQ_CST);
        }
      else if (contains (buffer, length, "DONE\r\n"))
        {
          __atomic_store_n (&idle_at, 0, __ATOMIC_SEQ_CST);
          __atomic_store_n (direction->idling, FALSE, __ATOMIC_SEQ_CST);
        }
      return;
    }

  if (__atomic_load_n (direction->idling, __ATOMIC_SEQ_CST) && contains (buffer, length, " EXISTS\r\n"))
    note (&exists_at);
  if (contains (buffer, length, " BODY[] {"))
    note (&body_at);
}

/* Passes on what it reads. */
static gpointer
direction_thread (gpointer data)
{
  Direction *direction = data;
  char buffer[65536];
  gssize length;

  while ((length = g_input_stream_read (direction->from, buffer, sizeof buffer, NULL, NULL)) > 0)
    {
      watch (direction, buffer, length);
      if (!g_output_stream_write_all (direction->to, buffer, (gsize) length, NULL, NULL, NULL))
        break;
    }
  g_output_stream_close (direction->to, NULL, NULL);
  g_object_unref (direction->from);
  g_object_unref (direction->to);
  g_free (direction);

  return NULL;
}

static void
pass_on (GIOStream *from,
         GIOStream *to,
         gboolean  *idling,
         gboolean   is_server)
{
  Direction *direction = g_new0 (Direction, 1);

  direction->from = g_object_ref (g_io_stream_get_input_stream (from));
  direction->to = g_object_ref (g_io_stream_get_output_stream (to));
  direction->idling = idling;
  direction->is_server = is_server;
  g_thread_unref (g_thread_new ("wire", direction_thread, direction));
}

static gpointer
listen_thread (gpointer data)
{
  g_autoptr(GSocketListener) listener = data;
  guint16 port = (guint16) mail_peers_port ("BENCH_IMAP");
  GSocketConnection *client;

  while ((client = g_socket_listener_accept (listener, NULL, NULL, NULL)) != NULL)
    {
      g_autoptr(GSocketClient) dialer = g_socket_client_new ();
      GSocketConnection *server = g_socket_client_connect_to_host (dialer, "127.0.0.1", port, NULL, NULL);

      gboolean *idling = g_new0 (gboolean, 1);

      /* All of it lives as long as the process, which ends with the measurement. */
      g_tcp_connection_set_graceful_disconnect (G_TCP_CONNECTION (client), FALSE);
      g_socket_set_option (g_socket_connection_get_socket (client), IPPROTO_TCP, TCP_NODELAY, 1, NULL);
      g_socket_set_option (g_socket_connection_get_socket (server), IPPROTO_TCP, TCP_NODELAY, 1, NULL);
      pass_on (G_IO_STREAM (client), G_IO_STREAM (server), idling, FALSE);
      pass_on (G_IO_STREAM (server), G_IO_STREAM (client), idling, TRUE);
    }

  return NULL;
}

/* From here on the account setup and everything after it meets the server through us. */
static void
put_on_wire (void)
{
  GSocketListener *listener = g_socket_listener_new ();
  guint16 port = g_socket_listener_add_any_inet_port (listener, NULL, NULL);
  g_autofree char *text = g_strdup_printf ("%u", port);

  g_setenv ("BENCH_IMAP", g_getenv ("RELAIS_PEER_IMAP"), TRUE);
  g_setenv ("RELAIS_PEER_IMAP", text, TRUE);
  g_thread_unref (g_thread_new ("listen", listen_thread, listener));
}

static void
decided_cb (RelaisTriage *triage,
            gint64        message,
            gpointer      user_data)
{
  n_decided++;
  decided_at = g_get_monotonic_time ();
}

static gboolean
all_decided (gpointer user_data)
{
  return n_decided >= GPOINTER_TO_UINT (user_data);
}

static gboolean
is_listening (gpointer user_data)
{
  gint64 since = __atomic_load_n (&idle_at, __ATOMIC_SEQ_CST);

  return since != 0 && g_get_monotonic_time () > since + SETTLED_MS * 1000;
}

static WorkspaceWorld *
open_world (const char *folder)
{
  WorkspaceWorld *world = g_new0 (WorkspaceWorld, 1);
  g_autoptr(RelaisAccountConfig) config = send_world_config ();
  const char *password = g_getenv ("RELAIS_PEER_PASSWORD");
  RelaisMail *mail;

  world->folder = g_strdup (folder);
  world->maildir = mail_peers_maildir ("desk");
  world->workspace = relais_workspace_new (NULL, folder, RELAIS_WORKSPACE_DEFAULT);
  world->triage = relais_workspace_get_triage (world->workspace);
  relais_test_await (relais_workspace_start (world->workspace));
  workspace_world_automate (world, "order-status");
  mail = relais_workspace_get_mail (world->workspace);
  relais_test_await (relais_account_setup_check (mail, config, password, NULL));
  relais_test_await (relais_account_setup_create (mail, config, password));
  g_signal_connect (world->triage, "decided", G_CALLBACK (decided_cb), NULL);

  return world;
}

static void
deliver (WorkspaceWorld *world,
         guint           index)
{
  g_autofree char *id = g_strdup_printf ("ask-%u@example.org", index);
  g_autofree char *from = g_strdup_printf ("Person %u <person-%u@example.org>", index, index);
  g_autofree char *path = mail_world_deliver (world->maildir, id, from, "Certificate",
                                              "Hello,\n\ncould you please send me a certificate of enrolment? My employer asks for it.");
}

static int
compare_times (gconstpointer a,
               gconstpointer b)
{
  return (*(const gint64 *) a > *(const gint64 *) b) - (*(const gint64 *) a < *(const gint64 *) b);
}

static double
print_times (const char *what,
             gint64     *times)
{
  qsort (times, MAILS, sizeof *times, compare_times);
  printf ("%-44s median %6.1f ms   p95 %6.1f ms   worst %6.1f ms\n", what, (double) times[MAILS / 2] / 1000,
          (double) times[MAILS * 95 / 100] / 1000, (double) times[MAILS - 1] / 1000);

  return (double) times[MAILS / 2] / 1000;
}

int
main (int   argc,
      char *argv[])
{
  g_autofree char *folder = NULL;
  GSubprocess *stub;
  WorkspaceWorld *world;
  gint64 drafts[MAILS];
  gint64 bodies[MAILS];
  guint delivered = 0;
  guint timed = 0;
  double median;

  relais_test_init (&argc, &argv);
  put_on_wire ();
  folder = relais_test_make_folder ();
  world = open_world (folder);
  stub = bench_model_start (world);
  /* The first one opens everything: connections, prepared statements, the model's connection. */
  deliver (world, 2 * MAILS);
  g_assert_true (relais_test_until (all_decided, GUINT_TO_POINTER (1), WAIT_MS));

  while (timed < MAILS)
    {
      g_assert_cmpuint (delivered, <, 2 * MAILS);
      g_assert_true (relais_test_until (is_listening, NULL, WAIT_MS));
      exists_at = body_at = 0;
      deliver (world, delivered++);
      g_assert_true (relais_test_until (all_decided, GUINT_TO_POINTER (delivered + 1), WAIT_MS));
      /* It came while the client asked for something else, and was told of with that. */
      if (exists_at == 0)
        continue;
      drafts[timed] = decided_at - exists_at;
      bodies[timed++] = body_at - exists_at;
    }
  g_assert_cmpint (workspace_world_number (world, "SELECT count(*) FROM answer"), ==, delivered + 1);

  print_times ("server's notice to the text, fetched", bodies);
  median = print_times ("server's notice to the draft, with a model", drafts);
  printf ("%u more were not told of in IDLE\n", delivered - timed);
  printf ("%s median %.1f ms, bar %.0f ms\n", median <= BAR_MS ? "ok    " : "MISSED", median, BAR_MS);

  bench_model_stop (stub);
  workspace_world_close (world);
  relais_test_remove (folder);

  return median <= BAR_MS ? 0 : 1;
}

/* mail-world.c
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gstdio.h>
#include <unistd.h>

#include "mail-world.h"

#define WAIT_MS 30000

/* What the sink did is kept where what it did belongs: in the same transaction, in a table of its own. */
static gboolean
sink (RelaisSql            *sql,
      gint64                message,
      RelaisParsedMessage  *parsed,
      gboolean              sent,
      gpointer              user_data,
      GError              **error)
{
  if (sent)
    return TRUE;

  if (strcmp (relais_parsed_message_get_subject (parsed), "poison for the sink") == 0)
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_FAILED, "poison");
      return FALSE;
    }

  return relais_sql_exec (sql, error, "INSERT INTO test_sink (message, subject) VALUES (?, ?)",
                          "is", message, relais_parsed_message_get_subject (parsed));
}

static gboolean
make_table_func (RelaisSql  *sql,
                 gpointer    data,
                 GValue     *result,
                 GError    **error)
{
  return relais_sql_exec (sql, error, "CREATE TABLE IF NOT EXISTS test_sink (message INTEGER, subject TEXT)", "");
}

static void
extracted_cb (RelaisIntake *intake,
              gint64        message,
              MailWorld    *world)
{
  g_ptr_array_add (world->extracted, g_memdup2 (&message, sizeof message));
}

static void
failed_cb (RelaisIntake *intake,
           gint64        message,
           const GError *error,
           MailWorld    *world)
{
  g_test_message ("message %" G_GINT64_FORMAT " failed: %s", message, error->message);
  g_ptr_array_add (world->failed, g_memdup2 (&message, sizeof message));
}

MailWorld *
mail_world_new (const char *folder,
                gboolean    use_desktop)
{
  MailWorld *world = g_new0 (MailWorld, 1);
  g_autofree char *path = g_build_filename (folder, "relais.db", NULL);
  g_autofree char *data = g_build_filename (folder, "data", NULL);
  g_autofree char *cache = g_build_filename (folder, "cache", NULL);
  RelaisIntake *intake;

  world->folder = g_strdup (folder);
  world->extracted = g_ptr_array_new_with_free_func (g_free);
  world->failed = g_ptr_array_new_with_free_func (g_free);
  world->states = g_string_new (NULL);
  world->database = relais_database_new (path);
  relais_test_await (relais_database_open (world->database));
  relais_test_await (relais_database_write (world->database, "table of the test", make_table_func, NULL, NULL));
  world->mail = relais_mail_new (world->database, NULL, data, cache);
  relais_mail_use_desktop (world->mail, use_desktop);
  intake = relais_mail_get_intake (world->mail);
  relais_intake_set_sink (intake, sink, NULL);
  relais_intake_set_horizon (intake, G_MAXUINT);
  g_signal_connect (intake, "extracted", G_CALLBACK (extracted_cb), world);
  g_signal_connect (intake, "failed", G_CALLBACK (failed_cb), world);

  return world;
}

void
mail_world_start (MailWorld *world)
{
  relais_test_await (relais_mail_start (world->mail));
}

void
mail_world_close (MailWorld *world)
{
  relais_test_await (relais_mail_stop (world->mail));
  g_clear_object (&world->mail);
  relais_test_settle ();
  relais_database_close (world->database);
  g_clear_object (&world->database);
  relais_test_settle ();
  g_ptr_array_unref (world->extracted);
  g_ptr_array_unref (world->failed);
  g_string_free (world->states, TRUE);
  g_free (world->folder);
  g_free (world);
}

typedef struct
{
  RelaisMailAccount      *account;
  RelaisMailAccountState  state;
} StateWait;

static gboolean
has_state (gpointer user_data)
{
  StateWait *wait = user_data;

  return relais_mail_account_get_state (wait->account) == wait->state;
}

void
mail_world_wait_state (MailWorld              *world,
                       RelaisMailAccount      *account,
                       RelaisMailAccountState  state,
                       guint                   milliseconds)
{
  StateWait wait = { account, state };

  if (!relais_test_until (has_state, &wait, milliseconds))
    {
      const GError *error = relais_mail_account_get_error (account);

      g_error ("The account is in state %d, not %d: %s", (int) relais_mail_account_get_state (account), (int) state,
               error != NULL ? error->message : "no error");
    }
}

static gboolean
has_account (gpointer user_data)
{
  return g_list_model_get_n_items (relais_mail_get_accounts (user_data)) > 0;
}

static void
state_cb (RelaisMailAccount *account,
          GParamSpec        *pspec,
          MailWorld         *world)
{
  world->last_state = g_get_monotonic_time ();
  g_string_append_printf (world->states, "%d ", (int) relais_mail_account_get_state (account));
}

RelaisMailAccount *
mail_world_wait_account (MailWorld *world)
{
  g_autoptr(RelaisMailAccount) account = NULL;

  g_assert_true (relais_test_until (has_account, world->mail, WAIT_MS));
  account = g_list_model_get_item (relais_mail_get_accounts (world->mail), 0);
  g_signal_connect (account, "notify::state", G_CALLBACK (state_cb), world);

  return account;
}

gboolean
mail_world_has_been (MailWorld              *world,
                     RelaisMailAccountState  state)
{
  g_autofree char *number = g_strdup_printf ("%d", (int) state);
  g_auto(GStrv) states = g_strsplit (world->states->str, " ", -1);

  return g_strv_contains ((const char * const *) states, number);
}

void
mail_world_settle (MailWorld *world)
{
  relais_test_await (relais_intake_settled (relais_mail_get_intake (world->mail)));
}

static gboolean
has_inbox (gpointer user_data)
{
  return relais_mail_account_get_role (user_data, RELAIS_MAIL_ROLE_INBOX) != NULL;
}

RelaisMailFolder *
mail_world_inbox (RelaisMailAccount *account)
{
  g_assert_true (relais_test_until (has_inbox, account, WAIT_MS));

  return relais_mail_account_get_role (account, RELAIS_MAIL_ROLE_INBOX);
}

typedef struct
{
  RelaisMailFolder *folder;
  guint             total;
} TotalWait;

static gboolean
has_total (gpointer user_data)
{
  TotalWait *wait = user_data;

  return relais_mail_folder_get_total (wait->folder) == wait->total;
}

void
mail_world_wait_total (RelaisMailFolder *folder,
                       guint             total)
{
  TotalWait wait = { folder, total };

  if (!relais_test_until (has_total, &wait, WAIT_MS))
    g_error ("The folder has %u messages, not %u", relais_mail_folder_get_total (folder), total);
}

typedef struct
{
  GListModel *model;
  guint       n_items;
} ItemsWait;

static gboolean
has_items (gpointer user_data)
{
  ItemsWait *wait = user_data;

  return g_list_model_get_n_items (wait->model) == wait->n_items &&
         !relais_message_list_is_loading (RELAIS_MESSAGE_LIST (wait->model));
}

RelaisMessageList *
mail_world_load_list (RelaisMailFolder *folder,
                      guint             n_items)
{
  RelaisMessageList *list = relais_mail_folder_dup_list (folder);
  ItemsWait wait = { G_LIST_MODEL (list), n_items };

  if (!relais_test_until (has_items, &wait, WAIT_MS))
    {
      for (guint i = 0; i < MIN (g_list_model_get_n_items (G_LIST_MODEL (list)), 10); i++)
        {
          g_autoptr(RelaisMailItem) item = g_list_model_get_item (G_LIST_MODEL (list), i);

          g_printerr ("row %u: uid %s, date %" G_GINT64_FORMAT "\n", i, relais_mail_item_get_uid (item),
                      relais_mail_item_get_date (item));
        }
      g_error ("The list has %u rows, not %u", g_list_model_get_n_items (G_LIST_MODEL (list)), n_items);
    }

  return list;
}

static gboolean
number_func (RelaisSql  *sql,
             gpointer    data,
             GValue     *result,
             GError    **error)
{
  gint64 number = 0;

  if (!relais_sql_get_int64 (sql, &number, error, data, ""))
    return FALSE;
  g_value_init (result, G_TYPE_INT64);
  g_value_set_int64 (result, number);

  return TRUE;
}

gint64
mail_world_number (MailWorld  *world,
                   const char *statement)
{
  g_auto(GValue) value = G_VALUE_INIT;

  relais_test_await_value (relais_database_read (world->database, "number", number_func, g_strdup (statement), g_free), &value);

  return g_value_get_int64 (&value);
}

gint64
mail_world_sunk (MailWorld  *world,
                 const char *subject)
{
  g_autofree char *statement = g_strdup_printf ("SELECT count(*) FROM test_sink WHERE subject = '%s'", subject);

  return mail_world_number (world, statement);
}

/* Dovecot serves nobody as root: what root puts into a Maildir of the peers is given to its owner. */
static void
give_to_owner (const char *path)
{
  const char *uid = g_getenv ("RELAIS_PEER_UID");

  if (uid != NULL && geteuid () == 0)
    g_assert_cmpint (chown (path, (uid_t) atoi (uid), (gid_t) -1), ==, 0);
}

char *
mail_world_deliver (const char *maildir,
                    const char *id,
                    const char *from,
                    const char *subject,
                    const char *text)
{
  static guint counter = 0;
  static char *date = NULL;
  g_autofree char *header = id != NULL ? g_strdup_printf ("Message-ID: <%s>\n", id) : g_strdup ("");
  g_autofree char *content = NULL;
  char *name = g_strdup_printf ("%" G_GINT64_FORMAT ".M%uP%d.host", g_get_real_time () / G_USEC_PER_SEC, ++counter, (int) getpid ());
  char *parts[3] = {
    g_build_filename (maildir, "tmp", NULL), g_build_filename (maildir, "new", NULL), g_build_filename (maildir, "cur", NULL),
  };
  g_autofree char *temporary = g_build_filename (parts[0], name, NULL);
  g_autofree char *final = g_build_filename (parts[1], name, NULL);

  /* One date for all: mails that look the same must look the same in the next second, too. */
  if (date == NULL)
    {
      g_autoptr(GDateTime) now = g_date_time_new_now_utc ();

      date = g_date_time_format (now, "%a, %d %b %Y %H:%M:%S +0000");
    }
  content = g_strdup_printf ("From: %s\nTo: Desk <desk@relais.example>\nSubject: %s\nDate: %s\n%s"
                             "MIME-Version: 1.0\nContent-Type: text/plain; charset=utf-8\n\n%s\n",
                             from, subject, date, header, text);
  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    {
      if (!g_file_test (parts[i], G_FILE_TEST_IS_DIR))
        {
          g_autofree char *home = g_path_get_dirname (maildir);

          g_assert_cmpint (g_mkdir_with_parents (parts[i], 0700), ==, 0);
          give_to_owner (parts[i]);
          give_to_owner (maildir);
          if (g_getenv ("RELAIS_PEER_MAIL") != NULL && g_str_has_prefix (home, g_getenv ("RELAIS_PEER_MAIL")))
            give_to_owner (home);
        }
    }
  g_assert_true (g_file_set_contents (temporary, content, -1, NULL));
  give_to_owner (temporary);
  g_assert_cmpint (g_rename (temporary, final), ==, 0);
  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    g_free (parts[i]);

  return name;
}

guint
mail_peers_port (const char *variable)
{
  const char *port = g_getenv (variable);

  g_assert_nonnull (port);

  return (guint) g_ascii_strtoull (port, NULL, 10);
}

char *
mail_peers_maildir (const char *user)
{
  return g_build_filename (g_getenv ("RELAIS_PEER_MAIL"), user, "Maildir", NULL);
}

static ESource *
new_source (const char *parent,
            const char *name)
{
  g_autoptr(GError) error = NULL;
  ESource *source = e_source_new (NULL, NULL, &error);

  g_assert_no_error (error);
  if (parent != NULL)
    e_source_set_parent (source, parent);
  e_source_set_display_name (source, name);

  return source;
}

ESource *
mail_world_add_imap (MailWorld  *world,
                     const char *user,
                     guint       port,
                     const char *security,
                     const char *password)
{
  ESourceRegistry *registry = relais_mail_get_registry (world->mail);
  g_autofree char *address = g_strdup_printf ("%s@relais.example", user);
  g_autoptr(ESource) account = new_source (NULL, "Desk");
  g_autoptr(ESource) identity = new_source (e_source_get_uid (account), "Desk");
  g_autoptr(GError) error = NULL;
  g_autoptr(GList) list = NULL;
  ESourceAuthentication *authentication;
  ESourceExtension *extension;

  extension = e_source_get_extension (account, E_SOURCE_EXTENSION_MAIL_ACCOUNT);
  e_source_backend_set_backend_name (E_SOURCE_BACKEND (extension), "imapx");
  e_source_mail_account_set_identity_uid (E_SOURCE_MAIL_ACCOUNT (extension), e_source_get_uid (identity));
  authentication = e_source_get_extension (account, E_SOURCE_EXTENSION_AUTHENTICATION);
  e_source_authentication_set_host (authentication, g_getenv ("RELAIS_PEER_HOST"));
  e_source_authentication_set_port (authentication, (guint16) port);
  e_source_authentication_set_user (authentication, user);
  e_source_authentication_set_method (authentication, "PLAIN");
  extension = e_source_get_extension (account, E_SOURCE_EXTENSION_SECURITY);
  e_source_security_set_method (E_SOURCE_SECURITY (extension), security);
  extension = e_source_get_extension (identity, E_SOURCE_EXTENSION_MAIL_IDENTITY);
  e_source_mail_identity_set_address (E_SOURCE_MAIL_IDENTITY (extension), address);
  e_source_mail_identity_set_name (E_SOURCE_MAIL_IDENTITY (extension), "The desk");

  /* The password first: the account appears, and is tried, as soon as its source exists. */
  if (password != NULL)
    {
      e_source_store_password_sync (account, password, TRUE, NULL, &error);
      g_assert_no_error (error);
    }
  list = g_list_append (g_list_append (NULL, account), identity);
  e_source_registry_create_sources_sync (registry, list, NULL, &error);
  g_assert_no_error (error);

  return e_source_registry_ref_source (registry, e_source_get_uid (account));
}

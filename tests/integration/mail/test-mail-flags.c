/* test-mail-flags.c
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "mail-world.h"
#include "relais-mail-folder-private.h"

/* Flags against Dovecot: what was set last is what the server has in the end, whatever else went on. */

#define MESSAGES 60
#define ROUNDS 60
#define MANY 1500
#define WAIT_MS (60 * 1000)

typedef struct
{
  char              *folder;       /* (owned) */
  char              *maildir;      /* (owned) */
  MailWorld         *world;
  ESource           *source;       /* (owned) */
  RelaisMailFolder  *inbox;
  RelaisMessageList *list;         /* (owned) (nullable) */
  GHashTable        *names;        /* (owned) subject → name of its file */
  GHashTable        *wanted;       /* (owned) subject → RelaisMailFlags */
  guint              n_delivered;
} Fixture;

static void
deliver (Fixture *fixture)
{
  g_autofree char *id = g_strdup_printf ("flags.%u@elsewhere.example", fixture->n_delivered);
  char *subject = g_strdup_printf ("flags %u", fixture->n_delivered++);

  g_hash_table_insert (fixture->names, subject,
                       mail_world_deliver (fixture->maildir, id, "Camille Morel <camille@elsewhere.example>", subject,
                                           "Bonjour, quand est la rentrée ?"));
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  static guint counter = 0;
  g_autofree char *user = g_strdup_printf ("flags%u", ++counter);

  relais_test_bear_camel ();
  fixture->folder = relais_test_make_folder ();
  fixture->maildir = mail_peers_maildir (user);
  fixture->names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  fixture->wanted = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  for (guint i = 0; i < MESSAGES; i++)
    deliver (fixture);

  fixture->world = mail_world_new (fixture->folder, TRUE);
  mail_world_start (fixture->world);
  fixture->source = mail_world_add_imap (fixture->world, user, mail_peers_port ("RELAIS_PEER_IMAP"), "none",
                                         g_getenv ("RELAIS_PEER_PASSWORD"));
  fixture->inbox = mail_world_inbox (mail_world_wait_account (fixture->world));
}

static gboolean
no_account (gpointer user_data)
{
  return g_list_model_get_n_items (relais_mail_get_accounts (user_data)) == 0;
}

static void
remove_account (Fixture *fixture)
{
  g_autoptr(GError) error = NULL;

  e_source_remove_sync (fixture->source, NULL, &error);
  g_assert_no_error (error);
  relais_test_wait_for (no_account, fixture->world->mail);
  g_clear_object (&fixture->source);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  g_clear_object (&fixture->list);
  if (fixture->source != NULL)
    remove_account (fixture);
  mail_world_close (fixture->world);
  relais_test_remove (fixture->folder);
  g_hash_table_unref (fixture->names);
  g_hash_table_unref (fixture->wanted);
  g_free (fixture->folder);
  g_free (fixture->maildir);
}

/* As its file on the server is called. */
static RelaisMailFlags
flags_of_file (const char *name)
{
  const char *info = strstr (name, ":2,");
  RelaisMailFlags flags = 0;

  if (info != NULL)
    {
      flags |= strchr (info, 'S') != NULL ? RELAIS_MAIL_SEEN : 0;
      flags |= strchr (info, 'R') != NULL ? RELAIS_MAIL_ANSWERED : 0;
      flags |= strchr (info, 'F') != NULL ? RELAIS_MAIL_FLAGGED : 0;
    }

  return flags;
}

/* How many messages have other flags than they should. @say: which */
static guint
count_wrong (Fixture  *fixture,
             gboolean  say)
{
  g_autofree char *cur = g_build_filename (fixture->maildir, "cur", NULL);
  g_autoptr(GDir) dir = g_dir_open (cur, 0, NULL);
  GHashTableIter iter;
  gpointer subject, flags;
  const char *name;
  guint right = 0;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_hash_table_iter_init (&iter, fixture->wanted);
      while (g_hash_table_iter_next (&iter, &subject, &flags))
        if (g_str_has_prefix (name, g_hash_table_lookup (fixture->names, subject)))
          {
            if (flags_of_file (name) == GPOINTER_TO_UINT (flags))
              right++;
            else if (say)
              g_test_message ("“%s” should have the flags %x, and has %x", (char *) subject, GPOINTER_TO_UINT (flags),
                              flags_of_file (name));
          }
    }

  return g_hash_table_size (fixture->wanted) - right;
}

static gboolean
is_right (gpointer user_data)
{
  return count_wrong (user_data, FALSE) == 0;
}

/* The list shows what the server has. */
static gboolean
is_shown (gpointer user_data)
{
  Fixture *fixture = user_data;
  GListModel *list = G_LIST_MODEL (fixture->list);
  guint right = 0;

  for (guint i = 0; i < g_list_model_get_n_items (list); i++)
    {
      g_autoptr(RelaisMailItem) item = g_list_model_get_item (list, i);
      gpointer flags;

      if (g_hash_table_lookup_extended (fixture->wanted, relais_mail_item_get_subject (item), NULL, &flags)
          && (relais_mail_item_get_flags (item) & (RELAIS_MAIL_SEEN | RELAIS_MAIL_ANSWERED | RELAIS_MAIL_FLAGGED))
             == GPOINTER_TO_UINT (flags))
        right++;
    }

  return right == g_hash_table_size (fixture->wanted);
}

/* Some of one kind to some messages. */
static void
change_some (Fixture *fixture)
{
  static const RelaisMailFlags kinds[] = { RELAIS_MAIL_SEEN, RELAIS_MAIL_ANSWERED, RELAIS_MAIL_FLAGGED };
  RelaisMailFlags mask = kinds[g_test_rand_int_range (0, G_N_ELEMENTS (kinds))];
  RelaisMailFlags flags = g_test_rand_bit () ? mask : 0;
  g_autoptr(GStrvBuilder) builder = g_strv_builder_new ();
  g_auto(GStrv) uids = NULL;
  GListModel *list = G_LIST_MODEL (fixture->list);

  for (int i = g_test_rand_int_range (1, 10); i > 0; i--)
    {
      guint position = g_test_rand_int_range (0, g_list_model_get_n_items (list));
      g_autoptr(RelaisMailItem) item = g_list_model_get_item (list, position);
      const char *subject = relais_mail_item_get_subject (item);
      RelaisMailFlags now = GPOINTER_TO_UINT (g_hash_table_lookup (fixture->wanted, subject));

      g_strv_builder_add (builder, relais_mail_item_get_uid (item));
      g_hash_table_insert (fixture->wanted, g_strdup (subject), GUINT_TO_POINTER ((now & ~mask) | flags));
    }
  uids = g_strv_builder_end (builder);
  relais_test_await (relais_mail_folder_set_flags (fixture->inbox, (const char *const *) uids, mask, flags));
}

static void
assert_right (Fixture *fixture)
{
  if (!relais_test_until (is_right, fixture, WAIT_MS))
    g_error ("%u of %u messages have other flags than they should", count_wrong (fixture, TRUE),
             g_hash_table_size (fixture->wanted));
  relais_test_wait_for (is_shown, fixture);
}

static gboolean
never (gpointer user_data)
{
  return FALSE;
}

/* While the server is told of some, others change, the same ones change again, and new mail comes. */
static void
test_storm (Fixture       *fixture,
            gconstpointer  data)
{
  fixture->list = mail_world_load_list (fixture->inbox, MESSAGES);
  for (guint round = 0; round < ROUNDS; round++)
    {
      change_some (fixture);
      if (round % 3 == 0)
        deliver (fixture);
      relais_test_until (never, NULL, g_test_rand_int_range (0, 200));
    }

  assert_right (fixture);
}

/* What was set just before the end arrives, then or after the next start. */
static void
test_restart (Fixture       *fixture,
              gconstpointer  data)
{
  RelaisMailAccount *account;

  fixture->list = mail_world_load_list (fixture->inbox, MESSAGES);
  for (guint round = 0; round < 3; round++)
    {
      for (guint i = 0; i < 5; i++)
        change_some (fixture);
      g_clear_object (&fixture->list);
      mail_world_close (fixture->world);

      fixture->world = mail_world_new (fixture->folder, TRUE);
      mail_world_start (fixture->world);
      account = mail_world_wait_account (fixture->world);
      g_set_object (&fixture->source, relais_mail_account_get_source (account));
      fixture->inbox = mail_world_inbox (account);
      fixture->list = mail_world_load_list (fixture->inbox, MESSAGES);
    }

  assert_right (fixture);
}

static void
settled_cb (gpointer      owner,
            const GValue *value,
            const GError *error,
            gpointer      user_data)
{
  g_test_message ("the change ended: %s", error != NULL ? error->message : "set");
  *(gboolean *) user_data = TRUE;
}

static gboolean
is_true (gpointer user_data)
{
  return *(gboolean *) user_data;
}

/* The account goes while all its messages are being marked: the change ends, one way or the other, and so does the account. */
static void
test_removed (Fixture       *fixture,
              gconstpointer  data)
{
  g_autoptr(GStrvBuilder) builder = g_strv_builder_new ();
  g_auto(GStrv) uids = NULL;
  gboolean settled = FALSE;

  while (fixture->n_delivered < MANY)
    deliver (fixture);
  fixture->list = mail_world_load_list (fixture->inbox, MANY);
  for (guint i = 0; i < MANY; i++)
    {
      g_autoptr(RelaisMailItem) item = g_list_model_get_item (G_LIST_MODEL (fixture->list), i);

      g_strv_builder_add (builder, relais_mail_item_get_uid (item));
    }
  uids = g_strv_builder_end (builder);
  relais_future_to_ui (relais_mail_folder_set_flags (fixture->inbox, (const char *const *) uids, RELAIS_MAIL_SEEN, RELAIS_MAIL_SEEN),
                       NULL, NULL, settled_cb, &settled);
  relais_test_until (never, NULL, g_test_rand_int_range (0, 40));
  remove_account (fixture);

  relais_test_wait_for (is_true, &settled);
}

int
main (int   argc,
      char *argv[])
{
  relais_test_init (&argc, &argv);
  g_test_add ("/mail/flags/storm", Fixture, NULL, set_up, test_storm, tear_down);
  g_test_add ("/mail/flags/restart", Fixture, NULL, set_up, test_restart, tear_down);
  g_test_add ("/mail/flags/removed", Fixture, NULL, set_up, test_removed, tear_down);

  return g_test_run ();
}

/* workspace-world.c
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#include "workspace-world.h"

#define WAIT_MS 60000

WorkspaceWorld *
workspace_world_open (const char           *folder,
                      RelaisWorkspaceFlags  flags)
{
  static const char * const parts[] = { "cur", "new", "tmp" };
  WorkspaceWorld *world = g_new0 (WorkspaceWorld, 1);

  world->folder = g_strdup (folder);
  world->maildir = g_build_filename (folder, "Maildir", NULL);
  world->workspace = relais_workspace_new (NULL, folder, flags);
  world->triage = relais_workspace_get_triage (world->workspace);

  if ((flags & RELAIS_WORKSPACE_DEMO) == 0)
    {
      for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
        {
          g_autofree char *path = g_build_filename (world->maildir, parts[i], NULL);

          g_assert_cmpint (g_mkdir_with_parents (path, 0700), ==, 0);
        }
      relais_mail_add_local (relais_workspace_get_mail (world->workspace), "demo", "Desk", "desk@relais.example",
                             world->maildir);
    }
  relais_test_await (relais_workspace_start (world->workspace));

  return world;
}

void
workspace_world_close (WorkspaceWorld *world)
{
  relais_test_await (relais_workspace_stop (world->workspace));
  g_clear_object (&world->workspace);
  relais_test_settle ();
  g_free (world->folder);
  g_free (world->maildir);
  g_free (world);
}

void
workspace_world_settle (WorkspaceWorld *world)
{
  relais_test_await (relais_intake_settled (relais_mail_get_intake (relais_workspace_get_mail (world->workspace))));
  relais_test_await (relais_triage_settled (world->triage));
}

void
workspace_world_automate (WorkspaceWorld *world,
                          const char     *kind)
{
  RelaisSettings *settings = relais_workspace_get_settings (world->workspace);
  RelaisKindStore *kinds = relais_workspace_get_kinds (world->workspace);
  g_autoptr(GPtrArray) packs = relais_pack_list_shipped ();
  g_autoptr(RelaisKind) automatic = NULL;

  for (guint i = 0; i < packs->len; i++)
    if (!relais_kind_store_has_pack (kinds, relais_pack_get_id (g_ptr_array_index (packs, i))))
      relais_test_await (relais_kind_store_install (kinds, g_ptr_array_index (packs, i)));
  automatic = relais_kind_with (relais_kind_store_find (kinds, kind), RELAIS_ACTION_AUTO, 0, TRUE);
  relais_test_await (relais_kind_store_save (kinds, automatic));
  relais_test_await (relais_settings_set_int (settings, "triage.bar-messages", 0));
  relais_test_await (relais_settings_set_int (settings, "triage.per-day", 100000));
  relais_test_await (relais_settings_set_int (settings, "workspace.created", 1));
  relais_test_await (relais_settings_set_string (settings, "me.name", "Louise Ferrand"));
  relais_test_await (relais_triage_settled (world->triage));
}

RelaisTriageRecord *
workspace_world_find (WorkspaceWorld *world,
                      const char     *subject)
{
  const RelaisTriageFilter everything = { NULL, NULL, -1, 0 };
  g_auto(GValue) value = G_VALUE_INIT;
  GListModel *records;

  relais_test_await_value (relais_triage_list (world->triage, &everything, 10000), &value);
  records = g_value_get_object (&value);
  for (guint i = 0; i < g_list_model_get_n_items (records); i++)
    {
      g_autoptr(RelaisTriageRecord) record = g_list_model_get_item (records, i);

      if (g_strcmp0 (relais_triage_record_get_subject (record), subject) == 0)
        return g_steal_pointer (&record);
    }
  g_error ("there is no message “%s” among %u", subject, g_list_model_get_n_items (records));
}

RelaisTriageRecord *
workspace_world_load (WorkspaceWorld *world,
                      gint64          message)
{
  g_auto(GValue) value = G_VALUE_INIT;

  relais_test_await_value (relais_triage_load (world->triage, message), &value);

  return g_value_dup_object (&value);
}

typedef struct
{
  WorkspaceWorld *world;
  gint64          message;
  RelaisFate      wanted;
  RelaisFate      found;
} Fated;

static gboolean
has_fate (gpointer user_data)
{
  Fated *fated = user_data;
  g_autoptr(RelaisTriageRecord) record = workspace_world_load (fated->world, fated->message);

  fated->found = relais_triage_record_get_fate (record);

  return fated->found == fated->wanted;
}

void
workspace_world_wait_fate (WorkspaceWorld *world,
                           gint64          message,
                           RelaisFate      fate)
{
  Fated fated = { world, message, fate, fate };

  if (!relais_test_until (has_fate, &fated, WAIT_MS))
    g_error ("the message's fate is %d, not %d", (int) fated.found, (int) fate);
}

void
workspace_world_deliver (const char *maildir,
                         const char *name,
                         const char *mail)
{
  g_autofree char *draft = g_build_filename (maildir, "tmp", name, NULL);
  g_autofree char *path = g_build_filename (maildir, "new", name, NULL);

  g_assert_true (g_file_set_contents (draft, mail, -1, NULL));
  /* Dovecot serves nobody as root: among its peers the file is its user's. */
  if (g_getenv ("RELAIS_PEER_UID") != NULL && getuid () == 0)
    g_assert_cmpint (chown (draft, (uid_t) g_ascii_strtoull (g_getenv ("RELAIS_PEER_UID"), NULL, 10), (gid_t) -1), ==, 0);
  g_assert_cmpint (g_rename (draft, path), ==, 0);
}

GPtrArray *
workspace_world_outbox (const char *maildir)
{
  static const char * const parts[] = { "cur", "new" };
  GPtrArray *mails = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    {
      g_autofree char *folder = g_build_filename (maildir, ".Outbox", parts[i], NULL);
      g_autoptr(GDir) dir = g_dir_open (folder, 0, NULL);
      const char *name;

      while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
        {
          g_autofree char *path = g_build_filename (folder, name, NULL);
          char *mail;

          if (g_file_get_contents (path, &mail, NULL, NULL))
            g_ptr_array_add (mails, mail);
        }
    }

  return mails;
}

/* Files alone: reading two hundred mails over and over would take the time that the program needs. */
static guint
count_outbox (WorkspaceWorld *world)
{
  static const char * const parts[] = { "cur", "new" };
  guint count = 0;

  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    {
      g_autofree char *folder = g_build_filename (world->maildir, ".Outbox", parts[i], NULL);
      g_autoptr(GDir) dir = g_dir_open (folder, 0, NULL);

      while (dir != NULL && g_dir_read_name (dir) != NULL)
        count++;
    }

  return count;
}

typedef struct
{
  WorkspaceWorld *world;
  guint           before;
  guint           count;
} Waiting;

static gboolean
has_moved (gpointer user_data)
{
  Waiting *waiting = user_data;
  guint now = count_outbox (waiting->world);

  return now >= waiting->count || now != waiting->before;
}

/* As long as they go on leaving, it is waited for. */
void
workspace_world_wait_sent (WorkspaceWorld *world,
                           guint           count)
{
  Waiting waiting = { world, count_outbox (world), count };

  while (waiting.before < count)
    {
      if (!relais_test_until (has_moved, &waiting, WAIT_MS))
        g_error ("%u mails left, not %u", waiting.before, count);
      waiting.before = count_outbox (world);
    }
}

static gboolean
read_number (RelaisSql  *sql,
             gpointer    data,
             GValue     *result,
             GError    **error)
{
  gint64 number;

  if (!relais_sql_get_int64 (sql, &number, error, data, ""))
    return FALSE;
  g_value_init (result, G_TYPE_INT64);
  g_value_set_int64 (result, number);

  return TRUE;
}

gint64
workspace_world_number (WorkspaceWorld *world,
                        const char     *statement)
{
  g_auto(GValue) value = G_VALUE_INIT;

  relais_test_await_value (relais_database_read (relais_workspace_get_database (world->workspace), "number", read_number,
                                                 (gpointer) statement, NULL), &value);

  return g_value_get_int64 (&value);
}

typedef struct
{
  WorkspaceWorld *world;
  const char     *statement;
  gint64          wanted;
  gint64          found;
} Number;

static gboolean
has_number (gpointer user_data)
{
  Number *number = user_data;

  number->found = workspace_world_number (number->world, number->statement);

  return number->found == number->wanted;
}

void
workspace_world_wait_number (WorkspaceWorld *world,
                             const char     *statement,
                             gint64          wanted,
                             guint           milliseconds)
{
  Number number = { world, statement, wanted, wanted };

  if (!relais_test_until (has_number, &number, milliseconds))
    g_error ("“%s” is %" G_GINT64_FORMAT ", not %" G_GINT64_FORMAT, statement, number.found, wanted);
}

/* relais-team.c
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "relais-clock.h"
#include "relais-promise.h"
#include "relais-team.h"

struct _RelaisTeam
{
  GObject         parent_instance;

  RelaisDatabase *database;   /* (owned) */
  GPtrArray      *members;    /* (owned) of RelaisMember, by name */
};

static void list_model_iface_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (RelaisTeam, relais_team, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_iface_init))

/* One change on its way to the database; comes back with the list as it then is. */
typedef struct
{
  RelaisTeam *team;       /* (owned) */
  gint64      id;
  gboolean    remove;
  char       *name;       /* (owned) (nullable): NULL: only read */
  char       *address;    /* (owned) (nullable) */
  char       *language;   /* (owned) (nullable) */
  GPtrArray  *members;    /* (owned) what the database holds afterwards */
} Change;

static void
change_free (gpointer data)
{
  Change *change = data;

  g_object_unref (change->team);
  g_free (change->name);
  g_free (change->address);
  g_free (change->language);
  g_clear_pointer (&change->members, g_ptr_array_unref);
  g_free (change);
}

static gboolean
write_change (RelaisSql  *sql,
              Change     *change,
              GError    **error)
{
  if (change->remove)
    return relais_sql_exec (sql, error, "DELETE FROM member WHERE id = ?", "i", change->id);
  if (change->name == NULL)
    return TRUE;
  if (change->id != 0)
    return relais_sql_exec (sql, error, "UPDATE member SET name = ?, address = ?, language = ? WHERE id = ?", "sssi",
                            change->name, change->address, change->language, change->id);

  if (!relais_sql_exec (sql, error, "INSERT INTO member (name, address, language, created) VALUES (?, ?, ?, ?)", "sssi",
                        change->name, change->address, change->language, relais_clock_now ()))
    return FALSE;
  change->id = relais_sql_last_id (sql);

  return TRUE;
}

static gboolean
apply_change (RelaisSql  *sql,
              gpointer    data,
              GValue     *result,
              GError    **error)
{
  Change *change = data;
  g_autoptr(RelaisRows) rows = NULL;
  g_autoptr(GError) local = NULL;

  if (!write_change (sql, change, error))
    return FALSE;

  change->members = g_ptr_array_new_with_free_func (g_object_unref);
  rows = relais_sql_query (sql, error, "SELECT id, name, address, language FROM member ORDER BY name COLLATE NOCASE, id", "");
  if (rows == NULL)
    return FALSE;
  while (relais_rows_next (rows, &local))
    g_ptr_array_add (change->members,
                     relais_member_new (relais_rows_get_int64 (rows, 0), relais_rows_get_string (rows, 1),
                                        relais_rows_get_string (rows, 2), relais_rows_get_string (rows, 3)));
  if (local != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }

  g_value_init (result, G_TYPE_INT64);
  g_value_set_int64 (result, change->id);

  return TRUE;
}

/* The list is shown before the caller hears of it: whoever awaits the change finds it in the model. */
static void
changed_cb (gpointer      owner,
            const GValue *value,
            const GError *error,
            gpointer      user_data)
{
  RelaisPromise *promise = user_data;

  relais_promise_complete (promise, value, error != NULL ? g_error_copy (error) : NULL);
}

static void
show_members (gpointer data)
{
  Change *change = data;

  if (change->members != NULL)
    {
      RelaisTeam *self = change->team;
      guint before = self->members->len;

      g_ptr_array_unref (self->members);
      self->members = g_steal_pointer (&change->members);
      g_list_model_items_changed (G_LIST_MODEL (self), 0, before, self->members->len);
    }
  change_free (change);
}

static DexFuture *
run_change (RelaisTeam *self,
            Change     *change)
{
  RelaisPromise *promise = relais_promise_new ();
  DexFuture *future = relais_promise_dup_future (promise);

  change->team = g_object_ref (self);
  relais_future_to_ui (relais_database_write (self->database, "team", apply_change, change, show_members),
                       NULL, NULL, changed_cb, promise);

  return future;
}

static GType
relais_team_get_item_type (GListModel *model)
{
  return RELAIS_TYPE_MEMBER;
}

static guint
relais_team_get_n_items (GListModel *model)
{
  return RELAIS_TEAM (model)->members->len;
}

static gpointer
relais_team_get_item (GListModel *model,
                      guint       position)
{
  RelaisTeam *self = RELAIS_TEAM (model);

  return position < self->members->len ? g_object_ref (g_ptr_array_index (self->members, position)) : NULL;
}

static void
list_model_iface_init (GListModelInterface *iface)
{
  iface->get_item_type = relais_team_get_item_type;
  iface->get_n_items = relais_team_get_n_items;
  iface->get_item = relais_team_get_item;
}

static void
relais_team_finalize (GObject *object)
{
  RelaisTeam *self = RELAIS_TEAM (object);

  g_clear_object (&self->database);
  g_clear_pointer (&self->members, g_ptr_array_unref);

  G_OBJECT_CLASS (relais_team_parent_class)->finalize (object);
}

static void
relais_team_class_init (RelaisTeamClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = relais_team_finalize;
}

static void
relais_team_init (RelaisTeam *self)
{
  self->members = g_ptr_array_new_with_free_func (g_object_unref);
}

/**
 * relais_team_new:
 *
 * Returns: (transfer full): an empty list until relais_team_load()
 */
RelaisTeam *
relais_team_new (RelaisDatabase *database)
{
  RelaisTeam *self;

  g_return_val_if_fail (RELAIS_IS_DATABASE (database), NULL);

  self = g_object_new (RELAIS_TYPE_TEAM, NULL);
  self->database = g_object_ref (database);

  return self;
}

/**
 * relais_team_find:
 *
 * Returns: (transfer none) (nullable)
 */
RelaisMember *
relais_team_find (RelaisTeam *self,
                  gint64      id)
{
  g_return_val_if_fail (RELAIS_IS_TEAM (self), NULL);

  for (guint i = 0; i < self->members->len; i++)
    {
      RelaisMember *member = g_ptr_array_index (self->members, i);

      if (relais_member_get_id (member) == id)
        return member;
    }

  return NULL;
}

/**
 * relais_team_load:
 *
 * Returns: (transfer full): resolves when the list is filled
 */
DexFuture *
relais_team_load (RelaisTeam *self)
{
  g_return_val_if_fail (RELAIS_IS_TEAM (self), NULL);

  return run_change (self, g_new0 (Change, 1));
}

/**
 * relais_team_save:
 *
 * Returns: (transfer full): resolves to the row
 */
DexFuture *
relais_team_save (RelaisTeam *self,
                  gint64      id,
                  const char *name,
                  const char *address,
                  const char *language)
{
  Change *change;

  g_return_val_if_fail (RELAIS_IS_TEAM (self), NULL);
  g_return_val_if_fail (name != NULL && address != NULL, NULL);

  change = g_new0 (Change, 1);
  change->id = id;
  change->name = g_strdup (name);
  change->address = g_ascii_strdown (address, -1);
  change->language = g_strdup (language != NULL ? language : "en");

  return run_change (self, change);
}

/**
 * relais_team_remove:
 *
 * Kinds and messages that this person had have nobody afterwards.
 *
 * Returns: (transfer full): resolves when it is gone
 */
DexFuture *
relais_team_remove (RelaisTeam *self,
                    gint64      id)
{
  Change *change;

  g_return_val_if_fail (RELAIS_IS_TEAM (self), NULL);

  change = g_new0 (Change, 1);
  change->id = id;
  change->remove = TRUE;

  return run_change (self, change);
}

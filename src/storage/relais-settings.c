/* relais-settings.c
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "relais-json.h"
#include "relais-promise.h"
#include "relais-settings.h"

struct _RelaisSettings
{
  GObject         parent_instance;

  RelaisDatabase *database;   /* (owned) */
  GHashTable     *values;     /* (owned) key (owned) → JsonNode (owned) */
};

G_DEFINE_FINAL_TYPE (RelaisSettings, relais_settings, G_TYPE_OBJECT)

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* A load or a change, on its way to the disk and back. */
typedef struct
{
  RelaisSettings *settings;   /* (owned) */
  RelaisPromise  *promise;    /* (owned) until completed */
  char           *key;        /* (owned) (nullable) */
  JsonNode       *value;      /* (owned) (nullable) */
} Errand;

typedef struct
{
  char *key;                  /* (owned) */
  char *value;                /* (owned) (nullable) JSON */
} Row;

static GHashTable *
make_table (void)
{
  return g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) json_node_unref);
}

static void
row_free (gpointer data)
{
  Row *row = data;

  g_free (row->key);
  g_free (row->value);
  g_free (row);
}

static Errand *
errand_new (RelaisSettings *self,
            const char     *key,
            JsonNode       *value)
{
  Errand *errand = g_new0 (Errand, 1);

  errand->settings = g_object_ref (self);
  errand->promise = relais_promise_new ();
  errand->key = g_strdup (key);
  errand->value = value;

  return errand;
}

static void
errand_end (Errand       *errand,
            const GError *error)
{
  relais_promise_complete (errand->promise, NULL, error != NULL ? g_error_copy (error) : NULL);
  g_clear_pointer (&errand->value, json_node_unref);
  g_object_unref (errand->settings);
  g_free (errand->key);
  g_free (errand);
}

static gboolean
read_sql (RelaisSql  *sql,
          gpointer    data,
          GValue     *result,
          GError    **error)
{
  g_autoptr(RelaisRows) rows = relais_sql_query (sql, error, "SELECT key, value FROM setting", NULL);
  g_autoptr(GHashTable) values = make_table ();
  g_autoptr(GError) local_error = NULL;

  if (rows == NULL)
    return FALSE;

  while (relais_rows_next (rows, &local_error))
    {
      const char *key = relais_rows_get_string (rows, 0);
      JsonNode *node = relais_json_parse (relais_rows_get_string (rows, 1), -1, RELAIS_SETTINGS_MAX_SIZE, key, NULL);

      if (node != NULL)
        g_hash_table_insert (values, g_strdup (key), node);
      else
        g_warning ("The setting %s is damaged and counts as not set", key);
    }

  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }

  g_value_init (result, G_TYPE_HASH_TABLE);
  g_value_take_boxed (result, g_steal_pointer (&values));

  return TRUE;
}

static gboolean
write_sql (RelaisSql  *sql,
           gpointer    data,
           GValue     *result,
           GError    **error)
{
  const Row *row = data;

  if (row->value == NULL)
    return relais_sql_exec (sql, error, "DELETE FROM setting WHERE key = ?", "s", row->key);
  if (strlen (row->value) > RELAIS_SETTINGS_MAX_SIZE)
    {
      g_set_error (error, RELAIS_CORE_ERROR, RELAIS_CORE_ERROR_TOO_LARGE, "the setting %s is too large", row->key);
      return FALSE;
    }

  return relais_sql_exec (sql, error,
                          "INSERT INTO setting (key, value) VALUES (?, ?) "
                          "ON CONFLICT (key) DO UPDATE SET value = excluded.value", "ss", row->key, row->value);
}

static gboolean
is_same (JsonNode *first,
         JsonNode *second)
{
  return first == second || (first != NULL && second != NULL && json_node_equal (first, second));
}

static void
loaded_cb (gpointer      owner,
           const GValue *value,
           const GError *error,
           gpointer      user_data)
{
  Errand *errand = user_data;
  RelaisSettings *self = errand->settings;

  if (error == NULL)
    {
      g_autoptr(GHashTable) before = g_steal_pointer (&self->values);
      g_autoptr(GHashTable) keys = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
      GHashTableIter iter;
      gpointer key;

      self->values = g_value_dup_boxed (value);
      g_hash_table_iter_init (&iter, before);
      while (g_hash_table_iter_next (&iter, &key, NULL))
        g_hash_table_add (keys, g_strdup (key));
      g_hash_table_iter_init (&iter, self->values);
      while (g_hash_table_iter_next (&iter, &key, NULL))
        g_hash_table_add (keys, g_strdup (key));

      g_hash_table_iter_init (&iter, keys);
      while (g_hash_table_iter_next (&iter, &key, NULL))
        if (!is_same (g_hash_table_lookup (before, key), g_hash_table_lookup (self->values, key)))
          g_signal_emit (self, signals[CHANGED], g_quark_from_string (key), key);
    }

  errand_end (errand, error);
}

static void
saved_cb (gpointer      owner,
          const GValue *value,
          const GError *error,
          gpointer      user_data)
{
  Errand *errand = user_data;
  RelaisSettings *self = errand->settings;

  if (error == NULL && !is_same (g_hash_table_lookup (self->values, errand->key), errand->value))
    {
      if (errand->value != NULL)
        g_hash_table_insert (self->values, g_strdup (errand->key), g_steal_pointer (&errand->value));
      else
        g_hash_table_remove (self->values, errand->key);
      g_signal_emit (self, signals[CHANGED], g_quark_from_string (errand->key), errand->key);
    }

  errand_end (errand, error);
}

/* @value: (transfer full) (nullable) */
static DexFuture *
save (RelaisSettings *self,
      const char     *key,
      JsonNode       *value)
{
  Errand *errand = errand_new (self, key, value);
  DexFuture *future = relais_promise_dup_future (errand->promise);
  Row *row = g_new0 (Row, 1);

  row->key = g_strdup (key);
  row->value = value != NULL ? relais_json_stringify (value) : NULL;
  relais_future_to_ui (relais_database_write (self->database, "saving a setting", write_sql, row, row_free),
                       NULL, NULL, saved_cb, errand);

  return future;
}

static JsonNode *
find (RelaisSettings *self,
      const char     *key)
{
  JsonNode *node = g_hash_table_lookup (self->values, key);

  return node != NULL && JSON_NODE_HOLDS_VALUE (node) ? node : NULL;
}

static void
relais_settings_finalize (GObject *object)
{
  RelaisSettings *self = RELAIS_SETTINGS (object);

  g_clear_object (&self->database);
  g_hash_table_unref (self->values);

  G_OBJECT_CLASS (relais_settings_parent_class)->finalize (object);
}

static void
relais_settings_class_init (RelaisSettingsClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = relais_settings_finalize;

  signals[CHANGED] = g_signal_new ("changed", RELAIS_TYPE_SETTINGS, G_SIGNAL_RUN_LAST | G_SIGNAL_DETAILED,
                                   0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
relais_settings_init (RelaisSettings *self)
{
  self->values = make_table ();
}

RelaisSettings *
relais_settings_new (RelaisDatabase *database)
{
  RelaisSettings *self;

  g_return_val_if_fail (RELAIS_IS_DATABASE (database), NULL);

  self = g_object_new (RELAIS_TYPE_SETTINGS, NULL);
  self->database = g_object_ref (database);

  return self;
}

DexFuture *
relais_settings_load (RelaisSettings *self)
{
  Errand *errand;
  DexFuture *future;

  g_return_val_if_fail (RELAIS_IS_SETTINGS (self), NULL);

  errand = errand_new (self, NULL, NULL);
  future = relais_promise_dup_future (errand->promise);
  relais_future_to_ui (relais_database_read (self->database, "reading the settings", read_sql, NULL, NULL),
                       NULL, NULL, loaded_cb, errand);

  return future;
}

const char *
relais_settings_get_string (RelaisSettings *self,
                            const char     *key,
                            const char     *otherwise)
{
  JsonNode *node;

  g_return_val_if_fail (RELAIS_IS_SETTINGS (self), otherwise);

  node = find (self, key);

  return node != NULL && json_node_get_value_type (node) == G_TYPE_STRING ? json_node_get_string (node) : otherwise;
}

gint64
relais_settings_get_int (RelaisSettings *self,
                         const char     *key,
                         gint64          otherwise)
{
  JsonNode *node;

  g_return_val_if_fail (RELAIS_IS_SETTINGS (self), otherwise);

  node = find (self, key);

  return node != NULL && json_node_get_value_type (node) == G_TYPE_INT64 ? json_node_get_int (node) : otherwise;
}

double
relais_settings_get_double (RelaisSettings *self,
                            const char     *key,
                            double          otherwise)
{
  JsonNode *node;

  g_return_val_if_fail (RELAIS_IS_SETTINGS (self), otherwise);

  node = find (self, key);
  if (node == NULL ||
      (json_node_get_value_type (node) != G_TYPE_DOUBLE && json_node_get_value_type (node) != G_TYPE_INT64))
    return otherwise;

  return json_node_get_double (node);
}

gboolean
relais_settings_get_boolean (RelaisSettings *self,
                             const char     *key,
                             gboolean        otherwise)
{
  JsonNode *node;

  g_return_val_if_fail (RELAIS_IS_SETTINGS (self), otherwise);

  node = find (self, key);

  return node != NULL && json_node_get_value_type (node) == G_TYPE_BOOLEAN ? json_node_get_boolean (node) : otherwise;
}

DexFuture *
relais_settings_set_string (RelaisSettings *self,
                            const char     *key,
                            const char     *value)
{
  g_return_val_if_fail (RELAIS_IS_SETTINGS (self), NULL);

  return save (self, key, value != NULL ? json_node_init_string (json_node_alloc (), value) : NULL);
}

DexFuture *
relais_settings_set_int (RelaisSettings *self,
                         const char     *key,
                         gint64          value)
{
  g_return_val_if_fail (RELAIS_IS_SETTINGS (self), NULL);

  return save (self, key, json_node_init_int (json_node_alloc (), value));
}

DexFuture *
relais_settings_set_double (RelaisSettings *self,
                            const char     *key,
                            double          value)
{
  g_return_val_if_fail (RELAIS_IS_SETTINGS (self), NULL);

  return save (self, key, json_node_init_double (json_node_alloc (), value));
}

DexFuture *
relais_settings_set_boolean (RelaisSettings *self,
                             const char     *key,
                             gboolean        value)
{
  g_return_val_if_fail (RELAIS_IS_SETTINGS (self), NULL);

  return save (self, key, json_node_init_boolean (json_node_alloc (), value));
}

DexFuture *
relais_settings_unset (RelaisSettings *self,
                       const char     *key)
{
  g_return_val_if_fail (RELAIS_IS_SETTINGS (self), NULL);

  return save (self, key, NULL);
}

/* relais-kind-sql.c
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "relais-clock.h"
#include "relais-kind-names.h"
#include "relais-kind-sql-private.h"

/* What the user said by hand counts more than what came with a pack: it is about their own mail. */
#define WEIGHT_PACK 1.0
#define WEIGHT_USER 2.0
#define WEIGHT_CORRECTION 4.0

static RelaisKind *
read_kind (RelaisRows  *rows,
           GError     **error)
{
  g_autoptr(JsonNode) definition = json_from_string (relais_rows_get_string (rows, 2), error);
  g_autoptr(RelaisKind) bare = NULL;
  RelaisAction action;

  if (definition == NULL)
    return NULL;
  bare = relais_kind_new_from_json (definition, relais_rows_get_string (rows, 1), error);
  if (bare == NULL)
    return NULL;
  if (!relais_action_from_string (relais_rows_get_string (rows, 3), &action))
    action = relais_kind_get_action (bare);

  return relais_kind_with (bare, action, relais_rows_get_int64 (rows, 4), relais_rows_get_int64 (rows, 5) != 0);
}

/* Returns: (transfer full) (nullable) (element-type RelaisKind): in the user's order */
GPtrArray *
relais_kind_sql_load (RelaisSql  *sql,
                      GError    **error)
{
  g_autoptr(GPtrArray) kinds = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr(GError) local = NULL;
  g_autoptr(RelaisRows) rows = relais_sql_query (sql, error,
                                                 "SELECT id, pack, definition, action, member, enabled FROM kind "
                                                 "ORDER BY position, id", "");

  if (rows == NULL)
    return NULL;

  while (relais_rows_next (rows, &local))
    {
      g_autoptr(GError) damaged = NULL;
      RelaisKind *kind = read_kind (rows, &damaged);

      /* One kind that cannot be read must not take the others away. */
      if (kind == NULL)
        g_warning ("kind left out: %s", damaged->message);
      else
        g_ptr_array_add (kinds, kind);
    }
  if (local != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return NULL;
    }

  return g_steal_pointer (&kinds);
}

gboolean
relais_kind_sql_save (RelaisSql   *sql,
                      RelaisKind  *kind,
                      GError     **error)
{
  g_autoptr(JsonNode) definition = relais_kind_to_json (kind);
  g_autofree char *text = json_to_string (definition, FALSE);
  gint64 member = relais_kind_get_member (kind);

  return relais_sql_exec (sql, error,
                          "INSERT INTO kind (id, pack, position, enabled, action, member, definition, updated) "
                          "VALUES (?1, ?2, (SELECT COALESCE(MAX(position), 0) + 1 FROM kind), ?3, ?4, NULLIF(?5, 0), ?6, ?7) "
                          "ON CONFLICT (id) DO UPDATE SET enabled = ?3, action = ?4, member = NULLIF(?5, 0), "
                          "definition = ?6, updated = ?7",
                          "ssisisi", relais_kind_get_id (kind), relais_kind_get_pack (kind),
                          (gint64) relais_kind_get_enabled (kind), relais_action_to_string (relais_kind_get_action (kind)),
                          member, text, relais_clock_now ());
}

gboolean
relais_kind_sql_add_example (RelaisSql   *sql,
                             const char  *kind,
                             const char  *language,
                             const char  *text,
                             const char  *source,
                             gint64       message,
                             GError     **error)
{
  return relais_sql_exec (sql, error,
                          "INSERT INTO example (kind, language, text, source, message, created) "
                          "VALUES (?, ?, ?, ?, NULLIF(?, 0), ?)",
                          "ssssii", kind, language, text, source, message, relais_clock_now ());
}

gboolean
relais_kind_sql_install (RelaisSql   *sql,
                         RelaisPack  *pack,
                         GError     **error)
{
  GPtrArray *kinds = relais_pack_get_kinds (pack);
  GPtrArray *examples = relais_pack_get_examples (pack);
  g_autoptr(GHashTable) added = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr(GPtrArray) there = relais_kind_sql_load (sql, error);

  if (there == NULL)
    return FALSE;

  for (guint i = 0; i < kinds->len; i++)
    {
      RelaisKind *kind = g_ptr_array_index (kinds, i);
      RelaisKind *apart;
      gint64 known;

      if (!relais_sql_get_int64 (sql, &known, error, "SELECT COUNT(*) FROM kind WHERE id = ?", "s", relais_kind_get_id (kind)))
        return FALSE;
      if (known > 0)
        continue;
      apart = relais_kind_names_set_apart (there, kind);
      g_ptr_array_add (there, apart);
      if (!relais_kind_sql_save (sql, apart, error))
        return FALSE;
      g_hash_table_add (added, (gpointer) relais_kind_get_id (kind));
    }

  for (guint i = 0; i < examples->len; i++)
    {
      const RelaisExample *example = g_ptr_array_index (examples, i);

      if (g_hash_table_contains (added, example->kind) &&
          !relais_kind_sql_add_example (sql, example->kind, example->language, example->text, "pack", 0, error))
        return FALSE;
    }

  return TRUE;
}

/* A rule that spoke of one kind speaks of the other, in what it asks for (“if”) and in what it says (“then”). */
static gboolean
rename_in_rules (RelaisSql   *sql,
                 const char  *path,
                 const char  *from,
                 const char  *into,
                 GError     **error)
{
  return relais_sql_exec (sql, error,
                          "UPDATE rule SET definition = json_set(definition, ?1, ?3) "
                          "WHERE CASE WHEN json_valid(definition) THEN json_extract(definition, ?1) END = ?2",
                          "sss", path, from, into);
}

gboolean
relais_kind_sql_merge (RelaisSql   *sql,
                       const char  *from,
                       const char  *into,
                       GError     **error)
{
  return relais_sql_exec (sql, error, "UPDATE example SET kind = ? WHERE kind = ?", "ss", into, from) &&
         relais_sql_exec (sql, error, "UPDATE decision SET kind = ? WHERE kind = ?", "ss", into, from) &&
         relais_sql_exec (sql, error, "UPDATE event SET detail = json_set (detail, '$.kind', ?1) "
                          "WHERE json_extract (detail, '$.kind') = ?2", "ss", into, from) &&
         rename_in_rules (sql, "$.if.kind", from, into, error) &&
         rename_in_rules (sql, "$.then.kind", from, into, error) &&
         relais_sql_exec (sql, error, "DELETE FROM kind WHERE id = ?", "s", from);
}

/* All examples, those of kinds that are switched off included: who learns leaves them out, who exports does not. @corrections: messages that
 * somebody corrected, too. Returns: (transfer full) (nullable) (element-type RelaisExample) */
GPtrArray *
relais_kind_sql_examples (RelaisSql  *sql,
                          gboolean    corrections,
                          GError    **error)
{
  g_autoptr(GPtrArray) examples = g_ptr_array_new_with_free_func ((GDestroyNotify) relais_example_free);
  g_autoptr(GError) local = NULL;
  g_autoptr(RelaisRows) rows = relais_sql_query (sql, error,
                                                 "SELECT kind, language, text, source FROM example "
                                                 "WHERE ?1 OR source <> 'correction' ORDER BY id", "i",
                                                 (gint64) (corrections != FALSE));

  if (rows == NULL)
    return NULL;

  while (relais_rows_next (rows, &local))
    {
      const char *source = relais_rows_get_string (rows, 3);
      double weight = WEIGHT_PACK;

      if (g_str_equal (source, "user"))
        weight = WEIGHT_USER;
      else if (g_str_equal (source, "correction"))
        weight = WEIGHT_CORRECTION;
      g_ptr_array_add (examples, relais_example_new (relais_rows_get_string (rows, 0), relais_rows_get_string (rows, 1),
                                                     relais_rows_get_string (rows, 2), weight));
    }
  if (local != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return NULL;
    }

  return g_steal_pointer (&examples);
}

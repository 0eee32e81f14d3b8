/* relais-event-log.c
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "relais-clock.h"
#include "relais-event-private.h"
#include "relais-json.h"

#define TOPIC "event"
#define ATTENTION_TOPIC "event-attention"

struct _RelaisEventLog
{
  GObject         parent_instance;

  RelaisDatabase *database;   /* (owned) */
};

G_DEFINE_FINAL_TYPE (RelaisEventLog, relais_event_log, G_TYPE_OBJECT)

enum
{
  ADDED,
  ATTENTION,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* A RelaisEventQuery that owns what it names. */
typedef struct
{
  RelaisEventQuery query;
  char            *pattern;   /* (owned) (nullable) */
  char            *steps;     /* (owned) (nullable) as “,sent,delivered,” */
  char            *kinds;     /* (owned) (nullable) likewise */
} Search;

static void
search_free (gpointer data)
{
  Search *self = data;

  g_free (self->pattern);
  g_free (self->steps);
  g_free (self->kinds);
  g_free (self);
}

/* For LIKE … ESCAPE '\\': the text itself, with nothing special in it. */
static char *
make_pattern (const char *text)
{
  g_autoptr(GString) pattern = g_string_new ("%");

  for (const char *c = text; *c != '\0'; c++)
    {
      if (*c == '%' || *c == '_' || *c == '\\')
        g_string_append_c (pattern, '\\');
      g_string_append_c (pattern, *c);
    }
  g_string_append_c (pattern, '%');

  return g_string_free_and_steal (g_steal_pointer (&pattern));
}

/* Names have no comma in them. */
static char *
make_set (const char * const *names)
{
  g_autofree char *joined = NULL;

  if (names == NULL || names[0] == NULL)
    return NULL;
  joined = g_strjoinv (",", (char **) names);

  return g_strconcat (",", joined, ",", NULL);
}

static RelaisRows *
query_events (RelaisSql     *sql,
              const Search  *search,
              GError       **error)
{
  const RelaisEventQuery *query = &search->query;
  gint64 before = query->before > 0 ? query->before : G_MAXINT64;

  /* The usual question has a statement of its own, so that it can use the index. */
  if (query->message != 0 && search->pattern == NULL && !query->attention)
    return relais_sql_query (sql, error,
                             "SELECT " RELAIS_EVENT_COLUMNS " FROM event AS e LEFT JOIN message AS m ON m.id = e.message "
                             "WHERE e.message = ? AND e.id < ? ORDER BY e.id DESC LIMIT ?",
                             "iii", query->message, before, (gint64) query->limit);

  return relais_sql_query (sql, error,
                           "SELECT " RELAIS_EVENT_COLUMNS " FROM event AS e LEFT JOIN message AS m ON m.id = e.message "
                           "WHERE e.id < ?1 AND (?2 = 0 OR e.message = ?2) AND (NOT ?3 OR e.attention) "
                           "AND (?4 IS NULL OR e.step LIKE ?4 ESCAPE '\\' OR e.detail LIKE ?4 ESCAPE '\\' "
                           "OR m.subject LIKE ?4 ESCAPE '\\' OR m.sender_name LIKE ?4 ESCAPE '\\' "
                           "OR m.sender_address LIKE ?4 ESCAPE '\\' OR instr (?6, ',' || e.step || ',') "
                           "OR instr (?7, ',' || json_extract (e.detail, '$.kind') || ',')) ORDER BY e.id DESC LIMIT ?5",
                           "iiisiss", before, query->message, (gint64) query->attention, search->pattern,
                           (gint64) query->limit, search->steps, search->kinds);
}

static gboolean
search_sql (RelaisSql  *sql,
            gpointer    data,
            GValue     *result,
            GError    **error)
{
  g_autoptr(RelaisRows) rows = query_events (sql, data, error);
  g_autoptr(GListStore) events = g_list_store_new (RELAIS_TYPE_EVENT);
  g_autoptr(GError) local_error = NULL;

  if (rows == NULL)
    return FALSE;

  while (relais_rows_next (rows, &local_error))
    {
      g_autoptr(RelaisEvent) event = relais_event_new_from_row (rows);

      g_list_store_append (events, event);
    }

  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }

  g_value_init (result, G_TYPE_LIST_STORE);
  g_value_take_object (result, g_steal_pointer (&events));

  return TRUE;
}

static gboolean
dismiss_sql (RelaisSql  *sql,
             gpointer    data,
             GValue     *result,
             GError    **error)
{
  return relais_sql_exec (sql, error, "UPDATE event SET attention = 0 WHERE id = ?", "i", *(gint64 *) data);
}

static void
committed_cb (RelaisEventLog *self,
              gint64          id,
              RelaisDatabase *database)
{
  g_signal_emit (self, signals[ADDED], 0, id);
}

static void
attention_cb (RelaisEventLog *self,
              gint64          id,
              RelaisDatabase *database)
{
  g_signal_emit (self, signals[ATTENTION], 0, id);
}

static void
relais_event_log_finalize (GObject *object)
{
  RelaisEventLog *self = RELAIS_EVENT_LOG (object);

  g_clear_object (&self->database);

  G_OBJECT_CLASS (relais_event_log_parent_class)->finalize (object);
}

static void
relais_event_log_class_init (RelaisEventLogClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = relais_event_log_finalize;

  signals[ADDED] = g_signal_new ("added", RELAIS_TYPE_EVENT_LOG, G_SIGNAL_RUN_LAST,
                                 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_INT64);
  signals[ATTENTION] = g_signal_new ("attention", RELAIS_TYPE_EVENT_LOG, G_SIGNAL_RUN_LAST,
                                     0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_INT64);
}

static void
relais_event_log_init (RelaisEventLog *self)
{
}

RelaisEventLog *
relais_event_log_new (RelaisDatabase *database)
{
  RelaisEventLog *self;

  g_return_val_if_fail (RELAIS_IS_DATABASE (database), NULL);

  self = g_object_new (RELAIS_TYPE_EVENT_LOG, NULL);
  self->database = g_object_ref (database);
  g_signal_connect_object (database, "committed::" TOPIC, G_CALLBACK (committed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (database, "committed::" ATTENTION_TOPIC, G_CALLBACK (attention_cb), self, G_CONNECT_SWAPPED);

  return self;
}

DexFuture *
relais_event_log_search (RelaisEventLog         *self,
                         const RelaisEventQuery *query)
{
  Search *search;

  g_return_val_if_fail (RELAIS_IS_EVENT_LOG (self), NULL);

  search = g_new0 (Search, 1);
  search->query = *query;
  search->query.text = NULL;
  search->query.steps = NULL;
  search->query.kinds = NULL;
  search->pattern = query->text != NULL && *query->text != '\0' ? make_pattern (query->text) : NULL;
  search->steps = make_set (query->steps);
  search->kinds = make_set (query->kinds);

  return relais_database_read (self->database, "searching the log", search_sql, search, search_free);
}

DexFuture *
relais_event_log_dismiss (RelaisEventLog *self,
                          gint64          id)
{
  g_return_val_if_fail (RELAIS_IS_EVENT_LOG (self), NULL);

  return relais_database_write (self->database, "dismissing an event", dismiss_sql,
                                g_memdup2 (&id, sizeof id), g_free);
}

gboolean
relais_event_add (RelaisSql   *sql,
                  gint64       message,
                  const char  *step,
                  const char  *outcome,
                  JsonNode    *detail,
                  gboolean     attention,
                  GError     **error)
{
  g_autofree char *text = detail != NULL ? relais_json_stringify (detail) : NULL;

  if (!relais_sql_exec (sql, error,
                        "INSERT INTO event (time, message, step, outcome, detail, attention) "
                        "VALUES (?, nullif (?, 0), ?, ?, ?, ?)", "iisssi", relais_clock_now (), message, step, outcome,
                        text != NULL ? text : "{}", (gint64) (attention != FALSE)))
    return FALSE;

  relais_sql_notify (sql, TOPIC, relais_sql_last_id (sql));
  if (attention)
    relais_sql_notify (sql, ATTENTION_TOPIC, relais_sql_last_id (sql));

  return TRUE;
}

gboolean
relais_event_settle (RelaisSql  *sql,
                     gint64      message,
                     GError    **error)
{
  return relais_sql_exec (sql, error, "UPDATE event SET attention = 0 WHERE message = ? AND attention", "i", message);
}

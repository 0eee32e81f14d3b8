/* relais-activity-page-export.c
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n.h>

#include "relais-activity-job.h"
#include "relais-activity-page-private.h"
#include "relais-activity-words.h"
#include "relais-file.h"
#include "relais-json.h"
#include "relais-words.h"

#define PAGE 1000

/* What begins a formula in a spreadsheet: nothing that a message says may become one. */
#define FORMULA "=+-@\t\r"

/* Spreadsheets take a file for UTF-8 when it begins so. */
#define BYTE_ORDER_MARK "\xEF\xBB\xBF"

/* Years of a small team's mail, and still a file that every editor opens. */
#define MAX_LINES 100000

/* One export on its way: it holds what it needs, and is over when the file is written or something failed. */
typedef struct
{
  RelaisActivityPage *page;    /* (owned) */
  GFile              *file;    /* (owned) */
  GString            *text;    /* (owned) */
  guint               lines;
  gint64              before;
} Export;

static void read_page (Export *export);

static void
export_free (Export *export)
{
  g_object_unref (export->page);
  g_object_unref (export->file);
  g_string_free (export->text, TRUE);
  g_free (export);
}

static void
fail (Export       *export,
      const GError *error)
{
  g_autofree char *sentence = relais_words_dup_error (error);

  relais_activity_page_say (export->page, sentence);
  export_free (export);
}

static void
written_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  Export *export = user_data;
  g_autoptr(GError) error = NULL;
  g_autofree char *sentence = NULL;

  if (!relais_file_write_finish (G_FILE (source), result, &error))
    {
      fail (export, error);
      return;
    }

  sentence = g_strdup_printf (ngettext ("%u step exported", "%u steps exported", export->lines), export->lines);
  relais_activity_page_say (export->page, sentence);
  export_free (export);
}

/* A cell after RFC 4180. */
static void
add_cell (Export     *export,
          const char *text,
          gboolean    last)
{
  gboolean formula = text[0] != '\0' && strchr (FORMULA, text[0]) != NULL;

  g_string_append_c (export->text, '"');
  if (formula)
    g_string_append_c (export->text, '\'');
  for (const char *c = text; *c != '\0'; c++)
    {
      if (*c == '"')
        g_string_append_c (export->text, '"');
      g_string_append_c (export->text, *c);
    }
  g_string_append (export->text, last ? "\"\r\n" : "\",");
}

static void
add_line (Export     *export,
          gint64      ms,
          const char *what,
          gboolean    attention,
          const char *subject,
          const char *sender,
          const char *details)
{
  g_autoptr(GDateTime) then = g_date_time_new_from_unix_local (ms / 1000);
  g_autofree char *time = g_date_time_format (then, "%Y-%m-%d %H:%M:%S");

  add_cell (export, time, FALSE);
  add_cell (export, what, FALSE);
  add_cell (export, attention ? C_("activity", "Yes") : "", FALSE);
  add_cell (export, subject, FALSE);
  add_cell (export, sender, FALSE);
  add_cell (export, details, TRUE);
  export->lines++;
}

static void
add_head (Export *export)
{
  g_string_append (export->text, BYTE_ORDER_MARK);
  add_cell (export, _("Time"), FALSE);
  add_cell (export, _("What happened"), FALSE);
  add_cell (export, _("Needs help"), FALSE);
  add_cell (export, _("Subject"), FALSE);
  add_cell (export, _("Sender"), FALSE);
  add_cell (export, _("Details"), TRUE);
}

static void
add_job (Export    *export,
         RelaisJob *job)
{
  g_autofree char *sentence = relais_activity_job_dup_sentence (job);
  g_autofree char *about = relais_activity_job_dup_about (job);
  g_autofree char *cause = relais_activity_job_dup_cause (job);

  add_line (export, relais_job_get_created (job), sentence, !relais_activity_job_is_waiting (job), about, "", cause);
}

static void
add_event (Export      *export,
           RelaisEvent *event)
{
  g_autofree char *sentence = relais_activity_dup_sentence (export->page->workspace, event);
  g_autoptr(JsonNode) node = json_node_new (JSON_NODE_OBJECT);
  g_autofree char *details = NULL;

  json_node_set_object (node, relais_event_get_detail (event));
  details = relais_json_stringify (node);
  add_line (export, relais_event_get_time (event), sentence, relais_event_get_attention (event),
            relais_event_get_subject (event) != NULL ? relais_event_get_subject (event) : "",
            relais_event_get_sender (event) != NULL ? relais_event_get_sender (event) : "",
            g_str_equal (details, "{}") ? "" : details);
  export->before = relais_event_get_id (event);
}

static void
page_read_cb (gpointer      owner,
              const GValue *value,
              const GError *error,
              gpointer      user_data)
{
  Export *export = user_data;
  GListModel *events;

  if (error != NULL || export->page->workspace == NULL)
    {
      if (error != NULL)
        fail (export, error);
      else
        export_free (export);
      return;
    }

  events = G_LIST_MODEL (g_value_get_object (value));
  for (guint i = 0; i < g_list_model_get_n_items (events); i++)
    {
      g_autoptr(RelaisEvent) event = g_list_model_get_item (events, i);

      add_event (export, event);
    }

  if (g_list_model_get_n_items (events) == PAGE && export->lines < MAX_LINES)
    {
      read_page (export);
    }
  else
    {
      g_autoptr(GBytes) bytes = g_bytes_new (export->text->str, export->text->len);

      relais_file_write_async (export->file, bytes, TRUE, written_cb, export);
    }
}

static void
read_page (Export *export)
{
  g_auto(RelaisActivityWords) words = { NULL, NULL };
  RelaisEventQuery query;

  relais_activity_page_query (export->page, &words, &query);
  query.before = export->before;
  query.limit = PAGE;
  relais_future_to_ui (relais_event_log_search (relais_workspace_get_log (export->page->workspace), &query),
                       NULL, NULL, page_read_cb, export);
}

static void
chosen_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(RelaisActivityPage) page = user_data;
  g_autoptr(GFile) file = gtk_file_dialog_save_finish (GTK_FILE_DIALOG (source), result, NULL);
  Export *export;

  /* Closed without choosing, or the window went away meanwhile. */
  if (file == NULL || page->workspace == NULL)
    return;

  export = g_new0 (Export, 1);
  export->page = g_steal_pointer (&page);
  export->file = g_steal_pointer (&file);
  export->text = g_string_new (NULL);
  add_head (export);
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (export->page->jobs)); i++)
    {
      g_autoptr(RelaisJob) job = g_list_model_get_item (G_LIST_MODEL (export->page->jobs), i);

      add_job (export, job);
    }
  read_page (export);
}

/* What the list would show if it were scrolled to its end. */
void
relais_activity_page_export (RelaisActivityPage *self)
{
  g_autoptr(GtkFileDialog) dialog = gtk_file_dialog_new ();

  gtk_file_dialog_set_title (dialog, _("Export Activity"));
  /* Translators: the name that a new file gets */
  gtk_file_dialog_set_initial_name (dialog, _("Activity.csv"));
  gtk_file_dialog_save (dialog, GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), NULL, chosen_cb, g_object_ref (self));
}

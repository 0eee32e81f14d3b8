/* relais-today-page-automatic.c
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n.h>

#include "relais-today-page-private.h"
#include "relais-today-row.h"
#include "relais-words.h"

/* So many of those that need nobody are shown, folded. */
#define MAX_AUTOMATIC 20

static void
open_automatic_cb (RelaisTodayPage *self,
                   GtkListBoxRow   *row)
{
  relais_today_page_open (self, g_object_get_data (G_OBJECT (row), "record"));
}

static GtkWidget *
make_automatic_row (RelaisTodayPage    *self,
                    RelaisTriageRecord *record)
{
  const char *sender = relais_triage_record_get_sender (record);
  RelaisKind *kind = relais_kind_store_find (relais_workspace_get_kinds (self->workspace), relais_triage_record_get_kind (record));
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *next = gtk_image_new_from_icon_name ("go-next-symbolic");
  g_autofree char *answer = relais_today_dup_answer (self->workspace, record);
  g_autofree char *subtitle = kind != NULL
    ? g_strdup_printf ("%s · %s", relais_kind_get_name (kind, relais_words_get_language ()), answer) : g_strdup (answer);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row),
                                 sender != NULL && sender[0] != '\0' ? sender : relais_triage_record_get_address (record));
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 1);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 1);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), next);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  g_object_set_data_full (G_OBJECT (row), "record", g_object_ref (record), g_object_unref);
  g_signal_connect_object (row, "activated", G_CALLBACK (open_automatic_cb), self, G_CONNECT_SWAPPED);

  return row;
}

void
relais_today_page_show_automatic (RelaisTodayPage *self)
{
  GListModel *records = self->lists[RELAIS_TODAY_AUTOMATIC];
  guint count = g_list_model_get_n_items (records);
  g_autofree char *subtitle = g_strdup_printf (ngettext ("%u answer since yesterday", "%u answers since yesterday", count), count);

  for (guint i = 0; i < self->automatic->len; i++)
    adw_expander_row_remove (self->automatic_row, g_ptr_array_index (self->automatic, i));
  g_ptr_array_set_size (self->automatic, 0);

  for (guint i = 0; i < MIN (count, MAX_AUTOMATIC); i++)
    {
      g_autoptr(RelaisTriageRecord) record = g_list_model_get_item (records, i);
      GtkWidget *row = make_automatic_row (self, record);

      g_ptr_array_add (self->automatic, row);
      adw_expander_row_add_row (self->automatic_row, row);
    }
  adw_expander_row_set_subtitle (self->automatic_row, subtitle);
  gtk_widget_set_visible (GTK_WIDGET (self->automatic_group), count > 0);
}

/* relais-time-label.c
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "relais-time-label-private.h"
#include "relais-words.h"

#define FULL_TIME "relais-full-time"

static gboolean
query_tooltip_cb (GtkWidget  *label,
                  int         x,
                  int         y,
                  gboolean    by_keys,
                  GtkTooltip *tooltip)
{
  gtk_tooltip_set_text (tooltip, g_object_get_data (G_OBJECT (label), FULL_TIME));

  return TRUE;
}

/* gtk_widget_set_tooltip_text() asks the display each time where the pointer is, and on X waits for the answer: for the rows of a list that
 * is scrolled, that is a part of each frame. */
void
relais_time_label_show (GtkLabel   *label,
                        const char *text,
                        gint64      time)
{
  char *full = relais_words_dup_full_time (time);

  if (!gtk_widget_get_has_tooltip (GTK_WIDGET (label)))
    {
      gtk_widget_set_has_tooltip (GTK_WIDGET (label), TRUE);
      g_signal_connect (label, "query-tooltip", G_CALLBACK (query_tooltip_cb), NULL);
    }
  gtk_label_set_label (label, text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (label), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, full, -1);
  g_object_set_data_full (G_OBJECT (label), FULL_TIME, full, g_free);
}

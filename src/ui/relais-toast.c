/* relais-toast.c
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n.h>

#include "relais-toast.h"
#include "relais-window.h"
#include "relais-words.h"

#define UNDO_SECONDS 8

AdwToast *
relais_toast_new (const char *sentence)
{
  AdwToast *toast = adw_toast_new (sentence);

  adw_toast_set_use_markup (toast, FALSE);

  return toast;
}

AdwToast *
relais_toast_new_undo (const char *sentence,
                       guint       seconds)
{
  AdwToast *toast = relais_toast_new (sentence);

  adw_toast_set_button_label (toast, _("_Undo"));
  adw_toast_set_timeout (toast, seconds);

  return toast;
}

void
relais_toast_show (GtkWidget *widget,
                   AdwToast  *toast)
{
  GtkWidget *overlay = gtk_widget_get_ancestor (widget, ADW_TYPE_TOAST_OVERLAY);
  RelaisWindow *window = relais_window_get_for (widget);

  if (window != NULL)
    relais_window_add_toast (window, toast);
  else if (overlay != NULL)
    adw_toast_overlay_add_toast (ADW_TOAST_OVERLAY (overlay), toast);
  else
    g_object_unref (toast);
}

void
relais_toast_say (GtkWidget  *widget,
                  const char *sentence)
{
  relais_toast_show (widget, relais_toast_new (sentence));
}

void
relais_toast_say_error (GtkWidget    *widget,
                        const GError *error)
{
  g_autofree char *sentence = NULL;

  if (relais_error_is_cancelled (error))
    return;

  sentence = relais_words_dup_error (error);
  relais_toast_say (widget, sentence);
}

static void
say_with_undo (GtkWidget  *widget,
               const char *sentence,
               guint       seconds,
               const char *action,
               GVariant   *target)
{
  AdwToast *toast = relais_toast_new_undo (sentence, seconds);

  adw_toast_set_action_name (toast, action);
  adw_toast_set_action_target_value (toast, target);
  relais_toast_show (widget, toast);
}

void
relais_toast_say_sent (GtkWidget       *widget,
                       const char      *sentence,
                       RelaisWorkspace *workspace,
                       gint64           answer)
{
  guint seconds = relais_triage_get_undo_seconds (relais_workspace_get_triage (workspace));

  if (seconds == 0)
    relais_toast_say (widget, sentence);
  else
    say_with_undo (widget, sentence, seconds, "win.undo-send", g_variant_new_int64 (answer));
}

void
relais_toast_say_undo (GtkWidget  *widget,
                       const char *sentence,
                       const char *action,
                       GVariant   *target)
{
  say_with_undo (widget, sentence, UNDO_SECONDS, action, target);
}

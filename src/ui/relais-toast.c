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
/* As long as a mail can be taken back. */
#define UNDO_MOVE_SECONDS 10

/* Data of a toast: what was moved, until it was moved back; whether it is no longer shown. */
#define MOVES "relais-moves"
#define GONE "relais-gone"

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

gboolean
relais_toast_has_undo (AdwToast *toast)
{
  return g_strcmp0 (adw_toast_get_button_label (toast), _("_Undo")) == 0;
}

gboolean
relais_toast_outlasts (AdwToast *toast)
{
  return g_object_get_data (G_OBJECT (toast), MOVES) != NULL;
}

/* As its button does; what nobody sees any more is named. */
void
relais_toast_undo (AdwToast  *toast,
                   GtkWidget *widget)
{
  g_autoptr(AdwToast) held = g_object_ref (toast);
  const char *action = adw_toast_get_action_name (held);

  if (g_object_get_data (G_OBJECT (toast), GONE) != NULL)
    {
      /* Translators: of what was done some time ago, such as “Message archived” */
      g_autofree char *sentence = g_strdup_printf (_("Taken back: %s"), adw_toast_get_title (toast));

      relais_toast_say (widget, sentence);
    }
  g_signal_emit_by_name (held, "button-clicked");
  if (action != NULL)
    gtk_widget_activate_action_variant (widget, action, adw_toast_get_action_target_value (held));
  adw_toast_dismiss (held);
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

void
relais_toast_error_cb (gpointer      owner,
                       const GValue *value,
                       const GError *error,
                       gpointer      user_data)
{
  if (error != NULL)
    relais_toast_say_error (owner, error);
}

static void
say_with_undo (GtkWidget  *widget,
               const char *sentence,
               guint       seconds,
               const char *action,
               GVariant   *target)
{
  AdwToast *toast = relais_toast_new_undo (sentence, seconds);

  /* Before those that wait, as Ctrl+Z does it: what was done last is what is taken back first. */
  adw_toast_set_priority (toast, ADW_TOAST_PRIORITY_HIGH);
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
relais_toast_say_sent_all (GtkWidget       *widget,
                           const char      *sentence,
                           RelaisWorkspace *workspace,
                           GArray          *answers)
{
  guint seconds = relais_triage_get_undo_seconds (relais_workspace_get_triage (workspace));

  if (seconds == 0)
    relais_toast_say (widget, sentence);
  else
    say_with_undo (widget, sentence, seconds, "win.undo-send-all",
                   g_variant_new_fixed_array (G_VARIANT_TYPE_INT64, answers->data, answers->len, sizeof (gint64)));
}

void
relais_toast_say_undo (GtkWidget  *widget,
                       const char *sentence,
                       const char *action,
                       GVariant   *target)
{
  say_with_undo (widget, sentence, UNDO_SECONDS, action, target);
}

static void
move_free (gpointer move)
{
  g_boxed_free (RELAIS_TYPE_MAIL_MOVE, move);
}

typedef struct
{
  GWeakRef        window;
  RelaisMailMove *move;   /* (owned) */
} Undo;

/* One that failed on the way can be tried again; what was moved elsewhere meanwhile cannot. */
static void
moved_back_cb (gpointer      owner,
               const GValue *value,
               const GError *error,
               gpointer      user_data)
{
  g_autofree Undo *undo = user_data;
  g_autoptr(RelaisWindow) window = g_weak_ref_get (&undo->window);

  if (window != NULL && error == NULL)
    {
      relais_window_moved_back (window);
    }
  else if (window != NULL && g_error_matches (error, RELAIS_MAIL_ERROR, RELAIS_MAIL_ERROR_NOT_FOUND))
    {
      relais_toast_say (GTK_WIDGET (window), _("It cannot be taken back: it is no longer where it was moved to."));
    }
  else if (window != NULL && error != NULL && !relais_error_is_cancelled (error))
    {
      g_autofree char *sentence = relais_words_dup_error (error);
      g_autoptr(GPtrArray) moves = NULL;

      moves = g_ptr_array_new_with_free_func (move_free);
      g_ptr_array_add (moves, g_boxed_copy (RELAIS_TYPE_MAIL_MOVE, undo->move));
      relais_toast_say_moved (GTK_WIDGET (window), sentence, moves);
    }

  g_weak_ref_clear (&undo->window);
  move_free (undo->move);
}

static void
move_back_cb (AdwToast     *toast,
              RelaisWindow *window)
{
  g_autoptr(GPtrArray) moves = g_object_steal_data (G_OBJECT (toast), MOVES);

  for (guint i = 0; moves != NULL && i < moves->len; i++)
    {
      Undo *undo = g_new0 (Undo, 1);

      g_weak_ref_init (&undo->window, window);
      undo->move = g_boxed_copy (RELAIS_TYPE_MAIL_MOVE, moves->pdata[i]);
      relais_future_to_ui (relais_mail_move_undo (undo->move), NULL, NULL, moved_back_cb, undo);
    }
}

static void
gone_cb (AdwToast *toast)
{
  g_object_set_data (G_OBJECT (toast), GONE, GINT_TO_POINTER (TRUE));
}

void
relais_toast_say_moved (GtkWidget  *widget,
                        const char *sentence,
                        GPtrArray  *moves)
{
  RelaisWindow *window = relais_window_get_for (widget);
  gboolean can_undo = window != NULL;
  AdwToast *toast;

  for (guint i = 0; i < moves->len; i++)
    can_undo &= relais_mail_move_can_undo (moves->pdata[i]);
  if (!can_undo)
    {
      relais_toast_say (widget, sentence);
      return;
    }

  toast = relais_toast_new_undo (sentence, UNDO_MOVE_SECONDS);
  g_object_set_data_full (G_OBJECT (toast), MOVES, g_ptr_array_ref (moves), (GDestroyNotify) g_ptr_array_unref);
  g_signal_connect (toast, "dismissed", G_CALLBACK (gone_cb), NULL);
  g_signal_connect_object (toast, "button-clicked", G_CALLBACK (move_back_cb), window, G_CONNECT_DEFAULT);
  relais_toast_show (widget, toast);
}

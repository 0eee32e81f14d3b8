/* relais-kinds-packs.c
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n.h>

#include "relais-kinds-packs.h"
#include "relais-toast.h"
#include "relais-words.h"

struct _RelaisKindsPacks
{
  AdwPreferencesGroup  parent_instance;

  RelaisWorkspace     *workspace;   /* (owned) (nullable) */
  GPtrArray           *packs;       /* (owned) (nullable) of RelaisPack */
  GPtrArray           *switches;    /* (owned) of GtkSwitch, beside packs; owned by their rows */
  guint                pending;     /* changes that were asked for */
  gboolean             showing;     /* we move the switches ourselves */
};

G_DEFINE_FINAL_TYPE (RelaisKindsPacks, relais_kinds_packs, ADW_TYPE_PREFERENCES_GROUP)

static void
show_state (RelaisKindsPacks *self)
{
  RelaisKindStore *kinds = relais_workspace_get_kinds (self->workspace);

  /* What was switched meanwhile is not there yet. */
  if (self->pending > 0)
    return;

  self->showing = TRUE;
  for (guint i = 0; i < self->switches->len; i++)
    {
      GtkSwitch *button = g_ptr_array_index (self->switches, i);
      gboolean there = relais_kind_store_has_pack (kinds, relais_pack_get_id (g_ptr_array_index (self->packs, i)));

      /* Setting it to what it is ends the movement of one that was just clicked, which then never gets there. */
      if (gtk_switch_get_active (button) != there)
        gtk_switch_set_active (button, there);
    }
  self->showing = FALSE;
}

static void
done_cb (gpointer      owner,
         const GValue *value,
         const GError *error,
         gpointer      user_data)
{
  RelaisKindsPacks *self = owner;

  self->pending--;
  if (error != NULL)
    relais_toast_say_error (GTK_WIDGET (self), error);
  if (self->workspace != NULL)
    show_state (self);
}

static void
remove_pack (RelaisKindsPacks *self,
             RelaisPack       *pack)
{
  self->pending++;
  relais_future_to_ui (relais_kind_store_uninstall (relais_workspace_get_kinds (self->workspace), relais_pack_get_id (pack)),
                       self, NULL, done_cb, NULL);
}

static void
answered_cb (RelaisKindsPacks *self,
             const char       *response,
             AdwAlertDialog   *dialog)
{
  if (self->workspace == NULL)
    return;
  if (g_str_equal (response, "remove"))
    remove_pack (self, g_object_get_data (G_OBJECT (dialog), "pack"));
  else
    show_state (self);
}

/* What was changed in a pack and taught to it does not come back with it: the one question of this list. */
static void
ask_removal (RelaisKindsPacks *self,
             RelaisPack       *pack)
{
  g_autofree char *heading = g_strdup_printf (_("Remove “%s”?"), relais_pack_get_name (pack, relais_words_get_language ()));
  AdwDialog *dialog = adw_alert_dialog_new (heading, _("What you changed in its kinds and taught them is lost."));

  adw_alert_dialog_add_responses (ADW_ALERT_DIALOG (dialog), "cancel", _("_Cancel"), "remove", _("_Remove"), NULL);
  adw_alert_dialog_set_response_appearance (ADW_ALERT_DIALOG (dialog), "remove", ADW_RESPONSE_DESTRUCTIVE);
  adw_alert_dialog_set_default_response (ADW_ALERT_DIALOG (dialog), "cancel");
  adw_alert_dialog_set_close_response (ADW_ALERT_DIALOG (dialog), "cancel");
  g_object_set_data_full (G_OBJECT (dialog), "pack", g_object_ref (pack), g_object_unref);
  g_signal_connect_object (dialog, "response", G_CALLBACK (answered_cb), self, G_CONNECT_SWAPPED);
  adw_dialog_present (dialog, GTK_WIDGET (self));
}

static void
switched_cb (RelaisKindsPacks *self,
             GParamSpec       *pspec,
             GtkSwitch        *button)
{
  RelaisKindStore *kinds = relais_workspace_get_kinds (self->workspace);
  guint i;
  RelaisPack *pack;
  gboolean there;

  if (self->showing || !g_ptr_array_find (self->switches, button, &i))
    return;

  pack = g_ptr_array_index (self->packs, i);
  there = relais_kind_store_has_pack (kinds, relais_pack_get_id (pack));
  if (gtk_switch_get_active (button) == there)
    return;
  if (there)
    {
      ask_removal (self, pack);
      return;
    }
  self->pending++;
  relais_future_to_ui (relais_kind_store_install (kinds, pack), self, NULL, done_cb, NULL);
}

/* What it brings, to be read before it is chosen. */
static void
add_kinds (AdwExpanderRow *row,
           RelaisPack     *pack)
{
  GPtrArray *kinds = relais_pack_get_kinds (pack);

  for (guint i = 0; i < kinds->len; i++)
    {
      RelaisKind *kind = g_ptr_array_index (kinds, i);
      GtkWidget *line = adw_action_row_new ();

      adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (line), FALSE);
      adw_preferences_row_set_title (ADW_PREFERENCES_ROW (line), relais_kind_get_name (kind, relais_words_get_language ()));
      adw_action_row_set_subtitle (ADW_ACTION_ROW (line), relais_kind_get_description (kind, relais_words_get_language ()));
      adw_expander_row_add_row (row, line);
    }
}

static GtkWidget *
make_row (RelaisKindsPacks *self,
          RelaisPack       *pack)
{
  GtkWidget *row = adw_expander_row_new ();
  GtkWidget *icon = gtk_image_new_from_icon_name (relais_pack_get_icon (pack));
  GtkWidget *button = gtk_switch_new ();
  const char *name = relais_pack_get_name (pack, relais_words_get_language ());

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), name);
  adw_expander_row_set_subtitle (ADW_EXPANDER_ROW (row), relais_pack_get_summary (pack, relais_words_get_language ()));
  gtk_accessible_update_property (GTK_ACCESSIBLE (icon), GTK_ACCESSIBLE_PROPERTY_LABEL, "", -1);
  adw_expander_row_add_prefix (ADW_EXPANDER_ROW (row), icon);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  adw_expander_row_add_suffix (ADW_EXPANDER_ROW (row), button);
  add_kinds (ADW_EXPANDER_ROW (row), pack);
  g_ptr_array_add (self->switches, button);

  return row;
}

void
relais_kinds_packs_set_workspace (RelaisKindsPacks *self,
                                  RelaisWorkspace  *workspace)
{
  g_return_if_fail (RELAIS_IS_KINDS_PACKS (self));
  g_return_if_fail (self->workspace == NULL);

  self->workspace = g_object_ref (workspace);
  self->packs = relais_pack_list_shipped ();
  for (guint i = 0; i < self->packs->len; i++)
    adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), make_row (self, g_ptr_array_index (self->packs, i)));
  show_state (self);
  for (guint i = 0; i < self->switches->len; i++)
    g_signal_connect_object (g_ptr_array_index (self->switches, i), "notify::active", G_CALLBACK (switched_cb), self,
                             G_CONNECT_SWAPPED);
  g_signal_connect_object (relais_workspace_get_kinds (workspace), "changed", G_CALLBACK (show_state), self, G_CONNECT_SWAPPED);
}

static void
relais_kinds_packs_dispose (GObject *object)
{
  RelaisKindsPacks *self = RELAIS_KINDS_PACKS (object);

  g_clear_object (&self->workspace);

  G_OBJECT_CLASS (relais_kinds_packs_parent_class)->dispose (object);
}

static void
relais_kinds_packs_finalize (GObject *object)
{
  RelaisKindsPacks *self = RELAIS_KINDS_PACKS (object);

  g_clear_pointer (&self->packs, g_ptr_array_unref);
  g_clear_pointer (&self->switches, g_ptr_array_unref);

  G_OBJECT_CLASS (relais_kinds_packs_parent_class)->finalize (object);
}

static void
relais_kinds_packs_class_init (RelaisKindsPacksClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = relais_kinds_packs_dispose;
  object_class->finalize = relais_kinds_packs_finalize;
}

static void
relais_kinds_packs_init (RelaisKindsPacks *self)
{
  self->switches = g_ptr_array_new ();
}

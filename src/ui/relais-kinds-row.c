/* relais-kinds-row.c
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n.h>

#include "relais-kinds-row.h"
#include "relais-words.h"

struct _RelaisKindsRow
{
  AdwActionRow     parent_instance;

  GtkSwitch       *enabled;
  GtkMenuButton   *menu_button;

  RelaisWorkspace *workspace;     /* (owned) */
  RelaisKind      *kind;          /* (owned) (nullable) */
  RelaisAutonomy   autonomy;
  GCancellable    *cancellable;   /* (owned) (nullable) of the last measure */
  gboolean         showing;       /* we move the switch ourselves */
};

G_DEFINE_FINAL_TYPE (RelaisKindsRow, relais_kinds_row, ADW_TYPE_ACTION_ROW)

enum
{
  TOGGLED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

char *
relais_kinds_dup_measure (const RelaisAutonomy *autonomy)
{
  g_autofree char *percent = relais_words_dup_percent (autonomy->precision);

  if (autonomy->messages == 0)
    return g_strdup ("");

  /* Translators: how many were recognised rightly, of how many whose outcome is known, and the share, as in “96 %” */
  return g_strdup_printf (ngettext ("%1$u of %2$u message right, %3$s", "%1$u of %2$u messages right, %3$s", autonomy->messages),
                          autonomy->right, autonomy->messages, percent);
}

static void
show_subtitle (RelaisKindsRow *self)
{
  RelaisMember *who = relais_team_find (relais_workspace_get_team (self->workspace), relais_kind_get_member (self->kind));
  g_autofree char *measure = relais_kinds_dup_measure (&self->autonomy);
  g_autoptr(GString) subtitle = g_string_new (relais_words_get_action (relais_kind_get_action (self->kind)));

  if (who != NULL)
    g_string_append_printf (subtitle, " · %s", relais_member_get_name (who));
  if (measure[0] != '\0')
    g_string_append_printf (subtitle, " · %s", measure);
  if (self->autonomy.earned && relais_kind_get_action (self->kind) == RELAIS_ACTION_DRAFT)
    g_string_append_printf (subtitle, " · %s", _("may answer by itself"));

  adw_action_row_set_subtitle (ADW_ACTION_ROW (self), subtitle->str);
}

static void
measured_cb (gpointer      owner,
             const GValue *value,
             const GError *error,
             gpointer      user_data)
{
  RelaisKindsRow *self = owner;

  if (error != NULL || self->kind == NULL)
    return;

  self->autonomy = *(RelaisAutonomy *) g_value_get_boxed (value);
  show_subtitle (self);
}

static void
measure (RelaisKindsRow *self)
{
  relais_cancellable_renew (&self->cancellable);
  relais_future_to_ui (relais_triage_measure (relais_workspace_get_triage (self->workspace), relais_kind_get_id (self->kind)), self,
                       self->cancellable, measured_cb, NULL);
}

/* The page looks again at every row when it is shown. */
static void
triage_measured_cb (RelaisKindsRow *self)
{
  if (self->kind != NULL && gtk_widget_get_mapped (GTK_WIDGET (self)))
    measure (self);
}

static void
toggled_cb (RelaisKindsRow *self)
{
  if (!self->showing)
    g_signal_emit (self, signals[TOGGLED], 0, gtk_switch_get_active (self->enabled));
}

static void
append (GMenu      *menu,
        const char *label,
        const char *action,
        const char *id)
{
  g_autoptr(GMenuItem) item = g_menu_item_new (label, NULL);

  g_menu_item_set_action_and_target (item, action, "s", id);
  g_menu_append_item (menu, item);
}

static GMenuModel *
make_menu (const char *id)
{
  GMenu *menu = g_menu_new ();
  g_autoptr(GMenu) section = g_menu_new ();

  append (menu, _("_Edit…"), "kinds.edit", id);
  append (menu, _("_Merge Into…"), "kinds.merge", id);
  append (menu, _("E_xport…"), "kinds.export", id);
  append (section, _("_Delete"), "kinds.remove", id);
  g_menu_append_section (menu, NULL, G_MENU_MODEL (section));

  return G_MENU_MODEL (menu);
}

void
relais_kinds_row_set_kind (RelaisKindsRow *self,
                           RelaisKind     *kind)
{
  const char *name;
  g_autoptr(GMenuModel) menu = NULL;

  g_return_if_fail (RELAIS_IS_KINDS_ROW (self));

  name = relais_kind_get_name (kind, relais_words_get_language ());
  if (self->kind == NULL || g_strcmp0 (relais_kind_get_id (self->kind), relais_kind_get_id (kind)) != 0)
    self->autonomy = (RelaisAutonomy) { 0 };
  g_set_object (&self->kind, kind);
  menu = make_menu (relais_kind_get_id (kind));
  gtk_menu_button_set_menu_model (self->menu_button, menu);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self), name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->enabled), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self), relais_kind_get_description (kind, relais_words_get_language ()));
  self->showing = TRUE;
  gtk_switch_set_active (self->enabled, relais_kind_get_enabled (kind));
  self->showing = FALSE;
  show_subtitle (self);
  measure (self);
}

RelaisKind *
relais_kinds_row_get_kind (RelaisKindsRow *self)
{
  g_return_val_if_fail (RELAIS_IS_KINDS_ROW (self), NULL);

  return self->kind;
}

static void
relais_kinds_row_dispose (GObject *object)
{
  RelaisKindsRow *self = RELAIS_KINDS_ROW (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->kind);
  g_clear_object (&self->workspace);
  gtk_widget_dispose_template (GTK_WIDGET (self), RELAIS_TYPE_KINDS_ROW);

  G_OBJECT_CLASS (relais_kinds_row_parent_class)->dispose (object);
}

static void
relais_kinds_row_class_init (RelaisKindsRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = relais_kinds_row_dispose;

  signals[TOGGLED] = g_signal_new ("toggled", RELAIS_TYPE_KINDS_ROW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1,
                                   G_TYPE_BOOLEAN);

  gtk_widget_class_set_template_from_resource (widget_class, "/org/relais/Relais/ui/relais-kinds-row.ui");
  gtk_widget_class_bind_template_child (widget_class, RelaisKindsRow, enabled);
  gtk_widget_class_bind_template_child (widget_class, RelaisKindsRow, menu_button);
  gtk_widget_class_bind_template_callback (widget_class, toggled_cb);
}

static void
relais_kinds_row_init (RelaisKindsRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
relais_kinds_row_new (RelaisWorkspace *workspace)
{
  RelaisKindsRow *self = g_object_new (RELAIS_TYPE_KINDS_ROW, NULL);

  self->workspace = g_object_ref (workspace);
  g_signal_connect_object (relais_workspace_get_triage (workspace), "measured", G_CALLBACK (triage_measured_cb), self, G_CONNECT_SWAPPED);

  return GTK_WIDGET (self);
}

/* relais-shortcuts.c
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n.h>

#include "relais-shortcuts.h"

/* GTK's window of shortcuts is deprecated; libadwaita's dialog comes with 1.8, which is newer than what we build on. */

static const struct
{
  const char *group;   /* (nullable): the group of the one before */
  const char *title;
  const char *first;
  const char *joint;   /* between the two */
  const char *second;  /* (nullable) */
} shortcuts[] = {
  { NC_("shortcuts", "General"), NC_("shortcuts", "New message"), "<Control>n", NULL, NULL },
  { NULL, NC_("shortcuts", "Search"), "<Control>f", NULL, NULL },
  { NULL, NC_("shortcuts", "Undo"), "<Control>z", NULL, NULL },
  { NULL, NC_("shortcuts", "Next pane"), "F6", NULL, NULL },
  { NULL, NC_("shortcuts", "Go to Today, Inbox, Kinds, Activity"), "<Alt>1", "…", "<Alt>4" },
  { NULL, NC_("shortcuts", "Preferences"), "<Control>comma", NULL, NULL },
  { NULL, NC_("shortcuts", "Keyboard shortcuts"), "<Control>question", NULL, NULL },
  { NULL, NC_("shortcuts", "Quit"), "<Control>q", NULL, NULL },
  { NC_("shortcuts", "Message"), NC_("shortcuts", "Answer"), "<Control>r", NULL, NULL },
  { NULL, NC_("shortcuts", "Answer all"), "<Control><Shift>r", NULL, NULL },
  { NULL, NC_("shortcuts", "Pass on"), "<Control>l", NULL, NULL },
  { NULL, NC_("shortcuts", "Mark as read, as unread"), "<Control>i", ",", "<Control>u" },
  { NULL, NC_("shortcuts", "Flag"), "<Control>d", NULL, NULL },
  { NULL, NC_("shortcuts", "Archive"), "<Control>k", NULL, NULL },
  { NULL, NC_("shortcuts", "Move"), "<Control>m", NULL, NULL },
  { NULL, NC_("shortcuts", "Delete"), "Delete", NULL, NULL },
  { NC_("shortcuts", "Several messages"), NC_("shortcuts", "Choose all"), "<Control>a", NULL, NULL },
  { NULL, NC_("shortcuts", "Choose the next, the previous too"), "<Shift>Down", ",", "<Shift>Up" },
  { NULL, NC_("shortcuts", "Choose one more"), "<Control>space", NULL, NULL },
  { NULL, NC_("shortcuts", "Choose none"), "Escape", NULL, NULL },
  { NC_("shortcuts", "Proposed answer"), NC_("shortcuts", "Send"), "<Control>Return", NULL, NULL },
  { NULL, NC_("shortcuts", "Edit"), "e", NULL, NULL },
  { NULL, NC_("shortcuts", "Pass on"), "f", NULL, NULL },
  { NULL, NC_("shortcuts", "Change the kind"), "k", NULL, NULL },
};

static void
add_keys (GtkBox     *box,
          const char *accelerator)
{
  GdkModifierType modifiers;
  guint key;
  g_autofree char *label = NULL;
  g_auto(GStrv) keys = NULL;

  if (!gtk_accelerator_parse (accelerator, &key, &modifiers))
    g_return_if_reached ();

  /* As GTK writes it in menus: “Ctrl+N”. */
  label = gtk_accelerator_get_label (key, modifiers);
  keys = g_strsplit (label, "+", -1);
  for (guint i = 0; keys[i] != NULL; i++)
    {
      GtkWidget *cap = gtk_label_new (keys[i]);

      gtk_widget_add_css_class (cap, "keycap");
      gtk_box_append (box, cap);
    }
}

static GtkWidget *
make_row (guint i)
{
  GtkWidget *row = adw_action_row_new ();
  /* The style sheet knows key caps inside of this name only. */
  GtkWidget *box = g_object_new (GTK_TYPE_BOX, "css-name", "shortcut", "valign", GTK_ALIGN_CENTER, NULL);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), g_dpgettext2 (NULL, "shortcuts", shortcuts[i].title));
  add_keys (GTK_BOX (box), shortcuts[i].first);
  if (shortcuts[i].second != NULL)
    {
      gtk_box_append (GTK_BOX (box), gtk_label_new (shortcuts[i].joint));
      add_keys (GTK_BOX (box), shortcuts[i].second);
    }
  /* Keys stand in the same order in every language. */
  gtk_widget_set_direction (box, GTK_TEXT_DIR_LTR);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), box);

  return row;
}

AdwDialog *
relais_shortcuts_new (void)
{
  AdwDialog *self = adw_dialog_new ();
  GtkWidget *view = adw_toolbar_view_new ();
  GtkWidget *page = adw_preferences_page_new ();
  AdwPreferencesGroup *group = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (shortcuts); i++)
    {
      if (shortcuts[i].group != NULL)
        {
          group = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());
          adw_preferences_group_set_title (group, g_dpgettext2 (NULL, "shortcuts", shortcuts[i].group));
          adw_preferences_page_add (ADW_PREFERENCES_PAGE (page), group);
        }
      adw_preferences_group_add (group, make_row (i));
    }

  adw_toolbar_view_add_top_bar (ADW_TOOLBAR_VIEW (view), adw_header_bar_new ());
  adw_toolbar_view_set_content (ADW_TOOLBAR_VIEW (view), page);
  adw_dialog_set_child (self, view);
  adw_dialog_set_title (self, _("Keyboard Shortcuts"));
  adw_dialog_set_content_width (self, 520);
  adw_dialog_set_content_height (self, 640);

  return self;
}

/* relais-section-row.c
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n.h>

#include "relais-section-row.h"

struct _RelaisSectionRow
{
  GtkListBoxRow  parent_instance;

  GtkImage      *icon;
  GtkLabel      *title;
  GtkLabel      *count;
  char          *page;   /* (owned) */
};

G_DEFINE_FINAL_TYPE (RelaisSectionRow, relais_section_row, GTK_TYPE_LIST_BOX_ROW)

static void
update_accessible_label (RelaisSectionRow *self,
                         guint             count)
{
  g_autofree char *waiting = NULL;
  g_autofree char *label = NULL;

  if (count == 0)
    {
      gtk_accessible_update_property (GTK_ACCESSIBLE (self),
                                      GTK_ACCESSIBLE_PROPERTY_LABEL, gtk_label_get_label (self->title), -1);
      return;
    }

  waiting = g_strdup_printf (ngettext ("%u waiting", "%u waiting", count), count);
  /* Translators: a page of the sidebar and what waits there, as in “Inbox, 3 waiting” */
  label = g_strdup_printf (_("%1$s, %2$s"), gtk_label_get_label (self->title), waiting);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
}

static void
relais_section_row_finalize (GObject *object)
{
  g_free (RELAIS_SECTION_ROW (object)->page);

  G_OBJECT_CLASS (relais_section_row_parent_class)->finalize (object);
}

static void
relais_section_row_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), RELAIS_TYPE_SECTION_ROW);

  G_OBJECT_CLASS (relais_section_row_parent_class)->dispose (object);
}

static void
relais_section_row_class_init (RelaisSectionRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = relais_section_row_dispose;
  object_class->finalize = relais_section_row_finalize;

  gtk_widget_class_set_template_from_resource (widget_class, "/org/relais/Relais/ui/relais-section-row.ui");
  gtk_widget_class_bind_template_child (widget_class, RelaisSectionRow, icon);
  gtk_widget_class_bind_template_child (widget_class, RelaisSectionRow, title);
  gtk_widget_class_bind_template_child (widget_class, RelaisSectionRow, count);
}

static void
relais_section_row_init (RelaisSectionRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
relais_section_row_new (const char *page,
                        const char *title,
                        const char *icon)
{
  RelaisSectionRow *self = g_object_new (RELAIS_TYPE_SECTION_ROW, NULL);

  self->page = g_strdup (page);
  gtk_label_set_label (self->title, title);
  gtk_image_set_from_icon_name (self->icon, icon);
  update_accessible_label (self, 0);

  return GTK_WIDGET (self);
}

const char *
relais_section_row_get_page (RelaisSectionRow *self)
{
  g_return_val_if_fail (RELAIS_IS_SECTION_ROW (self), NULL);

  return self->page;
}

const char *
relais_section_row_get_title (RelaisSectionRow *self)
{
  g_return_val_if_fail (RELAIS_IS_SECTION_ROW (self), NULL);

  return gtk_label_get_label (self->title);
}

void
relais_section_row_set_count (RelaisSectionRow *self,
                              guint             count)
{
  g_autofree char *text = g_strdup_printf ("%u", count);

  g_return_if_fail (RELAIS_IS_SECTION_ROW (self));

  gtk_label_set_label (self->count, text);
  gtk_widget_set_visible (GTK_WIDGET (self->count), count > 0);
  update_accessible_label (self, count);
}

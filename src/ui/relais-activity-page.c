/* relais-activity-page.c
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "relais-activity-page.h"

struct _RelaisActivityPage
{
  AdwBin              parent_instance;

  AdwPreferencesPage *page;

  RelaisWorkspace    *workspace;   /* (owned) (nullable) */
};

G_DEFINE_FINAL_TYPE (RelaisActivityPage, relais_activity_page, ADW_TYPE_BIN)

void
relais_activity_page_start_search (RelaisActivityPage *self)
{
  g_return_if_fail (RELAIS_IS_ACTIVITY_PAGE (self));

  gtk_widget_grab_focus (GTK_WIDGET (self->page));
}

void
relais_activity_page_set_workspace (RelaisActivityPage *self,
                                    RelaisWorkspace    *workspace)
{
  g_return_if_fail (RELAIS_IS_ACTIVITY_PAGE (self));
  g_return_if_fail (self->workspace == NULL);

  self->workspace = g_object_ref (workspace);
}

static void
relais_activity_page_dispose (GObject *object)
{
  RelaisActivityPage *self = RELAIS_ACTIVITY_PAGE (object);

  g_clear_object (&self->workspace);
  gtk_widget_dispose_template (GTK_WIDGET (self), RELAIS_TYPE_ACTIVITY_PAGE);

  G_OBJECT_CLASS (relais_activity_page_parent_class)->dispose (object);
}

static void
relais_activity_page_class_init (RelaisActivityPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = relais_activity_page_dispose;

  gtk_widget_class_set_template_from_resource (widget_class, "/org/relais/Relais/ui/relais-activity-page.ui");
  gtk_widget_class_bind_template_child (widget_class, RelaisActivityPage, page);
}

static void
relais_activity_page_init (RelaisActivityPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

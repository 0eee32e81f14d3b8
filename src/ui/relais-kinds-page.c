/* relais-kinds-page.c
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "relais-kinds-page.h"

struct _RelaisKindsPage
{
  AdwBin              parent_instance;

  AdwPreferencesPage *page;

  RelaisWorkspace    *workspace;   /* (owned) (nullable) */
};

G_DEFINE_FINAL_TYPE (RelaisKindsPage, relais_kinds_page, ADW_TYPE_BIN)

void
relais_kinds_page_set_workspace (RelaisKindsPage *self,
                                 RelaisWorkspace *workspace)
{
  g_return_if_fail (RELAIS_IS_KINDS_PAGE (self));
  g_return_if_fail (self->workspace == NULL);

  self->workspace = g_object_ref (workspace);
}

static void
relais_kinds_page_dispose (GObject *object)
{
  RelaisKindsPage *self = RELAIS_KINDS_PAGE (object);

  g_clear_object (&self->workspace);
  gtk_widget_dispose_template (GTK_WIDGET (self), RELAIS_TYPE_KINDS_PAGE);

  G_OBJECT_CLASS (relais_kinds_page_parent_class)->dispose (object);
}

static void
relais_kinds_page_class_init (RelaisKindsPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = relais_kinds_page_dispose;

  gtk_widget_class_set_template_from_resource (widget_class, "/org/relais/Relais/ui/relais-kinds-page.ui");
  gtk_widget_class_bind_template_child (widget_class, RelaisKindsPage, page);
}

static void
relais_kinds_page_init (RelaisKindsPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/* relais-compose-window.c
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "relais-compose-window.h"

struct _RelaisComposeWindow
{
  AdwWindow parent_instance;

  RelaisWorkspace *workspace;   /* (owned) */
};

G_DEFINE_FINAL_TYPE (RelaisComposeWindow, relais_compose_window, ADW_TYPE_WINDOW)

static void
relais_compose_window_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), RELAIS_TYPE_COMPOSE_WINDOW);
  g_clear_object (&((RelaisComposeWindow *) object)->workspace);

  G_OBJECT_CLASS (relais_compose_window_parent_class)->dispose (object);
}

static void
relais_compose_window_class_init (RelaisComposeWindowClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = relais_compose_window_dispose;
  gtk_widget_class_set_template_from_resource (GTK_WIDGET_CLASS (klass), "/org/relais/Relais/ui/relais-compose-window.ui");
}

static void
relais_compose_window_init (RelaisComposeWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

RelaisComposeWindow *
relais_compose_window_new (GtkWindow *parent, RelaisWorkspace *workspace)
{
  RelaisComposeWindow *self = g_object_new (RELAIS_TYPE_COMPOSE_WINDOW, NULL);

  self->workspace = g_object_ref (workspace);
  gtk_window_set_transient_for (GTK_WINDOW (self), parent);

  return self;
}

void
relais_compose_window_set_mailto (RelaisComposeWindow *self,
                                  const char          *uri)
{
  g_return_if_fail (RELAIS_IS_COMPOSE_WINDOW (self));
}

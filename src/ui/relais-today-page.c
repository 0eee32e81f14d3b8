/* relais-today-page.c
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "relais-today-page.h"

struct _RelaisTodayPage
{
  AdwBin              parent_instance;

  AdwPreferencesPage *page;

  RelaisWorkspace    *workspace;   /* (owned) (nullable) */
  guint               count;
};

G_DEFINE_FINAL_TYPE (RelaisTodayPage, relais_today_page, ADW_TYPE_BIN)

guint
relais_today_page_get_count (RelaisTodayPage *self)
{
  g_return_val_if_fail (RELAIS_IS_TODAY_PAGE (self), 0);

  return self->count;
}

static void
relais_today_page_get_property (GObject    *object,
                                guint       prop_id,
                                GValue     *value,
                                GParamSpec *pspec)
{
  if (prop_id == 1)
    g_value_set_uint (value, RELAIS_TODAY_PAGE (object)->count);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
}

void
relais_today_page_set_workspace (RelaisTodayPage *self,
                                 RelaisWorkspace *workspace)
{
  g_return_if_fail (RELAIS_IS_TODAY_PAGE (self));
  g_return_if_fail (self->workspace == NULL);

  self->workspace = g_object_ref (workspace);
}

static void
relais_today_page_dispose (GObject *object)
{
  RelaisTodayPage *self = RELAIS_TODAY_PAGE (object);

  g_clear_object (&self->workspace);
  gtk_widget_dispose_template (GTK_WIDGET (self), RELAIS_TYPE_TODAY_PAGE);

  G_OBJECT_CLASS (relais_today_page_parent_class)->dispose (object);
}

static void
relais_today_page_class_init (RelaisTodayPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = relais_today_page_dispose;
  object_class->get_property = relais_today_page_get_property;
  g_object_class_install_property (object_class, 1,
                                   g_param_spec_uint ("count", NULL, NULL, 0, G_MAXUINT, 0,
                                                      G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS));

  gtk_widget_class_set_template_from_resource (widget_class, "/org/relais/Relais/ui/relais-today-page.ui");
  gtk_widget_class_bind_template_child (widget_class, RelaisTodayPage, page);
}

static void
relais_today_page_init (RelaisTodayPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
